/** A member: enrolled by invitation, trained, bound to the policy by acknowledgement, approved by the Administrator. */
import type { TrainingKind } from './actor.js';
import type { Case, Command, Decider, Event } from './decider.js';
import { rule, unless } from './policy/rule.js';
import { isAuthorised, type Position } from './positions.js';
import { administration, session, trained, trainings } from './standing.js';
import { after, hour } from './time.js';

// Stored for good: never rename, only add.
export type MemberEnrolled = Event<
  'MemberEnrolled',
  {
    readonly memberId: string;
    readonly position: Position;
    readonly invitation: string;
    readonly invitationExpiresAt: string;
  },
  { readonly username: string; readonly name: string }
>;
export type CredentialSet = Event<'CredentialSet', { readonly memberId: string }, { readonly passwordHash: string }>;
/** A new invitation takes the place of one that ran out or was lost before it was taken up. */
export type InvitationRenewed = Event<
  'InvitationRenewed',
  { readonly memberId: string; readonly invitation: string; readonly invitationExpiresAt: string }
>;
export type TrainingCompleted = Event<
  'TrainingCompleted',
  {
    readonly memberId: string;
    readonly training: TrainingKind;
    readonly validUntil: string;
    readonly certificate: string | null;
  }
>;
export type PolicyAcknowledged = Event<'PolicyAcknowledged', { readonly memberId: string; readonly digest: string }>;
export type AccessApproved = Event<'AccessApproved', { readonly memberId: string; readonly approver: string }>;
/** What access rests on, and may run out. */
export type Lapse = TrainingKind | 'acknowledgement';
/** Access rests since then, until what lapsed is made good; every act is refused from that moment by its own rules. */
export type AccessSuspended = Event<
  'AccessSuspended',
  { readonly memberId: string; readonly lapsed: Lapse; readonly since: string }
>;
export type AccessRevoked = Event<'AccessRevoked', { readonly memberId: string; readonly why: string }>;
export type MemberEvent =
  | MemberEnrolled
  | CredentialSet
  | InvitationRenewed
  | TrainingCompleted
  | PolicyAcknowledged
  | AccessApproved
  | AccessSuspended
  | AccessRevoked;

export type EnrolMember = Command<
  'EnrolMember',
  {
    readonly memberId: string;
    readonly position: Position;
    readonly username: string;
    readonly name: string;
    readonly invitation: string;
    /** Found by the shell: no other member bears this username. */
    readonly usernameFree: boolean;
  }
>;
export type AcceptInvitation = Command<
  'AcceptInvitation',
  { readonly memberId: string; readonly invitation: string; readonly passwordHash: string }
>;
export type RenewInvitation = Command<'RenewInvitation', { readonly memberId: string; readonly invitation: string }>;
export type RecordTraining = Command<'RecordTraining', TrainingCompleted['data']>;
export type AcknowledgePolicy = Command<'AcknowledgePolicy', PolicyAcknowledged['data']>;
export type ApproveAccess = Command<
  'ApproveAccess',
  { readonly memberId: string; /** Found by the shell. */ readonly subjectIsAdministrator: boolean }
>;
export type SuspendAccess = Command<'SuspendAccess', AccessSuspended['data']>;
export type RevokeAccess = Command<'RevokeAccess', AccessRevoked['data']>;
export type MemberCommand =
  | EnrolMember
  | AcceptInvitation
  | RenewInvitation
  | RecordTraining
  | AcknowledgePolicy
  | ApproveAccess
  | SuspendAccess
  | RevokeAccess;

export type MemberState = {
  readonly position: Position | null;
  readonly invitation: string | null;
  readonly invitationExpiresAt: string;
  readonly credentialed: boolean;
  readonly training: Readonly<Partial<Record<TrainingKind, string>>>;
  readonly acknowledged: string | null;
  readonly approved: boolean;
  /** What was recorded as lapsed, and not made good since. */
  readonly lapsed: readonly Lapse[];
};

const stranger: MemberState = {
  position: null,
  invitation: null,
  invitationExpiresAt: '',
  credentialed: false,
  training: {},
  acknowledged: null,
  approved: false,
  lapsed: [],
};

const enrolled = rule<Case<unknown, MemberState>>(
  '430.6(i)',
  'R-NOT-ENROLLED',
  'the member is enrolled',
  ({ state }) => state.position !== null,
  'Enrol the member first.',
);

/** At installation the system itself invites the first Administrator. */
const byAdministrator = unless<Case<unknown, MemberState>>(({ by }) => by.kind === 'clock', administration);

const without = (lapsed: readonly Lapse[], kind: Lapse): readonly Lapse[] => lapsed.filter((one) => one !== kind);

const hasLapsed = ({ command: { data }, state, standing, at }: Case<SuspendAccess, MemberState>): boolean =>
  data.lapsed === 'acknowledgement' ? state.acknowledged !== standing.policyInForce : !trained(data.lapsed, state, at);

export const member: Decider<MemberCommand, MemberState, MemberEvent> = {
  category: 'member',
  stream: ({ data }) => `member-${data.memberId}`,
  initial: stranger,
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'MemberEnrolled': {
        const { position, invitation, invitationExpiresAt } = data;
        return { ...state, position, invitation, invitationExpiresAt };
      }
      case 'CredentialSet':
        return { ...state, invitation: null, credentialed: true };
      case 'InvitationRenewed':
        return { ...state, invitation: data.invitation, invitationExpiresAt: data.invitationExpiresAt };
      case 'TrainingCompleted':
        return {
          ...state,
          training: { ...state.training, [data.training]: data.validUntil },
          lapsed: without(state.lapsed, data.training),
        };
      case 'PolicyAcknowledged':
        return { ...state, acknowledged: data.digest, lapsed: without(state.lapsed, 'acknowledgement') };
      case 'AccessApproved':
        return { ...state, approved: true };
      case 'AccessSuspended':
        return { ...state, lapsed: [...without(state.lapsed, data.lapsed), data.lapsed] };
      case 'AccessRevoked':
        return { ...state, approved: false, lapsed: [] };
    }
  },
  on: {
    EnrolMember: {
      rules: [
        ...byAdministrator,
        rule(
          '430.6(i)',
          'R-USERNAME',
          'credentials are individual: nobody else bears this username, and the member is not enrolled yet',
          ({ state, command }) => state.position === null && command.data.usernameFree,
          'Choose another username; one person has one account.',
        ),
      ],
      events: ({ command: { data }, at, terms }) => [
        {
          type: 'MemberEnrolled',
          data: {
            memberId: data.memberId,
            position: data.position,
            invitation: data.invitation,
            invitationExpiresAt: after(at, terms.settings.invitationHours * hour),
          },
          sealed: { username: data.username, name: data.name },
          keep: { class: 'register', unit: data.memberId },
        },
      ],
    },
    AcceptInvitation: {
      rules: [
        rule(
          '430.6(i)',
          'R-INVITATION',
          'the invitation is the one sent, unused, and still open',
          ({ state, command, at }) =>
            state.invitation !== null && state.invitation === command.data.invitation && at < state.invitationExpiresAt,
          'Ask the ALPR Administrator for a new invitation.',
        ),
      ],
      events: ({ command: { data } }) => [
        {
          type: 'CredentialSet',
          data: { memberId: data.memberId },
          sealed: { passwordHash: data.passwordHash },
          keep: { class: 'register', unit: data.memberId },
        },
      ],
    },
    RenewInvitation: {
      rules: [
        ...byAdministrator,
        enrolled,
        rule(
          '430.6(i)',
          'R-CREDENTIAL-SET',
          'the member has not set credentials yet',
          ({ state }) => !state.credentialed,
          'The member has an account already.',
        ),
      ],
      events: ({ command: { data }, at, terms }) => [
        {
          type: 'InvitationRenewed',
          data: { ...data, invitationExpiresAt: after(at, terms.settings.invitationHours * hour) },
        },
      ],
    },
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
        ...trainings<MemberState>(({ state }) => state),
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
  },
};
