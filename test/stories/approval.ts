/** Stories of approvals: what needs a second person, and who that may be. */
import {
  approval,
  type ApproveCivilUse,
  type ApproveSearch,
  type CivilUseApproved,
} from '../../src/domain/approval.js';
import type { SearchApproved } from '../../src/domain/approval.js';
import { administrator, auditor, chief, lacking, officer, sergeant } from './people.js';
import { tell, told } from './story.js';

const approvalId = 'approval-1';
const { given } = tell(approval, administrator);

const claim: ApproveCivilUse['data'] = {
  approvalId,
  memberId: officer.by.id,
  number: 'IA-26-014',
  reason: 'whether the patrol car stood at the collision',
};
const approveClaim = (but: Partial<ApproveCivilUse['data']> = {}) =>
  ({ type: 'ApproveCivilUse', data: { ...claim, ...but } }) as const;
const claimApproved = (approver: string): CivilUseApproved => ({
  type: 'CivilUseApproved',
  data: { approvalId, memberId: officer.by.id, approver, until: '2026-02-04T12:00:00.000Z' },
  sealed: { number: claim.number, reason: claim.reason },
  keep: { class: 'access-record', unit: approvalId },
});

const again: ApproveSearch['data'] = {
  approvalId,
  memberId: officer.by.id,
  ground: 'repeated-search',
  plate: '7ABC123',
  tag: 'tag-of-7ABC123',
  reason: 'the same car circles the school at closing time',
};
const approveSearch = (but: Partial<ApproveSearch['data']> = {}) =>
  ({ type: 'ApproveSearch', data: { ...again, ...but } }) as const;
const searchApproved = (approver: string, but: Partial<ApproveSearch['data']> = {}): SearchApproved => {
  const { ground, tag, reason } = { ...again, ...but };
  return {
    type: 'SearchApproved',
    data: { approvalId, memberId: officer.by.id, approver, ground, until: '2026-01-08T12:00:00.000Z' },
    sealed: { tag, reason },
    keep: { class: 'access-record', unit: approvalId },
  };
};

const own = '430.9(b) R-SELF-APPROVE';
const unexplained = '430.9(b) R-APPROVAL-REASON';
const gathering = { ground: 'protected-activity', plate: null, tag: null } as const;

export const approvalStories = told(approval, {
  'a captain approves the use in an internal-affairs matter, for thirty days': given()
    .when(approveClaim())
    .records(claimApproved('administrator')),
  'and so does the Chief': given().when(approveClaim(), chief).records(claimApproved('chief')),
  'a sergeant does not': given().when(approveClaim(), sergeant).refuses('430.4U(d) R-POSITION'),
  'nobody approves the use for himself': given()
    .when(approveClaim({ memberId: 'administrator' }))
    .refuses(own),
  'an approval without the number of the matter is none': given()
    .when(approveClaim({ number: 'internal affairs' }))
    .refuses('430.9(b) R-ADMIN-CIVIL-NUMBER'),
  'an approval without a reason is none': given()
    .when(approveClaim({ reason: 'investigation' }))
    .refuses(unexplained),
  'what was approved is not approved again': given(claimApproved('administrator')).when(approveClaim()).records(),
  ...lacking('session', administrator, 'approves no civil use', (who) => given().when(approveClaim(), who)),

  'a sergeant approves that a plate is searched again, for three days': given()
    .when(approveSearch(), sergeant)
    .records(searchApproved('sergeant')),
  'a captain may too': given().when(approveSearch()).records(searchApproved('administrator')),
  'an officer does not approve a colleague’s search': given()
    .when(approveSearch({ memberId: 'partner' }), officer)
    .refuses('430.4U(b) R-POSITION'),
  'an auditor approves none': given().when(approveSearch(), auditor).refuses('430.4U(b) R-POSITION'),
  'nor does a sergeant approve his own': given()
    .when(approveSearch({ memberId: 'sergeant' }), sergeant)
    .refuses(own),
  'a repeated search is approved for one plate': given()
    .when(approveSearch({ plate: '7AB*', tag: null }), sergeant)
    .refuses('430.9P(c) R-APPROVAL-PLATE'),
  'a search for a crime at a gathering may name no plate': given()
    .when(approveSearch(gathering), sergeant)
    .records(searchApproved('sergeant', gathering)),
  'why a search is approved is said': given()
    .when(approveSearch({ reason: 'ok' }), sergeant)
    .refuses(unexplained),
  'a search that was approved is not approved again': given(searchApproved('sergeant'))
    .when(approveSearch(), sergeant)
    .records(),
  ...lacking('session', sergeant, 'approves no search', (who) => given().when(approveSearch(), who)),
});
