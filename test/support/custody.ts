/** The custody of a test house: holds, downloads and purges over its real stores, and the people who decide on them. */
import { randomUUID } from 'node:crypto';
import type { Member } from '../../src/domain/actor.js';
import type { RetentionClass } from '../../src/domain/decider.js';
import type { Scope } from '../../src/domain/hold.js';
import { Certifying } from '../../src/handlers/certifying.js';
import { Custody } from '../../src/handlers/custody.js';
import { type Between, Destruction } from '../../src/handlers/destruction.js';
import { Downloading } from '../../src/handlers/downloading.js';
import { Holding } from '../../src/handlers/holding.js';
import { LedgerSigner } from '../../src/handlers/ledgersigner.js';
import { Purging } from '../../src/handlers/purging.js';
import { Timekeeper } from '../../src/handlers/timekeeper.js';
import { enrol, finished, type House, installed, type Staff, staffed, why } from './house.js';

export const custodyOf = (house: House, between?: Between) => {
  const { bus, dir, ledger, vault, views, streams, standings, watch, hotIndex } = house;
  const timekeeper = new Timekeeper(bus, views, watch);
  const holding = new Holding(bus, ledger, vault, views, streams);
  const destruction = new Destruction(dir, ledger, vault, views, streams, hotIndex);
  const agency = { agency: 'Test Department', demonstration: true };
  const certifying = new Certifying(
    dir,
    ledger,
    vault,
    new LedgerSigner(house.proof.keys, house.checkpointing, watch),
    agency,
    views,
    house.papers,
  );
  const stores = [bus, ledger, vault, views, streams, standings, watch] as const;
  const purging = new Purging(...stores, timekeeper, holding, destruction, certifying, between);
  const downloading = new Downloading(bus, vault, views, streams, watch);
  const custody = new Custody(timekeeper, holding, purging, bus, dir);
  return { timekeeper, holding, purging, certifying, downloading, custody };
};

export type Custodial = ReturnType<typeof custodyOf>;

export type Custodians = Staff & { readonly custodian: Member; readonly attorney: Member };

/** A staffed department that has a Custodian of Records and a city attorney too. */
export const custodians = async (house: House): Promise<Custodians> => {
  const staff = await staffed(house);
  const custodian = await enrol(house, staff.administrator, 'custodian.a', 'custodian-of-records');
  const attorney = await enrol(house, staff.administrator, 'attorney.a', 'city-attorney');
  return { ...staff, custodian, attorney };
};

/** Reads of these plates by a camera of its own, today; answers the detections' ids. */
export const readsOf = async (house: House, { administrator }: Staff, plates: readonly string[]) => {
  const camera = await installed(house, administrator);
  const ids: string[] = [];
  for (const plate of plates) {
    const { recorded } = await house.reading.finished(camera, finished(house, plate));
    ids.push((recorded[0]!.data as { detectionId: string }).detectionId);
  }
  await house.views.caughtUp();
  return ids;
};

export const today = (house: House): string => house.watch.in(0).slice(0, 10);

export const bucketOf = (date: string, name: RetentionClass = 'detection') => ({ class: name, date });

/** Lets days pass as they pass in service: with the time noted every twelve hours. */
export const pass = async (house: House, { timekeeper }: Custodial, days: number): Promise<void> => {
  for (let half = 0; half < days * 2; half += 1) {
    house.watch.pass(12);
    await timekeeper.note();
  }
};

export const order = (house: House, scope: Scope) => ({
  matter: 'People v. Doe, RIF2600001',
  authority: 'Preservation demand of 2 January',
  reviewAt: house.watch.in(24 * 90),
  scope,
});

type Again = { readonly administrator: string; readonly custodian: string };

/** Proposes, approves and, a day later, carries out the purge of one day; sessions are opened anew for it. */
export const purge = async (
  house: House,
  custodial: Custodial,
  date: string,
  as: (username: string) => Promise<Member>,
  { administrator, custodian }: Again = { administrator: 'administrator', custodian: 'custodian.a' },
) => {
  const { purgeId } = await custodial.purging.propose(bucketOf(date), await as(administrator), randomUUID());
  await custodial.purging.approve(purgeId, await as(custodian), randomUUID());
  await pass(house, custodial, 1.5);
  return custodial.purging.run();
};

export { why };
