/** Where the cameras look: each placement with its last review, and when the next is due (430.8¶4). */
import type { PlacementEvent, PublicView, SensitiveSite } from '../domain/placement.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { keptOn, type Projection, type Told } from './projection.js';
import { insert, many, run, update } from './statements.js';

export type PlacementView = {
  /** The camera's. */
  readonly id: string;
  readonly publicView: PublicView;
  readonly sites: readonly SensitiveSite[];
  readonly frame: string;
  readonly masks: number;
  readonly approvedAt: string;
  readonly approvedBy: string;
  readonly reviewedAt: string | null;
  readonly reviewedBy: string | null;
  readonly outcome: 'kept' | 'to-be-moved' | null;
  readonly reviewDue: string;
  readonly fieldOfView: string | null;
  readonly justification: string | null;
  readonly note: string | null;
};

const seen = ({ sites, frame, masks, reviewDue }: PlacementEvent['data']) => ({
  sites: JSON.stringify(sites),
  frame,
  masks,
  review_due: reviewDue,
});

const approve = (db: Sqlite, event: Told<'PlacementApproved'>): void => {
  const { cameraId, approvedBy, publicView } = event.data;
  // A new approval takes the place of the one before it, with its reviews.
  run(db, 'delete from placements where camera_id = ?', cameraId);
  insert(db, 'placements', {
    camera_id: cameraId,
    public_view: publicView,
    approved_at: event.occurredAt,
    approved_by: approvedBy,
    ...seen(event.data),
    field_of_view: event.sealed?.fieldOfView,
    justification: event.sealed?.justification,
    kept: keptOn(event),
  });
};

export const placements: Projection = {
  name: 'placements',
  tables: `
    create table placements (
      camera_id text primary key, public_view text not null, sites text not null, frame text not null,
      masks integer not null, approved_at text not null, approved_by text not null, reviewed_at text, reviewed_by text,
      outcome text, review_due text not null, field_of_view text, justification text, kept integer, note text,
      note_kept integer
    ) without rowid;
  `,
  on: {
    PlacementApproved: approve,
    PlacementReviewed: (db, event) => {
      const { cameraId, reviewedBy, outcome } = event.data;
      const reviewed = { reviewed_at: event.occurredAt, reviewed_by: reviewedBy, outcome };
      const noted = { note: event.sealed?.note, note_kept: keptOn(event) };
      update(db, 'placements', { ...reviewed, ...seen(event.data), ...noted }, { camera_id: cameraId });
    },
  },
  sealed: [
    {
      table: 'placements',
      class: 'register',
      columns: ['field_of_view', 'justification'],
      kept: 'kept',
      unit: 'camera_id',
    },
    { table: 'placements', class: 'register', columns: ['note'], kept: 'note_kept', unit: 'camera_id' },
  ],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const viewOf = (row: SqlRow): PlacementView => ({
  id: row.camera_id as string,
  publicView: row.public_view as PublicView,
  sites: JSON.parse(row.sites as string) as SensitiveSite[],
  frame: row.frame as string,
  masks: row.masks as number,
  approvedAt: row.approved_at as string,
  approvedBy: row.approved_by as string,
  reviewedAt: text(row, 'reviewed_at'),
  reviewedBy: text(row, 'reviewed_by'),
  outcome: row.outcome as PlacementView['outcome'],
  reviewDue: row.review_due as string,
  fieldOfView: text(row, 'field_of_view'),
  justification: text(row, 'justification'),
  note: text(row, 'note'),
});

/** Every placement, the one whose review is due soonest first. */
export const allPlacements = (db: Sqlite): PlacementView[] =>
  many(db, 'select * from placements order by review_due, camera_id').map(viewOf);

/** Fixed cameras in service that nobody has approved a placement for. */
export const unplacedCameras = (db: Sqlite): string[] =>
  many(
    db,
    `select camera_id from cameras where mobility = 'fixed' and retired_at is null
      and camera_id not in (select camera_id from placements) order by camera_id`,
  ).map(({ camera_id: id }) => id as string);
