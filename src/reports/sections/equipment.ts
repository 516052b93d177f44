/** A3: the readers, what they read, and what was done to keep them right. */
import type { QuarterFigures } from '../figures.js';
import { lowConfidence } from '../figures/reads.js';
import { columnChart, legend } from '../pdf/chart.js';
import { colour, type Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading } from '../pdf/prose.js';
import { ranking, table, tally } from '../pdf/table.js';
import { duration, number, percent, plural } from '../words.js';

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

/** Which part of its hours in service each camera was heard of. */
export const uptimeTable = (paper: Paper, { upkeep: { uptime } }: QuarterFigures): void =>
  table(paper, {
    caption: 'Uptime: of the hours in service, those in which a read or a sign of life came.',
    columns: [
      { head: 'Camera', width: 4 },
      { head: 'Hours in service', width: 1.5, align: 'right' },
      { head: 'Heard of', width: 1.5, align: 'right' },
      { head: 'Share', width: 1, align: 'right' },
    ],
    rows: uptime.map(({ cameraId, hours, heard }) => [cameraId, number(hours), number(heard), shareOf(heard, hours)]),
    empty: 'No camera was in service.',
  });

/** Transfers of reads in batches, as vehicles and vendors announced them. */
export const batchTable = (paper: Paper, { upkeep: { batches } }: QuarterFigures): void =>
  tally(paper, 'Transfers: batches announced, and held against what was recorded.', [
    ['Batches received', batches.received],
    ['reads announced in them', batches.announced],
    ['batches that did not agree with what was recorded', batches.mismatched],
    ['reads announced in these and not recorded', batches.missing],
  ]);

const upkeep = (paper: Paper, figures: QuarterFigures): void => {
  const { inspections, checks, faults, maintenance, placements } = figures.upkeep;
  uptimeTable(paper, figures);
  subheading(paper, 'Inspections, faults and maintenance');
  tally(paper, 'Inspections before a shift, checks of function, and faults (430.6(f) to (h)).', [
    ['Inspections', inspections.made],
    ['that found something loose, damaged or worn', inspections.unsound],
    ['Checks of function', checks.made],
    ['that found it not functioning', checks.failing],
    ['that attested something else than the system had heard', checks.disagreeing],
    ['Faults reported', faults.reported],
    ['cleared', faults.cleared],
    ['open at the end', faults.open],
    ['from report to clearing, median', duration(faults.toClearing.median)],
    ['the longest', duration(faults.toClearing.longest)],
  ]);
  ranking(paper, 'Faults reported, by kind.', 'Kind', faults.byKind, 'No fault was reported in this period.');
  ranking(paper, 'Maintenance done.', 'Work', maintenance, 'No maintenance was recorded in this period.');
  tally(paper, 'Placements of fixed cameras, reviewed every year (430.8¶4).', [
    ['Placements approved', placements.placed],
    ['reviewed in the period', placements.reviewed],
    ['whose review was overdue at the end', placements.reviewOverdue.length],
    ['to be moved', placements.toBeMoved],
    ['Fixed cameras in service without an approved placement: must be 0', placements.unplaced.length],
  ]);
  batchTable(paper, figures);
};

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
  upkeep(paper, figures);
};
