/** Time limits of people: training and acknowledgement that lapse, accounts that nobody uses. */
import type { TrainingKind } from '../domain/actor.js';
import type { Lapse } from '../domain/member.js';
import { trained } from '../domain/standing.js';
import { after, day } from '../domain/time.js';
import { standingLapses, unusedSince } from '../projections/accounts.js';
import { allMembers, departmentNow, type MemberView } from '../projections/members.js';
import type { Deadline, Due } from './deadlines.js';

const kinds: readonly TrainingKind[] = ['CLETS', 'ALPR', 'POST'];

type Lapsed = { readonly memberId: string; readonly lapsed: Lapse; readonly since: string };

/** What the access of an approved member rests on and is no longer so; what was never completed lapsed at once. */
const lapsesOf = (member: MemberView, adoptedAt: string, now: string): Lapsed[] => {
  const { memberId, training, approvedAt, acknowledged } = member;
  const ranOut = kinds
    .filter((kind) => !trained(kind, member, now))
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
      .flatMap((member) => lapsesOf(member, adoptedAt ?? '', now))
      .filter((one) => !recorded.has(keyOf(one)))
      .map(suspension);
  },
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
