/** A member: enrolled by invitation, trained, bound to the policy by acknowledgement, approved by the Administrator. */
import type { TrainingKind } from './actor.js';
import { contractors } from './contractor.js';
import type { Command, Decider, Event } from './decider.js';
import type { Factor, FactorSecret } from './factor.js';
import { access } from './memberaccess.js';
import { credentials } from './membercredentials.js';
import type { Position } from './positions.js';

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
/** A second factor beside the password; what checks it is sealed. */
export type SecondFactorEnrolled = Event<'SecondFactorEnrolled', { readonly memberId: string } & Factor, FactorSecret>;
export type SecondFactorRemoved = Event<
  'SecondFactorRemoved',
  { readonly memberId: string; readonly factorId: string }
>;
export type CredentialSet = Event<'CredentialSet', { readonly memberId: string }, { readonly passwordHash: string }>;
/** A new invitation takes the place of one that ran out or was lost before it was taken up. */
export type InvitationRenewed = Event<
  'InvitationRenewed',
  { readonly memberId: string; readonly invitation: string; readonly invitationExpiresAt: string }
>;
/** Password and second factors are void, as after a lost telephone; the member begins again by invitation. */
export type CredentialsReset = Event<
  'CredentialsReset',
  {
    readonly memberId: string;
    readonly invitation: string;
    readonly invitationExpiresAt: string;
    /** What was opened with them until then is closed. */
    readonly resetAt?: string;
  }
>;
export type TrainingCompleted = Event<
  'TrainingCompleted',
  {
    readonly memberId: string;
    readonly training: TrainingKind;
    readonly validUntil: string;
    readonly certificate: string | null;
    /** The version of the course, as the Training Sergeant names it. */
    readonly course?: string;
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
/** The maintenance contractor, who is not of the agency, may act until then (430.4U(i), CJIS IA-4(4)). */
export type ContractorAccessOpened = Event<
  'ContractorAccessOpened',
  { readonly memberId: string; readonly until: string; readonly work: string }
>;
export type ContractorAccessClosed = Event<
  'ContractorAccessClosed',
  { readonly memberId: string; readonly why: 'closed' | 'expired' }
>;
export type AccessRevoked = Event<'AccessRevoked', { readonly memberId: string; readonly why: string }>;
export type MemberEvent =
  | MemberEnrolled
  | CredentialSet
  | InvitationRenewed
  | SecondFactorEnrolled
  | SecondFactorRemoved
  | CredentialsReset
  | TrainingCompleted
  | PolicyAcknowledged
  | AccessApproved
  | AccessSuspended
  | ContractorAccessOpened
  | ContractorAccessClosed
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
/** Found by the shell: the factor was shown to work; null where none was, or it did not. */
type NewFactor = { readonly factor: Factor | null; readonly factorSecret: FactorSecret | null };
export type AcceptInvitation = Command<
  'AcceptInvitation',
  { readonly memberId: string; readonly invitation: string; readonly passwordHash: string } & NewFactor
>;
export type AddSecondFactor = Command<'AddSecondFactor', { readonly memberId: string } & NewFactor>;
export type RemoveSecondFactor = Command<'RemoveSecondFactor', SecondFactorRemoved['data']>;
export type ChangePassword = Command<
  'ChangePassword',
  {
    readonly memberId: string;
    readonly passwordHash: string;
    /** Found by the shell: the password used so far was given too. */
    readonly passwordVerified: boolean;
  }
>;
export type ResetCredentials = Command<
  'ResetCredentials',
  {
    readonly memberId: string;
    readonly invitation: string;
    /** Found by the shell. */
    readonly subjectIsAdministrator: boolean;
  }
>;
export type RenewInvitation = Command<'RenewInvitation', { readonly memberId: string; readonly invitation: string }>;
export type RecordTraining = Command<'RecordTraining', TrainingCompleted['data']>;
export type AcknowledgePolicy = Command<'AcknowledgePolicy', PolicyAcknowledged['data']>;
export type ApproveAccess = Command<
  'ApproveAccess',
  {
    readonly memberId: string;
    /** Found by the shell. */
    readonly subjectIsAdministrator: boolean;
    /** Found by the shell: what the Department requires of the position; absent where it is the policy's least. */
    readonly subjectRequired?: readonly TrainingKind[];
  }
>;
export type SuspendAccess = Command<'SuspendAccess', AccessSuspended['data']>;
export type OpenContractorAccess = Command<'OpenContractorAccess', ContractorAccessOpened['data']>;
export type CloseContractorAccess = Command<'CloseContractorAccess', { readonly memberId: string }>;
export type RevokeAccess = Command<'RevokeAccess', AccessRevoked['data']>;
export type MemberCommand =
  | EnrolMember
  | AcceptInvitation
  | RenewInvitation
  | AddSecondFactor
  | RemoveSecondFactor
  | ChangePassword
  | ResetCredentials
  | RecordTraining
  | AcknowledgePolicy
  | ApproveAccess
  | SuspendAccess
  | OpenContractorAccess
  | CloseContractorAccess
  | RevokeAccess;

export type MemberState = {
  readonly position: Position | null;
  readonly invitation: string | null;
  readonly invitationExpiresAt: string;
  readonly credentialed: boolean;
  /** When his credentials were last reset: no session from before that stands. */
  readonly resetAt: string | null;
  /** Ids of the second factors. */
  readonly factors: readonly string[];
  readonly training: Readonly<Partial<Record<TrainingKind, string>>>;
  readonly acknowledged: string | null;
  readonly approved: boolean;
  /** What was recorded as lapsed, and not made good since. */
  readonly lapsed: readonly Lapse[];
  /** Until when the contractor's window is open; null where it is closed. */
  readonly contractorUntil: string | null;
};

const stranger: MemberState = {
  position: null,
  invitation: null,
  invitationExpiresAt: '',
  credentialed: false,
  resetAt: null,
  factors: [],
  training: {},
  acknowledged: null,
  approved: false,
  lapsed: [],
  contractorUntil: null,
};

const without = (lapsed: readonly Lapse[], kind: Lapse): readonly Lapse[] => lapsed.filter((one) => one !== kind);

const invited = ({ invitation, invitationExpiresAt }: InvitationRenewed['data']) => ({
  invitation,
  invitationExpiresAt,
});

export const member: Decider<MemberCommand, MemberState, MemberEvent> = {
  category: 'member',
  stream: ({ data }) => `member-${data.memberId}`,
  initial: stranger,
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'MemberEnrolled':
        return { ...state, ...invited(data), position: data.position };
      case 'CredentialSet':
        return { ...state, invitation: null, credentialed: true };
      case 'SecondFactorEnrolled':
        return { ...state, factors: [...state.factors, data.factorId] };
      case 'SecondFactorRemoved':
        return { ...state, factors: state.factors.filter((one) => one !== data.factorId) };
      case 'CredentialsReset':
        return { ...state, ...invited(data), credentialed: false, factors: [], resetAt: data.resetAt ?? null };
      case 'InvitationRenewed':
        return { ...state, ...invited(data) };
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
      case 'ContractorAccessOpened':
        return { ...state, contractorUntil: data.until };
      case 'ContractorAccessClosed':
        return { ...state, contractorUntil: null };
      case 'AccessRevoked':
        return { ...state, approved: false, lapsed: [] };
    }
  },
  on: { ...credentials, ...access, ...contractors },
};
