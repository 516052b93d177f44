/** How long a purge of a heavy day takes, until nobody can read it and until its certificate, against a bare delete. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLine } from '../src/ledger/line.js';
import { openSqlite } from '../src/vault/sqlite.js';
import { bucketOf, custodians, custodyOf, pass, today } from '../test/support/custody.js';
import { type House, logIn, openTestHouse } from '../test/support/house.js';
import { compare, type Row } from './bench.js';

export const name = 'purge';

const READS = Number(process.env['BENCH_READS'] ?? 30_000);
const CAMERAS = 4;
const BATCH = 500;

const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const random = (below: number): number => Math.trunc(Math.random() * below);
const plate = (): string => {
  const three = Array.from({ length: 3 }, () => letters[random(letters.length)]).join('');
  return `${1 + random(9)}${three}${String(random(1000)).padStart(3, '0')}`;
};

const detection = (cameraId: string, stream: string, at: string, prev: string | null) => {
  const detectionId = randomUUID();
  return {
    id: randomUUID(),
    type: 'DetectionRecorded',
    schema: 1,
    stream,
    prev,
    occurredAt: at,
    recordedAt: at,
    actor: { kind: 'camera', id: cameraId },
    command: detectionId,
    request: 'a'.repeat(64),
    policy: { set: `psp-430@sha256:${'b'.repeat(64)}`, upheld: ['430.1¶1.1 R-SRC-UNKNOWN'], broken: [] },
    data: {
      detectionId,
      cameraId,
      capturedAt: at,
      source: 'finished-read',
      confidence: 9731,
      unread: false,
      stateKnown: true,
      images: [],
      models: [],
    },
    keep: { class: 'detection', unit: detectionId },
    sealed: {
      plate: plate(),
      plateState: 'CA',
      candidates: [{ plate: plate(), confidence: 211 }],
      characters: [9990, 9981, 9902, 9877, 9993, 9989, 9731],
      secondReader: null,
      box: { x: 812, y: 440, width: 166, height: 48 },
      place: { latitude: 33_830_296, longitude: -116_545_292 },
      sourceEventId: detectionId,
    },
  };
};

export const fill = async ({ ledger, vault, views, watch }: House): Promise<void> => {
  for (let camera = 0; camera < CAMERAS; camera += 1) {
    const id = randomUUID();
    const at = watch.in(0);
    const stream = `detection-${id}-${at.slice(0, 10).replaceAll('-', '')}`;
    let prev: string | null = null;
    for (let revision = -1; revision + 1 < READS / CAMERAS;) {
      const entries = Array.from({ length: BATCH }, () => {
        const entry = writeLine(vault, detection(id, stream, at, prev));
        prev = Buffer.from(entry.leaf).toString('hex');
        return entry;
      });
      ({ revision } = await ledger.append(stream, revision, entries));
    }
  }
  await views.caughtUp(600_000);
};

type Measured = { readonly unreadable: number; readonly fenced: number; readonly certificate: number };

/** A department with one heavy day, purged; seconds from the start of the purge. */
const purgeOnce = async (): Promise<Measured> => {
  const house = await openTestHouse({ threaded: true });
  try {
    let [began, fenced, unreadable] = [0, 0, 0];
    const custodial = custodyOf(house, (step) => {
      if (step === 'committed') fenced = performance.now() - began;
      if (step === 'rows') unreadable = performance.now() - began;
    });
    await custodians(house);
    await custodial.timekeeper.note();
    const date = today(house);
    await fill(house);
    await pass(house, custodial, 31);
    const administrator = await logIn(house, 'administrator');
    const { purgeId } = await custodial.purging.propose(bucketOf(date), administrator, randomUUID());
    await custodial.purging.approve(purgeId, await logIn(house, 'custodian.a'), randomUUID());
    await pass(house, custodial, 1.5);
    began = performance.now();
    const [done] = await custodial.purging.run();
    if (done?.outcome !== 'completed') throw new Error('the purge was not completed');
    const certificate = (performance.now() - began) / 1000;
    return { unreadable: unreadable / 1000, fenced: (unreadable - fenced) / 1000, certificate };
  } finally {
    await house.raze();
  }
};

/** The same number of ciphertexts and plates deleted from a bare database, overwritten and out of its log; seconds. */
const bareDelete = async (): Promise<number> => {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  const db = openSqlite(join(dir, 'bare.db'));
  try {
    db.exec('pragma secure_delete=ON; create table parts(position integer primary key, ciphertext blob not null)');
    db.exec('create table rows(position integer primary key, plate text); create index by_plate on rows(plate)');
    const part = db.prepare('insert into parts values(?, ?)');
    const row = db.prepare('insert into rows values(?, ?)');
    db.transaction(() => {
      for (let n = 0; n < READS; n += 1) {
        part.run([n, Buffer.alloc(600, n)]);
        row.run([n, plate()]);
      }
    });
    const began = performance.now();
    db.transaction(() => db.exec('delete from parts; update rows set plate = null'));
    db.prepare('pragma wal_checkpoint(TRUNCATE)').all();
    return (performance.now() - began) / 1000;
  } finally {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  }
};

export const run = async (): Promise<Row[]> => {
  const measured: Measured[] = [];
  const once = async (): Promise<number> => {
    const one = await purgeOnce();
    measured.push(one);
    return one.unreadable;
  };
  const peerName = 'bare delete of the same, overwritten';
  const unit = 's';
  const unreadable = await compare({
    what: `${READS} reads of one day, until nobody can read them`,
    unit,
    peerName,
    ours: once,
    peer: bareDelete,
    turns: 5,
  });
  /** The same runs as above: each was measured to its end. */
  const again = (what: string, of: (one: Measured) => number): Promise<Row> => {
    let next = 0;
    const ours = async (): Promise<number> => of(measured[next++ % measured.length]!);
    return compare({ what: `${READS} reads of one day, ${what}`, unit, peerName, ours, peer: bareDelete, turns: 5 });
  };
  return [
    unreadable,
    await again('from the fence until nobody can read them', ({ fenced }) => fenced),
    await again('until the certificate', ({ certificate }) => certificate),
  ];
};
