/** Flags and what became of them; and the canaries, of which the plate itself is kept nowhere. */
import type { AnomalyDisposition, AnomalySeverity } from '../domain/anomaly.js';
import { defaults } from '../domain/policy/settings.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { keptOn, type Projection } from './projection.js';
import { insert, many, update } from './statements.js';

export type AnomalyView = {
  readonly id: string;
  readonly detector: string;
  readonly severity: AnomalySeverity;
  readonly memberId: string | null;
  readonly events: readonly string[];
  readonly count: number;
  readonly flaggedAt: string;
  readonly disposition: AnomalyDisposition | null;
  readonly dispositionedAt: string | null;
  readonly dispositionedBy: string | null;
  /** Null once purged. */
  readonly note: string | null;
};

export type CanaryView = {
  readonly id: string;
  readonly mac: string;
  readonly seededAt: string;
  readonly seededBy: string;
  /** Null once purged: then it is searched in vain. */
  readonly salt: string | null;
};

export const anomalies: Projection = {
  name: 'anomalies',
  tables: `
    create table anomalies (
      anomaly_id text primary key, detector text not null, severity text not null, member_id text, events text not null,
      count integer not null, flagged_at text not null, disposition text, dispositioned_at text, dispositioned_by text,
      note text, kept integer
    ) without rowid;
    create table canaries (
      canary_id text primary key, mac text not null, seeded_at text not null, seeded_by text not null, salt text,
      kept integer
    ) without rowid;
  `,
  on: {
    AnomalyFlagged: (db, { occurredAt, data }) =>
      insert(db, 'anomalies', {
        anomaly_id: data.anomalyId,
        detector: data.detector,
        severity: data.severity,
        member_id: data.memberId,
        events: JSON.stringify(data.events),
        count: data.count,
        flagged_at: occurredAt,
      }),
    AnomalyDispositioned: (db, event) => {
      const { anomalyId, disposition, dispositionedBy } = event.data;
      const told = { disposition, dispositioned_at: event.occurredAt, dispositioned_by: dispositionedBy };
      const noted = { note: event.sealed?.note, kept: keptOn(event) };
      update(db, 'anomalies', { ...told, ...noted }, { anomaly_id: anomalyId });
    },
    CanarySeeded: (db, event) => {
      const { canaryId, mac, seededBy } = event.data;
      const seeded = { mac, seeded_at: event.occurredAt, seeded_by: seededBy };
      insert(db, 'canaries', { canary_id: canaryId, ...seeded, salt: event.sealed?.salt, kept: keptOn(event) });
    },
  },
  sealed: [
    { table: 'anomalies', class: 'access-record', columns: ['note'], kept: 'kept', unit: 'anomaly_id' },
    { table: 'canaries', class: 'register', columns: ['salt'], kept: 'kept', unit: 'canary_id' },
  ],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

/** Flags, those nobody has looked at first, the gravest and latest of them before the others. */
export const allAnomalies = (db: Sqlite): AnomalyView[] =>
  many(
    db,
    `select * from anomalies order by disposition is not null,
      case severity when 'critical' then 0 when 'high' then 1 when 'warn' then 2 else 3 end,
      flagged_at desc, anomaly_id`,
  ).map((row) => ({
    id: row.anomaly_id as string,
    detector: row.detector as string,
    severity: row.severity as AnomalySeverity,
    memberId: text(row, 'member_id'),
    events: JSON.parse(row.events as string) as string[],
    count: row.count as number,
    flaggedAt: row.flagged_at as string,
    disposition: row.disposition as AnomalyDisposition | null,
    dispositionedAt: text(row, 'dispositioned_at'),
    dispositionedBy: text(row, 'dispositioned_by'),
    note: text(row, 'note'),
  }));

/** Flags as this reviewer may see them: not those about himself. */
export const anomaliesFor = (db: Sqlite, reviewerId: string): AnomalyView[] =>
  allAnomalies(db).filter(({ memberId }) => memberId !== reviewerId);

/** What is to be looked at this week: the gravest that nobody has looked at, and no more than can be looked at. */
export const weeklyDigest = (db: Sqlite, reviewerId: string): AnomalyView[] =>
  anomaliesFor(db, reviewerId)
    .filter(({ disposition }) => disposition === null)
    .slice(0, defaults.digestMost);

/**
 * How good each detector has been: of the flags somebody looked at, how many were a violation or a matter of training.
 * A detector that cries wolf is one whose threshold should be raised.
 */
export const detectorRecord = (db: Sqlite) =>
  many(
    db,
    `select detector, count(*) as flagged, count(disposition) as looked,
      sum(disposition is 'violation') as violations, sum(disposition is 'training') as training
    from anomalies group by detector order by detector`,
  ).map((row) => ({
    id: row.detector as string,
    detector: row.detector as string,
    flagged: row.flagged as number,
    looked: row.looked as number,
    violations: row.violations as number,
    training: row.training as number,
    /** Share of those looked at that were not legitimate; null while nobody has looked at any. */
    precision:
      (row.looked as number) === 0
        ? null
        : ((row.violations as number) + (row.training as number)) / (row.looked as number),
  }));

export const allCanaries = (db: Sqlite): CanaryView[] =>
  many(db, 'select * from canaries order by seeded_at, canary_id').map((row) => ({
    id: row.canary_id as string,
    mac: row.mac as string,
    seededAt: row.seeded_at as string,
    seededBy: row.seeded_by as string,
    salt: text(row, 'salt'),
  }));
