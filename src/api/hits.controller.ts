/** Hits: the queue, and the steps that lie between an alert and an action (430.6(k)), each of them a record. */
import { Body, Controller, HttpCode, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Member } from '../domain/actor.js';
import type { HitCommand } from '../domain/hit.js';
import { Ask } from '../handlers/ask.js';
import { Showing } from '../handlers/showing.js';
import { Watching } from '../handlers/watching.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import {
  ActionBody,
  ComparisonBody,
  ConfirmationBody,
  CorrectionBody,
  ExigencyBody,
  ImageBody,
  WatchBody,
} from './hits.body.js';
import { AnswerBody, answerOf, InquiryBody } from './queries.body.js';
import { ReceiptBody } from './receipt.body.js';
import { lastEventOf, stream, whileThere } from './stream.js';
import { given, Uuid } from './validation.js';

const events = { content: { 'text/event-stream': { schema: { type: 'string' } } } };
const bytes = { content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } };

@ForMembers()
@ApiTags('hits')
@Controller('hits')
export class HitsController {
  constructor(
    private readonly acting: Acting,
    private readonly queries: QueryBus,
    private readonly showing: Showing,
    private readonly watching: Watching,
  ) {}

  /**
   * Look at the queue of alerts.
   * @remarks Looking is an act: purpose, reason and event number are recorded, with every row that was shown.
   */
  @Post('queue')
  @HttpCode(200)
  @Acts('430.7(g)', '430.1¶2.1', '430.9¶2')
  async queue(@Body() inquiry: InquiryBody, @By() by: Member, @CommandId() commandId: string): Promise<AnswerBody> {
    const asked = { ...inquiry, question: 'open-hits', elements: {} } as const;
    return answerOf(await this.queries.execute(new Ask(asked, by, commandId)));
  }

  /**
   * Watch the queue: as it stands, and then each alert as it is raised.
   * @remarks Server-sent events `queue`, `alerts`, `progress` and `ended`; each bears the place of the ledger as its
   * id, and whoever names it in `Last-Event-ID` misses none. Every alert is recorded as seen before it is sent. It ends
   * where the session is locked, left alone or closed.
   */
  @Post('watch')
  @HttpCode(200)
  @ApiOkResponse({ description: 'Server-sent events.', ...events })
  @Acts('430.7(g)', '430.1¶2.1', '430.9¶2', '430.3(c)')
  async watch(
    @Body() { once, ...inquiry }: WatchBody,
    @By() by: Member,
    @CommandId() commandId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signal = whileThere(reply);
    const pushes = this.watching.watch(inquiry, by, commandId, { after: lastEventOf(request), once, signal });
    await stream(reply, pushes, signal);
  }

  /** Open a picture of the read, to compare it by eye. */
  @Post(':hitId/image')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The picture.', ...bytes })
  @Acts('430.6(k).1')
  async image(
    @Param('hitId', Uuid) hitId: string,
    @Body() { kind }: ImageBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<StreamableFile> {
    const shown = await this.showing.hitImage(hitId, kind, by, commandId);
    return new StreamableFile(shown.bytes, { type: shown.mediaType, disposition: 'inline' });
  }

  /** Say how the picture compares with the hot-list entry: the state, and every character. */
  @Post(':hitId/comparison')
  @Acts('430.6(k).1', '430.6(k).2')
  compare(
    @Param('hitId', Uuid) hitId: string,
    @Body() comparison: ComparisonBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.#step('CompareHit', { ...given(comparison), hitId }, by, commandId);
  }

  /** Record the confirmation by radio or mobile data computer. */
  @Post(':hitId/confirmation')
  @Acts('430.6(k).1', '430.6(k).3')
  confirm(
    @Param('hitId', Uuid) hitId: string,
    @Body() confirmation: ConfirmationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.#step('ConfirmHit', { ...confirmation, hitId }, by, commandId);
  }

  /** Declare the exigent circumstances that make it impossible to wait for confirmation. */
  @Post(':hitId/exigency')
  @Acts('430.6(k).1', '430.6(k).4')
  declareExigency(
    @Param('hitId', Uuid) hitId: string,
    @Body() { narrative }: ExigencyBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.#step('DeclareExigency', { narrative, hitId }, by, commandId);
  }

  /** Record the enforcement action taken on the hit. */
  @Post(':hitId/action')
  @Acts('430.6(k).1', '430.6(k).3', '430.4U(f)')
  act(
    @Param('hitId', Uuid) hitId: string,
    @Body() { action }: ActionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.#step('RecordAction', { action, hitId }, by, commandId);
  }

  /** Correct what was read, when the right characters are known. */
  @Post(':hitId/correction')
  @Acts('430.6(l)', '430.9P(c)')
  correct(
    @Param('hitId', Uuid) hitId: string,
    @Body() correction: CorrectionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'CorrectPlate', data: { ...correction, hitId } }, by, commandId);
  }

  #step<Type extends Step['type']>(type: Type, data: DataOf<Type>, by: Member, commandId: string) {
    return this.acting.act({ type, data } as Step, by, commandId);
  }
}

type Step = Exclude<HitCommand, { type: 'RaiseHitAlert' | 'CorrectPlate' }>;
type DataOf<Type extends Step['type']> = Extract<Step, { type: Type }>['data'];
