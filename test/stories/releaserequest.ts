/** Stories of requests: asked in writing, weighed by the city attorney and the Chief, prepared item by item. */
import { neighbour } from './mou.js';
import { analyst, but, chief, lacking, noon, officer, sergeant } from './people.js';
import {
  approved,
  basis,
  conflict,
  counsel,
  denied,
  determine,
  determined,
  digest,
  escalated,
  file,
  filed,
  fourEyes,
  given,
  immigration,
  items,
  maria,
  ofIce,
  ofNevada,
  onFile,
  order,
  prepare,
  prepared,
  ready,
  recipients,
  releaseId,
  requested,
  stranger,
  submit,
  unknown,
  unregistered,
  written,
} from './releaseworld.js';

export const submitting = {
  'a person of the agency asks in writing': given().when(submit(), maria).records(requested()),
  'a member takes in a request on paper': given()
    .when(submit(), officer)
    .records(requested({ requestedBy: officer.by.id, takenIn: true })),
  'a member who may not use the system takes nothing in': given()
    .when(submit(), but(sergeant, { approved: false }))
    .refuses('430.10(a) R-INTAKE'),
  'nobody asks in another agency’s name': given().when(submit(), stranger).refuses('430.10(a)(a) R-OTHER-AGENCY'),
  'a request that is not written is none': given()
    .when(submit({ document: null }), maria)
    .refuses('430.10(a) R-NOT-WRITTEN'),
  'an agency that is not registered gets nothing': given()
    .when(submit({ recipient: { ...neighbour, status: 'none' } }), maria)
    .refuses(unregistered),
  'the agency is named': given()
    .when(submit({ agencyName: '' }), maria)
    .refuses('430.10(a)(a) R-AGENCY-NAME'),
  'a desk asks for nothing': given()
    .when(submit({ contact: 'records@pd.example' }), maria)
    .refuses('430.10(a)(b) R-PERSON-NAMED'),
  'the purpose is one the policy names': given()
    .when(submit({ purpose: 'curiosity' }), maria)
    .refuses('430.10(a)(c) R-PURPOSE'),
  'an investigation is no purpose by itself': given()
    .when(submit({ reason: 'investigation' }), maria)
    .refuses('430.10(a)(c) R-VAGUE-REASON'),
  'which data is wanted is said': given()
    .when(submit({ seeks: 'all' }), maria)
    .refuses('430.10(a)(c) R-VAGUE-REASON'),
  'a request is made once': given(requested()).when(submit(), maria).refuses('430.10(b) R-RELEASE-KNOWN'),
  'an entity outside law enforcement is sent to the custodian': given()
    .when(submit({ recipient: recipients.reporter }), maria)
    .refuses('430.10.0 R-AGENCY-CLASS', '430.10(e) R-NON-LE'),
  'a federal immigration agency gets nothing': given()
    .when(submit({ recipient: recipients.ice }), maria)
    .refuses(immigration),
  'not by an order that does not name the data either': given()
    .when(submit({ recipient: recipients.ice, courtOrder: order }), maria)
    .refuses(immigration),
  'a judge’s order that names the data is taken in, and goes to the city attorney': given()
    .when(submit({ recipient: recipients.ice, courtOrder: order, orderNamesData: true }), maria)
    .records(ofIce, escalated('immigration-agency'), conflict('not-a-public-agency')),
  'an agency of another state sends an order or a special request': given()
    .when(submit({ recipient: recipients.nevada }), maria)
    .refuses('430.10(f).2 R-SPECIAL-REQUEST'),
  'a prosecutor of another state does so too': given()
    .when(submit({ recipient: { ...recipients.nevada, agencyClass: 'prosecutor' } }), maria)
    .refuses('430.10(f).2 R-SPECIAL-REQUEST'),
  'with one it is taken in, and policy and statute are seen to disagree': given()
    .when(submit({ recipient: recipients.nevada, specialRequest: order }), maria)
    .records(ofNevada, conflict('out-of-state')),
  'a Department that has not adopted the statute’s rules sees no conflict': given()
    .when(submit({ recipient: recipients.nevada, specialRequest: order }), {
      ...maria,
      terms: { ...maria.terms, packs: [] },
    })
    .records(ofNevada),
  'words of immigration are escalated, in any language': given()
    .when(submit({ reason: 'buscamos a un indocumentado que vive en Date Palm' }), maria)
    .records(
      requested({}, { ...written, reason: 'buscamos a un indocumentado que vive en Date Palm' }),
      escalated('immigration-words'),
    ),
  ...lacking('session', officer, 'takes in no request', (who) => given().when(submit(), who)),
};

export const weighing = {
  'the city attorney files an opinion': given(ofNevada).when(file(), counsel).records(filed(true)),
  'nobody else does': given(ofNevada).when(file(), chief).refuses('430.10(f).2 R-NOT-COUNSEL'),
  'an opinion is written': given(ofNevada).when(file(null), counsel).refuses('430.10(f).2 R-OPINION-WRITTEN'),
  'there is no opinion on nothing': given().when(file(), counsel).refuses(unknown),
  ...lacking('session', counsel, 'files no opinion', (who) => given(ofNevada).when(file(), who)),

  'the Chief weighs the Values Act': given(requested()).when(determine()).records(determined(true)),
  'the Chief’s designee does so too': given(requested())
    .when(determine(basis, '2026-02-01T00:00:00.000Z'), sergeant)
    .records({ ...determined(true), data: { ...determined(true).data, by: sergeant.by.id } }),
  'a designation that has ended is none': given(requested())
    .when(determine(basis, noon), sergeant)
    .refuses('430.10(b) R-NOT-APPROVER'),
  'nothing is weighed of a request nobody made': given().when(determine()).refuses(unknown),
  'who took the request in does not weigh it': given(requested({ requestedBy: chief.by.id, takenIn: true }))
    .when(determine())
    .refuses(fourEyes),
  'a determination that rests on nothing is none': given(requested())
    .when(determine('ok'))
    .refuses('430.10¶V.1 R-VALUES-BASIS'),
  ...lacking('session', chief, 'weighs nothing', (who) => given(requested()).when(determine(), who)),

  'a member who may see plates says which reads are to leave': given(requested())
    .when(prepare(), officer)
    .records(prepared),
  'what is not on record cannot leave': given(requested())
    .when(prepare(items, 1), officer)
    .refuses('430.10(b) R-RELEASE-SCOPE'),
  'nothing is no scope': given(requested()).when(prepare([]), officer).refuses('430.10(b) R-RELEASE-SCOPE'),
  'nothing is prepared for a request that was denied': given(requested(), denied)
    .when(prepare(), officer)
    .refuses(unknown),
  'what was approved may be prepared anew, and is then to be approved anew': given(...ready, approved(), onFile(digest))
    .when(prepare(), officer)
    .records(prepared),
  ...lacking('content', officer, 'prepares no release', (who) => given(requested()).when(prepare(), who)),

  'the request is opened by those who may see plates': given(requested())
    .when({ type: 'OpenRelease', data: { releaseId } }, analyst)
    .records({ type: 'ReleaseOpened', data: { releaseId, memberId: analyst.by.id } }),
  'there is nothing to open of a request nobody made': given()
    .when({ type: 'OpenRelease', data: { releaseId } }, analyst)
    .refuses('430.10(c) R-RELEASE-NONE'),
  ...lacking('content', officer, 'opens no request', (who) =>
    given(requested()).when({ type: 'OpenRelease', data: { releaseId } }, who),
  ),
};
