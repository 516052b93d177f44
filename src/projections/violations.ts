/** Reports of violations, shown to those who handle them; the reporter sees their progress, the subject nothing. */
import type { Outcome, Route, ViolationKind, ViolationState } from '../domain/violation.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { departmentNow, memberById } from './members.js';
import { keptOn, type Projection } from './projection.js';
import { insert, many, update } from './statements.js';

/** How far a report has come; all that its reporter is told. */
export type ViolationProgress = {
  readonly id: string;
  readonly kind: ViolationKind;
  readonly status: Exclude<ViolationState['status'], 'none'>;
  readonly reportedAt: string;
  readonly closedAt: string | null;
};

export type ViolationView = ViolationProgress & {
  readonly route: Route;
  readonly subjectId: string | null;
  readonly reporterId: string | null;
  readonly triagedAt: string | null;
  readonly handlerId: string | null;
  readonly concludedAt: string | null;
  readonly outcome: Outcome | null;
  readonly decidedOn: string | null;
  /** Null once purged. */
  readonly account: string | null;
  readonly findings: string | null;
};

export const violations: Projection = {
  name: 'violations',
  tables: `
    create table violations (
      violation_id text primary key, kind text not null, status text not null, route text not null, subject_id text,
      reporter_id text, reported_at text not null, triaged_at text, handler_id text, concluded_at text, outcome text,
      decided_on text, closed_at text, account text, kept integer, findings text, findings_kept integer
    ) without rowid;
  `,
  on: {
    ViolationReported: (db, event) => {
      const { violationId, kind, route, subjectId, reporterId } = event.data;
      insert(db, 'violations', {
        violation_id: violationId,
        kind,
        status: 'reported',
        route,
        subject_id: subjectId,
        reporter_id: reporterId,
        reported_at: event.occurredAt,
        account: event.sealed?.account,
        kept: keptOn(event),
      });
    },
    ViolationTriaged: (db, { occurredAt, data: { violationId, handlerId, subjectId, route } }) => {
      const triaged = { status: 'triaged', triaged_at: occurredAt, handler_id: handlerId };
      update(db, 'violations', { ...triaged, subject_id: subjectId, route }, { violation_id: violationId });
    },
    ViolationSubstantiated: (db, event) => conclude(db, 'substantiated', event),
    ViolationUnfounded: (db, event) => conclude(db, 'unfounded', event),
    ViolationDispositionRecorded: (db, { data: { violationId, outcome, decidedOn } }) =>
      update(db, 'violations', { status: 'disposed', outcome, decided_on: decidedOn }, { violation_id: violationId }),
    ViolationClosed: (db, { occurredAt, data: { violationId } }) =>
      update(db, 'violations', { status: 'closed', closed_at: occurredAt }, { violation_id: violationId }),
  },
  sealed: [
    { table: 'violations', class: 'access-record', columns: ['account'], kept: 'kept', unit: 'violation_id' },
    { table: 'violations', class: 'access-record', columns: ['findings'], kept: 'findings_kept', unit: 'violation_id' },
  ],
};

type Concluded = {
  readonly occurredAt: string;
  readonly data: { readonly violationId: string };
  readonly sealed: { readonly findings: string } | null;
};

const conclude = (db: Sqlite, status: 'substantiated' | 'unfounded', event: Concluded): void => {
  const findings = { findings: event.sealed?.findings, findings_kept: keptOn(event) };
  const concluded = { status, concluded_at: event.occurredAt, ...findings };
  update(db, 'violations', concluded, { violation_id: event.data.violationId });
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const viewOf = (row: SqlRow): ViolationView => ({
  id: row.violation_id as string,
  kind: row.kind as ViolationKind,
  status: row.status as ViolationView['status'],
  route: row.route as Route,
  subjectId: text(row, 'subject_id'),
  reporterId: text(row, 'reporter_id'),
  reportedAt: row.reported_at as string,
  triagedAt: text(row, 'triaged_at'),
  handlerId: text(row, 'handler_id'),
  concludedAt: text(row, 'concluded_at'),
  outcome: row.outcome as Outcome | null,
  decidedOn: text(row, 'decided_on'),
  closedAt: text(row, 'closed_at'),
  account: text(row, 'account'),
  findings: text(row, 'findings'),
});

const progressOf = ({ id, kind, status, reportedAt, closedAt }: ViolationView): ViolationProgress => ({
  id,
  kind,
  status,
  reportedAt,
  closedAt,
});

/** Reports, latest first; for the clock and for figures, which name nobody. */
export const allViolations = (db: Sqlite): ViolationView[] =>
  many(db, 'select * from violations order by reported_at desc, violation_id').map(viewOf);

const handles = (db: Sqlite, memberId: string): ((view: ViolationView) => boolean) => {
  const position = memberById(db, memberId)?.position ?? null;
  const administers = departmentNow(db).administrator === memberId;
  return ({ route }) => {
    if (administers) return route === 'administrator' || route === 'supervisor';
    // The Chief records what followed of every report but one about himself.
    if (position === 'police-chief') return route !== 'city-attorney';
    if (position === 'auditor' || position === 'city-attorney') return route === position;
    const supervises = ['police-sergeant', 'police-lieutenant', 'police-captain'].includes(position ?? '');
    return supervises && route === 'supervisor';
  };
};

/** What this member may see of the reports: all of those he handles, the progress of his own, nothing about himself. */
export const violationsFor = (db: Sqlite, memberId: string): (ViolationView | ViolationProgress)[] => {
  const isHandler = handles(db, memberId);
  return allViolations(db)
    .filter(({ subjectId }) => subjectId !== memberId)
    .flatMap((view) => {
      if (view.reporterId === memberId) return [progressOf(view)];
      return isHandler(view) ? [view] : [];
    });
};

/** The department at its own terminal sees how many there are and how far each has come. */
export const violationProgress = (db: Sqlite): ViolationProgress[] => allViolations(db).map(progressOf);
