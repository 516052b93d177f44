/** Time limits of people: training and acknowledgement that lapse, accounts that nobody uses. */
import type { TrainingKind } from '../domain/actor.js';
import type { Lapse } from '../domain/member.js';
import { idleLimit, trained } from '../domain/standing.js';
import { after, between, day, hour, minute } from '../domain/time.js';
import { lastActOf } from '../projections/accesses.js';
import { standingLapses, unusedSince } from '../projections/accounts.js';
import { lapsedDelegations } from '../projections/delegations.js';
import { lapsedPermissions } from '../projections/devices.js';
import { allMembers, departmentNow, type MemberView } from '../projections/members.js';
import { namedNow, openWindows, requirementOf } from '../projections/positions.js';
import { unlockedSessions } from '../projections/sessions.js';
import type { Sqlite } from '../vault/sqlite.js';
import type { Deadline, Due } from './deadlines.js';

const kinds: readonly TrainingKind[] = ['CLETS', 'ALPR', 'POST'];

type Lapsed = { readonly memberId: string; readonly lapsed: Lapse; readonly since: string };

/** What the access of an approved member rests on and is no longer so; what was never completed lapsed at once. */
const lapsesOf = (db: Sqlite, member: MemberView, adoptedAt: string, now: string): Lapsed[] => {
  const { memberId, training, approvedAt, acknowledged } = member;
  const ranOut = kinds
    .filter((kind) => !trained(kind, { ...member, required: requirementOf(db, member.position) }, now))
    .map((kind) => ({ memberId, lapsed: kind, since: training[kind] ?? approvedAt ?? '' }));
  return acknowledged ? ranOut : [...ranOut, { memberId, lapsed: 'acknowledgement', since: adoptedAt }];
};

const suspension = (data: Lapsed): Due => ({
  request: { type: 'SuspendAccess', data },
  of: [data.memberId, data.lapsed, data.since],
});

/** 430.6(d): a lapse stops every act from its first moment; within a minute it is also on the ledger. */
export const lapsedAccess: Deadline = {
  name: 'lapsed-access',
  due: (db, now) => {
    const keyOf = ({ memberId, lapsed, since }: Lapsed): string => `${memberId} ${lapsed} ${since}`;
    const recorded = new Set(standingLapses(db).map(keyOf));
    const { adoptedAt } = departmentNow(db);
    return allMembers(db)
      .filter(({ approved }) => approved)
      .flatMap((member) => lapsesOf(db, member, adoptedAt ?? '', now))
      .filter((one) => !recorded.has(keyOf(one)))
      .map(suspension);
  },
};

/** CJIS AC-11: a session left alone is locked, unless its device is exempt; its own acts were refused before. */
export const idleSessions: Deadline = {
  name: 'idle-sessions',
  due: (db, now, terms) =>
    unlockedSessions(db, after(now, -terms.settings.sessionHours * hour)).flatMap((session) => {
      const { memberId, sessionId, deviceClass, attendedAt } = session;
      const last = lastActOf(db, sessionId);
      const idleSince = last !== null && last > attendedAt ? last : attendedAt;
      const limit = idleLimit(deviceClass, terms);
      if (limit === 0 || between(idleSince, now) < limit * minute) return [];
      const request = { type: 'LockSession', data: { memberId, sessionId, idleSince } } as const;
      return [{ request, of: [sessionId, idleSince] }];
    }),
};

/** 430.4U(i): a contractor's window closes on its day. */
export const contractorWindows: Deadline = {
  name: 'contractor-windows',
  due: (db, now) =>
    openWindows(db, now).map(({ memberId, until }) => ({
      request: { type: 'CloseContractorAccess', data: { memberId } },
      of: [memberId, until],
    })),
};

/** 430.4A(e): who was named Administrator for a day to come takes office on it. */
export const namedAdministrators: Deadline = {
  name: 'named-administrators',
  due: (db, now) =>
    namedNow(db, now).map(({ memberId, from }) => ({
      request: { type: 'DesignateAdministrator', data: { memberId } },
      of: [memberId, from],
    })),
};

/** 430.4A(i): day-to-day work is assigned until a day, and not beyond it. */
export const lapsedAssignments: Deadline = {
  name: 'lapsed-assignments',
  due: (db, now) =>
    lapsedDelegations(db, now).map(({ id, memberId }) => ({
      request: { type: 'RevokeDelegate', data: { memberId } },
      of: [id],
    })),
};

/** 430.7(f): a written permission for a personal device ends on its day. */
export const lapsedDevices: Deadline = {
  name: 'lapsed-devices',
  due: (db, now) =>
    lapsedPermissions(db, now).map(({ deviceId }) => ({
      request: { type: 'RevokePersonalDevice', data: { deviceId, why: 'expired' } },
      of: [deviceId],
    })),
};

/** CJIS AC-2: an account that nobody has used for ninety days is disabled until somebody releases it. */
export const inactiveAccounts: Deadline = {
  name: 'inactive-accounts',
  due: (db, now, { settings: { inactiveDays } }) =>
    unusedSince(db, after(now, -inactiveDays * day)).map(({ memberId, usedAt }) => ({
      request: { type: 'DisableAccount', data: { memberId, unusedSince: usedAt } },
      of: [memberId, usedAt],
    })),
};
