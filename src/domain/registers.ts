/** The registers: what the Department keeps lists of, and which positions may open each, beside the Administrator. */
import { authorisedPositions, type Position, unlistedPositions } from './positions.js';
import type { Scope } from './actor.js';
import { outsideRegisters } from './outside.js';

const oversight: readonly Position[] = ['auditor', 'police-chief'];
const supervisors: readonly Position[] = ['police-sergeant', 'police-lieutenant', 'police-captain'];
const anyMember: readonly Position[] = [...authorisedPositions, ...unlistedPositions];
const custodians: readonly Position[] = ['custodian-of-records', 'city-attorney'];
const operators: readonly Position[] = ['police-officer', 'police-dispatcher', 'community-service-officer'];

/**
 * Register → positions that may open it. The ALPR Administrator and the Department's own terminal may open every one.
 * No register shows a plate: what shows plates is a question of its own.
 */
export const registers = {
  ...outsideRegisters,
  /** What needs somebody: counts and days, and no names. */
  attention: [...oversight, 'training-sergeant'],
  members: [...oversight, 'training-sergeant', 'custodian-of-records'],
  /** Who works here, by name and position alone: for whoever names a second member. */
  colleagues: [...oversight, ...supervisors, ...operators, 'crime-analyst'],
  sessions: oversight,
  devices: [...oversight, 'training-sergeant'],
  positions: [...oversight, 'training-sergeant', 'custodian-of-records', 'city-attorney'],
  'contractor-access': [...oversight, 'training-sergeant'],
  designations: [...oversight, 'training-sergeant', 'custodian-of-records', 'city-attorney'],
  unmaskings: oversight,
  delegations: [...oversight, 'training-sergeant'],
  // Who operates the system sees which cameras there are, and where.
  equipment: [...oversight, ...supervisors, ...operators, 'crime-analyst', 'training-sergeant', 'custodian-of-records'],
  shifts: [...oversight, ...supervisors],
  'equipment-faults': [...oversight, ...supervisors, ...operators, 'maintenance-contractor'],
  maintenance: [...oversight, ...supervisors, 'maintenance-contractor'],
  // Anyone reports, and sees what became of it; what is shown of each depends on who asks (430.9¶1.2).
  violations: anyMember,
  placements: oversight,
  postings: oversight,
  procedures: oversight,
  'monitoring-reviews': oversight,
  assurances: oversight,
  breaches: [...oversight, 'city-attorney'],
  schedules: [...oversight, ...custodians],
  retention: [...oversight, ...custodians],
  purges: [...oversight, ...custodians],
  holds: [...oversight, ...custodians],
  downloads: [...oversight, ...custodians],
  evidence: [...oversight, ...custodians],
  backups: [...oversight, 'custodian-of-records'],
  notices: oversight,
  /** How many plates are protected, never which. */
  'protected-plates': oversight,
  'search-approvals': oversight,
  'hot-lists': anyMember,
  'hot-list-versions': oversight,
  'hot-list-quarantine': oversight,
  'hot-list-files': oversight,
  publications: [...oversight, 'custodian-of-records', 'city-attorney'],
  anomalies: oversight,
  'anomaly-digest': oversight,
  duties: oversight,
  detectors: oversight,
  canaries: ['auditor'],
  'audit-plans': oversight,
  audits: oversight,
  'audit-items': oversight,
  'audit-findings': oversight,
  reports: [...oversight, 'custodian-of-records'],
  'kept-long': [...oversight, 'custodian-of-records'],
  explanations: [...oversight, 'custodian-of-records'],
  canvasses: [...oversight, ...supervisors, ...operators, 'crime-analyst'],
  exigencies: [...oversight, ...supervisors],
  'breach-reports': ['police-chief'],
  sources: [...oversight, ...supervisors],
  'external-access': oversight,
  warrants: [...oversight, ...supervisors],
  quarantine: oversight,
} as const satisfies Record<string, readonly Position[]>;

export type Register = keyof typeof registers;

export const registerNames = Object.keys(registers) as Register[];

/** Whether text from outside names a register. */
export const isRegister = (text: string): text is Register => Object.hasOwn(registers, text);

/** What day-to-day work cannot be done without, beside what it is about: who there is, and what waits for somebody. */
const everyWork = ['members', 'attention'] as const;

/** Work that the Administrator has assigned → the registers that it opens until the assignment ends (430.4A(i)). */
export const registersOfWork: Readonly<Record<Scope, readonly Register[]>> = {
  enrolment: [...everyWork, 'positions', 'sources', 'contractor-access'],
  accounts: [...everyWork, 'sessions'],
  equipment: [...everyWork, 'equipment', 'equipment-faults', 'maintenance', 'shifts', 'placements'],
  devices: [...everyWork, 'devices'],
  contractors: [...everyWork, 'contractor-access', 'maintenance'],
  'hot-lists': [...everyWork, 'hot-lists', 'hot-list-versions', 'hot-list-quarantine', 'hot-list-files'],
};
