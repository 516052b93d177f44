/** Invitations: how a member comes to have credentials that nobody else ever knew. */
import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ThrottlerGuard } from '@nestjs/throttler';
import { Doorkeeper } from '../handlers/doorkeeper.js';
import { Guarded, Serves } from './docs.js';
import { ForAnyone } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { FactorOfferBody, InvitationBody, OpenedInvitationBody } from './sessions.body.js';

@ForAnyone()
@ApiTags('members')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly doorkeeper: Doorkeeper) {}

  /**
   * What may be enrolled as the second factor.
   * @remarks Nothing is kept until one of them is shown to work: send the offer back with the first code.
   */
  @Post('factors')
  @HttpCode(200)
  @UseGuards(ThrottlerGuard)
  @Guarded('430.6(i)')
  factors(@Body() { invitation }: OpenedInvitationBody): Promise<FactorOfferBody> {
    return this.doorkeeper.offerFactors(invitation);
  }

  /** Take up an invitation: the member sets his own password, and enrols a second factor. */
  @Post('acceptance')
  @UseGuards(ThrottlerGuard)
  @Guarded('430.6(i)')
  @Serves('430.6(i)')
  async accept(@Body() { invitation, password, ...factor }: InvitationBody): Promise<ReceiptBody> {
    return receiptOf(await this.doorkeeper.acceptInvitation(invitation, password, factor));
  }
}
