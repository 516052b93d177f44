/** Holds: what litigation needs is kept until two people say that its matter is resolved (430.8¶3.2 and 3.3). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Holding } from '../handlers/holding.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { HeldBody, HoldBody, ResolutionBody, TransferBody } from './holds.body.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { given, Uuid } from './validation.js';

const orderOf = ({ matter, authority, reviewAt, scope }: HoldBody) => ({
  matter,
  authority,
  reviewAt,
  scope: given(scope),
});

@ForMembers()
@ApiTags('holds')
@Controller('holds')
export class HoldsController {
  constructor(private readonly holding: Holding) {}

  /** Place a hold. What it reaches now is found, written down unit by unit, and kept through every purge. */
  @Post()
  @Acts('430.8¶3.2', '430.8¶3.3')
  async place(@Body() body: HoldBody, @By() by: Member, @CommandId() commandId: string): Promise<HeldBody> {
    const { holdId, receipt } = await this.holding.place(orderOf(body), by, commandId);
    return { ...receiptOf(receipt), holdId };
  }

  /** Extend a hold to more, or to what has come since. */
  @Post(':holdId/extension')
  @Acts('430.8¶3.3')
  async extend(
    @Param('holdId', Uuid) holdId: string,
    @Body() body: HoldBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return receiptOf(await this.holding.extend(holdId, orderOf(body), by, commandId));
  }

  /** Ask for the release of a hold whose matter is resolved. */
  @Post(':holdId/release-request')
  @Acts('430.8¶3.3')
  async requestRelease(
    @Param('holdId', Uuid) holdId: string,
    @Body() { resolution }: ResolutionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return receiptOf(await this.holding.requestRelease(holdId, resolution, by, commandId));
  }

  /** Release a hold, as the city attorney, on the document the Custodian named. */
  @Post(':holdId/release')
  @Acts('430.8¶3.3')
  async release(
    @Param('holdId', Uuid) holdId: string,
    @Body() { resolution }: ResolutionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return receiptOf(await this.holding.release(holdId, resolution, by, commandId));
  }
}

@ForMembers()
@ApiTags('evidence')
@Controller('evidence')
export class EvidenceController {
  constructor(private readonly acting: Acting) {}

  /** Record that booked evidence went from one hand to another. */
  @Post(':packageId/transfers')
  @Acts('430.8¶3.3')
  transfer(
    @Param('packageId', Uuid) packageId: string,
    @Body() { from, to, why }: TransferBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'TransferEvidence', data: { packageId, from, to, why } }, by, commandId);
  }
}
