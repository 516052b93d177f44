/** Stories of agreements: what they must say, and that access ends with them. */
import {
  type AgencyAccessGranted,
  type AgencyAccessRevoked,
  type ExecuteMou,
  mou,
  type MouClause,
  mouClauses,
  type MouExecuted,
  type MouExpired,
  type MouTerminated,
} from '../../src/domain/mou.js';
import type { Recipient } from '../../src/domain/recipient.js';
import type { ValuesActDetermined } from '../../src/domain/valuesact.js';
import { administrator, at, chief, clock, lacking, morning, sergeant } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(mou, chief);

export const neighbour: Recipient = {
  status: 'active',
  agencyClass: 'local-le',
  california: true,
  network: 'learn',
  exceptionUntil: null,
  networks: ['learn'],
};
const mouId = 'mou-1';
const agencyId = 'agency-1';
const document = 'd'.repeat(64);
const until = '2027-01-05T08:00:00.000Z';
const clauses = Object.keys(mouClauses) as MouClause[];
const executed: MouExecuted = {
  type: 'MouExecuted',
  data: { mouId, agencyId, from: morning, until, scope: ['detections', 'hits'], clauses, document, chief: chief.by.id },
};
const execute = (but: Partial<ExecuteMou['data']> = {}): ExecuteMou => ({
  type: 'ExecuteMou',
  data: {
    mouId,
    agencyId,
    from: morning,
    until,
    clauses,
    document,
    recipient: neighbour,
    scope: ['hits', 'detections'],
    ...but,
  },
});
const basis = 'the agreement bars any use for immigration, and its audits are ours';
const determined = (complies: boolean): ValuesActDetermined => ({
  type: 'ValuesActDetermined',
  data: { of: 'mou', subject: mouId, agencyId, complies, by: chief.by.id },
  sealed: { basis },
  keep: { class: 'release', unit: mouId },
});
const determine = (complies = true, text = basis) =>
  ({ type: 'DetermineMouValuesAct', data: { mouId, complies, basis: text } }) as const;
const granted: AgencyAccessGranted = {
  type: 'AgencyAccessGranted',
  data: { mouId, agencyId, until, grantor: administrator.by.id },
};
const grant = (recipient: Partial<Recipient> = {}) =>
  ({ type: 'GrantAgencyAccess', data: { mouId, recipient: { ...neighbour, ...recipient } } }) as const;
const revoked = (why: string): AgencyAccessRevoked => ({ type: 'AgencyAccessRevoked', data: { mouId, agencyId, why } });
const revoke = { type: 'RevokeAgencyAccess', data: { mouId, why: 'misuse' } } as const;
const expired: MouExpired = { type: 'MouExpired', data: { mouId, agencyId } };
const expire = { type: 'ExpireMou', data: { mouId } } as const;
const terminated: MouTerminated = { type: 'MouTerminated', data: { mouId, agencyId, why: 'law-changed' } };
const terminate = { type: 'TerminateMou', data: { mouId, why: 'law-changed' } } as const;

const byChief = '430.10M(a) R-NOT-CHIEF';
const undocumented = '430.10M(a) R-MOU-DOCUMENT';
const over = '430.10M(a) R-MOU-UNKNOWN';

export const mouStories = told(mou, {
  'the Chief executes an agreement with a neighbouring agency': given().when(execute()).records(executed),
  'the Administrator executes none': given().when(execute(), administrator).refuses(byChief),
  'an agreement is made with an agency on the register': given()
    .when(execute({ recipient: { ...neighbour, status: 'none' } }))
    .refuses('430.10(a)(a) R-AGENCY-UNKNOWN'),
  'an agency of another state gets no searchable access': given()
    .when(execute({ recipient: { ...neighbour, agencyClass: 'out-of-state-le', california: false } }))
    .refuses('430.10M(a) R-MOU-AGENCY'),
  'an agreement that was not signed is none': given()
    .when(execute({ document: null }))
    .refuses(undocumented),
  'an agreement over nothing is none': given()
    .when(execute({ scope: [] }))
    .refuses(undocumented),
  'an agreement that ends before it begins is none': given()
    .when(execute({ until: morning }))
    .refuses(undocumented),
  'an agreement ends within three years': given()
    .when(execute({ until: '2030-01-05T08:00:00.000Z' }))
    .refuses(undocumented),
  'an agreement is executed once': given(executed).when(execute()).refuses(undocumented),
  'every clause it must have is seen to be missed': given()
    .when(execute({ clauses: clauses.slice(1) }))
    .refuses('430.10M(b) R-MOU-CLAUSE'),
  ...lacking('session', chief, 'executes no agreement', (who) => given().when(execute(), who)),

  'the Chief determines that the Values Act is complied with': given(executed)
    .when(determine())
    .records(determined(true)),
  'a determination that it is not ends the access granted': given(executed, determined(true), granted)
    .when(determine(false))
    .records(determined(false), revoked('values-act')),
  'a determination that rests on nothing is none': given(executed)
    .when(determine(true, 'ok'))
    .refuses('430.10¶V.1 R-VALUES-BASIS'),
  'nothing is determined of an agreement that has ended': given(executed, expired).when(determine()).refuses(over),
  'a sergeant determines nothing': given(executed).when(determine(), sergeant).refuses(byChief),
  ...lacking('session', chief, 'determines nothing', (who) => given(executed).when(determine(), who)),

  'the Administrator grants access under an agreement in force': given(executed, determined(true))
    .when(grant(), administrator)
    .records(granted),
  'access that is granted is not granted again': given(executed, determined(true), granted)
    .when(grant(), administrator)
    .records(),
  'without an agreement there is no access': given()
    .when(grant(), administrator)
    .refuses('430.10M(a) R-NO-MOU', '430.10¶V.1 R-VALUES-ACT'),
  'an agreement that has not begun gives none': given(
    { ...executed, data: { ...executed.data, from: '2026-02-01T00:00:00.000Z' } },
    determined(true),
  )
    .when(grant(), administrator)
    .refuses('430.10M(a) R-NO-MOU'),
  'an agreement gives none from the moment it ends, before anybody noted that': given(executed, determined(true))
    .when(grant(), { ...at(administrator, until), standing: { ...administrator.standing, sessionOpenedAt: until } })
    .refuses('430.10M(a) R-NO-MOU'),
  'an agency that was retired gets none': given(executed, determined(true))
    .when(grant({ status: 'retired' }), administrator)
    .refuses('430.10(a)(a) R-AGENCY-UNKNOWN'),
  'an agency outside the approved networks gets none': given(executed, determined(true))
    .when(grant({ network: 'valley-share' }), administrator)
    .refuses('430.10(d) R-NETWORK'),
  'an agency with an exception gets it': given(executed, determined(true))
    .when(grant({ network: null, exceptionUntil: until }), administrator)
    .records(granted),
  'an exception that has ended is none any more': given(executed, determined(true))
    .when(grant({ network: null, exceptionUntil: morning }), administrator)
    .refuses('430.10(d) R-NETWORK'),
  'without the Chief’s determination there is no access': given(executed)
    .when(grant(), administrator)
    .refuses('430.10¶V.1 R-VALUES-ACT'),
  ...lacking('administration', administrator, 'grants no access', (who) =>
    given(executed, determined(true)).when(grant(), who),
  ),

  'the Administrator revokes access': given(executed, determined(true), granted)
    .when(revoke, administrator)
    .records(revoked('misuse')),
  'access never granted needs no revoking': given(executed).when(revoke, administrator).records(),
  'under an agreement that has ended there is none to revoke': given(executed, granted, expired, revoked('expired'))
    .when(revoke, administrator)
    .refuses(over),
  ...lacking('administration', administrator, 'revokes no access', (who) =>
    given(executed, determined(true), granted).when(revoke, who),
  ),

  'the clock notes that an agreement has ended, and the access with it': given(executed, determined(true), granted)
    .when(expire, at(clock, until))
    .records(expired, revoked('expired')),
  'it notes that once': given(executed, expired).when(expire, at(clock, until)).records(),
  'it does not end an agreement before its date': given(executed).when(expire, clock).refuses('430.10M(a) R-MOU-END'),
  'nobody expires an agreement by hand': given(executed).when(expire, at(chief, until)).refuses('430.10M(a) R-MOU-END'),

  'the Chief ends an agreement, and the access with it': given(executed, granted)
    .when(terminate)
    .records(terminated, revoked('terminated')),
  'an agreement ends once': given(executed, terminated).when(terminate).refuses(over),
  'the Administrator ends none': given(executed).when(terminate, administrator).refuses(byChief),
  ...lacking('session', chief, 'ends no agreement', (who) => given(executed).when(terminate, who)),
});
