/** Which papers, files and copies hold something of one day: what left before its purge is outside the purge. */
import type { Sqlite } from '../vault/sqlite.js';
import { many } from './statements.js';

/** Something that left the house, or was put beside it, by the id under which the registers have it. */
export type Held = {
  readonly id: string;
  readonly at: string;
  /** How many units of the day it holds; null where that is not known any more. */
  readonly units: number | null;
};

export type CopiesHeld = {
  /** Rows that left as a file, by the id of the event. */
  readonly exports: readonly Held[];
  readonly releases: readonly Held[];
  readonly evidence: readonly Held[];
  /** Quarterly reports whose figures count the day; they hold no plate and no unit. */
  readonly reports: readonly Held[];
  /** Copies taken since the day began. */
  readonly backups: readonly Held[];
};

type Row = { readonly id: string; readonly at: string; readonly units?: number | null };

const held = (db: Sqlite, sql: string, ...values: readonly string[]): Held[] =>
  (many(db, sql, ...values) as unknown as readonly Row[]).map(({ id, at, units = null }) => ({ id, at, units }));

/** `2026-q4` of a day. */
const quarterOf = (date: string): string => `${date.slice(0, 4)}-q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

/**
 * What holds units of a day, or counts it.
 * @param date the UTC day, `yyyy-mm-dd`
 * @param holds every hold that ever reached the day
 */
export const copiesHolding = (
  db: Sqlite,
  {
    date,
    units,
    holds,
  }: { readonly date: string; readonly units: readonly string[]; readonly holds: readonly string[] },
): CopiesHeld => {
  const named = JSON.stringify(units);
  return {
    exports: held(
      db,
      `select a.event_id as id, a.at, count(*) as units from access_seen s join accesses a using(position)
        where a.kind = 'export' and s.row_id in (select value from json_each(?))
        group by a.position order by a.position`,
      named,
    ),
    releases: held(
      db,
      `select r.release_id as id, r.fulfilled_at as at, count(*) as units
        from releases r, json_each(r.items) item
        where r.fulfilled_at is not null and json_extract(item.value, '$.id') in (select value from json_each(?))
        group by r.release_id order by r.fulfilled_at, r.release_id`,
      named,
    ),
    evidence: held(
      db,
      `select package_id as id, booked_at as at, null as units from evidence
        where hold_id in (select value from json_each(?)) order by booked_at, package_id`,
      JSON.stringify(holds),
    ),
    reports: held(
      db,
      'select report_id as id, generated_at as at, 0 as units from reports where quarter = ? order by generated_at',
      quarterOf(date),
    ),
    backups: held(
      db,
      `select backup_id as id, at, null as units from backups where what = 'copied' and at >= ? order by position`,
      date,
    ),
  };
};
