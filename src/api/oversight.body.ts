/** Oversight: what the Administrator adopts and attests, and what is recorded after a breach. */
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Safeguard } from '../domain/assurance.js';
import type { BreachDuty } from '../domain/breach.js';
import { uuid } from './caller.js';
import { Instant } from './times.js';

const digest = /^[0-9a-f]{64}$/;

export class PostingBody {
  /** @example 'https://www.palmspringsca.gov/police/policies/430' */
  @IsString()
  @MaxLength(500)
  url: string;

  /** SHA-256 of the policy version that stands there. */
  @Matches(digest)
  policy: string;
}

export class AnsweredBody {
  /** @example 'retention' */
  @IsString()
  @MaxLength(40)
  element: string;

  /** @example ['430.8¶3.1', '430.8¶3.2'] */
  @IsArray()
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  clauses: string[];
}

export class ProcedureBody {
  /** @example 'ALPR procedures, Operations Division' */
  @IsString()
  @MaxLength(200)
  title: string;

  /** SHA-256 of the adopted text. */
  @IsString()
  @MaxLength(64)
  digest: string;

  /** For each element of Civil Code 1798.90.51(b)(2), the clauses that carry it out. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AnsweredBody)
  answered: AnsweredBody[] = [];
}

export class MonitoringPlanBody {
  /** @example ['repeat-target', 'vague-reason'] */
  @IsArray()
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  detectors: string[] = [];

  /** Days between two reviews. */
  @IsInt()
  @Min(0)
  @Max(365)
  everyDays: number;

  /** Events looked at in each review, at least. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  sample: number;

  /** Members who review; at least one does not administer the system. */
  @IsArray()
  @Matches(uuid, { each: true })
  reviewers: string[] = [];
}

export class WeeklyReviewBody {
  /** How many events were looked at. */
  @IsInt()
  @Min(0)
  looked: number;

  @Instant()
  from: string;

  @Instant()
  to: string;

  /** @example 'Twenty searches, all with their case; one reason was thin and was talked over' */
  @IsString()
  @MaxLength(10_000)
  note: string = '';
}

const kinds: readonly Safeguard[] = ['operational', 'administrative', 'technical', 'physical'];

export class SafeguardBody {
  /** @example 'physical' */
  @IsIn(kinds)
  safeguard: Safeguard;

  /** SHA-256 of the document it rests on. */
  @IsString()
  @MaxLength(64)
  document: string = '';
}

export class HostingBody {
  /** The data centre features full redundancy. */
  @IsBoolean()
  redundant: boolean;

  /** Access to it is controlled. */
  @IsBoolean()
  accessControlled: boolean;

  /** SHA-256 of the document in which the host shows both. */
  @IsString()
  @MaxLength(64)
  document: string = '';
}

export class BreachBody {
  /** California residents whose unencrypted data was, or is believed to have been, acquired. */
  @IsInt()
  @Min(0)
  residents: number;

  /** What was breached is held by the vendor. */
  @IsBoolean()
  heldByVendor: boolean;

  @IsString()
  @MaxLength(10_000)
  account: string = '';
}

const duties: readonly BreachDuty[] = ['residents', 'attorney-general', 'vendor'];

export class BreachNoticeBody {
  /** @example 'attorney-general' */
  @IsIn(duties)
  duty: BreachDuty;

  /** SHA-256 of what was sent. */
  @IsString()
  @MaxLength(64)
  document: string = '';
}
