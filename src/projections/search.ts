/** Searching the reads: by a whole plate, by one that looks like it, by a part of one, by camera and by time. */
import { instant } from '../domain/time.js';
import { fold } from '../matching/lookalikes.js';
import { isPartial, longestRun, patternOf } from '../matching/pattern.js';
import type { Sqlite } from '../vault/sqlite.js';
import { type DetectionView, detectionOf, selectDetections } from './detections.js';
import { Conditions, many } from './statements.js';

export type DetectionsAsked = {
  /** `?` stands for one character, `*` for any number. */
  readonly plate?: string | undefined;
  /** Letter for letter unless told; a plate with wildcards is always searched as a part. */
  readonly how?: 'exact' | 'confusable' | undefined;
  /** Reads of this state, and those whose state nobody could tell. */
  readonly plateState?: string | undefined;
  readonly cameraId?: string | undefined;
  /** Captured at or after; ISO 8601, UTC. */
  readonly from?: string | undefined;
  /** Captured before. */
  readonly to?: string | undefined;
  /** The last row of the page before. */
  readonly after?: Pick<DetectionView, 'capturedAt' | 'detectionId'> | undefined;
};

/** With more plates than this, the latest reads are tried one by one instead: a weak pattern finds some at once. */
const MOST_PLATES = 2_000;

/**
 * Plates of the dictionary that fit. Three known characters in a row are looked up in the trigram index, which is
 * a thousand times faster than trying each of a million plates; anything weaker tries each (toolchain, section 2).
 */
const fitting = (db: Sqlite, pattern: string): string[] => {
  const indexed = longestRun(pattern).length >= 3;
  const sql = `select plate from ${indexed ? 'grams' : 'plates'} where plate glob ? limit ?`;
  return many(db, sql, pattern, MOST_PLATES + 1).map(({ plate }) => plate as string);
};

const alike = (db: Sqlite, plate: string): string[] =>
  many(db, 'select plate from plates where folded = ?', fold(plate)).map(({ plate: found }) => found as string);

const platesFor = (db: Sqlite, plate: string, how: DetectionsAsked['how']): string[] => {
  if (isPartial(plate)) return fitting(db, plate);
  return how === 'confusable' ? alike(db, plate) : [plate];
};

/** Adds the plate to the conditions; true when it names few enough reads to begin with them. */
const addPlate = (db: Sqlite, conditions: Conditions, plate: string, how: DetectionsAsked['how']): boolean => {
  const plates = platesFor(db, plate, how);
  if (plates.length > MOST_PLATES) {
    const corrected = 'd.detection_id in (select detection_id from corrections where to_plate glob ?)';
    conditions.add(`d.plate glob ? or ${corrected}`, plate, plate);
    return false;
  }
  const list = JSON.stringify(plates);
  const among = 'in (select value from json_each(?))';
  const corrected = `d.detection_id in (select detection_id from corrections where to_plate ${among})`;
  conditions.add(`d.plate ${among} or ${corrected}`, list, list);
  return true;
};

const timeOf = (at: string | undefined): number | undefined => (at === undefined ? undefined : instant(at));

/** Reads that can still be seen, latest first. What was corrected is found by either plate. */
export const searchDetections = (db: Sqlite, asked: DetectionsAsked, limit: number): DetectionView[] => {
  const conditions = new Conditions();
  const few = asked.plate !== undefined && addPlate(db, conditions, patternOf(asked.plate), asked.how);
  // Where the plate names few reads, a unary plus keeps SQLite from walking through all reads of the period instead.
  const column = (name: string): string => (few ? `+d.${name}` : `d.${name}`);
  conditions
    .add("d.plate_state in (?, 'unknown')", asked.plateState)
    .add(`${column('camera_id')} = ?`, asked.cameraId)
    .add(`${column('captured')} >= ?`, timeOf(asked.from))
    .add(`${column('captured')} < ?`, timeOf(asked.to))
    .add('d.kept is not null or d.failure is not null')
    .add('d.detection_id not in (select detection_id from quarantined)');
  if (asked.after) {
    const { capturedAt, detectionId } = asked.after;
    const position = '(select position from detections where detection_id = ?)';
    conditions.add(`(d.captured, d.position) < (?, ${position})`, instant(capturedAt), detectionId);
  }
  const order = 'order by d.captured desc, d.position desc';
  // Positions first: only the rows that are shown are read whole.
  const shown = `select d.position from detections d${conditions.where} ${order} limit ?`;
  const sql = `${selectDetections} where d.position in (${shown}) ${order}`;
  return many(db, sql, ...conditions.values, limit).map(detectionOf);
};
