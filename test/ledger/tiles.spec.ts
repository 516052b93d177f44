/** Tiles grow with the lines, in one transaction, and are the tree's own hashes whoever wrote them and whenever. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Corrupt } from '../../src/ledger/ledger.js';
import { rootOf } from '../../src/ledger/merkle.js';
import { openSqliteLedger, type SqliteLedger } from '../../src/ledger/sqlite.js';
import { SqliteSequence } from '../../src/ledger/sqlite-sequence.js';
import { TileWriter, Tiles, TILES, widthOf } from '../../src/ledger/tiles.js';
import { CompactRange, HASH, leafHash, nodeHash } from '../../src/ledger/tree.js';
import { openSqlite, type Sqlite } from '../../src/vault/sqlite.js';
import { entries, newStream } from './contract.js';

let dir: string;
let ledger: SqliteLedger;
let sequence: SqliteSequence;

const open = async (inline = true): Promise<void> => {
  ledger = await openSqliteLedger(dir, { inline });
  sequence = new SqliteSequence(ledger, dir);
};
const close = async (): Promise<void> => {
  await sequence.close();
  await ledger.close();
};
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tiles-'));
  await open();
});
afterEach(async () => {
  await close();
  rmSync(dir, { recursive: true, force: true });
});

const add = async (count: number): Promise<void> => {
  const stream = newStream();
  await ledger.append(stream, -1, entries(stream, count));
};
const edit = (work: (db: Sqlite) => void): void => {
  const db = openSqlite(join(dir, 'ledger.db'));
  work(db);
  db.close();
};
const subtree = (leaves: readonly Uint8Array[]): Uint8Array =>
  leaves.length === 1
    ? leaves[0]!
    : nodeHash(subtree(leaves.slice(0, leaves.length / 2)), subtree(leaves.slice(leaves.length / 2)));

/** Every tile of a tree of this size, against hashes made from its leaves. */
const check = (size: number): void => {
  const leaves = ledger.leaves(0, size);
  expect(leaves).toHaveLength(size);
  for (let level = 0; 256 ** level <= size; level += 1) {
    const per = 256 ** level;
    const wanted = Array.from({ length: Math.floor(size / per) }, (_, i) =>
      Buffer.from(subtree(leaves.slice(i * per, (i + 1) * per))).toString('hex'),
    );
    const found = [];
    for (let tile = 0; widthOf(level, tile, size) > 0; tile += 1) {
      const hashes = sequence.hashes(level, tile, size);
      for (let at = 0; at < hashes.length; at += HASH) found.push(hashes.subarray(at, at + HASH).toString('hex'));
    }
    expect(found).toEqual(wanted);
  }
};

it.each([1, 255, 256, 257, 700])('a ledger of %s events has the tiles of its tree', async (size) => {
  await add(size);
  check(size);
  expect(sequence.rootAt(size).equals(ledger.tree().root)).toBe(true);
});

it('tiles are the same however the events came, and the tree of every earlier size can be had', async () => {
  const roots = [ledger.tree().root];
  for (const count of [1, 3, 200, 60, 1, 300, 7]) {
    for (let i = 0; i < count; i += 20) {
      await add(Math.min(20, count - i));
      roots[ledger.tree().size] = ledger.tree().root;
    }
    if (count === 60) {
      await close();
      await open();
    }
  }
  check(ledger.tree().size);
  roots.forEach((root, size) => expect(sequence.rootAt(size).equals(root)).toBe(true));
});

it('the two writers of one ledger, and a refused append between them, leave no tile wrong', async () => {
  await close();
  await open(false);
  for (let round = 0; round < 12; round += 1) {
    await add(1);
    await Promise.all(Array.from({ length: 18 }, () => add(1)));
    const stream = newStream();
    const same = entries(stream, 9);
    await ledger.append(stream, -1, same);
    await expect(ledger.append(newStream(), -1, same)).rejects.toThrow();
    await add(1);
  }
  expect(ledger.tree().size).toBeGreaterThan(256);
  check(ledger.tree().size);
});

it('a ledger of before there were tiles gets them when it is opened', async () => {
  await add(600);
  await close();
  edit((db) => db.exec('drop table tiles; pragma user_version = 1'));
  await open();
  check(600);
  await add(200);
  check(800);
});

it('a full tile of leaves that is gone is read from the lines, another one is missed and made anew', async () => {
  await add(600);
  edit((db) => db.exec('delete from tiles'));
  check(255);
  expect(() => sequence.hashes(1, 0, 600)).toThrow(Corrupt);
  expect(() => sequence.rootAt(600)).toThrow(Corrupt);
  sequence.rebuild();
  check(600);
  edit((db) => db.exec('update lines set leaf = zeroblob(32) where position = 100'));
  expect(() => sequence.rebuild()).toThrow(Corrupt);
});

it('waits for a size, finds an event, and gives the facts between two places', async () => {
  let there = false;
  const waiting = sequence.waitFor(5, new AbortController().signal).then(() => (there = true));
  await add(4);
  expect(there).toBe(false);
  await add(1);
  await waiting;
  const ids = [];
  for await (const { id, position } of sequence.facts(2, 4)) ids.push([id, Number(position)]);
  expect(ids.map(([, position]) => position)).toEqual([2, 3]);
  expect(sequence.find(String(ids[0]![0]))?.index).toBe(2);
  expect(sequence.find('0197a000-0000-7000-8000-000000000001')).toBeNull();
});

it('a third level grows and is used: 70,000 leaves', () => {
  const db = openSqlite(join(dir, 'large.db'));
  db.exec(`create table lines(position integer primary key, leaf blob not null) strict; ${TILES}`);
  const insert = db.prepare('insert into lines values(?, ?)');
  const writer = new TileWriter(db, 'lines');
  const tree = CompactRange.empty();
  const roots = new Map<number, Buffer>();
  db.transaction(() => {
    for (let i = 0; i < 70_000; i += 1) {
      const leaf = leafHash(String(i));
      insert.run([i, leaf]);
      writer.add(tree, leaf);
      if (i % 9973 === 0 || i === 65_535 || i === 65_536) roots.set(i + 1, tree.root());
    }
  });
  const tiles = new Tiles(db, 'lines');
  expect(tiles.hashes(2, 0, 70_000)).toHaveLength(HASH);
  for (const [size, root] of roots)
    expect(rootOf((height, number) => tiles.node(height, number, size), size).equals(root)).toBe(true);
  db.close();
});
