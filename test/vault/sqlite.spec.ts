/** What SQLite raises says what, where and what to do, on either driver alike, and keeps its words in a thread. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { types } from 'node:util';
import { openSqlite, resultCode, SQLITE, SqliteFault } from '../../src/vault/sqlite.js';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'sqlite-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** What `work` throws. */
const thrown = (work: () => unknown): Error => {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

it('a disk that is full is named with its file and the remedy, whatever was done', () => {
  const file = join(dir, 'full.db');
  const db = openSqlite(file);
  db.exec('create table rows(bytes blob)');
  db.prepare('pragma max_page_count=3').get();
  const insert = db.prepare('insert into rows values(zeroblob(100000))');
  for (const write of [
    () => insert.run([]),
    () => insert.get(),
    () => insert.all(),
    () => db.exec('insert into rows values(zeroblob(100000))'),
    () => db.transaction(() => insert.run([])),
  ]) {
    const error = thrown(write);
    expect(error).toBeInstanceOf(SqliteFault);
    expect(error).toMatchObject({ code: 'SQLITE_FULL', why: 'the disk is full' });
    expect(error.message).toMatch(/full\.db: the disk is full.*\. Make room, then try again\.$/);
    expect(resultCode(error)).toBe(SQLITE.FULL);
    // Any other object leaves a thread without its message.
    expect([types.isNativeError(error), Object.prototype.toString.call(error)]).toEqual([true, '[object Error]']);
  }
  db.close();
});

it('a file that cannot be opened is named', () => {
  const error = thrown(() => openSqlite(join(dir, 'no folder', 'one.db')));
  expect(error).toMatchObject({ code: expect.stringMatching(/^SQLITE_CANTOPEN/), why: 'it cannot be opened' });
  expect(error.message).toMatch(
    /one\.db: it cannot be opened.*that the folder may be read and written; then try again\.$/,
  );
  expect(resultCode(error)).toBe(SQLITE.CANTOPEN);
});

it('a file that is no database keeps its code, and a mistake of ours stays one', () => {
  const file = join(dir, 'no.db');
  writeFileSync(
    file,
    'this is no database, and long enough to be taken for one, were it not for what it says. '.repeat(9),
  );
  expect(resultCode(thrown(() => openSqlite(file)))).toBe(SQLITE.NOTADB);
  const db = openSqlite(join(dir, 'one.db'));
  const mistake = thrown(() => db.exec('select from nowhere'));
  expect([resultCode(mistake), mistake.message]).toEqual([1, expect.stringContaining('syntax error')]);
  db.close();
});
