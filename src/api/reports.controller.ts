/** Reports: the Quarterly ALPR System Audit Report, on paper, with its digest on the ledger. */
import { Controller, HttpCode, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../domain/actor.js';
import { Malformed } from '../handlers/errors.js';
import { Reporting } from '../handlers/reporting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';

const paper = { content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } };

@ForMembers()
@ApiTags('reports')
@Controller('reports')
export class ReportsController {
  constructor(private readonly reporting: Reporting) {}

  /**
   * Generate the quarterly audit report, as PDF.
   * @param quarter such as 2026-Q4
   */
  @Post('quarterly/:quarter')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The report; the header Receipt names the event that holds its digest.', ...paper })
  @Acts('430.4A(h)')
  async quarterly(
    @Param('quarter') quarter: string,
    @By() by: Member,
    @CommandId() commandId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (!/^\d{4}-Q[1-4]$/.test(quarter))
      throw new Malformed('That is not a quarter', 'quarter', 'Write it as 2026-Q4.');
    const { pdf, receipt } = await this.reporting.quarterly(quarter, by, commandId);
    void reply.header('receipt', receipt.recorded[0]?.id ?? receipt.commandId);
    const disposition = `attachment; filename="alpr-audit-report-${quarter}.pdf"`;
    return new StreamableFile(pdf, { type: 'application/pdf', disposition });
  }
}
