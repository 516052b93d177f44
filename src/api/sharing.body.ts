/** How the Department shares: its networks, the Chief’s designee, and the agreements with other agencies. */
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { MouClause } from '../domain/mou.js';
import { code } from './agencies.body.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

/** SHA-256 of a document, hex. */
export const digest = /^[0-9a-f]{64}$/;

export class NetworksBody {
  /**
   * Codes of the networks whose agencies data may be shared with.
   * @example ['learn']
   */
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(code, { each: true })
  networks: string[];
}

export class DesigneeBody {
  @Matches(uuid)
  memberId: string;

  /**
   * When it ends, within a year.
   * @example '2027-05-24T00:00:00-07:00'
   */
  @Instant()
  until: string;
}

/** The type has it agree with the clauses an agreement must have. */
const mouClauses: Readonly<Record<MouClause, true>> = {
  'legitimate-use-only': true,
  'no-immigration-enforcement': true,
  'no-onward-transfer': true,
  'reason-for-every-search': true,
  'audit-on-demand': true,
  'breach-notice': true,
  'retention-limit': true,
  termination: true,
};

export class AgreementBody {
  @Matches(uuid)
  agencyId: string;

  /** @example '2026-12-01T00:00:00-08:00' */
  @Instant()
  from: string;

  /** @example '2027-12-01T00:00:00-08:00' */
  @Instant()
  until: string;

  /**
   * What may be searched: detections, hits.
   * @example ['detections']
   */
  @IsIn(['detections', 'hits'], { each: true })
  @IsArray()
  @ArrayMaxSize(2)
  scope: string[];

  /** The clauses that the signed agreement has; one that is missing is refused, and the refusal recorded. */
  @IsIn(Object.keys(mouClauses), { each: true })
  @IsArray()
  @ArrayMaxSize(20)
  clauses: string[];

  /** SHA-256 of the signed agreement, hex. */
  @IsOptional()
  @Matches(digest)
  document: string | null = null;
}

export class AgreementExecutedBody extends ReceiptBody {
  mouId: string;
}

export class DeterminationBody {
  /** Access or release complies with Government Code 7282.5 and 7284.2 ff. */
  @IsBoolean()
  complies: boolean;

  /** What the determination rests on. */
  @IsString()
  @MaxLength(2000)
  basis: string;
}

const endings = ['agency-request', 'misuse', 'not-needed', 'superseded', 'law-changed'];

export class AgreementEndingBody {
  /** @example 'not-needed' */
  @IsIn(endings)
  why: string;
}
