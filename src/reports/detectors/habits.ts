/** Detectors of how somebody searches: when, how much, for which words, under which numbers, and how far back. */
import type { Settings } from '../../domain/policy/settings.js';
import { day, hour, minute } from '../../domain/time.js';
import type { Search, Watched } from '../../projections/watched.js';
import { grouped, percentile } from '../statistics.js';
import { dayOfTime, type Detector, flag, type Flag, lately } from './flag.js';

const byMember = (searches: readonly Search[]) => grouped(searches, ({ memberId }) => memberId);
const hourOf = (at: number): number => Math.floor((at % day) / hour);
const apart = (one: number, other: number): number => Math.min((one - other + 24) % 24, (other - one + 24) % 24);

/** The fewest hours of the day that hold 85 % of the searches. */
const usualHours = (searches: readonly Search[]): number[] => {
  const counts = grouped(searches, ({ at }) => String(hourOf(at))).map(([key, all]) => ({
    key: Number(key),
    count: all.length,
  }));
  const hours: number[] = [];
  let held = 0;
  for (const { key, count } of counts.toSorted((a, b) => b.count - a.count)) {
    if (held >= 0.85 * searches.length) break;
    hours.push(key);
    held += count;
  }
  return hours;
};

const SHIFTS_KNOWN = 5;
const AROUND_SHIFT = 30 * minute;

/** Searches outside the member's shifts where he keeps any; otherwise far from the hours in which he usually works. */
const outside = (
  watched: Watched,
  memberId: string,
  all: readonly Search[],
  { shiftHours, offShiftHours, baselineSearches }: Settings,
): readonly Search[] => {
  const recent = lately(all, watched.now, 7);
  const shifts = watched.shifts.filter((shift) => shift.memberId === memberId);
  if (shifts.length >= SHIFTS_KNOWN)
    return recent.filter(
      ({ at }) =>
        !shifts.some(
          ({ from, to }) => at >= from - AROUND_SHIFT && at <= (to ?? from + shiftHours * hour) + AROUND_SHIFT,
        ),
    );
  const before = all.filter(({ at }) => at <= watched.now - 7 * day);
  if (before.length < baselineSearches) return [];
  const usual = usualHours(before);
  return recent.filter(({ at }) => usual.every((one) => apart(one, hourOf(at)) >= offShiftHours));
};

/** D5. */
export const offShift: Detector = {
  code: 'off-shift',
  says: (count) => `${count} searches were made outside the member’s shifts or usual hours.`,
  watch: (watched, settings) =>
    byMember(watched.searches).flatMap(([memberId, all]) => {
      const odd = outside(watched, memberId, all, settings);
      return odd.length >= settings.offShiftSearches ? [flag(memberId, 'warn', odd)] : [];
    }),
};

const FEW = 5;

/** D6: a few searches with hours of silence on both sides, and no event. */
export const isolatedSession: Detector = {
  code: 'isolated-session',
  says: (count) => `${count} searches without an event stood alone, with hours of silence before and after.`,
  watch: ({ acts, searches, now }, { isolatedHours }) => {
    const idle = isolatedHours * hour;
    const asked = new Map(searches.map((one) => [one.id, one]));
    return grouped(acts, ({ memberId }) => memberId).flatMap(([memberId, all]) => {
      const bursts: { id: string; at: number }[][] = [];
      for (const act of all) {
        const last = bursts.at(-1)?.at(-1);
        if (last && act.at - last.at < idle) bursts.at(-1)!.push(act);
        else bursts.push([act]);
      }
      // The first has no silence known before it; the last none after it until so much time has passed.
      return bursts.slice(1).flatMap((burst) => {
        const made = burst.flatMap(({ id }) => asked.get(id) ?? []);
        const over = now - burst.at(-1)!.at >= idle;
        const alone = made.length > 0 && made.length <= FEW && made.every(({ number }) => number === null);
        return over && alone && lately(made, now, 7).length > 0 ? [flag(memberId, 'warn', made)] : [];
      });
    });
  },
};

/** D8. */
export const clonedReason: Detector = {
  code: 'cloned-reason',
  says: (count) => `The same words stood as the reason of ${count} searches for different plates.`,
  watch: ({ searches, now }, { clonedReasons, clonedPlates }) =>
    grouped(
      lately(searches, now, 30).filter(({ reason }) => reason !== null),
      ({ memberId, reason, number }) => `${memberId} ${number ?? ''} ${reason!.trim().toLowerCase()}`,
    ).flatMap(([, all]) => {
      const plates = new Set(all.flatMap(({ plate }) => plate ?? [])).size;
      const cloned = all.length >= clonedReasons && plates >= clonedPlates;
      return cloned && lately(all, now, 7).length > 0 ? [flag(all[0]!.memberId, 'warn', all)] : [];
    }),
};

const DIGITS = 4;

/** A number nobody was given: too few digits, one digit over and over, or digits counted up or down. */
export const madeUp = (number: string): boolean => {
  const digits = number.replaceAll(/\D/g, '');
  const steps = new Set([...digits].slice(1).map((digit, index) => Number(digit) - Number(digits[index])));
  return digits.length < DIGITS || (steps.size === 1 && [0, 1, -1].includes([...steps][0]!));
};

/** D9: numbers of a shape that no event has, or under which too many members look for too many things. */
export const eventNumber: Detector = {
  code: 'event-number',
  says: (count) => `${count} searches bear an event number that looks made up, or that serves many members at once.`,
  watch: ({ searches, now }, { eventNumberUsers }) => {
    const recent = lately(searches, now, 7).filter(({ number }) => number !== null);
    const shaped = byMember(recent.filter(({ number }) => madeUp(number!))).map(([memberId, all]) =>
      flag(memberId, 'high', all),
    );
    const shared = grouped(
      lately(searches, now, 30).filter(({ number }) => number !== null),
      ({ number }) => number!,
    )
      .filter(
        ([, all]) =>
          new Set(all.map(({ memberId }) => memberId)).size > eventNumberUsers &&
          new Set(all.map(({ plate }) => plate)).size > eventNumberUsers &&
          lately(all, now, 7).length > 0,
      )
      .map(([, all]) => flag(null, 'high', all));
    return [...shaped, ...shared];
  },
};

const burstOf = (all: readonly Search[], now: number, { baselineSearches, burstSearches }: Settings): Flag[] => {
  if (all.length < baselineSearches) return [];
  const hours = grouped(all, ({ at }) => String(Math.floor(at / hour)));
  return hours.flatMap(([key, within]) => {
    if (within.length < burstSearches || lately(within, now, 7).length === 0) return [];
    const others = hours.filter(([other]) => other !== key).map(([, one]) => one.length);
    const mean = others.reduce((sum, one) => sum + one, 0) / others.length;
    const spread = Math.sqrt(others.reduce((sum, one) => sum + (one - mean) ** 2, 0) / others.length);
    // Hours that are all alike have no spread; less than one search is no measure of anything.
    return within.length > mean + 3 * Math.max(1, spread) ? [flag(within[0]!.memberId, 'warn', within)] : [];
  });
};

/** D14: more in one hour than three standard deviations above the member’s own. */
export const burst: Detector = {
  code: 'burst',
  says: (count) => `${count} searches were made within one hour, far more than the member’s own measure.`,
  watch: ({ searches, now }, settings) => byMember(searches).flatMap(([, all]) => burstOf(all, now, settings)),
};

/** D16. */
export const oldData: Detector = {
  code: 'old-data',
  says: (count) => `${count} reads from long ago were shown.`,
  watch: ({ oldReads, now }, { oldReadsShown }) =>
    grouped(lately(oldReads, now, 7), ({ memberId }) => memberId).flatMap(([memberId, all]) => {
      const shown = all.reduce((sum, { rows }) => sum + rows, 0);
      return shown >= oldReadsShown ? [flag(memberId, 'high', all, shown)] : [];
    }),
};

/** D22: more rows in a day than in ninety-nine of a hundred days of all members, and more than anybody reads. */
export const bulkView: Detector = {
  code: 'bulk-view',
  says: (count) => `${count} rows were shown to one member in one day.`,
  watch: ({ searches, now }, { bulkRows }) => {
    const days = grouped(searches, ({ memberId, at }) => `${memberId} ${dayOfTime(at)}`).map(([, all]) => ({
      all,
      rows: all.reduce((sum, { shown }) => sum + shown, 0),
    }));
    return days.flatMap(({ all, rows }) => {
      const others = days.filter((one) => one.all !== all).map((one) => one.rows);
      const unusual = rows >= bulkRows && rows > (percentile(others, 0.99) ?? 0);
      return unusual && lately(all, now, 7).length > 0 ? [flag(all[0]!.memberId, 'high', all, rows)] : [];
    });
  },
};
