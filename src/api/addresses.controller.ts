/** Addresses: where a member's notices go (430.6(h)). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';
import { AddressBody } from './addresses.body.js';

@ForMembers()
@ApiTags('members')
@Controller('members')
export class AddressesController {
  constructor(private readonly acting: Acting) {}

  /** Set the e-mail address to which a member's notices go. */
  @Post(':memberId/address')
  @Acts('430.6(h)')
  set(
    @Param('memberId', Uuid) memberId: string,
    @Body() { address }: AddressBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'SetAddress', data: { memberId, address } }, by, commandId);
  }
}
