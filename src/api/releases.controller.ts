/** Releases: taken in, weighed by the city attorney and the Chief, prepared, and delivered as approved (430.10). */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Releasing } from '../handlers/releasing.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import {
  ApprovalBody,
  DeliveredBody,
  deliveredOf,
  DenialBody,
  FulfilmentBody,
  OpenedBody,
  OpinionBody,
  RequestedBody,
  ScopeBody,
  TakenInBody,
} from './releases.body.js';
import { DeterminationBody } from './sharing.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('releases')
@Controller('releases')
export class ReleasesController {
  constructor(
    private readonly acting: Acting,
    private readonly releasing: Releasing,
  ) {}

  /** Take in the written request of another agency. */
  @Post()
  @Acts('430.10.0', '430.10(a)', '430.10(a)(a)', '430.10(a)(b)', '430.10(a)(c)', '430.10(e)', '430.10(f).1')
  async takeIn(@Body() request: TakenInBody, @By() by: Member, @CommandId() commandId: string): Promise<RequestedBody> {
    const releaseId = derivedId('release', commandId);
    const receipt = await this.acting.act({ type: 'SubmitRelease', data: { ...request, releaseId } }, by, commandId);
    return { ...receipt, releaseId };
  }

  /** Open a request: what was written, and the manifest prepared for it. The look is on the ledger. */
  @Post(':releaseId/opening')
  @HttpCode(200)
  @Acts('430.10(b)', '430.10(c)')
  async open(
    @Param('releaseId', Uuid) releaseId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<OpenedBody> {
    const { receipt, release } = await this.releasing.open(releaseId, by, commandId);
    return { receipt: receiptOf(receipt), release: { ...release } };
  }

  /** File the city attorney’s opinion. */
  @Post(':releaseId/opinion')
  @Acts('430.10(f).2', '430.10¶V.2')
  opine(
    @Param('releaseId', Uuid) releaseId: string,
    @Body() { document, permits, immigration }: OpinionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { releaseId, document, permits, immigration };
    return this.acting.act({ type: 'FileCounselOpinion', data }, by, commandId);
  }

  /** Determine whether the release complies with the California Values Act. */
  @Post(':releaseId/values-act')
  @Acts('430.10(b)', '430.10¶V.1')
  determine(
    @Param('releaseId', Uuid) releaseId: string,
    @Body() { complies, basis }: DeterminationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'DetermineValuesAct', data: { releaseId, complies, basis } }, by, commandId);
  }

  /** Say which reads and hits are to leave, each by its id. */
  @Post(':releaseId/scope')
  @Acts('430.10(b)', '430.7(g)')
  prepare(
    @Param('releaseId', Uuid) releaseId: string,
    @Body() { detectionIds, hitIds }: ScopeBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'PrepareRelease', data: { releaseId, detectionIds, hitIds } }, by, commandId);
  }

  /** Approve the release, exactly as its manifest stands. */
  @Post(':releaseId/approval')
  @Acts('430.10(b)', '430.10(d)', '430.10(f).1', '430.10(f).2', '430.10¶V.1', '430.10¶V.2')
  approve(
    @Param('releaseId', Uuid) releaseId: string,
    @Body() { root }: ApprovalBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ApproveRelease', data: { releaseId, root } }, by, commandId);
  }

  /** Deny the request, and say why. */
  @Post(':releaseId/denial')
  @Acts('430.10(b)')
  deny(
    @Param('releaseId', Uuid) releaseId: string,
    @Body() { why }: DenialBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'DenyRelease', data: { releaseId, why } }, by, commandId);
  }

  /** Fulfil an approved release: the package, for the persons named. */
  @Post(':releaseId/fulfilment')
  @HttpCode(200)
  @Acts('430.10(b)', '430.10(e)', '430.10(f).1', '430.10¶V.2')
  async fulfil(
    @Param('releaseId', Uuid) releaseId: string,
    @Body() { recipients }: FulfilmentBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<DeliveredBody> {
    return deliveredOf(await this.releasing.fulfil(releaseId, recipients, by, commandId));
  }
}
