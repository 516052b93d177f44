/** What sealing, hashing and proving cost: our ledger against the bare SQLite driver writing the same bytes. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '../src/ledger/ledger.js';
import { type Fact, writeLine } from '../src/ledger/line.js';
import { openTables } from '../src/ledger/schema.js';
import { openSqliteLedger } from '../src/ledger/sqlite.js';
import { TileWriter } from '../src/ledger/tiles.js';
import { leafHash } from '../src/ledger/tree.js';
import { Vault } from '../src/vault/vault.js';
import { compare, perSecond, type Row } from './bench.js';

export const name = 'append';

const BATCH = 256;
const CAMERAS = 4;
/** Batches of each camera in one turn. */
const ROUNDS = 10;

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A detection as a camera's intake makes it: a line of about 1.2 KB and a sealed part of about 600 bytes. */
const detection = (camera: string, stream: string): Fact => {
  const id = randomUUID();
  return {
    id,
    type: 'DetectionRecorded',
    schema: 1,
    stream,
    prev: null,
    occurredAt: '2026-11-23T17:04:05.678Z',
    recordedAt: '2026-11-23T17:04:06.001Z',
    actor: { kind: 'camera', id: camera },
    command: id,
    request: sha(id),
    policy: {
      set: `psp-430@sha256:${sha('policy')}`,
      upheld: ['430.1¶1.1', '430.6(a)', '430.6(c).1', '430.6(d)', '430.8¶1.2'],
      broken: [],
    },
    data: {
      detectionId: id,
      cameraId: camera,
      capturedAt: '2026-11-23T17:04:05.678Z',
      source: 'photograph',
      confidence: 9731,
      unread: false,
      stateKnown: true,
      images: [{ kind: 'plate', digest: sha(`${id}p`), bytes: 4213 }],
      models: [sha('detector'), sha('reader')],
    },
    keep: { class: 'detection', unit: id },
    sealed: {
      plate: '7ABC123',
      plateState: 'CA',
      candidates: [
        { plate: '7ABC123', confidence: 9731 },
        { plate: '7A8C123', confidence: 211 },
        { plate: '7ABC12J', confidence: 40 },
      ],
      characters: [9990, 9981, 9902, 9877, 9993, 9989, 9731],
      secondReader: { plate: '7ABC123', agrees: true },
      box: { x: 812, y: 440, width: 166, height: 48 },
      place: { latitude: 33.830296, longitude: -116.545292, heading: 274, street: 'Synthetic Way, northbound' },
      sourceEventId: id,
    },
  };
};

type Camera = { readonly stream: string; readonly batches: readonly (readonly Fact[])[] };

const newCameras = (): Camera[] =>
  Array.from({ length: CAMERAS }, () => {
    const camera = randomUUID();
    const stream = `detection-${camera}-20261123`;
    const batch = () => Array.from({ length: BATCH }, () => detection(camera, stream));
    return { stream, batches: Array.from({ length: ROUNDS }, batch) };
  });

const inNewFolder = async <T>(work: (dir: string) => Promise<T>): Promise<T> => {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** Made once: each turn writes the same facts into a new ledger. */
let made: readonly Camera[] | undefined;
const cameras = (): readonly Camera[] => (made ??= newCameras());

/**
 * Without hashing and the tree: leaves and tiles are not made, and the head only counts. Both sides write in this
 * thread, so that what is measured is their work. To leave out the hash of each line, the other side makes one more.
 */
const treeless = async (): Promise<number> => {
  const { add } = TileWriter.prototype;
  TileWriter.prototype.add = (tree) => void ((tree as unknown as { count: number }).count += 1);
  try {
    return await ours(true);
  } finally {
    TileWriter.prototype.add = add;
  }
};

const hashedTwice = (): Promise<number> => ours(true, ({ line }) => void leafHash(line));

/** Facts in, durable events out: scanned, canonical, sealed, hashed, chained and appended, each camera in its order. */
const ours = (inline = false, also: (entry: Entry) => void = () => undefined): Promise<number> =>
  inNewFolder(async (dir) => {
    const vault = Vault.open(dir, { tell: () => {} });
    const ledger = await openSqliteLedger(dir, { inline });
    const work = cameras();
    const began = performance.now();
    await Promise.all(
      work.map(async ({ stream, batches }) => {
        let revision = -1;
        let prev: string | null = null;
        for (const batch of batches) {
          const entries: Entry[] = batch.map((fact) => {
            const entry = writeLine(vault, { ...fact, prev });
            also(entry);
            prev = Buffer.from(entry.leaf).toString('hex');
            return entry;
          });
          ({ revision } = await ledger.append(stream, revision, entries));
        }
      }),
    );
    const rate = perSecond(CAMERAS * ROUNDS * BATCH, began);
    await ledger.close();
    vault.close();
    return rate;
  });

/** The same rows, made beforehand, into the same tables with the same durability, and nothing else. */
const bare = (): Promise<number> =>
  inNewFolder(async (dir) => {
    const vault = Vault.open(dir, { tell: () => {} });
    const batches = cameras().flatMap((camera) =>
      camera.batches.map((facts) => ({ camera, entries: facts.map((fact) => writeLine(vault, fact)) })),
    );
    vault.close();
    const db = openTables(join(dir, 'ledger.db'));
    const line = db.prepare('insert into lines values(?, ?, ?, ?, ?, ?, ?, ?)');
    const part = db.prepare('insert into parts values(?, ?, ?, ?)');
    const revisions = new Map<string, number>();
    let position = 0;
    const began = performance.now();
    for (const { camera, entries } of batches)
      db.transaction(() => {
        let revision = revisions.get(camera.stream) ?? 0;
        for (const { id, type, request, line: text, leaf, parts } of entries) {
          line.run([position, id, camera.stream, revision, type, request, text, leaf]);
          for (const { name: partName, kid = '', ciphertext } of parts) part.run([position, partName, kid, ciphertext]);
          position += 1;
          revision += 1;
        }
        revisions.set(camera.stream, revision);
      });
    const rate = perSecond(position, began);
    db.close();
    return rate;
  });

export const run = async (): Promise<Row[]> => [
  await compare({
    what: `append of sealed, hashed detections in batches of ${BATCH}`,
    unit: 'events/s',
    peerName: 'bare SQLite driver, same rows, same durability',
    ours: () => ours(),
    peer: bare,
  }),
  await compare({
    what: 'the same, with its hashing and its tree',
    unit: 'events/s',
    peerName: 'without leaf hashes, tree and tiles',
    ours: hashedTwice,
    peer: treeless,
  }),
];
