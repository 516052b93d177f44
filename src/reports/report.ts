/** What both reports have in common: title page, contents, sections, running lines, and the figures inside the file. */
import { createHash } from 'node:crypto';
import { type Cover, contentsPage, span, titlePage, type Titles } from './cover.js';
import { csvOf } from './csv.js';
import { flat } from './figures/flat.js';
import { figuresText, type QuarterFigures } from './figures.js';
import { attach } from './pdf/attach.js';
import { fillContents, furnish } from './pdf/furniture.js';
import { closePaper, openPaper, type Paper, turn } from './pdf/paper.js';
import { number } from './words.js';

/** A section, or a few that belong together; it writes where the pen is. */
export type Part = (paper: Paper, figures: QuarterFigures, cover: Cover) => void;

/** Attaches the figures to the document they are printed in, and the checkpoint they were drawn at. */
const attachFigures = (paper: Paper, figures: QuarterFigures, text: string, { checkpoint }: Cover): void => {
  attach(paper, {
    name: 'figures.json',
    type: 'application/json',
    description: 'The figures of this report, as computed from the ledger',
    text,
  });
  attach(paper, {
    name: 'figures.csv',
    type: 'text/csv',
    description: 'The same figures, one to a line, for a spreadsheet',
    text: csvOf(flat(figures)),
  });
  if (checkpoint !== undefined)
    attach(paper, {
      name: 'checkpoint.txt',
      type: 'text/plain',
      description: 'The signed checkpoint of the ledger that this report rests on',
      text: checkpoint,
    });
};

/** Renders a report as a tagged PDF/A-3. The same figures and cover always give the same bytes. */
export const renderReport = (
  titles: Titles,
  parts: readonly Part[],
  figures: QuarterFigures,
  cover: Cover,
): Promise<Uint8Array> => {
  const at = new Date(cover.generatedAt);
  const { period, ledger } = figures;
  const text = figuresText(figures);
  const digest = createHash('sha256').update(text).digest('hex');
  const paper = openPaper({ title: `${titles.kind} ${period.quarter}`, subject: 'Policy 430.4(h)', at });
  attachFigures(paper, figures, text, cover);
  titlePage(paper, figures, cover, titles, digest);
  const contents = contentsPage(paper, titles);
  turn(paper);
  for (const part of parts) part(paper, figures, cover);
  fillContents(paper, contents.pageIndex, contents.list, contents.top);
  furnish(paper, {
    head: [`${cover.agency}  ·  ${titles.kind}`, `${period.quarter}${period.complete ? '' : ' (interim)'}`],
    foot: `${span(period)}  ·  ledger of ${number(ledger.events)} events, root ${ledger.root.slice(0, 16)}…`,
    demonstration: cover.demonstration,
  });
  return closePaper(paper);
};
