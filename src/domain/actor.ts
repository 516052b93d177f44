/** Who acts: a member of the department, a camera, the clock, or another agency; and in what standing. */
import type { DeviceClass } from './device.js';
import type { Position } from './positions.js';

export type Member = { readonly kind: 'member'; readonly id: string; readonly sessionId: string | null };
export type Camera = { readonly kind: 'camera'; readonly id: string };
/** The system acting by itself, because a time came or a fact called for it. */
export type Clock = { readonly kind: 'clock'; readonly id: 'clock' };
export type Agency = { readonly kind: 'agency'; readonly id: string; readonly person: string };
export type Actor = Member | Camera | Clock | Agency;

export const clock: Clock = { kind: 'clock', id: 'clock' };

/** The department itself, at the terminal of the machine that holds its keys: it sees metadata, never a plate. */
export const terminal: Agency = { kind: 'agency', id: 'department', person: 'terminal' };
export const isTerminal = (by: Actor): boolean => by.kind === 'agency' && by.id === terminal.id;
/** A person of another agency. */
export const isOutside = (by: Actor): boolean => by.kind === 'agency' && by.id !== terminal.id;

/** Somebody who reports and does not say who he is; he can do nothing else (430.9¶1.2). */
export const anonymous: Agency = { kind: 'agency', id: 'anonymous', person: 'anonymous' };

export type TrainingKind = 'CLETS' | 'ALPR' | 'POST';

/** Day-to-day work that the Administrator may assign (430.4A(i)). */
export const scopes = ['enrolment', 'accounts', 'equipment', 'devices', 'contractors', 'hot-lists'] as const;
export type Scope = (typeof scopes)[number];

/** The enrolled device a session runs on. */
export type DeviceStanding = {
  readonly class: DeviceClass | null;
  /** Of a personal device: what the written permission is for and until when, and until when its controls hold. */
  readonly personal: {
    readonly scope: 'metadata' | 'plates';
    readonly until: string;
    readonly controlsUntil: string | null;
  } | null;
};

/** What the ledger says of the actor at the moment of the act; folded from the ledger, never taken from the request. */
export type Standing = {
  readonly enrolled: boolean;
  readonly position: Position | null;
  /** Until when each training is valid (ISO 8601); absent when never completed. */
  readonly training: Readonly<Partial<Record<TrainingKind, string>>>;
  /** Digest of the policy version last acknowledged, and of the one in force. */
  readonly acknowledged: string | null;
  readonly policyInForce: string | null;
  readonly approved: boolean;
  /** The Department no longer lists this position (430.4A(a)). */
  readonly withdrawn: boolean;
  /** What is required of the position beyond the policy's least; absent where nothing more is. */
  readonly required?: readonly TrainingKind[];
  /** Of a maintenance contractor: until when he may act. Null for everybody else. */
  readonly contractorUntil: string | null;
  readonly administrator: boolean;
  /** The session is open and belongs to this member; `accepted` once its banner was. */
  readonly session: 'none' | 'open' | 'accepted' | 'closed';
  readonly sessionOpenedAt: string | null;
  /** The session runs on equipment the Department issued or owns. */
  readonly departmentDevice: boolean;
  /** Null where the session shows no enrolled device: then the network it came from decides. */
  readonly device: DeviceStanding | null;
  /** The session was locked, and not opened again since. */
  readonly locked: boolean;
  /** When the member last acted in this session. */
  readonly activeAt: string | null;
  /** The work assigned to him by the Administrator, each until a time. */
  readonly assignments: readonly { readonly scope: Scope; readonly until: string }[];
  /** For a camera: registered and not retired. */
  readonly equipment: 'none' | 'active' | 'retired';
};

export const nobody: Standing = {
  enrolled: false,
  position: null,
  training: {},
  acknowledged: null,
  policyInForce: null,
  approved: false,
  withdrawn: false,
  contractorUntil: null,
  administrator: false,
  session: 'none',
  sessionOpenedAt: null,
  departmentDevice: false,
  device: null,
  locked: false,
  activeAt: null,
  assignments: [],
  equipment: 'none',
};
