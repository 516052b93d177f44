/** Stories of other agencies: what is registered of them, who may ask in their name, and by which network. */
import {
  agency,
  type AgencyCredentialRenewed,
  type AgencyNetworkRecorded,
  type AgencyPersonNamed,
  type AgencyPersonRemoved,
  type AgencyRegistered,
  type AgencyRetired,
  type RegisterAgency,
  type SharingExceptionApproved,
} from '../../src/domain/agency.js';
import { administrator, chief, lacking } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(agency, administrator);

const agencyId = 'agency-1';
const registered: AgencyRegistered = {
  type: 'AgencyRegistered',
  data: { agencyId, agencyClass: 'local-le', california: true },
  sealed: { agencyName: 'Cathedral City Police Department', ori: 'CA0330200' },
  keep: { class: 'register', unit: agencyId },
};
const inLearn: AgencyNetworkRecorded = { type: 'AgencyNetworkRecorded', data: { agencyId, network: 'learn' } };
const register = (but: Partial<RegisterAgency['data']> = {}): RegisterAgency => ({
  type: 'RegisterAgency',
  data: { ...registered.data, ...registered.sealed!, network: 'learn', ...but },
});
const personId = 'person-1';
const named: AgencyPersonNamed = {
  type: 'AgencyPersonNamed',
  data: { agencyId, personId, credential: 'first' },
  sealed: { personName: 'Named Person', rank: 'Detective', contact: 'named.person@pd.example' },
  keep: { class: 'register', unit: personId },
};
const name = (but: Partial<NonNullable<AgencyPersonNamed['sealed']>> = {}) =>
  ({ type: 'NameAgencyPerson', data: { ...named.data, ...named.sealed!, ...but } }) as const;
const renewed: AgencyCredentialRenewed = {
  type: 'AgencyCredentialRenewed',
  data: { agencyId, personId, credential: 'second' },
};
const renew = { type: 'RenewAgencyCredential', data: renewed.data } as const;
const removed: AgencyPersonRemoved = {
  type: 'AgencyPersonRemoved',
  data: { agencyId, personId, why: 'left-agency' },
};
const remove = { type: 'RemoveAgencyPerson', data: removed.data } as const;
const excepted: SharingExceptionApproved = {
  type: 'SharingExceptionApproved',
  data: { agencyId, until: '2026-07-01T00:00:00.000Z', approver: administrator.by.id },
  sealed: { reason: 'joint burglary task force of the valley' },
  keep: { class: 'release', unit: agencyId },
};
const except = (until = excepted.data.until, reason = excepted.sealed!.reason) =>
  ({ type: 'ApproveSharingException', data: { agencyId, until, reason } }) as const;
const retired: AgencyRetired = { type: 'AgencyRetired', data: { agencyId, why: 'dissolved' } };
const retire = { type: 'RetireAgency', data: retired.data } as const;
const network = (code: string | null) => ({ type: 'RecordAgencyNetwork', data: { agencyId, network: code } }) as const;

const unknown = '430.10(a)(a) R-AGENCY-UNKNOWN';
const unnamed = '430.10(a)(b) R-PERSON-NAMED';

export const agencyStories = told(agency, {
  'the Administrator registers an agency; its name and ORI are sealed': given()
    .when(register())
    .records(registered, inLearn),
  'a federal immigration agency is registered too, so that it can be refused by what it is': given()
    .when(register({ agencyClass: 'federal-immigration', california: false, network: null }))
    .records(
      { ...registered, data: { agencyId, agencyClass: 'federal-immigration' as const, california: false } },
      { type: 'AgencyNetworkRecorded', data: { agencyId, network: null } },
    ),
  'an entity outside law enforcement has no ORI': given()
    .when(register({ agencyClass: 'non-le', california: false, ori: null }))
    .records(
      {
        ...registered,
        data: { agencyId, agencyClass: 'non-le' as const, california: false },
        sealed: { ...registered.sealed!, ori: null },
      },
      inLearn,
    ),
  'an agency is registered once': given(registered).when(register()).refuses('430.10(a)(a) R-AGENCY-KNOWN'),
  'a law enforcement agency without ORI is refused': given()
    .when(register({ ori: null }))
    .refuses('430.10(a)(a) R-AGENCY-ORI'),
  'an ORI has nine characters': given()
    .when(register({ ori: 'CA03302' }))
    .refuses('430.10(a)(a) R-AGENCY-ORI'),
  'a federal agency is no public agency of California': given()
    .when(register({ agencyClass: 'federal-le' }))
    .refuses('430.10(f).2 R-AGENCY-PUBLIC'),
  'an agency of another state is none either': given()
    .when(register({ agencyClass: 'out-of-state-le' }))
    .refuses('430.10(f).2 R-AGENCY-PUBLIC'),
  'a city police of California is one': given()
    .when(register({ california: false }))
    .refuses('430.10(f).2 R-AGENCY-PUBLIC'),
  'a prosecutor may be of either': given()
    .when(register({ agencyClass: 'prosecutor', california: false }))
    .records({ ...registered, data: { agencyId, agencyClass: 'prosecutor' as const, california: false } }, inLearn),
  ...lacking('administration', administrator, 'registers no agency', (who) => given().when(register(), who)),

  'an agency that changes its network is recorded so': given(registered, inLearn)
    .when(network('valley-share'))
    .records({ type: 'AgencyNetworkRecorded', data: { agencyId, network: 'valley-share' } }),
  'an agency that did not change it is not': given(registered, inLearn).when(network('learn')).records(),
  'an agency nobody registered has no network': given().when(network('learn')).refuses(unknown),
  ...lacking('administration', administrator, 'records no network', (who) =>
    given(registered).when(network('learn'), who),
  ),

  'a person of the agency is named, with a credential of his own': given(registered).when(name()).records(named),
  'a telephone of his own will do': given(registered)
    .when(name({ contact: '+1 760 555 0142 x12' }))
    .records({ ...named, sealed: { ...named.sealed!, contact: '+1 760 555 0142 x12' } }),
  'a mailbox that several people read is nobody’s': given(registered)
    .when(name({ contact: 'detectives.desk@pd.example' }))
    .refuses(unnamed),
  'a desk is nobody either': given(registered)
    .when(name({ personName: 'Records Division' }))
    .refuses(unnamed),
  'half a name is none': given(registered)
    .when(name({ personName: 'Person' }))
    .refuses(unnamed),
  'an agency that was retired names nobody': given(registered, retired).when(name()).refuses(unknown),
  ...lacking('administration', administrator, 'names no person of an agency', (who) =>
    given(registered).when(name(), who),
  ),

  'a credential that was lost is made anew': given(registered, named).when(renew).records(renewed),
  'a person who was removed gets none': given(registered, named, removed)
    .when(renew)
    .refuses('430.10(a)(b) R-PERSON-UNKNOWN'),
  'a person of an agency nobody registered gets none': given()
    .when(renew)
    .refuses(unknown, '430.10(a)(b) R-PERSON-UNKNOWN'),
  ...lacking('administration', administrator, 'renews no credential of an agency', (who) =>
    given(registered, named).when(renew, who),
  ),

  'a person who left his agency is removed': given(registered, named).when(remove).records(removed),
  'a person is removed once': given(registered, named, removed).when(remove).refuses('430.10(a)(b) R-PERSON-UNKNOWN'),
  'a person of a retired agency is gone already': given(registered, named, retired)
    .when(remove)
    .refuses(unknown, '430.10(a)(b) R-PERSON-UNKNOWN'),
  ...lacking('administration', administrator, 'removes no person of an agency', (who) =>
    given(registered, named).when(remove, who),
  ),

  'the Administrator approves an exception, with reason and end': given(registered).when(except()).records(excepted),
  'an exception that gives no reason is refused': given(registered)
    .when(except(excepted.data.until, 'needed'))
    .refuses('430.10(d) R-EXCEPTION'),
  'an exception for longer than a year is refused': given(registered)
    .when(except('2027-06-01T00:00:00.000Z'))
    .refuses('430.10(d) R-EXCEPTION'),
  'an exception that has ended is none': given(registered)
    .when(except('2026-01-05T12:00:00.000Z'))
    .refuses('430.10(d) R-EXCEPTION'),
  'there is no exception for an agency nobody registered': given().when(except()).refuses(unknown),
  'the Chief approves no exception; the policy says the Administrator does': given(registered)
    .when(except(), chief)
    .refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'approves no exception', (who) => given(registered).when(except(), who)),

  'an agency is retired, and its persons with it': given(registered, named).when(retire).records(retired),
  'an agency is retired once': given(registered, retired).when(retire).refuses(unknown),
  ...lacking('administration', administrator, 'retires no agency', (who) => given(registered).when(retire, who)),
});
