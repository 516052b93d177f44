/** Hot lists: registered by the Administrator; entries are added and removed by those who may see plates. */
import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Member } from '../domain/actor.js';
import { Malformed } from '../handlers/errors.js';
import { HotListing } from '../handlers/hotlisting.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import {
  EntryAddedBody,
  EntryBody,
  FileAddedBody,
  RegisteredBody,
  RegistrationBody,
  RemovalBody,
} from './hotlists.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('hot lists')
@Controller('hot-lists')
export class HotListsController {
  constructor(
    private readonly acting: Acting,
    private readonly hotListing: HotListing,
  ) {}

  /** Register a hot list. */
  @Post()
  @Acts('430.4A(i)', '430.3(d)')
  async register(
    @Body() { source, name }: RegistrationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<RegisteredBody> {
    const hotListId = derivedId('hotlist', commandId);
    const request = { type: 'RegisterHotList', data: { hotListId, source, name } } as const;
    return { ...(await this.acting.act(request, by, commandId)), hotListId };
  }

  /** Add an entry, with its reason and its end. */
  @Post(':hotListId/entries')
  @Acts('430.1¶3.0', '430.1¶3/H11', '430.1¶3/X', '430.3(d)')
  async add(
    @Param('hotListId', Uuid) hotListId: string,
    @Body() entry: EntryBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<EntryAddedBody> {
    const entryId = derivedId('entry', commandId);
    const request = { type: 'AddHotListEntry', data: { ...entry, hotListId, entryId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), entryId };
  }

  /**
   * Send a whole list as a CSV file.
   * @remarks The columns are plate, state, category, reason, reference, expires. A file with a faulty line adds
   * nothing, and every faulty line is named; a line that the policy refuses is recorded as refused, the others added.
   */
  @Post(':hotListId/file')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @Acts('430.1¶3.0', '430.1¶3/X', '430.3(d)')
  async addFile(
    @Param('hotListId', Uuid) hotListId: string,
    @Req() { body }: FastifyRequest,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<FileAddedBody> {
    if (!Buffer.isBuffer(body))
      throw new Malformed('There is no file', 'body', 'Send the CSV file itself, as text/csv.');
    const { added, refused } = await this.hotListing.importCsv(hotListId, body, by, commandId);
    const lines = refused.map(({ line, receipt }) => ({
      line,
      clauses: receipt.refused.map(({ clause, code, requires }) => ({ clause, code, requires })),
    }));
    return { added, refused: lines };
  }

  /** Remove an entry. */
  @Post(':hotListId/entries/:entryId/removal')
  @Acts('430.1¶1.2')
  remove(
    @Param('hotListId', Uuid) hotListId: string,
    @Param('entryId', Uuid) entryId: string,
    @Body() { why }: RemovalBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RemoveHotListEntry', data: { hotListId, entryId, why } }, by, commandId);
  }
}
