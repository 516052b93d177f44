/** Stories of the department: who adopts the policy, and who designates the ALPR Administrator. */
import {
  department,
  type AdministratorDesignated,
  type DraftWeighed,
  type PolicyAdopted,
  type RulesInstalled,
} from '../../src/domain/department.js';
import { administrator, at, chief, clock, inForce, lacking, officer, older, terminal } from './people.js';
import { delegationStories } from './delegation.js';
import { listingStories } from './positionlist.js';
import { tell, told } from './story.js';

const { given } = tell(department, administrator);

const adopted: PolicyAdopted = { type: 'PolicyAdopted', data: { digest: inForce, version: 'psp-430' } };
const before: PolicyAdopted = { type: 'PolicyAdopted', data: { digest: older, version: 'psp-429' } };
const designated: AdministratorDesignated = {
  type: 'AdministratorDesignated',
  data: { memberId: administrator.by.id },
};
const successor: AdministratorDesignated = { type: 'AdministratorDesignated', data: { memberId: 'successor' } };

const adopt = { type: 'AdoptPolicy', data: adopted.data } as const;
const onTerms = (terms: Pick<PolicyAdopted['data'], 'settings' | 'packs'>) =>
  ({ type: 'AdoptPolicy', data: { ...adopted.data, ...terms } }) as const;
const weighed: DraftWeighed = {
  type: 'DraftWeighed',
  data: {
    draft: 'd'.repeat(64),
    from: '2025-10-01T00:00:00.000Z',
    to: null,
    commands: 812,
    again: 810,
    wouldRefuse: 41,
    wouldAllow: 0,
  },
};
const rulesInstalled: RulesInstalled = { type: 'RulesInstalled', data: { rules: 'e'.repeat(64) } };
const installRules = { type: 'InstallRules', data: rulesInstalled.data } as const;
const weighDraft = { type: 'RecordDraftWeighed', data: weighed.data } as const;
const designate = {
  type: 'DesignateAdministrator',
  data: { ...designated.data, subjectPosition: 'police-captain' },
} as const;
const replace = {
  type: 'DesignateAdministrator',
  data: { ...successor.data, subjectPosition: 'police-captain' },
} as const;

export const departmentStories = told(department, {
  ...delegationStories,
  'a clock that was set back is noticed': given()
    .when({ type: 'NoticeClockSetBack', data: { behindSeconds: 3600 } }, clock)
    .records({ type: 'ClockSetBack', data: { behindSeconds: 3600 } }),
  'nobody notices that by hand': given()
    .when({ type: 'NoticeClockSetBack', data: { behindSeconds: 3600 } }, administrator)
    .refuses('430.9(a) R-CLOCK'),
  ...listingStories,
  'at installation the system adopts the policy it ships with': given().when(adopt, clock).records(adopted),
  'at installation nobody but the system adopts a policy without being the Administrator': given()
    .when(adopt, officer)
    .refuses('430.4A.0 R-NOT-ADMIN'),
  'once there is an Administrator the system adopts nothing by itself': given(adopted, designated)
    .when(adopt, clock)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A.0 R-NOT-ADMIN'),
  'the Administrator adopts a new policy version': given(before, designated).when(adopt).records(adopted),
  'the version in force is not adopted again': given(adopted, designated).when(adopt).records(),
  'the Chief himself does not adopt procedures': given(before, designated)
    .when(adopt, chief)
    .refuses('430.4A.0 R-NOT-ADMIN'),
  'the Administrator changes a setting that the policy leaves open, under the same text': given(adopted, designated)
    .when(onTerms({ settings: { reasonLength: 20 } }))
    .records({ type: 'PolicyAdopted', data: { ...adopted.data, settings: { reasonLength: 20 } } }),
  'the same terms are not adopted again': given(
    { type: 'PolicyAdopted', data: { ...adopted.data, settings: { reasonLength: 20 } } },
    designated,
  )
    .when(onTerms({ settings: { reasonLength: 20 } }))
    .records(),
  'the Administrator adopts a law pack': given(adopted, designated)
    .when(onTerms({ packs: ['civil-code-alpr', 'draft-case-number'] }))
    .records({ type: 'PolicyAdopted', data: { ...adopted.data, packs: ['civil-code-alpr', 'draft-case-number'] } }),
  'a setting that no rule knows is not adopted': given(adopted, designated)
    .when(onTerms({ settings: { reasonLenght: 20 } as object }))
    .refuses('430.4A.0 R-TERMS'),
  'a setting that is no whole number is not adopted': given(adopted, designated)
    .when(onTerms({ settings: { reasonLength: 0.5 } }))
    .refuses('430.4A.0 R-TERMS'),
  'a law pack that nobody wrote is not adopted': given(adopted, designated)
    .when(onTerms({ packs: ['NV-1'] as never }))
    .refuses('430.4A.0 R-TERMS'),
  'the terminal adopts no policy': given(before, designated)
    .when(adopt, terminal)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A.0 R-NOT-ADMIN'),
  ...lacking('session', administrator, 'adopts no policy', (who) => given(before, designated).when(adopt, who)),

  'at installation the system designates the first Administrator': given().when(designate, clock).records(designated),
  'once there is an Administrator the system designates no other': given(designated)
    .when(replace, clock)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(e) R-NOT-CHIEF'),
  'the Chief designates another Administrator': given(designated).when(replace, chief).records(successor),
  'the Chief designates again who is designated, and nothing happens': given(designated)
    .when(designate, chief)
    .records(),
  'the Administrator does not choose his successor': given(designated).when(replace).refuses('430.4A(e) R-NOT-CHIEF'),
  'a session is good for twelve hours less a millisecond': given(designated)
    .when(replace, at(chief, '2026-01-05T19:59:59.999Z'))
    .records(successor),
  'a session of exactly twelve hours must be opened anew': given(designated)
    .when(replace, at(chief, '2026-01-05T20:00:00.000Z'))
    .refuses('430.6(i) R-AUTH'),
  'at its start the program records by which rules it decides': given(adopted, designated)
    .when(installRules, clock)
    .records(rulesInstalled),
  'rules that are installed already are not recorded again': given(adopted, rulesInstalled)
    .when(installRules, clock)
    .records(),
  'no person says which rules the program has': given(adopted, designated)
    .when(installRules)
    .refuses('430.7(i) R-RULES'),
  'the Administrator holds a draft against the past, and that is on the record': given(adopted, designated)
    .when(weighDraft)
    .records(weighed),
  'the terminal holds a draft against the past': given(adopted, designated).when(weighDraft, terminal).records(weighed),
  'an officer weighs no draft': given(adopted, designated).when(weighDraft, officer).refuses('430.4A.0 R-NOT-ADMIN'),
  ...lacking('session', administrator, 'weighs no draft', (who) => given(adopted, designated).when(weighDraft, who)),
  ...lacking('session', chief, 'designates no Administrator', (who) => given(designated).when(replace, who)),
});
