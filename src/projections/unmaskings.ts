/** The unmaskings: who asked to see which plate for an audit, who agreed, and when it was shown; never the plate. */
import type { Unmaskable } from '../domain/unmask.js';
import type { Sqlite } from '../vault/sqlite.js';
import { keptOn, type Projection } from './projection.js';
import { insert, many, one, update } from './statements.js';

export type UnmaskingView = {
  readonly id: string;
  readonly memberId: string;
  readonly kind: Unmaskable;
  readonly rowId: string;
  /** Null once purged. */
  readonly reason: string | null;
  readonly requestedAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly shownAt: string | null;
};

export const unmaskings: Projection = {
  name: 'unmaskings',
  tables: `
    create table unmaskings (
      unmask_id text primary key, member_id text not null, kind text not null, row_id text not null, reason text,
      kept integer, requested_at text not null, approved_by text, approved_at text, shown_at text
    ) without rowid;
  `,
  on: {
    UnmaskRequested: (db, event) => {
      const { unmaskId, memberId, kind, rowId } = event.data;
      const row = { unmask_id: unmaskId, member_id: memberId, kind, row_id: rowId, requested_at: event.occurredAt };
      insert(db, 'unmaskings', { ...row, reason: event.sealed?.reason, kept: keptOn(event) });
    },
    UnmaskApproved: (db, { occurredAt, data: { unmaskId, approver } }) =>
      update(db, 'unmaskings', { approved_by: approver, approved_at: occurredAt }, { unmask_id: unmaskId }),
    PlateUnmasked: (db, { occurredAt, data: { unmaskId } }) =>
      update(db, 'unmaskings', { shown_at: occurredAt }, { unmask_id: unmaskId }),
  },
  sealed: [{ table: 'unmaskings', class: 'access-record', columns: ['reason'], kept: 'kept', unit: 'unmask_id' }],
};

/** The latest first. */
export const allUnmaskings = (db: Sqlite, limit: number): UnmaskingView[] =>
  many(db, 'select * from unmaskings order by requested_at desc, unmask_id limit ?', limit).map((row) => ({
    id: row.unmask_id as string,
    memberId: row.member_id as string,
    kind: row.kind as Unmaskable,
    rowId: row.row_id as string,
    reason: row.reason as string | null,
    requestedAt: row.requested_at as string,
    approvedBy: row.approved_by as string | null,
    approvedAt: row.approved_at as string | null,
    shownAt: row.shown_at as string | null,
  }));

/** The plate a question was asked for; null where it named none, or was purged. */
export const plateAsked = (db: Sqlite, queryId: string): { plate: string; plateState: string | null } | null => {
  const row = one(db, "select elements from accesses where subject = ? and kind = 'query'", queryId);
  if (typeof row?.elements !== 'string') return null;
  const { plate, plateState = null } = JSON.parse(row.elements) as { plate?: string; plateState?: string };
  return plate === undefined ? null : { plate, plateState };
};
