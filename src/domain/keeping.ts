/** What of one day's data must be kept, and what may go: holds, clocks of downloads, and purges, folded together. */
import type { RetentionEvent } from './retention.js';
import { between, instant, iso8601 } from './time.js';

export type Purge = {
  readonly purgeId: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  /** The time that was vouched for when it was proposed. */
  readonly vouchedAt: string;
  /** Units that could be read then. */
  readonly units: number;
  readonly approvedBy: string | null;
  readonly committed: boolean;
};

export type RetentionState = {
  /** Downloaded units, and until when each is kept. */
  readonly clocks: Readonly<Record<string, string>>;
  /** Holds in force and what each holds; null where the list cannot be read any more, which then counts as all. */
  readonly holds: Readonly<Record<string, readonly string[] | null>>;
  readonly purge: Purge | null;
  /** Once the day was purged: the units that are still readable. Null while the whole day is. */
  readonly kept: readonly string[] | null;
};

export const nothingYet: RetentionState = { clocks: {}, holds: {}, purge: null, kept: null };

/** The earlier of two times: of the wall clock and what is vouched for, the one that destroys less. */
export const earlier = (at: string, vouchedAt: string | null): string =>
  vouchedAt !== null && between(vouchedAt, at) > 0 ? vouchedAt : at;

const distinct = (units: readonly string[]): readonly string[] => [...new Set(units)].sort();

/** What holds keep, as far as their lists can be read. */
const held = ({ holds }: RetentionState): readonly string[] => Object.values(holds).flatMap((units) => units ?? []);

/** Downloaded units whose own clock still runs. */
const running = ({ clocks }: RetentionState, at: string): readonly string[] =>
  Object.entries(clocks).flatMap(([unit, until]) => (between(at, until) > 0 ? [unit] : []));

/** Of some units, those that can still be read. */
export const readable = ({ kept }: RetentionState, units: readonly string[]): readonly string[] => {
  if (kept === null) return distinct(units);
  const left = new Set(kept);
  return distinct(units.filter((unit) => left.has(unit)));
};

/** What a purge at that time leaves readable: what is held, and what was downloaded and has time left. In order. */
export const keptAt = (state: RetentionState, at: string): readonly string[] =>
  readable(state, [...held(state), ...running(state, at)]);

/** What holds alone keep of what can still be read. */
export const heldUnits = (state: RetentionState): readonly string[] => readable(state, held(state));

/** Holds whose lists cannot be read: while one is in force, nothing of the day goes. */
export const unreadableHolds = ({ holds }: RetentionState): readonly string[] =>
  Object.entries(holds).flatMap(([holdId, units]) => (units === null ? [holdId] : []));

/** The same day one year later, or the last of February where there is no such day: never longer than one year. */
const yearAfter = (at: string): string => {
  const year = String(Number(at.slice(0, 4)) + 1).padStart(4, '0');
  const text = `${year}${at.slice(4)}`;
  return Number.isNaN(instant(text)) ? `${year}-02-28${at.slice(10)}` : text;
};

/** The longest that a download at that time may run: one year, or the days of the schedule where those are fewer. */
export const longestUntil = (at: string, days: number): string => {
  const byDays = instant(at) + days * 86_400_000;
  return iso8601(Math.min(byDays, instant(yearAfter(at))));
};

type Asking = { readonly detectionId: string; readonly until: string | null; readonly downloadDays: number };

/** Until when a download is kept: as asked, else as long as may be; never longer than a clock already running. */
export const clockUntil = ({ clocks }: RetentionState, asked: Asking, at: string): string =>
  asked.until ?? clocks[asked.detectionId] ?? longestUntil(at, asked.downloadDays);

const without = <T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

const joined = (
  before: readonly string[] | null | undefined,
  units: readonly string[] | null,
): readonly string[] | null => {
  if (before === null || units === null) return null;
  return distinct([...(before ?? []), ...units]);
};

export const evolve = (state: RetentionState, event: RetentionEvent): RetentionState => {
  const { clocks, holds } = state;
  switch (event.type) {
    case 'RetentionClockSet':
      return { ...state, clocks: { ...clocks, [event.data.unit]: event.data.until } };
    case 'UnitsHeld': {
      const { holdId } = event.data;
      return { ...state, holds: { ...holds, [holdId]: joined(holds[holdId], event.sealed?.units ?? null) } };
    }
    case 'UnitsLetGo':
      return { ...state, holds: without(holds, event.data.holdId) };
    case 'PurgeProposed': {
      const { purgeId, memberId: proposedBy, proposedAt, vouchedAt, units } = event.data;
      const purge = { purgeId, proposedBy, proposedAt, vouchedAt, units, approvedBy: null, committed: false };
      return { ...state, purge };
    }
    case 'PurgeApproved':
      return { ...state, purge: state.purge && { ...state.purge, approvedBy: event.data.memberId } };
    case 'PurgeCommitted': {
      const kept = keptAt(state, earlier(event.data.committedAt, event.data.vouchedAt));
      return { ...state, kept, purge: state.purge && { ...state.purge, committed: true } };
    }
    case 'PurgeBlockedByHold':
    case 'PurgeCompleted':
      return { ...state, purge: null };
    case 'DetectionDownloaded':
    case 'PurgeResurrectionBlocked':
      return state;
  }
};

/** Whether anything of the day is there to be destroyed at that time. */
export const somethingToGo = (state: RetentionState, units: number, at: string): boolean =>
  keptAt(state, at).length < (state.kept?.length ?? units);
