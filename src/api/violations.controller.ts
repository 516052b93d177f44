/** Violations: anyone reports one, also without a name; those it is routed to handle it, never whom it concerns. */
import { Body, Controller, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { Actor, Agency, Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts, Guarded } from './docs.js';
import { ForAnyone, ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';
import { ConclusionBody, DispositionBody, ReportedBody, TriageBody, ViolationBody } from './violations.body.js';

/** Nobody in particular; the address he came from is written down nowhere. */
const anonymous: Agency = { kind: 'agency', id: 'anonymous', person: 'anonymous' };

@ForMembers()
@ApiTags('violations')
@Controller('violations')
export class ViolationsController {
  constructor(private readonly acting: Acting) {}

  /**
   * Report an error, or a suspected or confirmed violation of the policy.
   * @remarks It is never refused. It goes to the supervisor, round the chain of a supervisor whom it concerns, and its
   * subject does not see it. What became of it stands in the register `violations`.
   */
  @Post()
  @Acts('430.9¶1.2')
  report(@Body() body: ViolationBody, @By() by: Member, @CommandId() commandId: string): Promise<ReportedBody> {
    return this.#report(body, by, commandId);
  }

  /** Report without saying who you are; the auditor gets it. */
  @Post('anonymous')
  @ForAnyone()
  @UseGuards(ThrottlerGuard)
  @Guarded('430.9¶1.2')
  @Acts('430.9¶1.2')
  reportAnonymously(@Body() body: ViolationBody, @CommandId() commandId: string): Promise<ReportedBody> {
    return this.#report(body, anonymous, commandId);
  }

  /** Take a report up, and say whom it is about where it did not. */
  @Post(':violationId/triage')
  @Acts('430.9¶1.2')
  triage(
    @Param('violationId', Uuid) violationId: string,
    @Body() { subjectId }: TriageBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'TriageViolation', data: { violationId, subjectId } }, by, commandId);
  }

  /** Conclude: the policy was violated, or the report is unfounded, and on what that rests. */
  @Post(':violationId/conclusion')
  @Acts('430.9¶1.2')
  conclude(
    @Param('violationId', Uuid) violationId: string,
    @Body() { substantiated, findings }: ConclusionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { violationId, substantiated, findings };
    return this.acting.act({ type: 'ConcludeViolation', data }, by, commandId);
  }

  /**
   * Record what followed, as a class and a day.
   * @remarks One of `no-action`, `training`, `counselling`, `administrative-sanction`, `civil-liability`,
   * `criminal-referral`, `termination`.
   */
  @Post(':violationId/disposition')
  @Acts('430.9P(d)', '430.9¶1.2')
  dispose(
    @Param('violationId', Uuid) violationId: string,
    @Body() { outcome, decidedOn }: DispositionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RecordDisposition', data: { violationId, outcome, decidedOn } }, by, commandId);
  }

  /** Close a report that is unfounded, or of which the disposition is recorded. */
  @Post(':violationId/closing')
  @Acts('430.9¶1.2')
  close(
    @Param('violationId', Uuid) violationId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'CloseViolation', data: { violationId } }, by, commandId);
  }

  async #report({ kind, account, subjectId }: ViolationBody, by: Actor, commandId: string): Promise<ReportedBody> {
    const violationId = derivedId('violation', commandId);
    const request = { type: 'ReportViolation', data: { violationId, kind, account, subjectId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), violationId };
  }
}
