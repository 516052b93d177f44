/** SQLite behind one small face: node:sqlite where the runtime has it, libsql on Node 20, so that nobody compiles. */
import { createRequire } from 'node:module';

export type SqlValue = string | number | Uint8Array | null;
export type SqlRow = Record<string, SqlValue>;

/** A prepared statement. Values are bound in order; blobs come back as Uint8Array, integers as numbers. */
export type Statement = {
  run(values: readonly SqlValue[]): { readonly changes: number };
  get(values?: readonly SqlValue[]): SqlRow | undefined;
  all(values?: readonly SqlValue[]): SqlRow[];
};

export type Sqlite = {
  readonly driver: 'node:sqlite' | 'libsql';
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Runs `work` between BEGIN IMMEDIATE and COMMIT, and rolls back whatever it threw. */
  transaction<T>(work: () => T): T;
  close(): void;
};

type Driver = {
  exec(sql: string): void;
  prepare(sql: string): unknown;
  close(): void;
};
type DriverClass = new (file: string) => Driver;
type NodeStatement = {
  run(...values: readonly SqlValue[]): { changes: number | bigint };
  get(...values: readonly SqlValue[]): SqlRow | undefined;
  all(...values: readonly SqlValue[]): SqlRow[];
};
type LibsqlStatement = {
  run(values: readonly SqlValue[]): { changes: number };
  get(values: readonly SqlValue[]): SqlRow | undefined;
  all(values: readonly SqlValue[]): SqlRow[];
};

const require = createRequire(import.meta.url);
const builtin = process.getBuiltinModule('node:sqlite') as { DatabaseSync: DriverClass } | undefined;
const driver = builtin ? 'node:sqlite' : 'libsql';

/** libsql answers some blobs as ArrayBuffer. */
const withBytes = (row: SqlRow | undefined): SqlRow | undefined => {
  if (row)
    for (const name in row) {
      const value: unknown = row[name];
      if (value instanceof ArrayBuffer) row[name] = new Uint8Array(value);
    }
  return row;
};

const ofNode = (statement: NodeStatement): Statement => ({
  run: (values) => ({ changes: Number(statement.run(...values).changes) }),
  get: (values = []) => statement.get(...values),
  all: (values = []) => statement.all(...values),
});

/** libsql takes all values in one array; spread, it would copy them twice. */
const ofLibsql = (statement: LibsqlStatement): Statement => ({
  run: (values) => statement.run(values),
  get: (values = []) => withBytes(statement.get(values)),
  all: (values = []) => {
    const rows = statement.all(values);
    for (const row of rows) withBytes(row);
    return rows;
  },
});

/** The driver's own words for this name neither a code nor what to do. */
const opened = (Database: DriverClass, file: string): Driver => {
  try {
    return new Database(file);
  } catch (error) {
    const why = `${file} cannot be opened: ${(error as Error).message}. Is the disk full, and the folder writable?`;
    throw Object.assign(new Error(why, { cause: error }), { code: 'SQLITE_CANTOPEN' });
  }
};

/**
 * Opens a database file, creating it when it is absent.
 * FULL: a commit that was answered survives a power cut; SQLite's WAL mode alone does not promise that.
 * @throws the driver's error; `resultCode` reads its SQLite code
 */
export const openSqlite = (file: string): Sqlite => {
  const Database = builtin?.DatabaseSync ?? (require('libsql') as DriverClass);
  const db = opened(Database, file);
  try {
    db.exec('pragma busy_timeout=5000; pragma journal_mode=WAL; pragma synchronous=FULL; pragma foreign_keys=ON');
  } catch (error) {
    db.close();
    throw error;
  }
  return {
    driver,
    exec: (sql) => db.exec(sql),
    prepare: (sql) =>
      builtin ? ofNode(db.prepare(sql) as NodeStatement) : ofLibsql(db.prepare(sql) as LibsqlStatement),
    transaction: (work) => {
      db.exec('begin immediate');
      try {
        const result = work();
        db.exec('commit');
        return result;
      } catch (error) {
        rollBack(db);
        throw error;
      }
    },
    close: () => db.close(),
  };
};

/** Ends a failed transaction; SQLite has already done so itself after some errors, such as a full disk. */
export const rollBack = (db: Pick<Sqlite, 'exec'>): void => {
  try {
    db.exec('rollback');
  } catch {
    // There was no transaction left to roll back.
  }
};

/** SQLite's primary result codes that we tell apart (https://www.sqlite.org/rescode.html). */
export const SQLITE = { BUSY: 5, IOERR: 10, CORRUPT: 11, FULL: 13, CONSTRAINT: 19, NOTADB: 26 } as const;

/** The primary result code of a driver's error, or undefined when SQLite did not raise it. */
export const resultCode = (error: unknown): number | undefined => {
  const { errcode, rawCode } = (error ?? {}) as { errcode?: number; rawCode?: number };
  const extended = errcode ?? rawCode;
  return extended === undefined ? undefined : extended & 0xff;
};
