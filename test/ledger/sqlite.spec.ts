/** The embedded ledger keeps the contract, in a thread and without one, and its file is what it says it is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { ThreadDesk, threadDesk } from '../../src/ledger/desk.js';
import { Corrupt, NO_STREAM, Unavailable } from '../../src/ledger/ledger.js';
import { InUse } from '../../src/ledger/lock.js';
import { NewerFormat } from '../../src/ledger/schema.js';
import { openSqliteLedger, type SqliteLedger, type SqliteSettings } from '../../src/ledger/sqlite.js';
import { startThread } from '../../src/ledger/thread.js';
import { CompactRange } from '../../src/ledger/tree.js';
import { type AppendOrder, Writer } from '../../src/ledger/writer.js';
import { openSqlite, type Sqlite } from '../../src/vault/sqlite.js';
import { digest, entries, entry, gather, ledgerContract, newStream } from './contract.js';

const world = (settings: SqliteSettings) => async () => {
  const dir = mkdtempSync(join(tmpdir(), 'ledger-'));
  const ledger = await openSqliteLedger(dir, settings);
  return {
    ledger,
    dropParts: (kid: string) => ledger.dropParts(kid),
    close: async () => {
      await ledger.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** One entry without parts, packed as the writer takes it. */
const orderOf = (stream: string): AppendOrder => {
  const { id, type, line, leaf, request } = entry(stream);
  const bytes = Buffer.concat([leaf, request]);
  return { kind: 'append', stream, expected: NO_STREAM, ids: [id], types: [type], lines: [line], bytes, parts: [] };
};

describe('the embedded ledger, in this thread', () => ledgerContract(world({ inline: true })));
describe('the embedded ledger, with its writer in a thread', () => ledgerContract(world({})));

describe('the file of the embedded ledger', () => {
  let dir: string;
  let ledger: SqliteLedger;
  const open = async (settings: SqliteSettings = { inline: true }) => (ledger = await openSqliteLedger(dir, settings));
  const edit = (change: (db: Sqlite) => void): void => {
    const db = openSqlite(join(dir, 'ledger.db'));
    change(db);
    db.close();
  };
  const filled = async (count: number) => {
    await open();
    for (let n = 0; n < count; n += 500) {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, Math.min(500, count - n)));
    }
    await ledger.close();
  };

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ledger-'));
  });
  afterEach(async () => {
    await ledger?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('has a root that anyone can compute from its leaves', async () => {
    await open();
    for (const count of [1, 2, 5, 300]) {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, count));
      const { size, root } = ledger.tree();
      const tree = CompactRange.empty();
      for (const leaf of ledger.leaves(0, size)) tree.append(leaf);
      expect(tree.root().equals(root)).toBe(true);
    }
    expect(ledger.tree().size).toBe(308);
  });

  it('is used by one process at a time, and is free again when closed', async () => {
    await open();
    await expect(openSqliteLedger(dir)).rejects.toThrow(InUse);
    await expect(openSqliteLedger(dir)).rejects.toThrow(new RegExp(`process ${process.pid} on`));
    await ledger.close();
    await open();
  });

  it('can be read beside the process that writes it, and not written', async () => {
    await expect(openSqliteLedger(dir, { readOnly: true })).rejects.toThrow(Unavailable);
    await open();
    const stream = newStream();
    await ledger.append(stream, NO_STREAM, entries(stream, 2));
    const second = await openSqliteLedger(dir, { readOnly: true });
    await ledger.append(stream, 1, entries(stream, 1));
    expect(await gather(second.readStream(stream))).toHaveLength(3);
    expect(second.tree()).toEqual(ledger.tree());
    await expect(second.append(stream, 2, entries(stream, 1))).rejects.toThrow(Unavailable);
    await second.close();
  });

  it('of a newer version is left alone', async () => {
    await filled(1);
    edit((db) => db.exec('pragma user_version = 99'));
    await expect(open()).rejects.toThrow(NewerFormat);
  });

  it('that is no database is called damaged', async () => {
    await filled(1);
    writeFileSync(join(dir, 'ledger.db'), Buffer.alloc(8192, 'not a database'));
    await expect(open()).rejects.toThrow(Corrupt);
  });

  it.each([
    ['a changed line', (db: Sqlite) => db.exec(`update lines set line = line || ' ' where position = 1990`), 1990],
    ['a changed leaf', (db: Sqlite) => db.exec('update lines set leaf = zeroblob(32) where position = 1990'), 1990],
    ['a missing line', (db: Sqlite) => db.exec('delete from lines where position = 1990'), 1990],
    ['a missing last line', (db: Sqlite) => db.exec('delete from lines where position = 1999'), 1999],
    ['a head that is behind', (db: Sqlite) => db.exec('update head set size = 1992'), 1992],
    ['a damaged head', (db: Sqlite) => db.exec(`update head set range = x'00'`), /head of the ledger is damaged/],
    [
      'a line rewritten with its leaf',
      (db: Sqlite) => {
        const forged = entry('hit-forged');
        db.prepare('update lines set line = ?, leaf = ? where position = 1990').run([forged.line, forged.leaf]);
      },
      1984,
    ],
  ])('is not opened over %s near its end', async (_, damage, named) => {
    await filled(2000);
    edit(damage);
    const refusal = await open().catch((error: unknown) => error as Error);
    expect(refusal).toBeInstanceOf(Corrupt);
    expect((refusal as Error).message).toMatch(typeof named === 'number' ? new RegExp(`osition ${named}\\b`) : named);
  });

  it('that is full refuses, stays readable and whole, and goes on when there is room', async () => {
    await open({ inline: true, maxPages: 60 });
    const stream = newStream();
    let revision = NO_STREAM;
    const refusal = await (async () => {
      for (;;) ({ revision } = await ledger.append(stream, revision, entries(stream, 20)));
    })().catch((error: unknown) => error as Unavailable);
    expect(refusal).toBeInstanceOf(Unavailable);
    expect(refusal).toMatchObject({ settled: true, message: expect.stringContaining('disk is full') });
    expect((await ledger.health()).waitsFor).toContain('disk is full');
    expect(await gather(ledger.readStream(stream))).toHaveLength(revision + 1);
    await ledger.close();
    await open();
    await ledger.append(stream, revision, entries(stream, 20));
    expect(ledger.tree().size).toBe(revision + 21);
  });

  it('that is full goes on by itself once there is room, without a restart', async () => {
    await open({ inline: true, maxPages: 100 });
    const stream = newStream('detection');
    const sealed = () => ({
      ...entry(stream),
      parts: [{ name: 'core', ciphertext: Buffer.alloc(8000, 1), kid: 'detection/2025-11-23#0' }],
    });
    let revision = NO_STREAM;
    await expect(
      (async () => {
        for (;;) ({ revision } = await ledger.append(stream, revision, [sealed()]));
      })(),
    ).rejects.toThrow(Unavailable);
    expect((await ledger.health()).ready).toBe(false);
    expect(await ledger.dropParts('detection/2025-11-23#0')).toBe(revision + 1);
    expect(await ledger.health()).toMatchObject({ ready: true, waitsFor: null });
    expect((await ledger.append(stream, revision, [sealed()])).revision).toBe(revision + 1);
  });

  it('says that the outcome is unknown when its writer is lost', async () => {
    await open({});
    const stream = newStream();
    await ledger.append(stream, NO_STREAM, entries(stream, 1));
    const { desk } = ledger as unknown as { desk: { thread: Worker } };
    // Two at once go to the thread; one alone would be written here.
    const other = newStream();
    const appends = [ledger.append(stream, 0, entries(stream, 1)), ledger.append(other, NO_STREAM, entries(other, 1))];
    await new Promise((turn) => setImmediate(turn));
    const [lost] = await Promise.allSettled([...appends, desk.thread.terminate()]);
    expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', settled: false } });
    await expect(ledger.append(stream, 0, entries(stream, 1))).rejects.toMatchObject({ settled: true });
    expect((await ledger.health()).ready).toBe(false);
  });

  it('says at once, and what to do, when its writer is lost while nothing waits', async () => {
    await open({});
    const { desk } = ledger as unknown as { desk: { thread: Worker } };
    await desk.thread.terminate();
    const waitsFor = expect.stringMatching(
      /writer is gone: .+\. What was answered stands\. Start the program again\.$/,
    );
    expect(await ledger.health()).toMatchObject({ ready: false, waitsFor });
  });

  it('says why its thread could not open it, in the words of the disk', async () => {
    await filled(1);
    const own = join(dir, 'ledger.db');
    const thread = startThread('writer.thread', { file: join(dir, 'no folder', 'ledger.db') });
    const desk = new ThreadDesk(thread, new Writer(own));
    await new Promise((resolve) => thread.once('exit', resolve));
    expect(desk.gone()).toMatch(/gone: .*no folder.*cannot be opened.*\. Start the program again\.$/);
    await desk.close();
  });

  it('starts no thread that nobody would end when its own writer cannot be opened', () => {
    const start = jest.fn();
    expect(() => threadDesk({ file: join(dir, 'no folder', 'ledger.db') }, start)).toThrow('cannot be opened');
    expect(start).not.toHaveBeenCalled();
  });

  it('a purge whose bytes could not leave the log is not done, and what was appended with it stands', async () => {
    await filled(1);
    const writer = new Writer(join(dir, 'ledger.db'));
    const { db } = writer as unknown as { db: Sqlite };
    const { prepare } = db;
    const failing = jest.spyOn(db, 'prepare').mockImplementation((sql) => {
      if (sql.includes('wal_checkpoint')) throw new Error('disk I/O error');
      return prepare(sql);
    });
    const append = orderOf(newStream());
    const outcomes = writer.commit([append, { kind: 'purge', kid: 'detection/2025-11-23#0', spared: [] }]);
    expect(outcomes).toMatchObject([{ kind: 'appended' }, { kind: 'failed', settled: false, damaged: false }]);
    failing.mockRestore();
    expect(writer.commit([append])).toMatchObject([{ kind: 'appended', repeated: true }]);
    expect(writer.commit([{ kind: 'purge', kid: 'detection/2025-11-23#0', spared: [] }])).toEqual([
      { kind: 'done', count: 0 },
    ]);
    writer.close();
  });

  it('loses the ciphertexts of a dropped key byte by byte', async () => {
    await open();
    const stream = newStream('detection');
    const ciphertext = Buffer.concat([digest('a'), digest('b'), digest('c')]);
    const kid = 'detection/2026-11-23#0';
    const one = { ...entry(stream), parts: [{ name: 'core', ciphertext, kid }] };
    await ledger.append(stream, NO_STREAM, [one, entry(stream)]);
    const held = () =>
      ['ledger.db', 'ledger.db-wal'].some((name) => readFileSync(join(dir, name)).includes(ciphertext));
    expect(held()).toBe(true);
    expect(await ledger.dropParts(kid)).toBe(1);
    expect(await ledger.dropParts(kid)).toBe(0);
    expect(held()).toBe(false);
  });

  it('takes no more once it is closed', async () => {
    await open();
    await ledger.close();
    await expect(ledger.append(newStream(), NO_STREAM, entries('x', 1))).rejects.toThrow(Unavailable);
    await ledger.waitForMore(1000n, new AbortController().signal);
    expect((await ledger.health()).ready).toBe(false);
  });

  it('takes no empty batch', async () => {
    await open();
    await expect(ledger.append(newStream(), NO_STREAM, [])).rejects.toThrow(RangeError);
  });
});
