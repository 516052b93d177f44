/** Stories of the posted policy: attested where anybody reads it, looked at again, and found to drift. */
import {
  type PolicyPosted,
  type PolicyPostingDriftDetected,
  type PolicyPostingSeen,
  posting,
} from '../../src/domain/posting.js';
import { administrator, auditor, but, clock, inForce, lacking, older } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(posting, administrator);

const postingId = 'posting-1';
const url = 'https://city.example/police/430';
const copy = 'c'.repeat(64);
const other = 'd'.repeat(64);

const posted = (policy = inForce): PolicyPosted => ({
  type: 'PolicyPosted',
  data: {
    postingId,
    policy,
    copy,
    attestedBy: administrator.by.id,
    attestAgainBy: '2026-02-04T12:00:00.000Z',
  },
  sealed: { url },
  keep: { class: 'register', unit: postingId },
});
const drifted = (
  drift: PolicyPostingDriftDetected['data']['drift'],
  found: string | null,
): PolicyPostingDriftDetected => ({
  type: 'PolicyPostingDriftDetected',
  data: { postingId, drift, policy: inForce, copy: found },
});
const seen: PolicyPostingSeen = { type: 'PolicyPostingSeen', data: { postingId, copy } };

const attest = (data: { url?: string; policy?: string; copy?: string | null } = {}) =>
  ({ type: 'AttestPosting', data: { postingId, url, policy: inForce, copy, ...data } }) as const;
const check = (found: string | null, id = postingId) =>
  ({ type: 'CheckPosting', data: { postingId: id, copy: found } }) as const;

export const postingStories = told(posting, {
  'the Administrator attests the posting for thirty days; its address is sealed': given()
    .when(attest())
    .records(posted()),
  'the posting is attested anew': given(posted()).when(attest()).records(posted()),
  'an address that is not public is no posting': given()
    .when(attest({ url: 'http://intranet/430' }))
    .refuses('430.4A(g) R-POSTING-URL'),
  'a version that is not in force is not posted': given()
    .when(attest({ policy: older }))
    .refuses('430.4A(g) R-POSTING-VERSION'),
  'an address where nothing stands is no posting': given()
    .when(attest({ copy: null }))
    .refuses('430.4A(g) R-POSTING-COPY'),
  ...lacking('administration', administrator, 'attests no posting', (who) => given().when(attest(), who)),

  'the clock finds the posting as it was attested': given(posted()).when(check(copy), clock).records(),
  'the clock finds another text there': given(posted()).when(check(other), clock).records(drifted('changed', other)),
  'the clock finds nothing there': given(posted()).when(check(null), clock).records(drifted('unreachable', null)),
  'a newer policy came into force, and the old one is still posted': given(posted(older))
    .when(check(copy), clock)
    .records(drifted('another-version', copy)),
  'a drift that is known is not found again': given(posted(), drifted('changed', other))
    .when(check(other), clock)
    .records(),
  'a drift becomes another one': given(posted(), drifted('changed', other))
    .when(check(null), clock)
    .records(drifted('unreachable', null)),
  'a drift was mended': given(posted(), drifted('changed', other)).when(check(copy), clock).records(seen),
  'after it was mended it may drift again': given(posted(), drifted('changed', other), seen)
    .when(check(other))
    .records(drifted('changed', other)),
  'what was never attested is not checked': given().when(check(copy), clock).refuses('430.4A(g) R-POSTING-UNKNOWN'),
  'a posting that a later one has replaced is not checked': given(posted())
    .when(check(copy, 'posting-0'), clock)
    .refuses('430.4A(g) R-POSTING-UNKNOWN'),
  'the auditor looks for himself, and has the Administrator check': given(posted())
    .when(check(copy), but(auditor, {}))
    .refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'checks no posting', (who) => given(posted()).when(check(other), who)),
});
