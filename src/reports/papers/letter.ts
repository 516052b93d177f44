/** What the shorter papers have in common: their head, particulars, places to sign, and last lines. */
import { code } from '../pdf/code.js';
import { furnish } from '../pdf/furniture.js';
import {
  artifact,
  closePaper,
  colour,
  frame,
  openPaper,
  type Paper,
  put,
  room,
  spoken,
  styles,
  tagged,
} from '../pdf/paper.js';
import { paragraph } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { moment } from '../words.js';

/** Whose paper it is, what it is called, and when it was drawn up (ISO 8601, UTC). */
export type Letterhead = {
  readonly agency: string;
  readonly title: string;
  /** Of what it is about: the hold, the release, the hit. */
  readonly id: string;
  readonly at: string;
  readonly demonstration: boolean;
  /** The signed checkpoint it rests on. */
  readonly checkpoint: { readonly size: number; readonly root: string };
};

/** Opens the paper with its head. */
export const openLetter = ({ agency, title, id, at }: Letterhead): Paper => {
  const paper = openPaper({ title: `${title} ${id}`, subject: agency, at: new Date(at) });
  paper.section = paper.doc.struct('Sect', { title });
  paper.root.add(paper.section);
  const wide = { width: frame.width, lines: 1 };
  tagged(paper, paper.section, 'P', () => put(paper, agency, frame.left, 62, styles.label, wide));
  tagged(paper, paper.section, 'H1', () => put(paper, title, frame.left, 78, styles.h2, wide));
  artifact(paper, () => paper.doc.rect(frame.left, 102, frame.width, 1.5).fill(colour.accent));
  paper.y = 112;
  paragraph(paper, `${id}, drawn up ${moment(at)}.`, styles.note);
  return paper;
};

/** What is to be said of the matter, one line each; what is not known is left out. */
export const particulars = (
  paper: Paper,
  caption: string,
  rows: readonly (readonly [what: string, said: string | null | undefined])[],
): void =>
  table(paper, {
    caption,
    columns: [
      { head: 'What', width: 2 },
      { head: 'Said', width: 6 },
    ],
    rows: rows.flatMap(([what, said]) => (said === null || said === undefined ? [] : [[what, said]])),
    empty: 'Nothing of it can be read any more.',
  });

/** A line to sign on. */
export const signature = (paper: Paper, who: string, declares: string): void => {
  room(paper, 74);
  const { y, doc } = { y: paper.y, doc: paper.doc };
  const draw = (): void => {
    put(paper, who, frame.left, y, styles.strong, { width: frame.width, lines: 1 });
    put(paper, declares, frame.left, y + 14, styles.note, { width: frame.width, lines: 2 });
    put(paper, 'Signature', frame.left, y + 56, styles.small, { width: 290, lines: 1 });
    put(paper, 'Date', frame.left + 330, y + 56, styles.small, { width: 170, lines: 1 });
  };
  tagged(paper, paper.section, 'P', draw, spoken(`${who}. ${declares} Signature and date.`));
  artifact(paper, () => {
    doc.rect(frame.left, y + 52, 300, 0.7).fill(colour.ink);
    doc.rect(frame.left + 330, y + 52, 174, 0.7).fill(colour.ink);
  });
  paper.y += 78;
};

/** Says what the paper rests on, as a code too, and ends it. */
export const closeLetter = (
  paper: Paper,
  { agency, title, id, demonstration, checkpoint }: Letterhead,
): Promise<Uint8Array> => {
  const { size, root } = checkpoint;
  room(paper, 92);
  const top = paper.y;
  const text = `alpr-ledger paper ${id}\nevents ${size}\nroot ${root}\n`;
  const alt = 'QR code of what the paper is about and of the checkpoint it rests on';
  code(paper, { text, x: frame.right - 80, y: top, side: 80, alt });
  const said = `Rests on the first ${size} events of the ledger, root ${root}. Check a copy: alpr-ledger verify.`;
  tagged(paper, paper.section, 'P', () =>
    put(paper, said, frame.left, top + 4, styles.note, { width: frame.width - 96, lines: 4 }),
  );
  paper.y = top + 88;
  furnish(paper, { head: [`${agency}  ·  ${title}`, ''], foot: `${title} ${id}`, demonstration });
  return closePaper(paper);
};
