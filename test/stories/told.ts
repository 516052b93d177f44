/** Everything that is told: each decider with its stories, in the order of a working day. */
import { auditStories } from './audit.js';
import { custodyStories } from './custody.js';
import { departmentStories } from './department.js';
import { detectionStories } from './detection.js';
import { equipmentStories } from './equipment.js';
import { heartbeatStories } from './heartbeat.js';
import { hitStories } from './hit.js';
import { entryStories, hotListStories } from './hotlist.js';
import { memberStories } from './member.js';
import { queryStories } from './query.js';
import { sessionStories } from './session.js';
import { shiftStories } from './shift.js';
import type { Told } from './story.js';

export const allTold: readonly Told[] = [
  ...custodyStories,
  departmentStories,
  memberStories,
  sessionStories,
  equipmentStories,
  heartbeatStories,
  shiftStories,
  detectionStories,
  hotListStories,
  entryStories,
  hitStories,
  queryStories,
  auditStories,
];
