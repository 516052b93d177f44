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

const addPlate = (db: Sqlite, conditions: Conditions, plate: string, how: DetectionsAsked['how']): void => {
  const plates = platesFor(db, plate, how);
  if (plates.length > MOST_PLATES) {
    const corrected = 'd.detection_id in (select detection_id from corrections where to_plate glob ?)';
    conditions.add(`d.plate glob ? or ${corrected}`, plate, plate);
    return;
  }
  const list = JSON.stringify(plates);
  const among = 'in (select value from json_each(?))';
  const corrected = `d.detection_id in (select detection_id from corrections where to_plate ${among})`;
  conditions.add(`d.plate ${among} or ${corrected}`, list, list);
};

/** Reads that can still be seen, latest first. What was corrected is found by either plate. */
export const searchDetections = (db: Sqlite, asked: DetectionsAsked, limit: number): DetectionView[] => {
  const conditions = new Conditions();
  const plate = asked.plate === undefined ? undefined : patternOf(asked.plate);
  if (plate !== undefined) addPlate(db, conditions, plate, asked.how);
  // A plate names few reads: the unary plus keeps SQLite from walking through all reads of the period instead.
  const captured = plate === undefined ? 'd.captured' : '+d.captured';
  conditions
    .add("d.plate_state in (?, 'unknown')", asked.plateState)
    .add(`${plate === undefined ? '' : '+'}d.camera_id = ?`, asked.cameraId)
    .add(`${captured} >= ?`, asked.from === undefined ? undefined : instant(asked.from))
    .add(`${captured} < ?`, asked.to === undefined ? undefined : instant(asked.to))
    .add('d.kept is not null or d.failure is not null');
  if (asked.after) {
    const { capturedAt, detectionId } = asked.after;
    const position = '(select position from detections where detection_id = ?)';
    conditions.add(`(d.captured, d.position) < (?, ${position})`, instant(capturedAt), detectionId);
  }
  const sql = `${selectDetections}${conditions.where} order by d.captured desc, d.position desc limit ?`;
  return many(db, sql, ...conditions.values, limit).map(detectionOf);
};
