/** The reception: what a screen is told before anybody asks for data, of the Department and of who is signed in. */
import type { Member, Scope, TrainingKind } from '../domain/actor.js';
import type { Position } from '../domain/positions.js';
import { type Purpose, purposes } from '../domain/policy/purposes.js';
import { memberById } from '../projections/members.js';
import { openShiftOf, type ShiftView } from '../projections/shifts.js';
import type { Views } from '../projections/views.js';
import { banner } from './doorkeeper.js';
import type { Askers } from './askers.js';
import type { ReportSettings } from './reporting.js';
import type { Standings } from './standings.js';
import type { Time } from './time.js';

/** What hangs at the door, for anyone to read. */
export type AtTheDoor = {
  readonly department: string;
  readonly demonstration: boolean;
  /** The notice of 430.7(c). */
  readonly banner: string;
};

/** Who is signed in, and how he stands with the policy at this moment. */
export type Who = {
  readonly memberId: string;
  readonly sessionId: string;
  readonly username: string | null;
  readonly name: string | null;
  readonly position: Position | null;
  readonly administrator: boolean;
  /** Day-to-day work assigned to him, for now (430.4A(i)). */
  readonly scopes: readonly Scope[];
  readonly bannerAccepted: boolean;
  readonly locked: boolean;
  readonly approved: boolean;
  /** He acknowledged the policy in force. */
  readonly acknowledged: boolean;
  readonly policyInForce: string | null;
  readonly training: Readonly<Partial<Record<TrainingKind, string>>>;
  /** The purposes open in the Department, in the words of the policy. */
  readonly purposes: readonly { readonly purpose: string; readonly words: string }[];
};

export class Reception {
  constructor(
    private readonly views: Views,
    private readonly standings: Standings,
    private readonly askers: Askers,
    private readonly time: Time,
    private readonly settings: ReportSettings,
  ) {}

  atTheDoor(): AtTheDoor {
    const { agency: department, demonstration } = this.settings;
    return { department, demonstration, banner };
  }

  /** Looking at oneself is no look at the data: nothing is recorded, and the session is not kept in use by it. */
  async who(by: Member): Promise<Who> {
    const standing = await this.standings.of(by);
    const { username = null, name = null } = memberById(this.views.db, by.id) ?? {};
    const { acknowledged, policyInForce, assignments } = standing;
    const now = this.time.now();
    return {
      memberId: by.id,
      sessionId: by.sessionId ?? '',
      username,
      name,
      position: standing.position,
      administrator: standing.administrator,
      scopes: assignments.filter(({ until }) => until > now).map(({ scope }) => scope),
      bannerAccepted: standing.session === 'accepted',
      locked: standing.locked,
      approved: standing.approved,
      acknowledged: acknowledged !== null && acknowledged === policyInForce,
      policyInForce,
      training: standing.training,
      purposes: (await this.askers.purposes()).map((purpose) => ({ purpose, words: purposes[purpose as Purpose] })),
    };
  }

  /** His own shift, with what he did in it; null while none is open. */
  async shift(by: Member): Promise<ShiftView | null> {
    await this.views.caughtUp();
    return openShiftOf(this.views.db, by.id) ?? null;
  }
}
