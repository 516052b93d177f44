/** Members: who is enrolled, trained, bound to the policy, approved. */
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import type { TrainingKind } from '../domain/actor.js';
import { authorisedPositions, type Position, unlistedPositions } from '../domain/positions.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

export class EnrolmentBody {
  /**
   * One person, one account: nobody else may bear it.
   * @example 'officer.a'
   */
  @Matches(/^[a-z0-9][a-z0-9._-]{1,39}$/)
  username: string;

  /** @example 'Officer A' */
  @IsString()
  @Length(1, 100)
  name: string;

  /** @example 'police-officer' */
  @IsIn([...authorisedPositions, ...unlistedPositions])
  position: Position;
}

export class InvitedBody extends ReceiptBody {
  memberId: string;
  /** One-time, for 72 hours; null when this answer was given before, for it is kept nowhere. */
  invitation: string | null;
}

export class TrainingBody {
  /** @example 'ALPR' */
  @IsIn(['CLETS', 'ALPR', 'POST'])
  training: TrainingKind;

  /**
   * Until when it is current.
   * @example '2027-11-24T00:00:00-08:00'
   */
  @Instant()
  validUntil: string;

  /**
   * Number of the certificate.
   * @example 'TR-2026-0117'
   */
  @IsOptional()
  @Matches(/^[\w./-]{1,40}$/)
  certificate: string | null = null;

  /**
   * Version of the course.
   * @example '26.2.0'
   */
  @IsOptional()
  @Matches(/^\d{1,2}\.\d{1,2}\.\d{1,2}$/)
  course?: string;
}

export class AcknowledgementBody {
  /**
   * Digest of the policy version that was read, as GET /policy shows it.
   * @example 'a31fcfe6d9449c23ef19806499f0b12cdf01102b538796e2ba5dd63fdd525283'
   */
  @Matches(/^[0-9a-f]{64}$/)
  digest: string;
}

/** Why access ends. One of these and no free text: it stands in clear on the ledger for good. */
const endings = ['left-department', 'reassigned', 'training-lapsed', 'suspended', 'misuse', 'account-compromised'];

export class RevocationBody {
  /** @example 'reassigned' */
  @IsIn(endings)
  why: string;
}
