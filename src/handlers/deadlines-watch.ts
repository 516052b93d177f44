/** What the detectors see is flagged by the clock, each pattern once. */
import type { AnomalySeverity } from '../domain/anomaly.js';
import type { Settings } from '../domain/policy/settings.js';
import { allAnomalies } from '../projections/anomalies.js';
import { one } from '../projections/statements.js';
import { type Watched, watchedRows } from '../projections/watched.js';
import type { Detector, Flag } from '../reports/detectors/flag.js';
import { detectors as all } from '../reports/detectors/table.js';
import type { Sqlite } from '../vault/sqlite.js';
import type { Deadline, Due } from './deadlines.js';
import { derivedId } from './ids.js';

const graver: readonly AnomalySeverity[] = ['info', 'warn', 'high', 'critical'];

/** Whether this was flagged before: by the same detector, of the same member, sharing an event, and no less grave. */
const isKnown = (db: Sqlite): ((code: string, flag: Flag) => boolean) => {
  const known = new Map<string, { readonly severity: AnomalySeverity; readonly events: Set<string> }[]>();
  for (const { detector, memberId, severity, events } of allAnomalies(db)) {
    const key = `${detector} ${memberId}`;
    known.set(key, [...(known.get(key) ?? []), { severity, events: new Set(events) }]);
  }
  return (code, { memberId, severity, events }) =>
    (known.get(`${code} ${memberId}`) ?? []).some(
      (before) =>
        graver.indexOf(before.severity) >= graver.indexOf(severity) && events.some((event) => before.events.has(event)),
    );
};

const dueOf = ({ code }: Detector, { memberId, severity, events, count }: Flag): Due => {
  // Ids of events are random: what they are about cannot be guessed from an id that is derived from them.
  const of = [code, memberId ?? 'nobody', severity, events[0] ?? ''];
  const anomalyId = derivedId('anomaly', ...of);
  const data = { anomalyId, detector: code, severity, memberId, events, count };
  return { request: { type: 'FlagAnomaly', data }, of };
};

/** Every flag that is not on the ledger yet. Pure. */
export const freshFlags = (db: Sqlite, watched: Watched, settings: Settings, detectors = all): readonly Due[] => {
  const known = isKnown(db);
  return detectors.flatMap((detector) =>
    detector
      .watch(watched, settings)
      .filter((flag) => !known(detector.code, flag))
      .map((flag) => dueOf(detector, flag)),
  );
};

/** Up to where, and in which hour, each read model was last looked through. */
const looked = new WeakMap<Sqlite, string>();

/**
 * Looks through what was done since it last looked; when nothing was, once an hour, because some flags come with time
 * alone. What was flagged already is not flagged again.
 */
export const anomaliesSeen: Deadline = {
  name: 'anomalies',
  due: (db, now, { settings }) => {
    const last = one(db, 'select max(position) as last from accesses')?.last;
    const mark = `${String(last)} ${now.slice(0, 13)}`;
    if (looked.get(db) === mark) return [];
    const due = freshFlags(db, watchedRows(db, now, settings.oldDataDays), settings);
    // Only when nothing is left to be flagged is this hour done: a flag that could not be recorded is tried again.
    if (due.length === 0) looked.set(db, mark);
    return due;
  },
};
