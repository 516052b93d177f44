/** Stories of unmasking: one plate, for an audit, once somebody else agreed; asked for by who sees metadata only. */
import { type PlateUnmasked, unmask, type UnmaskApproved, type UnmaskRequested } from '../../src/domain/unmask.js';
import { administrator, auditor, but, chief, lacking, officer, trainer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(unmask, auditor);

const unmaskId = 'unmask';
const row = { unmaskId, kind: 'hit', rowId: 'hit-1' } as const;
const reason = 'Item 14 of the audit of the third quarter';
const memberId = auditor.by.id;
const requested: UnmaskRequested = {
  type: 'UnmaskRequested',
  data: { ...row, memberId, purpose: 'audit' },
  sealed: { reason },
  keep: { class: 'access-record', unit: unmaskId },
};
const approvedBy = (approver: string): UnmaskApproved => ({ type: 'UnmaskApproved', data: { unmaskId, approver } });
const approved = approvedBy(administrator.by.id);
const shown: PlateUnmasked = { type: 'PlateUnmasked', data: { ...row, memberId } };
const request = (text = reason) => ({ type: 'RequestUnmask', data: { ...row, reason: text } }) as const;
const approve = { type: 'ApproveUnmask', data: { unmaskId } } as const;
const show = { type: 'UnmaskPlate', data: { unmaskId } } as const;
const notApprover = '430.4U/N R-UNMASK-APPROVER';
const notApproved = '430.4U/N R-UNMASK';

export const unmaskStories = told(unmask, {
  'an auditor asks to see the plate of one row': given().when(request()).records(requested),
  'it is asked for once': given(requested).when(request()).refuses('430.4U/N R-UNMASK-WHO'),
  'who has access asks a question instead': given().when(request(), officer).refuses('430.4U/N R-UNMASK-WHO'),
  'nobody unmasks without a reason': given().when(request('')).refuses('430.4U/N R-UNMASK-REASON'),
  'a reason that says nothing is none': given()
    .when(request('investigation needed'))
    .refuses('430.4U/N R-UNMASK-REASON'),
  ...lacking('session', auditor, 'asks for no unmasking', (who) => given().when(request(), who)),

  'the Administrator agrees': given(requested).when(approve, administrator).records(approved),
  'the Chief agrees': given(requested).when(approve, chief).records(approvedBy('chief')),
  'it is agreed to once': given(requested, approved).when(approve, chief).records(),
  'an officer agrees to nothing': given(requested).when(approve, officer).refuses(notApprover),
  'the auditor does not agree with himself': given(requested).when(approve).refuses(notApprover),
  'not even where he is the Administrator': given(requested)
    .when(approve, but(auditor, { administrator: true }))
    .refuses(notApprover),
  'what was not asked for is not agreed to': given().when(approve, chief).refuses('430.4U/N R-UNMASK-UNKNOWN'),
  ...lacking('session', chief, 'agrees to no unmasking', (who) => given(requested).when(approve, who)),

  'the plate is shown once it was agreed': given(requested, approved).when(show).records(shown),
  'it is not shown before': given(requested).when(show).refuses(notApproved),
  'it is shown once': given(requested, approved, shown).when(show).refuses(notApproved),
  'it is shown to nobody else': given(requested, approved).when(show, trainer).refuses(notApproved),
  'it is not shown to who agreed': given(requested, approved).when(show, administrator).refuses(notApproved),
  ...lacking('session', auditor, 'is shown no plate', (who) => given(requested, approved).when(show, who)),
});
