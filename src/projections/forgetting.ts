/** Blanking what was sealed under a destroyed key, so that no copy in plain text outlives the original. */
import type { Sqlite } from '../vault/sqlite.js';
import type { Projection, Sealed } from './projection.js';
import { one, run } from './statements.js';

/** `detection/2026-11-23#0`, taken apart. */
const keyOf = (kid: string): { readonly class: string; readonly day: number } => {
  const [, name, day] = /^([a-z-]+)\/(\d{4}-\d\d-\d\d)#\d$/.exec(kid) ?? [];
  if (!name || !day) throw new RangeError(`${kid} does not name a key`);
  return { class: name, day: Number(day.replaceAll('-', '')) };
};

const concerned = (projections: readonly Projection[], name: string): Sealed[] =>
  projections.flatMap(({ sealed = [] }) => sealed).filter((one) => one.class === name);

/** Blanks everything under a key but the units named, and answers how many rows it touched. */
export const forget = (
  db: Sqlite,
  projections: readonly Projection[],
  kid: string,
  { keep, only }: { readonly keep?: Iterable<string>; readonly only?: string },
): number => {
  const { class: name, day } = keyOf(kid);
  const held = JSON.stringify([...(keep ?? [])]);
  let touched = 0;
  const around = projections.filter((one) => one.forgetting && one.sealed?.some((each) => each.class === name));
  for (const { forgetting } of around) db.exec(forgetting!.before);
  for (const { table, columns, kept, unit } of concerned(projections, name)) {
    const blank = [...columns, kept].map((column) => `${column} = null`).join(', ');
    const which = only === undefined ? `${unit} not in (select value from json_each(?))` : `${unit} = ?`;
    touched += run(db, `update ${table} set ${blank} where ${kept} = ? and ${which}`, day, only ?? held);
  }
  for (const { forgetting } of around) db.exec(forgetting!.after);
  return touched;
};

/** How many rows still hold something sealed under the key, but those of the units kept; none after a purge. */
export const rowsUnder = (
  db: Sqlite,
  projections: readonly Projection[],
  kid: string,
  keep: readonly string[] = [],
): number => {
  const { class: name, day } = keyOf(kid);
  let rows = 0;
  const spared = JSON.stringify(keep);
  for (const { table, kept, unit } of concerned(projections, name)) {
    const sql = `select count(*) as rows from ${table} where ${kept} = ?
      and ${unit} not in (select value from json_each(?))`;
    rows += one(db, sql, day, spared)?.rows as number;
  }
  return rows;
};
