/** The accounts of the members: when each was last used, and what keeps it closed; and what lapsed of the access. */
import type { Lapse } from '../domain/member.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many, run, update } from './statements.js';

export type AccountView = {
  readonly memberId: string;
  /** When the account was last logged in to, released, or given its credentials. */
  readonly usedAt: string;
  readonly disabledAt: string | null;
};

export type LapseView = { readonly memberId: string; readonly lapsed: Lapse; readonly since: string };

const used = (db: Sqlite, memberId: string, at: string): void => {
  insert(db, 'accounts', { member_id: memberId, used_at: at });
  update(db, 'accounts', { used_at: at }, { member_id: memberId });
};

const madeGood = (db: Sqlite, memberId: string, lapsed: Lapse): number =>
  run(db, 'delete from lapses where member_id = ? and lapsed = ?', memberId, lapsed);

export const accounts: Projection = {
  name: 'accounts',
  tables: `
    create table accounts (member_id text primary key, used_at text not null, disabled_at text) without rowid;
    create index accounts_by_use on accounts(used_at);
    create table lapses (
      member_id text not null, lapsed text not null, since text not null, primary key (member_id, lapsed)
    ) without rowid;
  `,
  on: {
    CredentialSet: (db, { occurredAt, data: { memberId } }) => used(db, memberId, occurredAt),
    SessionOpened: (db, { data: { memberId, openedAt } }) => used(db, memberId, openedAt),
    AccountReleased: (db, { occurredAt, data: { memberId } }) => {
      used(db, memberId, occurredAt);
      update(db, 'accounts', { disabled_at: null }, { member_id: memberId });
    },
    AccountDisabled: (db, { occurredAt, data: { memberId } }) =>
      update(db, 'accounts', { disabled_at: occurredAt }, { member_id: memberId }),
    AccessSuspended: (db, { data: { memberId, lapsed, since } }) => {
      madeGood(db, memberId, lapsed);
      insert(db, 'lapses', { member_id: memberId, lapsed, since });
    },
    TrainingCompleted: (db, { data: { memberId, training } }) => madeGood(db, memberId, training),
    PolicyAcknowledged: (db, { data: { memberId } }) => madeGood(db, memberId, 'acknowledgement'),
    AccessRevoked: (db, { data: { memberId } }) => run(db, 'delete from lapses where member_id = ?', memberId),
  },
};

const accountOf = (row: SqlRow): AccountView => ({
  memberId: row.member_id as string,
  usedAt: row.used_at as string,
  disabledAt: row.disabled_at as string | null,
});

/** Accounts open still that nobody has used since then, the longest unused first. */
export const unusedSince = (db: Sqlite, since: string): AccountView[] =>
  many(db, 'select * from accounts where disabled_at is null and used_at <= ? order by used_at', since).map(accountOf);

/** What is recorded as lapsed, and was not made good since. */
export const standingLapses = (db: Sqlite): LapseView[] =>
  many(db, 'select * from lapses order by member_id, lapsed').map((row) => ({
    memberId: row.member_id as string,
    lapsed: row.lapsed as Lapse,
    since: row.since as string,
  }));
