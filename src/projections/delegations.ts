/** The delegations: which day-to-day work the Administrator has assigned to whom, and until when (430.4A(i)). */
import type { Scope } from '../domain/actor.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many, update } from './statements.js';

export type DelegationView = {
  /** Of the event on the ledger. */
  readonly id: string;
  readonly memberId: string;
  readonly scopes: readonly Scope[];
  readonly assignedBy: string;
  readonly from: string;
  readonly until: string;
  /** When it was taken back, ran out, or gave way to a later one. */
  readonly endedAt: string | null;
};

const end = (db: Sqlite, memberId: string, at: string): void =>
  update(db, 'delegations', { ended_at: at, standing: null }, { member_id: memberId, standing: 1 });

export const delegations: Projection = {
  name: 'delegations',
  tables: `
    create table delegations (
      event_id text primary key, member_id text not null, scopes text not null, assigned_by text not null,
      begins text not null, until text not null, ended_at text, standing integer
    ) without rowid;
    create index delegations_by_member on delegations(member_id, standing);
  `,
  on: {
    DelegateAssigned: (db, { id, occurredAt, actor, data: { memberId, scopes, until } }) => {
      end(db, memberId, occurredAt);
      const row = { event_id: id, member_id: memberId, scopes: scopes.join(' '), assigned_by: actor.id };
      insert(db, 'delegations', { ...row, begins: occurredAt, until, standing: 1 });
    },
    DelegateRevoked: (db, { occurredAt, data: { memberId } }) => end(db, memberId, occurredAt),
  },
};

const viewOf = (row: SqlRow): DelegationView => ({
  id: row.event_id as string,
  memberId: row.member_id as string,
  scopes: (row.scopes as string).split(' ') as Scope[],
  assignedBy: row.assigned_by as string,
  from: row.begins as string,
  until: row.until as string,
  endedAt: row.ended_at as string | null,
});

/** Those that stand first, the latest first. */
export const allDelegations = (db: Sqlite, limit: number): DelegationView[] =>
  many(db, 'select * from delegations order by standing is null, begins desc, event_id limit ?', limit).map(viewOf);

/** Assignments that have run out and are not recorded as ended. */
export const lapsedDelegations = (db: Sqlite, now: string): DelegationView[] =>
  many(db, 'select * from delegations where standing = 1 and until <= ? order by event_id', now).map(viewOf);
