/** Other agencies: registered by the Administrator, with the persons who may ask in their name (430.10(a)). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId, freshToken, sha256 } from '../handlers/ids.js';
import { Acting } from './acting.js';
import {
  AgencyBody,
  AgencyCredentialBody,
  AgencyEndingBody,
  AgencyPersonBody,
  AgencyRegisteredBody,
  NetworkBody,
  SharingExceptionBody,
} from './agencies.body.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('agencies')
@Controller('agencies')
export class AgenciesController {
  constructor(private readonly acting: Acting) {}

  /** Register an agency: what it is, its ORI, and by which network it shares. */
  @Post()
  @Acts('430.4A(i)', '430.10(a)(a)', '430.10(f).2')
  async register(
    @Body() agency: AgencyBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<AgencyRegisteredBody> {
    const agencyId = derivedId('agency', commandId);
    const request = { type: 'RegisterAgency', data: { ...agency, agencyId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), agencyId };
  }

  /** Record which sharing network the agency uses. */
  @Post(':agencyId/network')
  @Acts('430.4A(i)', '430.10(d)')
  recordNetwork(
    @Param('agencyId', Uuid) agencyId: string,
    @Body() { network }: NetworkBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RecordAgencyNetwork', data: { agencyId, network } }, by, commandId);
  }

  /** Name a person who may ask in the agency’s name, and make his credential. */
  @Post(':agencyId/persons')
  @Acts('430.4A(i)', '430.10(a)(b)')
  async name(
    @Param('agencyId', Uuid) agencyId: string,
    @Body() { personName, rank, contact }: AgencyPersonBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<AgencyCredentialBody> {
    const personId = derivedId('agency-person', commandId);
    const token = freshToken(agencyId);
    const named = { agencyId, personId, personName, rank, contact };
    const request = { type: 'NameAgencyPerson', data: { ...named, credential: sha256(token) } } as const;
    const receipt = await this.acting.act(request, by, commandId, named);
    return { ...receipt, personId, token: receipt.repeated ? null : token };
  }

  /** Make a new credential for a person of an agency; the one before opens nothing any more. */
  @Post(':agencyId/persons/:personId/credential')
  @Acts('430.4A(i)', '430.10(a)(b)')
  async renew(
    @Param('agencyId', Uuid) agencyId: string,
    @Param('personId', Uuid) personId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<AgencyCredentialBody> {
    const token = freshToken(agencyId);
    const data = { agencyId, personId, credential: sha256(token) };
    const receipt = await this.acting.act({ type: 'RenewAgencyCredential', data }, by, commandId, {
      agencyId,
      personId,
    });
    return { ...receipt, personId, token: receipt.repeated ? null : token };
  }

  /** Remove a person of an agency: his credential opens nothing any more. */
  @Post(':agencyId/persons/:personId/removal')
  @Acts('430.4A(i)', '430.10(a)(b)')
  remove(
    @Param('agencyId', Uuid) agencyId: string,
    @Param('personId', Uuid) personId: string,
    @Body() { why }: AgencyEndingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RemoveAgencyPerson', data: { agencyId, personId, why } }, by, commandId);
  }

  /** Approve an exception for an agency that uses no approved network. */
  @Post(':agencyId/exception')
  @Acts('430.4A(i)', '430.10(d)')
  except(
    @Param('agencyId', Uuid) agencyId: string,
    @Body() { until, reason }: SharingExceptionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ApproveSharingException', data: { agencyId, until, reason } }, by, commandId);
  }

  /** Retire an agency; no credential of it opens anything any more. */
  @Post(':agencyId/retirement')
  @Acts('430.4A(i)', '430.10(a)(a)')
  retire(
    @Param('agencyId', Uuid) agencyId: string,
    @Body() { why }: AgencyEndingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RetireAgency', data: { agencyId, why } }, by, commandId);
  }
}
