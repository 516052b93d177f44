/** Potential breaches: reported by anyone, and taken up by the ALPR Administrator within the hour (430.6(j)). */
import { Body, Controller, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { Actor, Agency, Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts, Guarded } from './docs.js';
import { ForAnyone, ForMembers } from './doors.js';
import { BreachReportBody, BreachReportedBody, ForwardingBody } from './operations.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

/** Nobody in particular; the address he came from is written down nowhere. */
const outsider: Agency = { kind: 'agency', id: 'outsider', person: 'outsider' };

@ForMembers()
@ApiTags('breaches')
@Controller('incidents')
export class IncidentsController {
  constructor(private readonly acting: Acting) {}

  /**
   * Report a potential breach.
   * @remarks It is never refused. The ALPR Administrator is told at once; where it is about him, the Chief is.
   */
  @Post()
  @Acts('430.6(j)', '430.7(h)')
  report(
    @Body() body: BreachReportBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<BreachReportedBody> {
    return this.#report(body, by, commandId);
  }

  /** Report a potential breach without a session, also as somebody who is no member. */
  @Post('outside')
  @ForAnyone()
  @UseGuards(ThrottlerGuard)
  @Guarded('430.6(j)', '430.7(h)')
  @Acts('430.6(j)', '430.7(h)')
  reportFromOutside(@Body() body: BreachReportBody, @CommandId() commandId: string): Promise<BreachReportedBody> {
    return this.#report(body, outsider, commandId);
  }

  /** Pass a report on, or find that there was no breach; the clock of one hour stops. */
  @Post(':incidentId/forwarding')
  @Acts('430.6(j)', '430.7(h)')
  forward(
    @Param('incidentId', Uuid) incidentId: string,
    @Body() { to }: ForwardingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ForwardBreach', data: { incidentId, to } }, by, commandId);
  }

  async #report({ account, subjectId }: BreachReportBody, by: Actor, commandId: string): Promise<BreachReportedBody> {
    const incidentId = derivedId('incident', commandId);
    const request = { type: 'ReportBreach', data: { incidentId, account, subjectId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), incidentId };
  }
}
