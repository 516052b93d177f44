/**
 * One day's data of one retention class, from the clock to its destruction. Downloads, holds and purges of a day share
 * this one stream, so that the ledger itself decides which of them was first.
 */
import type { Command, Decider, Event, RetentionClass } from './decider.js';
import {
  clockUntil,
  earlier,
  evolve,
  keptAt,
  nothingYet,
  readable,
  type RetentionState,
  unreadableHolds,
} from './keeping.js';
import {
  approving,
  beingHeld,
  committing,
  completing,
  downloading,
  lettingGo,
  proposing,
  reburying,
} from './retentionrules.js';
import { dueAt } from './schedule.js';

/** The day and class that share a key. `date` is the UTC day, `yyyy-mm-dd`. */
export type Bucket = { readonly class: RetentionClass; readonly date: string };

// Stored for good: never rename, only add.
export type DetectionDownloaded = Event<
  'DetectionDownloaded',
  Bucket & { readonly downloadId: string; readonly detectionId: string; readonly memberId: string },
  { readonly caseNumber: string; readonly relevance: string }
>;
export type RetentionClockSet = Event<
  'RetentionClockSet',
  Bucket & { readonly unit: string; readonly until: string; readonly because: 'download' }
>;
export type UnitsHeld = Event<
  'UnitsHeld',
  Bucket & {
    readonly holdId: string;
    readonly round: number;
    /** How many of what was named could still be held. */
    readonly count: number;
  },
  { readonly units: readonly string[] }
>;
export type UnitsLetGo = Event<'UnitsLetGo', Bucket & { readonly holdId: string }>;
export type PurgeProposed = Event<
  'PurgeProposed',
  Bucket & {
    readonly purgeId: string;
    readonly memberId: string;
    /** The clock that ran out: days kept, when that was over, and the time then vouched for. */
    readonly days: number;
    readonly dueAt: string;
    readonly proposedAt: string;
    readonly vouchedAt: string;
    /** Units there were, and units that a hold or a clock of their own keeps. */
    readonly units: number;
    readonly kept: number;
  }
>;
export type PurgeApproved = Event<'PurgeApproved', Bucket & { readonly purgeId: string; readonly memberId: string }>;
/** The fence: from here on what it names is gone, whatever becomes of the process that destroys it. */
export type PurgeCommitted = Event<
  'PurgeCommitted',
  Bucket & {
    readonly purgeId: string;
    readonly committedAt: string;
    readonly vouchedAt: string;
    /** Units that stay readable. */
    readonly kept: number;
    /** SHA-256("alpr/kcv/1" ‖ key) of the day's key; null when only keys of single units are left to destroy. */
    readonly fingerprint: string | null;
  }
>;
export type PurgeBlockedByHold = Event<
  'PurgeBlockedByHold',
  Bucket & { readonly purgeId: string; readonly holds: readonly string[] }
>;
export type PurgeCompleted = Event<
  'PurgeCompleted',
  Bucket & {
    readonly purgeId: string;
    readonly certificateId: string;
    /** SHA-256 of the certificate's JSON and PDF, hex. */
    readonly certificate: string;
    readonly paper: string;
    /** What was destroyed: units, and the Merkle root over their ids and commitments. */
    readonly units: number;
    readonly root: string;
    readonly kept: number;
    readonly residue: number;
  }
>;
/** A key that had been destroyed came back, as from an old backup, and was destroyed again before anyone looked. */
export type PurgeResurrectionBlocked = Event<'PurgeResurrectionBlocked', Bucket & { readonly keys: number }>;
export type RetentionEvent =
  | DetectionDownloaded
  | RetentionClockSet
  | UnitsHeld
  | UnitsLetGo
  | PurgeProposed
  | PurgeApproved
  | PurgeCommitted
  | PurgeBlockedByHold
  | PurgeCompleted
  | PurgeResurrectionBlocked;

type OfBucket<Data> = Bucket & Data;
export type DownloadToCase = Command<
  'DownloadToCase',
  OfBucket<{
    readonly downloadId: string;
    readonly detectionId: string;
    readonly caseNumber: string;
    readonly relevance: string;
    /** Until when it is wanted; null for as long as may be. */
    readonly until: string | null;
    /** Found by the shell: the detection is of this day, and how long downloads are kept. */
    readonly known: boolean;
    readonly downloadDays: number;
  }>
>;
export type HoldUnits = Command<
  'HoldUnits',
  OfBucket<{ readonly holdId: string; readonly round: number; readonly units: readonly string[] }>
>;
export type LetGoUnits = Command<'LetGoUnits', OfBucket<{ readonly holdId: string }>>;
/** What the shell finds out of a bucket before any step of a purge. */
export type Found = {
  /** Days its class is kept; null for a class without a clock. */
  readonly days: number | null;
  readonly vouchedAt: string | null;
  /** Units of the day, and until when at the latest its youngest record was written; null when there is none. */
  readonly units: number;
  readonly youngestAt: string | null;
};
export type ProposePurge = Command<'ProposePurge', OfBucket<{ readonly purgeId: string } & Found>>;
export type ApprovePurge = Command<'ApprovePurge', OfBucket<{ readonly purgeId: string }>>;
export type CommitPurge = Command<
  'CommitPurge',
  OfBucket<{ readonly purgeId: string; readonly fingerprint: string | null } & Found>
>;
export type CompletePurge = Command<'CompletePurge', PurgeCompleted['data']>;
export type ReburyKeys = Command<'ReburyKeys', OfBucket<{ readonly keys: number }>>;
export type RetentionCommand =
  DownloadToCase | HoldUnits | LetGoUnits | ProposePurge | ApprovePurge | CommitPurge | CompletePurge | ReburyKeys;

const bucketOf = ({ class: name, date }: Bucket): Bucket => ({ class: name, date });

export const retentionStream = ({ class: name, date }: Bucket): string =>
  `retention-${name}-${date.replaceAll('-', '')}`;

export const retention: Decider<RetentionCommand, RetentionState, RetentionEvent> = {
  category: 'retention',
  stream: ({ data }) => retentionStream(data),
  initial: nothingYet,
  evolve,
  on: {
    DownloadToCase: {
      rules: downloading,
      events: ({ command: { data }, state, by, at }) => {
        const { downloadId, detectionId, caseNumber, relevance } = data;
        const until = clockUntil(state, data, at);
        return [
          {
            type: 'DetectionDownloaded',
            data: { ...bucketOf(data), downloadId, detectionId, memberId: by.id },
            sealed: { caseNumber, relevance },
            keep: { class: 'access-record', unit: downloadId },
          },
          ...(state.clocks[detectionId] === until
            ? []
            : ([
                {
                  type: 'RetentionClockSet',
                  data: { ...bucketOf(data), unit: detectionId, until, because: 'download' },
                },
              ] as const)),
        ];
      },
    },
    HoldUnits: {
      rules: beingHeld,
      events: ({ command: { data }, state }) => {
        const { holdId, round } = data;
        const units = readable(state, data.units);
        if (units.length === 0) return [];
        return [
          {
            type: 'UnitsHeld',
            data: { ...bucketOf(data), holdId, round, count: units.length },
            sealed: { units },
            keep: { class: 'evidence', unit: holdId },
          },
        ];
      },
    },
    LetGoUnits: {
      rules: lettingGo,
      events: ({ command: { data }, state }) =>
        data.holdId in state.holds ? [{ type: 'UnitsLetGo', data: { ...bucketOf(data), holdId: data.holdId } }] : [],
    },
    ProposePurge: {
      rules: proposing,
      events: ({ command: { data }, state, by, at }) => [
        {
          type: 'PurgeProposed',
          data: {
            ...bucketOf(data),
            purgeId: data.purgeId,
            memberId: by.id,
            days: data.days!,
            dueAt: dueAt(data.date, data.days!),
            proposedAt: at,
            vouchedAt: data.vouchedAt!,
            units: state.kept?.length ?? data.units,
            kept: keptAt(state, earlier(at, data.vouchedAt)).length,
          },
        },
      ],
    },
    ApprovePurge: {
      rules: approving,
      events: ({ command: { data }, by }) => [
        { type: 'PurgeApproved', data: { ...bucketOf(data), purgeId: data.purgeId, memberId: by.id } },
      ],
    },
    CommitPurge: {
      rules: committing,
      events: ({ command: { data }, state, at }) => {
        const { purgeId, fingerprint, vouchedAt } = data;
        const of = { ...bucketOf(data), purgeId };
        const blind = unreadableHolds(state);
        if (blind.length > 0) return [{ type: 'PurgeBlockedByHold', data: { ...of, holds: blind } }];
        const kept = keptAt(state, earlier(at, vouchedAt)).length;
        if (kept >= (state.kept?.length ?? data.units))
          return [{ type: 'PurgeBlockedByHold', data: { ...of, holds: Object.keys(state.holds) } }];
        return [{ type: 'PurgeCommitted', data: { ...of, committedAt: at, vouchedAt: vouchedAt!, kept, fingerprint } }];
      },
    },
    CompletePurge: { rules: completing, events: ({ command: { data } }) => [{ type: 'PurgeCompleted', data }] },
    ReburyKeys: {
      rules: reburying,
      events: ({ command: { data } }) => [
        { type: 'PurgeResurrectionBlocked', data: { ...bucketOf(data), keys: data.keys } },
      ],
    },
  },
};
