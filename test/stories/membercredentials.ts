/** Stories of credentials: a second factor beside the password, changed by its owner and reset by somebody else. */
import {
  type CredentialSet,
  type CredentialsReset,
  member,
  type MemberEnrolled,
  type SecondFactorEnrolled,
  type SecondFactorRemoved,
} from '../../src/domain/member.js';
import { administrator, chief, clock, lacking, morning, noon, officer, stranger, terminal } from './people.js';
import { tell } from './story.js';

const { given } = tell(member, officer);

const memberId = officer.by.id;
const register = { class: 'register', unit: memberId } as const;
const enrolled: MemberEnrolled = {
  type: 'MemberEnrolled',
  data: {
    memberId,
    position: 'police-officer',
    invitation: 'first',
    invitationExpiresAt: '2026-01-06T12:00:00.000Z',
  },
  sealed: { username: 'officer.a', name: 'Officer A' },
  keep: register,
};
const credentialSet = (passwordHash: string): CredentialSet => ({
  type: 'CredentialSet',
  data: { memberId },
  sealed: { passwordHash },
  keep: register,
});
const factor = (factorId: string) => ({ factorId, kind: 'totp', provedAt: morning }) as const;
const factorSecret = { totp: { secret: 'BASE32' } };
const factorEnrolled = (factorId: string): SecondFactorEnrolled => ({
  type: 'SecondFactorEnrolled',
  data: { memberId, ...factor(factorId) },
  sealed: factorSecret,
  keep: register,
});
const removed: SecondFactorRemoved = { type: 'SecondFactorRemoved', data: { memberId, factorId: 'telephone' } };
const wasReset: CredentialsReset = {
  type: 'CredentialsReset',
  data: { memberId, invitation: 'second', invitationExpiresAt: '2026-01-08T12:00:00.000Z', resetAt: noon },
};
const arrived = [enrolled, credentialSet('argon2'), factorEnrolled('telephone')];

const add = { type: 'AddSecondFactor', data: { memberId, factor: factor('key'), factorSecret } } as const;
const remove = { type: 'RemoveSecondFactor', data: removed.data } as const;
const change = (passwordVerified: boolean) =>
  ({ type: 'ChangePassword', data: { memberId, passwordHash: 'argon2 anew', passwordVerified } }) as const;
const reset = (subjectIsAdministrator = false) =>
  ({ type: 'ResetCredentials', data: { memberId, invitation: 'second', subjectIsAdministrator } }) as const;
const accept = (invitation: string) =>
  ({
    type: 'AcceptInvitation',
    data: { memberId, invitation, passwordHash: 'argon2 anew', factor: factor('key'), factorSecret },
  }) as const;
const notOwn = '430.6(i) R-OWN-CREDENTIAL';

const factors = {
  'a member enrols another second factor': given(...arrived)
    .when(add)
    .records(factorEnrolled('key')),
  'a factor that was not shown to work is not enrolled': given(...arrived)
    .when({ type: 'AddSecondFactor', data: { memberId, factor: null, factorSecret: null } })
    .refuses('430.6(i) R-SECOND-FACTOR'),
  'nobody enrols a factor for another': given(...arrived)
    .when(add, administrator)
    .refuses(notOwn),
  ...lacking('session', officer, 'enrols no factor', (who) => given(...arrived).when(add, who)),

  'a member removes a factor while another one remains': given(...arrived, factorEnrolled('key'))
    .when(remove)
    .records(removed),
  'the last factor is not removed': given(...arrived)
    .when(remove)
    .refuses('430.6(i) R-LAST-FACTOR'),
  'a factor that was removed counts no more': given(...arrived, factorEnrolled('key'), removed)
    .when({ ...remove, data: { memberId, factorId: 'key' } })
    .refuses('430.6(i) R-LAST-FACTOR'),
  'nobody removes another’s factor': given(...arrived, factorEnrolled('key'))
    .when(remove, administrator)
    .refuses(notOwn),
  ...lacking('session', officer, 'removes no factor', (who) =>
    given(...arrived, factorEnrolled('key')).when(remove, who),
  ),
};

const passwords = {
  'a member changes his password, knowing the old one': given(...arrived)
    .when(change(true))
    .records(credentialSet('argon2 anew')),
  'who does not know the old password sets no new one': given(...arrived)
    .when(change(false))
    .refuses('430.7(d) R-AUTH'),
  'nobody changes another’s password': given(...arrived)
    .when(change(true), administrator)
    .refuses(notOwn),
  ...lacking('session', officer, 'changes no password', (who) => given(...arrived).when(change(true), who)),

  'the Administrator resets credentials that were lost': given(...arrived)
    .when(reset(), administrator)
    .records(wasReset),
  'the Chief resets the Administrator’s': given(...arrived)
    .when(reset(true), chief)
    .records(wasReset),
  'at the terminal that holds the keys everybody’s are reset': given(...arrived)
    .when(reset(true), terminal)
    .records(wasReset),
  'the Chief resets nobody else’s': given(...arrived)
    .when(reset(), chief)
    .refuses('430.4A(i) R-RESET'),
  'the system resets nothing of itself': given(...arrived)
    .when(reset(), clock)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(i) R-RESET'),
  'nobody resets his own': given(...arrived)
    .when({ ...reset(), data: { ...reset().data, memberId: administrator.by.id } }, administrator)
    .refuses('430.6(i) R-SELF-RESET'),
  'who is not enrolled has none to reset': given().when(reset(), administrator).refuses('430.6(i) R-NOT-ENROLLED'),
  ...lacking('session', administrator, 'resets no credentials', (who) => given(...arrived).when(reset(), who)),
  'after a reset the member begins again by invitation': given(...arrived, wasReset)
    .when(accept('second'), stranger)
    .records(credentialSet('argon2 anew'), factorEnrolled('key')),
  'after a reset the factors of before count no more': given(
    ...arrived,
    wasReset,
    credentialSet('argon2 anew'),
    factorEnrolled('key'),
  )
    .when({ ...remove, data: { memberId, factorId: 'key' } })
    .refuses('430.6(i) R-LAST-FACTOR'),
};

export const credentialStories = { ...factors, ...passwords };
