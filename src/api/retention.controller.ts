/** How long data is kept, and its end: the schedule, the clock, and purges decided by two people (430.8, 430.4A(f)). */
import { Body, Controller, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Ask } from '../handlers/ask.js';
import { Certifying } from '../handlers/certifying.js';
import { Downloading } from '../handlers/downloading.js';
import { derivedId } from '../handlers/ids.js';
import { PurgePreviews } from '../handlers/purgepreviews.js';
import { Purging } from '../handlers/purging.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import {
  BucketBody,
  CertificateBody,
  DownloadBody,
  DownloadedBody,
  ProposedBody,
  ScheduleBody,
  TrueTimeBody,
} from './retention.body.js';
import { PurgePreviewAskedBody, previewOf, PurgePreviewBody } from './purgepreviews.body.js';
import { Uuid } from './validation.js';

const file = {
  content: {
    'application/json': { schema: { type: 'object' } },
    'application/pdf': { schema: { type: 'string', format: 'binary' } },
  },
} as const;

@ForMembers()
@ApiTags('retention')
@Controller('retention')
export class RetentionController {
  constructor(
    private readonly acting: Acting,
    private readonly queries: QueryBus,
    private readonly purging: Purging,
    private readonly certifying: Certifying,
    private readonly previews: PurgePreviews,
  ) {}

  /** Adopt the City's retention schedule. */
  @Post('schedule')
  @Acts('430.8¶1.1', '430.8¶3.1', '430.4A(i)')
  adopt(@Body() body: ScheduleBody, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    const clocks = body.clocks.map(({ class: name, days }) => ({ class: name, days }));
    const asked = { ...body, clocks };
    const data = { ...asked, scheduleId: derivedId('schedule', commandId) };
    return this.acting.act({ type: 'AdoptRetentionSchedule', data }, by, commandId, asked);
  }

  /** Confirm the clock against an independent one, after a silence that nothing vouches for. */
  @Post('clock')
  @Acts('430.4A(f)', '430.4A(i)')
  confirm(@Body() { trueTime }: TrueTimeBody, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ConfirmTime', data: { trueTime } }, by, commandId);
  }

  /** See what a purge of one day would destroy and spare, and what else names that day; looking is an act. */
  @Post('purges/preview')
  @HttpCode(200)
  @Acts('430.7(g)', '430.9(d)', '430.8¶3.2')
  async preview(
    @Body() { class: name, date, ...inquiry }: PurgePreviewAskedBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<PurgePreviewBody> {
    const asked = { ...inquiry, question: 'registers', elements: { register: 'retention' } } as const;
    await this.queries.execute(new Ask(asked, by, commandId));
    return previewOf(await this.previews.of({ class: name, date }));
  }

  /** Propose to purge one day of one class. Nothing is destroyed before a second person approved, and a day passed. */
  @Post('purges')
  @Acts('430.4A(f)', '430.8¶3.1', '430.8¶3.2')
  async propose(
    @Body() { class: name, date }: BucketBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ProposedBody> {
    const { purgeId, receipt } = await this.purging.propose({ class: name, date }, by, commandId);
    return { ...receiptOf(receipt), purgeId };
  }

  /** Approve a purge that somebody else proposed; the system carries it out when its hours have passed. */
  @Post('purges/:purgeId/approval')
  @Acts('430.4A(f)', '430.8¶3.2')
  async approve(
    @Param('purgeId', Uuid) purgeId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return receiptOf(await this.purging.approve(purgeId, by, commandId));
  }

  /** Read the certificate of a purge, as the signed file or on paper; looking is an act. */
  @Post('certificates/:certificateId')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The certificate.', ...file })
  @Acts('430.7(g)', '430.9(d)', '430.8¶3.2')
  async certificate(
    @Param('certificateId', Uuid) certificateId: string,
    @Body() { format, ...inquiry }: CertificateBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<StreamableFile> {
    const asked = { ...inquiry, question: 'registers', elements: { register: 'purges' } } as const;
    await this.queries.execute(new Ask(asked, by, commandId));
    const type = format === 'pdf' ? 'application/pdf' : 'application/json';
    const disposition = `attachment; filename="certificate-of-purge-${certificateId}.${format}"`;
    return new StreamableFile(this.certifying.read(certificateId, format), { type, disposition });
  }
}

@ForMembers()
@ApiTags('detections')
@Controller('detections')
export class DownloadsController {
  constructor(private readonly downloading: Downloading) {}

  /**
   * Download a read to a case.
   * @remarks From then on it is kept on a clock of its own, one year at most, also when its day is purged.
   */
  @Post(':detectionId/download')
  @HttpCode(200)
  @Acts('430.8¶2.3', '430.8¶3.1', '430.8¶3.2', '430.4U.0')
  async download(
    @Param('detectionId', Uuid) detectionId: string,
    @Body() { caseNumber, relevance, until }: DownloadBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<DownloadedBody> {
    const asked = { detectionId, caseNumber, relevance, until };
    const { receipt, downloadId, detection, images } = await this.downloading.download(asked, by, commandId);
    return { ...receiptOf(receipt), downloadId, detection, images: [...images] };
  }
}
