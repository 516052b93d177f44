/** Stories of placements: where a camera looks is approved with a picture of it, and looked at again each year. */
import {
  type ApprovePlacement,
  placement,
  type PlacementApproved,
  type PlacementReviewed,
  type ReviewPlacement,
} from '../../src/domain/placement.js';
import { administrator, chief, lacking, noon } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(placement, administrator);

const cameraId = 'camera-1';
const frame = 'f'.repeat(64);
const dueNextYear = `2027${noon.slice(4)}`;
const fieldOfView = 'both northbound lanes up to the kerb';
const justification = 'the only pole at the junction; its doors are masked';

const approved = (data: Partial<PlacementApproved['data']> = {}, because: string | null = null): PlacementApproved => ({
  type: 'PlacementApproved',
  data: {
    cameraId,
    approvedBy: administrator.by.id,
    publicView: 'public-road',
    sites: [],
    frame,
    masks: 0,
    reviewDue: dueNextYear,
    ...data,
  },
  sealed: { fieldOfView, justification: because },
  keep: { class: 'register', unit: cameraId },
});
const reviewed = (data: Partial<PlacementReviewed['data']> = {}): PlacementReviewed => ({
  type: 'PlacementReviewed',
  data: {
    cameraId,
    reviewedBy: administrator.by.id,
    outcome: 'kept',
    sites: [],
    frame,
    masks: 2,
    reviewDue: dueNextYear,
    ...data,
  },
  sealed: { note: 'two masks over the windows' },
  keep: { class: 'register', unit: cameraId },
});

const approve = (data: Partial<ApprovePlacement['data']> = {}) =>
  ({
    type: 'ApprovePlacement',
    data: {
      cameraId,
      publicView: 'public-road',
      fieldOfView,
      sites: [],
      justification: null,
      frame,
      masks: 0,
      cameraInService: true,
      ...data,
    },
  }) as const;
const review = (data: Partial<ReviewPlacement['data']> = {}) =>
  ({
    type: 'ReviewPlacement',
    data: {
      cameraId,
      keepsToPublicView: true,
      sites: [],
      note: 'two masks over the windows',
      frame,
      masks: 2,
      ...data,
    },
  }) as const;

export const placementStories = told(placement, {
  'the Administrator approves where a camera looks, until next year': given().when(approve()).records(approved()),
  'a placement near a place of worship says why no other would do': given()
    .when(approve({ sites: ['worship'], justification }))
    .records(approved({ sites: ['worship'] }, justification)),
  'a camera that was moved is approved anew': given(approved())
    .when(approve({ masks: 1 }))
    .records(approved({ masks: 1 })),
  'a camera that is not on the register is approved nowhere': given()
    .when(approve({ cameraInService: false }))
    .refuses('430.3(a) R-EQUIPMENT'),
  'a placement without a statement of public view is not approved': given()
    .when(approve({ publicView: null }))
    .refuses('430.8¶4.1 R-PUBLIC-VIEW'),
  'a field of view is described in words that say something': given()
    .when(approve({ fieldOfView: 'street' }))
    .refuses('430.8¶4.1 R-PUBLIC-VIEW'),
  'nobody looked for sensitive sites': given()
    .when(approve({ sites: null }))
    .refuses('430.8¶4.3 R-PLACEMENT-SITES'),
  'a school in view without a reason is not approved': given()
    .when(approve({ sites: ['school'] }))
    .refuses('430.8¶4.3 R-PLACEMENT-JUSTIFIED'),
  'a placement without a frame is not approved': given()
    .when(approve({ frame: '' }))
    .refuses('430.8¶4.3 R-PLACEMENT-FRAME'),
  'the Chief approves no placement': given().when(approve(), chief).refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'approves no placement', (who) => given().when(approve(), who)),

  'a placement is reviewed, and due again in a year': given(approved()).when(review()).records(reviewed()),
  'a review finds that the camera must be moved': given(approved())
    .when(review({ keepsToPublicView: false }))
    .records(reviewed({ outcome: 'to-be-moved' })),
  'what was never approved is not reviewed': given().when(review()).refuses('430.8¶4.3 R-PLACEMENT-UNKNOWN'),
  'a review looks for sensitive sites too': given(approved())
    .when(review({ sites: null }))
    .refuses('430.8¶4.3 R-PLACEMENT-SITES'),
  'a review shows what the camera sees': given(approved())
    .when(review({ frame: 'no digest' }))
    .refuses('430.8¶4.3 R-PLACEMENT-FRAME'),
  'masks are counted in whole numbers': given(approved())
    .when(review({ masks: -1 }))
    .refuses('430.8¶4.3 R-PLACEMENT-FRAME'),
  ...lacking('administration', administrator, 'reviews no placement', (who) => given(approved()).when(review(), who)),
});
