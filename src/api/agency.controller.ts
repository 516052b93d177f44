/** For persons of other agencies: they ask in writing, see where their request stands, and fetch what was released. */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Agency } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Releasing } from '../handlers/releasing.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForAgencies } from './doors.js';
import { receiptOf } from './receipt.body.js';
import { DeliveredBody, deliveredOf, RequestedBody, StateBody, WrittenRequestBody } from './releases.body.js';
import { Uuid } from './validation.js';

@ForAgencies()
@ApiTags('for other agencies')
@Controller('agency/releases')
export class AgencyController {
  constructor(
    private readonly acting: Acting,
    private readonly releasing: Releasing,
  ) {}

  /** Ask for data in writing. */
  @Post()
  @Acts('430.10.0', '430.10(a)', '430.10(a)(a)', '430.10(a)(b)', '430.10(a)(c)', '430.10(e)', '430.10(f).1')
  async ask(
    @Body() request: WrittenRequestBody,
    @By() by: Agency,
    @CommandId() commandId: string,
  ): Promise<RequestedBody> {
    const releaseId = derivedId('release', commandId);
    const data = { ...request, releaseId, agencyId: by.id };
    return { ...(await this.acting.act({ type: 'SubmitRelease', data }, by, commandId)), releaseId };
  }

  /** See where a request of one’s own agency stands. */
  @Post(':releaseId/state')
  @HttpCode(200)
  @Acts('430.10(a)(a)')
  async state(
    @Param('releaseId', Uuid) releaseId: string,
    @By() by: Agency,
    @CommandId() commandId: string,
  ): Promise<StateBody> {
    const { receipt, release } = await this.releasing.tell(releaseId, by, commandId);
    const { status, requestedAt, denial, count } = release;
    return { receipt: receiptOf(receipt), status, requestedAt, denial, count };
  }

  /** Fetch what was released. Every fetch is on the ledger. */
  @Post(':releaseId/package')
  @HttpCode(200)
  @Acts('430.10(a)(a)', '430.10(b)')
  async collect(
    @Param('releaseId', Uuid) releaseId: string,
    @By() by: Agency,
    @CommandId() commandId: string,
  ): Promise<DeliveredBody> {
    return deliveredOf(await this.releasing.collect(releaseId, by, commandId));
  }
}
