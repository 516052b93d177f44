/** Stories of the data of others: each source needs its authorisation, each access its reason, each owner an alert. */
import {
  external,
  type ExternalAccessRecorded,
  type OwnerLookupRecorded,
  type RecordOwnerLookup,
  type SourceAuthorised,
  type SourceWithdrawn,
} from '../../src/domain/external.js';
import { administrator, dispatcher, lacking, nextYear, noon, officer, partner } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(external, officer);

const memberId = officer.by.id;
const accessId = 'access-1';
const hitId = 'hit-1';
const why = { reason: 'the sedan taken on Ramon Road', caseNumber: '26-00417' };
const keep = { class: 'access-record', unit: accessId } as const;

const authorised = (validUntil = nextYear): SourceAuthorised => ({
  type: 'SourceAuthorised',
  data: { memberId, source: 'dmv', validUntil, grantedBy: administrator.by.id },
});
const withdrawn: SourceWithdrawn = {
  type: 'SourceWithdrawn',
  data: { memberId, source: 'dmv', withdrawnBy: administrator.by.id },
};
const accessed: ExternalAccessRecorded = {
  type: 'ExternalAccessRecorded',
  data: { memberId, accessId, source: 'dmv' },
  sealed: why,
  keep,
};
const lookedUp: OwnerLookupRecorded = {
  type: 'OwnerLookupRecorded',
  data: { memberId, accessId, hitId, source: 'dmv', use: 'government-function' },
  sealed: why,
  keep,
};

const authorise = (validUntil = nextYear, whom = memberId) =>
  ({ type: 'AuthoriseSource', data: { memberId: whom, source: 'dmv', validUntil } }) as const;
const withdraw = { type: 'WithdrawSource', data: { memberId, source: 'dmv' } } as const;
const access = (more: object = {}) =>
  ({ type: 'RecordExternalAccess', data: { memberId, accessId, source: 'dmv', ...why, ...more } }) as const;
const lookUp = (more: Partial<RecordOwnerLookup['data']> = {}) =>
  ({
    type: 'RecordOwnerLookup',
    data: {
      memberId,
      accessId,
      hitId,
      source: 'dmv',
      use: 'government-function',
      hitVerified: true,
      conflict: false,
      ...why,
      ...more,
    },
  }) as const;

const barred = '430.6(e) R-SOURCE-AUTH';
const unsaid = '430.6(e) R-SOURCE-REASON';

export const externalStories = told(external, {
  'the Administrator authorises a member for a source': given().when(authorise(), administrator).records(authorised()),
  'nobody authorises himself': given()
    .when(authorise(nextYear, administrator.by.id), administrator)
    .refuses('430.6(e) R-SELF-APPROVE'),
  'an authorisation ends': given().when(authorise(noon), administrator).refuses('430.6(e) R-SOURCE-END'),
  ...lacking('administration', administrator, 'authorises nobody', (who) => given().when(authorise(), who)),

  'an authorisation is withdrawn': given(authorised()).when(withdraw, administrator).records(withdrawn),
  'what was never given is not withdrawn': given().when(withdraw, administrator).records(),
  ...lacking('administration', administrator, 'withdraws nothing', (who) => given(authorised()).when(withdraw, who)),

  'an access to a source is recorded, and what for': given(authorised()).when(access()).records(accessed),
  'a source one is not authorised for is refused': given().when(access()).refuses(barred),
  'the authorisation for another source is none for this one': given(authorised())
    .when(access({ source: 'clets' }))
    .refuses(barred),
  'an authorisation that was withdrawn is none': given(authorised(), withdrawn).when(access()).refuses(barred),
  'an authorisation that has ended is none': given(authorised(noon)).when(access()).refuses(barred),
  'nobody uses the authorisation of another': given(authorised()).when(access(), partner).refuses(barred),
  'an access for no reason is refused': given(authorised())
    .when(access({ reason: 'investigation' }))
    .refuses(unsaid),
  'an access without a case is refused': given(authorised())
    .when(access({ caseNumber: ' ' }))
    .refuses(unsaid),
  ...lacking('content', officer, 'accesses no source', (who) => given(authorised()).when(access(), who)),

  'an owner is looked up after an alert that was verified; what came of it is not kept': given(authorised())
    .when(lookUp())
    .records(lookedUp),
  'an owner is not looked up without a verified alert': given(authorised())
    .when(lookUp({ hitVerified: false }))
    .refuses('430.1¶1.4 R-OWNER-NO-ALERT'),
  'nobody looks up the owner of a plate that concerns himself': given(authorised())
    .when(lookUp({ conflict: true }))
    .refuses('430.9P(c) R-CONFLICT-OF-INTEREST'),
  'curiosity is no permissible use': given(authorised())
    .when(lookUp({ use: 'curiosity' }))
    .refuses('430.1¶1.4 R-DPPA-PURPOSE'),
  'without the pack of the DPPA in force its uses are not asked for': given(authorised())
    .when(lookUp({ use: 'other' }), { terms: { ...officer.terms, packs: [] } })
    .records({ ...lookedUp, data: { ...lookedUp.data, use: 'other' as never } }),
  'an owner is not looked up in a source one is not authorised for': given().when(lookUp()).refuses(barred),
  'an owner is not looked up for no reason': given(authorised())
    .when(lookUp({ reason: 'bolo' }))
    .refuses(unsaid),
  'a dispatcher looks up with his own authorisation only': given(authorised())
    .when(lookUp(), dispatcher)
    .refuses(barred),
  ...lacking('content', officer, 'looks up no owner', (who) => given(authorised()).when(lookUp(), who)),
});
