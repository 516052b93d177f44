/** Stories of decisions on releases, and of what leaves: exactly what was approved, by somebody else. */
import { neighbour } from './mou.js';
import { administrator, but, chief, lacking, officer, partner, sergeant } from './people.js';
import {
  agencyId,
  approve,
  approved,
  collect,
  contents,
  decided,
  denied,
  deny,
  determined,
  digest,
  escalated,
  filed,
  fourEyes,
  frozen,
  fulfil,
  fulfilled,
  given,
  immigration,
  maria,
  ofIce,
  ofNevada,
  onFile,
  opinion,
  order,
  prepared,
  purpose,
  ready,
  recipients,
  releaseId,
  requested,
  root,
  stranger,
  unregistered,
} from './releaseworld.js';

export const deciding = {
  'the Chief approves exactly what was prepared, and the request is kept on file': given(...ready)
    .when(approve())
    .records(approved(), onFile(digest)),
  'the designee approves in the Chief’s place': given(...ready)
    .when(approve(neighbour, root, '2026-02-01T00:00:00.000Z'), sergeant)
    .records(approved(sergeant, true), onFile(digest)),
  'nobody else approves': given(...ready)
    .when(approve(), administrator)
    .refuses('430.10(b) R-NOT-APPROVER'),
  'a release is approved once: of two at the same moment, the second is told': given(...ready, approved())
    .when(approve())
    .refuses(decided),
  'nobody approves what he took in himself': given(
    requested({ requestedBy: chief.by.id, takenIn: true }),
    determined(true),
    prepared,
  )
    .when(approve())
    .refuses(fourEyes),
  'nor what he prepared himself': given(requested(), determined(true), {
    ...prepared,
    data: { ...prepared.data, preparedBy: chief.by.id },
  })
    .when(approve())
    .refuses(fourEyes),
  'what was prepared anew meanwhile is not approved': given(...ready)
    .when(approve(neighbour, '0'.repeat(64)))
    .refuses(frozen),
  'nothing is approved before it is prepared': given(requested(), determined(true)).when(approve()).refuses(frozen),
  'an agency that was retired meanwhile gets nothing': given(...ready)
    .when(approve({ ...neighbour, status: 'retired' }))
    .refuses(unregistered),
  'an entity outside law enforcement gets nothing': given(...ready)
    .when(approve({ ...recipients.reporter, california: true }))
    .refuses('430.10.0 R-AGENCY-CLASS', '430.10(e) R-NON-LE'),
  'an agency outside the approved networks needs an exception': given(...ready)
    .when(approve({ ...neighbour, network: 'valley-share' }))
    .refuses('430.10(d) R-NETWORK'),
  'with an exception it is approved': given(...ready)
    .when(approve({ ...neighbour, network: 'valley-share', exceptionUntil: '2026-03-01T00:00:00.000Z' }))
    .records(approved(), onFile(digest)),
  'without the determination there is no approval': given(requested(), prepared)
    .when(approve())
    .refuses('430.10¶V.1 R-VALUES-ACT'),
  'a determination that the Act forbids it forbids it': given(...ready, determined(false))
    .when(approve())
    .refuses('430.10¶V.1 R-VALUES-ACT'),
  'a request with words of immigration waits for the city attorney': given(...ready, escalated('immigration-words'))
    .when(approve())
    .refuses(purpose),
  'when the city attorney says that they were harmless, it is approved': given(
    ...ready,
    escalated('immigration-words'),
    filed(true),
  )
    .when(approve())
    .records(approved(), onFile(digest, opinion)),
  'when the city attorney says that they were not, it is not': given(...ready, filed(true, true))
    .when(approve())
    .refuses(purpose),
  'an immigration agency needs order, opinion, and the Chief in person': given(
    ofIce,
    escalated('immigration-agency'),
    filed(true, true),
    determined(true),
    prepared,
  )
    .when(approve({ ...recipients.ice, network: 'learn' }))
    .records(approved(), onFile(digest, order, opinion)),
  'the designee does not do for it': given(
    ofIce,
    escalated('immigration-agency'),
    filed(true, true),
    determined(true),
    prepared,
  )
    .when(approve({ ...recipients.ice, network: 'learn' }, root, '2026-02-01T00:00:00.000Z'), sergeant)
    .refuses(immigration, purpose),
  'nor does the order without the opinion': given(ofIce, escalated('immigration-agency'), determined(true), prepared)
    .when(approve({ ...recipients.ice, network: 'learn' }))
    .refuses(immigration, purpose, '430.10(f).2 R-LAW-CONFLICT'),
  'an agency that turns out to be of another state needs a special request': given(...ready, filed(true))
    .when(approve(recipients.nevada))
    .refuses('430.10(f).2 R-SPECIAL-REQUEST'),
  'policy and statute disagree on another state until counsel has spoken': given(ofNevada, determined(true), prepared)
    .when(approve(recipients.nevada))
    .refuses('430.10(f).2 R-LAW-CONFLICT'),
  'an opinion that forbids it settles nothing': given(ofNevada, filed(false), determined(true), prepared)
    .when(approve(recipients.nevada))
    .refuses('430.10(f).2 R-LAW-CONFLICT'),
  'an opinion that permits it does': given(ofNevada, filed(true), determined(true), prepared)
    .when(approve(recipients.nevada))
    .records(approved(), onFile(digest, order, opinion)),
  'a federal agency is no public agency of California either': given(...ready)
    .when(approve(recipients.fbi))
    .refuses('430.10(f).2 R-LAW-CONFLICT'),
  ...lacking('session', chief, 'approves nothing', (who) => given(...ready).when(approve(), who)),

  'the Chief denies a request, and says why': given(requested()).when(deny()).records(denied),
  'a denial without a reason is none': given(requested()).when(deny('no')).refuses('430.10(b) R-DENIAL-REASON'),
  'what was approved is not denied any more': given(...ready, approved())
    .when(deny())
    .refuses(decided),
  'nobody else denies one': given(requested()).when(deny(), officer).refuses('430.10(b) R-NOT-APPROVER'),
  'nor who took it in': given(requested({ requestedBy: chief.by.id, takenIn: true }))
    .when(deny())
    .refuses(fourEyes),
  ...lacking('session', chief, 'denies nothing', (who) => given(requested()).when(deny(), who)),
};

export const delivering = {
  'an approved release is fulfilled, and its recipients are on record': given(...ready, approved())
    .when(fulfil(), officer)
    .records(fulfilled),
  'nothing is fulfilled before it is approved': given(...ready)
    .when(fulfil(), officer)
    .refuses('430.10(b) R-RELEASE-UNAPPROVED'),
  'who approved does not fulfil': given(...ready, approved(but(partner, {})))
    .when(fulfil(), partner)
    .refuses(fourEyes),
  'who asked does not fulfil': given(
    requested({ requestedBy: partner.by.id, takenIn: true }),
    determined(true),
    prepared,
    approved(),
  )
    .when(fulfil(), partner)
    .refuses(fourEyes),
  'what changed since it was approved does not leave': given(...ready, approved())
    .when(fulfil(neighbour, '0'.repeat(64)), officer)
    .refuses(frozen),
  'an agency that was retired gets nothing any more': given(...ready, approved())
    .when(fulfil({ ...neighbour, status: 'retired' }), officer)
    .refuses(unregistered),
  'an entity that turned out to be none of law enforcement gets nothing': given(...ready, approved())
    .when(fulfil(recipients.reporter), officer)
    .refuses('430.10.0 R-AGENCY-CLASS', '430.10(e) R-NON-LE'),
  'an agency that turned out to be one of immigration gets nothing': given(...ready, approved())
    .when(fulfil(recipients.ice), officer)
    .refuses(immigration),
  'an opinion that came late still stops it': given(...ready, approved(), filed(true, true))
    .when(fulfil(), officer)
    .refuses(purpose),
  'nobody receives what nobody is named for': given(...ready, approved())
    .when(fulfil(neighbour, root, []), officer)
    .refuses('430.10(e) R-RECIPIENTS'),
  ...lacking('content', partner, 'fulfils nothing', (who) => given(...ready, approved()).when(fulfil(), who)),

  'the agency fetches what was released to it': given(...ready, approved(), fulfilled)
    .when(collect(), maria)
    .records({ type: 'ReleaseCollected', data: { releaseId, agencyId, personId: 'maria', contents } }),
  'another agency does not': given(...ready, approved(), fulfilled)
    .when(collect(), stranger)
    .refuses('430.10(a)(a) R-OTHER-AGENCY'),
  'a member fetches nothing in its name': given(...ready, approved(), fulfilled)
    .when(collect(), chief)
    .refuses('430.10(a)(a) R-OTHER-AGENCY'),
  'nothing is fetched before it is released': given(...ready, approved())
    .when(collect(), maria)
    .refuses('430.10(b) R-RELEASE-UNAPPROVED'),
  'what was purged since is not fetched': given(...ready, approved(), fulfilled)
    .when(collect(neighbour, '0'.repeat(64)), maria)
    .refuses(frozen),
  'an agency that was retired fetches nothing': given(...ready, approved(), fulfilled)
    .when(collect({ ...neighbour, status: 'retired' }), maria)
    .refuses(unregistered),

  'the agency is told where its request stands': given(requested(), denied)
    .when({ type: 'AskReleaseState', data: { releaseId } }, maria)
    .records({ type: 'ReleaseStateTold', data: { releaseId, personId: 'maria', status: 'denied' } }),
  'another agency is not': given(requested())
    .when({ type: 'AskReleaseState', data: { releaseId } }, stranger)
    .refuses('430.10(a)(a) R-OTHER-AGENCY'),
};
