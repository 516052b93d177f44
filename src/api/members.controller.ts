/** Members: enrolled by invitation, trained, bound to the policy by acknowledgement, approved by the Administrator. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Credentials } from '../handlers/credentials.js';
import { Doorkeeper } from '../handlers/doorkeeper.js';
import { freshToken, sha256 } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { AcknowledgementBody, EnrolmentBody, InvitedBody, RevocationBody, TrainingBody } from './members.body.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('members')
@Controller('members')
export class MembersController {
  constructor(
    private readonly doorkeeper: Doorkeeper,
    private readonly acting: Acting,
    private readonly credentials: Credentials,
  ) {}

  /** Enrol a member, and make his invitation. */
  @Post()
  @Acts('430.4A(i)', '430.6(i)')
  async enrol(
    @Body() { username, name, position }: EnrolmentBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<InvitedBody> {
    const { receipt, memberId, invitation } = await this.doorkeeper.invite({ username, name, position }, by, commandId);
    return { ...receiptOf(receipt), memberId, invitation: receipt.repeated ? null : invitation };
  }

  /** Make a new invitation for a member who has not taken up his first. */
  @Post(':memberId/invitation')
  @Acts('430.4A(i)', '430.6(i)')
  async renew(
    @Param('memberId', Uuid) memberId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<InvitedBody> {
    const invitation = freshToken(memberId);
    const request = { type: 'RenewInvitation', data: { memberId, invitation: sha256(invitation) } } as const;
    const receipt = await this.acting.act(request, by, commandId, { memberId });
    return { ...receipt, memberId, invitation: receipt.repeated ? null : invitation };
  }

  /** Record that a member has completed a training. */
  @Post(':memberId/training')
  @Acts('430.11.1', '430.11.2a', '430.11.2b', '430.11.2c')
  train(
    @Param('memberId', Uuid) memberId: string,
    @Body() { training, validUntil, certificate, course }: TrainingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    // A certificate's number is no code of ours: the ledger keeps its digest.
    const data = {
      memberId,
      training,
      validUntil,
      certificate: certificate === null ? null : sha256(certificate),
      ...(course && { course }),
    };
    return this.acting.act({ type: 'RecordTraining', data }, by, commandId);
  }

  /** Acknowledge the policy version in force, each member for himself. */
  @Post(':memberId/acknowledgement')
  @Acts('430.11.3', '430.9¶1.1')
  acknowledge(
    @Param('memberId', Uuid) memberId: string,
    @Body() { digest }: AcknowledgementBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AcknowledgePolicy', data: { memberId, digest } }, by, commandId);
  }

  /** Approve a member's access; the Administrator's own is approved by the Chief. */
  @Post(':memberId/approval')
  @Acts('430.4U.0', '430.4A(a)', '430.11.3')
  approve(
    @Param('memberId', Uuid) memberId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ApproveAccess', data: { memberId } }, by, commandId);
  }

  /** Revoke a member's access. */
  @Post(':memberId/revocation')
  @Acts('430.4A(i)')
  revoke(
    @Param('memberId', Uuid) memberId: string,
    @Body() { why }: RevocationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RevokeAccess', data: { memberId, why } }, by, commandId);
  }

  /** Reset lost credentials: password and second factors are void, sessions end, a new invitation is made. */
  @Post(':memberId/reset')
  @Acts('430.4A(i)', '430.6(i)')
  async reset(
    @Param('memberId', Uuid) memberId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<InvitedBody> {
    const { receipt, invitation } = await this.credentials.reset(memberId, by, commandId);
    return { ...receiptOf(receipt), memberId, invitation: receipt.repeated ? null : invitation };
  }

  /** Release an account that repeated failures have locked. */
  @Post(':memberId/release')
  @Acts('430.4A(i)')
  release(
    @Param('memberId', Uuid) memberId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ReleaseAccount', data: { memberId } }, by, commandId);
  }
}
