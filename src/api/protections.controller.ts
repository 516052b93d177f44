/** The register of protected plates: nobody can read it, and who it concerns cannot search, correct or list them. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ProtectedBody, ProtectionBody, WithdrawalBody } from './protections.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('protected plates')
@Controller('protected-plates')
export class ProtectionsController {
  constructor(private readonly acting: Acting) {}

  /**
   * Enrol a plate that concerns oneself: one’s own, the household’s, a colleague’s.
   * @remarks The ALPR Administrator enrols a victim’s plate at the victim’s sealed request, naming whom it concerns.
   */
  @Post()
  @Acts('430.9P(c)')
  async protect(
    @Body() { relation, plate, memberId }: ProtectionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ProtectedBody> {
    const protectionId = derivedId('protection', commandId);
    const data = { protectionId, relation, memberId: memberId ?? by.id, plate };
    return { ...(await this.acting.act({ type: 'ProtectPlate', data }, by, commandId)), protectionId };
  }

  /** Take a plate off the register. */
  @Post(':protectionId/withdrawal')
  @Acts('430.9P(c)', '430.4A(i)')
  withdraw(
    @Param('protectionId', Uuid) protectionId: string,
    @Body() { why }: WithdrawalBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'WithdrawProtection', data: { protectionId, why } }, by, commandId);
  }
}
