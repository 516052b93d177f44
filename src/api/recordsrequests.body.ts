/** Public records requests: what came in, what is given, and how it was closed. */
import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import type { Outcome } from '../domain/recordsrequest.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

export class RecordsRequestBody {
  /**
   * When it came in.
   * @example '2026-11-20T09:00:00-08:00'
   */
  @Instant()
  receivedAt: string;

  /** @example 'Desert Sun' */
  @IsString()
  @Length(1, 120)
  requester: string;

  /** @example 'newsroom@paper.example' */
  @IsString()
  @Length(1, 120)
  contact: string;

  /** @example 'The audit trail of the plate readers for October' */
  @IsString()
  @Length(1, 4000)
  asks: string;
}

export class RecordsLoggedBody extends ReceiptBody {
  requestId: string;
}

export class DisclosureBody {
  /**
   * `figures`, or `audit-rows`; anything that identifies a vehicle is refused, and the refusal recorded.
   * @example 'audit-rows'
   */
  @IsString()
  @Length(1, 40)
  what: string;

  /** @example '2026-10-01T00:00:00-07:00' */
  @Instant()
  from: string;

  /** @example '2026-11-01T00:00:00-07:00' */
  @Instant()
  to: string;
}

export class CompletenessBody {
  rows: number;
  /** First and last position on the ledger; null for figures. */
  first: number | null;
  last: number | null;
}

export class PublicPackageBody {
  rows: Record<string, unknown>[];
  /** Column → cells taken out. */
  redactions: Record<string, number>;
  completeness: CompletenessBody;
}

export class DisclosedBody {
  receipt: ReceiptBody;
  package: PublicPackageBody;
}

export class RequestClosingBody {
  /** @example 'partly-given' */
  @IsIn(['given', 'partly-given', 'denied', 'nothing-held'])
  outcome: Outcome;

  /**
   * Why something was not given.
   * @example 'Plates and places identify vehicles and are withheld'
   */
  @IsString()
  @MaxLength(2000)
  why: string = '';
}
