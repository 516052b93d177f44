/** The public page, as data: what anyone may know of the Department's use of plate readers. */
import { ApiProperty } from '@nestjs/swagger';

export class PublicAgencyBody {
  /**
   * Null where the register no longer holds it.
   * @example 'Indio Police Department'
   */
  name: string | null;
  class: string;
  california: boolean;
  /** What the agreement opens. */
  scope: string[];
  /** The end of the agreement. */
  until: string;
}

export class PublicAuditBody {
  kind: string;
  from: string;
  to: string;
  closedAt: string;
  /** Events drawn by lot and reviewed. */
  items: number;
  /** Of these, how many were violations; null where that could point at somebody. */
  violations: number | null;
  /** SHA-256 of the papers. */
  papers: string;
}

export class PublicNoticeBody {
  /** The publication as it stands on the ledger. */
  publicationId: string;
  /** The first day covered. */
  from: string;
  to: string;
  /** SHA-256 of the policy in force. */
  policy: string;
  policyAdoptedAt: string | null;
  /** Table → line → count; null where there were a few, but fewer than `smallest`, or where it would tell another. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: { type: 'integer', nullable: true } },
  })
  tables: Record<string, Record<string, number | null>>;
  smallest: number;
  agencies: PublicAgencyBody[];
  lastAudit: PublicAuditBody | null;
}
