/** What was answered is there after kill -9, at whatever moment; `npm run campaign -- kill` does it by the thousand. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InUse } from '../../src/ledger/lock.js';
import { openSqliteLedger } from '../../src/ledger/sqlite.js';
import { buildAppender, killCycles, startAppender } from './killing.js';

it('a process killed 25 times loses nothing it answered, and leaves no half of a batch', async () => {
  const counts = { acked: 0, signed: 0, wrong: [] as string[] };
  for await (const { acked, signed, wrong } of killCycles(25)) {
    counts.acked += acked;
    counts.signed += signed;
    counts.wrong.push(...wrong);
  }
  expect(counts.wrong).toEqual([]);
  expect(counts.acked).toBeGreaterThan(25);
  expect(counts.signed).toBeGreaterThan(25);
}, 180_000);

it('a directory is refused while another process uses it, and free as soon as that one is killed', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'held-'));
  const built = buildAppender();
  const child = startAppender(built, dir);
  try {
    await once(child.stdout, 'data');
    await expect(openSqliteLedger(dir)).rejects.toThrow(InUse);
    await expect(openSqliteLedger(dir)).rejects.toThrow(new RegExp(`process ${child.pid} on`));
    child.kill('SIGKILL');
    await once(child, 'close');
    await (await openSqliteLedger(dir)).close();
  } finally {
    child.kill('SIGKILL');
    for (const each of [dir, built]) rmSync(each, { recursive: true, force: true });
  }
}, 60_000);
