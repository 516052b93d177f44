/** Holds and what they reach, and the evidence that was booked from them with its chain of custody. */
import type { Sqlite } from '../vault/sqlite.js';
import { nameOf } from './members.js';
import { keptOn, type Projection, type Told } from './projection.js';
import { insert, many, one, run, update, type Value } from './statements.js';

export type HoldView = {
  readonly id: string;
  readonly holdId: string;
  readonly state: 'ordered' | 'placed' | 'release-requested' | 'released';
  readonly custodian: string;
  readonly custodianName: string | null;
  readonly orderedAt: string;
  readonly reviewAt: string;
  /** How often it was ordered or extended, and how often that has been carried out. */
  readonly round: number;
  readonly settled: number;
  /** Units held, over how many days and classes, and the Merkle root over their ids in order. */
  readonly units: number;
  readonly buckets: number;
  readonly root: string | null;
  readonly resolution: string | null;
  readonly releasedAt: string | null;
  /** Null once their key is gone. */
  readonly matter: string | null;
  readonly authority: string | null;
};

export type Holding = { readonly class: string; readonly date: string };

export type EvidenceView = {
  readonly id: string;
  readonly packageId: string;
  readonly holdId: string;
  readonly bookedAt: string;
  readonly memberId: string;
  readonly memberName: string | null;
  readonly media: string;
  /** SHA-256 of the encrypted package, hex. */
  readonly package: string;
  readonly items: number;
  readonly propertyNumber: string | null;
  readonly mediaId: string | null;
  readonly transfers: readonly {
    readonly at: string;
    readonly memberId: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly why: string | null;
  }[];
};

const order = (db: Sqlite, event: Told<'HoldOrdered'>): void => {
  const { holdId, round, custodian, reviewAt } = event.data;
  const told = { matter: event.sealed?.matter, authority: event.sealed?.authority, kept: keptOn(event) };
  insert(db, 'holds', {
    hold_id: holdId,
    state: 'ordered',
    custodian,
    ordered_at: event.occurredAt,
    review_at: reviewAt,
    round,
    settled: 0,
    units: 0,
    buckets: 0,
    ...told,
  });
  if (round > 1) update(db, 'holds', { round, review_at: reviewAt, resolution: null, ...told }, { hold_id: holdId });
};

const settle = (db: Sqlite, { data }: Told<'HoldPlaced'> | Told<'HoldScopeExtended'>): void => {
  const { holdId, round, units, root, buckets } = data;
  update(db, 'holds', { state: 'placed', settled: round, units, root, buckets }, { hold_id: holdId });
};

const goOn = (db: Sqlite, holdId: string, set: Readonly<Record<string, Value>>): void =>
  update(db, 'holds', set, { hold_id: holdId });

export const holds: Projection = {
  name: 'holds',
  tables: `
    create table holds (
      hold_id text primary key, state text not null, custodian text not null, ordered_at text not null,
      review_at text not null, round integer not null, settled integer not null, units integer not null,
      buckets integer not null, root text, resolution text, released_at text, matter text, authority text, kept integer
    ) without rowid;
    create table holdings (
      hold_id text not null, class text not null, date text not null, units integer not null,
      primary key (hold_id, class, date)
    ) without rowid;
    create table evidence (
      package_id text primary key, hold_id text not null, booked_at text not null, member_id text not null,
      media text not null, package text not null, items integer not null, property_number text, media_id text,
      kept integer
    ) without rowid;
    create table transfers (
      position integer primary key, package_id text not null, at text not null, member_id text not null,
      from_hand text, to_hand text, why text, kept integer
    );
    create index transfers_by_package on transfers(package_id);
  `,
  on: {
    HoldOrdered: order,
    HoldPlaced: settle,
    HoldScopeExtended: settle,
    HoldReleaseRequested: (db, { data: { holdId, resolution } }) =>
      goOn(db, holdId, { state: 'release-requested', resolution }),
    HoldReleased: (db, { occurredAt, data: { holdId } }) =>
      goOn(db, holdId, { state: 'released', released_at: occurredAt }),
    UnitsHeld: (db, { data: { holdId, class: name, date, count } }) => {
      const sql = 'insert into holdings values (?, ?, ?, ?) on conflict do update set units = units + excluded.units';
      run(db, sql, holdId, name, date, count);
    },
    UnitsLetGo: (db, { data: { holdId, class: name, date } }) =>
      run(db, 'delete from holdings where hold_id = ? and class = ? and date = ?', holdId, name, date),
    EvidenceBooked: (db, event) => {
      const { packageId, holdId, memberId, media, package: digest, items } = event.data;
      const { propertyNumber, mediaId } = event.sealed ?? {};
      const of = { package_id: packageId, hold_id: holdId, member_id: memberId, media, package: digest, items };
      const told = { property_number: propertyNumber, media_id: mediaId, kept: keptOn(event) };
      insert(db, 'evidence', { ...of, booked_at: event.occurredAt, ...told });
    },
    EvidenceTransferred: (db, event) => {
      const { packageId, memberId } = event.data;
      const { from, to, why } = event.sealed ?? {};
      const of = { position: Number(event.position), package_id: packageId, member_id: memberId };
      insert(db, 'transfers', { ...of, at: event.occurredAt, from_hand: from, to_hand: to, why, kept: keptOn(event) });
    },
  },
  sealed: [
    { table: 'holds', class: 'evidence', columns: ['matter', 'authority'], kept: 'kept', unit: 'hold_id' },
    {
      table: 'evidence',
      class: 'evidence',
      columns: ['property_number', 'media_id'],
      kept: 'kept',
      unit: 'package_id',
    },
    {
      table: 'transfers',
      class: 'evidence',
      columns: ['from_hand', 'to_hand', 'why'],
      kept: 'kept',
      unit: 'package_id',
    },
  ],
};

/** Every hold, latest first. */
export const allHolds = (db: Sqlite): HoldView[] =>
  many(db, 'select * from holds order by ordered_at desc, hold_id').map((row) => ({
    id: row.hold_id as string,
    holdId: row.hold_id as string,
    state: row.state as HoldView['state'],
    custodian: row.custodian as string,
    custodianName: nameOf(db, row.custodian),
    orderedAt: row.ordered_at as string,
    reviewAt: row.review_at as string,
    round: row.round as number,
    settled: row.settled as number,
    units: row.units as number,
    buckets: row.buckets as number,
    root: row.root as string | null,
    resolution: row.resolution as string | null,
    releasedAt: row.released_at as string | null,
    matter: row.matter as string | null,
    authority: row.authority as string | null,
  }));

/** The days in which a hold keeps something. */
export const holdingsOf = (db: Sqlite, holdId: string): Holding[] =>
  many(db, 'select class, date from holdings where hold_id = ? order by class, date', holdId) as Holding[];

/** The same with how many records each day holds for it. */
export const heldDays = (db: Sqlite, holdId: string): (Holding & { readonly units: number })[] =>
  many(db, 'select class, date, units from holdings where hold_id = ? order by class, date', holdId) as (Holding & {
    units: number;
  })[];

/** Units kept by holds, day by day. */
export const heldByDay = (db: Sqlite): (Holding & { readonly units: number })[] =>
  many(db, 'select class, date, sum(units) as units from holdings group by class, date') as (Holding & {
    units: number;
  })[];

export const holdById = (db: Sqlite, holdId: string): HoldView | undefined =>
  one(db, 'select 1 from holds where hold_id = ?', holdId) && allHolds(db).find((one) => one.holdId === holdId);

/** Every package booked, latest first, with the hands it went through. */
export const allEvidence = (db: Sqlite): EvidenceView[] =>
  many(db, 'select * from evidence order by booked_at desc, package_id').map((row) => ({
    id: row.package_id as string,
    packageId: row.package_id as string,
    holdId: row.hold_id as string,
    bookedAt: row.booked_at as string,
    memberId: row.member_id as string,
    memberName: nameOf(db, row.member_id),
    media: row.media as string,
    package: row.package as string,
    items: row.items as number,
    propertyNumber: row.property_number as string | null,
    mediaId: row.media_id as string | null,
    transfers: many(db, 'select * from transfers where package_id = ? order by position', row.package_id).map(
      ({ at, member_id: memberId, from_hand: from, to_hand: to, why }) =>
        ({ at, memberId, from, to, why }) as EvidenceView['transfers'][number],
    ),
  }));
