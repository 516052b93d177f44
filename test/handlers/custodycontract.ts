/** What custody and proof must do whatever stores the ledger: run by the spec over each adapter. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminal } from '../../src/domain/actor.js';
import { readMeaning } from '../../src/handlers/meaning.js';
import { Refused } from '../../src/handlers/orders.js';
import { holdsInclusion } from '../../src/ledger/merkle.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { searchDetections } from '../../src/projections/search.js';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { proveConsistency, proveEvent } from '../../src/proof/proofs.js';
import { SignedCheck } from '../../src/proof/signedcheck.js';
import { verifyCertificate } from '../../src/reports/certificate.js';
import {
  bucketOf,
  type Custodial,
  custodians,
  type Custodians,
  custodyOf,
  order,
  pass,
  purge,
  readsOf,
  today,
} from '../support/custody.js';
import {
  carryOver,
  factsOf,
  type House,
  imageFiles,
  logIn,
  openTestHouse,
  type Settings,
  typesOf,
  Watch,
} from '../support/house.js';

export type Adapter = {
  /** Opens the store for a data directory, and for the same one again. */
  readonly store: NonNullable<Settings['store']> | undefined;
  /** Whether the store can delete a ciphertext out of an event. */
  readonly deletes: boolean;
  readonly end: () => Promise<void> | void;
};

const plates = ['7GONE01', '7GONE02', '7HELD03'];

/** How far a house has come that a test begins with. */
type Age = 'young' | 'old' | 'old, with a hold';

type Making = (journal: string) => Promise<Adapter>;

type Ground = {
  adapter: Adapter;
  settings: Settings;
  house: House;
  custodial: Custodial;
  people: Custodians;
  date: string;
};

/** A house that was closed, with what belongs to it, to be copied. */
type Kept = Pick<Ground, 'people' | 'date'> & { readonly folder: string; readonly watch: Watch };

/** In the folder of a house: its data directory, and whatever its store keeps elsewhere. */
const dataIn = (folder: string): string => join(folder, 'data');

const openIn = async (make: Making, folder: string, watch: Watch) => {
  const adapter = await make(join(folder, 'journal'));
  const settings = { watch, ...(adapter.store && { store: adapter.store }) };
  const house = await openTestHouse({ ...settings, dir: dataIn(folder) });
  return { adapter, settings, house, custodial: custodyOf(house) };
};

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'alpr-custody-'));

const closed = async ({ adapter, house, people, date }: Ground, folder: string): Promise<Kept> => {
  await house.close();
  await adapter.end();
  return { folder, watch: house.watch, people, date };
};

/** A copy of a kept house, open. */
const copied = async (make: Making, kept: Kept): Promise<Ground & { folder: string }> => {
  const folder = newFolder();
  const watch = kept.watch.copy();
  cpSync(kept.folder, folder, { recursive: true });
  carryOver(dataIn(kept.folder), dataIn(folder), watch);
  const { people, date } = kept;
  return { folder, ...(await openIn(make, folder, watch)), people, date };
};

/** A staffed house in which three reads wait for their purge. */
const founded = async (make: Making): Promise<Kept> => {
  const folder = newFolder();
  const opened = await openIn(make, folder, new Watch());
  const { house, custodial } = opened;
  const people = await custodians(house);
  await custodial.timekeeper.note();
  const date = today(house);
  await readsOf(house, people, plates);
  return closed({ ...opened, people, date }, folder);
};

const aged = async (make: Making, young: Kept, hold: boolean): Promise<Kept> => {
  const ground = await copied(make, young);
  if (hold) await held(ground);
  await pass(ground.house, ground.custodial, 31);
  return closed(ground, ground.folder);
};

/** A house over the adapter for each test. Each age is lived through once, and every test has a copy of its own. */
const grounds = (make: Making) => {
  const ground = {} as Ground & { folder: string };
  const kept = new Map<Age, Promise<Kept>>();
  const once = (age: Age, live: () => Promise<Kept>): Promise<Kept> =>
    kept.get(age) ?? (kept.set(age, live()), kept.get(age)!);
  const young = (): Promise<Kept> => once('young', () => founded(make));
  const begins = (age: Age): void => {
    beforeEach(async () => {
      const base =
        age === 'young'
          ? await young()
          : await once(age, async () => aged(make, await young(), age === 'old, with a hold'));
      Object.assign(ground, await copied(make, base));
      await ground.custodial.timekeeper.note();
    }, 60_000);
    afterEach(async () => {
      await ground.house.close();
      await ground.adapter.end();
      rmSync(ground.folder, { recursive: true, force: true });
    });
  };
  afterAll(async () => {
    for (const one of kept.values()) rmSync((await one).folder, { recursive: true, force: true });
  });
  return { ground, begins };
};

type Begun = ReturnType<typeof grounds>;

const as =
  ({ house }: Ground) =>
  (username: string) =>
    logIn(house, username);

/** Nothing contradicts itself: lines, parts, tiles, checkpoints, decisions and reports. */
const isSound = async ({ house }: Ground): Promise<void> => {
  const { store, keys, sequence } = house.proof;
  await sequence.caughtUp();
  const check = new SignedCheck({ sequence, store, keys, witnesses: [], roots: [] });
  const verdict = await verifyLedger(house.ledger, { vault: house.vault, beside: check });
  const signed = check.finish(verdict.tree);
  expect([...verdict.problems, ...signed.problems]).toEqual([]);
  expect(signed.checkpoints).toBeGreaterThan(1);
  expect((await readMeaning(house.ledger, house.vault, house.dir)).problems).toEqual([]);
};

const filesHolding = ({ house }: Ground, text: string): string[] =>
  readdirSync(house.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));

const held = ({ custodial, house, people }: Ground) =>
  custodial.holding.place(order(house, { plates: ['7HELD03'] }), people.custodian, randomUUID());

const proposed = async (ground: Ground): Promise<string> => {
  const { custodial, date } = ground;
  const { purgeId } = await custodial.purging.propose(bucketOf(date), await as(ground)('administrator'), randomUUID());
  return purgeId;
};

const readsIn = async ({ house }: Ground) => (await factsOf(house)).filter(({ type }) => type === 'DetectionRecorded');

const purges = ({ ground, begins }: Begun): void => {
  begins('old');

  it('a purge destroys the key, the rows and the pictures of its day, and its certificate holds', async () => {
    const { house, custodial, adapter } = ground;
    const [done] = await purge(house, custodial, ground.date, as(ground));
    expect(done).toMatchObject({ outcome: 'completed' });
    expect([plates.flatMap((plate) => filesHolding(ground, plate)), imageFiles(house.dir)]).toEqual([[], []]);
    const file = custodial.certifying.read(done!.certificateId!, 'json').toString();
    const key = Buffer.from(house.proof.keys.active.publicKey, 'hex').toString('base64');
    expect(verifyCertificate(file, [key])).toMatchObject({ valid: true });
    const { certificate } = JSON.parse(file);
    expect(certificate.destroyed).toMatchObject({ units: 3, images: 3, parts: adapter.deletes ? 3 : null });
    expect((await readsIn(ground)).map(({ sealed }) => sealed)).toEqual([null, null, null]);
    await isSound(ground);
  }, 60_000);

  it('a hold that comes first stops a purge that was approved', async () => {
    const { house, custodial, date } = ground;
    const purgeId = await proposed(ground);
    await custodial.purging.approve(purgeId, await as(ground)('custodian.a'), randomUUID());
    await custodial.holding.place(order(house, { plates }), await as(ground)('custodian.a'), randomUUID());
    await pass(house, custodial, 1.5);
    expect(await custodial.purging.run()).toEqual([{ purgeId, outcome: 'blocked', certificateId: null }]);
    expect(await typesOf(house, `retention-detection-${date.replaceAll('-', '')}`)).toContain('PurgeBlockedByHold');
    expect(house.vault.status(`detection/${date}#0`)).not.toBe('destroyed');
  }, 60_000);
};

const waits = ({ ground, begins }: Begun): void => {
  begins('young');

  it('nobody purges alone, nor before the time has run out', async () => {
    const { house, custodial, people } = ground;
    const early = custodial.purging.propose(bucketOf(ground.date), people.administrator, randomUUID());
    await expect(early).rejects.toThrow(Refused);
    await pass(house, custodial, 31);
    const purgeId = await proposed(ground);
    const alone = custodial.purging.approve(purgeId, await as(ground)('administrator'), randomUUID());
    await expect(alone).rejects.toThrow(Refused);
    await pass(house, custodial, 2);
    expect(await custodial.purging.run()).toEqual([]);
  }, 60_000);
};

const holds = ({ ground, begins }: Begun): void => {
  begins('old, with a hold');

  it('a hold keeps what it reaches through the purge of its day, readable and proved', async () => {
    const { house, custodial, date } = ground;
    await purge(house, custodial, date, as(ground));
    expect(filesHolding(ground, '7GONE01')).toEqual([]);
    expect(searchDetections(house.views.db, { plate: '7HELD03' }, 10)).toHaveLength(1);
    expect(imageFiles(house.dir)).toHaveLength(1);
    const reads = await readsIn(ground);
    const shown = reads.map(({ sealed }) => (sealed as { plate: string } | null)?.plate ?? null);
    expect(shown).toEqual([null, null, '7HELD03']);
    const checkpoint = await house.proof.checkpoints.sign();
    const { index, leaf, proof } = proveEvent(house.proof.sequence, checkpoint, reads[2]!.id)!;
    expect(holdsInclusion(leaf, index, checkpoint.size, proof, checkpoint.root)).toBe(true);
    expect(Buffer.from(leaf).toString('hex')).toBe(reads[2]!.leaf);
    await isSound(ground);
  }, 60_000);
};

const stops = ({ ground, begins }: Begun): void => {
  begins('old, with a hold');

  it.each(['committed', 'keys', 'rows', 'parts', 'images', 'search', 'certificate'] as const)(
    'a purge that stops after %s goes on from there when the house is opened again',
    async (step) => {
      ground.custodial = custodyOf(ground.house, (at) => {
        if (at === step) throw new Error(`stopped after ${at}`);
      });
      const { house, custodial, date } = ground;
      await expect(purge(house, custodial, date, as(ground))).rejects.toThrow('stopped after');
      await house.close();
      ground.house = await openTestHouse({ ...ground.settings, dir: house.dir });
      ground.custodial = custodyOf(ground.house);
      await ground.custodial.custody.guard();
      expect(await ground.custodial.purging.run()).toMatchObject([{ outcome: 'completed' }]);
      expect(filesHolding(ground, '7GONE01')).toEqual([]);
      expect(searchDetections(ground.house.views.db, { plate: '7HELD03' }, 10)).toHaveLength(1);
      await isSound(ground);
    },
    60_000,
  );
};

const checkpoints = ({ ground, begins }: Begun): void => {
  begins('young');

  it('every checkpoint continues the one before it, and a report rests on one', async () => {
    const { house } = ground;
    const first = parseCheckpoint((await house.checkpointing.now()).note);
    const { treeSize, root } = await house.reporting.quarterly('2026-Q4', terminal, randomUUID());
    const second = parseCheckpoint((await house.checkpointing.now()).note);
    expect(second.size).toBeGreaterThan(treeSize);
    const { fromRoot, toRoot } = proveConsistency(house.proof.sequence, first.size, second.size);
    expect([fromRoot.equals(first.root), toRoot.equals(second.root)]).toEqual([true, true]);
    expect(house.proof.sequence.rootAt(treeSize).toString('hex')).toBe(root);
    await isSound(ground);
  }, 60_000);
};

/** @param make opens the store, which may keep what is its own in that file; the same file opens it again */
export const custodyContract = (make: Making): void => {
  const begun = grounds(make);
  describe('a purge', () => purges(begun));
  describe('before its time', () => waits(begun));
  describe('a hold', () => holds(begun));
  describe('a purge that stops', () => stops(begun));
  describe('a checkpoint', () => checkpoints(begun));
};
