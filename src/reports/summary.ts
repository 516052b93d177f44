/** The executive page: twelve figures with their lights, and what waits for somebody. */
import type { QuarterFigures } from './figures.js';
import type { Light, Status } from './figures/lights.js';
import { artifact, colour, frame, type Paper, put, spoken, type Style, styles, tagged } from './pdf/paper.js';
import { paragraph, section, subheading } from './pdf/prose.js';
import { table } from './pdf/table.js';
import { duration, nothing, number, percent, plural } from './words.js';

const words: Readonly<Record<Status, string>> = { good: 'in order', look: 'look', act: 'act', plain: 'figure' };
const shades: Readonly<Record<Status, string>> = {
  good: colour.good,
  look: colour.look,
  act: colour.act,
  plain: colour.grey,
};

const shown = ({ value, unit }: Light): string => {
  if (value === null) return unit === 'intact' ? 'not yet' : nothing;
  if (unit === 'intact') return value === 1 ? 'intact' : 'BROKEN';
  return unit === 'share' ? percent(value) : unit === 'seconds' ? duration(value) : number(value);
};

/** A shape for each light, so that nobody has to see its colour. */
const shape = ({ doc }: Paper, status: Status, x: number, y: number): void => {
  const shade = shades[status];
  if (status === 'good') doc.circle(x + 4, y + 4, 4).fill(shade);
  else if (status === 'look') doc.polygon([x, y + 8], [x + 8, y + 8], [x + 4, y]).fill(shade);
  else if (status === 'act') doc.rect(x, y, 8, 8).fill(shade);
  else doc.rect(x, y + 3, 8, 2).fill(shade);
};

const card = { width: 162, height: 84, gap: 9 } as const;

const draw = (paper: Paper, light: Light, x: number, y: number): void => {
  const shade = shades[light.status];
  const width = card.width - 20;
  artifact(paper, () => {
    paper.doc.roundedRect(x, y, card.width, card.height, 3).fill(colour.wash);
    paper.doc.rect(x, y + 2, 3, card.height - 4).fill(shade);
    shape(paper, light.status, x + 12, y + 66);
  });
  const figure: Style = { font: 'bold', size: 17, color: light.status === 'plain' ? colour.navy : shade, gap: 0 };
  const word: Style = { font: 'bold', size: 7.5, color: shade, gap: 0 };
  const aloud = `${light.label}: ${shown(light)}, ${light.note}. ${words[light.status]}, clause ${light.clause}.`;
  const text = (): void => {
    put(paper, light.label, x + 12, y + 8, styles.label, { width, lines: 1 });
    put(paper, shown(light), x + 12, y + 22, figure, { width, lines: 1 });
    put(paper, light.note, x + 12, y + 47, styles.small, { width, lines: 1 });
    put(paper, words[light.status], x + 25, y + 65.5, word, { width: 60, lines: 1 });
    put(paper, light.clause, x + 80, y + 65.5, styles.small, { width: width - 68, align: 'right', lines: 1 });
  };
  tagged(paper, paper.section, 'P', text, spoken(aloud));
};

const sentence = ({ reads, hits, accesses, refusals }: QuarterFigures): string => {
  const verified = `${plural(hits.raised - hits.unseen, 'was', 'were')} compared by eye`;
  const acted = `${number(hits.confirmed)} confirmed and ${number(hits.actioned)} acted upon`;
  const broken =
    hits.actionedUnconfirmed + hits.actionedUnverified === 0
      ? 'Nobody acted on a hit without the comparison and the confirmation that 430.6(k) demands.'
      : `${plural(hits.against.length, 'hit was', 'hits were')} acted upon against 430.6(k).`;
  return (
    `${plural(reads.total, 'read')} raised ${plural(hits.raised, 'hit')}, of which ${verified}, ${acted}. ` +
    `${broken} Members made ${plural(accesses.searches, 'search', 'searches')}, each with a reason; the policy ` +
    `refused ${plural(refusals.total, 'act')}.`
  );
};

/** The page a Chief reads if it is the only one. */
export const summary = (paper: Paper, figures: QuarterFigures): void => {
  section(paper, '', 'The quarter on one page');
  paragraph(paper, sentence(figures));
  paper.y += 4;
  const top = paper.y;
  figures.lights.forEach((light, index) => {
    const x = frame.left + (index % 3) * (card.width + card.gap);
    draw(paper, light, x, top + Math.floor(index / 3) * (card.height + card.gap));
  });
  paper.y = top + Math.ceil(figures.lights.length / 3) * (card.height + card.gap) + 4;
  subheading(paper, 'What waits for somebody');
  table(paper, {
    caption:
      'Breaches of the policy stand first; the hits and members concerned are named by their ids in the sections.',
    columns: [
      { head: 'Light', width: 0.8 },
      { head: 'Point', width: 5 },
      { head: 'Clause', width: 1.1 },
      { head: 'How many', width: 1, align: 'right' },
    ],
    rows: figures.openPoints.map(({ status, point, clause, count }) => [words[status], point, clause, number(count)]),
    empty: 'Nothing waits for anybody.',
  });
};
