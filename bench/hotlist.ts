/** A hot list of a million entries: imported the whole way, and met by reads; against SQLite with an index. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminal } from '../src/domain/actor.js';
import { HotIndex } from '../src/matching/hotindex.js';
import { ListColumns } from '../src/matching/listcolumns.js';
import { openSqlite, type Sqlite } from '../src/vault/sqlite.js';
import { openTestHouse, staffed } from '../test/support/house.js';
import { compare, type Row } from './bench.js';

export const name = 'hotlist';

const ENTRIES = 1_000_000;
const READS = 50_000;
const files = ['vehicle', 'license-plate', 'wanted-person', 'missing-person'] as const;
const codes = ['EV ', 'EP ', 'EW ', 'EM '];
const letters = 'ABCDEFGHJKLMNPRSTUVWXY';
const mapping = readFileSync(join(__dirname, '../demo/hotlists/ncic-like.mapping.json'), 'utf8');

/** A made-up California plate; a different one for each number below nine million. */
const plateOf = (n: number): string => {
  const scrambled = (n * 7_368_787) % 9_000_000;
  const rest = Math.floor(scrambled / 1000);
  const text = [rest % 22, Math.floor(rest / 22) % 22, Math.floor(rest / 484) % 22].map((at) => letters[at]).join('');
  return `${1 + (n % 9)}${text}${String(scrambled % 1000).padStart(3, '0')}`;
};

/** The extract as a source would send it, in the layout of demo/hotlists. */
const extract = (): Buffer => {
  const lines = Array.from({ length: ENTRIES }, (_, n) => {
    const number = `V${String(n).padStart(9, '0')}`;
    return `${codes[n % codes.length]}${plateOf(n).padEnd(10)}CA${number}CA0000000${' '.repeat(24)}\n`;
  });
  return Buffer.from(lines.join(''));
};

const seconds = (began: number): number => (performance.now() - began) / 1000;

const inNewFolder = <T>(work: (dir: string) => T): T => {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** Parse, judge, seal, publish on the ledger, and bring into force, in a department of its own. */
const imported = async (bytes: Buffer): Promise<number> => {
  const house = await openTestHouse();
  try {
    const { administrator } = await staffed(house);
    house.alerting.start();
    const hotListId = randomUUID();
    const data = { hotListId, source: 'federal', name: 'Extract' } as const;
    await house.act({ type: 'RegisterHotList', data }, administrator);
    for (const file of files) await house.act({ type: 'EnableSourceFile', data: { hotListId, file } }, administrator);
    const began = performance.now();
    const list = { bytes, mapping, name: 'extract.txt', asOf: house.watch.in(0) };
    const { receipt, entries } = await house.versions.import(hotListId, list, terminal, randomUUID());
    await house.alerting.reached(receipt.position);
    if (entries !== ENTRIES || house.hotIndex.columnsAt(hotListId, house.watch.in(1))?.size !== ENTRIES)
      throw new Error(`${entries} entries came into force`);
    return seconds(began);
  } finally {
    await house.raze();
  }
};

/** What SQLite needs to take the same lines into a table with an index on the plate, judging and sealing nothing. */
const taken = (bytes: Buffer, db: Sqlite): number => {
  db.exec('create table entries (plate text, state text, code text, number text)');
  const began = performance.now();
  const insert = db.prepare('insert into entries values (?, ?, ?, ?)');
  db.transaction(() => {
    for (const line of bytes.toString('latin1').split('\n'))
      if (line) insert.run([line.slice(3, 13).trim(), line.slice(13, 15), line.slice(0, 3).trim(), line.slice(15, 25)]);
    db.exec('create index entries_by_plate on entries(plate)');
  });
  return seconds(began);
};

/** Reads of which one in fifty meets an entry letter for letter, and one in fifty a look-alike of one. */
const reads = Array.from({ length: READS }, (_, n) => {
  if (n % 50 === 0) return plateOf(n);
  return n % 50 === 1 ? plateOf(n).replace('8', 'B').replace('0', 'O') : plateOf(3_000_000 + n);
});

const columnsOf = (): ListColumns => {
  const columns = ListColumns.empty();
  for (let n = 0; n < ENTRIES; n += 1)
    columns.add({
      plate: plateOf(n),
      plateState: 'CA',
      category: 'stolen-vehicle',
      file: files[n % files.length]!,
      reason: 'stolen vehicle, entered in NCIC',
      reference: `V${String(n).padStart(9, '0')}`,
      ends: Date.parse('2030-01-01T00:00:00.000Z'),
      more: '{"issuingBody":"CA0000000","requestingAgency":"CA0000000"}',
    });
  return columns;
};

const indexOf = (columns: ListColumns): HotIndex => {
  const index = new HotIndex();
  const since = '2026-01-01T00:00:00.000Z';
  const version = { hotListId: 'list', versionId: 'version', publishedAt: since, asOf: since };
  index.publish({ ...version, columns: () => columns, release: () => undefined });
  for (const file of files) index.switchFile('list', file, true);
  return index;
};

/** Microseconds of one read, letter for letter and look-alikes. */
const met = (index: HotIndex): number => {
  const at = '2026-11-25T12:00:00.000Z';
  let found = 0;
  const began = performance.now();
  for (const plate of reads) found += index.match({ plate, plateState: 'CA', at, candidates: [] }).length;
  const took = ((performance.now() - began) * 1000) / READS;
  if (found < READS / 50) throw new Error(`${found} reads met an entry`);
  return took;
};

/** The same, by the index of SQLite, letter for letter alone. */
const looked = (db: Sqlite): number => {
  const select = db.prepare('select * from entries where plate = ?');
  const began = performance.now();
  for (const plate of reads) select.all([plate]);
  return ((performance.now() - began) * 1000) / READS;
};

const heldIn = (index: () => unknown): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const kept = index();
  const now = process.memoryUsage();
  return kept ? (now.heapUsed - heapUsed + now.arrayBuffers - arrayBuffers) / 2 ** 20 : NaN;
};

/** The peer for memory: an object for each entry in a Map by plate, as one would write it first. */
const mapOf = (): Map<string, object> =>
  new Map(
    Array.from({ length: ENTRIES }, (_, n) => {
      const plate = plateOf(n);
      const number = `V${String(n).padStart(9, '0')}`;
      return [plate, { plate, state: 'CA', category: 'stolen-vehicle', reason: 'stolen', number, ends: n }];
    }),
  );

export const run = async (): Promise<readonly Row[]> => {
  const bytes = extract();
  const importing = await compare({
    what: `import of ${ENTRIES} entries, parsed, judged, sealed, published and in force`,
    unit: 's',
    peerName: 'SQLite, the same lines into a table with an index',
    ours: () => imported(bytes),
    peer: async () =>
      inNewFolder((dir) => {
        const db = openSqlite(join(dir, 'peer.db'));
        try {
          return taken(bytes, db);
        } finally {
          db.close();
        }
      }),
    turns: 5,
  });
  const columns = columnsOf();
  const index = indexOf(columns);
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  const db = openSqlite(join(dir, 'peer.db'));
  taken(bytes, db);
  const matching = await compare({
    what: `one read against ${ENTRIES} entries, exact and look-alike`,
    unit: 'µs',
    peerName: 'SQLite by index, exact alone',
    ours: async () => met(index),
    peer: async () => looked(db),
  });
  db.close();
  rmSync(dir, { recursive: true, force: true });
  const memory = await compare({
    what: `memory of ${ENTRIES} entries`,
    unit: 'MiB',
    peerName: 'a Map of objects',
    ours: async () => columns.bytes / 2 ** 20,
    peer: async () => heldIn(mapOf),
    turns: 5,
  });
  return [importing, matching, memory];
};
