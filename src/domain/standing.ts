/** Asked of everyone before they touch ALPR data: who they are, and what they have completed. */
import type { Scope, Standing, TrainingKind } from './actor.js';
import type { Case } from './decider.js';
import type { DeviceClass } from './device.js';
import { type Rule, rule } from './policy/rule.js';
import type { Terms } from './policy/settings.js';
import { isAuthorised, type Position } from './positions.js';
import { between, hour, minute } from './time.js';

export type StandingRule = Rule<Case<unknown, unknown>>;

const sworn: readonly (Position | null)[] = [
  'police-officer',
  'police-sergeant',
  'police-lieutenant',
  'police-captain',
  'police-chief',
];

/** What the policy asks at least: CLETS and department ALPR training of everyone, POST-approved of sworn positions. */
export const leastTraining = (position: Position | null): readonly TrainingKind[] =>
  sworn.includes(position) ? ['CLETS', 'ALPR', 'POST'] : ['CLETS', 'ALPR'];

type Trained = Pick<Standing, 'position' | 'training'> & { readonly required?: readonly TrainingKind[] | undefined };

/** True when the training is not required of this position, or was completed and has not lapsed at that time. */
export const trained = (kind: TrainingKind, { position, training, required }: Trained, at: string): boolean =>
  !(required ?? leastTraining(position)).includes(kind) || between(at, training[kind] ?? '') > 0;

/** Sergeants, lieutenants, captains and the Chief (430.4U(b) to (e)). */
export const supervises = (position: Position | null): boolean =>
  position !== 'police-officer' && sworn.includes(position);

export const mayTakeEnforcement = (position: Position | null): boolean => sworn.includes(position);

/** Sergeants and above (430.4U(b) to (e)). */
export const maySupervise = (position: Position | null): boolean =>
  sworn.includes(position) && position !== 'police-officer';

const inSession = ({ by, standing, at, terms }: Case<unknown, unknown>): boolean =>
  by.kind === 'member' &&
  by.sessionId !== null &&
  standing.enrolled &&
  (standing.session === 'open' || standing.session === 'accepted') &&
  standing.sessionOpenedAt !== null &&
  between(standing.sessionOpenedAt, at) < terms.settings.sessionHours * hour;

/** Minutes a session may be left alone on a device of that class; 0: for ever (CJIS AC-11). */
export const idleLimit = (device: DeviceClass | null, { settings }: Terms): number =>
  device === 'vehicle' || device === 'dispatch' ? settings.idleMinutesExempt : settings.idleMinutes;

const attended = ({ standing: { locked, activeAt, device }, at, terms }: Case<unknown, unknown>): boolean => {
  const limit = idleLimit(device?.class ?? null, terms);
  return !locked && (limit === 0 || activeAt === null || between(activeAt, at) < limit * minute);
};

/** Individual credentials, an open session of one's own, and its banner accepted. */
export const session: readonly StandingRule[] = [
  rule('430.6(i)', 'R-AUTH', 'the member acts in an open session of his own', inSession, 'Log in again.'),
  rule(
    '430.7(c)',
    'R-BANNER',
    'the confidentiality banner of this session was accepted',
    ({ standing }) => standing.session === 'accepted',
    'Read and accept the banner shown after log-in.',
  ),
  rule(
    '430.7(e)',
    'R-SESSION-LOCKED',
    'the session is not locked, and was not left alone',
    attended,
    'Unlock the session with your password and second factor.',
  ),
  rule(
    '430.4U(i)',
    'R-CTR-WINDOW',
    'a maintenance contractor acts only within the window opened for him',
    ({ standing: { contractorUntil }, at }) => contractorUntil === null || at < contractorUntil,
    'Ask the ALPR Administrator to open a window for the work.',
  ),
];

/** The training 430.11 asks for: of the actor, or of the member whose access is to be approved. */
export const trainings = <State>(
  whose: (facts: Case<unknown, State>) => Trained,
): readonly Rule<Case<unknown, State>>[] => [
  rule(
    '430.11.2a',
    'R-TRAINING:CLETS',
    'CLETS security training is complete and current',
    (facts) => trained('CLETS', whose(facts), facts.at),
    'Complete CLETS security training; the Training Sergeant records it.',
  ),
  rule(
    '430.11.2b',
    'R-TRAINING:ALPR',
    'department-approved ALPR training is complete and current',
    (facts) => trained('ALPR', whose(facts), facts.at),
    'Complete the department-approved ALPR training; the Training Sergeant records it.',
  ),
  rule(
    '430.11.2c',
    'R-TRAINING:POST',
    'any POST-approved training required of the position is complete and current',
    (facts) => trained('POST', whose(facts), facts.at),
    'Complete the POST-approved training required of the position; the Training Sergeant records it.',
  ),
];

const permitted = ({ standing: { departmentDevice, device }, at }: Case<unknown, unknown>): boolean =>
  departmentDevice || (device?.personal?.scope === 'plates' && at < device.personal.until);

/** A device that is neither the Department's nor permitted is refused as such. */
const controlled = ({ standing: { departmentDevice, device }, at }: Case<unknown, unknown>): boolean =>
  departmentDevice || !device?.personal || at < (device.personal.controlsUntil ?? '');

/** What 430.4U, 430.6(d), 430.7(b), 430.7(f) and 430.11 ask of everyone who operates the system or sees its data. */
export const authorised: readonly StandingRule[] = [
  ...session,
  rule(
    '430.4U.0',
    'R-POSITION',
    'the position is one that may access the system',
    ({ standing }) => isAuthorised(standing.position) && !standing.withdrawn,
    'Only the positions listed in 430.4 may access ALPR data; ask one of them, or request the figures you need.',
  ),
  ...trainings<unknown>(({ standing }) => standing),
  rule(
    '430.2¶3',
    'R-ACK-STALE',
    'the policy version in force was acknowledged',
    ({ standing }) => standing.policyInForce !== null && standing.acknowledged === standing.policyInForce,
    'Read and acknowledge the policy version now in force.',
  ),
  rule(
    '430.6(d)',
    'R-NOT-APPROVED',
    'the ALPR Administrator has approved the access',
    ({ standing }) => standing.approved,
    'Ask the ALPR Administrator to approve your access.',
  ),
  rule(
    '430.7(f)',
    'R-DEVICE',
    'the access is from department equipment, or from a personal device permitted in writing for this',
    permitted,
    'Use a department computer, or ask the ALPR Administrator for written permission.',
  ),
];

/** The Administrator's letter opens what is the Department's own; what comes of NCIC asks more (CJIS AC-20(1)). */
export const criminalJustice: StandingRule = rule(
  '430.7(f)',
  'R-BYOD-CJI',
  'what derives from hot lists is shown on a personal device only while its controls are verified',
  controlled,
  'Use a department computer, or have the controls of the device verified and recorded.',
);

/** Contractors maintain the system; they never see what it read. */
export const content: readonly StandingRule[] = [
  ...authorised,
  rule(
    '430.4U(i)',
    'R-CTR-CONTENT',
    'plate content is not opened by a maintenance contractor',
    ({ standing }) => standing.position !== 'maintenance-contractor',
    'Maintenance needs no plate content; ask a member of the Department to look.',
  ),
  criminalJustice,
];

/** Day-to-day work is the Administrator's, and that of the members he has assigned to it (430.4A(i)). */
export const assigned = (scope: Scope): readonly StandingRule[] => [
  ...session,
  rule(
    '430.4A(i)',
    'R-NOT-ASSIGNED',
    'the actor is the ALPR Administrator, or a member he has assigned to this work',
    ({ standing, at }) =>
      standing.administrator || standing.assignments.some((one) => one.scope === scope && at < one.until),
    'Ask the ALPR Administrator, or one of those he has assigned to it.',
  ),
];

/** Acts of administration are the designated Administrator's. */
export const administration: readonly StandingRule[] = [
  ...session,
  rule(
    '430.4A(i)',
    'R-NOT-ADMIN',
    'the actor is the ALPR Administrator now designated',
    ({ standing }) => standing.administrator,
    'Ask the ALPR Administrator.',
  ),
];
