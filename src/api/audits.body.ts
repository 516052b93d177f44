/** Audits: the plan, what is opened, said of an item, found and resolved. */
import { Type } from 'class-transformer';
import {
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
import type { RiskArea } from '../domain/auditplan.js';
import { authorisedPositions, type Position, unlistedPositions } from '../domain/positions.js';
import type { AuditKind, Severity, Verdict } from '../domain/review.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

const positions: readonly Position[] = [...authorisedPositions, ...unlistedPositions];
const riskAreas: readonly RiskArea[] = [
  'searches',
  'hit-comparisons',
  'enforcement-actions',
  'exigencies',
  'corrections',
  'hot-list-changes',
  'log-ins',
  'approvals',
  'releases',
  'refusals',
];

export class SamplingBody {
  /** @example 'searches' */
  @IsIn(riskAreas)
  area: RiskArea;

  /** Items looked at in each audit. */
  @IsInt()
  @Min(0)
  @Max(1000)
  sample: number;
}

/** The fields that the California State Auditor asked of an audit plan (2019-118, recommendation 39). */
export class AuditPlanBody {
  /** Days between two light reviews; a full audit is due every quarter besides. */
  @IsInt()
  @Min(0)
  @Max(365)
  everyDays: number;

  /** Positions that audit beside the ALPR Administrator. */
  @IsArray()
  @IsIn(positions, { each: true })
  auditors: Position[] = [];

  /** The position that approves an audit. */
  @IsIn(positions)
  approver: Position;

  @IsInt()
  @Min(0)
  @Max(100)
  papersYears: number;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => SamplingBody)
  areas: SamplingBody[] = [];

  /** SHA-256 of how audits are documented. */
  @IsString()
  @MaxLength(64)
  documentation: string = '';

  /** Days within which a finding is resolved. */
  @IsInt()
  @Min(0)
  @Max(365)
  resolutionDays: number;
}

const kinds: readonly AuditKind[] = ['weekly', 'quarterly'];

export class AuditBody {
  /** @example 'quarterly' */
  @IsIn(kinds)
  kind: AuditKind;

  @Instant()
  from: string;

  /** The first instant after the period. */
  @Instant()
  to: string;
}

export class AuditOpenedBody extends ReceiptBody {
  auditId: string;
}

const verdicts: readonly Verdict[] = ['compliant', 'violation', 'unclear', 'explained'];

export class ItemReviewBody {
  /** @example 'compliant' */
  @IsIn(verdicts)
  verdict: Verdict;

  /** What was looked at, and what it showed; needed unless the item complies. */
  @IsString()
  @MaxLength(10_000)
  note: string = '';
}

const severities: readonly Severity[] = ['note', 'minor', 'major', 'critical'];

export class FindingBody {
  /** @example 'major' */
  @IsIn(severities)
  severity: Severity;

  /** @example '430.7(g)' */
  @IsString()
  @MaxLength(20)
  clause: string;

  /** The item of the sample it rests on, where there is one. */
  @IsOptional()
  @Matches(uuid)
  itemId: string | null = null;

  /** @example 'Three searches bear one number of an event that is closed' */
  @IsString()
  @MaxLength(10_000)
  text: string = '';
}

export class FindingRaisedBody extends ReceiptBody {
  findingId: string;
}

export class FindingResolutionBody {
  /** @example 'The officer was trained anew; the number was corrected' */
  @IsString()
  @MaxLength(10_000)
  resolution: string = '';
}

export class PapersBody {
  /** SHA-256 of the papers of the audit. */
  @IsString()
  @MaxLength(64)
  papers: string = '';
}

export class ExplanationBody {
  /** @example 'detection' */
  @IsIn(['detection', 'hit'])
  class: 'detection' | 'hit';

  /**
   * Days on which the data was captured, first and last.
   * @example '2024-01-05'
   */
  @Matches(/^20[2-9]\d-\d\d-\d\d$/)
  from: string;

  /** @example '2024-01-07' */
  @Matches(/^20[2-9]\d-\d\d-\d\d$/)
  to: string;

  /** @example 'Held as evidence in a homicide that is before the Superior Court' */
  @IsString()
  @MaxLength(10_000)
  explanation: string = '';
}
