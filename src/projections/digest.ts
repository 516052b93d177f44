/** One digest over every row: two read models of one ledger are equal to the byte, or something is wrong. */
import { createHash } from 'node:crypto';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { many } from './statements.js';

const PAGE = 2_000;

/** Tables of rows: neither SQLite's own, nor those in which the trigram index keeps itself. */
const tablesOf = (db: Sqlite): string[] =>
  many(db, "select name, sql from sqlite_master where type = 'table' and name not glob 'sqlite_*' order by name")
    .filter(({ name, sql }) => !/^create virtual/i.test(sql as string) && !(name as string).startsWith('grams_'))
    .map(({ name }) => name as string);

const keyOf = (db: Sqlite, table: string): string[] =>
  many(db, 'select name from pragma_table_info(?) where pk > 0 order by pk', table).map(({ name }) => name as string);

function* rowsOf(db: Sqlite, table: string): Generator<SqlRow> {
  const key = keyOf(db, table);
  const names = key.join(', ');
  for (let last: SqlRow | undefined; ;) {
    const after = last ? ` where (${names}) > (${key.map(() => '?').join(', ')})` : '';
    const values = last ? key.map((name) => last![name]) : [];
    const rows = many(db, `select * from ${table}${after} order by ${names} limit ${PAGE}`, ...values);
    yield* rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** SHA-256, hex, over all rows of all tables in the order of their keys. */
export const digestOf = (db: Sqlite): string => {
  const digest = createHash('sha256');
  for (const table of tablesOf(db)) {
    digest.update(`${table}\n`);
    for (const row of rowsOf(db, table)) digest.update(`${JSON.stringify(Object.entries(row))}\n`);
  }
  return digest.digest('hex');
};
