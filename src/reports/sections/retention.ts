/** A13: how long data was kept, what was destroyed and what held, and why anything is older than two years. */
import type { Cover } from '../cover.js';
import type { QuarterFigures } from '../figures.js';
import { barChart } from '../pdf/chart.js';
import { type Paper, styles } from '../pdf/paper.js';
import { answers, paragraph, section, subheading } from '../pdf/prose.js';
import { table, tally } from '../pdf/table.js';
import { minute, moment, number, plural, title } from '../words.js';

const right = (head: string, width = 1) => ({ head, width, align: 'right' as const });

const byClass = (paper: Paper, { retention: { kept } }: QuarterFigures): void =>
  table(paper, {
    caption: 'Data that could be read when the report was made, by retention class and day, and what was due.',
    columns: [
      { head: 'Class', width: 3 },
      right('Days'),
      right('Records', 1.4),
      right('Held', 1.2),
      right('Days due and not purged', 2),
    ],
    rows: kept.map(({ class: name, days, rows, held, due }) => [title(name), ...[days, rows, held, due].map(number)]),
    empty: 'No data is kept.',
  });

const destroyed = (paper: Paper, { retention: { purges, reburials } }: QuarterFigures): void => {
  subheading(paper, 'Purges');
  tally(paper, 'Purges of the period.', [
    ['Proposed', purges.proposed],
    ['Completed', purges.completed.length],
    ['records destroyed in them', purges.units],
    ['Blocked by a hold', purges.blockedByHold],
    ['Under way when the report was made', purges.underWay],
    ['Times a destroyed key came back, as from a backup, and was destroyed again', reburials.times],
  ]);
  table(paper, {
    caption: 'Purge certificates; each is a signed file that can be checked without this system.',
    columns: [
      { head: 'Class', width: 1.6 },
      { head: 'Day', width: 1.4 },
      right('Destroyed', 1.2),
      right('Kept'),
      { head: 'Completed (UTC)', width: 2.2 },
      { head: 'Certificate', width: 4 },
    ],
    rows: purges.completed.map(({ class: name, date, units, kept, completedAt, certificateId }) => [
      title(name),
      date,
      number(units),
      number(kept),
      completedAt === null ? '' : minute(completedAt),
      certificateId ?? 'none',
    ]),
    most: 20,
    empty: 'Nothing was purged in this period.',
  });
};

const held = (paper: Paper, { retention: { holds, evidence } }: QuarterFigures): void => {
  subheading(paper, 'Holds and evidence');
  table(paper, {
    caption: 'Holds in force at the end of the period, and those released in it.',
    columns: [
      { head: 'Hold', width: 4 },
      { head: 'State', width: 1.6 },
      { head: 'Ordered (UTC)', width: 2.2 },
      { head: 'Review by', width: 1.6 },
      right('Records'),
    ],
    rows: holds.map(({ holdId, state, orderedAt, reviewAt, releasedAt, units }) => [
      holdId,
      releasedAt === null ? title(state) : `Released ${releasedAt.slice(0, 10)}`,
      minute(orderedAt),
      reviewAt.slice(0, 10),
      number(units),
    ]),
    empty: 'No hold was in force.',
  });
  paragraph(
    paper,
    `${plural(evidence.packages, 'package')} of evidence with ${plural(evidence.items, 'item')} ` +
      `${evidence.packages === 1 ? 'was' : 'were'} booked in the period.`,
  );
};

const old = (paper: Paper, { retention }: QuarterFigures, { quoted }: Cover): void => {
  const { downloads, longKept, unexplained, explanations } = retention;
  subheading(paper, 'Older than a year, and older than two');
  tally(paper, 'Reads downloaded to a case, by their age at the end of the period.', [
    ['Downloaded in the period', downloads.made],
    ['up to one year', downloads.to1],
    ['one to two years', downloads.to2],
    ['over two years', downloads.over2],
  ]);
  table(paper, {
    caption: 'Days of data older than two years that can still be read (430.9(e).4).',
    columns: [
      { head: 'Class', width: 2 },
      { head: 'Day', width: 2 },
      right('Records'),
      { head: 'Explained', width: 2 },
    ],
    rows: longKept.map(({ class: name, day, kept, explained }) => [
      title(name),
      day,
      number(kept),
      explained ? 'yes' : 'NOT EXPLAINED',
    ]),
    empty: 'No data is older than two years.',
  });
  if (unexplained > 0)
    paragraph(
      paper,
      `${plural(unexplained, 'day')} of data older than two years ${unexplained === 1 ? 'is' : 'are'} not explained. ` +
        'The report of an ended quarter is not made before that.',
      styles.strong,
    );
  table(paper, {
    caption: 'The explanations, as the Custodian of Records wrote them.',
    columns: [
      { head: 'Class', width: 1.4 },
      { head: 'From', width: 1.2 },
      { head: 'To', width: 1.2 },
      { head: 'Explained', width: 1.3 },
      { head: 'Explanation', width: 6 },
    ],
    rows: explanations.map(({ explanationId, class: name, from, to, explainedAt }) => [
      title(name),
      from,
      to,
      explainedAt.slice(0, 10),
      quoted?.explanations[explanationId] ?? 'its key was destroyed',
    ]),
    empty: 'Nothing had to be explained.',
  });
};

/** A13. */
export const retention = (paper: Paper, figures: QuarterFigures, cover: Cover): void => {
  const { schedule, ages } = figures.retention;
  section(paper, 'A13', 'Retention', 230);
  answers(
    paper,
    ['430.8¶3.1', '430.8¶3.2', '430.9(e).4'],
    ['430.8¶1.1', '430.8¶2.2', '430.8¶2.3', '430.8¶3.3', '430.4A(f)'],
  );
  paragraph(
    paper,
    schedule === null
      ? 'No retention schedule of the City has been adopted here; the strictest clock applies.'
      : `The retention schedule was adopted ${moment(schedule.adoptedAt)}; what is downloaded to a case is kept ` +
          `${plural(schedule.downloadDays, 'day')}.`,
  );
  barChart(paper, 'Reads that could still be read, by their age at the end of the period.', [
    { label: 'to 30 days', value: ages.to30 },
    { label: '31 to 365 days', value: ages.to365 },
    { label: 'over one year', value: ages.over365 },
    { label: 'held (in any of these)', value: ages.held },
  ]);
  byClass(paper, figures);
  destroyed(paper, figures);
  held(paper, figures);
  old(paper, figures, cover);
};
