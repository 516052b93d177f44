/** The clock that acts: every time limit by which the house does something of itself, and what it then does. */
import type { Terms } from '../domain/policy/settings.js';
import type { Sqlite } from '../vault/sqlite.js';
import { endedAgreements, overdueRequests } from './deadlines-sharing.js';
import {
  contractorWindows,
  idleSessions,
  inactiveAccounts,
  lapsedAccess,
  lapsedAssignments,
  lapsedDevices,
  namedAdministrators,
} from './deadlines-people.js';
import { endedCanvassWindows, overdueExigencies } from './deadlines-operations.js';
import { overdueDuties } from './deadlines-oversight.js';
import { anomaliesSeen } from './deadlines-watch.js';
import type { Request } from './orders.js';

/** One act whose time has come. */
export type Due = {
  readonly request: Request;
  /** What makes it this very deadline and no other: named again with the same parts, it is acted upon once. */
  readonly of: readonly string[];
};

/**
 * One time limit. `due` is pure: from the read models, the time now (ISO 8601, UTC) and the terms in force it tells
 * which acts are due; what was done already it need not tell again, and does no harm when it does.
 */
export type Deadline = {
  /** Part of the derived command ids: never changed. */
  readonly name: string;
  readonly due: (db: Sqlite, now: string, terms: Terms) => readonly Due[];
};

export const deadlines: readonly Deadline[] = [
  lapsedAccess,
  inactiveAccounts,
  idleSessions,
  lapsedAssignments,
  contractorWindows,
  namedAdministrators,
  lapsedDevices,
  endedAgreements,
  overdueRequests,
  endedCanvassWindows,
  overdueExigencies,
  anomaliesSeen,
  overdueDuties,
];
