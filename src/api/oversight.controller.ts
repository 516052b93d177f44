/** Oversight: the policy posted, its procedures and monitoring, what is attested yearly, and the ledger read back. */
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Posting } from '../handlers/posting.js';
import { Verifying } from '../handlers/verifying.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import {
  HostingBody,
  MonitoringPlanBody,
  PostingBody,
  ProcedureBody,
  SafeguardBody,
  WeeklyReviewBody,
} from './oversight.body.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';

@ForMembers()
@ApiTags('oversight')
@Controller()
export class OversightController {
  constructor(
    private readonly acting: Acting,
    private readonly posting: Posting,
    private readonly verifying: Verifying,
  ) {}

  /** Attest where the policy is posted; a copy is fetched from there now, and compared with later ones. */
  @Post('policy/posting')
  @Acts('430.4A(g)')
  async attestPosting(
    @Body() { url, policy }: PostingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return receiptOf(await this.posting.attest(url, policy, by, commandId));
  }

  /** Look at the posted policy now, and record it when it is not what was attested. */
  @Post('policy/posting/check')
  @Acts('430.4A(g)')
  async checkPosting(@By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return receiptOf(await this.posting.check(by, commandId));
  }

  /** Adopt a procedure, answering every element of Civil Code 1798.90.51(b)(2) with clauses of the policy. */
  @Post('policy/procedures')
  @Acts('430.4A.0')
  adoptProcedure(
    @Body() { title, digest, answered }: ProcedureBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const procedureId = derivedId('procedure', commandId);
    const plain = answered.map(({ element, clauses }) => ({ element, clauses }));
    const data = { procedureId, title, digest, answered: plain };
    return this.acting.act({ type: 'AdoptProcedure', data }, by, commandId);
  }

  /** Adopt the monitoring plan. */
  @Post('monitoring/plan')
  @Acts('430.4A(c)')
  adoptPlan(
    @Body() { detectors, everyDays, sample, reviewers }: MonitoringPlanBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { planId: derivedId('plan', commandId), detectors, everyDays, sample, reviewers };
    return this.acting.act({ type: 'AdoptMonitoringPlan', data }, by, commandId);
  }

  /** Record a review of the log under the monitoring plan. */
  @Post('monitoring/reviews')
  @Acts('430.4A(c)')
  review(
    @Body() { looked, from, to, note }: WeeklyReviewBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { reviewId: derivedId('review', commandId), looked, from, to, note };
    return this.acting.act({ type: 'CompleteWeeklyReview', data }, by, commandId);
  }

  /** Attest operational, administrative, technical or physical safeguards; due every year. */
  @Post('assurances/safeguards')
  @Acts('430.7(i)')
  attestSafeguard(
    @Body() { safeguard, document }: SafeguardBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { attestationId: derivedId('attestation', commandId), safeguard, document };
    return this.acting.act({ type: 'AttestSafeguard', data }, by, commandId);
  }

  /** Attest that the data centre is redundant and its access controlled; due every year. */
  @Post('assurances/hosting')
  @Acts('430.9(c)')
  attestHosting(
    @Body() { redundant, accessControlled, document }: HostingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const attestationId = derivedId('attestation', commandId);
    const data = { attestationId, redundant, accessControlled, document };
    return this.acting.act({ type: 'AttestHosting', data }, by, commandId);
  }

  /** Read the whole ledger back now, and record what was found. */
  @Post('assurances/verification')
  @Acts('430.7(i)')
  async verify(@By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return receiptOf(await this.verifying.verify(by, commandId));
  }
}
