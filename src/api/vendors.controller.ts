/** Vendors' stores and transfers: contracts, attestations, sharing switches, audit logs, purges, batches (430.8). */
import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Member } from '../domain/actor.js';
import { Malformed } from '../handlers/errors.js';
import { derivedId } from '../handlers/ids.js';
import { Vendoring } from '../handlers/vendoring.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { Uuid } from './validation.js';
import {
  AttestationBody,
  DataStoreBody,
  DataStoreRegisteredBody,
  HeldBody,
  LogImportedBody,
  SettingsApprovalBody,
  SettingsBody,
  SnapshotBody,
  TransferBody,
  TransferReceivedBody,
} from './vendors.body.js';

@ForMembers()
@ApiTags('vendors')
@Controller()
export class VendorsController {
  constructor(
    private readonly acting: Acting,
    private readonly vendoring: Vendoring,
  ) {}

  /** Register a vendor’s store of our data, with the contract and its CJIS addendum. */
  @Post('vendors')
  @Acts('430.4A(i)', '430.8¶2.1')
  async register(
    @Body() store: DataStoreBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<DataStoreRegisteredBody> {
    const dataStoreId = derivedId('datastore', commandId);
    const request = { type: 'RegisterDataStore', data: { ...store, dataStoreId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), dataStoreId };
  }

  /** File what the vendor attests: an audit report, a test, where the data lies. */
  @Post('vendors/:dataStoreId/attestations')
  @Acts('430.4A(i)', '430.3(b)', '430.8¶2.1')
  attest(
    @Param('dataStoreId', Uuid) dataStoreId: string,
    @Body() { kind, document, validUntil }: AttestationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { dataStoreId, kind, document, validUntil };
    return this.acting.act({ type: 'FileVendorAttestation', data }, by, commandId);
  }

  /**
   * Take a snapshot of the vendor’s sharing switches.
   * @remarks It is compared with the one last approved; a difference, or a switch that shares for immigration
   * enforcement, is a finding.
   */
  @Post('vendors/:dataStoreId/settings')
  @Acts('430.4A(i)', '430.3(b)')
  async snapshot(
    @Param('dataStoreId', Uuid) dataStoreId: string,
    @Body() { settings }: SettingsBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<SnapshotBody> {
    const { receipt, digest, immigration } = await this.vendoring.snapshot(dataStoreId, settings, by, commandId);
    return { ...receiptOf(receipt), digest, immigration: [...immigration] };
  }

  /** Approve the switches as they were last seen. */
  @Post('vendors/:dataStoreId/settings/approval')
  @Acts('430.4A(i)', '430.3(b)', '430.10¶V.2')
  approve(
    @Param('dataStoreId', Uuid) dataStoreId: string,
    @Body() { digest }: SettingsApprovalBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ApproveVendorSettings', data: { dataStoreId, digest } }, by, commandId);
  }

  /** Compare what the vendor still holds with what it may hold: nothing older than 30 days, nothing younger missing. */
  @Post('vendors/:dataStoreId/purge-reconciliation')
  @Acts('430.3(b)', '430.8¶2.2')
  async reconcile(
    @Param('dataStoreId', Uuid) dataStoreId: string,
    @Body() { asOf, from, reads }: HeldBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return receiptOf(await this.vendoring.reconcile(dataStoreId, { asOf, from, reads }, by, commandId));
  }

  /**
   * Import the vendor’s audit log as CSV.
   * @remarks Columns are known by their header. Rows imported before that have vanished or changed are a finding.
   */
  @Post('vendors/:dataStoreId/audit-log')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @Acts('430.4A(i)', '430.3(b)', '430.9(d)')
  async importLog(
    @Param('dataStoreId', Uuid) dataStoreId: string,
    @Req() { body }: FastifyRequest,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<LogImportedBody> {
    if (!Buffer.isBuffer(body))
      throw new Malformed('There is no file', 'body', 'Send the CSV file itself, as text/csv.');
    const { receipt, rows, discrepancy } = await this.vendoring.importLog(dataStoreId, body, by, commandId);
    return { ...receiptOf(receipt), rows, discrepancy };
  }

  /** Receive the manifest of a batch, and compare it with what was recorded. */
  @Post('transfers')
  @Acts('430.8¶1.2')
  async receive(
    @Body() { cameraId, count, first, last, reads }: TransferBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<TransferReceivedBody> {
    // The manifest itself names the transfer: sent twice, it is one.
    const transferId = derivedId('transfer', cameraId, String(count), first, last, reads);
    const data = { transferId, cameraId, count, first, last, reads };
    return { ...(await this.acting.act({ type: 'ReceiveBatch', data }, by, commandId)), transferId };
  }
}
