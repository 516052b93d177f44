/** Stories of positions: which the Department lets in, what they must have completed, and who is the Administrator. */
import {
  type AdministratorDesignated,
  type AdministratorNamed,
  type AuthorizedPositionListed,
  type AuthorizedPositionWithdrawn,
  department,
  type TrainingRequirementSet,
} from '../../src/domain/department.js';
import type { TrainingKind } from '../../src/domain/actor.js';
import type { Position } from '../../src/domain/positions.js';
import { administrator, at, chief, clock, lacking, nextYear, noon, officer, trainer } from './people.js';
import { tell } from './story.js';

const { given } = tell(department, administrator);

const listed = (position: Position): AuthorizedPositionListed => ({
  type: 'AuthorizedPositionListed',
  data: { position },
});
const withdrawn = (position: Position): AuthorizedPositionWithdrawn => ({
  type: 'AuthorizedPositionWithdrawn',
  data: { position },
});
const required = (position: Position, ...trainings: TrainingKind[]): TrainingRequirementSet => ({
  type: 'TrainingRequirementSet',
  data: { position, trainings },
});
const list = (position: Position) => ({ type: 'ListAuthorizedPosition', data: { position } }) as const;
const withdraw = (position: Position) => ({ type: 'WithdrawAuthorizedPosition', data: { position } }) as const;
const demand = (position: Position, ...trainings: TrainingKind[]) =>
  ({ type: 'SetTrainingRequirement', data: { position, trainings } }) as const;
const notInPolicy = '430.4A(a) R-POSITION-LIST';
const tooLittle = '430.4A(b) R-REQUIREMENT';

const positions = {
  'the Administrator lists a position of the policy': given()
    .when(list('crime-analyst'))
    .records(listed('crime-analyst')),
  'a position is listed once': given(listed('crime-analyst')).when(list('crime-analyst')).records(),
  'a position that was withdrawn is listed again': given(listed('crime-analyst'), withdrawn('crime-analyst'))
    .when(list('crime-analyst'))
    .records(listed('crime-analyst')),
  'the Department lists no position that the policy does not': given().when(list('auditor')).refuses(notInPolicy),
  ...lacking('administration', administrator, 'lists no position', (who) => given().when(list('crime-analyst'), who)),
  'the Administrator withdraws a position': given()
    .when(withdraw('community-service-officer'))
    .records(withdrawn('community-service-officer')),
  'a position is withdrawn once': given(withdrawn('crime-analyst')).when(withdraw('crime-analyst')).records(),
  'what the policy does not list need not be withdrawn': given().when(withdraw('auditor')).refuses(notInPolicy),
  ...lacking('administration', administrator, 'withdraws no position', (who) =>
    given().when(withdraw('crime-analyst'), who),
  ),
};

const requirements = {
  'the Administrator asks more training of a position than the policy': given()
    .when(demand('police-dispatcher', 'CLETS', 'ALPR', 'POST'))
    .records(required('police-dispatcher', 'CLETS', 'ALPR', 'POST')),
  'so does the Training Sergeant': given()
    .when(demand('crime-analyst', 'CLETS', 'ALPR'), trainer)
    .records(required('crime-analyst', 'CLETS', 'ALPR')),
  'nobody asks less of a position': given().when(demand('crime-analyst', 'ALPR')).refuses(tooLittle),
  'nobody waives POST-approved training for sworn positions': given()
    .when(demand('police-officer', 'CLETS', 'ALPR'))
    .refuses(tooLittle),
  'an officer sets no requirements': given()
    .when(demand('crime-analyst', 'CLETS', 'ALPR'), officer)
    .refuses('430.4A(b) R-REQUIREMENT-SETTER'),
  ...lacking('session', trainer, 'sets no requirement', (who) =>
    given().when(demand('crime-analyst', 'CLETS', 'ALPR'), who),
  ),
};

const successor = 'captain';
const inOffice: AdministratorDesignated = { type: 'AdministratorDesignated', data: { memberId: 'predecessor' } };
const designated: AdministratorDesignated = { type: 'AdministratorDesignated', data: { memberId: successor } };
const named: AdministratorNamed = { type: 'AdministratorNamed', data: { memberId: successor, from: nextYear } };
const designate = (from?: string) =>
  ({
    type: 'DesignateAdministrator',
    data: { memberId: successor, subjectPosition: 'police-captain', ...(from && { from }) },
  }) as const;

const designations = {
  'the Chief names an Administrator for a day to come': given(inOffice).when(designate(nextYear), chief).records(named),
  'who was named takes office on the day, of itself': given(inOffice, named)
    .when(designate(), at(clock, nextYear))
    .records(designated),
  'and not before it': given(inOffice, named)
    .when(designate(), clock)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(e) R-NOT-CHIEF'),
  'who was named may be put in office at once': given(inOffice, named).when(designate(), chief).records(designated),
  'nobody is designated for days gone by': given(inOffice)
    .when(designate(noon), chief)
    .refuses('430.4A(e) R-DESIGNATION'),
  'nobody but a captain is designated': given(inOffice)
    .when({ ...designate(), data: { ...designate().data, subjectPosition: 'police-officer' } }, chief)
    .refuses('430.4U(d) R-CAPTAIN'),
};

export const listingStories = { ...positions, ...requirements, ...designations };
