/** Upkeep: faults of the equipment, their end, maintenance, and signs of life. */
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

export class FaultBody {
  /** @example 'damage' */
  @IsIn(['damage', 'wear', 'function'])
  kind: 'damage' | 'wear' | 'function';

  /**
   * What is wrong; kept sealed, and not in the e-mail.
   * @example 'The mount of the left camera is cracked'
   */
  @IsString()
  @MaxLength(2000)
  description: string = '';
}

export class FaultReportedBody extends ReceiptBody {
  faultId: string;
}

export class ClearingBody {
  /** @example 'repaired' */
  @IsIn(['repaired', 'replaced', 'no-fault-found'])
  how: 'repaired' | 'replaced' | 'no-fault-found';
}

const works = ['inspection', 'cleaning', 'alignment', 'repair', 'replacement', 'software', 'clock'] as const;

export class MaintenanceBody {
  /** @example 'cleaning' */
  @IsIn(works)
  work: (typeof works)[number];
}

export class HeartbeatBody {
  /**
   * The time by the camera's own clock.
   * @example '2026-11-24T09:30:00-08:00'
   */
  @Instant()
  sentAt: string;

  /** Whether it read its test plate rightly, where it has one. */
  @IsOptional()
  @IsBoolean()
  testRead: boolean | null = null;
}
