/** Rows of what is done every day: people, devices, equipment, vendors, hot lists, searches; no plate among them. */
import type { HotListCategory } from '../domain/hotlist.js';
import type { Time } from './source.js';

/** An act of an administration that is counted and not listed: approvals, suspensions, policies adopted. */
export type Deed = { readonly at: Time; readonly act: string };

export type Posting = {
  readonly at: Time;
  readonly attestAgainBy: Time;
  /** What the last look at the posted page found; null while it is as attested. */
  readonly drift: string | null;
};

/** Something that is open from one time to another: a window of a contractor, a delegation, a canvass. */
export type Span = { readonly from: Time; readonly until: Time; readonly endedAt: Time | null };

export type Device = {
  readonly kind: 'issued' | 'owned' | 'personal';
  readonly since: Time;
  readonly endedAt: Time | null;
  readonly expiresAt: Time | null;
  readonly controlsUntil: Time | null;
};

export type Inspection = { readonly at: Time; readonly cameraId: string; readonly sound: boolean };
export type Check = {
  readonly at: Time;
  readonly cameraId: string;
  readonly functioning: boolean;
  /** What was attested agrees with what the system had heard of the camera. */
  readonly agrees: boolean;
};
export type Fault = {
  readonly cameraId: string;
  readonly kind: string;
  readonly reportedAt: Time;
  readonly clearedAt: Time | null;
};
export type Maintenance = { readonly at: Time; readonly cameraId: string; readonly work: string };
export type Placement = {
  readonly cameraId: string;
  readonly reviewedAt: Time | null;
  readonly reviewDue: Time;
  readonly outcome: string | null;
};

export type Deployment = {
  readonly shiftId: string;
  readonly cameraId: string;
  readonly mobility: 'fixed' | 'mobile';
  readonly startedAt: Time;
  readonly endedAt: Time | null;
  readonly reads: number;
};
export type Shift = { readonly shiftId: string; readonly startedAt: Time; readonly endedAt: Time | null };

export type Batch = {
  readonly cameraId: string;
  readonly receivedAt: Time;
  readonly announced: number;
  /** Null where what was recorded agrees with what was announced. */
  readonly recorded: number | null;
};

export type Vendor = {
  readonly dataStoreId: string;
  readonly registeredAt: Time;
  readonly settings: 'approved' | 'differ' | 'unapproved' | 'unseen';
  readonly settingsAt: Time | null;
  /** Switches that share for immigration enforcement, in the last look at the settings. */
  readonly immigration: number;
  readonly attestations: readonly { readonly kind: string; readonly validUntil: Time; readonly at: Time }[];
};
export type VendorFinding = {
  readonly at: Time;
  readonly finding: 'settings' | 'purge' | 'log' | 'transfer';
  readonly counts: Readonly<Record<string, number>>;
};
export type Reconciliation = {
  readonly at: Time;
  readonly dataStoreId: string;
  readonly returned: number;
  readonly overdue: number;
  readonly missing: number;
};
export type LogImport = { readonly at: Time; readonly dataStoreId: string; readonly rows: number };

export type Version = {
  readonly hotListId: string;
  readonly number: number;
  readonly publishedAt: Time;
  /** The hour the source says it stood so. */
  readonly asOf: Time;
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
  readonly quarantined: number;
  readonly categories: readonly { readonly category: HotListCategory; readonly entries: number }[];
};
export type SetAside = {
  readonly publishedAt: Time;
  readonly clause: string;
  readonly code: string;
  readonly entries: number;
};
export type SourceFile = {
  readonly hotListId: string;
  readonly file: string;
  readonly category: HotListCategory;
  readonly enabledAt: Time;
  readonly disabledAt: Time | null;
};
export type LocalEntry = {
  readonly entryId: string;
  readonly hotListId: string;
  readonly category: HotListCategory;
  readonly addedBy: string;
  readonly addedAt: Time;
  readonly expiresAt: Time;
  readonly removedAt: Time | null;
  readonly coSigned: 'yes' | 'awaited' | 'not needed';
};

export type Exigency = {
  readonly declaredAt: Time;
  readonly reviewedAt: Time | null;
  readonly justified: boolean | null;
  readonly inTime: boolean | null;
};

/** How old the reads were, in days, that one answer showed. */
export type AgeAtUse = { readonly at: Time; readonly days: number; readonly reads: number };
/** A search for a plate; `plate` is a number that stands for it within this report alone. */
export type PlateSearch = {
  readonly at: Time;
  readonly memberId: string;
  readonly plate: number;
  readonly partial: boolean;
  readonly eventNumber: boolean;
};
export type Canvass = Span & { readonly incident: string };
