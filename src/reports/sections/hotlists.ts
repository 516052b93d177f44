/** A5 and A8: what was sought, for which reason of the policy; and what was read around crime scenes. */
import { clauseText } from '../../domain/policy/clauses.js';
import type { QuarterFigures } from '../figures.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section, unrecorded } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { number, plural, title } from '../words.js';

/** A5. */
export const hotLists = (paper: Paper, { hotLists: lists, refusals }: QuarterFigures): void => {
  section(paper, 'A5', 'Hot lists');
  answers(paper, ['430.1¶3.0'], ['430.1¶3/X', '430.3(d)']);
  const { active, added, removed, expired, medianDays } = lists;
  paragraph(
    paper,
    `${plural(active, 'entry was', 'entries were')} in force at the end of ` +
      `the period; ${number(added)} were added in it, ` +
      `${number(removed)} removed, and ${number(expired)} ended by themselves. ` +
      (medianDays === null ? '' : `Half of those in force were given ${plural(medianDays, 'day')} or less. `) +
      `${plural(lists.lists.local, 'local list')}, ${number(lists.lists.state)} state and ` +
      `${number(lists.lists.federal)} federal are registered.`,
  );
  const count = (head: string) => ({ head, width: 1, align: 'right' as const });
  table(paper, {
    caption: 'Entries in force, by the eleven reasons of the policy, in its words. No other reason is admitted.',
    columns: [
      { head: 'Clause', width: 1.5 },
      { head: 'Category', width: 2.2 },
      { head: 'The policy says', width: 5 },
      count('Local'),
      count('State'),
      count('Federal'),
      count('All'),
    ],
    rows: lists.byCategory.map(({ clause, category, local, state, federal, total }) => [
      clause,
      title(category),
      clauseText(clause),
      ...[local, state, federal, total].map(number),
    ]),
    total: [
      'All',
      '',
      '',
      ...['local', 'state', 'federal'].map((source) => sum(lists, source as 'local')),
      number(active),
    ],
  });
  const refused = refusals.byCode.filter(({ key }) => key.startsWith('R-HL'));
  table(paper, {
    caption: 'Entries refused, by the rule that refused them.',
    columns: [
      { head: 'Refusal', width: 4 },
      { head: 'Times', width: 1, align: 'right' },
    ],
    rows: refused.map(({ key, count: times }) => [key, number(times)]),
    empty: 'No entry was refused in this period.',
  });
  unrecorded(paper, 'versions and freshness of imported lists, and which files of NCIC are enabled at the vendor.');
};

const sum = ({ byCategory }: QuarterFigures['hotLists'], source: 'local' | 'state' | 'federal'): string =>
  number(byCategory.reduce((all, row) => all + row[source], 0));

/** A8. */
export const canvasses = (paper: Paper, { hotLists: { partial } }: QuarterFigures): void => {
  section(paper, 'A8', 'Canvasses and partial plates', 120);
  answers(paper, ['430.6(c).1', '430.6(c).2']);
  paragraph(
    paper,
    `${plural(partial, 'partial plate was', 'partial plates were')} among the hot-list entries in force at the ` +
      'end of the period.',
  );
  unrecorded(paper, 'canvasses around crime scenes, their areas and times (430.6(c)).');
};
