/** Detectors of whom is looked for: one plate again and again, plates that belong together, too many for a reason. */
import type { Settings } from '../../domain/policy/settings.js';
import type { Search, Watched } from '../../projections/watched.js';
import { grouped } from '../statistics.js';
import { dayOfTime, type Detector, flag, type Flag, lately } from './flag.js';

type Targeted = Search & { readonly plate: string };

const targeted = ({ searches }: Watched): Targeted[] =>
  searches.filter((one): one is Targeted => one.plate !== null && !/[?*]/.test(one.plate));

/** One member's searches for one plate. */
const pairs = (watched: Watched): readonly Targeted[][] =>
  grouped(targeted(watched), ({ memberId, plate }) => `${memberId} ${plate}`).map(([, searches]) => searches);

const numbersOf = (searches: readonly Search[]): Set<string> =>
  new Set(searches.flatMap(({ number }) => (number === null ? [] : [number])));

/** What is searched under one case on one day counts once. */
const oncePerCase = (searches: readonly Targeted[]): Targeted[] => {
  const seen = new Set<string>();
  return searches.filter(({ number, at, id }) => {
    const key = number === null ? id : `${number} ${dayOfTime(at)}`;
    return !seen.has(key) && seen.add(key);
  });
};

const repeated = (all: readonly Targeted[], now: number, settings: Settings): Flag[] => {
  // One plate under one case, always the same, is an investigation.
  if (all.every(({ number }) => number !== null) && numbersOf(all).size === 1) return [];
  const counted = oncePerCase(all);
  const week = lately(counted, now, 7);
  const enough = week.length >= settings.repeatWeek || counted.length >= settings.repeatQuarter;
  if (!enough || week.length === 0) return [];
  const severity = counted.length >= settings.repeatCritical ? 'critical' : 'high';
  return [flag(counted[0]!.memberId, severity, counted)];
};

/** D1. */
export const repeatTarget: Detector = {
  code: 'repeat-target',
  says: (count) => `One plate was searched ${count} times by the same member, with no case or under several.`,
  watch: (watched, settings) => pairs(watched).flatMap((all) => repeated(all, watched.now, settings)),
};

const daysTogether = (one: readonly Targeted[], other: readonly Targeted[]): Targeted[] => {
  const sessions = new Set(other.map(({ sessionId }) => sessionId));
  return one.filter(({ sessionId }) => sessionId !== null && sessions.has(sessionId));
};

/** D2: plates that one member looks up together on several days, and nobody else at all. */
export const relatedTargets: Detector = {
  code: 'related-targets',
  says: (count) => `Several plates were searched together on ${count} days by one member and by nobody else.`,
  watch: (watched, { relatedDays }) => {
    const searchers = new Map(
      grouped(targeted(watched), ({ plate }) => plate).map(([plate, all]) => [
        plate,
        new Set(all.map(({ memberId }) => memberId)).size,
      ]),
    );
    const own = pairs(watched).filter(
      (all) =>
        searchers.get(all[0]!.plate) === 1 &&
        new Set(all.map(({ at }) => dayOfTime(at))).size >= relatedDays &&
        numbersOf(all).size !== 1,
    );
    return grouped(own, (all) => all[0]!.memberId).flatMap(([memberId, plates]) => {
      const together = plates.flatMap((one, index) => {
        const others = plates.slice(index + 1);
        return others.flatMap((other) => {
          const seen = daysTogether(one, other);
          const days = new Set(seen.map(({ at }) => dayOfTime(at))).size;
          return days >= relatedDays ? [{ events: [...seen, ...daysTogether(other, one)], days }] : [];
        });
      });
      const [most] = together.toSorted((a, b) => b.days - a.days);
      const current = together.some(({ events }) => lately(events, watched.now, 7).length > 0);
      return most && current
        ? [
            flag(
              memberId,
              'high',
              together.flatMap(({ events }) => events),
              most.days,
            ),
          ]
        : [];
    });
  },
};

/** D3. */
export const withoutCase: Detector = {
  code: 'without-case',
  says: (count) => `One plate was searched on ${count} days and never tied to a case, an event or a hit.`,
  watch: (watched, { withoutCaseDays }) =>
    pairs(watched).flatMap((all) => {
      const days = new Set(all.map(({ at }) => dayOfTime(at))).size;
      const untied = days >= withoutCaseDays && numbersOf(all).size === 0;
      return untied && lately(all, watched.now, 7).length > 0 ? [flag(all[0]!.memberId, 'high', all, days)] : [];
    }),
};

const known = (plate: string): number => plate.replaceAll(/[?*]/g, '').length;

/** D15: many plates in one day for one reason and no event, or patterns that fit almost every plate. */
export const fishing: Detector = {
  code: 'fishing',
  says: (count) => `${count} plates were tried for one reason without an event, or by patterns that fit almost any.`,
  watch: ({ searches, now }, { fishingPlates, partialKnown }) => {
    const recent = lately(searches, now, 7);
    const many = grouped(
      recent.filter(({ number, plate }) => number === null && plate !== null),
      ({ memberId, reason, at }) => `${memberId} ${dayOfTime(at)} ${reason ?? ''}`,
    ).flatMap(([, all]) => {
      const plates = new Set(all.map(({ plate }) => plate)).size;
      return plates >= fishingPlates ? [flag(all[0]!.memberId, 'high', all, plates)] : [];
    });
    const broad = grouped(
      recent.filter(({ plate }) => plate !== null && /[?*]/.test(plate) && known(plate) < partialKnown),
      ({ memberId }) => memberId,
    ).flatMap(([memberId, all]) => (all.length >= partialKnown ? [flag(memberId, 'high', all)] : []));
    return [...many, ...broad];
  },
};

/** D29. */
export const canaryPlate: Detector = {
  code: 'canary-plate',
  says: (count) => `A plate that no vehicle bears was searched ${count} times; whoever searched it was told of it.`,
  watch: ({ canaries }) =>
    grouped(canaries, ({ memberId }) => memberId).map(([memberId, all]) => flag(memberId, 'high', all)),
};
