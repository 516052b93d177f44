/** Figures of the members: who may use the system, and whether each has what the policy asks of him first. */
import type { TrainingKind } from '../../domain/actor.js';
import { isAuthorised, type Position } from '../../domain/positions.js';
import { trained } from '../../domain/standing.js';
import type { MemberRow, SessionRow, Time } from '../source.js';
import { byKey, count, grouped, secondsBetween, type Waiting, waiting } from '../statistics.js';

export const trainingKinds = ['CLETS', 'ALPR', 'POST'] as const satisfies readonly TrainingKind[];

export type UserCounts = {
  readonly enrolled: number;
  /** Every training required of the position is complete and current. */
  readonly trained: number;
  readonly acknowledged: number;
  readonly approved: number;
};

export type UserFigures = UserCounts & {
  readonly byPosition: readonly (UserCounts & {
    readonly position: Position;
    /** Listed in 430.4; the others see metadata only. */
    readonly listed: boolean;
  })[];
  readonly training: readonly {
    readonly kind: TrainingKind;
    readonly current: number;
    readonly lapsed: number;
    readonly never: number;
  }[];
  readonly administrators: number;
  /** Approved once, and now without current training or acknowledgement: their every access is refused. */
  readonly barred: readonly string[];
  /** Approved though their position is not listed in 430.4: must be none. */
  readonly unlistedApproved: readonly string[];
};

export type SessionFigures = {
  readonly opened: number;
  readonly members: number;
  readonly withoutBanner: number;
  /** Opened on a device the Department neither issued nor owns. */
  readonly personalDevice: number;
  readonly closed: number;
  readonly length: Waiting;
};

const fullyTrained = ({ position, training }: MemberRow, asOf: Time): boolean =>
  trainingKinds.every((kind) => trained(kind, { position, training }, asOf));

const counts = (members: readonly MemberRow[], asOf: Time): UserCounts => ({
  enrolled: members.length,
  trained: count(members, (member) => fullyTrained(member, asOf)),
  acknowledged: count(members, ({ acknowledged }) => acknowledged),
  approved: count(members, ({ approved }) => approved),
});

const idsOf = (members: readonly MemberRow[]): string[] => members.map(({ memberId }) => memberId).toSorted(byKey);

/** The members as they stood at that time. */
export const userFigures = (members: readonly MemberRow[], asOf: Time): UserFigures => {
  const approved = members.filter((member) => member.approved);
  return {
    ...counts(members, asOf),
    byPosition: grouped(members, ({ position }) => position).map(([, rows]) => {
      const { position } = rows[0]!;
      return { position, listed: isAuthorised(position), ...counts(rows, asOf) };
    }),
    training: trainingKinds.map((kind) => {
      const current = count(members, ({ training }) => (training[kind] ?? '') > asOf);
      const never = count(members, ({ training }) => training[kind] === undefined);
      return { kind, current, never, lapsed: members.length - current - never };
    }),
    administrators: count(members, ({ administrator }) => administrator),
    barred: idsOf(approved.filter((member) => !member.acknowledged || !fullyTrained(member, asOf))),
    unlistedApproved: idsOf(approved.filter(({ position }) => !isAuthorised(position))),
  };
};

/** The sessions opened in the quarter. */
export const sessionFigures = (sessions: readonly SessionRow[]): SessionFigures => {
  const lengths = sessions.flatMap(({ openedAt, closedAt }) =>
    closedAt === null ? [] : [secondsBetween(openedAt, closedAt)],
  );
  return {
    opened: sessions.length,
    members: new Set(sessions.map(({ memberId }) => memberId)).size,
    withoutBanner: count(sessions, ({ bannerAccepted }) => !bannerAccepted),
    personalDevice: count(sessions, ({ departmentDevice }) => !departmentDevice),
    closed: lengths.length,
    length: waiting(lengths),
  };
};
