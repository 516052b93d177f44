/** The controllers of all that concerns how long data is kept, held, purged and booked. */
import { EvidenceController, HoldsController } from './holds.controller.js';
import { DownloadsController, RetentionController } from './retention.controller.js';

export const custodyControllers = [RetentionController, DownloadsController, HoldsController, EvidenceController];
