/** A3 and A4: the readers and what they read; the vendors who store it. */
import type { QuarterFigures } from '../figures.js';
import { lowConfidence } from '../figures/reads.js';
import { columnChart, legend } from '../pdf/chart.js';
import { colour, type Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading, unrecorded } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { number, percent, plural } from '../words.js';

const shareOf = (part: number, whole: number): string => percent(whole === 0 ? null : part / whole);

const dayChart = (paper: Paper, { reads }: QuarterFigures): void => {
  columnChart(paper, {
    caption: `Reads by day: ${number(reads.total)} in all, ${number(reads.unread)} of them unread.`,
    values: reads.byDay.map(({ day, reads: value, unread }) => ({ label: day.slice(5), value, part: unread })),
    labelled: (index) => /-(01|15)$/.test(reads.byDay[index]!.day),
  });
  legend(paper, [
    ['read', colour.accent],
    ['nothing legible', colour.look],
  ]);
};

/** How sure the reader was of what it read. */
export const confidenceChart = (paper: Paper, { reads }: QuarterFigures): void =>
  columnChart(paper, {
    caption: 'Reads by the reader’s own confidence, in steps of five percent.',
    values: reads.confidence.map((value, index) => ({ label: `${index * 5}%`, value })),
    labelled: (index) => index % 2 === 0,
  });

/** What each camera read, and how much of it was legible. */
export const cameraTable = (paper: Paper, { reads }: QuarterFigures): void =>
  table(paper, {
    caption: `Reads by camera. “Low” is a confidence under ${lowConfidence / 100}%, a threshold of ours.`,
    columns: [
      { head: 'Camera', width: 4 },
      { head: 'Kind', width: 1.3 },
      { head: 'Reads', width: 1.2, align: 'right' },
      { head: 'Unread', width: 1.2, align: 'right' },
      { head: 'State unknown', width: 1.5, align: 'right' },
      { head: 'Low', width: 1.2, align: 'right' },
    ],
    rows: reads.byCamera.map(({ cameraId, mobility, reads: many, unread, stateUnknown, low }) => [
      cameraId,
      mobility,
      number(many),
      ...[unread, stateUnknown, low].map((part) => shareOf(part, many)),
    ]),
    total: [
      'All',
      '',
      number(reads.total),
      ...[reads.unread, reads.stateUnknown, reads.low].map((part) => shareOf(part, reads.total)),
    ],
    empty: 'No camera sent a read in this period.',
  });

/** A3. */
export const equipment = (paper: Paper, figures: QuarterFigures): void => {
  const { inService, installed, retired } = figures.equipment;
  section(paper, 'A3', 'Equipment and reads');
  answers(paper, ['430.4A(i)', '430.6(g)'], ['430.6(f)', '430.6(h)', '430.1¶1.1', '430.8¶1.2']);
  paragraph(
    paper,
    `At the end of the period ${plural(inService.fixed, 'fixed camera')} and ` +
      `${plural(inService.mobile, 'mobile camera')} ` +
      `were in service; ${number(installed)} came into service in it and ${number(retired)} left. ` +
      (figures.reads.silent.length === 0
        ? 'Each sent reads.'
        : `No read came from ${figures.reads.silent.join(', ')}.`),
  );
  subheading(paper, 'Reads');
  dayChart(paper, figures);
  confidenceChart(paper, figures);
  cameraTable(paper, figures);
  unrecorded(
    paper,
    'inspections before a shift, reported faults, uptime, and the transfer of batches from vehicles (430.6(f) ' +
      'to (h), 430.8).',
  );
};

/** A4. */
export const vendors = (paper: Paper): void => {
  section(paper, 'A4', 'Vendors and sharing settings', 110);
  answers(paper, ['430.8¶2.1', '430.10¶V.2'], ['430.8¶2.2']);
  unrecorded(
    paper,
    'the vendor’s sharing settings and their changes, and the comparison of the vendor’s own log with this ' +
      'ledger. This system shares nothing by itself: it has no act by which another agency could be given data.',
  );
};
