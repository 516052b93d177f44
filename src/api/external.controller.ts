/** The data of others: who may use which source, and each access with its reason (430.6(e), 430.1¶1.4). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { AccessBody, AccessedBody, OwnerLookupBody, SourceBody, SourceWithdrawalBody } from './operations.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('external access')
@Controller()
export class ExternalController {
  constructor(private readonly acting: Acting) {}

  /** Authorise a member to use a source of others, until a day. */
  @Post('members/:memberId/sources')
  @Acts('430.6(e)', '430.4A(i)')
  authorise(
    @Param('memberId', Uuid) memberId: string,
    @Body() { source, validUntil }: SourceBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AuthoriseSource', data: { memberId, source, validUntil } }, by, commandId);
  }

  /** Withdraw that authorisation. */
  @Post('members/:memberId/sources/withdrawal')
  @Acts('430.6(e)', '430.4A(i)')
  withdraw(
    @Param('memberId', Uuid) memberId: string,
    @Body() { source }: SourceWithdrawalBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'WithdrawSource', data: { memberId, source } }, by, commandId);
  }

  /** Record that you used a source of others, and what for; what it answered is not kept. */
  @Post('external-access')
  @Acts('430.6(e)')
  async access(@Body() access: AccessBody, @By() by: Member, @CommandId() commandId: string): Promise<AccessedBody> {
    const accessId = derivedId('access', commandId);
    const request = { type: 'RecordExternalAccess', data: { ...access, accessId, memberId: by.id } } as const;
    return { ...(await this.acting.act(request, by, commandId)), accessId };
  }

  /** Record that you looked up the owner of a vehicle, after an alert that was verified; the answer is not kept. */
  @Post('owner-lookups')
  @Acts('430.1¶1.4', '430.6(e)')
  async lookUp(
    @Body() lookup: OwnerLookupBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<AccessedBody> {
    const accessId = derivedId('access', commandId);
    const request = { type: 'RecordOwnerLookup', data: { ...lookup, accessId, memberId: by.id } } as const;
    return { ...(await this.acting.act(request, by, commandId)), accessId };
  }
}
