/** What the public may be told: counts, and rows of the audit trail without anything that names or places anybody. */
import { instant } from '../domain/time.js';
import type { Sqlite } from '../vault/sqlite.js';
import { many, one } from './statements.js';

/** A row of the audit trail before its names are replaced; free text and numbers of cases were left out here. */
export type TrailRow = {
  readonly position: number;
  readonly at: string;
  readonly kind: string;
  readonly act: string;
  readonly outcome: string;
  readonly actor: string;
  readonly purpose: string | null;
  readonly question: string | null;
  readonly plate: string | null;
  readonly reasonGiven: boolean;
  readonly eventNumberGiven: boolean;
  readonly shown: number | null;
};

/** The acts of a period in ledger order. `to` is exclusive. */
export const trailRows = (db: Sqlite, from: string, to: string, limit: number): TrailRow[] =>
  many(
    db,
    `select position, at, kind, act, outcome, actor_id, purpose, question, plate, reason, event_number_given, shown
      from accesses where at >= ? and at < ? order by position limit ?`,
    from,
    to,
    limit,
  ).map((row) => ({
    position: row.position as number,
    at: row.at as string,
    kind: row.kind as string,
    act: row.act as string,
    outcome: row.outcome as string,
    actor: row.actor_id as string,
    purpose: row.purpose as string | null,
    question: row.question as string | null,
    plate: row.plate as string | null,
    reasonGiven: row.reason !== null,
    eventNumberGiven: row.event_number_given === 1,
    shown: row.shown as number | null,
  }));

/** Counts of a period, by what they count. */
export const publicCounts = (db: Sqlite, from: string, to: string): { readonly [what: string]: number } => {
  const count = (sql: string, ...values: readonly (string | number)[]): number => one(db, sql, ...values)?.n as number;
  const reads = 'select count(*) as n from detections where captured >= ? and captured < ?';
  const hits = 'select count(*) as n from hits where raised_at >= ? and raised_at < ?';
  const acts = 'select count(*) as n from accesses where at >= ? and at < ? and kind = ?';
  const purposes = many(
    db,
    `select purpose, count(*) as n from accesses where at >= ? and at < ? and kind = 'query' and purpose is not null
      group by purpose order by purpose`,
    from,
    to,
  );
  return {
    reads: count(reads, instant(from), instant(to)),
    alerts: count(hits, from, to),
    searches: count(acts, from, to, 'query'),
    refusals: count(acts, from, to, 'refusal'),
    ...Object.fromEntries(purposes.map(({ purpose, n }) => [`searches for ${purpose as string}`, n as number])),
  };
};
