/** Figures of the reads: by day, by camera and by how sure the reader was. */
import { dayIndex, type Quarter } from '../quarter.js';
import type { CameraRow, DetectionRow, Time } from '../source.js';
import { byKey } from '../statistics.js';

export type CameraReads = {
  readonly cameraId: string;
  /** `unregistered` when reads came from a camera the register does not know. */
  readonly mobility: 'fixed' | 'mobile' | 'unregistered';
  readonly reads: number;
  readonly unread: number;
  readonly stateUnknown: number;
  /** Reads below `lowConfidence`. */
  readonly low: number;
};

export type DayReads = {
  readonly day: string;
  readonly reads: number;
  readonly unread: number;
  /** Of the reads, those of mobile cameras. */
  readonly mobile: number;
};

export type ReadFigures = {
  readonly total: number;
  readonly unread: number;
  readonly stateUnknown: number;
  readonly low: number;
  readonly byDay: readonly DayReads[];
  readonly byCamera: readonly CameraReads[];
  /** Reads by confidence in twentieths, from 0-5 % to 95-100 %; what could not be read is in none of them. */
  readonly confidence: readonly number[];
  /** Cameras in service all quarter or a part of it that sent nothing. */
  readonly silent: readonly string[];
};

export type EquipmentFigures = {
  readonly inService: { readonly fixed: number; readonly mobile: number };
  readonly installed: number;
  readonly retired: number;
};

/** Below this confidence (1/10000) a read is counted as low. Ours, not the policy's. */
export const lowConfidence = 8000;

const bands = 20;
const bandOf = (confidence: number): number =>
  Math.min(bands - 1, Math.max(0, Math.floor((confidence * bands) / 10_000)));

type Counting = { reads: number; unread: number; stateUnknown: number; low: number };
const nothing = (): Counting => ({ reads: 0, unread: 0, stateUnknown: 0, low: 0 });

const inServiceDuring = ({ from, to }: Quarter, { installedAt, retiredAt }: CameraRow): boolean =>
  Date.parse(installedAt) < Date.parse(to) && (retiredAt === null || Date.parse(retiredAt) >= Date.parse(from));

/** Counts the reads in one pass, keeping nothing of any of them. */
export const readFigures = (
  quarter: Quarter,
  detections: Iterable<DetectionRow>,
  cameras: readonly CameraRow[],
): ReadFigures => {
  const register = new Map(cameras.map((camera) => [camera.cameraId, camera.mobility]));
  const days = quarter.days.map(({ day }) => ({ day, reads: 0, unread: 0, mobile: 0 }));
  const byCamera = new Map<string, Counting>();
  const confidence = Array.from({ length: bands }, () => 0);
  const sum = nothing();
  for (const row of detections) {
    const day = days[dayIndex(quarter, Date.parse(row.at))];
    if (!day) continue;
    const many = row.count ?? 1;
    const camera = byCamera.get(row.cameraId) ?? nothing();
    byCamera.set(row.cameraId, camera);
    const read = !row.unread && row.confidence !== null;
    day.reads += many;
    if (register.get(row.cameraId) === 'mobile') day.mobile += many;
    if (!read) day.unread += many;
    else confidence[bandOf(row.confidence!)]! += many;
    for (const counting of [sum, camera]) {
      counting.reads += many;
      if (!read) counting.unread += many;
      else if (row.confidence! < lowConfidence) counting.low += many;
      if (read && !row.stateKnown) counting.stateUnknown += many;
    }
  }
  return {
    total: sum.reads,
    unread: sum.unread,
    stateUnknown: sum.stateUnknown,
    low: sum.low,
    byDay: days,
    byCamera: [...byCamera]
      .map(([cameraId, counting]) => ({
        cameraId,
        mobility: register.get(cameraId) ?? ('unregistered' as const),
        ...counting,
      }))
      .toSorted((a, b) => b.reads - a.reads || byKey(a.cameraId, b.cameraId)),
    confidence,
    silent: cameras
      .filter((camera) => inServiceDuring(quarter, camera) && !byCamera.has(camera.cameraId))
      .map(({ cameraId }) => cameraId)
      .toSorted(byKey),
  };
};

/** What stood in service at the end, and what came and went during the quarter. */
export const equipmentFigures = (
  cameras: readonly CameraRow[],
  during: (at: Time) => boolean,
  asOf: Time,
): EquipmentFigures => {
  const end = Date.parse(asOf);
  const standing = cameras.filter(
    ({ installedAt, retiredAt }) =>
      Date.parse(installedAt) <= end && (retiredAt === null || Date.parse(retiredAt) > end),
  );
  return {
    inService: {
      fixed: standing.filter(({ mobility }) => mobility === 'fixed').length,
      mobile: standing.filter(({ mobility }) => mobility === 'mobile').length,
    },
    installed: cameras.filter(({ installedAt }) => during(installedAt)).length,
    retired: cameras.filter(({ retiredAt }) => retiredAt !== null && during(retiredAt)).length,
  };
};
