/** Corrections of what was read (430.6(l)): the original is kept, and the corrected plate is searched as well. */
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { knowPlate } from './detections.js';
import { flag, keptOn, type Projection } from './projection.js';
import { insert, many, pages } from './statements.js';

export type CorrectionView = {
  readonly hitId: string;
  readonly detectionId: string;
  readonly cameraId: string;
  readonly memberId: string;
  readonly at: string;
  readonly basis: 'image' | 'registration';
  readonly stillMatches: boolean;
  /** Null once purged. */
  readonly from: string | null;
  readonly to: string | null;
  readonly fromState: string | null;
  readonly toState: string | null;
};

export const corrections: Projection = {
  name: 'corrections',
  tables: `
    create table corrections (
      position integer primary key, hit_id text not null, detection_id text not null, member_id text not null,
      at text not null, basis text not null, still_matches integer not null,
      from_plate text, to_plate text, from_state text, to_state text, kept integer
    );
    create index corrections_by_hit on corrections(hit_id);
    create index corrections_by_detection on corrections(detection_id);
    create index corrections_by_plate on corrections(to_plate) where to_plate is not null;
    create index corrections_by_original on corrections(from_plate) where from_plate is not null;
    create trigger corrections_forgotten after update of to_plate on corrections
    when old.to_plate is not null and new.to_plate is null begin
      delete from plates where plate = old.to_plate
        and not exists (select 1 from detections where plate = old.to_plate)
        and not exists (select 1 from corrections where to_plate = old.to_plate);
    end;
  `,
  on: {
    PlateCorrected: (db, event) => {
      const { hitId, detectionId, memberId, basis, stillMatches } = event.data;
      const { from, to, fromState, toState } = event.sealed ?? {};
      knowPlate(db, to);
      insert(db, 'corrections', {
        position: Number(event.position),
        hit_id: hitId,
        detection_id: detectionId,
        member_id: memberId,
        at: event.occurredAt,
        basis,
        still_matches: flag(stillMatches),
        from_plate: from,
        to_plate: to,
        from_state: fromState,
        to_state: toState,
        kept: keptOn(event),
      });
    },
  },
  sealed: [
    {
      table: 'corrections',
      class: 'hit',
      columns: ['from_plate', 'to_plate', 'from_state', 'to_state'],
      kept: 'kept',
      unit: 'hit_id',
    },
  ],
};

const select = 'select c.*, h.camera_id from corrections c left join hits h using (hit_id)';

const viewOf = (row: SqlRow): CorrectionView => ({
  hitId: row.hit_id as string,
  detectionId: row.detection_id as string,
  cameraId: (row.camera_id as string | null) ?? '',
  memberId: row.member_id as string,
  at: row.at as string,
  basis: row.basis as CorrectionView['basis'],
  stillMatches: row.still_matches === 1,
  from: row.from_plate as string | null,
  to: row.to_plate as string | null,
  fromState: row.from_state as string | null,
  toState: row.to_state as string | null,
});

/** The corrections of one hit, in order. */
export const correctionsOf = (db: Sqlite, hitId: string): CorrectionView[] =>
  many(db, `${select} where c.hit_id = ? order by c.position`, hitId).map(viewOf);

/** Every correction in ledger order; for the figures. */
export function* allCorrections(db: Sqlite): Generator<CorrectionView> {
  const sql = `${select} where c.position > ? order by c.position limit ?`;
  for (const row of pages(db, sql, 'position', -1)) yield viewOf(row);
}
