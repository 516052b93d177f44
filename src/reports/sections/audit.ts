/** A10 to A12: who looked at the records, what the policy refused, and what went wrong. */
import { clauseText, isClause } from '../../domain/policy/clauses.js';
import type { QuarterFigures } from '../figures.js';
import { barChart } from '../pdf/chart.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading, unrecorded } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { duration, number, plural } from '../words.js';

/** A10. */
export const audit = (paper: Paper, { sessions, accesses, refusals: refused }: QuarterFigures): void => {
  const times = (counts: typeof refused.byCode, sought: string): string =>
    number(counts.find(({ key }) => key === sought)?.count ?? 0);
  section(paper, 'A10', 'Audit, sessions and looks at the audit trail');
  answers(
    paper,
    ['430.9(e).3', '430.6(i)'],
    ['430.9(d)', '430.9(e).1', '430.9(a)', '430.7(c)', '430.7(d)', '430.7(f)'],
  );
  table(paper, {
    caption: 'Sessions opened, and attempts to open one, in the period.',
    columns: [
      { head: 'What', width: 5 },
      { head: 'Figure', width: 2, align: 'right' },
    ],
    rows: [
      ['Sessions opened', number(sessions.opened)],
      ['by so many members', number(sessions.members)],
      [
        'in which the notice of confidentiality was not accepted (no data is shown then)',
        number(sessions.withoutBanner),
      ],
      ['on a device the Department neither issued nor owns', number(sessions.personalDevice)],
      ['closed by logging out or by a newer session', number(sessions.closed)],
      ['length of those, median', duration(sessions.length.median)],
      ['length of those, longest', duration(sessions.length.longest)],
      ['attempts to log in that were refused', times(refused.byAction, 'LogIn')],
      ['acts refused because the account was locked', times(refused.byCode, 'R-LOCKED')],
    ],
  });
  paragraph(
    paper,
    `The audit trail was opened ${plural(accesses.byKind.replay, 'time')}. Each look is itself on the ledger.`,
  );
  table(paper, {
    caption: 'Looks at the audit trail, by the member who looked.',
    columns: [
      { head: 'Member', width: 5 },
      { head: 'Looks', width: 1, align: 'right' },
    ],
    rows: accesses.replays.map(({ memberId, count }) => [memberId, number(count)]),
    empty: 'Nobody opened the audit trail in this period.',
  });
  unrecorded(
    paper,
    'the random sample of searches with its reviewer and its findings (430.9(e).3), and flagged patterns of use.',
  );
};

const actors: Readonly<Record<string, string>> = {
  member: 'members',
  camera: 'cameras',
  clock: 'the system itself',
  agency: 'other agencies',
};

/** A11. */
export const refusals = (paper: Paper, { refusals: refused }: QuarterFigures): void => {
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
  unrecorded(paper, 'reported violations and their dispositions (430.9¶1.2, 430.9P(d)).');
};

/** A12. */
export const incidents = (paper: Paper): void => {
  section(paper, 'A12', 'Incidents and breaches', 110);
  answers(paper, ['430.6(j)'], ['430.7(h)', '430.9¶last']);
  unrecorded(paper, 'reports of potential data breaches and the clocks that run from them.');
};
