/** Anomalies: flagged by the system, looked at by a person, and canaries that show who searches what he was told of. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Canaries } from '../handlers/canaries.js';
import { Acting } from './acting.js';
import { CanaryBody, CanarySeededBody, DispositionedBody } from './anomalies.body.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('anomalies')
@Controller()
export class AnomaliesController {
  constructor(
    private readonly acting: Acting,
    private readonly canaries: Canaries,
  ) {}

  /** Say what a flag was: legitimate, a matter of training, or a violation. */
  @Post('anomalies/:anomalyId/disposition')
  @Acts('430.4A(c)')
  disposition(
    @Param('anomalyId', Uuid) anomalyId: string,
    @Body() { disposition, note }: DispositionedBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'DispositionAnomaly', data: { anomalyId, disposition, note } }, by, commandId);
  }

  /** Seed a plate that no vehicle bears; of the plate itself nothing is kept. */
  @Post('canaries')
  @Acts('430.9P(c)')
  async seed(
    @Body() { plate }: CanaryBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<CanarySeededBody> {
    const { receipt, canaryId } = await this.canaries.seed(plate, by, commandId);
    return { ...receiptOf(receipt), canaryId };
  }
}
