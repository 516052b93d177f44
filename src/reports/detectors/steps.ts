/** Detectors of what follows an alert: acted upon too soon, looked at too fast, corrected towards what was wanted. */
import { day } from '../../domain/time.js';
import type { Watched, WatchedAct } from '../../projections/watched.js';
import { grouped } from '../statistics.js';
import { type Detector, flag, lately } from './flag.js';

const ofType = ({ acts }: Watched, type: string): WatchedAct[] =>
  acts.filter(({ act, codes }) => act === type && codes.length === 0);
const onHit = (acts: readonly WatchedAct[]): Map<string, WatchedAct[]> =>
  new Map(
    grouped(
      acts.filter(({ subject }) => subject !== null),
      ({ subject }) => subject!,
    ),
  );

/** D17. */
export const unconfirmedAction: Detector = {
  code: 'unconfirmed-action',
  says: (count) => `${count} actions were taken on hits that nobody had compared, or confirmed without exigency.`,
  watch: (watched) => {
    const actions = onHit(ofType(watched, 'EnforcementActionRecorded'));
    const wrong = watched.hits.filter(
      ({ acted, exigent }) => acted !== null && (!acted.verified || (!acted.confirmed && !exigent)),
    );
    return grouped(wrong, ({ acted }) => acted!.by).flatMap(([memberId, hits]) => {
      const events = lately(
        hits.flatMap(({ hitId }) => actions.get(hitId) ?? []),
        watched.now,
        7,
      );
      return events.length > 0 ? [flag(memberId, 'critical', events)] : [];
    });
  },
};

/** D18: exigency declared far more often than by the others. */
export const exigencyHabit: Detector = {
  code: 'exigency-habit',
  says: (count) => `Exigency was declared ${count} times, several times as often as by the others.`,
  watch: (watched, { exigencyLeast, exigencyTimes }) => {
    const declared = ofType(watched, 'ExigencyDeclared');
    const compared = ofType(watched, 'HitVisuallyVerified');
    const rate = (memberId: string, of: boolean): number => {
      const mine = (one: WatchedAct): boolean => (one.memberId === memberId) === of;
      return declared.filter(mine).length / Math.max(1, compared.filter(mine).length);
    };
    return grouped(declared, ({ memberId }) => memberId).flatMap(([memberId, all]) => {
      const often = all.length >= exigencyLeast && rate(memberId, true) > exigencyTimes * rate(memberId, false);
      return often && lately(all, watched.now, 7).length > 0 ? [flag(memberId, 'high', all)] : [];
    });
  },
};

/** Comparisons that followed the opening of the picture faster than anybody looks. */
const stamped = (watched: Watched, within: number): WatchedAct[] => {
  const opened = onHit(ofType(watched, 'HitImageOpened'));
  return ofType(watched, 'HitVisuallyVerified').filter(({ subject, memberId, at }) => {
    const before = (opened.get(subject ?? '') ?? []).filter((one) => one.memberId === memberId && one.at <= at);
    return before.length > 0 && at - before[0]!.at < within;
  });
};

/** D19: pictures compared at a glance, or never once found to differ where cameras often misread. */
export const rubberStamp: Detector = {
  code: 'rubber-stamp',
  says: (count) => `${count} hits were verified faster than anybody looks, or without a single misread among many.`,
  watch: (watched, { stampMilliseconds, stampLeast, stampNever }) => {
    const fast = grouped(stamped(watched, stampMilliseconds), ({ memberId }) => memberId)
      .filter(([, all]) => all.length >= stampLeast && lately(all, watched.now, 7).length > 0)
      .map(([memberId, all]) => flag(memberId, 'warn', all));
    const verified = ofType(watched, 'HitVisuallyVerified');
    const rejected = ofType(watched, 'HitRejected');
    const misreads = rejected.length / Math.max(1, verified.length + rejected.length);
    const never = grouped(verified, ({ memberId }) => memberId)
      .filter(
        ([memberId, all]) =>
          all.length >= stampNever &&
          misreads > 0.05 &&
          !rejected.some((one) => one.memberId === memberId) &&
          lately(all, watched.now, 7).length > 0,
      )
      .map(([memberId, all]) => flag(memberId, 'warn', all));
    return [...fast, ...never];
  },
};

/** D20: the plate is corrected by who then acts on it, or a correction makes another entry ring. */
export const correctionTowards: Detector = {
  code: 'correction-towards-list',
  says: (count) =>
    `${count} events show a plate corrected so that it met a hot list, or by the one who then acted on it.`,
  watch: (watched) => {
    const actions = onHit(ofType(watched, 'EnforcementActionRecorded'));
    const hits = new Map(watched.hits.map((hit) => [hit.hitId, hit]));
    const towards = lately(ofType(watched, 'PlateCorrected'), watched.now, 7).flatMap((correction) => {
      const followed = (actions.get(correction.subject ?? '') ?? []).filter(
        ({ memberId, at }) => memberId === correction.memberId && at >= correction.at,
      );
      const detection = hits.get(correction.subject ?? '')?.detectionId;
      const rang = watched.hits.some(
        ({ detectionId, hitId, raisedAt }) =>
          detectionId === detection && hitId !== correction.subject && raisedAt >= correction.at,
      );
      return followed.length > 0 || rang ? [correction, ...followed] : [];
    });
    return grouped(towards, ({ memberId }) => memberId).map(([memberId, all]) => flag(memberId, 'high', all));
  },
};

/** D21: an entry of one’s own, acted upon by oneself and taken off the list again. */
export const selfService: Detector = {
  code: 'hot-list-self-service',
  says: (count) => `${count} events show a hot-list entry added, acted upon and removed by the same member.`,
  watch: (watched, { selfServiceDays }) => {
    const added = onHit(ofType(watched, 'HotListEntryAdded'));
    const removed = onHit(ofType(watched, 'HotListEntryRemoved'));
    const actions = onHit(ofType(watched, 'EnforcementActionRecorded'));
    const own = watched.entries.flatMap(({ entryId, addedBy, addedAt, removedAt }) => {
      const soon = removedAt !== null && removedAt - addedAt <= selfServiceDays * day;
      const off = (removed.get(entryId) ?? []).filter(({ memberId }) => memberId === addedBy);
      const acted = watched.hits
        .filter((hit) => hit.entryId === entryId && hit.acted?.by === addedBy)
        .flatMap(({ hitId }) => actions.get(hitId) ?? []);
      return soon && off.length > 0 && acted.length > 0 ? [...(added.get(entryId) ?? []), ...acted, ...off] : [];
    });
    return grouped(own, ({ memberId }) => memberId)
      .filter(([, all]) => lately(all, watched.now, 7).length > 0)
      .map(([memberId, all]) => flag(memberId, 'critical', all));
  },
};
