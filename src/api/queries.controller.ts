/** Questions: recorded before they are answered, with what was shown. Plates travel in bodies, never in URLs. */
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Ask } from '../handlers/ask.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { AnswerBody, answerOf, QueryBody } from './queries.body.js';
import { given } from './validation.js';

@ForMembers()
@ApiTags('queries')
@Controller('queries')
export class QueriesController {
  constructor(private readonly queries: QueryBus) {}

  /**
   * Ask a question of the data.
   * @remarks The question, its purpose and its reason are on the ledger before the answer leaves.
   */
  @Post()
  @HttpCode(200)
  @Acts('430.7(g)', '430.1¶2.1', '430.9(d)', '430.9¶2')
  async ask(@Body() query: QueryBody, @By() by: Member, @CommandId() commandId: string): Promise<AnswerBody> {
    const asked = { ...query, elements: given(query.elements) };
    return answerOf(await this.queries.execute(new Ask(asked, by, commandId)));
  }
}
