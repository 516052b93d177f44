/** T1 to T9: what the cameras read, hit by hit and camera by camera, for the Total Detection Report. */
import { lowConfidence } from '../figures/reads.js';
import type { QuarterFigures } from '../figures.js';
import { columnChart, legend } from '../pdf/chart.js';
import { colour, type Paper, styles } from '../pdf/paper.js';
import { answers, paragraph, section, unrecorded } from '../pdf/prose.js';
import { type Column, table, tally } from '../pdf/table.js';
import { number, percent, plural, title } from '../words.js';
import { batchTable, cameraTable, confidenceChart, uptimeTable } from './equipment.js';

const right = (head: string, width = 1): Column => ({ head, width, align: 'right' });
const shareOf = (part: number, whole: number): string => percent(whole === 0 ? null : part / whole);

const months = ({ reads }: QuarterFigures): string[][] => {
  const names = [...new Set(reads.byDay.map(({ day }) => day.slice(0, 7)))];
  return names.map((month) => {
    const days = reads.byDay.filter(({ day }) => day.startsWith(month));
    const sum = (of: 'reads' | 'mobile' | 'unread'): number => days.reduce((all, day) => all + day[of], 0);
    const busiest = days.reduce((most, day) => (day.reads > most.reads ? day : most));
    const fixed = sum('reads') - sum('mobile');
    return [month, ...[sum('reads'), fixed, sum('mobile'), sum('unread')].map(number), busiest.day];
  });
};

/** T1. */
export const byDay = (paper: Paper, figures: QuarterFigures): void => {
  const { reads } = figures;
  section(paper, 'T1', 'Detections by day');
  answers(paper, ['430.1¶1.1', '430.3(e)'], ['430.6(b)']);
  columnChart(paper, {
    caption: `Detections by day: ${number(reads.total)} in all. The foot of each column is the part of mobile cameras.`,
    values: reads.byDay.map(({ day, reads: value, mobile }) => ({ label: day.slice(5), value, part: mobile })),
    labelled: (index) => /-(01|15)$/.test(reads.byDay[index]!.day),
  });
  legend(paper, [
    ['fixed cameras', colour.accent],
    ['mobile cameras', colour.look],
  ]);
  table(paper, {
    caption: 'Detections by month.',
    columns: [
      { head: 'Month', width: 1.4 },
      right('Detections'),
      right('Fixed'),
      right('Mobile'),
      right('Unread'),
      right('Busiest day', 1.4),
    ],
    rows: months(figures),
  });
};

const differentPlates = (paper: Paper, { upkeep: { plates }, hits }: QuarterFigures): void => {
  const misread = new Map(hits.byCamera.map((camera) => [camera.cameraId, camera.misread]));
  table(paper, {
    caption: 'Different plates among the reads that could still be read when the report was made, and misread hits.',
    columns: [
      { head: 'Camera', width: 4 },
      right('Different plates', 1.5),
      right('Hits judged', 1.3),
      right('Misread'),
    ],
    rows: plates.map(({ cameraId, plates: many }) => {
      const judged = misread.get(cameraId);
      return [cameraId, number(many), number(judged?.of ?? 0), number(judged?.count ?? 0)];
    }),
    empty: 'No read of this period can still be read.',
  });
};

/** T2. */
export const byCamera = (paper: Paper, figures: QuarterFigures): void => {
  section(paper, 'T2', 'Detections by camera');
  answers(paper, ['430.8¶4.1'], ['430.8¶4.3', '430.4A(i)']);
  cameraTable(paper, figures);
  confidenceChart(paper, figures);
  const silent = figures.reads.silent;
  if (silent.length > 0) paragraph(paper, `In service, and sent nothing: ${silent.join(', ')}.`);
  differentPlates(paper, figures);
  uptimeTable(paper, figures);
  unrecorded(paper, 'the place of a camera in this report; the register of equipment holds it.');
};

/** T3 and T4. */
export const deployments = (paper: Paper, figures: QuarterFigures): void => {
  const { shifts, deployments: of } = figures.upkeep;
  section(paper, 'T3', 'Deployments and shifts', 130);
  answers(paper, ['430.6(b)'], ['430.6(f)', '430.6(g)']);
  paragraph(paper, `${plural(shifts.begun, 'shift')} began in the period and ${number(shifts.ended)} ended.`);
  table(paper, {
    caption: 'Deployments begun in the period, by camera, with what was read in them.',
    columns: [
      { head: 'Camera', width: 4 },
      { head: 'Kind', width: 1.2 },
      right('Deployments', 1.3),
      right('Hours', 1.2),
      right('Reads', 1.2),
      right('Reads an hour', 1.4),
    ],
    rows: of.map(({ cameraId, mobility, deployments: many, hours, reads }) => [
      cameraId,
      mobility,
      ...[many, hours, reads].map(number),
      number(hours === 0 ? null : reads / hours),
    ]),
    empty: 'No deployment began in this period.',
  });
  section(paper, 'T4', 'Transfers', 130);
  answers(paper, ['430.8¶1.2']);
  batchTable(paper, figures);
};

/** T5. */
export const hitRatio = (paper: Paper, { hits, reads }: QuarterFigures): void => {
  section(paper, 'T5', 'Hits and hit ratio');
  answers(paper, ['430.1¶1.2']);
  const rest = reads.total - hits.raised;
  paragraph(
    paper,
    `${plural(hits.raised, 'hit')} came of ${plural(reads.total, 'detection')}: ` +
      `${shareOf(hits.raised, reads.total)}. ${number(Math.max(0, rest))} detections ` +
      `(${shareOf(Math.max(0, rest), reads.total)}) matched no entry of a hot list.`,
  );
  table(paper, {
    caption: 'Hits by the reason of the policy, and how many of them stood up to a look.',
    columns: [
      { head: 'Reason', width: 3 },
      right('Hits'),
      right('Of detections', 1.4),
      right('Verified'),
      right('Confirmed'),
      right('Acted upon', 1.2),
    ],
    rows: hits.byCategory.map(({ category, raised, verified, confirmed, actioned }) => [
      title(category),
      number(raised),
      shareOf(raised, reads.total),
      ...[verified, confirmed, actioned].map(number),
    ]),
    total: [
      'All',
      number(hits.raised),
      shareOf(hits.raised, reads.total),
      ...[hits.verified, hits.confirmed, hits.actioned].map(number),
    ],
    empty: 'No hit was raised in this period.',
  });
};

/** T6 and T7. */
export const legibility = (paper: Paper, { reads, retention: { ages } }: QuarterFigures): void => {
  section(paper, 'T6', 'Age of what is kept', 170);
  answers(paper, ['430.8¶3.1']);
  tally(paper, 'Detections that could still be read, by their age at the end of the period.', [
    ['to 30 days', ages.to30],
    ['31 to 365 days', ages.to365],
    ['over 365 days', ages.over365],
    ['held for a matter (in any of these)', ages.held],
  ]);
  section(paper, 'T7', 'Unread and uncertain', 150);
  table(paper, {
    caption: `Detections that told little. “Low” is a confidence under ${lowConfidence / 100}%, a threshold of ours.`,
    columns: [{ head: 'What', width: 4 }, right('Detections'), right('Of all')],
    rows: (
      [
        ['nothing legible', reads.unread],
        ['read, but the state unknown', reads.stateUnknown],
        ['read with low confidence', reads.low],
      ] as const
    ).map(([what, count]) => [what, number(count), shareOf(count, reads.total)]),
  });
};

const change = (now: number, then: number): string => {
  if (then === 0) return now === 0 ? 'none' : 'new';
  if (now >= 10 * then) return `${number(Math.round(now / then))} times`;
  const share = (now - then) / then;
  return `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}%`;
};

/** T8: set beside the figures of the quarter before, when there are any. */
export const comparison =
  (previous: QuarterFigures | null) =>
  (paper: Paper, figures: QuarterFigures): void => {
    section(paper, 'T8', 'Change from the quarter before', 150);
    if (previous === null) return unrecorded(paper, 'a quarter before this one, with which to compare it.');
    const compared = ([what, of]: readonly [string, (one: QuarterFigures) => number]): string[] => {
      const [now, then] = [of(figures), of(previous)];
      return [what, number(then), number(now), change(now, then)];
    };
    table(paper, {
      caption: `This quarter beside ${previous.period.quarter}.`,
      columns: [
        { head: 'What', width: 3 },
        right(previous.period.quarter),
        right(figures.period.quarter),
        right('Change'),
      ],
      rows: (
        [
          ['Detections', ({ reads }) => reads.total],
          ['Unread', ({ reads }) => reads.unread],
          ['Hits', ({ hits }) => hits.raised],
          ['Verified hits', ({ hits }) => hits.verified],
          ['Hits rejected as misread', ({ hits }) => hits.misread],
          ['Hits acted upon', ({ hits }) => hits.actioned],
          ['Searches', ({ accesses }) => accesses.searches],
          ['Refusals', ({ refusals }) => refusals.total],
        ] as const satisfies readonly (readonly [string, (one: QuarterFigures) => number])[]
      ).map(compared),
    });
  };

/** T9. */
export const reconciliation = (paper: Paper, { vendors: { reconciliations: held }, reads }: QuarterFigures): void => {
  section(paper, 'T9', 'Agreement with the vendor’s count', 170);
  answers(paper, ['430.8¶2.1']);
  tally(paper, 'What the vendors returned when their reads were held against these.', [
    ['Comparisons in the period', held.made],
    ['reads the vendors returned in them', held.returned],
    ['of these older than the vendor may keep', held.overdue],
    ['reads of ours that a vendor did not return', held.missing],
    ['Detections recorded here in the period', reads.total],
  ]);
  if (held.made === 0) paragraph(paper, 'No vendor’s count was held against this ledger in the period.', styles.strong);
};
