/** What custody and proof must do whatever stores the ledger: run by the spec over each adapter. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
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

/** A fresh house over the adapter for each test, in which three reads wait for their purge. */
const grounds = (make: () => Promise<Adapter>) => {
  const ground = {} as {
    adapter: Adapter;
    settings: Settings;
    house: House;
    custodial: Custodial;
    people: Custodians;
    date: string;
  };
  beforeEach(async () => {
    ground.adapter = await make();
    const { store } = ground.adapter;
    ground.settings = { watch: new Watch(), ...(store && { store }) };
    ground.house = await openTestHouse(ground.settings);
    ground.custodial = custodyOf(ground.house);
    ground.people = await custodians(ground.house);
    await ground.custodial.timekeeper.note();
    ground.date = today(ground.house);
    await readsOf(ground.house, ground.people, plates);
  }, 60_000);
  afterEach(async () => {
    await ground.house.raze();
    await ground.adapter.end();
  });
  return ground;
};

type Ground = ReturnType<typeof grounds>;

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

const purges = (ground: Ground): void => {
  it('a purge destroys the key, the rows and the pictures of its day, and its certificate holds', async () => {
    const { house, custodial, adapter } = ground;
    await pass(house, custodial, 31);
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

const holds = (ground: Ground): void => {
  it('a hold keeps what it reaches through the purge of its day, readable and proved', async () => {
    const { house, custodial, date } = ground;
    await held(ground);
    await pass(house, custodial, 31);
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

  it('a hold that comes first stops a purge that was approved', async () => {
    const { house, custodial, date } = ground;
    await pass(house, custodial, 31);
    const purgeId = await proposed(ground);
    await custodial.purging.approve(purgeId, await as(ground)('custodian.a'), randomUUID());
    await custodial.holding.place(order(house, { plates }), await as(ground)('custodian.a'), randomUUID());
    await pass(house, custodial, 1.5);
    expect(await custodial.purging.run()).toEqual([{ purgeId, outcome: 'blocked', certificateId: null }]);
    expect(await typesOf(house, `retention-detection-${date.replaceAll('-', '')}`)).toContain('PurgeBlockedByHold');
    expect(house.vault.status(`detection/${date}#0`)).not.toBe('destroyed');
  }, 60_000);
};

const stops = (ground: Ground): void => {
  it.each(['committed', 'keys', 'rows', 'parts', 'images', 'search', 'certificate'] as const)(
    'a purge that stops after %s goes on from there when the house is opened again',
    async (step) => {
      await held(ground);
      await pass(ground.house, ground.custodial, 31);
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

const checkpoints = (ground: Ground): void => {
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

/** @param make opens the store; called once for each test */
export const custodyContract = (make: () => Promise<Adapter>): void => {
  const ground = grounds(make);
  purges(ground);
  holds(ground);
  stops(ground);
  checkpoints(ground);
};
