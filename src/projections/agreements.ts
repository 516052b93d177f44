/** The agreements with other agencies (430.10M): what each allows, until when, and the access granted under it. */
import type { MouClause, MouScope } from '../domain/mou.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, keptOn, type Projection } from './projection.js';
import { insert, many, update } from './statements.js';

export type AgreementView = {
  readonly id: string;
  readonly mouId: string;
  readonly agencyId: string;
  readonly from: string;
  readonly until: string;
  readonly scope: readonly MouScope[];
  readonly clauses: readonly MouClause[];
  readonly document: string;
  readonly executedAt: string;
  readonly chief: string;
  /** The last determination under the Values Act; null while there is none. */
  readonly valuesAct: { readonly complies: boolean; readonly at: string; readonly basis: string | null } | null;
  readonly grantedAt: string | null;
  readonly revokedAt: string | null;
  readonly endedAt: string | null;
  readonly ended: 'expired' | 'terminated' | null;
};

export const agreements: Projection = {
  name: 'agreements',
  tables: `
    create table agreements (
      mou_id text primary key, agency_id text not null, begins text not null, ends text not null,
      scope text not null, clauses text not null, document text not null, executed_at text not null,
      chief text not null, complies integer, determined_at text, basis text, kept integer,
      granted_at text, revoked_at text, ended_at text, ended text
    ) without rowid;
    create index agreements_of_agency on agreements(agency_id);
    create index agreements_standing on agreements(ends) where ended is null;
  `,
  on: {
    MouExecuted: (db, { occurredAt, data }) => {
      const { mouId, agencyId, from, until, scope, clauses, document, chief } = data;
      insert(db, 'agreements', {
        mou_id: mouId,
        agency_id: agencyId,
        begins: from,
        ends: until,
        scope: JSON.stringify(scope),
        clauses: JSON.stringify(clauses),
        document,
        executed_at: occurredAt,
        chief,
      });
    },
    ValuesActDetermined: (db, event) => {
      const { of, subject, complies } = event.data;
      if (of !== 'mou') return;
      const told = { basis: event.sealed?.basis, kept: keptOn(event) };
      const set = { complies: flag(complies), determined_at: event.occurredAt, ...told };
      update(db, 'agreements', set, { mou_id: subject });
    },
    AgencyAccessGranted: (db, { occurredAt, data: { mouId } }) =>
      update(db, 'agreements', { granted_at: occurredAt, revoked_at: null }, { mou_id: mouId }),
    AgencyAccessRevoked: (db, { occurredAt, data: { mouId } }) =>
      update(db, 'agreements', { revoked_at: occurredAt }, { mou_id: mouId }),
    MouExpired: (db, { occurredAt, data: { mouId } }) =>
      update(db, 'agreements', { ended: 'expired', ended_at: occurredAt }, { mou_id: mouId }),
    MouTerminated: (db, { occurredAt, data: { mouId } }) =>
      update(db, 'agreements', { ended: 'terminated', ended_at: occurredAt }, { mou_id: mouId }),
  },
  sealed: [{ table: 'agreements', class: 'release', columns: ['basis'], kept: 'kept', unit: 'mou_id' }],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const viewOf = (row: SqlRow): AgreementView => ({
  id: row.mou_id as string,
  mouId: row.mou_id as string,
  agencyId: row.agency_id as string,
  from: row.begins as string,
  until: row.ends as string,
  scope: JSON.parse(row.scope as string) as MouScope[],
  clauses: JSON.parse(row.clauses as string) as MouClause[],
  document: row.document as string,
  executedAt: row.executed_at as string,
  chief: row.chief as string,
  valuesAct:
    row.determined_at === null
      ? null
      : { complies: row.complies === 1, at: row.determined_at as string, basis: text(row, 'basis') },
  grantedAt: text(row, 'granted_at'),
  revokedAt: text(row, 'revoked_at'),
  endedAt: text(row, 'ended_at'),
  ended: row.ended as AgreementView['ended'],
});

/** Every agreement ever executed, the latest first. */
export const allAgreements = (db: Sqlite, limit = -1): AgreementView[] =>
  many(db, 'select * from agreements order by executed_at desc, mou_id limit ?', limit).map(viewOf);

/** What opens the data to the agency at that time: agreements that stand, with access granted. */
export const agreementsInForce = (db: Sqlite, agencyId: string, now: string): AgreementView[] =>
  many(
    db,
    `select * from agreements where agency_id = ? and granted_at is not null and revoked_at is null and ended is null
      and begins <= ? and ends > ? order by ends desc, mou_id`,
    agencyId,
    now,
    now,
  ).map(viewOf);

/** Agreements whose date has come and whose end nobody has noted. */
export const agreementsEnded = (db: Sqlite, now: string): string[] =>
  many(db, 'select mou_id from agreements where ended is null and ends <= ? order by ends', now).map(
    ({ mou_id: mouId }) => mouId as string,
  );

/** The agreements ever executed with the agency, the latest first. */
export const agreementsWith = (db: Sqlite, agencyId: string): string[] =>
  many(db, 'select mou_id from agreements where agency_id = ? order by executed_at desc, mou_id', agencyId).map(
    ({ mou_id: mouId }) => mouId as string,
  );
