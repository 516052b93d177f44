/** Contractors: let in for the time their work takes, never to plates (430.4U(i)). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';
import { WindowBody } from './contractors.body.js';

@ForMembers()
@ApiTags('members')
@Controller('contractors')
export class ContractorsController {
  constructor(private readonly acting: Acting) {}

  /** Open a window in which the maintenance contractor may act. */
  @Post(':memberId/window')
  @Acts('430.4U(i)')
  open(
    @Param('memberId', Uuid) memberId: string,
    @Body() { until, work }: WindowBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'OpenContractorAccess', data: { memberId, until, work } }, by, commandId);
  }

  /** Close it before its time. */
  @Post(':memberId/window/closing')
  @Acts('430.4U(i)')
  close(
    @Param('memberId', Uuid) memberId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'CloseContractorAccess', data: { memberId } }, by, commandId);
  }
}
