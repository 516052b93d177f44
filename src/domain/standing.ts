/** Asked of everyone before they touch ALPR data: who they are, and what they have completed. */
import type { Standing, TrainingKind } from './actor.js';
import type { Case } from './decider.js';
import { type Rule, rule } from './policy/rule.js';
import { isAuthorised, type Position } from './positions.js';
import { between, hour } from './time.js';

export type StandingRule = Rule<Case<unknown, unknown>>;

const sworn: readonly (Position | null)[] = [
  'police-officer',
  'police-sergeant',
  'police-lieutenant',
  'police-captain',
  'police-chief',
];

/** CLETS and department ALPR training are everyone's; POST-approved training is required of sworn positions. */
const required = (kind: TrainingKind, position: Position | null): boolean =>
  kind !== 'POST' || sworn.includes(position);

/** True when the training is not required of this position, or was completed and has not lapsed at that time. */
export const trained = (kind: TrainingKind, standing: Pick<Standing, 'position' | 'training'>, at: string): boolean =>
  !required(kind, standing.position) || between(at, standing.training[kind] ?? '') > 0;

export const mayTakeEnforcement = (position: Position | null): boolean => sworn.includes(position);

const inSession = ({ by, standing, at, terms }: Case<unknown, unknown>): boolean =>
  by.kind === 'member' &&
  by.sessionId !== null &&
  standing.enrolled &&
  (standing.session === 'open' || standing.session === 'accepted') &&
  standing.sessionOpenedAt !== null &&
  between(standing.sessionOpenedAt, at) < terms.settings.sessionHours * hour;

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
];

/** The training 430.11 asks for: of the actor, or of the member whose access is to be approved. */
export const trainings = <State>(
  whose: (facts: Case<unknown, State>) => Pick<Standing, 'position' | 'training'>,
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

/** What 430.4U, 430.6(d), 430.7(b), 430.7(f) and 430.11 ask of everyone who operates the system or sees its data. */
export const authorised: readonly StandingRule[] = [
  ...session,
  rule(
    '430.4U.0',
    'R-POSITION',
    'the position is one that may access the system',
    ({ standing }) => isAuthorised(standing.position),
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
    'the access is from department equipment',
    ({ standing }) => standing.departmentDevice,
    'Use a department computer, or ask the ALPR Administrator for written permission.',
  ),
];

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
