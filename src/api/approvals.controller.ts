/** Approvals of searches: by a sergeant or above, or for a civil or administrative matter by a captain or above. */
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { ApprovedBody, CivilUseBody, SearchApprovalBody } from './approvals.body.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';

@ForMembers()
@ApiTags('approvals')
@Controller('approvals')
export class ApprovalsController {
  constructor(private readonly acting: Acting) {}

  /** Approve the use of the data in an internal-affairs or claim matter, for one member, for thirty days. */
  @Post('civil-use')
  @Acts('430.9(b)', '430.4U(d)')
  async civilUse(@Body() body: CivilUseBody, @By() by: Member, @CommandId() commandId: string): Promise<ApprovedBody> {
    const approvalId = derivedId('approval', commandId);
    const request = { type: 'ApproveCivilUse', data: { ...body, approvalId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), approvalId };
  }

  /** Approve one member’s repeated search of a plate without a case, or a search that touches protected activity. */
  @Post('searches')
  @Acts('430.9P(c)', '430.9P(b)', '430.9(b)', '430.4U(b)')
  async search(
    @Body() body: SearchApprovalBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ApprovedBody> {
    const approvalId = derivedId('approval', commandId);
    const request = { type: 'ApproveSearch', data: { ...body, approvalId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), approvalId };
  }
}
