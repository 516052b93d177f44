/** Questions: recorded before they are answered, with what was shown. Plates travel in bodies, never in URLs. */
import { Body, Controller, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Ask } from '../handlers/ask.js';
import { Showing } from '../handlers/showing.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { AnswerBody, answerOf, PictureBody, QueryBody } from './queries.body.js';
import { given, Uuid } from './validation.js';

const picture = { content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } };
const csv = { content: { 'text/csv': { schema: { type: 'string' } } } };

@ForMembers()
@ApiTags('queries')
@Controller('queries')
export class QueriesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly showing: Showing,
  ) {}

  /**
   * Ask a question of the data.
   * @remarks The question, its purpose and its reason are on the ledger before the answer leaves. For the next page
   * send the same body under the same Idempotency-Key, with `after` naming the last row of the page before: only the
   * rows that were shown are recorded as seen.
   */
  @Post()
  @HttpCode(200)
  @Acts('430.7(g)', '430.1¶2.1', '430.9(b)', '430.9(d)', '430.9¶2', '430.9P(c)', '430.4A(d)')
  async ask(@Body() query: QueryBody, @By() by: Member, @CommandId() commandId: string): Promise<AnswerBody> {
    return answerOf(await this.queries.execute(new Ask(askedOf(query), by, commandId)));
  }

  /**
   * Ask a question, and take its answer away as a CSV file.
   * @remarks The file’s digest and every row in it are on the ledger before it leaves.
   */
  @Post('export')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The rows, as RFC 4180 has it.', ...csv })
  @Acts('430.7(g)', '430.1¶2.1', '430.9(b)', '430.9(d)', '430.9¶2', '430.9P(c)', '430.4A(d)')
  async export(@Body() query: QueryBody, @By() by: Member, @CommandId() commandId: string): Promise<StreamableFile> {
    const asked = { ...askedOf(query), format: 'csv' } as const;
    const { file = '', queryId } = await this.queries.execute(new Ask(asked, by, commandId));
    const disposition = `attachment; filename="query-${queryId}.csv"`;
    return new StreamableFile(Buffer.from(file), { type: 'text/csv; charset=utf-8; header=present', disposition });
  }

  /** Open a picture of a detection that the answer showed. */
  @Post(':queryId/detections/:detectionId/image')
  @HttpCode(200)
  @ApiOkResponse({ description: 'The picture.', ...picture })
  @Acts('430.9¶2', '430.9(d)')
  async image(
    @Param('queryId', Uuid) queryId: string,
    @Param('detectionId', Uuid) detectionId: string,
    @Body() { kind }: PictureBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<StreamableFile> {
    const shown = await this.showing.detectionImage(queryId, detectionId, kind, by, commandId);
    return new StreamableFile(shown.bytes, { type: shown.mediaType, disposition: 'inline' });
  }
}

const askedOf = ({ after, ...query }: QueryBody) => ({
  ...query,
  elements: given(query.elements),
  ...(after !== undefined && { after }),
});
