/** Detectors of accounts: shared ones, dormant ones, who reaches for the audit trail, and who watches the watchers. */
import type { Settings } from '../../domain/policy/settings.js';
import type { Position } from '../../domain/positions.js';
import { day, hour, instant } from '../../domain/time.js';
import type { Search, Watched, WatchedAct } from '../../projections/watched.js';
import { grouped } from '../statistics.js';
import { type Detector, flag, type Flag, lately } from './flag.js';

const byMember = <E extends { readonly memberId: string }>(events: readonly E[]) =>
  grouped(events, ({ memberId }) => memberId);

/** Sessions that push each other out, again and again within an hour: two people with one name. */
const pushing = (acts: readonly WatchedAct[], least: number): WatchedAct[] => {
  const opened = acts.filter(({ act }) => act === 'SessionOpened');
  const found = opened.filter(({ at }, index) => {
    const last = opened[index + least - 1];
    return last !== undefined && last.at - at <= hour;
  });
  return found.length > 0 ? opened.filter(({ at }) => found.some((one) => at >= one.at && at <= one.at + hour)) : [];
};

const BREAK = 4 * hour;

/** The longest time at work without a break of four hours, with its acts. */
const longestDay = (acts: readonly WatchedAct[]): WatchedAct[] => {
  let longest: WatchedAct[] = [];
  let current: WatchedAct[] = [];
  const length = (of: readonly WatchedAct[]): number => (of.length > 0 ? of.at(-1)!.at - of[0]!.at : 0);
  for (const act of acts) {
    const last = current.at(-1);
    current = last && act.at - last.at < BREAK ? [...current, act] : [act];
    if (length(current) > length(longest)) longest = current;
  }
  return longest;
};

/** Gaps between searches so alike that no hand made them. */
const regular = (searches: readonly Search[], least: number): boolean => {
  const gaps = searches.slice(1).map(({ at }, index) => at - searches[index]!.at);
  if (gaps.length < least) return false;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  return mean > 0 && spread / mean < 0.1;
};

const sharedBy = (memberId: string, acts: readonly WatchedAct[], settings: Settings): Flag[] => {
  const pushed = pushing(acts, settings.sharedSessions);
  const long = longestDay(acts);
  const tooLong = long.length > 1 && long.at(-1)!.at - long[0]!.at > settings.longDayHours * hour;
  const strays = acts.filter(({ act }) => act === 'ConcurrentUseDetected');
  return [
    ...(strays.length >= settings.sharedSessions ? [flag(memberId, 'high', strays)] : []),
    ...(pushed.length > 0 ? [flag(memberId, 'high', pushed)] : []),
    ...(tooLong ? [flag(memberId, 'high', long)] : []),
  ];
};

/** D13. */
export const sharedCredentials: Detector = {
  code: 'shared-credentials',
  says: (count) => `${count} acts under one name look like those of several people, or of a machine.`,
  watch: ({ acts, searches, now }, settings) => [
    ...byMember(lately(acts, now, 7)).flatMap(([memberId, all]) => sharedBy(memberId, all, settings)),
    ...grouped(lately(searches, now, 7), ({ sessionId, memberId }) => `${memberId} ${sessionId}`)
      .filter(([, all]) => regular(all, settings.regularSearches))
      .map(([, all]) => flag(all[0]!.memberId, 'high', all)),
  ],
};

const looks = (act: WatchedAct): boolean => act.codes.length === 0 && ['query', 'results', 'image'].includes(act.kind);

/** D24: an account that wakes after months, that of a contractor, or one whose training had run out. */
export const dormantAccount: Detector = {
  code: 'dormant-account',
  says: (count) => `${count} looks at data by an account that was dormant, a contractor’s, or without valid training.`,
  watch: ({ acts, people, searches, now }, { inactiveDays }) => {
    const plates = new Set(searches.map(({ id }) => id));
    const known = new Map(people.map((one) => [one.memberId, one]));
    return byMember(acts).flatMap(([memberId, all]) => {
      const seen = lately(all.filter(looks), now, 7).filter(({ id, kind }) => kind !== 'query' || plates.has(id));
      const person = known.get(memberId);
      const woke = all.some(
        ({ at }, index) => index > 0 && at - all[index - 1]!.at > inactiveDays * day && at > now - 7 * day,
      );
      const trained = (at: number): boolean =>
        ['CLETS', 'ALPR'].every((kind) => instant(person?.training[kind] ?? '') > at);
      const wrong = seen.filter(
        ({ at, id, kind }) =>
          person?.position === 'maintenance-contractor' ||
          woke ||
          ((kind === 'image' || plates.has(id)) && !trained(at)),
      );
      return wrong.length > 0 ? [flag(memberId, 'critical', wrong)] : [];
    });
  },
};

/** D28: tries at the audit trail by who may not, a clock that went back, a ledger that was not whole. */
export const auditLogAccess: Detector = {
  code: 'audit-log-access',
  says: (count) =>
    `${count} events touch the audit trail itself: refused tries, a clock set back, or a ledger not whole.`,
  watch: ({ acts, tampering, now }, { trailTries, clockStepSeconds }) => {
    const recent = lately(acts, now, 7);
    const tries = byMember(recent.filter(({ codes }) => codes.includes('R-QUESTION')))
      .filter(([, all]) => all.length >= trailTries)
      .map(([memberId, all]) => flag(memberId, 'critical', all));
    const back = recent.filter(({ at }, index) => index > 0 && recent[index - 1]!.at - at > clockStepSeconds * 1000);
    return [
      ...tries,
      ...(back.length > 0 ? [flag(null, 'critical', back)] : []),
      ...(lately(tampering, now, 7).length > 0 ? [flag(null, 'critical', lately(tampering, now, 7))] : []),
    ];
  },
};

const senior: readonly Position[] = ['police-chief', 'police-captain'];
const reviewable = ({ people }: Watched): Set<string> =>
  new Set(
    people
      .filter(({ position, administrator }) => administrator || senior.includes(position))
      .map((one) => one.memberId),
  );

/** D30: what those who supervise search for is looked at by somebody from outside within the month. */
export const unreviewedSupervisor: Detector = {
  code: 'unreviewed-supervisor',
  says: (count) => `${count} searches by a Captain, the Chief or the Administrator were not reviewed within a month.`,
  watch: (watched, { supervisorDays }) => {
    const supervisors = reviewable(watched);
    const open = watched.searches.filter(
      ({ id, memberId, at }) =>
        supervisors.has(memberId) && !watched.reviewed.has(id) && at < watched.now - supervisorDays * day,
    );
    return byMember(open).map(([memberId, all]) => flag(memberId, 'high', all));
  },
};
