/** What a detector is: a pure function from what was done to flags, each with the events that caused it. */
import type { AnomalySeverity } from '../../domain/anomaly.js';
import type { Settings } from '../../domain/policy/settings.js';
import { day } from '../../domain/time.js';
import type { Watched } from '../../projections/watched.js';

export type Flag = {
  /** Whose use it is; null when it is nobody's in particular. */
  readonly memberId: string | null;
  readonly severity: AnomalySeverity;
  /** Ids of the events that caused it, earliest first. */
  readonly events: readonly string[];
  /** How often it was seen, in the words of the detector's sentence. */
  readonly count: number;
};

export type Detector = {
  /** Code on the ledger: never changed. */
  readonly code: string;
  /** A sentence that says what was seen; nothing personal is in it. */
  readonly says: (count: number) => string;
  readonly watch: (watched: Watched, settings: Settings) => readonly Flag[];
};

type Event = { readonly id: string; readonly at: number };

/** Events named in one flag at most; the latest are kept. */
const MOST_EVENTS = 50;

export const flag = (
  memberId: string | null,
  severity: AnomalySeverity,
  events: readonly Event[],
  count = events.length,
): Flag => ({
  memberId,
  severity,
  count,
  events: events
    .toSorted((a, b) => a.at - b.at)
    .slice(-MOST_EVENTS)
    .map(({ id }) => id),
});

/** Those of the last so many days. */
export const lately = <E extends { readonly at: number }>(events: readonly E[], now: number, days: number): E[] =>
  events.filter(({ at }) => at > now - days * day);

export const dayOfTime = (at: number): number => Math.floor(at / day);
