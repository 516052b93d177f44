/** Stories of a member: invited, trained, bound to the policy, approved, and how each of these is withheld. */
import {
  type AccessApproved,
  type AccessRevoked,
  type AccessSuspended,
  type CredentialSet,
  type InvitationRenewed,
  member,
  type MemberEnrolled,
  type PolicyAcknowledged,
  type SecondFactorEnrolled,
  type TrainingCompleted,
} from '../../src/domain/member.js';
import type { Position } from '../../src/domain/positions.js';
import {
  administrator,
  assignedTo,
  at,
  chief,
  clock,
  inForce,
  lacking,
  morning,
  nextYear,
  noon,
  officer,
  older,
  stranger,
  trainer,
} from './people.js';
import { contractorStories } from './contractor.js';
import { credentialStories } from './membercredentials.js';
import { tell, told } from './story.js';

const { given } = tell(member, administrator);

const memberId = 'recruit';
const register = { class: 'register', unit: memberId } as const;
const named = { username: 'recruit', name: 'R. Recruit' };
const enrolledAs = (position: Position): MemberEnrolled => ({
  type: 'MemberEnrolled',
  data: { memberId, position, invitation: 'digest', invitationExpiresAt: '2026-01-08T12:00:00.000Z' },
  sealed: named,
  keep: register,
});
const factor = { factorId: 'telephone', kind: 'totp', provedAt: morning } as const;
const factorSecret = { totp: { secret: 'BASE32' } };
const factorEnrolled: SecondFactorEnrolled = {
  type: 'SecondFactorEnrolled',
  data: { memberId, ...factor },
  sealed: factorSecret,
  keep: register,
};
const enrolled = enrolledAs('police-officer');
const credentialSet: CredentialSet = {
  type: 'CredentialSet',
  data: { memberId },
  sealed: { passwordHash: 'argon2' },
  keep: register,
};
const renewed: InvitationRenewed = {
  type: 'InvitationRenewed',
  data: { memberId, invitation: 'second', invitationExpiresAt: '2026-01-08T12:00:00.000Z' },
};
const completed = (training: 'CLETS' | 'ALPR' | 'POST', validUntil = nextYear): TrainingCompleted => ({
  type: 'TrainingCompleted',
  data: { memberId, training, validUntil, certificate: null },
});
const acknowledged: PolicyAcknowledged = { type: 'PolicyAcknowledged', data: { memberId, digest: inForce } };
const approvedBy = (approver: string): AccessApproved => ({ type: 'AccessApproved', data: { memberId, approver } });
const approved = approvedBy(administrator.by.id);
const suspended = (lapsed: AccessSuspended['data']['lapsed']): AccessSuspended => ({
  type: 'AccessSuspended',
  data: { memberId, lapsed, since: noon },
});
const suspend = (lapsed: AccessSuspended['data']['lapsed']) =>
  ({ type: 'SuspendAccess', data: suspended(lapsed).data }) as const;
const revoked: AccessRevoked = { type: 'AccessRevoked', data: { memberId, why: 'on leave' } };
const ready = [enrolled, credentialSet, completed('CLETS'), completed('ALPR'), completed('POST'), acknowledged];

const enrol = {
  type: 'EnrolMember',
  data: { memberId, position: 'police-officer', ...named, invitation: 'digest', usernameFree: true },
} as const;
const accept = {
  type: 'AcceptInvitation',
  data: { memberId, invitation: 'digest', passwordHash: 'argon2', factor, factorSecret },
} as const;
const renew = { type: 'RenewInvitation', data: { memberId, invitation: 'second' } } as const;
const record = { type: 'RecordTraining', data: completed('ALPR').data } as const;
const acknowledge = { type: 'AcknowledgePolicy', data: acknowledged.data } as const;
const approve = { type: 'ApproveAccess', data: { memberId, subjectIsAdministrator: false } } as const;
const approveAdministrator = { type: 'ApproveAccess', data: { memberId, subjectIsAdministrator: true } } as const;
const revoke = { type: 'RevokeAccess', data: revoked.data } as const;
/** The recruit in his own session, which others must not be mistaken for. */
const recruit = { ...officer, by: { kind: 'member', id: memberId, sessionId: 'recruit-today' } } as const;

const enrolment = {
  'the Administrator enrols a member by an invitation good for 72 hours': given().when(enrol).records(enrolled),
  'at installation the system itself invites the first Administrator': given().when(enrol, clock).records(enrolled),
  'two members do not share a username': given()
    .when({ ...enrol, data: { ...enrol.data, usernameFree: false } })
    .refuses('430.6(i) R-USERNAME'),
  'one person has one account': given(enrolled).when(enrol).refuses('430.6(i) R-USERNAME'),
  'the Chief enrols nobody himself': given().when(enrol, chief).refuses('430.4A(i) R-NOT-ASSIGNED'),
  'a member assigned to enrolment enrols somebody': given()
    .when(enrol, assignedTo(officer, 'enrolment'))
    .records(enrolled),
  ...lacking('enrolment', administrator, 'enrols nobody', (who) => given().when(enrol, who)),

  'an invited member sets a password that nobody else knows': given(enrolled)
    .when(accept, stranger)
    .records(credentialSet, factorEnrolled),
  'an invitation is open to the last millisecond of its 72 hours': given(enrolled)
    .when(accept, at(stranger, '2026-01-08T11:59:59.999Z'))
    .records(credentialSet, factorEnrolled),
  'an invitation of exactly 72 hours has expired': given(enrolled)
    .when(accept, at(stranger, '2026-01-08T12:00:00.000Z'))
    .refuses('430.6(i) R-INVITATION'),
  'an invitation is used once': given(enrolled, credentialSet, factorEnrolled)
    .when(accept, stranger)
    .refuses('430.6(i) R-INVITATION'),
  'another invitation than the one sent opens nothing': given(enrolled)
    .when({ ...accept, data: { ...accept.data, invitation: 'guessed' } }, stranger)
    .refuses('430.6(i) R-INVITATION'),
  'an invitation is not taken up without a second factor': given(enrolled)
    .when({ ...accept, data: { ...accept.data, factor: null, factorSecret: null } }, stranger)
    .refuses('430.6(i) R-SECOND-FACTOR'),
  'who was not invited sets no password': given().when(accept, stranger).refuses('430.6(i) R-INVITATION'),

  'an invitation that was lost is renewed': given(enrolled).when(renew).records(renewed),
  'the system renews the invitation of the first Administrator': given(enrolled).when(renew, clock).records(renewed),
  'an invitation that was renewed opens nothing any more': given(enrolled, renewed)
    .when(accept, stranger)
    .refuses('430.6(i) R-INVITATION'),
  'a renewed invitation is taken up': given(enrolled, renewed)
    .when({ ...accept, data: { ...accept.data, invitation: 'second' } }, stranger)
    .records(credentialSet, factorEnrolled),
  'who has set a password is not invited again': given(enrolled, credentialSet, factorEnrolled)
    .when(renew)
    .refuses('430.6(i) R-CREDENTIAL-SET'),
  'who is not enrolled has no invitation to renew': given().when(renew).refuses('430.6(i) R-NOT-ENROLLED'),
  ...lacking('enrolment', administrator, 'renews no invitation', (who) => given(enrolled).when(renew, who)),
};

const training = {
  'the Training Sergeant records a training': given(enrolled).when(record, trainer).records(completed('ALPR')),
  'the Administrator may record a training': given(enrolled).when(record).records(completed('ALPR')),
  'a training may be taken again before it lapses': given(enrolled, completed('ALPR', noon))
    .when(record, trainer)
    .records(completed('ALPR')),
  'an officer records nobody’s training': given(enrolled).when(record, officer).refuses('430.11.1 R-TRAINER'),
  'the Training Sergeant does not record his own training': given(enrolled)
    .when({ ...record, data: { ...record.data, memberId: trainer.by.id } }, trainer)
    .refuses('430.11.1 R-SELF-TRAINING'),
  'an officer does not train himself': given(enrolled)
    .when(record, recruit)
    .refuses('430.11.1 R-TRAINER', '430.11.1 R-SELF-TRAINING'),
  'who is not enrolled is not trained': given().when(record, trainer).refuses('430.6(i) R-NOT-ENROLLED'),
  ...lacking('session', trainer, 'records no training', (who) => given(enrolled).when(record, who)),
};

const acknowledgement = {
  'a member acknowledges the policy in force': given(enrolled).when(acknowledge, recruit).records(acknowledged),
  'a member acknowledges again, and it is recorded again': given(enrolled, acknowledged)
    .when(acknowledge, recruit)
    .records(acknowledged),
  'nobody acknowledges for another': given(enrolled).when(acknowledge, officer).refuses('430.11.3 R-ACK-OWN'),
  'an older version is not what must be acknowledged': given(enrolled)
    .when({ type: 'AcknowledgePolicy', data: { memberId, digest: older } }, recruit)
    .refuses('430.9¶1.1 R-ACK-STALE'),
  ...lacking('session', recruit, 'acknowledges nothing', (who) => given(enrolled).when(acknowledge, who)),
};

const approval = {
  'the Administrator approves a member who is trained and bound to the policy': given(...ready)
    .when(approve)
    .records(approved),
  'the Chief approves the Administrator': given(...ready)
    .when(approveAdministrator, chief)
    .records(approvedBy('chief')),
  'the Administrator does not approve a second Administrator’s access': given(...ready)
    .when(approveAdministrator)
    .refuses('430.4U.0 R-NOT-ADMIN'),
  'the Chief approves nobody but the Administrator': given(...ready)
    .when(approve, chief)
    .refuses('430.4U.0 R-NOT-ADMIN'),
  'an officer approves nobody': given(...ready)
    .when(approve, officer)
    .refuses('430.4U.0 R-NOT-ADMIN'),
  'nobody approves himself, not even the Administrator': given(...ready)
    .when({ type: 'ApproveAccess', data: { memberId: administrator.by.id, subjectIsAdministrator: false } })
    .refuses('430.4U.0 R-SELF-APPROVE'),
  'an auditor is not given access to plates': given(enrolledAs('auditor'), ...ready.slice(1))
    .when(approve)
    .refuses('430.4A(a) R-POSITION'),
  'who is not enrolled has no access to be approved': given()
    .when(approve)
    .refuses('430.4A(a) R-POSITION', '430.11.2a R-TRAINING:CLETS', '430.11.2b R-TRAINING:ALPR', '430.11.3 R-ACK-STALE'),
  'without CLETS training nobody is approved': given(enrolled, completed('ALPR'), completed('POST'), acknowledged)
    .when(approve)
    .refuses('430.11.2a R-TRAINING:CLETS'),
  'without department ALPR training nobody is approved': given(
    enrolled,
    completed('CLETS'),
    completed('POST'),
    acknowledged,
  )
    .when(approve)
    .refuses('430.11.2b R-TRAINING:ALPR'),
  'without POST-approved training no officer is approved': given(
    enrolled,
    completed('CLETS'),
    completed('ALPR'),
    acknowledged,
  )
    .when(approve)
    .refuses('430.11.2c R-TRAINING:POST'),
  'a dispatcher needs no POST-approved training': given(
    enrolledAs('police-dispatcher'),
    completed('CLETS'),
    completed('ALPR'),
    acknowledged,
  )
    .when(approve)
    .records(approved),
  'where the Department asks POST-approved training of dispatchers, they need it': given(
    enrolledAs('police-dispatcher'),
    completed('CLETS'),
    completed('ALPR'),
    acknowledged,
  )
    .when({ ...approve, data: { ...approve.data, subjectRequired: ['CLETS', 'ALPR', 'POST'] } })
    .refuses('430.11.2c R-TRAINING:POST'),
  'a training that lapses this very moment has lapsed': given(...ready, completed('CLETS', noon))
    .when(approve)
    .refuses('430.11.2a R-TRAINING:CLETS'),
  'a training that lapses in a millisecond has not lapsed yet': given(
    ...ready,
    completed('CLETS', '2026-01-05T12:00:00.001Z'),
  )
    .when(approve)
    .records(approved),
  'a training valid until no time that can be told is not valid': given(...ready, completed('CLETS', 'for ever'))
    .when(approve)
    .refuses('430.11.2a R-TRAINING:CLETS'),
  'who has not acknowledged the policy is not approved': given(...ready.slice(0, -1))
    .when(approve)
    .refuses('430.11.3 R-ACK-STALE'),
  'who acknowledged an older policy is not approved': given(...ready.slice(0, -1), {
    type: 'PolicyAcknowledged',
    data: { memberId, digest: older },
  })
    .when(approve)
    .refuses('430.11.3 R-ACK-STALE'),
  ...lacking('session', administrator, 'approves nobody', (who) => given(...ready).when(approve, who)),

  'a training that has lapsed suspends the access of itself': given(...ready, approved, completed('ALPR', noon))
    .when(suspend('ALPR'), clock)
    .records(suspended('ALPR')),
  'a policy not acknowledged yet suspends the access of itself': given(...ready, approved, {
    type: 'PolicyAcknowledged',
    data: { memberId, digest: older },
  })
    .when(suspend('acknowledgement'), clock)
    .records(suspended('acknowledgement')),
  'a suspension is recorded once': given(...ready, approved, completed('ALPR', noon), suspended('ALPR'))
    .when(suspend('ALPR'), clock)
    .records(),
  'a training that lapses a second time suspends a second time': given(
    ...ready,
    approved,
    suspended('ALPR'),
    completed('ALPR'),
  )
    .when(suspend('ALPR'), at(clock, nextYear))
    .records(suspended('ALPR')),
  'an acknowledgement lifts the suspension for want of one': given(
    ...ready,
    approved,
    suspended('acknowledgement'),
    acknowledged,
    { type: 'PolicyAcknowledged', data: { memberId, digest: older } },
  )
    .when(suspend('acknowledgement'), clock)
    .records(suspended('acknowledgement')),
  'who has no access has none to be suspended': given(...ready.slice(0, -1))
    .when(suspend('acknowledgement'), clock)
    .records(),
  'training that is current suspends nothing': given(...ready, approved)
    .when(suspend('CLETS'), clock)
    .refuses('430.6(d) R-NOT-LAPSED'),
  'an acknowledgement that is current suspends nothing': given(...ready, approved)
    .when(suspend('acknowledgement'), clock)
    .refuses('430.6(d) R-NOT-LAPSED'),
  'nobody suspends an access by hand': given(...ready, approved, completed('ALPR', noon))
    .when(suspend('ALPR'))
    .refuses('430.6(d) R-CLOCK'),

  'the Administrator revokes an access': given(...ready, approved)
    .when(revoke)
    .records(revoked),
  'an access that was never given need not be revoked': given(...ready)
    .when(revoke)
    .records(),
  'an access is revoked once': given(...ready, approved, revoked)
    .when(revoke)
    .records(),
  'who is not enrolled has no access to be revoked': given().when(revoke).refuses('430.6(i) R-NOT-ENROLLED'),
  ...lacking('administration', administrator, 'revokes no access', (who) =>
    given(...ready, approved).when(revoke, who),
  ),
};

export const memberStories = told(member, {
  ...enrolment,
  ...credentialStories,
  ...contractorStories,
  ...training,
  ...acknowledgement,
  ...approval,
});
