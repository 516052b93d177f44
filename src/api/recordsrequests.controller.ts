/** Public records requests: logged, answered with figures or redacted audit rows, and closed by the custodian. */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { PublicRecords } from '../handlers/publicrecords.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import {
  DisclosedBody,
  DisclosureBody,
  RecordsLoggedBody,
  RecordsRequestBody,
  RequestClosingBody,
} from './recordsrequests.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('records requests')
@Controller('records-requests')
export class RecordsRequestsController {
  constructor(
    private readonly acting: Acting,
    private readonly records: PublicRecords,
  ) {}

  /** Log a public records request; its time begins on the day it came in. */
  @Post()
  @Acts('430.10¶N')
  async log(
    @Body() request: RecordsRequestBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<RecordsLoggedBody> {
    const requestId = derivedId('records-request', commandId);
    const data = { ...request, requestId };
    return { ...(await this.acting.act({ type: 'LogRecordsRequest', data }, by, commandId)), requestId };
  }

  /**
   * Disclose figures, or redacted rows of the audit trail.
   * @remarks Names of members and plates are replaced by pseudonyms of this very request; free text and case numbers
   * are withheld. What was taken out is counted, and its digest is on the ledger.
   */
  @Post(':requestId/disclosures')
  @HttpCode(200)
  @Acts('430.10¶N')
  async disclose(
    @Param('requestId', Uuid) requestId: string,
    @Body() { what, from, to }: DisclosureBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<DisclosedBody> {
    const { receipt, package: made } = await this.records.disclose({ requestId, what, from, to }, by, commandId);
    return { receipt: receiptOf(receipt), package: { ...made, rows: made.rows.map((row) => ({ ...row })) } };
  }

  /** Close the request, with what was given, or why it was not. */
  @Post(':requestId/closing')
  @Acts('430.10¶N')
  close(
    @Param('requestId', Uuid) requestId: string,
    @Body() { outcome, why }: RequestClosingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'CloseRecordsRequest', data: { requestId, outcome, why } }, by, commandId);
  }
}
