/** What happens to a release, from the written request to the package that was fetched: facts, commands, state. */
import type { AgencyClass } from './agency.js';
import type { Command, Event } from './decider.js';
import type { Purpose } from './policy/purposes.js';
import type { Recipient } from './recipient.js';
import type { ValuesActDetermined } from './valuesact.js';

/** One read or hit of a release; `digest` is the SHA-256 of its row as it is delivered. */
export type ReleaseItem = { readonly kind: 'detection' | 'hit'; readonly id: string; readonly digest: string };

/** What a person wrote who asks for data: the three things 430.10(a) demands, and where it may be looked up. */
export type WrittenRequest = {
  readonly agencyName: string;
  readonly personName: string;
  readonly contact: string;
  readonly reason: string;
  readonly caseNumber: string | null;
  /** Which data is wanted, in the words of the request. */
  readonly seeks: string;
};

// Stored for good: never rename, only add.
export type ReleaseRequested = Event<
  'ReleaseRequested',
  {
    readonly releaseId: string;
    readonly agencyId: string;
    readonly agencyClass: AgencyClass;
    readonly california: boolean;
    readonly purpose: Purpose;
    /** SHA-256 of the written request, of a court order, and of a special request, hex. */
    readonly document: string;
    readonly courtOrder: string | null;
    /** The order is a judge’s and names the very data. */
    readonly orderNamesData: boolean;
    readonly specialRequest: string | null;
    /** The person of the agency, or the member who took the request in. */
    readonly requestedBy: string;
    readonly takenIn: boolean;
  },
  WrittenRequest
>;
/** The purpose speaks of immigration enforcement, or the agency’s duty is that: the city attorney looks at it. */
export type ReleaseEscalated = Event<
  'ReleaseEscalated',
  { readonly releaseId: string; readonly why: 'immigration-words' | 'immigration-agency' }
>;
/** Policy and statute disagree on this receiver (430.10(f) and Civil Code 1798.90.55(b)). */
export type StatutoryConflictRaised = Event<
  'StatutoryConflictRaised',
  { readonly releaseId: string; readonly agencyId: string; readonly why: 'out-of-state' | 'not-a-public-agency' }
>;
export type CounselOpinionFiled = Event<
  'CounselOpinionFiled',
  {
    readonly releaseId: string;
    readonly document: string;
    readonly permits: boolean;
    /** The data would serve immigration enforcement. */
    readonly immigration: boolean;
    readonly counsel: string;
  }
>;
/** The scope, item by item; `root` is the Merkle root (RFC 6962) of the items’ digests, hex. */
export type ReleasePrepared = Event<
  'ReleasePrepared',
  { readonly releaseId: string; readonly count: number; readonly root: string; readonly preparedBy: string },
  { readonly items: readonly ReleaseItem[] }
>;
export type ReleaseApproved = Event<
  'ReleaseApproved',
  {
    readonly releaseId: string;
    readonly agencyId: string;
    readonly count: number;
    readonly root: string;
    readonly approver: string;
    readonly designee: boolean;
  },
  { readonly items: readonly ReleaseItem[] }
>;
/** The approved request with its documents is kept on file, apart from the data it asked for (430.10(c)). */
export type RecordFiled = Event<
  'RecordFiled',
  { readonly releaseId: string; readonly documents: readonly string[]; readonly retention: 'release' }
>;
export type ReleaseDenied = Event<
  'ReleaseDenied',
  { readonly releaseId: string; readonly agencyId: string; readonly by: string },
  { readonly why: string }
>;
/** `contents` is the SHA-256 of the package, hex. */
export type ReleaseFulfilled = Event<
  'ReleaseFulfilled',
  {
    readonly releaseId: string;
    readonly agencyId: string;
    readonly count: number;
    readonly root: string;
    readonly contents: string;
    readonly fulfilledBy: string;
  },
  { readonly recipients: readonly string[] }
>;
/** A person of the agency fetched the package himself. */
export type ReleaseCollected = Event<
  'ReleaseCollected',
  { readonly releaseId: string; readonly agencyId: string; readonly personId: string; readonly contents: string }
>;
/** The request and its manifest were looked at; or its state told to the agency that asked. */
export type ReleaseOpened = Event<'ReleaseOpened', { readonly releaseId: string; readonly memberId: string }>;
export type ReleaseStateTold = Event<
  'ReleaseStateTold',
  { readonly releaseId: string; readonly personId: string; readonly status: ReleaseState['status'] }
>;
export type ReleaseEvent =
  | ReleaseOpened
  | ReleaseStateTold
  | ReleaseRequested
  | ReleaseEscalated
  | StatutoryConflictRaised
  | CounselOpinionFiled
  | ValuesActDetermined
  | ReleasePrepared
  | ReleaseApproved
  | RecordFiled
  | ReleaseDenied
  | ReleaseFulfilled
  | ReleaseCollected;

type OfRelease<Data = object> = { readonly releaseId: string } & Data;
/** Found by the shell: until when the member decides in the Chief’s place; null when he does not. */
type Deciding = { readonly designeeUntil: string | null };
/** Found by the shell: the agency as the register has it. */
type To = { readonly recipient: Recipient };
/** Found by the shell: the items as they are on record now, and what they come to. */
type Found = { readonly root: string; readonly contents: string };

export type SubmitRelease = Command<
  'SubmitRelease',
  OfRelease<
    WrittenRequest &
      To & {
        readonly agencyId: string;
        readonly purpose: string;
        readonly document: string | null;
        readonly courtOrder: string | null;
        readonly orderNamesData: boolean;
        readonly specialRequest: string | null;
      }
  >
>;
export type FileCounselOpinion = Command<
  'FileCounselOpinion',
  OfRelease<{ readonly document: string | null; readonly permits: boolean; readonly immigration: boolean }>
>;
export type DetermineValuesAct = Command<
  'DetermineValuesAct',
  OfRelease<Deciding & { readonly complies: boolean; readonly basis: string }>
>;
export type PrepareRelease = Command<
  'PrepareRelease',
  OfRelease<{
    readonly detectionIds: readonly string[];
    readonly hitIds: readonly string[];
    /** Found by the shell: those that are on record, and how many are not. */
    readonly items: readonly ReleaseItem[];
    readonly missing: number;
    readonly root: string;
  }>
>;
export type ApproveRelease = Command<'ApproveRelease', OfRelease<Deciding & To & { readonly root: string }>>;
export type DenyRelease = Command<'DenyRelease', OfRelease<Deciding & { readonly why: string }>>;
export type FulfilRelease = Command<
  'FulfilRelease',
  OfRelease<To & { readonly recipients: readonly string[]; /** Found by the shell. */ readonly now: Found }>
>;
export type CollectRelease = Command<'CollectRelease', OfRelease<To & { /** Found. */ readonly now: Found }>>;
export type OpenRelease = Command<'OpenRelease', OfRelease>;
export type AskReleaseState = Command<'AskReleaseState', OfRelease>;
export type ReleaseCommand =
  | OpenRelease
  | AskReleaseState
  | SubmitRelease
  | FileCounselOpinion
  | DetermineValuesAct
  | PrepareRelease
  | ApproveRelease
  | DenyRelease
  | FulfilRelease
  | CollectRelease;

export type ReleaseState = {
  readonly status: 'none' | 'requested' | 'prepared' | 'approved' | 'denied' | 'fulfilled';
  readonly agencyId: string;
  readonly documents: readonly string[];
  readonly requestedBy: string | null;
  readonly preparedBy: string | null;
  readonly approvedBy: string | null;
  readonly orderNamesData: boolean;
  /** A court order, or a special request that explains the purpose. */
  readonly specially: boolean;
  readonly escalated: boolean;
  readonly opinion: { readonly permits: boolean; readonly immigration: boolean } | null;
  readonly complies: boolean;
  readonly count: number;
  readonly root: string | null;
  /** Null once the key of the release is destroyed. */
  readonly items: readonly ReleaseItem[] | null;
};
