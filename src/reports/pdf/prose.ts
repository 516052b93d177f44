/** The running text of a report: headings, paragraphs, quoted clauses, and what is honestly missing. */
import { type Clause, clauseText } from '../../domain/policy/clauses.js';
import {
  artifact,
  colour,
  frame,
  measure,
  type Paper,
  put,
  room,
  spoken,
  type Style,
  styles,
  tagged,
} from './paper.js';

/** A paragraph across the frame, or indented by so many points. */
export const paragraph = (paper: Paper, text: string, look: Style = styles.body, indent = 0): void => {
  const width = frame.width - indent;
  const height = measure(paper, text, look, { width });
  room(paper, height);
  const { y } = paper;
  tagged(paper, paper.section, 'P', () => put(paper, text, frame.left + indent, y, look, { width }));
  paper.y += height + 5;
};

/** Opens a section: its tag, its place in the contents and the bookmarks, its heading and the rule under it. */
export const section = (paper: Paper, number: string, name: string, needs = 230): void => {
  if (paper.y > frame.top) paper.y += 18;
  room(paper, needs);
  const heading = number === '' ? name : `${number} ${name}`;
  const destination = `section-${paper.contents.length + 1}`;
  paper.contents.push({ number, title: name, page: paper.page, destination });
  paper.doc.addNamedDestination(destination, 'XYZ', 0, Math.max(0, paper.y - 12), null as unknown as number);
  paper.doc.outline.addItem(heading);
  paper.section = paper.doc.struct('Sect', { title: heading });
  paper.root.add(paper.section);
  const { y } = paper;
  const indent = number === '' ? 0 : 42;
  const draw = (): void => {
    if (number !== '') put(paper, number, frame.left, y, styles.h2number, { width: indent, lines: 1 });
    put(paper, name, frame.left + indent, y, styles.h2, { width: frame.width - indent, lines: 1 });
  };
  tagged(paper, paper.section, 'H2', draw, spoken(heading));
  artifact(paper, () => paper.doc.rect(frame.left, y + 21, frame.width, 1.2).fill(colour.accent));
  paper.y += 29;
};

/** A heading within a section, drawn together with what follows it. */
export const subheading = (paper: Paper, text: string): void => {
  const wide = { width: frame.width, lines: 1 };
  const draw = (): void => {
    const y = paper.y + 5;
    tagged(paper, paper.section, 'H3', () => put(paper, text, frame.left, y, styles.h3, wide));
    paper.y = y + 18;
  };
  paper.announced = { height: 23, draw };
};

/** The clauses a section answers, in the words of the policy. */
export const answers = (paper: Paper, quoted: readonly Clause[], also: readonly Clause[] = []): void => {
  for (const clause of quoted) {
    const width = frame.width - 80;
    const text = `“${clauseText(clause)}”`;
    const height = measure(paper, text, styles.quote, { width, lines: 4 });
    room(paper, height);
    const { y } = paper;
    const draw = (): void => {
      put(paper, clause, frame.left, y, styles.label, { width: 76, lines: 1 });
      put(paper, text, frame.left + 80, y, styles.quote, { width, lines: 4 });
    };
    tagged(paper, paper.section, 'P', draw, spoken(`${clause}: ${text}`));
    paper.y += height + 3;
  }
  if (also.length > 0) paragraph(paper, `Answers also ${also.join(', ')}.`, styles.note, 80);
  paper.y += 4;
};

/** Says in so many words what the system keeps no figures of, so that silence is never taken for none. */
export const unrecorded = (paper: Paper, text: string): void => {
  const width = frame.width - 14;
  const full = `Not kept: ${text}`;
  const height = measure(paper, full, styles.note, { width });
  room(paper, height + 8);
  const { y } = paper;
  artifact(paper, () => paper.doc.rect(frame.left, y, 3, height + 4).fill(colour.line));
  tagged(paper, paper.section, 'P', () => put(paper, full, frame.left + 12, y + 2, styles.note, { width }));
  paper.y += height + 11;
};
