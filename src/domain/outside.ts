/** All that the Department has to do with those outside of it: its streams, their facts, and the registers kept. */
import { agency, type AgencyCommand, type AgencyEvent } from './agency.js';
import { mou, type MouCommand, type MouEvent } from './mou.js';
import { dataStore, type DataStoreCommand, type DataStoreEvent } from './datastore.js';
import { recordsRequest, type RecordsRequestCommand, type RecordsRequestEvent } from './recordsrequest.js';
import { type ReceiveBatch, transfer, type TransferEvent } from './transfer.js';
import { type ImportVendorLog, vendorLog, type VendorLogEvent } from './vendorlog.js';
import type { Position } from './positions.js';
import { release } from './release.js';
import type { ReleaseCommand, ReleaseEvent } from './releasefacts.js';
import { sharing, type SharingCommand, type SharingEvent } from './sharing.js';

export type OutsideCommand =
  | AgencyCommand
  | SharingCommand
  | MouCommand
  | ReleaseCommand
  | RecordsRequestCommand
  | DataStoreCommand
  | ImportVendorLog
  | ReceiveBatch;
export type OutsideEvent =
  | AgencyEvent
  | SharingEvent
  | MouEvent
  | ReleaseEvent
  | RecordsRequestEvent
  | DataStoreEvent
  | VendorLogEvent
  | TransferEvent;

/** What the shell finds out itself of these commands, and no caller may assert. */
export type OutsideFound = {
  ExecuteMou: 'recipient';
  GrantAgencyAccess: 'recipient';
  SubmitRelease: 'recipient';
  DetermineValuesAct: 'designeeUntil';
  PrepareRelease: 'items' | 'missing' | 'root';
  ApproveRelease: 'designeeUntil' | 'recipient';
  DenyRelease: 'designeeUntil';
  FulfilRelease: 'recipient' | 'now';
  CollectRelease: 'recipient' | 'now';
  DiscloseRecords: 'rows' | 'withheld' | 'contents';
  ReconcileVendorPurge: 'missing';
  ImportVendorLog: 'storeRegistered';
  ReceiveBatch: 'inService' | 'recorded' | 'recordedReads';
};

export const outsideDeciders = [agency, sharing, mou, release, recordsRequest, dataStore, vendorLog, transfer] as const;

const readers: readonly Position[] = ['auditor', 'police-chief', 'city-attorney', 'custodian-of-records'];

/** Register → positions that may open it, beside the ALPR Administrator. */
export const outsideRegisters = {
  agencies: readers,
  agreements: readers,
  designees: readers,
  // Those who may prepare or fulfil one find it here.
  releases: [...readers, 'police-sergeant', 'police-lieutenant', 'police-captain', 'crime-analyst'],
  disclosures: readers,
  'records-requests': readers,
  vendors: readers,
  'vendor-findings': readers,
  'vendor-logs': readers,
  transfers: readers,
} as const satisfies Record<string, readonly Position[]>;
