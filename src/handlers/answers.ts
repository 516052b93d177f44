/** What each question is answered with: rows of the read models, and nothing more than the question asked for. */
import type { Elements, Question } from '../domain/query.js';
import { allCameras } from '../projections/cameras.js';
import type { DetectionView } from '../projections/detections.js';
import { accessHistory } from '../projections/history.js';
import { findHits, type HitView } from '../projections/hits.js';
import { findEntries } from '../projections/hotlists.js';
import { allMembers } from '../projections/members.js';
import { allReports } from '../projections/reports.js';
import { searchDetections } from '../projections/search.js';
import type { Sqlite } from '../vault/sqlite.js';

type Row = { readonly id: string };

/** Where its pictures lie is the vault's business; the answer says which there are. */
const shownDetection = (row: DetectionView) => ({
  ...row,
  images: row.images.map(({ kind }) => kind),
  models: undefined,
});

/** A hit is unverified until a person compared it; the answer says so in as many words (430.3(c)). */
const shownHit = (row: HitView) => ({ ...row, verified: row.verdict === 'verified' });

const registers = (db: Sqlite): readonly Row[] => [
  ...allMembers(db).map((member) => ({ register: 'members', ...member, passwordHash: undefined })),
  ...allCameras(db).map((camera) => ({ register: 'equipment', ...camera })),
];

/** One more row than wanted is asked for, to know whether there are more. */
export const answers: {
  readonly [Q in Question]: (db: Sqlite, elements: Elements, limit: number) => readonly Row[];
} = {
  detections: (db, { plate, plateState, cameraId, from, to }, limit) =>
    searchDetections(db, { plate, plateState, cameraId, from, to }, limit).map(shownDetection),
  hits: (db, { hitId, plate, cameraId, from, to }, limit) =>
    findHits(db, { hitId, plate, cameraId, from, to }, limit).map(shownHit),
  'open-hits': (db, _, limit) => findHits(db, { open: true }, limit).map(shownHit),
  'hot-list-entries': (db, { plate }, limit) =>
    findEntries(db, { plate }, limit).map((row) => ({ ...row, id: row.entryId })),
  'access-history': (db, { memberId, plate, caseNumber, hitId, from, to }, limit) =>
    accessHistory(db, { memberId, plate, caseNumber, hitId, from, to }, limit),
  figures: (db, _, limit) =>
    allReports(db)
      .slice(0, limit)
      .map((row) => ({ ...row, id: row.reportId })),
  registers: (db, _, limit) => registers(db).slice(0, limit),
};
