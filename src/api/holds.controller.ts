/** Holds: what litigation needs is kept until two people say that its matter is resolved (430.8¶3.2 and 3.3). */
import { Body, Controller, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Evidencing } from '../handlers/evidencing.js';
import { Holding } from '../handlers/holding.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import {
  EvidenceBookingBody,
  HoldPlacedBody,
  HoldBody,
  HoldPreviewedBody,
  ResolutionBody,
  EvidenceTransferBody,
} from './holds.body.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { given, Uuid } from './validation.js';

const tarFile = { 'application/x-tar': { schema: { type: 'string', format: 'binary' } } } as const;

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

  /** See how much a hold would reach, day by day, before it is placed. Nothing of it is shown but how much it is. */
  @Post('preview')
  @HttpCode(200)
  @Acts('430.8¶3.3', '430.7(g)')
  async preview(@Body() body: HoldBody, @By() by: Member, @CommandId() commandId: string): Promise<HoldPreviewedBody> {
    const { receipt, found } = await this.holding.preview(orderOf(body), by, commandId);
    return { ...receiptOf(receipt), units: found.units, buckets: found.buckets.map((one) => ({ ...one })) };
  }

  /** Place a hold. What it reaches now is found, written down unit by unit, and kept through every purge. */
  @Post()
  @Acts('430.8¶3.2', '430.8¶3.3')
  async place(@Body() body: HoldBody, @By() by: Member, @CommandId() commandId: string): Promise<HoldPlacedBody> {
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
  constructor(
    private readonly acting: Acting,
    private readonly evidencing: Evidencing,
  ) {}

  /**
   * Book what a hold keeps as evidence: the encrypted package and its manifest, in one tar file for the medium.
   * @remarks Encrypted with age for the recipients named; in clear it lies nowhere. A file too large for a browser is
   * booked at the terminal.
   */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ description: 'A tar file of two.', content: tarFile })
  @Acts('430.8¶3.3')
  async book(
    @Body() body: EvidenceBookingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<StreamableFile> {
    const { packageId, file } = await this.evidencing.handOver({ ...body }, by, commandId);
    const disposition = `attachment; filename="evidence-${packageId}.tar"`;
    return new StreamableFile(file, { type: 'application/x-tar', disposition });
  }

  /** Record that booked evidence went from one hand to another. */
  @Post(':packageId/transfers')
  @Acts('430.8¶3.3')
  transfer(
    @Param('packageId', Uuid) packageId: string,
    @Body() { from, to, why }: EvidenceTransferBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'TransferEvidence', data: { packageId, from, to, why } }, by, commandId);
  }
}
