/** Delegations: the Administrator assigns members to day-to-day work, each to a scope and until a day (430.4A(i)). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';
import { DelegationBody } from './delegations.body.js';

@ForMembers()
@ApiTags('department')
@Controller('delegations')
export class DelegationsController {
  constructor(private readonly acting: Acting) {}

  /** Assign a member to day-to-day work; a later assignment takes the place of an earlier one. */
  @Post(':memberId')
  @Acts('430.4A(i)')
  assign(
    @Param('memberId', Uuid) memberId: string,
    @Body() { scopes: work, until }: DelegationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AssignDelegate', data: { memberId, scopes: work, until } }, by, commandId);
  }

  /** Take the work back. */
  @Post(':memberId/revocation')
  @Acts('430.4A(i)')
  revoke(
    @Param('memberId', Uuid) memberId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RevokeDelegate', data: { memberId } }, by, commandId);
  }
}
