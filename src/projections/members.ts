/** The members of the department, and what the ledger says each may do. */
import type { TrainingKind } from '../domain/actor.js';
import type { FactorKind } from '../domain/factor.js';
import type { Position } from '../domain/positions.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { keptOn, type Projection } from './projection.js';
import { insert, many, one, run, update } from './statements.js';

export type MemberView = {
  /** The same as `memberId`. */
  readonly id: string;
  readonly memberId: string;
  readonly position: Position;
  /** Null once the register that held it was purged. */
  readonly username: string | null;
  readonly name: string | null;
  readonly passwordHash: string | null;
  readonly enrolledAt: string;
  /** Until when each training is valid; absent when never completed. */
  readonly training: Readonly<Partial<Record<TrainingKind, string>>>;
  /** He acknowledged the policy version in force. */
  readonly acknowledged: boolean;
  readonly approved: boolean;
  /** When the access was approved; null while it is not. */
  readonly approvedAt: string | null;
  /** When the access was taken away, and why; null while it was not, or was approved again. */
  readonly revokedAt: string | null;
  readonly revokedWhy: string | null;
  readonly administrator: boolean;
  /** Kinds of the second factors enrolled, in alphabetical order; what checks them is in no read model. */
  readonly factors: readonly FactorKind[];
};

const column: Readonly<Record<TrainingKind, string>> = { CLETS: 'clets', ALPR: 'alpr', POST: 'post' };

export const members: Projection = {
  name: 'members',
  tables: `
    create table members (
      member_id text primary key, position text not null, enrolled_at text not null,
      username text collate nocase, name text, kept integer,
      password_hash text, password_kept integer,
      clets text, alpr text, post text,
      acknowledged text, approved integer not null default 0, approved_at text,
      revoked_at text, revoked_why text
    ) without rowid;
    create table factors (
      factor_id text primary key, member_id text not null, kind text not null, enrolled_at text not null
    ) without rowid;
    create index factors_by_member on factors(member_id);
    create index members_by_username on members(username);
    create table department (id integer primary key, policy text, adopted_at text, administrator text);
    insert into department values (1, null, null, null);
  `,
  on: {
    MemberEnrolled: (db, event) => {
      const { memberId, position } = event.data;
      const { username, name } = event.sealed ?? {};
      const enrolled = { member_id: memberId, position, enrolled_at: event.occurredAt };
      insert(db, 'members', { ...enrolled, username, name, kept: keptOn(event) });
    },
    CredentialSet: (db, event) => {
      const set = { password_hash: event.sealed?.passwordHash, password_kept: keptOn(event) };
      update(db, 'members', set, { member_id: event.data.memberId });
    },
    SecondFactorEnrolled: (db, { occurredAt, data: { memberId, factorId, kind } }) =>
      insert(db, 'factors', { factor_id: factorId, member_id: memberId, kind, enrolled_at: occurredAt }),
    SecondFactorRemoved: (db, { data: { factorId } }) => run(db, 'delete from factors where factor_id = ?', factorId),
    CredentialsReset: (db, { data: { memberId } }) => {
      update(db, 'members', { password_hash: null, password_kept: null }, { member_id: memberId });
      run(db, 'delete from factors where member_id = ?', memberId);
    },
    TrainingCompleted: (db, { data: { memberId, training, validUntil } }) =>
      update(db, 'members', { [column[training]]: validUntil }, { member_id: memberId }),
    PolicyAcknowledged: (db, { data: { memberId, digest } }) =>
      update(db, 'members', { acknowledged: digest }, { member_id: memberId }),
    AccessApproved: (db, { occurredAt, data: { memberId } }) =>
      update(
        db,
        'members',
        { approved: 1, approved_at: occurredAt, revoked_at: null, revoked_why: null },
        { member_id: memberId },
      ),
    AccessRevoked: (db, { occurredAt, data: { memberId, why } }) =>
      update(
        db,
        'members',
        { approved: 0, approved_at: null, revoked_at: occurredAt, revoked_why: why },
        { member_id: memberId },
      ),
    PolicyAdopted: (db, { occurredAt, data: { digest } }) =>
      update(db, 'department', { policy: digest, adopted_at: occurredAt }, { id: 1 }),
    AdministratorDesignated: (db, { data: { memberId } }) =>
      update(db, 'department', { administrator: memberId }, { id: 1 }),
  },
  sealed: [
    { table: 'members', class: 'register', columns: ['username', 'name'], kept: 'kept', unit: 'member_id' },
    { table: 'members', class: 'register', columns: ['password_hash'], kept: 'password_kept', unit: 'member_id' },
  ],
};

const select = `
  select m.*, m.acknowledged is not null and m.acknowledged is d.policy as current,
    m.member_id is d.administrator as administrator,
    (select group_concat(kind) from
      (select kind from factors f where f.member_id = m.member_id order by kind)) as factors
  from members m, department d`;

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const viewOf = (row: SqlRow): MemberView => ({
  id: row.member_id as string,
  memberId: row.member_id as string,
  position: row.position as Position,
  username: text(row, 'username'),
  name: text(row, 'name'),
  passwordHash: text(row, 'password_hash'),
  enrolledAt: row.enrolled_at as string,
  training: Object.fromEntries(
    (Object.keys(column) as TrainingKind[]).flatMap((kind) => {
      const until = text(row, column[kind]);
      return until === null ? [] : [[kind, until]];
    }),
  ),
  acknowledged: row.current === 1,
  approved: row.approved === 1,
  approvedAt: text(row, 'approved_at'),
  revokedAt: text(row, 'revoked_at'),
  revokedWhy: text(row, 'revoked_why'),
  administrator: row.administrator === 1,
  factors: (text(row, 'factors')?.split(',') ?? []) as FactorKind[],
});

const found = (row: SqlRow | undefined): MemberView | undefined => row && viewOf(row);

/** The member who bears this username; case does not tell two people apart. */
export const memberByUsername = (db: Sqlite, username: string): MemberView | undefined =>
  found(one(db, `${select} where m.username = ?`, username));

export const memberById = (db: Sqlite, memberId: string): MemberView | undefined =>
  found(one(db, `${select} where m.member_id = ?`, memberId));

/** How a member is called, where his register can be read; null for the clock, the terminal and who is forgotten. */
export const nameOf = (db: Sqlite, memberId: unknown): string | null => {
  const row = one(db, 'select coalesce(name, username) as name from members where member_id = ?', String(memberId));
  return row ? text(row, 'name') : null;
};

/** Everybody ever enrolled, in the order of enrolment. */
export const allMembers = (db: Sqlite): MemberView[] =>
  many(db, `${select} order by m.enrolled_at, m.member_id`).map(viewOf);

export type DepartmentNow = {
  readonly policyInForce: string | null;
  readonly adoptedAt: string | null;
  readonly administrator: string | null;
};

/** The policy version in force, since when, and who is the ALPR Administrator now designated. */
export const departmentNow = (db: Sqlite): DepartmentNow => {
  const row = one(db, 'select policy, adopted_at, administrator from department') ?? {};
  return {
    policyInForce: text(row, 'policy'),
    adoptedAt: text(row, 'adopted_at'),
    administrator: text(row, 'administrator'),
  };
};
