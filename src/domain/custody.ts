/** Custody: everything asked and recorded of how long data is kept, held, purged, booked as evidence, and copied. */
import type { BackupCommand, BackupEvent } from './backup.js';
import type { EvidenceCommand, EvidenceEvent } from './evidence.js';
import type { HoldCommand, HoldEvent } from './hold.js';
import type { RetentionCommand, RetentionEvent } from './retention.js';
import type { AdoptRetentionSchedule, RetentionScheduleAdopted } from './schedule.js';
import type { TimeCommand, TimeEvent } from './timekeeping.js';

export type CustodyCommand =
  AdoptRetentionSchedule | TimeCommand | RetentionCommand | HoldCommand | EvidenceCommand | BackupCommand;

export type CustodyEvent =
  RetentionScheduleAdopted | TimeEvent | RetentionEvent | HoldEvent | EvidenceEvent | BackupEvent;
