/** A5 and A8: what was sought, for which reason of the policy; and what was read around crime scenes. */
import { clauseText } from '../../domain/policy/clauses.js';
import type { QuarterFigures } from '../figures.js';
import type { Paper } from '../pdf/paper.js';
import type { Cover } from '../cover.js';
import { answers, paragraph, section, subheading } from '../pdf/prose.js';
import { ranking, table, tally } from '../pdf/table.js';
import { minute, number, plural, title } from '../words.js';

const right = (head: string, width = 1) => ({ head, width, align: 'right' as const });

const importedLists = (paper: Paper, { imports: { imported, setAside, files } }: QuarterFigures): void => {
  subheading(paper, 'Imported lists');
  table(paper, {
    caption: 'Imported lists: the version in force at the end, how old its data was, and what came and went.',
    columns: [
      { head: 'List', width: 3.2 },
      right('Version', 1.1),
      { head: 'As of (UTC)', width: 2.3 },
      right('Hours old', 1.1),
      right('Entries', 1.2),
      right('Versions in period', 1.3),
      right('Added'),
      right('Removed', 1.2),
      right('Set aside', 1.1),
    ],
    rows: imported.map(({ hotListId, versions, added, removed, quarantined, latest }) => [
      hotListId,
      latest === null ? 'none' : number(latest.number),
      latest === null ? '' : minute(latest.asOf),
      latest === null ? '' : number(latest.ageHours),
      latest === null ? '' : number(latest.entries),
      ...[versions, added, removed, quarantined].map(number),
    ]),
    empty: 'No list was imported.',
  });
  table(paper, {
    caption: 'Entries of the versions in force, by list and reason.',
    columns: [{ head: 'List', width: 4 }, { head: 'Category', width: 3 }, right('Entries')],
    rows: imported.flatMap(({ hotListId, latest }) =>
      (latest?.categories ?? []).map(({ category, entries }) => [hotListId, title(category), number(entries)]),
    ),
    empty: 'No imported version was in force.',
  });
  table(paper, {
    caption: 'Rows set aside by imports of the period, by the rule that set them aside; none of them is matched.',
    columns: [{ head: 'Clause', width: 2 }, { head: 'Rule', width: 3 }, right('Rows')],
    rows: setAside.map(({ clause, code, entries }) => [clause, code, number(entries)]),
    empty: 'No import set anything aside in this period.',
  });
  table(paper, {
    caption:
      `Files of a source (such as NCIC) that were on at the end; ${number(files.turnedOn)} were turned on and ` +
      `${number(files.turnedOff)} off in the period.`,
    columns: [
      { head: 'List', width: 4 },
      { head: 'File', width: 2.4 },
      { head: 'Category', width: 2.4 },
      { head: 'On since (UTC)', width: 2.2 },
    ],
    rows: files.enabled.map(({ hotListId, file, category, enabledAt }) => [
      hotListId,
      file,
      title(category),
      minute(enabledAt),
    ]),
    empty: 'No file of a source is on.',
  });
};

const localEntries = (paper: Paper, { imports: { local } }: QuarterFigures, { quoted }: Cover): void => {
  subheading(paper, 'Local entries');
  table(paper, {
    caption: 'Entries of the Department’s own lists in force at the end, with the reason as it was written.',
    columns: [
      { head: 'Entry', width: 3.4 },
      { head: 'Category', width: 1.9 },
      { head: 'Added by', width: 3.4 },
      { head: 'Until', width: 1.3 },
      { head: 'Co-signed', width: 1.2 },
      { head: 'Reason', width: 4 },
    ],
    rows: local.map(({ entryId, category, addedBy, expiresAt, coSigned }) => [
      entryId,
      title(category),
      addedBy,
      expiresAt.slice(0, 10),
      coSigned,
      quoted?.reasons[entryId] ?? 'its key was destroyed',
    ]),
    most: 15,
    empty: 'No local entry was in force.',
  });
};

/** A5. */
export const hotLists = (paper: Paper, figures: QuarterFigures, cover: Cover): void => {
  const { hotLists: lists, refusals } = figures;
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
  importedLists(paper, figures);
  localEntries(paper, figures, cover);
};

const sum = ({ byCategory }: QuarterFigures['hotLists'], source: 'local' | 'state' | 'federal'): string =>
  number(byCategory.reduce((all, row) => all + row[source], 0));

/** A8. */
export const canvasses = (paper: Paper, { hotLists: { partial }, uses }: QuarterFigures): void => {
  section(paper, 'A8', 'Canvasses and partial plates', 120);
  answers(paper, ['430.6(c).1', '430.6(c).2']);
  paragraph(
    paper,
    `${plural(partial, 'partial plate was', 'partial plates were')} among the hot-list entries in force at the ` +
      'end of the period.',
  );
  const { canvasses: of } = uses;
  tally(paper, 'Canvasses around crime scenes (430.6(c)); their areas are kept with the case and in no report.', [
    ['Opened in the period', of.opened],
    ['not closed', of.stillOpen],
    ['longest window, hours', of.longestHours],
  ]);
  ranking(paper, 'Canvasses by incident.', 'Incident', of.byIncident, 'No canvass was opened in this period.');
};
