/** A6: every hit from the alert to the stop, and how often the reader was wrong. */
import type { QuarterFigures } from '../figures.js';
import type { HitFigures, HitStages } from '../figures/hits.js';
import { barChart, intervalChart } from '../pdf/chart.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading, unrecorded } from '../pdf/prose.js';
import { type Column, table, tally } from '../pdf/table.js';
import { duration, number, percent, plural, title } from '../words.js';

const right = (head: string, width = 1): Column => ({ head, width, align: 'right' });

const passage = (paper: Paper, hits: HitFigures): void => {
  const of = (part: number): string => `${number(part)} (${percent(hits.raised === 0 ? null : part / hits.raised)})`;
  const seen = hits.raised - hits.unseen;
  barChart(paper, 'From the alert to the action: how many hits reached each stage.', [
    { label: 'Alert raised', value: hits.raised },
    { label: 'Compared by eye', value: seen, says: of(seen) },
    { label: 'Verified', value: hits.verified, says: of(hits.verified) },
    { label: 'Confirmed', value: hits.confirmed, says: of(hits.confirmed) },
    { label: 'Acted upon', value: hits.actioned, says: of(hits.actioned) },
  ]);
  table(paper, {
    caption: 'Time from the alert. The median is the middle hit; 95 of 100 took no longer than the 95th percentile.',
    columns: [
      { head: 'Until', width: 3 },
      right('Hits'),
      right('Median', 1.4),
      right('95th percentile', 1.6),
      right('Longest', 1.4),
    ],
    rows: [
      ['the plate was compared by eye', hits.toVerdict],
      ['the hit was confirmed or found negative', hits.toConfirmation],
    ].map(([until, waited]) => {
      const { count, median, p95, longest } = waited as HitFigures['toVerdict'];
      return [until as string, number(count), duration(median), duration(p95), duration(longest)];
    }),
  });
};

const obedience = (paper: Paper, hits: HitFigures): void => {
  subheading(paper, 'Actions and the rule they stand under');
  table(paper, {
    caption: 'Enforcement and other police action on hits.',
    columns: [{ head: 'Clause', width: 1 }, { head: 'What', width: 5 }, right('Hits')],
    rows: [
      ['430.6(k).3', 'acted upon', number(hits.actioned)],
      ['430.6(k).3', 'acted upon without confirmation, and not exigent: must be 0', number(hits.actionedUnconfirmed)],
      ['430.6(k).1', 'acted upon before the image was compared: must be 0', number(hits.actionedUnverified)],
      ['430.6(k).4', 'declared exigent', number(hits.exigent)],
    ],
  });
  if (hits.against.length > 0) {
    paragraph(paper, `Acted upon against the policy: ${hits.against.slice(0, 20).join(', ')}.`);
  }
  if (hits.exigencies.length > 0) {
    paragraph(paper, `Declared exigent, each to be reviewed: ${hits.exigencies.slice(0, 20).join(', ')}.`);
  }
};

const stageColumns = [
  right('Raised'),
  right('Unseen'),
  right('Verified', 1.1),
  right('Wrong state', 1.2),
  right('Misread', 1.1),
  right('Confirmed', 1.3),
  right('Negative', 1.1),
  right('Acted upon', 1.2),
];
const stageCells = (row: HitStages): string[] =>
  [row.raised, row.unseen, row.verified, row.wrongState, row.misread, row.confirmed, row.negative, row.actioned].map(
    number,
  );

const accuracy = (paper: Paper, { hits, corrections }: QuarterFigures): void => {
  subheading(paper, 'How often the reader was wrong');
  const { misreadRate } = hits;
  paragraph(
    paper,
    `Of ${plural(misreadRate.of, 'hit')} compared by eye, ${number(misreadRate.count)} had been misread: ` +
      `${percent(misreadRate.share)}, and with 95% certainty between ${percent(misreadRate.low)} and ` +
      `${percent(misreadRate.high)}.`,
  );
  intervalChart(
    paper,
    'Misread hits by camera: the dot is the rate, the line the interval it lies in with 95% certainty.',
    hits.byCamera.slice(0, 15).map(({ cameraId, misread }) => ({ label: cameraId, rate: misread })),
  );
  paragraph(
    paper,
    `${plural(corrections.total, 'read was', 'reads were')} corrected (430.6(l)), ` +
      `${number(corrections.stateChanged)} of them in the issuing state. The original read is always kept.`,
  );
  table(paper, {
    caption: 'Characters corrected, most frequent first.',
    columns: [{ head: 'Read as', width: 1 }, { head: 'Corrected to', width: 1 }, right('Times')],
    rows: corrections.pairs.slice(0, 15).map(({ read, corrected, count }) => [read, corrected, number(count)]),
    empty: 'No character was corrected in this period.',
  });
};

/** A6. */
export const hits = (paper: Paper, figures: QuarterFigures): void => {
  section(paper, 'A6', 'Hits', 300);
  answers(paper, ['430.6(k).1', '430.6(k).3', '430.6(l)'], ['430.6(k).2', '430.6(k).4', '430.3(c)']);
  passage(paper, figures.hits);
  obedience(paper, figures.hits);
  subheading(paper, 'By reason and by kind of match');
  table(paper, {
    caption: 'Hits by the hot-list reason they matched.',
    columns: [{ head: 'Reason', width: 2.2 }, ...stageColumns],
    rows: figures.hits.byCategory.map((row) => [title(row.category), ...stageCells(row)]),
    total: ['All', ...stageCells(figures.hits)],
    empty: 'No hit was raised in this period.',
  });
  table(paper, {
    caption: 'Hits by how the plate met the entry: exactly, through characters that look alike, or in part.',
    columns: [{ head: 'Match', width: 2.2 }, ...stageColumns],
    rows: figures.hits.byMatch.map((row) => [title(row.match), ...stageCells(row)]),
    empty: 'No hit was raised in this period.',
  });
  accuracy(paper, figures);
  const { exigencies } = figures.uses;
  tally(paper, 'Exigencies and their review by a supervisor (430.6(k).4).', [
    ['Declared in the period', exigencies.declared],
    ['reviewed', exigencies.reviewed],
    ['of these found justified', exigencies.justified],
    ['reviewed later than asked for', exigencies.late],
    ['not reviewed', exigencies.waiting],
  ]);
  unrecorded(paper, 'what came of a stop beyond the action itself (a charge, a recovery, a release).');
};
