/** A10: the samples that were drawn and what they showed, flags, sessions, and looks at the audit trail. */
import type { QuarterFigures } from '../figures.js';
import type { AuditFigures } from '../figures/oversight.js';
import { type Paper, styles } from '../pdf/paper.js';
import { answers, paragraph, section, subheading } from '../pdf/prose.js';
import { ranking, table, tally } from '../pdf/table.js';
import { duration, grouping, moment, number, percent, plural, title } from '../words.js';

const right = (head: string, width = 1) => ({ head, width, align: 'right' as const });

const method =
  'How the sample is drawn. Every item of a risk area has a number: the SHA-256 of the root of the ledger up to the ' +
  'opening of the audit, the audit, the area and the item’s own id, one a line; the smallest numbers are drawn. The ' +
  'root covers the opening itself, so nobody could choose it; whoever holds a copy of the ledger can draw again ' +
  '(alpr-ledger audit redraw). The upper bound is exact (Clopper and Pearson, one-sided, 95%): were the share of ' +
  'violations larger, so few would be seen less than once in twenty samples.';

const one = (paper: Paper, audit: AuditFigures): void => {
  const { auditId, kind, status, from, to, treeSize, root, population, strata, verdicts, closedAt } = audit;
  subheading(paper, `${title(kind)} audit, ${from.slice(0, 10)} to ${to.slice(0, 10)}`);
  const found = Object.entries(verdicts).map(([verdict, count]) => `${number(count)} ${verdict}`);
  paragraph(
    paper,
    `Audit ${auditId}: ${status}${closedAt === null ? '' : ` ${moment(closedAt)}`}. ` +
      `Results: ${found.length === 0 ? 'none' : found.join(', ')}.`,
  );
  if (root === null || population === null) return paragraph(paper, 'Its sample has not been drawn.', styles.note);
  paragraph(paper, `Seed: root of the first ${number(treeSize)} events, ${grouping(root)}`, styles.mono);
  paragraph(paper, `Population (SHA-256): ${grouping(population)}`, styles.mono);
  table(paper, {
    caption: 'Strata, their samples and results.',
    columns: [
      { head: 'Risk area', width: 3 },
      right('Population', 1.3),
      right('Drawn'),
      right('Reviewed', 1.2),
      right('Violations', 1.3),
      right('Upper bound', 1.4),
    ],
    rows: strata.map(({ area, population: all, drawn, reviewed, violations, upperBound }) => [
      title(area),
      ...[all, drawn, reviewed, violations].map(number),
      upperBound === null ? 'none reviewed' : percent(upperBound),
    ]),
    empty: 'The plan names no risk area.',
  });
};

const samples = (paper: Paper, { oversight: { audits, findings } }: QuarterFigures): void => {
  paragraph(paper, method, styles.note);
  // Weekly ones in a line each would hide the quarterly one; those come first and in full.
  const quarterly = audits.filter(({ kind }) => kind === 'quarterly');
  const weekly = audits.filter(({ kind }) => kind === 'weekly');
  for (const audit of quarterly) one(paper, audit);
  if (quarterly.length === 0) paragraph(paper, 'No quarterly audit of this period has been opened.', styles.strong);
  table(paper, {
    caption: 'Weekly audits that meet the period.',
    columns: [
      { head: 'Audit', width: 4 },
      { head: 'From', width: 1.4 },
      { head: 'To', width: 1.4 },
      { head: 'State', width: 1 },
      right('Population', 1.3),
      right('Drawn'),
      right('Reviewed', 1.2),
      right('Violations', 1.3),
    ],
    rows: weekly.map(({ auditId, from, to, status, strata }) => [
      auditId,
      from.slice(0, 10),
      to.slice(0, 10),
      status,
      ...(['population', 'drawn', 'reviewed', 'violations'] as const).map((of) =>
        number(strata.reduce((all, stratum) => all + stratum[of], 0)),
      ),
    ]),
    empty: 'No weekly audit meets this period.',
  });
  tally(paper, 'Findings of audits.', [
    ['Raised in the period', findings.raised],
    ['resolved in it', findings.resolved],
    ['open at the end', findings.open],
    ['of these past their day', findings.overdue],
    ...findings.bySeverity.map(({ key, count }) => [`raised as ${key}`, count] as const),
  ]);
};

const flags = (paper: Paper, { oversight: { anomalies, weekly, overdue } }: QuarterFigures): void => {
  subheading(paper, 'Flags and what they were');
  paragraph(
    paper,
    `The detectors raised ${plural(anomalies.flagged, 'flag')} in the period, of which ` +
      `${number(anomalies.waiting)} wait for somebody. ${plural(weekly.reviews, 'weekly review')} looked at ` +
      `${plural(weekly.looked, 'item')}.`,
  );
  table(paper, {
    caption: 'Flags by detector, and how those were disposed of that somebody looked at.',
    columns: [
      { head: 'Detector', width: 3 },
      right('Flags'),
      { head: 'Disposed of as', width: 4 },
      right('Waiting', 1.1),
    ],
    rows: anomalies.byDetector.map(({ detector, flagged, byDisposition, waiting }) => [
      detector,
      number(flagged),
      Object.entries(byDisposition)
        .map(([as, count]) => `${as} ${number(count)}`)
        .join(', '),
      number(waiting),
    ]),
    empty: 'No detector raised a flag in this period.',
  });
  ranking(paper, 'Duties that became overdue in the period.', 'Duty', overdue, 'No duty became overdue.');
};

const sessionsOf = (paper: Paper, figures: QuarterFigures): void => {
  const { sessions, accesses, refusals: refused, oversight } = figures;
  const times = (counts: typeof refused.byCode, sought: string): string =>
    number(counts.find(({ key }) => key === sought)?.count ?? 0);
  subheading(paper, 'Sessions');
  tally(paper, 'Sessions opened, and attempts to open one, in the period.', [
    ['Sessions opened', sessions.opened],
    ['by so many members', sessions.members],
    ['in which the notice of confidentiality was not accepted (no data is shown then)', sessions.withoutBanner],
    ['on a device the Department neither issued nor owns', sessions.personalDevice],
    ['closed by logging out or by a newer session', sessions.closed],
    ['length of those, median', duration(sessions.length.median)],
    ['length of those, longest', duration(sessions.length.longest)],
    ['in use when another one took its place', oversight.sessions.concurrent],
    ['times a token was shown where it opened nothing', oversight.sessions.strays],
    ['attempts to log in that were refused', times(refused.byAction, 'LogIn')],
    ['acts refused because the account was locked', times(refused.byCode, 'R-LOCKED')],
  ]);
  paragraph(
    paper,
    `The audit trail was opened ${plural(accesses.byKind.replay, 'time')}. Each look is itself on the ledger.`,
  );
  table(paper, {
    caption: 'Looks at the audit trail, by the member who looked.',
    columns: [{ head: 'Member', width: 5 }, right('Looks')],
    rows: accesses.replays.map(({ memberId, count }) => [memberId, number(count)]),
    empty: 'Nobody opened the audit trail in this period.',
  });
};

/** A10. */
export const audit = (paper: Paper, figures: QuarterFigures): void => {
  section(paper, 'A10', 'Audit, sessions and looks at the audit trail');
  answers(
    paper,
    ['430.9(e).3', '430.6(i)'],
    ['430.9(d)', '430.9(e).1', '430.9(a)', '430.7(c)', '430.7(d)', '430.7(f)'],
  );
  samples(paper, figures);
  flags(paper, figures);
  sessionsOf(paper, figures);
};
