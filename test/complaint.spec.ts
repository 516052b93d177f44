/** What is said at the terminal of a disk that fails: one line with what, where and what to do, and its exit code. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complain } from '../src/complaint.js';
import { openSqlite } from '../src/vault/sqlite.js';

const said = (error: unknown): [number, string] => {
  let text = '';
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((part) => ((text += String(part)), true));
  try {
    return [complain(error), text];
  } finally {
    write.mockRestore();
  }
};

const system = (code: string, message: string, path?: string) =>
  Object.assign(new Error(`${code}: ${message}`), { code, ...(path && { path }) });

it.each([
  [
    system('EIO', 'i/o error, fsync', '/data/keys'),
    /reports an error: EIO: i\/o error, fsync \(\/data\/keys\)\. Check/,
  ],
  [system('EIO', "i/o error, open '/data/keys'", '/data/keys'), /open '\/data\/keys'\. Check the disk and its log/],
  [system('ENOSPC', 'no space left on device, write', '/data/keys'), /is full: .*\(\/data\/keys\)\. Make room/],
  [system('EROFS', "read-only file system, open '/data'", '/data'), /may only be read: .*\. Check how it is mounted/],
  [system('EDQUOT', 'quota exceeded, write', '/data/keys'), /quota of the disk is used up: .*\. Make room/],
])('%s', (error, words) => {
  const [code, text] = said(error);
  expect([code, text]).toEqual([74, expect.stringMatching(words)]);
  expect(text).toMatch(/^alpr-ledger: [^\n]*\.\n$/);
});

it('a database on a disk that fails is no fault of ours, and a broken statement is', () => {
  const dir = mkdtempSync(join(tmpdir(), 'complaint-'));
  try {
    const db = openSqlite(join(dir, 'full.db'));
    db.prepare('pragma max_page_count=2').get();
    const fails = (sql: string): unknown => {
      try {
        return db.exec(sql);
      } catch (error) {
        return error;
      }
    };
    expect(said(fails('create table rows(bytes blob); insert into rows values(zeroblob(100000))'))).toEqual([
      74,
      expect.stringMatching(/^alpr-ledger: .*full\.db: the disk is full.*Make room, then try again\.\n$/),
    ]);
    expect(said(fails('select from nowhere'))).toEqual([70, expect.stringContaining('should not have happened')]);
    db.close();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
