/** A7 and A9: what was asked of the data, by whom and why; and what left the Department. */
import type { QuarterFigures } from '../figures.js';
import { thresholds } from '../figures/lights.js';
import { barChart, legend } from '../pdf/chart.js';
import { colour, type Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading, unrecorded } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { number, percent, plural, title } from '../words.js';

/** A7. */
export const searches = (paper: Paper, { accesses, refusals }: QuarterFigures): void => {
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
  unrecorded(paper, 'the age of the reads that searches returned, and plates that were searched repeatedly.');
};

/** A9. */
export const releases = (paper: Paper): void => {
  section(paper, 'A9', 'Releases and requests', 130);
  answers(paper, ['430.10(b)', '430.10¶V.1'], ['430.10.0', '430.10(e)', '430.10M(a)', '430.10¶N', '430.1¶1.4']);
  unrecorded(
    paper,
    'requests of other agencies, approvals of the Chief, agreements, Values Act determinations, lookups of ' +
      'owners and public records requests. They are to be reported from the Department’s own files.',
  );
};
