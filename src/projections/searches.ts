/** What stands around a search: earlier ones of the same plate, approvals for it, and the plates that are protected. */
import type { Ground } from '../domain/approval.js';
import { type Relation, relations } from '../domain/protection.js';
import type { Sqlite } from '../vault/sqlite.js';
import { flag, keptOn, type Projection } from './projection.js';
import { insert, many, one, update } from './statements.js';

export const searches: Projection = {
  name: 'searches',
  tables: `
    create table searches (
      query_id text primary key, member_id text not null, at text not null, numbered integer not null,
      tag text, kept integer
    ) without rowid;
    create index searches_by_tag on searches(member_id, tag, at) where tag is not null;
    create table approvals (
      approval_id text primary key, ground text not null, member_id text not null, approver text not null,
      approved_at text not null, until text not null, tag text, number text, reason text, kept integer
    ) without rowid;
    create index approvals_by_member on approvals(member_id, ground);
    create table protections (
      protection_id text primary key, relation text not null, enrolled_at text not null, withdrawn_at text,
      tag text, member_id text, kept integer
    ) without rowid;
    create index protections_by_member on protections(member_id, tag) where member_id is not null;
  `,
  on: {
    QueryMade: (db, event) => {
      const { queryId, memberId, eventNumberGiven } = event.data;
      const tag = event.sealed?.plateTag;
      if (memberId === undefined || tag === undefined) return;
      const search = { query_id: queryId, member_id: memberId, at: event.occurredAt, numbered: flag(eventNumberGiven) };
      insert(db, 'searches', { ...search, tag, kept: keptOn(event) });
    },
    CivilUseApproved: (db, event) => {
      const { approvalId, memberId, approver, until } = event.data;
      const given = { approval_id: approvalId, ground: 'civil-use', member_id: memberId, approver, until };
      const { number, reason } = event.sealed ?? {};
      insert(db, 'approvals', { ...given, approved_at: event.occurredAt, number, reason, kept: keptOn(event) });
    },
    SearchApproved: (db, event) => {
      const { approvalId, memberId, approver, ground, until } = event.data;
      const given = { approval_id: approvalId, ground, member_id: memberId, approver, until };
      const { tag, reason } = event.sealed ?? {};
      insert(db, 'approvals', { ...given, approved_at: event.occurredAt, tag, reason, kept: keptOn(event) });
    },
    PlateProtected: (db, event) => {
      const { protectionId, relation } = event.data;
      const { tag, memberId } = event.sealed ?? {};
      const enrolled = { protection_id: protectionId, relation, enrolled_at: event.occurredAt };
      insert(db, 'protections', { ...enrolled, tag, member_id: memberId, kept: keptOn(event) });
    },
    ProtectionWithdrawn: (db, { occurredAt, data: { protectionId } }) =>
      update(db, 'protections', { withdrawn_at: occurredAt }, { protection_id: protectionId }),
  },
  sealed: [
    { table: 'searches', class: 'access-record', columns: ['tag'], kept: 'kept', unit: 'query_id' },
    {
      table: 'approvals',
      class: 'access-record',
      columns: ['tag', 'number', 'reason'],
      kept: 'kept',
      unit: 'approval_id',
    },
    { table: 'protections', class: 'register', columns: ['tag', 'member_id'], kept: 'kept', unit: 'protection_id' },
  ],
};

/** Searches of one plate by one member since that time that named no case. */
export const earlierSearches = (db: Sqlite, memberId: string, tag: string, since: string): number => {
  const sql = 'select count(*) as n from searches where member_id = ? and tag = ? and at >= ? and numbered = 0';
  return Number(one(db, sql, memberId, tag, since)?.n);
};

/** What was approved for that member and plate, or for him and no plate, and has not run out. */
export const approvedGrounds = (db: Sqlite, memberId: string, tag: string | null, at: string): Ground[] => {
  const sql = `select distinct ground from approvals
    where member_id = ? and ground <> 'civil-use' and kept is not null and tag is ? and until > ?`;
  return many(db, sql, memberId, tag, at).map(({ ground }) => ground as Ground);
};

const normalNumber = (number: string): string => number.trim().toUpperCase();

/** Whether the use of that civil or administrative matter was approved for the member. */
export const civilUseApproved = (db: Sqlite, memberId: string, number: string, at: string): boolean =>
  many(
    db,
    "select number from approvals where member_id = ? and ground = 'civil-use' and number is not null and until > ?",
    memberId,
    at,
  ).some((row) => normalNumber(row.number as string) === normalNumber(number));

/** Whether the plate is one that this member may not touch. */
export const isProtectedFrom = (db: Sqlite, memberId: string, tag: string): boolean =>
  one(db, 'select 1 from protections where member_id = ? and tag = ? and withdrawn_at is null', memberId, tag) !==
  undefined;

/** Whether there is any plate this member may not touch; spares the others the keyed digest of each row. */
export const hasProtections = (db: Sqlite, memberId: string): boolean =>
  one(db, 'select 1 from protections where member_id = ? and withdrawn_at is null limit 1', memberId) !== undefined;

export type ProtectionCount = {
  readonly id: string;
  readonly relation: Relation;
  readonly standing: number;
  readonly withdrawn: number;
};

/** How many plates are protected, by relation; which they are, nobody can see. */
export const protectionCounts = (db: Sqlite): ProtectionCount[] =>
  relations.map((relation) => {
    const sql = `select count(*) filter (where withdrawn_at is null) as standing,
      count(*) filter (where withdrawn_at is not null) as withdrawn from protections where relation = ?`;
    const row = one(db, sql, relation);
    return { id: relation, relation, standing: Number(row?.standing), withdrawn: Number(row?.withdrawn) };
  });

export type ApprovalView = {
  readonly id: string;
  readonly ground: Ground | 'civil-use';
  readonly memberId: string;
  readonly approver: string;
  readonly approvedAt: string;
  readonly until: string;
  /** Null once purged. */
  readonly number: string | null;
  readonly reason: string | null;
};

/** Who approved whose search, on which ground; latest first. */
export const allApprovals = (db: Sqlite, limit: number): ApprovalView[] =>
  many(db, 'select * from approvals order by approved_at desc, approval_id limit ?', limit).map((row) => ({
    id: row.approval_id as string,
    ground: row.ground as ApprovalView['ground'],
    memberId: row.member_id as string,
    approver: row.approver as string,
    approvedAt: row.approved_at as string,
    until: row.until as string,
    number: row.number as string | null,
    reason: row.reason as string | null,
  }));
