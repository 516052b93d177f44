/** One process per data directory, for as long as it lives: a lock the operating system drops with the process. */
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { openSqlite, resultCode, SQLITE } from '../vault/sqlite.js';

/** Another process is using the data directory. */
export class InUse extends Error {
  readonly code = 'in-use';
}

const holderOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'another process';
  }
};

/**
 * Takes the lock `file`, which is an empty database held in a write transaction: after kill -9 nothing is left to
 * clean up. Beside it, `file`.holder says in words who holds it.
 * @returns how to give it back
 * @throws InUse when another process, or another ledger of this one, holds it for longer than a second
 */
export const takeLock = (file: string): (() => void) => {
  const holder = `${file}.holder`;
  let db: ReturnType<typeof openSqlite> | undefined;
  try {
    db = openSqlite(file);
    db.exec('pragma busy_timeout=1000');
    db.exec('begin exclusive');
  } catch (error) {
    db?.close();
    if (resultCode(error) !== SQLITE.BUSY) throw error;
    throw new InUse(`${file} is held by ${holderOf(holder)}. Stop it first, or use another data directory.`);
  }
  const held = db;
  try {
    writeFileSync(holder, `process ${process.pid} on ${hostname()} since ${new Date().toISOString()}\n`);
  } catch (error) {
    held.close();
    throw Object.assign(error as NodeJS.ErrnoException, { path: holder });
  }
  return () => held.close();
};
