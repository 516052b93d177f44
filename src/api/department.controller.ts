/** The department: the policy for anyone to read, its adoption, and the designation of the ALPR Administrator. */
import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import type { AdoptPolicy } from '../domain/department.js';
import { clauseIds, clauseKinds, clauseText, policySet } from '../domain/policy/clauses.js';
import { policyNotes } from '../domain/policy/lint.js';
import { type Pack, packs } from '../domain/policy/packs.js';
import { defaults, type Setting } from '../domain/policy/settings.js';
import { Drafting } from '../handlers/drafting.js';
import { Standings } from '../handlers/standings.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import {
  AdoptionBody,
  DesignationBody,
  DryRunBody,
  DryRunResultBody,
  NoteBody,
  PolicyBody,
  TermsBody,
} from './department.body.js';
import { Acts } from './docs.js';
import { ForAnyone, ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
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
    private readonly drafting: Drafting,
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

  /** Read the notes on the policy’s text: its contradictions and gaps, and how each is read meanwhile. */
  @Get('policy/notes')
  @ForAnyone()
  notes(): NoteBody[] {
    return policyNotes.map(({ id, clauses, observed, settled }) => ({ id, clauses: [...clauses], observed, settled }));
  }

  /**
   * Hold a draft against the past.
   * @remarks Every act of the period is decided again under the draft; that this was done is recorded with its counts.
   */
  @Post('policy/dry-run')
  @HttpCode(200)
  @Acts('430.4A.0')
  async dryRun(
    @Body() { draft, from, to }: DryRunBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<DryRunResultBody> {
    const period = given({ from, to });
    const { tally, cases, receipt, ...counts } = await this.drafting.dryRun(
      JSON.stringify(draft),
      period,
      by,
      commandId,
    );
    return {
      commands: tally.commands,
      again: tally.again,
      ...counts,
      cases: cases.map(({ position, stream, action, recordedAt, recorded, now, broken }) => ({
        position: String(position),
        stream,
        action,
        recordedAt,
        recorded,
        now,
        broken: [...broken],
      })),
      receipt: receiptOf(receipt),
    };
  }

  /** Designate the ALPR Administrator. */
  @Post('department/administrator')
  @Acts('430.4A(e)')
  designate(
    @Body() { memberId, from }: DesignationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act(
      { type: 'DesignateAdministrator', data: { memberId, ...(from && { from }) } },
      by,
      commandId,
    );
  }
}
