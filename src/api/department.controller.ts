/** The department: the policy for anyone to read, its adoption, and the designation of the ALPR Administrator. */
import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { clauseIds, clauseKinds, clauseText, policySet } from '../domain/policy/clauses.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { AdoptionBody, DesignationBody, PolicyBody } from './department.body.js';
import { Acts } from './docs.js';
import { ForAnyone, ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';

const policy: PolicyBody = {
  version: policySet.version,
  digest: policySet.digest,
  clauses: clauseIds.map((clause) => ({ clause, text: clauseText(clause), kinds: [...clauseKinds(clause)] })),
};

@ForMembers()
@ApiTags('department')
@Controller()
export class DepartmentController {
  constructor(private readonly acting: Acting) {}

  /** Read the policy, clause by clause (430.4A(g): it is posted for everyone). */
  @Get('policy')
  @ForAnyone()
  @Header('cache-control', 'public, max-age=300')
  policy(): PolicyBody {
    return policy;
  }

  /** Adopt a version of the policy; everyone acknowledges anew. */
  @Post('policy/adoption')
  @Acts('430.4A.0')
  adopt(
    @Body() { digest, version }: AdoptionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AdoptPolicy', data: { digest, version } }, by, commandId);
  }

  /** Designate the ALPR Administrator. */
  @Post('department/administrator')
  @Acts('430.4A(e)')
  designate(
    @Body() { memberId }: DesignationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'DesignateAdministrator', data: { memberId } }, by, commandId);
  }
}
