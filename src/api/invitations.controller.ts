/** Invitations: how a member comes to have credentials that nobody else ever knew. */
import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ThrottlerGuard } from '@nestjs/throttler';
import { Doorkeeper } from '../handlers/doorkeeper.js';
import { Guarded, Serves } from './docs.js';
import { ForAnyone } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { InvitationBody } from './sessions.body.js';

@ForAnyone()
@ApiTags('members')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly doorkeeper: Doorkeeper) {}

  /** Take up an invitation: the member sets his own password. */
  @Post('acceptance')
  @UseGuards(ThrottlerGuard)
  @Guarded('430.6(i)')
  @Serves('430.6(i)')
  async accept(@Body() { invitation, password }: InvitationBody): Promise<ReceiptBody> {
    return receiptOf(await this.doorkeeper.acceptInvitation(invitation, password));
  }
}
