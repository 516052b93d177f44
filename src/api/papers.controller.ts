/** Papers about one thing: hold notices, manifests, hit dossiers, reports; each a question and a signed PDF. */
import { Body, Controller, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { type Drawn, Papers } from '../handlers/papers.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { InquiryBody } from './queries.body.js';
import { Uuid } from './validation.js';

const paper = { content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } };

const inquiryOf = ({ purpose, reason, eventNumber, noEventNumberBecause }: InquiryBody) => ({
  purpose,
  reason,
  eventNumber,
  noEventNumberBecause,
});

const file = ({ pdf }: Drawn, name: string): StreamableFile =>
  new StreamableFile(pdf, { type: 'application/pdf', disposition: `attachment; filename="${name}.pdf"` });

@ForMembers()
@ApiTags('papers')
@Controller('papers')
export class PapersController {
  constructor(private readonly papers: Papers) {}

  /** The notice of a hold, signed; its digest is on the ledger before it leaves. */
  @Post('holds/:holdId')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The notice.', ...paper })
  @Acts('430.7(g)', '430.8¶3.3', '430.9(d)')
  async hold(
    @Param('holdId', Uuid) holdId: string,
    @Body() inquiry: InquiryBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<StreamableFile> {
    return file(await this.papers.holdNotice(holdId, inquiryOf(inquiry), by, commandId), `hold-notice-${holdId}`);
  }

  /** The manifest of a release, signed; it holds no plate. */
  @Post('releases/:releaseId')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The manifest.', ...paper })
  @Acts('430.7(g)', '430.10(b)', '430.9(d)')
  async release(
    @Param('releaseId', Uuid) releaseId: string,
    @Body() inquiry: InquiryBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<StreamableFile> {
    return file(await this.papers.manifest(releaseId, inquiryOf(inquiry), by, commandId), `manifest-${releaseId}`);
  }

  /** The dossier of a hit, signed; it holds the plate, and is for those who may see one. */
  @Post('hits/:hitId')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The dossier.', ...paper })
  @Acts('430.7(g)', '430.6(k).1', '430.9(d)', '430.9¶2')
  async hit(
    @Param('hitId', Uuid) hitId: string,
    @Body() inquiry: InquiryBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<StreamableFile> {
    return file(await this.papers.dossier(hitId, inquiryOf(inquiry), by, commandId), `hit-${hitId}`);
  }

  /** A report of a quarter as it was made, with the digest that the ledger has of it. */
  @Post('reports/:reportId')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The report.', ...paper })
  @Acts('430.7(g)', '430.4A(h)', '430.9(d)')
  async report(
    @Param('reportId', Uuid) reportId: string,
    @Body() inquiry: InquiryBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<StreamableFile> {
    return file(await this.papers.report(reportId, inquiryOf(inquiry), by, commandId), `alpr-report-${reportId}`);
  }
}
