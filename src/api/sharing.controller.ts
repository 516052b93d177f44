/** How the Department shares: networks, the Chief’s designee, and agreements for searchable access (430.10M). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import {
  AgreementBody,
  AgreementEndingBody,
  AgreementExecutedBody,
  DesigneeBody,
  DeterminationBody,
  NetworksBody,
} from './sharing.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('sharing')
@Controller('sharing')
export class SharingController {
  constructor(private readonly acting: Acting) {}

  /** Adopt the list of sharing networks; LEARN alone until another list is adopted. */
  @Post('networks')
  @Acts('430.4A(i)', '430.10(d)')
  adopt(@Body() { networks }: NetworksBody, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AdoptSharingNetworks', data: { networks } }, by, commandId);
  }

  /** Name who decides on releases in the Chief’s place. */
  @Post('designees')
  @Acts('430.10(b)')
  designate(
    @Body() { memberId, until }: DesigneeBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'NameReleaseDesignee', data: { memberId, until } }, by, commandId);
  }

  /** End a designation. */
  @Post('designees/:memberId/end')
  @Acts('430.10(b)')
  endDesignation(
    @Param('memberId', Uuid) memberId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'EndReleaseDesignee', data: { memberId } }, by, commandId);
  }

  /** Execute an agreement with an agency for searchable access. */
  @Post('agreements')
  @Acts('430.10M(a)', '430.10M(b)', '430.10(a)(a)')
  async execute(
    @Body() agreement: AgreementBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<AgreementExecutedBody> {
    const mouId = derivedId('mou', commandId);
    const request = { type: 'ExecuteMou', data: { ...agreement, mouId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), mouId };
  }

  /** Determine whether access under the agreement complies with the California Values Act. */
  @Post('agreements/:mouId/values-act')
  @Acts('430.10M(a)', '430.10¶V.1')
  determine(
    @Param('mouId', Uuid) mouId: string,
    @Body() { complies, basis }: DeterminationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'DetermineMouValuesAct', data: { mouId, complies, basis } }, by, commandId);
  }

  /** Grant the agency access under an agreement in force. */
  @Post('agreements/:mouId/access')
  @Acts('430.4A(i)', '430.10M(a)', '430.10(d)', '430.10¶V.1')
  grant(@Param('mouId', Uuid) mouId: string, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return this.acting.act({ type: 'GrantAgencyAccess', data: { mouId } }, by, commandId);
  }

  /** Revoke the access granted under an agreement. */
  @Post('agreements/:mouId/access/revocation')
  @Acts('430.4A(i)', '430.10M(a)')
  revoke(
    @Param('mouId', Uuid) mouId: string,
    @Body() { why }: AgreementEndingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RevokeAgencyAccess', data: { mouId, why } }, by, commandId);
  }

  /** End an agreement before its date; the access ends with it. */
  @Post('agreements/:mouId/termination')
  @Acts('430.10M(a)')
  terminate(
    @Param('mouId', Uuid) mouId: string,
    @Body() { why }: AgreementEndingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'TerminateMou', data: { mouId, why } }, by, commandId);
  }
}
