/** The calendar of oversight: what is due, of what, and by when; read from what was last done. */
import type { Duty } from '../domain/duty.js';
import { defaults, type Settings } from '../domain/policy/settings.js';
import { after, day, instant, iso8601 } from '../domain/time.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { auditPlanInForce } from './audits.js';
import { monitoringReviews } from './assurances.js';
import { departmentNow } from './members.js';
import type { Projection } from './projection.js';
import { insert, many, one } from './statements.js';

export type DutyDue = { readonly duty: Duty; readonly of: string | null; readonly dueBy: string };

/** Those that were told to be overdue. */
export const overdue: Projection = {
  name: 'overdue',
  tables: `
    create table overdue_duties (
      duty_id text primary key, duty text not null, of_id text, due_by text not null, told_at text not null
    ) without rowid;
  `,
  on: {
    DutyOverdue: (db, { occurredAt, data: { dutyId, duty, of, dueBy } }) =>
      insert(db, 'overdue_duties', { duty_id: dutyId, duty, of_id: of, due_by: dueBy, told_at: occurredAt }),
  },
};

const rows = (db: Sqlite, duty: Duty, sql: string, ...values: readonly string[]): DutyDue[] =>
  many(db, sql, ...values).map((row) => ({ duty, of: row.of_id as string | null, dueBy: row.due_by as string }));

/** The latest attestation of a kind says when it is due again; none at all is due from the beginning on. */
const attested = (db: Sqlite, duty: Duty, kind: string, founded: string): DutyDue => {
  const latest = one(db, 'select again_by from assurances where kind = ? order by position desc limit 1', kind);
  return { duty, of: null, dueBy: (latest?.again_by as string | undefined) ?? founded };
};

const safeguards = ['operational', 'administrative', 'technical', 'physical'];

const next = (since: string, days: number): string => after(since, days * day);

/** Ends of the calendar quarters between two times; UTC, for a due date needs no more. */
const quartersBetween = (from: string, to: string): string[] => {
  const ends: string[] = [];
  for (let year = Number(from.slice(0, 4)), quarter = 0; ; quarter += 1) {
    if (quarter === 4) {
      quarter = 0;
      year += 1;
    }
    const end = quarter === 3 ? `${year + 1}-01-01` : `${year}-${String(3 * quarter + 4).padStart(2, '0')}-01`;
    const at = `${end}T00:00:00.000Z`;
    if (at > to) return ends;
    if (at > from) ends.push(at);
  }
};

const quarterName = (end: string): string => {
  const last = iso8601(instant(end) - day);
  return `${last.slice(0, 4)}-q${Math.ceil(Number(last.slice(5, 7)) / 3)}`;
};

const quarterly = (db: Sqlite, founded: string, now: string, { reportDays }: Settings): DutyDue[] =>
  quartersBetween(founded, now).flatMap((end) => {
    const dueBy = next(end, reportDays);
    const audited = one(
      db,
      "select 1 from audits where kind = 'quarterly' and status = 'closed' and begins < ? and ends >= ?",
      end,
      iso8601(instant(end) - day),
    );
    const submitted = one(
      db,
      "select 1 from reports where quarter = ? and kind = 'audit' and submitted_at is not null",
      quarterName(end),
    );
    return [
      ...(audited ? [] : [{ duty: 'quarterly-audit' as const, of: null, dueBy }]),
      ...(submitted ? [] : [{ duty: 'quarterly-report' as const, of: null, dueBy }]),
    ];
  });

const text = (row: SqlRow | undefined, name: string): string | undefined =>
  (row?.[name] as string | null | undefined) ?? undefined;

const recurring = (db: Sqlite, founded: string): DutyDue[] => {
  const plan = auditPlanInForce(db);
  const watch = monitoringReviews(db).find(({ kind }) => kind === 'plan') as { readonly everyDays: number } | undefined;
  const audited = text(one(db, 'select max(ends) as ends from audits'), 'ends') ?? founded;
  const reviewed = text(one(db, 'select max(ends) as ends from weekly_reviews'), 'ends') ?? founded;
  return [
    ...(plan ? [{ duty: 'weekly-audit' as const, of: null, dueBy: next(audited, plan.everyDays + 7) }] : []),
    ...(watch ? [{ duty: 'monitoring-review' as const, of: null, dueBy: next(reviewed, watch.everyDays + 7) }] : []),
  ];
};

const founding = (db: Sqlite): string | undefined =>
  text(one(db, 'select min(enrolled_at) as founded from members'), 'founded');

/** Everything that is due or will be, earliest first. Pure: from the rows, the time and the settings. */
export const dutiesDue = (db: Sqlite, now: string, settings: Settings): DutyDue[] => {
  const founded = founding(db);
  if (founded === undefined || departmentNow(db).administrator === null) return [];
  // A department that has just begun has the time of a first attestation before anything is overdue.
  const first = next(founded, settings.postingDays);
  const violations = `select violation_id as of_id, reported_at as due_by from violations where status`;
  const aged = (duty: Duty, sql: string, days: number): DutyDue[] =>
    rows(db, duty, sql).map((one) => ({ ...one, dueBy: next(one.dueBy, days) }));
  return [
    ...rows(db, 'placement-review', 'select camera_id as of_id, review_due as due_by from placements'),
    ...rows(
      db,
      'posting-attestation',
      `select null as of_id, coalesce(
        (select attest_again_by from postings order by position desc limit 1), ?) as due_by`,
      first,
    ),
    ...safeguards.map((kind) => ({
      ...attested(db, 'safeguard-attestation', `${kind}-safeguards`, first),
      of: null,
    })),
    attested(db, 'hosting-attestation', 'hosting', first),
    ...aged('violation-triage', `${violations} = 'reported'`, settings.violationTriageDays),
    ...aged('violation-closing', `${violations} <> 'closed'`, settings.violationCloseDays),
    ...rows(
      db,
      'finding-resolution',
      'select finding_id as of_id, due_by from audit_findings where resolved_at is null',
    ),
    ...rows(db, 'breach-notice', "select incident_id as of_id, due_by from breaches where owed <> '[]'"),
    ...recurring(db, founded),
    ...quarterly(db, founded, now, settings),
  ].toSorted((a, b) => (a.dueBy < b.dueBy ? -1 : a.dueBy > b.dueBy ? 1 : 0));
};

/** The calendar as its register shows it, at the time of the last access, which is the question for it. */
export const calendar = (db: Sqlite) => {
  const now = text(one(db, 'select max(at) as now from accesses'), 'now');
  if (now === undefined) return [];
  return dutiesDue(db, now, defaults).map((due) => ({
    id: `${due.duty}/${due.dueBy.slice(0, 10)}`,
    ...due,
    overdue: due.dueBy < now,
  }));
};
