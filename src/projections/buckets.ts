/** Days of data by retention class, found in whatever tables hold something sealed; and the units that a hold names. */
import type { Scope } from '../domain/hold.js';
import { clockedClasses, daysOf, dueAt, strictest } from '../domain/schedule.js';
import { instant } from '../domain/time.js';
import { patternOf } from '../matching/pattern.js';
import type { Sqlite } from '../vault/sqlite.js';
import { projections } from './all.js';
import { heldByDay } from './holds.js';
import type { Sealed } from './projection.js';
import { allPurges, allSchedules } from './retention.js';
import { many } from './statements.js';

/** One day's data of one class. `date` is the UTC day, `yyyy-mm-dd`. */
export type BucketView = {
  readonly id: string;
  readonly class: string;
  readonly date: string;
  /** When its clock runs out; null for a class without one. */
  readonly dueAt: string | null;
  /** Rows that can be read. */
  readonly rows: number;
  readonly held: number;
  /** Until when the last of what was downloaded of it is kept; null when nothing was. */
  readonly downloadsUntil: string | null;
  /** The purge under way, or the last one; null when there was none. */
  readonly purge: string | null;
};

export type Unit = { readonly class: string; readonly date: string; readonly unit: string };

/** `20261123`, as tables keep a day, in the form in which days are named. */
const dashed = (day: unknown): string => String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

const sealedTables = (): readonly Sealed[] => projections.flatMap(({ sealed = [] }) => sealed);

/** Every day of every class of which something can still be read, oldest first. */
export const allBuckets = (db: Sqlite): BucketView[] => {
  const rows = new Map<string, { class: string; date: string; rows: number }>();
  for (const { table, class: name, kept } of sealedTables())
    for (const row of many(
      db,
      `select ${kept} as day, count(*) as rows from ${table} where ${kept} is not null group by ${kept}`,
    )) {
      const [date, count] = [dashed(row.day), row.rows as number];
      const known = rows.get(`${name}/${date}`);
      rows.set(`${name}/${date}`, { class: name, date, rows: (known?.rows ?? 0) + count });
    }
  const clocks = { clocks: allSchedules(db)[0]?.clocks ?? strictest };
  const held = new Map(heldByDay(db).map((one) => [`${one.class}/${one.date}`, one.units]));
  const downloads = new Map(
    many(db, 'select class, date, max(until) as until from clocks group by class, date').map((row) => [
      `${row.class as string}/${row.date as string}`,
      row.until as string,
    ]),
  );
  const purges = new Map(
    allPurges(db)
      .toReversed()
      .map((one) => [`${one.class}/${one.date}`, one.state]),
  );
  return [...rows.entries()]
    .map(([id, bucket]) => {
      const days = (clockedClasses as readonly string[]).includes(bucket.class)
        ? daysOf(clocks, bucket.class as (typeof clockedClasses)[number])
        : null;
      const due = days === null ? null : dueAt(bucket.date, days);
      const kept = { held: held.get(id) ?? 0, downloadsUntil: downloads.get(id) ?? null };
      return { id, ...bucket, dueAt: due, ...kept, purge: purges.get(id) ?? null };
    })
    .sort((one, other) =>
      one.date === other.date ? (one.class < other.class ? -1 : 1) : one.date < other.date ? -1 : 1,
    );
};

/** Where units lie: each under every key that seals something of it. */
const whereKept = (db: Sqlite, ids: readonly string[]): Unit[] => {
  const list = JSON.stringify(ids);
  return sealedTables().flatMap(({ table, class: name, kept, unit }) =>
    many(
      db,
      `select distinct ${kept} as day, ${unit} as unit from ${table}
       where ${unit} in (select value from json_each(?)) and ${kept} is not null`,
      list,
    ).map((row) => ({ class: name, date: dashed(row.day), unit: row.unit as string })),
  );
};

const idsIn = (db: Sqlite, sql: string, ...values: readonly (string | number)[]): string[] =>
  many(db, sql, ...values).map(({ id }) => id as string);

const among = 'in (select value from json_each(?))';

const byPlate = (db: Sqlite, plates: readonly string[]): string[] => {
  const list = JSON.stringify(plates.map(patternOf));
  return [
    ...idsIn(db, `select detection_id as id from detections where plate ${among}`, list),
    ...idsIn(db, `select detection_id as id from corrections where to_plate ${among}`, list),
    ...idsIn(db, `select hit_id as id from hits where plate ${among} or entry_plate ${among}`, list, list),
    ...idsIn(db, `select hit_id as id from corrections where to_plate ${among} or from_plate ${among}`, list, list),
    ...idsIn(db, `select entry_id as id from entries where plate ${among}`, list),
    ...idsIn(db, `select unit as id from accesses where plate ${among} and unit is not null`, list),
  ];
};

/** What was asked, shown or downloaded under a case or event number. */
const byCase = (db: Sqlite, numbers: readonly string[]): string[] => {
  const list = JSON.stringify(numbers.map((number) => number.trim().toUpperCase()));
  const asked = `select subject from accesses where case_number ${among} or event_number ${among}`;
  return [
    ...idsIn(
      db,
      `select unit as id from accesses where (case_number ${among} or event_number ${among}) and unit is not null`,
      list,
      list,
    ),
    ...idsIn(
      db,
      `select s.row_id as id from access_seen s join accesses a using (position) where a.subject in (${asked})`,
      list,
      list,
    ),
    ...idsIn(db, `select detection_id as id from downloads where upper(trim(case_number)) ${among}`, list),
    ...idsIn(db, `select unit as id from downloads where upper(trim(case_number)) ${among}`, list),
  ];
};

const byPlaceAndTime = (db: Sqlite, { cameraIds, from, to }: Scope): string[] => {
  if (!cameraIds && !from && !to) return [];
  const cameras = cameraIds ? `camera_id ${among}` : '? is null';
  const times = 'captured >= ? and captured < ?';
  const [since, until] = [from ? instant(from) : 0, to ? instant(to) : Number.MAX_SAFE_INTEGER];
  const given = cameraIds ? JSON.stringify(cameraIds) : null;
  return many(db, `select detection_id as id from detections where ${cameras} and ${times}`, given, since, until).map(
    ({ id }) => id as string,
  );
};

/**
 * Everything that a hold's scope reaches now, unit by unit, with the hits and corrections that came of the reads found.
 * A scope of several kinds reaches what meets any of them.
 */
export const reachedBy = (db: Sqlite, scope: Scope): Unit[] => {
  const found = new Set([
    ...(scope.ids ?? []),
    ...byPlate(db, scope.plates ?? []),
    ...byCase(db, scope.caseNumbers ?? []),
    ...byPlaceAndTime(db, scope),
  ]);
  const list = JSON.stringify([...found]);
  for (const id of idsIn(db, `select hit_id as id from hits where detection_id ${among}`, list)) found.add(id);
  for (const id of idsIn(db, `select detection_id as id from hits where hit_id ${among}`, list)) found.add(id);
  const ids = [...found];
  const photographs = many(
    db,
    `select detection_id as unit, strftime('%Y-%m-%d', captured / 1000, 'unixepoch') as day from detections
     where failure is not null and detection_id ${among}`,
    JSON.stringify(ids),
  ).map((row) => ({ class: 'detection', date: row.day as string, unit: row.unit as string }));
  const units = [...whereKept(db, ids), ...photographs];
  return [...new Map(units.map((one) => [`${one.class}/${one.date}/${one.unit}`, one])).values()];
};

/** Pictures of a day in which nothing could be read: no line names their key in a seal of its own. */
export const failedPictures = (
  db: Sqlite,
  date: string,
): { unit: string; images: { cth: string; cm?: string }[] }[] => {
  const from = instant(`${date}T00:00:00.000Z`);
  const sql =
    'select detection_id, images from detections where failure is not null and captured >= ? and captured < ?';
  return many(db, sql, from, from + 86_400_000).map(({ detection_id: unit, images }) => ({
    unit: unit as string,
    images: (JSON.parse(images as string) as { seal: { cth: string; cm?: string } }[]).map(({ seal }) => seal),
  }));
};

/** Plates read on a day that are known from nowhere else: after its purge they must be in no file. */
export const platesOnlyOf = (db: Sqlite, date: string, kept: readonly string[]): string[] => {
  const sql = `select distinct plate from detections d where kept = ? and plate is not null
    and detection_id not in (select value from json_each(?))
    and not exists (select 1 from detections o where o.plate = d.plate and
      (o.kept <> d.kept or o.detection_id in (select value from json_each(?))))
    and not exists (select 1 from hits h where h.plate = d.plate or h.entry_plate = d.plate)
    and not exists (select 1 from corrections c where c.to_plate = d.plate or c.from_plate = d.plate)
    and not exists (select 1 from entries e where e.plate = d.plate)
    and not exists (select 1 from accesses a where a.plate = d.plate)`;
  const list = JSON.stringify(kept);
  return many(db, sql, Number(date.replaceAll('-', '')), list, list).map(({ plate }) => plate as string);
};
