/** Everything that is told: each decider with its stories, in the order of a working day. */
import { anomalyStories } from './anomaly.js';
import { canaryStories } from './canary.js';
import { dutyStories } from './duty.js';
import { assuranceStories } from './assurance.js';
import { addressStories } from './address.js';
import { approvalStories } from './approval.js';
import { auditStories } from './audit.js';
import { signingStories } from './signing.js';
import { custodyStories } from './custody.js';
import { auditPlanStories } from './auditplan.js';
import { breachStories } from './breach.js';
import { canvassStories } from './canvass.js';
import { departmentStories } from './department.js';
import { detectionStories } from './detection.js';
import { deviceStories } from './device.js';
import { equipmentStories } from './equipment.js';
import { explanationStories } from './explanation.js';
import { externalStories } from './external.js';
import { heartbeatStories } from './heartbeat.js';
import { hitStories } from './hit.js';
import { incidentStories } from './incident.js';
import { entryStories } from './entry.js';
import { hotListStories } from './hotlist.js';
import { memberStories } from './member.js';
import { monitoringStories } from './monitoring.js';
import { placementStories } from './placement.js';
import { postingStories } from './posting.js';
import { procedureStories } from './procedure.js';
import { noticeStories } from './notice.js';
import { outsideStories } from './outside.js';
import { protectionStories } from './protection.js';
import { publicationStories } from './publication.js';
import { queryStories } from './query.js';
import { reviewStories } from './review.js';
import { sessionStories } from './session.js';
import { shiftStories } from './shift.js';
import { taxonomyStories } from './taxonomy.js';
import { unmaskStories } from './unmask.js';
import { quarantineStories } from './quarantine.js';
import { warrantStories } from './warrant.js';
import type { Told } from './story.js';
import { violationStories } from './violation.js';

export const allTold: readonly Told[] = [
  ...custodyStories,
  departmentStories,
  ...outsideStories,
  memberStories,
  sessionStories,
  unmaskStories,
  deviceStories,
  equipmentStories,
  heartbeatStories,
  shiftStories,
  addressStories,
  noticeStories,
  incidentStories,
  canvassStories,
  externalStories,
  quarantineStories,
  warrantStories,
  detectionStories,
  hotListStories,
  entryStories,
  hitStories,
  queryStories,
  auditStories,
  signingStories,
  violationStories,
  placementStories,
  postingStories,
  procedureStories,
  monitoringStories,
  assuranceStories,
  breachStories,
  approvalStories,
  protectionStories,
  taxonomyStories,
  publicationStories,
  anomalyStories,
  canaryStories,
  dutyStories,
  auditPlanStories,
  reviewStories,
  explanationStories,
];
