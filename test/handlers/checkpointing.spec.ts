/** What leaves the house, and what is destroyed, rests on a checkpoint that was signed before: or it waits. */
import { randomUUID } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import type { Agency, Member } from '../../src/domain/actor.js';
import { PublicRecords } from '../../src/handlers/publicrecords.js';
import { Releasing } from '../../src/handlers/releasing.js';
import { NotSigned } from '../../src/proof/checkpoints.js';
import { custodians, custodyOf, pass, purge, readsOf, today } from '../support/custody.js';
import { factsOf, logIn, openTestHouse, typesOf } from '../support/house.js';

const member: Member = { kind: 'member', id: randomUUID(), sessionId: randomUUID() };
const agency: Agency = { kind: 'agency', id: randomUUID(), person: randomUUID() };

/** Doors that only write down in which order they were gone through; the ledger can be signed, or not. */
const doors = (signable: boolean) => {
  const order: string[] = [];
  const refused = new Error('that is as far as it goes');
  const bus = {
    execute: () => {
      order.push('act');
      return Promise.reject(refused);
    },
  } as unknown as CommandBus;
  const checkpointing = {
    now: () => {
      order.push('checkpoint');
      return signable ? Promise.resolve() : Promise.reject(new NotSigned('its tiles are damaged.'));
    },
  };
  const views = { caughtUp: () => Promise.resolve() };
  const releasing = new Releasing(bus, views as never, {} as never, {} as never, checkpointing as never);
  const records = new PublicRecords(bus, {} as never, checkpointing as never);
  return { order, releasing, records };
};

type Doors = ReturnType<typeof doors>;
const leaving: readonly (readonly [string, (of: Doors) => Promise<unknown>])[] = [
  ['a release that is fulfilled', ({ releasing }) => releasing.fulfil(randomUUID(), [], member, randomUUID())],
  ['a release that is fetched', ({ releasing }) => releasing.collect(randomUUID(), agency, randomUUID())],
  ['a disclosure of records', ({ records }) => records.disclose({} as never, member, randomUUID())],
];

it.each(leaving)('%s is preceded by a checkpoint', async (_, leave) => {
  const of = doors(true);
  await expect(leave(of)).rejects.toThrow('as far as it goes');
  expect(of.order).toEqual(['checkpoint', 'act']);
});

it.each(leaving)('%s waits while the ledger cannot be signed, and nothing is recorded', async (_, leave) => {
  const of = doors(false);
  await expect(leave(of)).rejects.toThrow(NotSigned);
  expect(of.order).toEqual(['checkpoint']);
});

it('a purge is preceded by one, and its certificate names it, with all that holds something', async () => {
  const house = await openTestHouse();
  try {
    const custodial = custodyOf(house);
    const people = await custodians(house);
    await custodial.timekeeper.note();
    const date = today(house);
    await readsOf(house, people, ['7GONE01']);
    await pass(house, custodial, 31);
    const backupId = randomUUID();
    const copied = { backupId, treeSize: 1, root: 'a'.repeat(64), takenAt: house.watch.in(0), destroyed: 0 };
    const stores = { ledger: 'b'.repeat(64), sealedParts: null, keys: null };
    await house.act({ type: 'RecordBackup', data: { ...copied, ...stores } }, { kind: 'clock', id: 'clock' });
    const { reportId } = await house.reporting.quarterly('2026-Q4', await logIn(house, 'administrator'), randomUUID());
    const [done] = await purge(house, custodial, date, (username) => logIn(house, username));
    const facts = await factsOf(house);
    const [approved, at] = ['PurgeApproved', 'PurgeCommitted'].map((one) =>
      facts.findIndex(({ type }) => type === one),
    );
    const sizes = [...house.proof.store.all(at)].map(({ size }) => size);
    expect(Math.max(...sizes)).toBeGreaterThan(approved!);
    const { certificate } = JSON.parse(custodial.certifying.read(done!.certificateId!, 'json').toString());
    const { origin, size, witnesses } = certificate.ledger.checkpoint;
    expect([origin, witnesses, size > at!]).toEqual(['test-department/alpr-ledger', [], true]);
    expect(house.proof.store.at(size)!.root.toString('hex')).toBe(certificate.ledger.checkpoint.root);
    expect(certificate.copies).toMatchObject({
      exports: { count: 0, listed: [] },
      releases: { count: 0 },
      evidence: { count: 0 },
      reports: { count: 1, listed: [{ id: reportId, units: 0 }] },
      backups: { count: 1, listed: [{ id: backupId }] },
    });
  } finally {
    await house.raze();
  }
}, 60_000);

it('a purge waits while the ledger cannot be signed, and nothing is destroyed', async () => {
  const house = await openTestHouse();
  try {
    const custodial = custodyOf(house);
    const people = await custodians(house);
    await custodial.timekeeper.note();
    const date = today(house);
    await readsOf(house, people, ['7GONE01']);
    await pass(house, custodial, 31);
    jest.spyOn(house.checkpointing, 'now').mockRejectedValue(new NotSigned('its tiles are damaged.'));
    await expect(purge(house, custodial, date, (username) => logIn(house, username))).rejects.toThrow(NotSigned);
    expect(await typesOf(house, `retention-detection-${date.replaceAll('-', '')}`)).toEqual([
      'PurgeProposed',
      'PurgeApproved',
    ]);
    expect(house.vault.status(`detection/${date}#0`)).toBe('live');
  } finally {
    await house.raze();
  }
}, 60_000);
