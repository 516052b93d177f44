/** A hot-list file read by its mapping, a million rows in a few seconds: delimited or of fixed width. */
import { CsvError, parse } from 'csv-parse/sync';
import { dateOf, sinceOf, sooner } from './hotlistdates.js';
import type { HotListField, Mapping, Place } from './hotlistmapping.js';
import { Malformed, type Problem } from './malformed.js';
import { stateOf } from './states.js';

/** One row, as far as the mapping goes; nothing is judged here. Texts are trimmed, and empty where there were none. */
export type HotListRow = {
  /** In the file, from 1. */
  readonly line: number;
  /** Upper-case letters and digits, if it can be made that; otherwise as it stands. */
  readonly plate: string;
  /** USPS code, or `unknown`. */
  readonly plateState: string;
  readonly file: string;
  /** Left to be filled in where the source tells it by its file alone. */
  category: string;
  readonly reason: string;
  readonly reference: string;
  /** ISO 8601, UTC; null where it is missing or no date. */
  readonly expiresAt: string | null;
  readonly issuingBody: string;
  readonly requestingAgency: string;
  readonly offence: string;
  /** ISO 8601, UTC; null where there is none. */
  readonly sourceDate: string | null;
  readonly individualSpecific: boolean;
};

/** Faults of the layout told at most; with so many the file is not what its mapping says. */
const MOST_PROBLEMS = 100;
/** Characters read at once. */
const CHUNK = 1 << 20;

/** What a text of the file becomes is worked out once for each text: lists repeat themselves. */
const remembering = <T>(work: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = work(text);
    if (known.size < 50_000) known.set(text, made);
    return made;
  };
};

type Cells = readonly string[];
type Reading = (cells: Cells, line: string) => string;

const plain = /^[A-Z0-9]+$/;
const plateOf = (text: string): string => (plain.test(text) ? text : text.toUpperCase().replaceAll(/[\s.-]/g, ''));

const columnOf = (column: string | number, header: Cells): number =>
  typeof column === 'number' ? column - 1 : header.indexOf(column.toLowerCase());

/** How the text of a field is taken out of a row. */
const readingOf = (place: Place | undefined, header: Cells): Reading => {
  if (place === undefined) return () => '';
  const { column, from, to, constant, codes } = place;
  const meaning = codes && new Map(Object.entries(codes));
  // A code the table does not list means nothing here: what is left names no category, and is quarantined.
  const translate = (text: string): string => (meaning ? (meaning.get(text) ?? `?${text}`.slice(0, 20)) : text);
  if (constant !== undefined) return () => constant;
  if (column !== undefined) {
    const index = columnOf(column, header);
    return (cells) => translate((cells[index] ?? '').trim());
  }
  return (_, line) => translate(line.slice(from! - 1, to).trim());
};

type Reader = (cells: Cells, line: string, number: number) => HotListRow;

const readerOf = ({ fields, lifeDays }: Mapping, header: Cells, asOf: string): Reader => {
  const read = Object.fromEntries(
    (Object.keys(fields) as HotListField[]).map((field) => [field, readingOf(fields[field], header)]),
  ) as Partial<Record<HotListField, Reading>>;
  const none: Reading = () => '';
  const text = (field: HotListField): Reading => read[field] ?? none;
  const [plate, state, file, category] = (['plate', 'state', 'file', 'category'] as const).map(text);
  const [reason, reference, expires, issuingBody] = (['reason', 'reference', 'expires', 'issuingBody'] as const).map(
    text,
  );
  const [agency, offence, sourceDate] = (['requestingAgency', 'offence', 'sourceDate'] as const).map(text);
  const individual = text('individual');
  const usps = remembering((one) => (one === '' ? 'unknown' : (stateOf(one) ?? 'unknown')));
  const end = remembering((one) => dateOf(one, fields.expires?.date));
  const day = remembering((one) => dateOf(one, fields.sourceDate?.date));
  const life = lifeDays === null ? null : new Date(Date.parse(asOf) + lifeDays * 86_400_000).toISOString();
  return (cells, line, number) => {
    const ends = expires!(cells, line);
    const since = sourceDate!(cells, line);
    return {
      line: number,
      plate: plateOf(plate!(cells, line)),
      plateState: usps(state!(cells, line)),
      file: file!(cells, line),
      category: category!(cells, line),
      reason: reason!(cells, line),
      reference: reference!(cells, line),
      expiresAt: ends === '' ? life : sooner(end(ends), life),
      issuingBody: issuingBody!(cells, line),
      requestingAgency: agency!(cells, line),
      offence: offence!(cells, line),
      // A day told by its end lies ahead while it lasts; what is asked for is how old the record is.
      sourceDate: since === '' ? null : sinceOf(day(since)),
      individualSpecific: /^(y|yes|true|1|individual)$/i.test(individual(cells, line)),
    };
  };
};

/** Names where the file stops being CSV; the library's own message may repeat what stands there. */
const csvCells = (text: string, delimiter: string, firstLine: number): Cells[] => {
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true }) as Cells[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = firstLine - 1 + Number((error as unknown as { lines?: number }).lines ?? 1);
    const problem = { line, what: 'a quotation mark stands where none may, or does not end' };
    throw new Malformed('The file is not CSV', `line ${line}`, 'Have the source write it anew.', [problem]);
  }
};

/** Where a piece of the text may end: at the end of a line that is in no quotation. */
const pieceEnd = (text: string, start: number, quoted: boolean): number => {
  for (let end = Math.min(start + CHUNK, text.length); end < text.length; end += CHUNK) {
    const at = text.lastIndexOf('\n', end);
    if (at < start) continue;
    if (!quoted || text.slice(start, at).split('"').length % 2 === 1) return at + 1;
  }
  return text.length;
};

const refuse = (problems: readonly Problem[]): never => {
  const told = problems.slice(0, MOST_PROBLEMS);
  throw new Malformed(
    `The file is not laid out as its mapping says: ${told.map(({ line, what }) => `line ${line}: ${what}`).join('; ')}`,
    `line ${told.map(({ line }) => line).join(', ')}`,
    'Send the mapping of this file, or the file of this mapping.',
    told,
  );
};

const headerOf = (line: string, { delimiter, fields }: Mapping): Cells => {
  const header = (csvCells(line, delimiter, 1)[0] ?? []).map((name) => name.trim().toLowerCase());
  const missing = Object.values(fields)
    .map((place) => place?.column)
    .filter((column): column is string => typeof column === 'string' && !header.includes(column.toLowerCase()));
  if (missing.length > 0) refuse(missing.map((name) => ({ line: 1, what: `the column ${name} is missing` })));
  return header;
};

const widestOf = ({ fields, format }: Mapping): number =>
  Math.max(
    ...Object.values(fields).map((place) => {
      if (format === 'delimited') return typeof place?.column === 'number' ? place.column : 0;
      return place?.from ?? 0;
    }),
  );

/** The lines of a piece that hold anything, and their cells where it is delimited. */
function* linesOf(piece: string, mapping: Mapping, number: number): Generator<readonly [Cells, string, number]> {
  const { format, delimiter } = mapping;
  if (format === 'delimited' && piece.includes('"')) {
    let line = number;
    for (const cells of csvCells(piece, delimiter, number)) {
      yield [cells, '', line];
      line += 1 + cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
    }
    return;
  }
  let line = number - 1;
  for (const raw of piece.split('\n')) {
    line += 1;
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (text.trim() !== '') yield [format === 'delimited' ? text.split(delimiter) : [], text, line];
  }
}

/**
 * The rows of a file, some thousand at a time, so that whoever reads them may let others take their turn.
 * @param asOf when the source vouches for the list; entries without an end of their own live from then
 * @throws Malformed naming the lines where the file is not laid out as the mapping says
 */
export function* hotListRows(file: Uint8Array, mapping: Mapping, asOf: string): Generator<readonly HotListRow[]> {
  const text = new TextDecoder(mapping.encoding === 'latin1' ? 'latin1' : 'utf-8').decode(file);
  const quoted = mapping.format === 'delimited' && text.includes('"');
  let start = 0;
  let line = 1;
  let header: Cells = [];
  if (mapping.header) {
    start = text.indexOf('\n') + 1 || text.length;
    header = headerOf(text.slice(0, start), mapping);
    line = 2;
  }
  const read = readerOf(mapping, header, asOf);
  const widest = Math.max(widestOf(mapping), header.length);
  const problems: Problem[] = [];
  while (start < text.length) {
    const end = pieceEnd(text, start, quoted);
    const piece = text.slice(start, end);
    const rows: HotListRow[] = [];
    for (const [cells, raw, number] of linesOf(piece, mapping, line)) {
      const width = mapping.format === 'delimited' ? cells.length : raw.length;
      const wrong = mapping.header ? width !== widest : width < widest;
      if (!wrong) rows.push(read(cells, raw, number));
      else if (problems.push({ line: number, what: `is ${width} wide instead of ${widest}` }) >= MOST_PROBLEMS)
        refuse(problems);
    }
    if (problems.length === 0) yield rows;
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) line += 1;
    start = end;
  }
  if (problems.length > 0) refuse(problems);
}
