/** The read models of all that concerns those outside, the rows of their registers, and their acts in the history. */
import type { outsideRegisters, OutsideEvent } from '../domain/outside.js';
import type { Sqlite } from '../vault/sqlite.js';
import { agencies, allAgencies, allDesignees } from './agencies.js';
import { agreements, allAgreements } from './agreements.js';
import { allRecordsRequests, recordsRequests } from './recordsrequests.js';
import { allTransfers, allVendors, vendorFindings, vendorLogs, vendors } from './vendors.js';
import { allReleases, disclosures, releases } from './releases.js';
import type { Projection } from './projection.js';

export const outsideProjections: readonly Projection[] = [agencies, agreements, releases, recordsRequests, vendors];

type Rows = (db: Sqlite, limit: number) => readonly { readonly id: string }[];

export const outsideRows: { readonly [Name in keyof typeof outsideRegisters]: Rows } = {
  agencies: allAgencies,
  agreements: allAgreements,
  designees: allDesignees,
  releases: allReleases,
  disclosures,
  'records-requests': allRecordsRequests,
  vendors: allVendors,
  'vendor-findings': vendorFindings,
  'vendor-logs': vendorLogs,
  transfers: allTransfers,
};

/** What stands in the access history: all that a person did, and nothing that the clock noted. */
export const outsideActs: Readonly<
  Partial<Record<OutsideEvent['type'], { readonly kind: 'administration' | 'release' }>>
> = {
  AgencyRegistered: { kind: 'administration' },
  AgencyNetworkRecorded: { kind: 'administration' },
  AgencyPersonNamed: { kind: 'administration' },
  AgencyCredentialRenewed: { kind: 'administration' },
  AgencyPersonRemoved: { kind: 'administration' },
  AgencyRetired: { kind: 'administration' },
  SharingExceptionApproved: { kind: 'release' },
  SharingNetworksAdopted: { kind: 'administration' },
  ReleaseDesigneeNamed: { kind: 'administration' },
  ReleaseDesigneeEnded: { kind: 'administration' },
  MouExecuted: { kind: 'release' },
  ValuesActDetermined: { kind: 'release' },
  AgencyAccessGranted: { kind: 'release' },
  AgencyAccessRevoked: { kind: 'release' },
  MouTerminated: { kind: 'release' },
  ReleaseRequested: { kind: 'release' },
  CounselOpinionFiled: { kind: 'release' },
  ReleasePrepared: { kind: 'release' },
  ReleaseApproved: { kind: 'release' },
  ReleaseDenied: { kind: 'release' },
  ReleaseFulfilled: { kind: 'release' },
  ReleaseCollected: { kind: 'release' },
  ReleaseOpened: { kind: 'release' },
  ReleaseStateTold: { kind: 'release' },
  RecordsRequestLogged: { kind: 'release' },
  RecordsDisclosed: { kind: 'release' },
  RecordsRequestClosed: { kind: 'release' },
  DataStoreRegistered: { kind: 'administration' },
  VendorAttestationFiled: { kind: 'administration' },
  VendorSettingsSnapshotted: { kind: 'administration' },
  VendorSettingsApproved: { kind: 'administration' },
  VendorPurgeReconciled: { kind: 'administration' },
  VendorLogImported: { kind: 'administration' },
  TransferReceived: { kind: 'administration' },
};
