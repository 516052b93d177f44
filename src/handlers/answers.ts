/** What each question is answered with: rows of the read models, and nothing more than the question asked for. */
import type { Actor } from '../domain/actor.js';
import type { Elements, Question } from '../domain/query.js';
import type { DetectionView } from '../projections/detections.js';
import { accessHistory } from '../projections/history.js';
import { findHits, type HitView } from '../projections/hits.js';
import { findEntries } from '../projections/hotlists.js';
import { registerNames } from '../domain/registers.js';
import { registerRows } from '../projections/registers.js';
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

/** The register named, or all of them one after the other. */
const registers = (db: Sqlite, { register }: Elements, limit: number, by: Actor): readonly Row[] =>
  (register ? [register] : registerNames)
    .flatMap((name) => registerRows[name](db, limit, by).map((row) => ({ register: name, ...row })))
    .slice(0, limit);

/** One more row than wanted is asked for, to know whether there are more. */
export const answers: {
  readonly [Q in Question]: (db: Sqlite, elements: Elements, limit: number, by: Actor) => readonly Row[];
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
  registers,
};
