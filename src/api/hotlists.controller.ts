/** Hot lists: registered by the Administrator; entries are added and removed by those who may see plates. */
import { Body, Controller, Injectable, Param, type PipeTransform, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Member } from '../domain/actor.js';
import { Malformed } from '../handlers/errors.js';
import { HotListing } from '../handlers/hotlisting.js';
import { derivedId } from '../handlers/ids.js';
import { HotVersions } from '../handlers/hotversions.js';
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
  RetiringBody,
  VersionBody,
} from './hotlists.body.js';
import { listForm, listOf } from './listfile.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { Uuid } from './validation.js';

/** A name of a source file, in the words of the policy's table; whether it may be on, the policy says. */
@Injectable()
class SourceFileName implements PipeTransform<string, string> {
  transform(value: string): string {
    if (/^[a-z]{1,24}(-[a-z]{1,24}){0,3}$/.test(value)) return value;
    throw new Malformed('This is not a source file', 'file', 'Name it as vehicle, wanted-person or missing-person.');
  }
}

@ForMembers()
@ApiTags('hot lists')
@Controller('hot-lists')
export class HotListsController {
  constructor(
    private readonly acting: Acting,
    private readonly hotListing: HotListing,
    private readonly versions: HotVersions,
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

  /**
   * Co-sign an entry for a vehicle believed involved in a crime; it is matched from then on.
   */
  @Post(':hotListId/entries/:entryId/co-signature')
  @Acts('430.1¶3/H5')
  coSign(
    @Param('hotListId', Uuid) hotListId: string,
    @Param('entryId', Uuid) entryId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'CoSignHotListEntry', data: { hotListId, entryId } }, by, commandId);
  }

  /**
   * Import the file of a source as the next version of the list.
   * @remarks Taken whole or not at all; the version comes into force at one moment, and what left the list alerts no
   * more. The answer tells what is new, gone and unchanged, and what was set aside for which reason of the policy.
   */
  @Post(':hotListId/versions')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: listForm })
  @Acts('430.1¶1.2', '430.1¶3.0', '430.1¶3/X', '430.3(d)', '430.4A(i)')
  async import(
    @Param('hotListId', Uuid) hotListId: string,
    @Req() request: FastifyRequest,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<VersionBody> {
    const made = await this.versions.import(hotListId, await listOf(request), by, commandId);
    const { receipt, quarantine, ...counts } = made;
    const setAside = quarantine.map((one) => ({ ...one, lines: [...one.lines] }));
    return { ...receiptOf(receipt), ...counts, quarantine: setAside };
  }

  /**
   * Switch a source file on; every one is off until then.
   * @remarks The Immigration Violator File can never be on, nor any for which 430.1 names no reason.
   */
  @Post(':hotListId/source-files/:file/enabling')
  @Acts('430.1¶3/X', '430.4A(i)')
  enable(
    @Param('hotListId', Uuid) hotListId: string,
    @Param('file', SourceFileName) file: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'EnableSourceFile', data: { hotListId, file } }, by, commandId);
  }

  /** Switch a source file off: its entries are met no more, from now on. */
  @Post(':hotListId/source-files/:file/disabling')
  @Acts('430.3(d)', '430.4A(i)')
  disable(
    @Param('hotListId', Uuid) hotListId: string,
    @Param('file', SourceFileName) file: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'DisableSourceFile', data: { hotListId, file } }, by, commandId);
  }

  /** Take a list out of use; nothing of it is matched from now on. */
  @Post(':hotListId/retirement')
  @Acts('430.3(d)', '430.4A(i)')
  retire(
    @Param('hotListId', Uuid) hotListId: string,
    @Body() { why }: RetiringBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RetireHotList', data: { hotListId, why } }, by, commandId);
  }
}
