/** What a report asks of the read models: plain rows, none of which can hold a plate, a name or a place. */
import type { TrainingKind } from '../domain/actor.js';
import type { HotListCategory, HotListSource } from '../domain/hotlist.js';
import type { Purpose } from '../domain/policy/purposes.js';
import type { Position } from '../domain/positions.js';
import type { RecordSource } from './records.js';

/** A time, ISO 8601 in UTC. Rows outside the period asked for may be given; the figures leave them out. */
export type Time = string;

/** One read, or several like ones: `count` is 1 when absent, so a store may group by hour, camera and confidence. */
export type DetectionRow = {
  readonly at: Time;
  readonly cameraId: string;
  /** 1/10000, as on the ledger; null when nothing was read. */
  readonly confidence: number | null;
  readonly unread: boolean;
  readonly stateKnown: boolean;
  readonly count?: number;
};

/** One hit alert and all that became of it, as far as it is known when the report is made. */
export type HitRow = {
  readonly hitId: string;
  readonly cameraId: string;
  readonly category: HotListCategory | null;
  readonly match: 'exact' | 'confusable' | 'partial';
  readonly raisedAt: Time;
  /** What the eye said of it (430.6(k).1 and .2); null while nobody has looked. */
  readonly verdict: 'verified' | 'wrong-state' | 'misread' | null;
  readonly verdictAt: Time | null;
  /** What radio or mobile data computer said of it (430.6(k).3); null while nobody has asked. */
  readonly confirmation: 'confirmed' | 'negative' | null;
  readonly confirmationAt: Time | null;
  readonly exigent: boolean;
  readonly actionAt: Time | null;
  /**
   * How the hit stood at the moment of the action, as the ledger told it then. A later comparison, confirmation or
   * correction replaces what is said above; without this, the action is weighed against that.
   */
  readonly whenActed?: { readonly verified: boolean; readonly confirmed: boolean } | null;
};

/** One correction of a read (430.6(l)): which characters were changed into which, never the plate around them. */
export type CorrectionRow = {
  readonly at: Time;
  readonly cameraId: string;
  readonly pairs: readonly { readonly read: string; readonly corrected: string }[];
  readonly stateChanged: boolean;
};

/** One access to ALPR data: a search, the opening of a read or its image, an export, or a look at the audit trail. */
export type AccessRow = {
  readonly at: Time;
  /** The member's pseudonymous id. */
  readonly memberId: string;
  readonly kind: 'search' | 'read' | 'image' | 'export' | 'replay';
  /** What a search was of: `detections`, `hits` or `hot-list-entries`. */
  readonly question?: string;
  readonly purpose: Purpose | null;
  /** An event or case number stood beside the reason; false when the member said that none exists. */
  readonly eventNumber: boolean;
  /** How many rows were answered. */
  readonly rows: number;
};

/** One refusal, with every ruling that was not upheld. */
export type RefusalRow = {
  readonly at: Time;
  readonly action: string;
  readonly by: 'member' | 'camera' | 'clock' | 'agency';
  readonly rulings: readonly { readonly clause: string; readonly code: string }[];
};

export type SessionRow = {
  readonly openedAt: Time;
  readonly closedAt: Time | null;
  readonly memberId: string;
  readonly bannerAccepted: boolean;
  readonly departmentDevice: boolean;
};

/** One member as he stood at the end of the period. */
export type MemberRow = {
  readonly memberId: string;
  readonly position: Position;
  /** Until when each training is valid; absent when never completed. */
  readonly training: Readonly<Partial<Record<TrainingKind, Time>>>;
  /** He acknowledged the policy version then in force. */
  readonly acknowledged: boolean;
  readonly approved: boolean;
  readonly administrator: boolean;
};

export type HotListRow = {
  readonly hotListId: string;
  readonly source: HotListSource;
  readonly registeredAt: Time;
};

export type HotListEntryRow = {
  readonly hotListId: string;
  readonly source: HotListSource;
  readonly category: HotListCategory;
  readonly partial: boolean;
  readonly addedAt: Time;
  readonly expiresAt: Time;
  readonly removedAt: Time | null;
};

export type CameraRow = {
  readonly cameraId: string;
  readonly mobility: 'fixed' | 'mobile';
  readonly installedAt: Time;
  readonly retiredAt: Time | null;
};

/** The ledger at the checkpoint the report rests on, and what the last full verification said of it. */
export type LedgerRow = {
  readonly events: number;
  /** Root hash of the tree over exactly these events, hex. */
  readonly root: string;
  readonly verification: { readonly at: Time; readonly intact: boolean; readonly detail: string } | null;
  /** What was signed of it; null where nothing signs it. */
  readonly signed: {
    /** Checkpoints kept, and the keys that sign, as their fingerprints. */
    readonly checkpoints: number;
    readonly keys: readonly string[];
    /** The newest word of somebody outside on it: a witness or a time-stamp, with the size it covers. */
    readonly anchor: {
      readonly kind: 'witness' | 'time-stamp';
      readonly by: string;
      readonly size: number;
      readonly at: Time;
    } | null;
    /** Why it could not be signed when it should have been; null when all is well. */
    readonly trouble: string | null;
  } | null;
};

/** Everything the quarterly report is made of. Each call gives the rows anew; their order does not matter. */
export interface FigureSource {
  detections(): Iterable<DetectionRow>;
  cameras(): Iterable<CameraRow>;
  hits(): Iterable<HitRow>;
  corrections(): Iterable<CorrectionRow>;
  hotLists(): Iterable<HotListRow>;
  hotListEntries(): Iterable<HotListEntryRow>;
  accesses(): Iterable<AccessRow>;
  refusals(): Iterable<RefusalRow>;
  sessions(): Iterable<SessionRow>;
  members(): Iterable<MemberRow>;
  ledger(): LedgerRow;
  /** What the registers hold beside all that. */
  readonly records: RecordSource;
}
