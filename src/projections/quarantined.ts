/** Reads that were set aside: no search, no queue and no image shows them until they are released (430.8¶4.3). */
import type { Sqlite } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many, run } from './statements.js';

export const quarantined: Projection = {
  name: 'quarantined',
  tables: `
    create table quarantined (
      detection_id text primary key, member_id text not null, at text not null, why text not null
    ) without rowid;
  `,
  on: {
    DetectionQuarantined: (db, { occurredAt, data: { detectionId, memberId, why } }) =>
      insert(db, 'quarantined', { detection_id: detectionId, member_id: memberId, at: occurredAt, why }),
    QuarantineReleased: (db, { data: { detectionId } }) =>
      run(db, 'delete from quarantined where detection_id = ?', detectionId),
  },
};

/** The reads now set aside, latest first. */
export const quarantineRows = (db: Sqlite, limit: number) =>
  many(db, 'select * from quarantined order by at desc, detection_id limit ?', limit).map((row) => ({
    id: row.detection_id as string,
    detectionId: row.detection_id as string,
    memberId: row.member_id as string,
    at: row.at as string,
    why: row.why as string,
  }));
