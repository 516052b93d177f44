/** The file of the read models: privileged, never backed up, and thrown away whenever it is not of this version. */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite, resultCode, SQLITE, type Sqlite } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { one, run } from './statements.js';

/** To be raised when a handler writes other rows into the same tables; a change of the tables is seen without it. */
const VERSION = 1;

/** How far the rows have come: the last event applied, by which the ledger it was read from is known again. */
export type Progress = {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  /** Hex. */
  readonly leaf: string;
};

export const versionOf = (projections: readonly Projection[]): string => {
  const told = projections.map(({ name, tables, sealed }) => [name, tables, sealed ?? []]);
  return createHash('sha256')
    .update(JSON.stringify([VERSION, told]))
    .digest('hex');
};

const pragmas = `
  pragma secure_delete=ON;
  -- What a power cut takes away is read from the ledger again, so commits need not wait for the disk.
  pragma synchronous=NORMAL;
  pragma cache_size=-65536;
  -- One batch of reads touches some thousand pages of the indexes; at the default each would wait for the disk.
  pragma wal_autocheckpoint=8192;
  pragma temp_store=MEMORY;
`;

const found = (db: Sqlite, projections: readonly Projection[]): void =>
  db.transaction(() => {
    db.exec(`
      create table version (id integer primary key, digest text not null);
      create table progress (
        id integer primary key, position integer not null, stream text not null, revision integer not null,
        leaf text not null
      );
    `);
    for (const { tables } of projections) db.exec(tables);
    run(db, 'insert into version values (1, ?)', versionOf(projections));
  });

const isOfVersion = (db: Sqlite, version: string): boolean => {
  const table = one(db, "select 1 from sqlite_master where type = 'table' and name = 'version'");
  return table !== undefined && one(db, 'select digest from version')?.digest === version;
};

/** Removes the file and all that SQLite keeps beside it. */
export const removeViews = (dir: string): void => {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(join(dir, `views.db${end}`), { force: true });
};

const unreadable = (error: unknown): boolean =>
  ([SQLITE.NOTADB, SQLITE.CORRUPT] as readonly (number | undefined)[]).includes(resultCode(error));

const tryOpen = (dir: string, projections: readonly Projection[]): Sqlite | null => {
  const file = join(dir, 'views.db');
  let db: Sqlite | undefined;
  try {
    db = openSqlite(file);
    chmodSync(file, 0o600);
    db.exec(pragmas);
    if (one(db, 'select 1 from sqlite_master') === undefined) found(db, projections);
    if (isOfVersion(db, versionOf(projections))) return db;
  } catch (error) {
    db?.close();
    if (unreadable(error)) return null;
    throw error;
  }
  db.close();
  return null;
};

/** Opens the read models of a data directory; what is damaged, or of another version, is begun anew. */
export const openViews = (dir: string, projections: readonly Projection[]): Sqlite => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const there = tryOpen(dir, projections);
  if (there) return there;
  removeViews(dir);
  return tryOpen(dir, projections)!;
};

/**
 * The rows as they stand at this moment, whatever is written meanwhile, for a reader of its own; `position` is the last
 * event in them, -1 when there is none.
 */
export const openAtOneMoment = (file: string): { readonly db: Sqlite; readonly position: bigint } => {
  const db = openSqlite(file);
  try {
    // The file is never written here; its log is left to the one who does.
    db.exec('pragma query_only=ON; begin');
    return { db, position: readProgress(db)?.position ?? -1n };
  } catch (error) {
    db.close();
    throw error;
  }
};

/** How far the rows have come, or null when no event was applied yet. */
export const readProgress = (db: Sqlite): Progress | null => {
  const row = one(db, 'select * from progress');
  if (!row) return null;
  const { position, stream, revision, leaf } = row;
  return {
    position: BigInt(position as number),
    stream: stream as string,
    revision: revision as number,
    leaf: leaf as string,
  };
};

/** To be written in the transaction of the rows themselves. */
export const writeProgress = (db: Sqlite, { position, stream, revision, leaf }: Progress): void => {
  run(db, 'insert or replace into progress values (1, ?, ?, ?, ?)', Number(position), stream, revision, leaf);
};
