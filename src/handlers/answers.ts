/** What each question is answered with: rows of the read models, and nothing more than the question asked for. */
import type { Actor } from '../domain/actor.js';
import { demands } from '../domain/policy/categories.js';
import type { Elements, Question } from '../domain/query.js';
import { detectionById, type DetectionView } from '../projections/detections.js';
import { accessHistory, positionOf } from '../projections/history.js';
import { findHits, type HitView } from '../projections/hits.js';
import { findEntries } from '../projections/hotlists.js';
import { registerNames } from '../domain/registers.js';
import { registerRows } from '../projections/registers.js';
import { allReports } from '../projections/reports.js';
import { searchDetections } from '../projections/search.js';
import { sentenceOf } from '../reports/detectors/table.js';
import type { Sqlite } from '../vault/sqlite.js';
import { readingOf } from './evidence.js';

type Row = { readonly id: string };

/** Where its pictures lie is the vault's business; the answer says which there are. */
const shownDetection = (row: DetectionView) => ({
  ...row,
  images: row.images.map(({ kind }) => kind),
  models: undefined,
});

/** A hit is unverified until a person compared it; the answer says so in as many words (430.3(c)). */
const shownHit = (db: Sqlite) => (row: HitView) => ({
  ...row,
  verified: row.verdict === 'verified',
  reading: readingOf(db, row.detectionId),
  /** 1 is looked at first: what is sought for an expired registration can wait. */
  priority: demands[row.category].priority,
});

/** What follows the row with that id; everything where none is named. */
const following = <R extends Row>(rows: readonly R[], after: string | undefined): readonly R[] =>
  after === undefined ? rows : rows.slice(rows.findIndex(({ id }) => id === after) + 1);

/** Rows of what is never long are all read, and those of the page taken. */
const ALL = 1_000_000;

/** A flag says in a sentence what was seen; the sentence is made here, from a code and a number. */
const said = (row: Row): Row => {
  const { detector, count } = row as Row & { readonly detector?: unknown; readonly count?: unknown };
  if (typeof detector !== 'string' || typeof count !== 'number') return row;
  return { ...row, sentence: sentenceOf(detector, count) } as Row;
};

/** The register named, or all of them one after the other. */
const registers: Answering = (db, { register }, limit, by, after) =>
  following(
    (register ? [register] : registerNames).flatMap((name) =>
      registerRows[name](db, after === undefined ? limit : ALL, by).map((row) => ({ register: name, ...said(row) })),
    ),
    after,
  ).slice(0, limit);

const detections: Answering = (db, { plate, plateState, cameraId, from, to }, limit, _by, after) => {
  const last = after === undefined ? undefined : detectionById(db, after);
  return searchDetections(db, { plate, plateState, cameraId, from, to, after: last }, limit).map(shownDetection);
};

const history: Answering = (db, { kind, ...elements }, limit, _by, after) => {
  const { memberId, username, plate, caseNumber, hitId, eventId, from, to } = elements;
  const asked = { memberId, username, plate, caseNumber, hitId, eventId, from, to };
  const position = after === undefined ? undefined : positionOf(db, after);
  return accessHistory(db, { ...asked, kinds: kind === undefined ? undefined : [kind], after: position }, limit);
};

/** From the read models, for what was asked: so many rows, those that follow the row named. */
type Answering = (db: Sqlite, elements: Elements, limit: number, by: Actor, after?: string) => readonly Row[];

/** One more row than wanted is asked for, to know whether there are more. */
export const answers: { readonly [Q in Question]: Answering } = {
  detections,
  hits: (db, { hitId, plate, cameraId, from, to }, limit, _by, after) =>
    findHits(db, { hitId, plate, cameraId, from, to, after }, limit).map(shownHit(db)),
  'open-hits': (db, _, limit, _by, after) => findHits(db, { open: true, after }, limit).map(shownHit(db)),
  'hot-list-entries': (db, { plate }, limit, _by, after) =>
    findEntries(db, { plate, after }, limit).map((row) => ({ ...row, id: row.entryId })),
  'access-history': history,
  figures: (db, _, limit, _by, after) =>
    following(
      allReports(db).map((row) => ({ ...row, id: row.reportId })),
      after,
    ).slice(0, limit),
  registers,
};
