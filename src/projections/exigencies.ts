/** Exigencies, from their declaration to a supervisor's review (430.6(k).4); the accounts stand with the hit. */
import type { Sqlite } from '../vault/sqlite.js';
import { flag, type Projection } from './projection.js';
import { many, run } from './statements.js';

export const exigencies: Projection = {
  name: 'exigencies',
  tables: `
    create table exigencies (
      hit_id text not null, declared_at text not null, declared_by text not null, overdue_at text, reviewed_at text,
      reviewed_by text, justified integer, in_time integer, primary key (hit_id, declared_at)
    ) without rowid;
    create index exigencies_unreviewed on exigencies(declared_at) where reviewed_at is null;
  `,
  on: {
    ExigencyDeclared: (db, { occurredAt, data: { hitId, memberId } }) => {
      // Declared anew it is one exigency, reviewed once; what was reviewed before stays reviewed.
      run(db, 'delete from exigencies where hit_id = ? and reviewed_at is null', hitId);
      run(
        db,
        'insert into exigencies (hit_id, declared_at, declared_by) values (?, ?, ?)',
        hitId,
        occurredAt,
        memberId,
      );
    },
    ExigencyReviewOverdue: (db, { occurredAt, data: { hitId } }) =>
      run(db, 'update exigencies set overdue_at = ? where hit_id = ? and reviewed_at is null', occurredAt, hitId),
    ExigencyReviewed: (db, { occurredAt, data: { hitId, memberId, justified, inTime } }) => {
      const set = 'set reviewed_at = ?, reviewed_by = ?, justified = ?, in_time = ?';
      const sql = `update exigencies ${set} where hit_id = ? and reviewed_at is null`;
      run(db, sql, occurredAt, memberId, flag(justified), flag(inTime), hitId);
    },
  },
};

/** Those that wait for a review first, the oldest of them at the top: what is overdue is seen at once. */
export const exigencyRows = (db: Sqlite, limit: number) =>
  many(db, 'select * from exigencies order by reviewed_at is not null, declared_at, hit_id limit ?', limit).map(
    (row) => ({
      id: row.hit_id as string,
      hitId: row.hit_id as string,
      declaredAt: row.declared_at as string,
      declaredBy: row.declared_by as string,
      overdueSince: row.overdue_at as string | null,
      reviewedAt: row.reviewed_at as string | null,
      reviewedBy: row.reviewed_by as string | null,
      justified: row.justified === null ? null : row.justified === 1,
      inTime: row.in_time === null ? null : row.in_time === 1,
    }),
  );

/** Exigencies declared before that time, not reviewed, and not flagged yet. */
export const unreviewedSince = (db: Sqlite, before: string): { hitId: string; declaredAt: string }[] =>
  many(db, 'select * from exigencies where reviewed_at is null and overdue_at is null and declared_at < ?', before).map(
    (row) => ({ hitId: row.hit_id as string, declaredAt: row.declared_at as string }),
  );
