/** How a member comes to have access, and loses it: training, acknowledgement, approval, suspension, revocation. */
import type { Case, Handling } from './decider.js';
import type {
  AcknowledgePolicy,
  ApproveAccess,
  MemberEvent,
  MemberState,
  RecordTraining,
  RevokeAccess,
  SuspendAccess,
} from './member.js';
import { enrolled } from './membercredentials.js';
import { rule } from './policy/rule.js';
import { isAuthorised } from './positions.js';
import { administration, session, trained, trainings } from './standing.js';

type Accesses = RecordTraining | AcknowledgePolicy | ApproveAccess | SuspendAccess | RevokeAccess;

const hasLapsed = ({ command: { data }, state, standing, at }: Case<SuspendAccess, MemberState>): boolean =>
  data.lapsed === 'acknowledgement' ? state.acknowledged !== standing.policyInForce : !trained(data.lapsed, state, at);

/** The member to be approved, with what the Department requires of his position. */
const subject = ({ state, command }: Case<unknown, MemberState>) => ({
  ...state,
  required: (command as ApproveAccess).data.subjectRequired,
});

export const access: {
  readonly [Type in Accesses['type']]: Handling<Extract<Accesses, { type: Type }>, MemberState, MemberEvent>;
} = {
  RecordTraining: {
    rules: [
      ...session,
      enrolled,
      rule(
        '430.11.1',
        'R-TRAINER',
        'training is recorded by the Training Sergeant or the ALPR Administrator',
        ({ standing }) => standing.position === 'training-sergeant' || standing.administrator,
        'Ask the Training Sergeant.',
      ),
      rule(
        '430.11.1',
        'R-SELF-TRAINING',
        'nobody records his own training',
        ({ by, command }) => by.id !== command.data.memberId,
        'Have another trainer record it.',
      ),
    ],
    events: ({ command }) => [{ type: 'TrainingCompleted', data: command.data }],
  },
  AcknowledgePolicy: {
    rules: [
      ...session,
      rule(
        '430.11.3',
        'R-ACK-OWN',
        'a member acknowledges the policy for himself',
        ({ by, command }) => by.id === command.data.memberId,
        'Each member acknowledges in his own session.',
      ),
      rule(
        '430.9¶1.1',
        'R-ACK-STALE',
        'what is acknowledged is the policy version in force',
        ({ standing, command }) => command.data.digest === standing.policyInForce,
        'Reload the policy: a newer version is in force.',
      ),
    ],
    events: ({ command }) => [{ type: 'PolicyAcknowledged', data: command.data }],
  },
  ApproveAccess: {
    rules: [
      ...session,
      rule(
        '430.4U.0',
        'R-NOT-ADMIN',
        'access is approved by the ALPR Administrator, and the Administrator’s own by the Chief',
        ({ standing, command }) =>
          command.data.subjectIsAdministrator ? standing.position === 'police-chief' : standing.administrator,
        'Ask the ALPR Administrator; for the Administrator, the Chief.',
      ),
      rule(
        '430.4U.0',
        'R-SELF-APPROVE',
        'nobody approves his own access',
        ({ by, command }) => by.id !== command.data.memberId,
        'The Chief approves the Administrator.',
      ),
      rule(
        '430.4A(a)',
        'R-POSITION',
        'the member holds a position that may access the system',
        ({ state }) => isAuthorised(state.position),
        'Only the positions listed in 430.4 may be given access.',
      ),
      ...trainings<MemberState>(subject),
      rule(
        '430.11.3',
        'R-ACK-STALE',
        'the member has acknowledged the policy version in force',
        ({ state, standing }) => state.acknowledged !== null && state.acknowledged === standing.policyInForce,
        'The member acknowledges the policy first.',
      ),
    ],
    events: ({ command, by }) => [
      { type: 'AccessApproved', data: { memberId: command.data.memberId, approver: by.id } },
    ],
  },
  SuspendAccess: {
    rules: [
      rule(
        '430.6(d)',
        'R-CLOCK',
        'a lapse is recorded by the system itself, when its time has come',
        ({ by }) => by.kind === 'clock',
        'Revoke the access, where it must end before that.',
      ),
      rule(
        '430.6(d)',
        'R-NOT-LAPSED',
        'what is said to have lapsed has lapsed',
        hasLapsed,
        'Access goes on while training and acknowledgement are current.',
      ),
    ],
    events: ({ command: { data }, state }) =>
      state.approved && !state.lapsed.includes(data.lapsed) ? [{ type: 'AccessSuspended', data }] : [],
  },
  RevokeAccess: {
    rules: [...administration, enrolled],
    events: ({ command, state }) => (state.approved ? [{ type: 'AccessRevoked', data: command.data }] : []),
  },
};
