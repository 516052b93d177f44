/** One alert with everything its screen shows. */
import type { Sqlite } from '../vault/sqlite.js';
import { cameraById, type CameraView } from './cameras.js';
import { type CorrectionView, correctionsOf } from './corrections.js';
import { detectionById, type DetectionView } from './detections.js';
import { hitById, type HitView } from './hits.js';
import { entryById, type EntryView } from './hotlists.js';

/** A hit with what it came of: the read, the entry it met, the camera, and every correction. */
export type Alert = HitView & {
  readonly detection: DetectionView | undefined;
  readonly entry: EntryView | undefined;
  readonly camera: CameraView | undefined;
  readonly corrections: readonly CorrectionView[];
};

/** The alert, its picture's seals included, beside the text of the hot list. */
export const alertById = (db: Sqlite, hitId: string): Alert | undefined => {
  const hit = hitById(db, hitId);
  return (
    hit && {
      ...hit,
      detection: detectionById(db, hit.detectionId),
      entry: entryById(db, hit.entryId),
      camera: cameraById(db, hit.cameraId),
      corrections: correctionsOf(db, hitId),
    }
  );
};
