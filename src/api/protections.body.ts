/** Protected plates: what a member says of a plate that concerns himself; only a keyed digest of it is kept. */
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import type { Relation, WithdrawProtection } from '../domain/protection.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';

export class ProtectionBody {
  /**
   * How the plate concerns the member who may not touch it.
   * @example 'household'
   */
  @IsIn(['own', 'household', 'colleague', 'victim'])
  relation: Relation;

  /**
   * The plate, whole, in upper-case letters and digits.
   * @example '7XYZ123'
   */
  @IsString()
  @Length(1, 20)
  plate: string;

  /** Who may not touch it; oneself, but for a victim’s request. */
  @IsOptional()
  @Matches(uuid)
  memberId?: string;
}

export class ProtectedBody extends ReceiptBody {
  protectionId: string;
}

export class WithdrawalBody {
  /** @example 'vehicle-sold' */
  @IsIn(['vehicle-sold', 'no-longer-related', 'mistaken'])
  why: WithdrawProtection['data']['why'];
}
