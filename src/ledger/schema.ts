/** The tables of the embedded ledger, and what must be true of them before a line is added. */
import { type Sqlite, openSqlite, resultCode, SQLITE } from '../vault/sqlite.js';
import { Corrupt } from './ledger.js';
import { buildTiles, TILES } from './tiles.js';
import { CompactRange, HASH, leafHash, nodeHash } from './tree.js';

/** The data directory was written by a newer version of this program. */
export class NewerFormat extends Error {
  readonly code = 'newer-format';
}

/** Raised whenever an older program could no longer read the tables. Kept in SQLite's user_version. */
const FORMAT = 2;

/**
 * `parts` stand apart, so that a purge can delete what a line only names; `reach` says between which positions a
 * key was used. `head` holds the tree, and `tiles` its inner hashes, in the same transaction as the lines.
 */
const TABLES = `
  create table lines(
    position integer primary key, id text not null unique, stream text not null, revision integer not null,
    type text not null, request blob not null, line text not null, leaf blob not null,
    unique(stream, revision)) strict;
  create table parts(position integer not null, name text not null, kid text not null, ciphertext blob not null,
    primary key(position, name)) strict, without rowid;
  create table reach(kid text primary key, first integer not null, last integer not null) strict;
  create table head(one integer primary key check(one = 1), size integer not null, range blob not null) strict;
  insert into head values(1, 0, x'');
  ${TILES}
  pragma user_version = ${FORMAT};`;

/** Lines whose leaves are computed again at every start. */
const TAIL = 1024;

/** Whether SQLite found its own file damaged. */
export const isDamage = (error: unknown): boolean => {
  const code = resultCode(error);
  return code === SQLITE.NOTADB || code === SQLITE.CORRUPT;
};

/** Does `work` on a database file, saying Corrupt where SQLite finds the file damaged. */
export const onSound = <T>(file: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new Corrupt(`${file} is damaged (${(error as Error).message}). Restore it from backup.`);
  }
};

/**
 * Opens the ledger's database, with its tables.
 * @throws NewerFormat, or Corrupt when the file is not a database of ours
 */
export const openTables = (file: string): Sqlite => {
  let db: Sqlite | undefined;
  try {
    db = onSound(file, () => openSqlite(file));
    onSound(file, () => prepareTables(file, db as Sqlite));
    return db;
  } catch (error) {
    db?.close();
    throw error;
  }
};

const prepareTables = (file: string, db: Sqlite): void => {
  const found = Number(db.prepare('pragma user_version').get()?.user_version);
  if (found > FORMAT)
    throw new NewerFormat(
      `${file} is in format ${found}, and this version reads formats up to ${FORMAT}. Start the newer version.`,
    );
  db.exec('pragma secure_delete=ON');
  if (found === 0) db.transaction(() => db.exec(TABLES));
  if (found === 1) db.transaction(() => addTiles(db));
};

/** Format 1 had no tiles: they are made from the leaves, a minute for ten million. */
const addTiles = (db: Sqlite): void => {
  if (Number(db.prepare('pragma user_version').get()?.user_version) !== 1) return;
  db.exec(TILES);
  buildTiles(db, 'lines');
  db.exec('pragma user_version = 2');
};

/** The tree as the database holds it. @throws Corrupt when its hashes do not fit its size */
export const readHead = (db: Sqlite): CompactRange => {
  const head = db.prepare('select size, range from head').get();
  try {
    return CompactRange.of(head?.size as number, head?.range as Uint8Array);
  } catch {
    throw new Corrupt('The head of the ledger is damaged: its hashes do not make a tree of its size.');
  }
};

/**
 * Checks the end of the ledger, where a crash would show: positions are dense up to the head, the last lines hash to
 * their leaves, and the leaves that make up the tree's last subtrees hash to them. Milliseconds, whatever the size.
 * @throws Corrupt naming the first position that is wrong
 */
export const checkTail = (db: Sqlite): void => {
  // One view of the tables, should another process be writing.
  db.exec('begin');
  try {
    checkAsOneSees(db);
  } finally {
    db.exec('rollback');
  }
};

const checkAsOneSees = (db: Sqlite): void => {
  const head = readHead(db);
  const last = db.prepare('select max(position) as last from lines').get()?.last as number | null;
  const size = last === null ? 0 : last + 1;
  if (size !== head.size)
    throw new Corrupt(
      `The ledger's head counts ${head.size} lines, and its last is at position ${size - 1}: ` +
        `position ${Math.min(size, head.size)} is the first that is wrong.`,
    );
  const from = Math.max(0, size - TAIL);
  const rows = db
    .prepare('select position, cast(line as blob) as line, leaf from lines where position >= ? order by position')
    .all([from]);
  const leaves = rows.map(({ position, line, leaf }, i) => {
    if (position !== from + i) throw new Corrupt(`Position ${from + i} of the ledger is missing.`);
    if (!leafHash(Buffer.from(line as Uint8Array).toString()).equals(leaf as Uint8Array))
      throw new Corrupt(`The line at position ${from + i} does not hash to its leaf: it was changed.`);
    return leaf as Uint8Array;
  });
  checkSubtrees(head, leaves);
};

/** Goes through the subtrees from the last (smallest) one on, as far as the given last leaves cover them whole. */
const checkSubtrees = (head: CompactRange, leaves: readonly Uint8Array[]): void => {
  const range = head.bytes();
  let end = leaves.length;
  let at = range.length - HASH;
  for (let width = 1; width <= end && at >= 0; width *= 2) {
    if (Math.floor(head.size / width) % 2 === 0) continue;
    const found = subtree(leaves.slice(end - width, end));
    if (!found.equals(range.subarray(at, at + HASH)))
      throw new Corrupt(
        `The leaves from position ${head.size - leaves.length + end - width} on do not hash to the head of the ledger.`,
      );
    end -= width;
    at -= HASH;
  }
};

const subtree = (leaves: readonly Uint8Array[]): Buffer => {
  if (leaves.length === 1) return Buffer.from(leaves[0] as Uint8Array);
  const half = leaves.length / 2;
  return nodeHash(subtree(leaves.slice(0, half)), subtree(leaves.slice(half)));
};
