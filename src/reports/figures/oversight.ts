/** Figures of the oversight: samples and what they found, flags and what they were, reports of violations. */
import type { Audit } from '../oversight.js';
import type { RecordSource } from '../records.js';
import { byKey, count, exactUpperBound, grouped, secondsBetween, tally, type Waiting, waiting } from '../statistics.js';
import { byEnd, type Frame, standing } from './frame.js';

export type StratumFigures = {
  readonly area: string;
  readonly population: number;
  readonly drawn: number;
  readonly reviewed: number;
  /** Items found to be a violation; of as many drawn as reviewed, no more than `upperBound` of all with 95 %. */
  readonly violations: number;
  readonly upperBound: number | null;
};

export type AuditFigures = Pick<
  Audit,
  'auditId' | 'kind' | 'status' | 'from' | 'to' | 'treeSize' | 'root' | 'population' | 'closedAt'
> & { readonly strata: readonly StratumFigures[]; readonly verdicts: Readonly<Record<string, number>> };

export type OversightFigures = {
  /** Audits whose period meets this quarter. */
  readonly audits: readonly AuditFigures[];
  readonly findings: {
    readonly raised: number;
    readonly resolved: number;
    readonly open: number;
    readonly overdue: number;
    readonly bySeverity: readonly { readonly key: string; readonly count: number }[];
  };
  readonly anomalies: {
    readonly flagged: number;
    readonly waiting: number;
    readonly byDetector: readonly {
      readonly detector: string;
      readonly flagged: number;
      readonly byDisposition: Readonly<Record<string, number>>;
      readonly waiting: number;
    }[];
  };
  readonly weekly: { readonly reviews: number; readonly looked: number };
  readonly sessions: { readonly concurrent: number; readonly strays: number };
  readonly violations: {
    readonly reported: number;
    readonly closed: number;
    readonly open: number;
    readonly untriaged: number;
    readonly byKind: readonly { readonly key: string; readonly count: number }[];
    readonly byRoute: readonly { readonly key: string; readonly count: number }[];
    /** What followed of those closed in the period. */
    readonly byOutcome: readonly { readonly key: string; readonly count: number }[];
    readonly toTriage: Waiting;
  };
  readonly overdue: readonly { readonly key: string; readonly count: number }[];
};

const audits = (source: RecordSource, frame: Frame): AuditFigures[] => {
  const items = new Map(grouped([...source.auditItems()], ({ auditId }) => auditId));
  return [...source.audits()]
    .filter(({ from, to }) => Date.parse(from) < Date.parse(frame.to) && Date.parse(to) > Date.parse(frame.from))
    .map(({ strata, ...audit }) => {
      const drawn = items.get(audit.auditId) ?? [];
      const verdicts = tally(drawn.map(({ verdict }) => verdict ?? 'open')).ranked();
      return {
        ...audit,
        strata: strata.map(({ area, population, drawn: many }) => {
          const reviewed = drawn.filter((one) => one.area === area && one.verdict !== null);
          const violations = count(reviewed, ({ verdict }) => verdict === 'violation');
          const upperBound = reviewed.length === 0 ? null : exactUpperBound(violations, reviewed.length);
          return { area, population, drawn: many, reviewed: reviewed.length, violations, upperBound };
        }),
        verdicts: Object.fromEntries(verdicts.map(({ key, count: many }) => [key, many])),
      };
    })
    .toSorted((a, b) => byKey(a.from, b.from) || byKey(a.auditId, b.auditId));
};

const findings = (source: RecordSource, frame: Frame): OversightFigures['findings'] => {
  const all = [...source.findings()];
  const open = all.filter(({ raisedAt, resolvedAt }) => standing(frame, raisedAt, resolvedAt));
  const raised = all.filter(({ raisedAt }) => frame.during(raisedAt));
  return {
    raised: raised.length,
    resolved: count(all, ({ resolvedAt }) => resolvedAt !== null && frame.during(resolvedAt)),
    open: open.length,
    overdue: count(open, ({ dueBy }) => byEnd(frame, dueBy)),
    bySeverity: tally(raised.map(({ severity }) => severity)).ranked(),
  };
};

const anomalies = (source: RecordSource, { during }: Frame): OversightFigures['anomalies'] => {
  const flagged = [...source.anomalies()].filter(({ flaggedAt }) => during(flaggedAt));
  return {
    flagged: flagged.length,
    waiting: count(flagged, ({ disposition }) => disposition === null),
    byDetector: grouped(flagged, ({ detector }) => detector).map(([detector, rows]) => ({
      detector,
      flagged: rows.length,
      byDisposition: Object.fromEntries(
        tally(rows.flatMap(({ disposition }) => (disposition === null ? [] : [disposition])))
          .ranked()
          .map(({ key, count: many }) => [key, many]),
      ),
      waiting: count(rows, ({ disposition }) => disposition === null),
    })),
  };
};

const violations = (source: RecordSource, frame: Frame): OversightFigures['violations'] => {
  const all = [...source.violations()];
  const reported = all.filter(({ reportedAt }) => frame.during(reportedAt));
  const closed = all.filter(({ closedAt }) => closedAt !== null && frame.during(closedAt));
  const open = all.filter(({ reportedAt, closedAt }) => standing(frame, reportedAt, closedAt));
  return {
    reported: reported.length,
    closed: closed.length,
    open: open.length,
    untriaged: count(open, ({ triagedAt }) => triagedAt === null || !byEnd(frame, triagedAt)),
    byKind: tally(reported.map(({ kind }) => kind)).ranked(),
    byRoute: tally(reported.map(({ route }) => route)).ranked(),
    byOutcome: tally(closed.map(({ outcome }) => outcome ?? 'unfounded')).ranked(),
    toTriage: waiting(
      reported.flatMap(({ reportedAt, triagedAt }) =>
        triagedAt === null ? [] : [secondsBetween(reportedAt, triagedAt)],
      ),
    ),
  };
};

/** What was looked at and found in the period, and what was open at its end. */
export const oversightFigures = (source: RecordSource, frame: Frame): OversightFigures => {
  const weekly = [...source.weeklyReviews()].filter(({ at }) => frame.during(at));
  const odd = [...source.oddSessions()].filter(({ openedAt }) => frame.during(openedAt));
  const total = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
    rows.reduce((all, row) => all + of(row), 0);
  return {
    audits: audits(source, frame),
    findings: findings(source, frame),
    anomalies: anomalies(source, frame),
    weekly: { reviews: weekly.length, looked: total(weekly, ({ looked }) => looked) },
    sessions: {
      concurrent: total(odd, ({ concurrent }) => concurrent),
      strays: total(odd, ({ strays }) => strays),
    },
    violations: violations(source, frame),
    overdue: tally([...source.overdue()].filter(({ toldAt }) => frame.during(toldAt)).map(({ duty }) => duty)).ranked(),
  };
};
