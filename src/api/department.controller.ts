/** The department: the policy for anyone to read, its adoption, and the designation of the ALPR Administrator. */
import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import type { AdoptPolicy } from '../domain/department.js';
import { clauseIds, clauseKinds, clauseText, policySet } from '../domain/policy/clauses.js';
import { type Pack, packs } from '../domain/policy/packs.js';
import { defaults, type Setting } from '../domain/policy/settings.js';
import { Standings } from '../handlers/standings.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { AdoptionBody, DesignationBody, PolicyBody, TermsBody } from './department.body.js';
import { Acts } from './docs.js';
import { ForAnyone, ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { given } from './validation.js';

const policy: PolicyBody = {
  version: policySet.version,
  digest: policySet.digest,
  clauses: clauseIds.map((clause) => ({ clause, text: clauseText(clause), kinds: [...clauseKinds(clause)] })),
};

@ForMembers()
@ApiTags('department')
@Controller()
export class DepartmentController {
  constructor(
    private readonly acting: Acting,
    private readonly standings: Standings,
  ) {}

  /** Read the policy, clause by clause (430.4A(g): it is posted for everyone). */
  @Get('policy')
  @ForAnyone()
  @Header('cache-control', 'public, max-age=300')
  policy(): PolicyBody {
    return policy;
  }

  /** Read the terms in force: settings, marked where they are ours and not the policy’s, and law packs. */
  @Get('policy/terms')
  @ForAnyone()
  async terms(): Promise<TermsBody> {
    const { settings, packs: adopted } = await this.standings.terms();
    return {
      settings: Object.entries(defaults).map(([name, ours]) => ({ name, value: settings[name as Setting], ours })),
      packs: Object.entries(packs).map(([name, title]) => ({ name, title, inForce: adopted.includes(name as Pack) })),
    };
  }

  /** Adopt a version of the policy, or other terms beside it; of a new version everyone acknowledges anew. */
  @Post('policy/adoption')
  @Acts('430.4A.0')
  adopt(@Body() adoption: AdoptionBody, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AdoptPolicy', data: given(adoption) as AdoptPolicy['data'] }, by, commandId);
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
