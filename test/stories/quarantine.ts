/** Stories of reads set aside because no public view was open to the camera (430.8¶4.3, 430.9P(a)). */
import { type DetectionQuarantined, quarantine, type QuarantineReleased } from '../../src/domain/quarantine.js';
import { administrator, lacking, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(quarantine, officer);

const detectionId = 'detection-1';
const aside = (memberId = officer.by.id): DetectionQuarantined => ({
  type: 'DetectionQuarantined',
  data: { detectionId, memberId, why: 'private-place' },
});
const released: QuarantineReleased = {
  type: 'QuarantineReleased',
  data: { detectionId, memberId: administrator.by.id, basis: 'public-view' },
};
const setAside = (found: object = {}) =>
  ({
    type: 'QuarantineDetection',
    data: { detectionId, why: 'private-place', recorded: true, warranted: false, ...found },
  }) as const;
const release = { type: 'ReleaseQuarantine', data: { detectionId, basis: 'public-view' } } as const;

export const quarantineStories = told(quarantine, {
  'an officer sets aside a read of a private place': given().when(setAside()).records(aside()),
  'a read is set aside once': given(aside()).when(setAside()).records(),
  'a read that was released may be set aside anew': given(aside(), released).when(setAside()).records(aside()),
  'a read that does not exist is not set aside': given()
    .when(setAside({ recorded: false }))
    .refuses('430.8¶4.3 R-DET-UNKNOWN'),
  'what was captured under a court order is not set aside': given()
    .when(setAside({ warranted: true }))
    .refuses('430.9P(a) R-WARRANTED'),
  ...lacking('content', officer, 'sets no read aside', (who) => given().when(setAside(), who)),

  'the Administrator releases a read that was in public view': given(aside())
    .when(release, administrator)
    .records(released),
  'a read that is not set aside is not released': given()
    .when(release, administrator)
    .refuses('430.8¶4.3 R-QUARANTINE-NONE'),
  'nobody releases what he set aside himself': given(aside(administrator.by.id))
    .when(release, administrator)
    .refuses('430.8¶4.3 R-SELF-REVIEW'),
  ...lacking('administration', administrator, 'releases no read', (who) => given(aside()).when(release, who)),
});
