/** Stories of delegation: day-to-day work is assigned to members who have access, each for a scope and until a day. */
import { type DelegateAssigned, type DelegateRevoked, department } from '../../src/domain/department.js';
import { administrator, at, chief, clock, lacking, nextYear, noon, officer } from './people.js';
import { tell } from './story.js';

const { given } = tell(department, administrator);

const memberId = officer.by.id;
const assigned: DelegateAssigned = {
  type: 'DelegateAssigned',
  data: { memberId, scopes: ['enrolment', 'devices'], until: nextYear },
};
const revoked: DelegateRevoked = { type: 'DelegateRevoked', data: { memberId } };
const assign = { type: 'AssignDelegate', data: { ...assigned.data, subjectFit: true } } as const;
const revoke = { type: 'RevokeDelegate', data: { memberId } } as const;
const unfit = '430.4A(i) R-DELEGATE';

export const delegationStories = {
  'the Administrator assigns a member to day-to-day work, until a day': given().when(assign).records(assigned),
  'a later assignment takes the place of an earlier one': given(assigned).when(assign).records(assigned),
  'nobody is assigned who has no access himself, or is not under the Administrator': given()
    .when({ ...assign, data: { ...assign.data, subjectFit: false } })
    .refuses(unfit),
  'an assignment to nothing is none': given()
    .when({ ...assign, data: { ...assign.data, scopes: [] } })
    .refuses(unfit),
  'an assignment without an end within a year is none': given()
    .when({ ...assign, data: { ...assign.data, until: '2028-01-05T12:00:00.000Z' } })
    .refuses(unfit),
  'an assignment that has ended is none': given()
    .when({ ...assign, data: { ...assign.data, until: noon } })
    .refuses(unfit),
  'the Administrator does not assign himself': given()
    .when({ ...assign, data: { ...assign.data, memberId: administrator.by.id } })
    .refuses(unfit),
  'the Chief assigns nobody to the Administrator’s work': given().when(assign, chief).refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'assigns nobody', (who) => given().when(assign, who)),

  'the Administrator takes the work back': given(assigned).when(revoke).records(revoked),
  'work is taken back once': given(assigned, revoked).when(revoke).refuses('430.4A(i) R-NO-DELEGATE'),
  'an assignment that has run out ends of itself': given(assigned).when(revoke, at(clock, nextYear)).records(revoked),
  'an assignment that stands does not end of itself': given(assigned)
    .when(revoke, clock)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'takes no work back', (who) => given(assigned).when(revoke, who)),
};
