/** Figures of the equipment beside what it read: inspections, faults, signs of life, deployments and transfers. */
import type { RecordSource } from '../records.js';
import type { CameraRow } from '../source.js';
import { byKey, count, grouped, secondsBetween, tally, type Waiting, waiting } from '../statistics.js';
import { byEnd, type Frame, standing } from './frame.js';

export type CameraUptime = {
  readonly cameraId: string;
  /** Hours of the period in which it was in service, and those of them in which it was heard of. */
  readonly hours: number;
  readonly heard: number;
};

export type CameraDeployments = {
  readonly cameraId: string;
  readonly mobility: 'fixed' | 'mobile';
  readonly deployments: number;
  readonly hours: number;
  readonly reads: number;
};

export type UpkeepFigures = {
  readonly inspections: { readonly made: number; readonly unsound: number };
  readonly checks: { readonly made: number; readonly failing: number; readonly disagreeing: number };
  readonly faults: {
    readonly reported: number;
    readonly cleared: number;
    readonly open: number;
    readonly byKind: readonly { readonly key: string; readonly count: number }[];
    readonly toClearing: Waiting;
  };
  readonly maintenance: readonly { readonly key: string; readonly count: number }[];
  readonly placements: {
    readonly placed: number;
    readonly reviewed: number;
    readonly reviewOverdue: readonly string[];
    readonly toBeMoved: number;
    readonly unplaced: readonly string[];
  };
  readonly uptime: readonly CameraUptime[];
  /** Different plates of each camera, among the reads that could still be read when the report was made. */
  readonly plates: readonly { readonly cameraId: string; readonly plates: number }[];
  readonly shifts: { readonly begun: number; readonly ended: number };
  readonly deployments: readonly CameraDeployments[];
  readonly batches: {
    readonly received: number;
    readonly announced: number;
    readonly mismatched: number;
    /** Reads announced and not recorded, in the batches that do not agree. */
    readonly missing: number;
  };
};

const HOUR = 3_600_000;
const hoursOf = (ms: number): number => Math.round((ms / HOUR) * 10) / 10;

const uptime = (source: RecordSource, frame: Frame, cameras: readonly CameraRow[]): CameraUptime[] => {
  const heard = new Map<string, Set<number>>();
  for (const { at, cameraId } of source.signsOfLife()) {
    const hour = Math.floor(Date.parse(at) / HOUR);
    if (hour * HOUR + HOUR <= Date.parse(frame.from) || hour * HOUR >= Date.parse(frame.end)) continue;
    const hours = heard.get(cameraId) ?? new Set();
    heard.set(cameraId, hours.add(hour));
  }
  return cameras
    .flatMap(({ cameraId, installedAt, retiredAt }) => {
      const from = Math.max(Date.parse(frame.from), Date.parse(installedAt));
      const to = Math.min(Date.parse(frame.end), retiredAt === null ? Infinity : Date.parse(retiredAt));
      if (to <= from) return [];
      const hours = Math.ceil(to / HOUR) - Math.floor(from / HOUR);
      const within = [...(heard.get(cameraId) ?? [])].filter((hour) => hour * HOUR + HOUR > from && hour * HOUR < to);
      return [{ cameraId, hours, heard: within.length }];
    })
    .toSorted((a, b) => byKey(a.cameraId, b.cameraId));
};

const deployments = (source: RecordSource, frame: Frame): CameraDeployments[] =>
  grouped(
    [...source.deployments()].filter(({ startedAt }) => frame.during(startedAt)),
    ({ cameraId }) => cameraId,
  ).map(([cameraId, rows]) => ({
    cameraId,
    mobility: rows[0]!.mobility,
    deployments: rows.length,
    hours: hoursOf(
      rows.reduce((all, { startedAt, endedAt }) => {
        const until = Math.min(Date.parse(frame.end), endedAt === null ? Infinity : Date.parse(endedAt));
        return all + Math.max(0, until - Date.parse(startedAt));
      }, 0),
    ),
    reads: rows.reduce((all, { reads }) => all + reads, 0),
  }));

const faults = (source: RecordSource, frame: Frame): UpkeepFigures['faults'] => {
  const all = [...source.faults()];
  const reported = all.filter(({ reportedAt }) => frame.during(reportedAt));
  const cleared = all.filter(({ clearedAt }) => clearedAt !== null && frame.during(clearedAt));
  return {
    reported: reported.length,
    cleared: cleared.length,
    open: count(all, ({ reportedAt, clearedAt }) => standing(frame, reportedAt, clearedAt)),
    byKind: tally(reported.map(({ kind }) => kind)).ranked(),
    toClearing: waiting(cleared.map(({ reportedAt, clearedAt }) => secondsBetween(reportedAt, clearedAt!))),
  };
};

const placements = (source: RecordSource, frame: Frame): UpkeepFigures['placements'] => {
  const all = [...source.placements()];
  return {
    placed: all.length,
    reviewed: count(all, ({ reviewedAt }) => reviewedAt !== null && frame.during(reviewedAt)),
    reviewOverdue: all
      .filter(({ reviewDue }) => byEnd(frame, reviewDue))
      .map(({ cameraId }) => cameraId)
      .toSorted(byKey),
    toBeMoved: count(all, ({ outcome }) => outcome === 'to-be-moved'),
    unplaced: [...source.unplaced()].toSorted(byKey),
  };
};

const batches = (source: RecordSource, frame: Frame): UpkeepFigures['batches'] => {
  const received = [...source.batches()].filter(({ receivedAt }) => frame.during(receivedAt));
  const wrong = received.filter(({ recorded }) => recorded !== null);
  return {
    received: received.length,
    announced: received.reduce((all, { announced }) => all + announced, 0),
    mismatched: wrong.length,
    missing: wrong.reduce((all, { announced, recorded }) => all + Math.max(0, announced - recorded!), 0),
  };
};

/** What was done to the equipment in the period, and how it stood at its end. */
export const upkeepFigures = (source: RecordSource, frame: Frame, cameras: readonly CameraRow[]): UpkeepFigures => {
  const inspections = [...source.inspections()].filter(({ at }) => frame.during(at));
  const checks = [...source.checks()].filter(({ at }) => frame.during(at));
  const shifts = [...source.shifts()];
  return {
    inspections: { made: inspections.length, unsound: count(inspections, ({ sound }) => !sound) },
    checks: {
      made: checks.length,
      failing: count(checks, ({ functioning }) => !functioning),
      disagreeing: count(checks, ({ agrees }) => !agrees),
    },
    faults: faults(source, frame),
    maintenance: tally([...source.maintenance()].filter(({ at }) => frame.during(at)).map(({ work }) => work)).ranked(),
    placements: placements(source, frame),
    uptime: uptime(source, frame, cameras),
    plates: [...source.differentPlates(frame.from, frame.to)].toSorted((a, b) => byKey(a.cameraId, b.cameraId)),
    shifts: {
      begun: count(shifts, ({ startedAt }) => frame.during(startedAt)),
      ended: count(shifts, ({ endedAt }) => endedAt !== null && frame.during(endedAt)),
    },
    deployments: deployments(source, frame),
    batches: batches(source, frame),
  };
};
