/** Stories of the maintenance contractor: let in for the time of the work, and not beyond it. */
import {
  type ContractorAccessClosed,
  type ContractorAccessOpened,
  member,
  type MemberEnrolled,
} from '../../src/domain/member.js';
import type { Position } from '../../src/domain/positions.js';
import { administrator, assignedTo, at, clock, lacking, noon, officer } from './people.js';
import { tell } from './story.js';

const { given } = tell(member, administrator);

const memberId = 'contractor';
const friday = '2026-01-09T17:00:00.000Z';
const enrolledAs = (position: Position): MemberEnrolled => ({
  type: 'MemberEnrolled',
  data: { memberId, position, invitation: 'digest', invitationExpiresAt: friday },
  sealed: { username: 'contractor', name: 'A. Contractor' },
  keep: { class: 'register', unit: memberId },
});
const enrolled = enrolledAs('maintenance-contractor');
const opened: ContractorAccessOpened = {
  type: 'ContractorAccessOpened',
  data: { memberId, until: friday, work: 'repair' },
};
const closed = (why: 'closed' | 'expired'): ContractorAccessClosed => ({
  type: 'ContractorAccessClosed',
  data: { memberId, why },
});
const open = (until = friday) => ({ type: 'OpenContractorAccess', data: { memberId, until, work: 'repair' } }) as const;
const close = { type: 'CloseContractorAccess', data: { memberId } } as const;
const noEnd = '430.4U(i) R-CTR-TERM';
const clerk = assignedTo(officer, 'contractors');

export const contractorStories = {
  'the Administrator opens a window for the contractor': given(enrolled).when(open()).records(opened),
  'so does a member assigned to contractors': given(enrolled).when(open(), clerk).records(opened),
  'a window without an end is none': given(enrolled).when(open('for ever')).refuses(noEnd),
  'a window that has ended is none': given(enrolled).when(open(noon)).refuses(noEnd),
  'a window of more than thirty days is none': given(enrolled).when(open('2026-02-04T12:00:00.001Z')).refuses(noEnd),
  'a window of thirty days is one': given(enrolled)
    .when(open('2026-02-04T12:00:00.000Z'))
    .records({ ...opened, data: { ...opened.data, until: '2026-02-04T12:00:00.000Z' } }),
  'members of the Department need no window': given(enrolledAs('police-officer'))
    .when(open())
    .refuses('430.4U(i) R-CTR-POSITION'),
  ...lacking('contractors', clerk, 'opens no window', (who) => given(enrolled).when(open(), who)),

  'a window is closed before its time': given(enrolled, opened).when(close).records(closed('closed')),
  'a window closes of itself when its time has come': given(enrolled, opened)
    .when(close, at(clock, friday))
    .records(closed('expired')),
  'and not before': given(enrolled, opened)
    .when(close, clock)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(i) R-NOT-ASSIGNED'),
  'a window is closed once': given(enrolled, opened, closed('closed')).when(close).refuses('430.4U(i) R-CTR-NOT-OPEN'),
  ...lacking('contractors', clerk, 'closes no window', (who) => given(enrolled, opened).when(close, who)),
};
