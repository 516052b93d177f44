/** The last page: who answers for the report. */
import type { QuarterFigures } from '../figures.js';
import { type Cover, designee } from '../cover.js';
import { artifact, colour, frame, type Paper, put, room, spoken, styles, tagged } from '../pdf/paper.js';
import { answers, paragraph, section } from '../pdf/prose.js';

const line = (paper: Paper, who: string, declares: string): void => {
  room(paper, 96);
  const { y, doc } = { y: paper.y, doc: paper.doc };
  const draw = (): void => {
    put(paper, who, frame.left, y, styles.strong, { width: frame.width, lines: 1 });
    put(paper, declares, frame.left, y + 15, styles.note, { width: frame.width, lines: 2 });
    put(paper, 'Signature', frame.left, y + 72, styles.small, { width: 290, lines: 1 });
    put(paper, 'Date', frame.left + 330, y + 72, styles.small, { width: 170, lines: 1 });
  };
  tagged(paper, paper.section, 'P', draw, spoken(`${who}. ${declares} Signature and date.`));
  artifact(paper, () => {
    doc.rect(frame.left, y + 68, 300, 0.7).fill(colour.ink);
    doc.rect(frame.left + 330, y + 68, 174, 0.7).fill(colour.ink);
  });
  paper.y += 100;
};

/** Signature lines of the Captain, the independent reviewer and the Chief. */
export const signatures = (paper: Paper, { period }: QuarterFigures, { administrator }: Cover): void => {
  section(paper, '', 'Signatures', 420);
  answers(paper, ['430.4A(h)', '430.9(e).3']);
  if (!period.complete) paragraph(paper, 'This is an interim report. It is not for signature.', styles.strong);
  line(
    paper,
    designee(administrator, 'ALPR Administrator'),
    'I conducted the audit this report describes and submit it to the Chief of Police.',
  );
  line(
    paper,
    'Independent reviewer',
    'I reviewed the evidence behind this report. None of the searches I reviewed was my own.',
  );
  line(paper, 'Chief of Police', 'I received this report and the Total Detection Report for the quarter.');
};
