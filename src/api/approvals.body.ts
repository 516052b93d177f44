/** Approvals: what a second person vouches for before a search that could be personal. */
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { Ground } from '../domain/approval.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';

export class CivilUseBody {
  /** Who may make the search. */
  @Matches(uuid)
  memberId: string;

  /**
   * The internal-affairs or claim number.
   * @example 'IA-26-014'
   */
  @IsString()
  @Length(1, 60)
  number: string;

  /** @example 'Whether the patrol car stood at the collision of the claim, as its driver says' */
  @IsString()
  @MaxLength(1000)
  reason: string;
}

export class SearchApprovalBody {
  /** Who may make the search. */
  @Matches(uuid)
  memberId: string;

  /**
   * What is approved: one plate searched again without a case, or a reason that touches protected activity.
   * @example 'repeated-search'
   */
  @IsIn(['repeated-search', 'protected-activity'])
  ground: Ground;

  /**
   * The plate, whole; kept as a keyed digest alone.
   * @example '7XYZ123'
   */
  @IsOptional()
  @IsString()
  @Length(1, 20)
  plate: string | null = null;

  /** @example 'Same car circles the school at closing time; the case is opened tomorrow' */
  @IsString()
  @MaxLength(1000)
  reason: string;
}

export class ApprovedBody extends ReceiptBody {
  approvalId: string;
}
