/** How long data is kept: the schedule, the clock, downloads and purges, as requests and answers. */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { RetentionClass } from '../domain/decider.js';
import type { ClockedClass } from '../domain/schedule.js';
import { InquiryBody } from './queries.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

const clocked: readonly ClockedClass[] = ['detection', 'hit', 'access-record', 'hot-list', 'release'];
export const classes: readonly RetentionClass[] = [...clocked, 'register', 'evidence'];

export class ClockBody {
  /** @example 'detection' */
  @IsIn(clocked)
  class: ClockedClass;

  /**
   * Whole days after the end of the UTC day on which it was recorded.
   * @example 30
   */
  @IsInt()
  @Min(0)
  @Max(36_500)
  days: number;
}

export class ScheduleBody {
  /** SHA-256 of the council's resolution, hex (Gov. Code 34090). */
  @IsString()
  @MaxLength(64)
  resolution: string = '';

  /** SHA-256 of the city attorney's written consent, hex. */
  @IsString()
  @MaxLength(64)
  consent: string = '';

  /** Classes it does not name keep the strictest clock. */
  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => ClockBody)
  clocks: ClockBody[];

  /**
   * How long a downloaded read is kept, days; no more than one year (430.8¶3.1).
   * @example 365
   */
  @IsInt()
  @Max(36_500)
  downloadDays: number = 365;
}

export class TrueTimeBody {
  /** The time as an independent clock shows it now. */
  @Instant()
  trueTime: string;
}

export const aDay = /^20[2-9]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

export class BucketBody {
  /** @example 'detection' */
  @IsIn(classes)
  class: RetentionClass;

  /**
   * The UTC day whose data it is.
   * @example '2026-11-23'
   */
  @Matches(aDay)
  date: string;
}

export class ProposedBody extends ReceiptBody {
  purgeId: string;
}

export class CertificateBody extends InquiryBody {
  /**
   * The signed file, or its paper.
   * @example 'json'
   */
  @IsIn(['json', 'pdf'])
  format: 'json' | 'pdf' = 'json';
}

export class DownloadBody {
  /**
   * Of the case, or of the evidence.
   * @example '26-11-0417'
   */
  @IsString()
  @MaxLength(60)
  caseNumber: string = '';

  /**
   * What the read shows in that case.
   * @example 'Shows the vehicle leaving the scene four minutes after the call'
   */
  @IsString()
  @MaxLength(2000)
  relevance: string = '';

  /** Until when it is wanted; as long as may be when left out. */
  @IsOptional()
  @Instant()
  until: string | null = null;
}

export class DownloadedImageBody {
  /** @example 'plate' */
  kind: string;
  base64: string;
}

export class DownloadedBody extends ReceiptBody {
  downloadId: string;
  /** The read, as a search shows it. */
  detection: Record<string, unknown>;
  images: DownloadedImageBody[];
}
