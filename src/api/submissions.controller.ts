/** Reports on their way: what is kept long is explained, the report is submitted, the Chief acknowledges it. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { ExplanationBody } from './audits.body.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('reports')
@Controller('reports')
export class SubmissionsController {
  constructor(private readonly acting: Acting) {}

  /** Explain why data is kept longer than two years. */
  @Post('explanations')
  @Acts('430.9(e).4')
  explain(
    @Body() { class: name, from, to, explanation }: ExplanationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { explanationId: derivedId('explanation', commandId), class: name, from, to, explanation };
    return this.acting.act({ type: 'ExplainRetention', data }, by, commandId);
  }

  /** Submit a report to the Chief of Police, once it is complete. */
  @Post(':reportId/submission')
  @Acts('430.4A(h)', '430.9(e).3', '430.9(e).4')
  submit(
    @Param('reportId', Uuid) reportId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'SubmitReport', data: { reportId } }, by, commandId);
  }

  /** Acknowledge a report that was submitted. */
  @Post(':reportId/acknowledgement')
  @Acts('430.4A(h)')
  acknowledge(
    @Param('reportId', Uuid) reportId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AcknowledgeReport', data: { reportId } }, by, commandId);
  }
}
