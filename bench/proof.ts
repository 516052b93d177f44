/** What proving costs: inclusion proofs out of a large ledger against a small one, and signing as it grows. */
import { createPrivateKey, generateKeyPairSync, randomInt, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdsInclusion, inclusionProof, rootOf } from '../src/ledger/merkle.js';
import { openSqliteLedger } from '../src/ledger/sqlite.js';
import { SqliteSequence } from '../src/ledger/sqlite-sequence.js';
import { Tiles, TILES, TileWriter } from '../src/ledger/tiles.js';
import { CompactRange, leafHash } from '../src/ledger/tree.js';
import { openProof } from '../src/proof/proof.js';
import { openSqlite, type Sqlite } from '../src/vault/sqlite.js';
import { Vault } from '../src/vault/vault.js';
import { entries, newStream } from '../test/ledger/contract.js';
import { compare, perSecond, type Row } from './bench.js';

export const name = 'proof';

/** `npm run bench -- proof --events 10000000`; a million when left out. */
const events = (): number => Number(process.argv[process.argv.indexOf('--events') + 1]) || 1_000_000;
const SMALL = 10_000;
const PROOFS = 500;
const SIGNED = 100;

const inNewFolder = async <T>(work: (dir: string) => Promise<T>): Promise<T> => {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const leafAt = (index: number): Buffer => leafHash(`event ${index}`);

/** The tiles of a ledger of that size as they stand on the disk; of its lines only the leaves that fill no tile. */
const tilesOf = (file: string, size: number): { db: Sqlite; root: Buffer } => {
  const db = openSqlite(file);
  db.exec(`create table lines(position integer primary key, leaf blob not null) strict; ${TILES}`);
  const insert = db.prepare('insert into lines values(?, ?)');
  const writer = new TileWriter(db, 'lines');
  const tree = CompactRange.empty();
  const partial = size - (size % 256);
  while (tree.size < size)
    db.transaction(() => {
      for (const end = Math.min(size, tree.size + 100_000); tree.size < end;) {
        const leaf = leafAt(tree.size);
        if (tree.size >= partial) insert.run([tree.size, leaf]);
        writer.add(tree, leaf);
      }
    });
  return { db, root: tree.root() };
};

/** Proofs of events at random, each made from tiles on the disk, and the first of each turn checked. */
const proofs = (db: Sqlite, size: number, root: Buffer) => {
  const tiles = new Tiles(db, 'lines');
  const node = (height: number, number: number): Uint8Array => tiles.node(height, number, size);
  if (!rootOf(node, size).equals(root)) throw new Error('the tiles are not those of the tree');
  return async (): Promise<number> => {
    const first = randomInt(size);
    if (!holdsInclusion(leafAt(first), first, size, inclusionProof(node, first, size), root))
      throw new Error('a proof does not hold');
    const began = performance.now();
    for (let n = 0; n < PROOFS; n += 1) inclusionProof(node, randomInt(size), size);
    return perSecond(PROOFS, began);
  };
};

const inclusion = (): Promise<Row> =>
  inNewFolder(async (dir) => {
    const size = events();
    const large = tilesOf(join(dir, 'large.db'), size);
    const small = tilesOf(join(dir, 'small.db'), SMALL);
    const row = await compare({
      what: `inclusion proofs out of ${size} events`,
      unit: 'proofs/s',
      peerName: `the same out of ${SMALL} events`,
      ours: proofs(large.db, size, large.root),
      peer: proofs(small.db, SMALL, small.root),
    });
    large.db.close();
    small.db.close();
    return row;
  });

const signing = (): Promise<Row> =>
  inNewFolder(async (dir) => {
    const vault = Vault.open(dir, { tell: () => {} });
    const ledger = await openSqliteLedger(dir, { inline: true });
    const sequence = new SqliteSequence(ledger, dir);
    const usual = { origin: null, usualOrigin: 'bench/alpr-ledger', keyStream: 'signing-bench', tell: () => {} };
    const proof = await openProof({ ledger, sequence, vault, dir: join(dir, 'proofs'), ...usual });
    const ours = async (): Promise<number> => {
      let spent = 0;
      for (let n = 0; n < SIGNED; n += 1) {
        const stream = newStream();
        await ledger.append(stream, -1, entries(stream, 3));
        const began = performance.now();
        await proof.checkpoints.sign();
        spent += performance.now() - began;
      }
      return (SIGNED * 1000) / spent;
    };
    const key = createPrivateKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const text = Buffer.from(`bench/alpr-ledger\n${SIGNED}\n${Buffer.alloc(32).toString('base64')}\n`);
    const peer = async (): Promise<number> => {
      const began = performance.now();
      for (let n = 0; n < SIGNED; n += 1) sign(null, text, key);
      return perSecond(SIGNED, began);
    };
    const row = await compare({
      what: 'checkpoints of a ledger that grew: checked against the last, signed and kept',
      unit: 'checkpoints/s',
      peerName: 'bare Ed25519 signatures',
      ours,
      peer,
    });
    await proof.close();
    await sequence.close();
    await ledger.close();
    vault.close();
    return row;
  });

export const run = async (): Promise<Row[]> => [await inclusion(), await signing()];
