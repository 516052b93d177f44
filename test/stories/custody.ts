/** Everything told of custody: the schedule, the clock, a day's data, holds, evidence and backups. */
import { backupStories } from './backup.js';
import { evidenceStories } from './evidence.js';
import { holdStories } from './hold.js';
import { retentionStories } from './retention.js';
import { scheduleStories } from './schedule.js';
import type { Told } from './story.js';
import { timekeepingStories } from './timekeeping.js';

export const custodyStories: readonly Told[] = [
  scheduleStories,
  timekeepingStories,
  retentionStories,
  holdStories,
  evidenceStories,
  backupStories,
];
