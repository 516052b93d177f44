/** For persons of other agencies under an agreement: they search, under the same rules of reason as the Department. */
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Agency } from '../domain/actor.js';
import { Ask } from '../handlers/ask.js';
import { AgencySearchBody } from './agencysearches.body.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForAgencies } from './doors.js';
import { AnswerBody, answerOf } from './queries.body.js';
import { given } from './validation.js';

@ForAgencies()
@ApiTags('for other agencies')
@Controller('agency/searches')
export class AgencySearchesController {
  constructor(private readonly queries: QueryBus) {}

  /**
   * Search under an agreement.
   * @remarks Who of which agency asked, for what, why, and every row shown are on this Department's ledger before the
   * answer leaves. For the next page send the same body under the same Idempotency-Key, with `after`.
   */
  @Post()
  @HttpCode(200)
  @Acts('430.10M(a)', '430.10M(b)', '430.7(g)', '430.1¶2.1', '430.9¶2', '430.9P(c)', '430.4A(d)')
  async search(
    @Body() search: AgencySearchBody,
    @By() by: Agency,
    @CommandId() commandId: string,
  ): Promise<AnswerBody> {
    const { after, ...asked } = search;
    const question = { ...asked, elements: given(asked.elements), ...(after !== undefined && { after }) };
    return answerOf(await this.queries.execute(new Ask(question, by, commandId)));
  }
}
