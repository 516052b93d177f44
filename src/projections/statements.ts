/** Statements are prepared once for each database and found again by their text. */
import type { Sqlite, SqlRow, SqlValue, Statement } from '../vault/sqlite.js';

/** What a question may leave open is bound as null. */
export type Value = SqlValue | undefined;

const prepared = new WeakMap<Sqlite, Map<string, Statement>>();

const statement = (db: Sqlite, sql: string): Statement => {
  let known = prepared.get(db);
  if (!known) prepared.set(db, (known = new Map()));
  let found = known.get(sql);
  if (!found) known.set(sql, (found = db.prepare(sql)));
  return found;
};

const bound = (values: readonly Value[]): SqlValue[] => values.map((value) => value ?? null);

/** Writes rows, and answers how many. */
export const run = (db: Sqlite, sql: string, ...values: readonly Value[]): number =>
  statement(db, sql).run(bound(values)).changes;

type Columns = Readonly<Record<string, Value>>;

/** Writes one row, and says so; one that is there already stays as it is, because a fact told twice is one fact. */
export const insert = (db: Sqlite, table: string, row: Columns): boolean => {
  const names = Object.keys(row);
  const sql = `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
  return run(db, `${sql} on conflict do nothing`, ...Object.values(row)) > 0;
};

/** Changes the rows that have these values. */
export const update = (db: Sqlite, table: string, set: Columns, where: Columns): void => {
  const sets = Object.keys(set).map((name) => `${name} = ?`);
  const wheres = Object.keys(where).map((name) => `${name} = ?`);
  const sql = `update ${table} set ${sets.join(', ')} where ${wheres.join(' and ')}`;
  run(db, sql, ...Object.values(set), ...Object.values(where));
};

/** The first row, if any. */
export const one = (db: Sqlite, sql: string, ...values: readonly Value[]): SqlRow | undefined =>
  statement(db, sql).get(bound(values));

export const many = (db: Sqlite, sql: string, ...values: readonly Value[]): SqlRow[] =>
  statement(db, sql).all(bound(values));

/** Rows one page after another, so that a question about millions of them holds few. `sql` takes an id and a number. */
export function* pages(db: Sqlite, sql: string, key: string, first: SqlValue, size = 5_000): Generator<SqlRow> {
  for (let after = first; ;) {
    const rows = many(db, sql, after, size);
    yield* rows;
    if (rows.length < size) return;
    after = rows.at(-1)![key] ?? null;
  }
}

/** The conditions of a question, each left out when what it asks for was not given. */
export class Conditions {
  private readonly texts: string[] = [];
  readonly values: SqlValue[] = [];

  /** `text` holds one `?` for each value. */
  add(text: string, ...values: readonly Value[]): this {
    if (values.includes(undefined)) return this;
    this.texts.push(`(${text})`);
    this.values.push(...bound(values));
    return this;
  }

  /** ` where (…) and (…)`, or nothing. */
  get where(): string {
    return this.texts.length === 0 ? '' : ` where ${this.texts.join(' and ')}`;
  }
}
