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

const ofNode = (statement: NodeStatement, fail: Fail): Statement => ({
  run: (values) => fail(() => ({ changes: Number(statement.run(...values).changes) })),
  get: (values = []) => fail(() => statement.get(...values)),
  all: (values = []) => fail(() => statement.all(...values)),
});

/** libsql takes all values in one array; spread, it would copy them twice. */
const ofLibsql = (statement: LibsqlStatement, fail: Fail): Statement => ({
  run: (values) => fail(() => statement.run(values)),
  get: (values = []) => fail(() => withBytes(statement.get(values))),
  all: (values = []) =>
    fail(() => {
      const rows = statement.all(values);
      for (const row of rows) withBytes(row);
      return rows;
    }),
});

/** SQLite's primary result codes that we tell apart (https://www.sqlite.org/rescode.html). */
export const SQLITE = {
  BUSY: 5,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  CONSTRAINT: 19,
  NOTADB: 26,
} as const;

/** The primary result code of a driver's error, or undefined when SQLite did not raise it. */
export const resultCode = (error: unknown): number | undefined => {
  const { errcode, rawCode } = (error ?? {}) as { errcode?: number; rawCode?: number };
  const extended = errcode ?? rawCode;
  return extended === undefined ? undefined : extended & 0xff;
};

/** What is wrong with the disk, by SQLite's code, and what to do about it. */
const disk: Readonly<Record<number, { readonly why: string; readonly remedy: string }>> = {
  [SQLITE.READONLY]: { why: 'it may only be read', remedy: 'Check who owns it, and whether its disk may be written.' },
  [SQLITE.IOERR]: { why: 'the disk reports an error', remedy: 'Check the disk and its log, then try again.' },
  [SQLITE.FULL]: { why: 'the disk is full', remedy: 'Make room, then try again.' },
  [SQLITE.CANTOPEN]: {
    why: 'it cannot be opened',
    remedy: 'See that the disk has room, and that the folder may be read and written; then try again.',
  },
};

/**
 * What SQLite raised, on either driver alike: an `Error` that keeps its words on the way out of a thread, which
 * libsql's own does not. Of a disk that fails it says what, where, and what to do.
 */
export class SqliteFault extends Error {
  /** SQLite's name of it, such as SQLITE_FULL. */
  readonly code: string;
  /** SQLite's extended result code. */
  readonly rawCode: number;
  /** What is wrong, without the file. */
  readonly why: string;

  constructor(file: string, cause: Error & { code?: string }, code = resultCode(cause) as number) {
    const known = disk[code];
    const said = cause.message === '' ? cause.code : cause.message;
    // libsql's words for a file that does not open are for who writes programs, and name it again.
    const driver = said === undefined || said.includes(file) ? '' : ` (${said})`;
    super(known ? `${file}: ${known.why}${driver}. ${known.remedy}` : said, { cause });
    this.why = known ? known.why : this.message;
    const name = Object.entries(SQLITE).find(([, one]) => one === code)?.[0];
    this.code = cause.code?.startsWith('SQLITE_') ? cause.code : `SQLITE_${name ?? code}`;
    const { errcode, rawCode = errcode } = cause as { errcode?: number; rawCode?: number };
    this.rawCode = rawCode ?? code;
  }
}

/** Does something on a database; what SQLite raises leaves as a SqliteFault. */
type Fail = <T>(work: () => T) => T;

const failing =
  (file: string): Fail =>
  (work) => {
    try {
      return work();
    } catch (error) {
      throw resultCode(error) === undefined ? error : new SqliteFault(file, error as Error);
    }
  };

/** libsql says of a file that cannot be opened neither a code nor a name. */
const opened = (Database: DriverClass, file: string): Driver => {
  try {
    return new Database(file);
  } catch (error) {
    throw new SqliteFault(file, error as Error, resultCode(error) ?? SQLITE.CANTOPEN);
  }
};

/**
 * Opens a database file, creating it when it is absent.
 * FULL: a commit that was answered survives a power cut; SQLite's WAL mode alone does not promise that.
 * @throws SqliteFault, as all that is done with it does; `resultCode` reads its SQLite code
 */
export const openSqlite = (file: string): Sqlite => {
  const Database = builtin?.DatabaseSync ?? (require('libsql') as DriverClass);
  const fail = failing(file);
  const driven = opened(Database, file);
  const db = {
    exec: (sql: string): void => fail(() => driven.exec(sql)),
    close: (): void => fail(() => driven.close()),
  };
  try {
    db.exec('pragma busy_timeout=5000; pragma journal_mode=WAL; pragma synchronous=FULL; pragma foreign_keys=ON');
  } catch (error) {
    db.close();
    throw error;
  }
  return {
    driver,
    ...db,
    prepare: (sql) => {
      const statement = fail(() => driven.prepare(sql));
      return builtin ? ofNode(statement as NodeStatement, fail) : ofLibsql(statement as LibsqlStatement, fail);
    },
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
