/** Reports: the Quarterly ALPR System Audit Report and the Total Detection Report, with their digests on the ledger. */
import { Controller, HttpCode, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../domain/actor.js';
import { Malformed } from '../handlers/errors.js';
import { type Report, Reporting } from '../handlers/reporting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';

const paper = { content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } };

const named = (quarter: string): string => {
  if (!/^\d{4}-Q[1-4]$/.test(quarter)) throw new Malformed('That is not a quarter', 'quarter', 'Write it as 2026-Q4.');
  return quarter;
};

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
    return this.#paper(
      await this.reporting.quarterly(named(quarter), by, commandId),
      `alpr-audit-report-${quarter}`,
      reply,
    );
  }

  /**
   * Generate the Total Detection Report, as PDF.
   * @param quarter such as 2026-Q4
   */
  @Post('total-detection/:quarter')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The report; the header Receipt names the event that holds its digest.', ...paper })
  @Acts('430.4A(h)')
  async totalDetection(
    @Param('quarter') quarter: string,
    @By() by: Member,
    @CommandId() commandId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const report = await this.reporting.totalDetection(named(quarter), by, commandId);
    return this.#paper(report, `alpr-total-detection-report-${quarter}`, reply);
  }

  #paper({ pdf, receipt }: Report, name: string, reply: FastifyReply): StreamableFile {
    void reply.header('receipt', receipt.recorded[0]?.id ?? receipt.commandId);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `attachment; filename="${name}.pdf"` });
  }
}
