/** Who acts: a member of the department, a camera, the clock, or another agency; and in what standing. */
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

/** Somebody who reports and does not say who he is; he can do nothing else (430.9¶1.2). */
export const anonymous: Agency = { kind: 'agency', id: 'anonymous', person: 'anonymous' };

export type TrainingKind = 'CLETS' | 'ALPR' | 'POST';

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
  readonly administrator: boolean;
  /** The session is open and belongs to this member; `accepted` once its banner was. */
  readonly session: 'none' | 'open' | 'accepted' | 'closed';
  readonly sessionOpenedAt: string | null;
  /** The session runs on equipment the Department issued or owns. */
  readonly departmentDevice: boolean;
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
  administrator: false,
  session: 'none',
  sessionOpenedAt: null,
  departmentDevice: false,
  equipment: 'none',
};
