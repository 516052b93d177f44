/** Breaches: once one is confirmed, the notices the law asks for stand on a list and are worked off (430.9¶last). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { BreachBody, BreachNoticeBody } from './oversight.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('breaches')
@Controller('breaches')
export class BreachesController {
  constructor(private readonly acting: Acting) {}

  /** Confirm a breach, and start the procedure: who must be told follows from how many residents it touches. */
  @Post(':incidentId')
  @Acts('430.9¶last')
  start(
    @Param('incidentId', Uuid) incidentId: string,
    @Body() { residents, heldByVendor, account }: BreachBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { incidentId, residents, heldByVendor, account };
    return this.acting.act({ type: 'StartBreachProcedure', data }, by, commandId);
  }

  /** Record a notice that was sent. */
  @Post(':incidentId/notices')
  @Acts('430.9¶last')
  notice(
    @Param('incidentId', Uuid) incidentId: string,
    @Body() { duty, document }: BreachNoticeBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RecordBreachNotice', data: { incidentId, duty, document } }, by, commandId);
  }

  /** Close the procedure, once every notice was sent. */
  @Post(':incidentId/closing')
  @Acts('430.9¶last')
  close(
    @Param('incidentId', Uuid) incidentId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'CloseBreachProcedure', data: { incidentId } }, by, commandId);
  }
}
