/** Other agencies: what each is, who may ask in its name, and who decides here on what they ask. */
import type { AgencyClass } from '../domain/agency.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, keptOn, type Projection } from './projection.js';
import { insert, many, one, run, update } from './statements.js';

export type AgencyPersonView = {
  readonly personId: string;
  /** Null once the register that held it was purged. */
  readonly personName: string | null;
  readonly rank: string | null;
  readonly contact: string | null;
  readonly namedAt: string;
  readonly removedAt: string | null;
};

export type AgencyView = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyClass: AgencyClass;
  readonly california: boolean;
  readonly network: string | null;
  /** It belongs to a network approved now. */
  readonly networkApproved: boolean;
  readonly exceptionUntil: string | null;
  readonly exceptionReason: string | null;
  readonly agencyName: string | null;
  readonly ori: string | null;
  readonly registeredAt: string;
  readonly retiredAt: string | null;
  readonly persons: readonly AgencyPersonView[];
};

export type DesigneeView = { readonly id: string; readonly memberId: string; readonly until: string };

export const agencies: Projection = {
  name: 'agencies',
  tables: `
    create table agencies (
      agency_id text primary key, class text not null, california integer not null, network text,
      registered_at text not null, retired_at text, exception_until text,
      exception_reason text, exception_kept integer, agency_name text, ori text, kept integer
    ) without rowid;
    create table agency_persons (
      person_id text primary key, agency_id text not null, named_at text not null, removed_at text,
      person_name text, rank text, contact text, kept integer
    ) without rowid;
    create index agency_persons_by_agency on agency_persons(agency_id);
    create table sharing_networks (network text primary key) without rowid;
    insert into sharing_networks values ('learn');
    create table designees (member_id text primary key, until text not null) without rowid;
  `,
  on: {
    AgencyRegistered: (db, event) => {
      const { agencyId, agencyClass, california } = event.data;
      const { agencyName, ori } = event.sealed ?? {};
      insert(db, 'agencies', {
        agency_id: agencyId,
        class: agencyClass,
        california: flag(california),
        registered_at: event.occurredAt,
        agency_name: agencyName,
        ori,
        kept: keptOn(event),
      });
    },
    AgencyNetworkRecorded: (db, { data: { agencyId, network } }) =>
      update(db, 'agencies', { network }, { agency_id: agencyId }),
    AgencyPersonNamed: (db, event) => {
      const { agencyId, personId } = event.data;
      const { personName, rank, contact } = event.sealed ?? {};
      const named = { person_id: personId, agency_id: agencyId, named_at: event.occurredAt };
      insert(db, 'agency_persons', { ...named, person_name: personName, rank, contact, kept: keptOn(event) });
    },
    AgencyPersonRemoved: (db, { occurredAt, data: { personId } }) =>
      update(db, 'agency_persons', { removed_at: occurredAt }, { person_id: personId }),
    SharingExceptionApproved: (db, event) => {
      const { agencyId, until } = event.data;
      const told = { exception_reason: event.sealed?.reason, exception_kept: keptOn(event) };
      update(db, 'agencies', { exception_until: until, ...told }, { agency_id: agencyId });
    },
    AgencyRetired: (db, { occurredAt, data: { agencyId } }) => {
      update(db, 'agencies', { retired_at: occurredAt }, { agency_id: agencyId });
      const sql = 'update agency_persons set removed_at = ? where agency_id = ? and removed_at is null';
      run(db, sql, occurredAt, agencyId);
    },
    SharingNetworksAdopted: (db, { data: { networks } }) => {
      run(db, 'delete from sharing_networks');
      for (const network of networks) insert(db, 'sharing_networks', { network });
    },
    ReleaseDesigneeNamed: (db, { data: { memberId, until } }) => {
      insert(db, 'designees', { member_id: memberId, until });
      update(db, 'designees', { until }, { member_id: memberId });
    },
    ReleaseDesigneeEnded: (db, { data: { memberId } }) =>
      run(db, 'delete from designees where member_id = ?', memberId),
  },
  sealed: [
    { table: 'agencies', class: 'register', columns: ['agency_name', 'ori'], kept: 'kept', unit: 'agency_id' },
    { table: 'agencies', class: 'release', columns: ['exception_reason'], kept: 'exception_kept', unit: 'agency_id' },
    {
      table: 'agency_persons',
      class: 'register',
      columns: ['person_name', 'rank', 'contact'],
      kept: 'kept',
      unit: 'person_id',
    },
  ],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const personOf = (row: SqlRow): AgencyPersonView => ({
  personId: row.person_id as string,
  personName: text(row, 'person_name'),
  rank: text(row, 'rank'),
  contact: text(row, 'contact'),
  namedAt: row.named_at as string,
  removedAt: text(row, 'removed_at'),
});

const personsOf = (db: Sqlite, agencyId: string): AgencyPersonView[] =>
  many(db, 'select * from agency_persons where agency_id = ? order by named_at, person_id', agencyId).map(personOf);

const agencyOf = (db: Sqlite, row: SqlRow): AgencyView => ({
  id: row.agency_id as string,
  agencyId: row.agency_id as string,
  agencyClass: row.class as AgencyClass,
  california: row.california === 1,
  network: text(row, 'network'),
  networkApproved: row.approved === 1,
  exceptionUntil: text(row, 'exception_until'),
  exceptionReason: text(row, 'exception_reason'),
  agencyName: text(row, 'agency_name'),
  ori: text(row, 'ori'),
  registeredAt: row.registered_at as string,
  retiredAt: text(row, 'retired_at'),
  persons: personsOf(db, row.agency_id as string),
});

const select = `
  select a.*, a.network is not null and a.network in (select network from sharing_networks) as approved
  from agencies a`;

/** Every agency ever registered, in the order of registration. */
export const allAgencies = (db: Sqlite, limit = -1): AgencyView[] =>
  many(db, `${select} order by a.registered_at, a.agency_id limit ?`, limit).map((row) => agencyOf(db, row));

export const agencyById = (db: Sqlite, agencyId: string): AgencyView | undefined => {
  const row = one(db, `${select} where a.agency_id = ?`, agencyId);
  return row && agencyOf(db, row);
};

/** Codes of the networks approved now. */
export const sharingNetworks = (db: Sqlite): string[] =>
  many(db, 'select network from sharing_networks order by network').map(({ network }) => network as string);

/** Who decides on releases beside the Chief, and until when. */
export const allDesignees = (db: Sqlite, limit = -1): DesigneeView[] =>
  many(db, 'select * from designees order by member_id limit ?', limit).map((row) => ({
    id: row.member_id as string,
    memberId: row.member_id as string,
    until: row.until as string,
  }));
