/** Audits: opened by a plan, drawn by lot, reviewed by somebody else, findings resolved, closed with their papers. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Auditing } from '../handlers/auditing.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import {
  AuditBody,
  AuditOpenedBody,
  AuditPlanBody,
  FindingBody,
  FindingRaisedBody,
  ItemReviewBody,
  PapersBody,
  FindingResolutionBody,
} from './audits.body.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('audits')
@Controller('audits')
export class AuditsController {
  constructor(
    private readonly acting: Acting,
    private readonly auditing: Auditing,
  ) {}

  /** Adopt the audit plan. */
  @Post('plan')
  @Acts('430.9(e).1')
  adoptPlan(@Body() plan: AuditPlanBody, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    const areas = plan.areas.map(({ area, sample }) => ({ area, sample }));
    const data = { ...plan, areas, planId: derivedId('plan', commandId) };
    return this.acting.act({ type: 'AdoptAuditPlan', data }, by, commandId);
  }

  /** Open an audit of a week or a quarter that has ended. */
  @Post()
  @Acts('430.9(e).1', '430.9(e).3')
  async open(
    @Body() { kind, from, to }: AuditBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<AuditOpenedBody> {
    const auditId = derivedId('audit', commandId);
    const request = { type: 'OpenAudit', data: { auditId, kind, from, to } } as const;
    return { ...(await this.acting.act(request, by, commandId)), auditId };
  }

  /**
   * Draw the sample.
   * @remarks The lot is decided by the root of the ledger with the opening of this audit in it. Whoever holds a copy of
   * the ledger can draw it again: `alpr-ledger audit redraw`.
   */
  @Post(':auditId/sample')
  @Acts('430.9(e).3')
  async draw(
    @Param('auditId', Uuid) auditId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return receiptOf(await this.auditing.draw(auditId, by, commandId));
  }

  /** Review an item of the sample; never one's own act. */
  @Post(':auditId/items/:itemId/review')
  @Acts('430.9(e).3')
  review(
    @Param('auditId', Uuid) auditId: string,
    @Param('itemId', Uuid) itemId: string,
    @Body() { verdict, note }: ItemReviewBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ReviewItem', data: { auditId, itemId, verdict, note } }, by, commandId);
  }

  /** Raise a finding. */
  @Post(':auditId/findings')
  @Acts('430.9(e).3')
  async raise(
    @Param('auditId', Uuid) auditId: string,
    @Body() { severity, clause, itemId, text }: FindingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<FindingRaisedBody> {
    const findingId = derivedId('finding', commandId);
    const data = { auditId, findingId, severity, clause, itemId, text };
    return { ...(await this.acting.act({ type: 'RaiseFinding', data }, by, commandId)), findingId };
  }

  /** Resolve a finding that somebody else raised. */
  @Post(':auditId/findings/:findingId/resolution')
  @Acts('430.9(e).3')
  resolve(
    @Param('auditId', Uuid) auditId: string,
    @Param('findingId', Uuid) findingId: string,
    @Body() { resolution }: FindingResolutionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ResolveFinding', data: { auditId, findingId, resolution } }, by, commandId);
  }

  /** Approve and close the audit. */
  @Post(':auditId/closing')
  @Acts('430.9(e).3')
  close(
    @Param('auditId', Uuid) auditId: string,
    @Body() { papers }: PapersBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'CloseAudit', data: { auditId, papers } }, by, commandId);
  }
}
