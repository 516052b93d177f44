/** Hot lists: registered by the Administrator; entries are added and removed by those who may see plates. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { EntryAddedBody, EntryBody, RegisteredBody, RegistrationBody, RemovalBody } from './hotlists.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('hot lists')
@Controller('hot-lists')
export class HotListsController {
  constructor(private readonly acting: Acting) {}

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
