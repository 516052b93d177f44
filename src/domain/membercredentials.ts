/** How a member comes by credentials of his own: invitation, password, second factors, and what becomes of them. */
import { isTerminal } from './actor.js';
import type { Case, Handling } from './decider.js';
import { possessed } from './factor.js';
import type {
  AcceptInvitation,
  AddSecondFactor,
  ChangePassword,
  CredentialSet,
  EnrolMember,
  MemberEvent,
  MemberState,
  RemoveSecondFactor,
  RenewInvitation,
  ResetCredentials,
  SecondFactorEnrolled,
} from './member.js';
import { type Rule, rule, unless } from './policy/rule.js';
import { assigned, session } from './standing.js';
import { after, hour } from './time.js';

type Credentials =
  | EnrolMember
  | AcceptInvitation
  | RenewInvitation
  | AddSecondFactor
  | RemoveSecondFactor
  | ChangePassword
  | ResetCredentials;

export const enrolled = rule<Case<unknown, MemberState>>(
  '430.6(i)',
  'R-NOT-ENROLLED',
  'the member is enrolled',
  ({ state }) => state.position !== null,
  'Enrol the member first.',
);

/** At installation the system itself invites the first Administrator. */
const byAdministrator = unless<Case<unknown, MemberState>>(({ by }) => by.kind === 'clock', assigned('enrolment'));

const own = rule<Case<{ readonly data: { readonly memberId: string } }, MemberState>>(
  '430.6(i)',
  'R-OWN-CREDENTIAL',
  'credentials are changed by the member whose they are',
  ({ by, command }) => by.id === command.data.memberId,
  'Each member changes his own; the ALPR Administrator resets those that were lost.',
);

const passwordOf = ({ memberId, passwordHash }: ChangePassword['data'] | AcceptInvitation['data']): CredentialSet => ({
  type: 'CredentialSet',
  data: { memberId },
  sealed: { passwordHash },
  keep: { class: 'register', unit: memberId },
});

const factorsOf = ({ memberId, factor, factorSecret }: AddSecondFactor['data']): readonly SecondFactorEnrolled[] =>
  factor === null
    ? []
    : [
        {
          type: 'SecondFactorEnrolled',
          data: { memberId, factorId: factor.factorId, kind: factor.kind, provedAt: factor.provedAt },
          sealed: factorSecret,
          keep: { class: 'register', unit: memberId },
        },
      ];

/** Not even the Administrator resets his own credentials; nor is the Department locked out with him. */
const mayReset: readonly Rule<Case<ResetCredentials, MemberState>>[] = [
  ...unless<Case<ResetCredentials, MemberState>>(({ by }) => isTerminal(by), session),
  rule(
    '430.4A(i)',
    'R-RESET',
    'credentials are reset by the ALPR Administrator, his own by the Chief, or at the terminal that holds the keys',
    ({ by, standing, command: { data } }) =>
      isTerminal(by) || (data.subjectIsAdministrator ? standing.position === 'police-chief' : standing.administrator),
    'Ask the ALPR Administrator; for the Administrator, the Chief.',
  ),
  rule(
    '430.6(i)',
    'R-SELF-RESET',
    'nobody resets his own credentials',
    ({ by, command }) => by.id !== command.data.memberId,
    'Change your password instead, or ask the ALPR Administrator.',
  ),
];

export const credentials: {
  readonly [Type in Credentials['type']]: Handling<Extract<Credentials, { type: Type }>, MemberState, MemberEvent>;
} = {
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
      possessed,
    ],
    events: ({ command: { data } }) => [passwordOf(data), ...factorsOf(data)],
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
  AddSecondFactor: {
    rules: [...session, own, possessed],
    events: ({ command: { data } }) => factorsOf(data),
  },
  RemoveSecondFactor: {
    rules: [
      ...session,
      own,
      rule(
        '430.6(i)',
        'R-LAST-FACTOR',
        'the factor is the member’s, and another one remains',
        ({ state, command }) => state.factors.includes(command.data.factorId) && state.factors.length > 1,
        'Enrol another second factor first.',
      ),
    ],
    events: ({ command: { data } }) => [{ type: 'SecondFactorRemoved', data }],
  },
  ChangePassword: {
    rules: [
      ...session,
      own,
      rule(
        '430.7(d)',
        'R-AUTH',
        'the credentials are the member’s own',
        ({ command }) => command.data.passwordVerified,
        'Check username and password.',
      ),
    ],
    events: ({ command: { data } }) => [passwordOf(data)],
  },
  ResetCredentials: {
    rules: [...mayReset, enrolled],
    events: ({ command: { data }, at, terms }) => [
      {
        type: 'CredentialsReset',
        data: {
          memberId: data.memberId,
          invitation: data.invitation,
          invitationExpiresAt: after(at, terms.settings.invitationHours * hour),
          resetAt: at,
        },
      },
    ],
  },
};
