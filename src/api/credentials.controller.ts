/** A member's own credentials: he changes his password and his second factors himself, and nobody does for him. */
import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Credentials } from '../handlers/credentials.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts, Serves } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { FactorOfferBody, NewFactorBody, PasswordBody } from './sessions.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('sessions')
@Controller('credentials')
export class CredentialsController {
  constructor(
    private readonly credentials: Credentials,
    private readonly acting: Acting,
  ) {}

  /** Change your password. */
  @Post('password')
  @Acts('430.6(i)', '430.7(d)')
  async password(
    @Body() { password, next }: PasswordBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return receiptOf(await this.credentials.changePassword(by, password, next, commandId));
  }

  /** What may be enrolled as another second factor; nothing is kept until it is shown to work. */
  @Post('factors/offer')
  @HttpCode(200)
  @Serves('430.6(i)')
  offer(@By() by: Member): Promise<FactorOfferBody> {
    return this.credentials.offer(by);
  }

  /** Enrol another second factor. */
  @Post('factors')
  @Acts('430.6(i)')
  async add(@Body() factor: NewFactorBody, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return receiptOf(await this.credentials.addFactor(by, factor, commandId));
  }

  /** Remove a second factor of yours; one must remain. */
  @Delete('factors/:factorId')
  @HttpCode(200)
  @Acts('430.6(i)')
  remove(
    @Param('factorId', Uuid) factorId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RemoveSecondFactor', data: { memberId: by.id, factorId } }, by, commandId);
  }
}
