/** A11 and A12: what the policy refused, what was reported of violations, and what became of breaches. */
import { clauseText, isClause } from '../../domain/policy/clauses.js';
import type { QuarterFigures } from '../figures.js';
import { barChart } from '../pdf/chart.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading } from '../pdf/prose.js';
import { ranking, table, tally } from '../pdf/table.js';
import { duration, minute, number, plural, title } from '../words.js';

const actors: Readonly<Record<string, string>> = {
  member: 'members',
  camera: 'cameras',
  clock: 'the system itself',
  agency: 'other agencies',
};

const violations = (paper: Paper, { oversight: { violations: of } }: QuarterFigures): void => {
  subheading(paper, 'Reports of violations and errors');
  tally(paper, 'Reports, and how far they have come. Who reported and who was reported stands in no report.', [
    ['Reported in the period', of.reported],
    ['closed in it', of.closed],
    ['open at the end', of.open],
    ['of these not looked at yet', of.untriaged],
    ['from the report to the first look, median', duration(of.toTriage.median)],
    ['the longest', duration(of.toTriage.longest)],
  ]);
  ranking(paper, 'Reports by kind.', 'Kind', of.byKind, 'Nothing was reported in this period.');
  ranking(paper, 'Reports by who handles them.', 'Route', of.byRoute, 'Nothing was reported in this period.');
  ranking(
    paper,
    'What followed of those closed (430.9P(d)). The file itself is with personnel.',
    'Disposition',
    of.byOutcome,
    'No report was closed in this period.',
  );
};

/** A11. */
export const refusals = (paper: Paper, figures: QuarterFigures): void => {
  const { refusals: refused } = figures;
  section(paper, 'A11', 'Refusals and violations');
  answers(paper, ['430.6.0'], ['430.7.0', '430.9¶1.2', '430.9P(b)', '430.9P(c)', '430.9P(d)']);
  const by = refused.byActor.map(({ key, count }) => `${number(count)} to ${actors[key] ?? key}`).join(', ');
  paragraph(
    paper,
    `The policy refused ${plural(refused.total, 'act')}${by === '' ? '' : ` (${by})`}. A refusal is a fact on ` +
      'the ledger with every ruling that stopped it; one act can fail under several clauses and then counts ' +
      'under each.',
  );
  barChart(
    paper,
    'Refusals by code, most frequent first.',
    refused.byCode.slice(0, 20).map(({ key, count }) => ({ label: key, value: count })),
  );
  subheading(paper, 'By clause and by act');
  table(paper, {
    caption: 'Refusals by the clause that was not upheld.',
    columns: [
      { head: 'Clause', width: 1.2 },
      { head: 'The policy says', width: 6 },
      { head: 'Times', width: 0.9, align: 'right' },
    ],
    rows: refused.byClause.map(({ key, count }) => [key, isClause(key) ? clauseText(key) : '', number(count)]),
    empty: 'Nothing was refused in this period.',
  });
  table(paper, {
    caption: 'Refusals by the act that was asked for.',
    columns: [
      { head: 'Act', width: 5 },
      { head: 'Times', width: 1, align: 'right' },
    ],
    rows: refused.byAction.map(({ key, count }) => [key, number(count)]),
    empty: 'Nothing was refused in this period.',
  });
  violations(paper, figures);
};

/** A12. */
export const incidents = (paper: Paper, { incidents: of }: QuarterFigures): void => {
  section(paper, 'A12', 'Incidents and breaches', 220);
  answers(paper, ['430.6(j)'], ['430.7(h)', '430.9¶last']);
  tally(paper, 'Potential breaches reported, and the clock to the Administrator that runs from each.', [
    ['Reported in the period', of.reported],
    ['passed on later than the clock allowed', of.late],
    ['not passed on at the end', of.waiting],
    ['from the report to being passed on, median', duration(of.toForwarding.median)],
    ['the longest', duration(of.toForwarding.longest)],
  ]);
  table(paper, {
    caption: 'Each of them, under its id on the ledger.',
    columns: [
      { head: 'Incident', width: 4 },
      { head: 'Reported (UTC)', width: 2.4 },
      { head: 'Due', width: 2.4 },
      { head: 'Passed on', width: 2.4 },
    ],
    rows: of.incidents.map(({ incidentId, reportedAt, dueBy, passedAt, inTime }) => [
      incidentId,
      minute(reportedAt),
      minute(dueBy),
      passedAt === null ? 'NOT YET' : `${minute(passedAt)}${inTime === false ? ', LATE' : ''}`,
    ]),
    empty: 'No potential breach was reported in this period.',
  });
  table(paper, {
    caption: 'Breaches confirmed, and the notices that the Civil Code (1798.29) asks for.',
    columns: [
      { head: 'Incident', width: 3.4 },
      { head: 'Confirmed (UTC)', width: 2.3 },
      { head: 'Residents', width: 1.5, align: 'right' },
      { head: 'Notices sent', width: 2.4 },
      { head: 'Still owed', width: 2 },
      { head: 'Due (UTC)', width: 2.3 },
    ],
    rows: of.breaches.map(({ incidentId, confirmedAt, residents, sent, owed, dueBy }) => [
      incidentId,
      minute(confirmedAt),
      number(residents),
      sent.map(({ duty, at }) => `${title(duty)} ${at.slice(0, 10)}`).join(', ') || 'none',
      owed.map(title).join(', ') || 'none',
      minute(dueBy),
    ]),
    empty: 'No breach was confirmed in this period, and none confirmed before was open.',
  });
};
