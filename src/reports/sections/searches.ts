/** A7: what was asked of the data, by whom and why, how old it was, and which plates came up again and again. */
import type { QuarterFigures } from '../figures.js';
import { thresholds } from '../figures/lights.js';
import { barChart, legend } from '../pdf/chart.js';
import { colour, type Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading, unrecorded } from '../pdf/prose.js';
import { table, tally } from '../pdf/table.js';
import { number, percent, plural, title } from '../words.js';

const bandNames = [
  'up to one day',
  '1 to 6 days',
  '7 to 29 days',
  '30 to 89 days',
  '90 to 364 days',
  '365 days or more',
];

const uses = (paper: Paper, { uses: of, refusals, accesses }: QuarterFigures): void => {
  subheading(paper, 'Age of what was looked at, and plates searched again');
  const shown = of.ages.reduce((all, one) => all + one, 0);
  barChart(
    paper,
    'Reads that answers showed, by their age at that moment: evidence for how long data is of use.',
    of.ages.map((value, band) => ({
      label: bandNames[band]!,
      value,
      says: `${number(value)} (${percent(shown === 0 ? null : value / shown)})`,
    })),
  );
  const code = (sought: string): number => refusals.byCode.find(({ key }) => key === sought)?.count ?? 0;
  tally(paper, 'Kinds of search, and reasons that said nothing.', [
    ...accesses.byQuestion.map(({ key, count }) => [`Searches of ${title(key).toLowerCase()}`, count] as const),
    ['of all these for a part of a plate', of.partialSearches],
    ['Searches refused for a vague reason (R-VAGUE-REASON)', code('R-VAGUE-REASON')],
    ['refused for no reason (R-NO-REASON)', code('R-NO-REASON')],
  ]);
  table(paper, {
    caption: 'Plates searched most often. The plate itself stands in no report; its number is of this report alone.',
    columns: [
      { head: 'Plate', width: 2 },
      { head: 'Searches', width: 1, align: 'right' },
      { head: 'By so many members', width: 2, align: 'right' },
      { head: 'With event number', width: 2, align: 'right' },
    ],
    rows: of.repeated.map(({ plate, searches: many, members, withEventNumber }) => [
      `no. ${plate}`,
      ...[many, members, withEventNumber].map(number),
    ]),
    empty: 'No plate was searched twice in this period.',
  });
  unrecorded(paper, 'the offence behind a search as a code of its own; the written reason says it.');
};

/** A7. */
export const searches = (paper: Paper, figures: QuarterFigures): void => {
  const { accesses, refusals } = figures;
  section(paper, 'A7', 'Searches', 230);
  answers(paper, ['430.7(g)', '430.9¶2'], ['430.4A(d)', '430.9(b)', '430.9(d)', '430.6(a)', '430.7(a)']);
  const { withEventNumber, byKind } = accesses;
  paragraph(
    paper,
    `Members made ${plural(accesses.searches, 'search', 'searches')} of the data, all with a reason and a ` +
      `purpose, because the system answers no other. ${number(withEventNumber.count)} ` +
      `(${percent(withEventNumber.share)}) named an event or case number; in the rest the member stated that ` +
      `none exists. ${plural(accesses.rowsAnswered, 'row was', 'rows were')} answered; ` +
      `${plural(byKind.read, 'read')} and ${plural(byKind.image, 'image')} were opened and ` +
      `${plural(byKind.export, 'export')} made. ${plural(refusals.reasonless, 'search was', 'searches were')} ` +
      'refused under 430.7(g).',
  );
  barChart(
    paper,
    'Searches by purpose, and how many of them named an event number.',
    accesses.byPurpose.map(({ purpose, searches: value, withEventNumber: part }) => ({
      label: title(purpose),
      value,
      part,
      says: `${number(value)}, ${percent(value === 0 ? null : part / value)} numbered`,
    })),
  );
  if (accesses.searches > 0) {
    legend(paper, [
      ['with an event number', colour.accent],
      ['without', colour.second],
    ]);
  }
  subheading(paper, 'By member');
  table(paper, {
    caption:
      'Access by member, under the id on the ledger. A share of numbered searches under ' +
      `${thresholds.withEventNumber * 100}% deserves a look: a threshold of ours.`,
    columns: [
      { head: 'Member', width: 4 },
      { head: 'Searches', width: 1, align: 'right' },
      { head: 'Share of all', width: 1.2, align: 'right' },
      { head: 'With event number', width: 1.6, align: 'right' },
      { head: 'Reads and images opened', width: 2, align: 'right' },
    ],
    rows: accesses.byMember.map(({ memberId, searches: many, withEventNumber: numbered, opened }) => [
      memberId,
      number(many),
      percent(accesses.searches === 0 ? null : many / accesses.searches),
      percent(many === 0 ? null : numbered / many),
      number(opened),
    ]),
    empty: 'Nobody searched in this period.',
  });
  uses(paper, figures);
};
