/** The signed checkpoint a report rests on: as text, as a QR code, and as a file in the document. */
import type { Cover } from '../cover.js';
import type { QuarterFigures } from '../figures.js';
import { code, codeHolds } from '../pdf/code.js';
import { frame, measure, type Paper, put, room, styles, tagged } from '../pdf/paper.js';
import { answers, paragraph, section, subheading } from '../pdf/prose.js';
import { tally } from '../pdf/table.js';
import { grouping, moment, number } from '../words.js';

const side = 150;

/** As many lines of the note as a code holds: the head and the log's own signature come first. */
const within = (note: string): string => {
  const lines = note.split('\n');
  while (Buffer.byteLength(lines.join('\n')) > codeHolds) lines.pop();
  return lines.join('\n');
};

/** The checkpoint, where the ledger signed one. */
export const checkpoint = (paper: Paper, { checkpoint: note }: Cover): void => {
  if (note === undefined) return;
  subheading(paper, 'Signed checkpoint');
  const placing = { width: frame.width - side - 16 };
  const lines = note
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, 10);
  const heights = lines.map((line) => measure(paper, line, styles.mono, { ...placing, lines: 6 }) + 3);
  room(
    paper,
    Math.max(
      side,
      heights.reduce((all, one) => all + one, 0),
    ) + 10,
  );
  let y = paper.y + 4;
  const top = y;
  lines.forEach((line, index) => {
    const at = y;
    tagged(paper, paper.section, 'P', () => put(paper, line, frame.left, at, styles.mono, { ...placing, lines: 6 }));
    y += heights[index]!;
  });
  const x = frame.right - side;
  code(paper, {
    text: within(note),
    x,
    y: top,
    side,
    alt: 'QR code of the signed checkpoint, as in the text beside it',
  });
  paper.y = Math.max(y, top + side) + 8;
  paragraph(
    paper,
    'The same text is in this file as checkpoint.txt. Hold it against the ledger with: alpr-ledger verify --since ' +
      'checkpoint.txt.',
    styles.note,
  );
};

/** What the report rests on; the last section of a report that has no other on the ledger. */
export const restsOn = (paper: Paper, { ledger: kept }: QuarterFigures, cover: Cover): void => {
  section(paper, '', 'What this report rests on', 320);
  answers(paper, ['430.7(i)']);
  tally(paper, 'The ledger at the checkpoint.', [
    ['Events', number(kept.events)],
    ['Last full verification', kept.verification === null ? 'none' : moment(kept.verification.at)],
    ['Its result', kept.verification === null ? 'unknown' : kept.verification.intact ? 'intact' : 'BROKEN'],
  ]);
  paragraph(paper, `Root hash: ${grouping(kept.root)}`, styles.mono);
  checkpoint(paper, cover);
};
