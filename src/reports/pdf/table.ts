/** Tables, tagged cell by cell, whose heads are repeated on every page they reach. */
import { hash } from 'node:crypto';
import {
  artifact,
  colour,
  type Element,
  frame,
  measure,
  type Paper,
  put,
  room,
  type Style,
  styles,
  tagged,
  turn,
} from './paper.js';
import { paragraph } from './prose.js';
import { csvOf } from '../csv.js';
import { grouping, number, plural, title } from '../words.js';
import { attach } from './attach.js';

export type Column = {
  readonly head: string;
  /** How much of the width, relative to the other columns. */
  readonly width: number;
  readonly align?: 'left' | 'right';
  readonly look?: Style;
};

export type Table = {
  /** What the table shows, in a sentence; read out to those who cannot see it, and printed above it. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly total?: readonly string[];
  /** Rows printed at most; 60 unless told. */
  readonly most?: number;
  /** Said in place of the rows when there are none. */
  readonly empty?: string;
};

/** Longer lists are cut here; every row is then in a file attached to the document. */
const longest = 60;
const pad = 4;
const cellLines = 3;

type Laid = Column & { readonly x: number; readonly points: number };

const lay = (columns: readonly Column[]): readonly Laid[] => {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  let x: number = frame.left;
  return columns.map((column) => {
    const points = (frame.width * column.width) / whole;
    const laid = { ...column, x, points };
    x += points;
    return laid;
  });
};

const heightOf = (paper: Paper, columns: readonly Laid[], cells: readonly string[], look?: Style): number =>
  columns.reduce((highest, column, index) => {
    const placing = { width: column.points - 2 * pad, lines: cellLines };
    return Math.max(highest, measure(paper, cells[index] ?? '', look ?? column.look ?? styles.cell, placing));
  }, 0) +
  2 * pad -
  1;

const cellsAt = (
  paper: Paper,
  columns: readonly Laid[],
  cells: readonly string[],
  look: Style | undefined,
  y: number,
) =>
  columns.map((column, index) => () => {
    const { x, points, align = 'left' } = column;
    const text = cells[index] ?? '';
    put(paper, text, x + pad, y + pad, look ?? column.look ?? styles.cell, {
      width: points - 2 * pad,
      align,
      lines: cellLines,
    });
  });

const head = (paper: Paper, columns: readonly Laid[], parent: Element | null): void => {
  const names = columns.map((column) => column.head);
  const height = heightOf(paper, columns, names, styles.head);
  const { y } = paper;
  artifact(paper, () => paper.doc.rect(frame.left, y, frame.width, height).fill(colour.wash));
  const draws = cellsAt(paper, columns, names, styles.head, y);
  if (parent === null) artifact(paper, () => draws.forEach((draw) => draw()));
  else {
    const row = paper.doc.struct('TR');
    parent.add(row);
    for (const draw of draws) tagged(paper, row, 'TH', draw, { scope: 'Column' });
  }
  paper.y += height;
};

const line = (paper: Paper, columns: readonly Laid[], { cells, height, look }: Row, parent: Element): void => {
  const { y } = paper;
  const row = paper.doc.struct('TR');
  parent.add(row);
  for (const draw of cellsAt(paper, columns, cells, look, y)) tagged(paper, row, 'TD', draw);
  artifact(paper, () => paper.doc.rect(frame.left, y + height, frame.width, 0.5).fill(colour.line));
  paper.y += height + 0.5;
};

type Row = { readonly cells: readonly string[]; readonly height: number; readonly look?: Style };

/** The rows, never leaving the last two of them, or the total alone, to the next page. */
const lines = (paper: Paper, columns: readonly Laid[], rows: readonly Row[], parent: Element): void => {
  rows.forEach((row, index) => {
    const rest = rows.slice(index, index >= rows.length - 3 ? rows.length : index + 1);
    const needs = rest.reduce((sum, { height }) => sum + height + 0.5, 0);
    if (paper.y + needs > frame.bottom && index > 0) {
      turn(paper);
      head(paper, columns, null);
    }
    line(paper, columns, row, parent);
  });
};

/** Tables up to this height stand whole on one page. */
const whole = 130;

/** Draws a table where the pen is. */
export const table = (paper: Paper, { caption, columns, rows, total, empty, most = longest }: Table): void => {
  if (rows.length === 0) return paragraph(paper, empty ?? 'None.', styles.note);
  const laid = lay(columns);
  const measured = (cells: readonly string[], look?: Style): Row => ({
    cells,
    look,
    height: heightOf(paper, laid, cells, look),
  });
  const body = [
    ...rows.slice(0, most).map((cells) => measured(cells)),
    ...(total ? [measured(total, styles.head)] : []),
  ];
  const height = body.reduce((sum, row) => sum + row.height, 50);
  room(paper, Math.min(height, whole));
  const element = paper.doc.struct('Table', { title: caption });
  paper.section.add(element);
  const { y } = paper;
  const captionHeight = measure(paper, caption, styles.note, { width: frame.width });
  tagged(paper, element, 'Caption', () => put(paper, caption, frame.left, y, styles.note, { width: frame.width }));
  paper.y += captionHeight + 4;
  head(paper, laid, element);
  lines(paper, laid, body, element);
  paper.y += 6;
  if (rows.length > most) attachRows(paper, columns, rows, most);
  paper.y += 4;
};

/** The whole of a long list as a file in the document, with its digest on the paper. */
const attachRows = (paper: Paper, columns: readonly Column[], rows: Table['rows'], printed: number): void => {
  const file = csvOf(
    rows.map((cells) => Object.fromEntries(columns.map(({ head: name }, at) => [name, cells[at] ?? '']))),
  );
  const name = attach(paper, {
    name: `list-${paper.lists + 1}-${paper.contents.at(-1)?.number.toLowerCase() ?? 'all'}.csv`,
    type: 'text/csv',
    description: 'All rows of a list that the paper shows the beginning of',
    text: file,
  });
  paper.lists += 1;
  const digest = hash('sha256', file, 'hex');
  const left = plural(rows.length - printed, 'more row');
  paragraph(
    paper,
    `And ${left}: all ${rows.length} are in the attached file ${name}, SHA-256 ${grouping(digest)}.`,
    styles.note,
  );
};

/** Two columns: what is counted, and how much it is. */
export const tally = (
  paper: Paper,
  caption: string,
  rows: readonly (readonly [what: string, figure: string | number | null])[],
): void =>
  table(paper, {
    caption,
    columns: [
      { head: 'What', width: 5 },
      { head: 'Figure', width: 2, align: 'right' },
    ],
    rows: rows.map(([what, figure]) => [what, typeof figure === 'string' ? figure : number(figure)]),
  });

/** Two columns: a name, and how often it came. */
export const ranking = (
  paper: Paper,
  caption: string,
  head: string,
  rows: readonly { readonly key: string; readonly count: number }[],
  empty: string,
): void =>
  table(paper, {
    caption,
    columns: [
      { head, width: 5 },
      { head: 'Times', width: 1, align: 'right' },
    ],
    rows: rows.map(({ key, count }) => [title(key), number(count)]),
    empty,
  });
