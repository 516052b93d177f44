/** Stories of vendors' stores, of their logs, and of the batches that come in from the street. */
import {
  type AttestationKind,
  dataStore,
  type DataStoreRegistered,
  type ReconcileVendorPurge,
  type VendorAttestationFiled,
  type VendorDriftDetected,
  type VendorPurgeReconciled,
  type VendorSettingsApproved,
  type VendorSettingsSnapshotted,
} from '../../src/domain/datastore.js';
import { type ReceiveBatch, transfer, type TransferReceived } from '../../src/domain/transfer.js';
import { type ImportVendorLog, vendorLog, type VendorLogImported } from '../../src/domain/vendorlog.js';
import { administrator, chief, lacking, morning, noon, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(dataStore, administrator);

const dataStoreId = 'store-1';
const contract = 'a'.repeat(64);
const addendum = 'b'.repeat(64);
const keep = { class: 'register', unit: dataStoreId } as const;
const registered: DataStoreRegistered = {
  type: 'DataStoreRegistered',
  data: { dataStoreId, contract, addendum },
  sealed: { vendor: 'Flock Safety', product: 'FlockOS' },
  keep,
};
const register = (but: { contract?: string | null; addendum?: string | null } = {}) =>
  ({ type: 'RegisterDataStore', data: { ...registered.data, ...registered.sealed!, ...but } }) as const;
const attested: VendorAttestationFiled = {
  type: 'VendorAttestationFiled',
  data: { dataStoreId, kind: 'soc-report', document: contract, validUntil: '2027-01-01T00:00:00.000Z' },
};
const attest = (but: { document?: string | null; validUntil?: string } = {}) =>
  ({
    type: 'FileVendorAttestation',
    data: { ...attested.data, kind: 'soc-report' as AttestationKind, ...but },
  }) as const;
const quiet = { 'sharing.nationwide': 'false' };
const open = { 'sharing.nationwide': 'true' };
const seen = (
  digest: string,
  settings: Readonly<Record<string, string>>,
  immigration = 0,
): VendorSettingsSnapshotted => ({
  type: 'VendorSettingsSnapshotted',
  data: { dataStoreId, digest, switches: Object.keys(settings).length, immigration },
  sealed: { settings },
  keep,
});
const approved: VendorSettingsApproved = {
  type: 'VendorSettingsApproved',
  data: { dataStoreId, digest: contract, approver: administrator.by.id },
};
const drifted = (
  data: Pick<VendorDriftDetected['data'], 'approved' | 'changed' | 'immigration' | 'digest'>,
  changes: readonly string[],
  immigrationSwitches: readonly string[] = [],
): VendorDriftDetected => ({
  type: 'VendorDriftDetected',
  data: { dataStoreId, ...data },
  sealed: { changes, immigrationSwitches },
  keep,
});
const snapshot = (digest: string, settings: Readonly<Record<string, string>>, immigration: readonly string[] = []) =>
  ({ type: 'SnapshotVendorSettings', data: { dataStoreId, settings, digest, immigration } }) as const;
const approve = (digest = contract) => ({ type: 'ApproveVendorSettings', data: { dataStoreId, digest } }) as const;
const reconcile = (but: Partial<ReconcileVendorPurge['data']> = {}): ReconcileVendorPurge => ({
  type: 'ReconcileVendorPurge',
  data: {
    dataStoreId,
    asOf: morning,
    from: '2025-12-06T08:00:00.000Z',
    ids: ['north-1'],
    times: ['2025-12-20T08:00:00.000Z'],
    list: addendum,
    missing: 0,
    ...but,
  },
});
const counted = (overdue: number, missing: number): VendorPurgeReconciled => ({
  type: 'VendorPurgeReconciled',
  data: { dataStoreId, asOf: morning, returned: 1, overdue, missing, list: addendum },
});
const unknown = '430.3(b) R-STORE-UNKNOWN';

export const dataStoreStories = told(dataStore, {
  'the Administrator registers a vendor’s store, with contract and addendum': given()
    .when(register())
    .records(registered),
  'a store without the CJIS addendum is not registered': given()
    .when(register({ addendum: null }))
    .refuses('430.8¶2.1 R-STORE-CONTRACT'),
  'a store is registered once': given(registered).when(register()).refuses('430.8¶2.1 R-STORE-CONTRACT'),
  ...lacking('administration', administrator, 'registers no store', (who) => given().when(register(), who)),

  'what the vendor attests is filed': given(registered).when(attest()).records(attested),
  'an attestation without a document is none': given(registered)
    .when(attest({ document: null }))
    .refuses('430.8¶2.1 R-ATTESTATION'),
  'one that has run out is none either': given(registered)
    .when(attest({ validUntil: morning }))
    .refuses('430.8¶2.1 R-ATTESTATION'),
  'nothing is filed of a store nobody registered': given().when(attest()).refuses(unknown),
  ...lacking('administration', administrator, 'files no attestation', (who) => given(registered).when(attest(), who)),

  'the switches are seen as they stand': given(registered)
    .when(snapshot(contract, quiet))
    .records(seen(contract, quiet)),
  'the same switches again are no drift': given(registered, seen(contract, quiet), approved)
    .when(snapshot(contract, quiet))
    .records(seen(contract, quiet)),
  'switches that are not those approved are a finding, and it says which': given(
    registered,
    seen(contract, quiet),
    approved,
  )
    .when(snapshot(addendum, open))
    .records(
      seen(addendum, open),
      drifted({ digest: addendum, approved: contract, changed: 1, immigration: 0 }, ['sharing.nationwide']),
    ),
  'a switch that shares for immigration enforcement is a finding at once': given(registered)
    .when(snapshot(addendum, open, ['sharing.ice']))
    .records(
      seen(addendum, open, 1),
      drifted({ digest: addendum, approved: null, changed: 0, immigration: 1 }, [], ['sharing.ice']),
    ),
  'there are no switches of a store nobody registered': given().when(snapshot(contract, quiet)).refuses(unknown),
  ...lacking('administration', administrator, 'takes no snapshot', (who) =>
    given(registered).when(snapshot(contract, quiet), who),
  ),

  'the Administrator approves the switches last seen': given(registered, seen(contract, quiet))
    .when(approve())
    .records(approved),
  'what is approved already is not approved again': given(registered, seen(contract, quiet), approved)
    .when(approve())
    .records(),
  'others are not approved': given(registered, seen(contract, quiet))
    .when(approve(addendum))
    .refuses('430.10¶V.2 R-SETTINGS-SEEN'),
  'sharing for immigration enforcement is never approved': given(registered, seen(contract, open, 1))
    .when(approve())
    .refuses('430.10¶V.2 R-VENDOR-IMMIGRATION'),
  'nothing is approved of a store nobody registered': given()
    .when(approve())
    .refuses(unknown, '430.10¶V.2 R-SETTINGS-SEEN'),
  ...lacking('administration', administrator, 'approves no switches', (who) =>
    given(registered, seen(contract, quiet)).when(approve(), who),
  ),

  'a vendor that holds what it may hold is found so': given(registered)
    .when(reconcile(), officer)
    .records(counted(0, 0)),
  'a read older than thirty days and a day of grace is a finding': given(registered)
    .when(reconcile({ times: ['2025-12-05T07:59:59.999Z'] }), officer)
    .records(counted(1, 0), {
      type: 'VendorPurgeDiscrepancy',
      data: { dataStoreId, asOf: morning, overdue: 1, missing: 0 },
    }),
  'to the millisecond': given(registered)
    .when(reconcile({ times: ['2025-12-05T08:00:00.000Z'] }), officer)
    .records(counted(0, 0)),
  'a read that is missing early is one too': given(registered)
    .when(reconcile({ missing: 2 }), officer)
    .records(counted(0, 2), {
      type: 'VendorPurgeDiscrepancy',
      data: { dataStoreId, asOf: morning, overdue: 0, missing: 2 },
    }),
  'a list of tomorrow is none': given(registered)
    .when(reconcile({ asOf: '2026-01-06T08:00:00.000Z' }), officer)
    .refuses('430.8¶2.2 R-RECONCILE-TIME'),
  'nothing is compared with a store nobody registered': given().when(reconcile(), officer).refuses(unknown),
  ...lacking('content', officer, 'compares nothing', (who) => given(registered).when(reconcile(), who)),
});

const transfers = tell(transfer, officer);
const received: TransferReceived = {
  type: 'TransferReceived',
  data: { transferId: 'transfer-1', cameraId: 'camera-1', count: 3, first: morning, last: noon, reads: contract },
};
const receive = (but: Partial<ReceiveBatch['data']> = {}): ReceiveBatch => ({
  type: 'ReceiveBatch',
  data: { ...received.data, inService: true, recorded: 3, recordedReads: contract, ...but },
});
const mismatch = (recorded: number, same: boolean) =>
  ({
    type: 'TransferMismatch',
    data: { transferId: 'transfer-1', cameraId: 'camera-1', count: 3, recorded, same },
  }) as const;

export const transferStories = told(transfer, {
  'a batch that was recorded whole is received': transfers.given().when(receive()).records(received),
  'a batch of which reads are missing is a finding': transfers
    .given()
    .when(receive({ recorded: 2, recordedReads: addendum }))
    .records(received, mismatch(2, false)),
  'so is one with other reads in the same number': transfers
    .given()
    .when(receive({ recordedReads: addendum }))
    .records(received, mismatch(3, false)),
  'the same manifest again is the same transfer': transfers.given(received).when(receive()).records(),
  'a unit nobody registered sends nothing': transfers
    .given()
    .when(receive({ inService: false }))
    .refuses('430.8¶1.2 R-TRANSFER-UNIT'),
  'a manifest that ends before it begins is none': transfers
    .given()
    .when(receive({ first: noon, last: morning }))
    .refuses('430.8¶1.2 R-TRANSFER-MANIFEST'),
  ...lacking('content', officer, 'receives no batch', (who) => transfers.given().when(receive(), who)),
});

const logs = tell(vendorLog, administrator);
const header = 'c'.repeat(64);
const row = (at: string, about: string, says: string) => ({ at, about, says: `12345678${says}` });
const first = row('2026-01-01T08:00:00.000Z', 'a1', 'aa');
const second = row('2026-01-02T08:00:00.000Z', 'b2', 'bb');
const bring = (but: Partial<ImportVendorLog['data']> = {}): ImportVendorLog => ({
  type: 'ImportVendorLog',
  data: {
    dataStoreId,
    file: contract,
    header,
    columnNames: ['name', 'search time'],
    rows: [second, first],
    storeRegistered: true,
    ...but,
  },
});
const written = ({ at, about, says }: ReturnType<typeof row>): string => `${at} ${about} ${says}`;
const logKeep = { class: 'access-record', unit: dataStoreId } as const;
const brought = (
  file = contract,
  rows = [first, second],
  columnNames = ['name', 'search time'],
): VendorLogImported => ({
  type: 'VendorLogImported',
  data: {
    dataStoreId,
    file,
    header,
    columns: columnNames.length,
    rows: rows.length,
    first: rows[0]!.at,
    last: rows.at(-1)!.at,
  },
  sealed: { columnNames, rows: rows.map(written) },
  keep: logKeep,
});
const differs = (vanished: number, changed: number, columnNames: readonly string[] = []) =>
  ({
    type: 'VendorLogDiscrepancy',
    data: { dataStoreId, file: addendum, vanished, changed, columnsDropped: columnNames.length },
    sealed: { columnNames },
    keep: logKeep,
  }) as const;
const third = row('2026-01-03T08:00:00.000Z', 'c3', 'cc');

export const vendorLogStories = told(vendorLog, {
  'the vendor’s log is imported, its rows as digests': logs.given().when(bring()).records(brought()),
  'the same file again is imported once': logs.given(brought()).when(bring()).records(),
  'a later log that holds everything is no finding': logs
    .given(brought())
    .when(bring({ file: addendum, rows: [first, second, third] }))
    .records(brought(addendum, [first, second, third])),
  'a row that has vanished is a finding': logs
    .given(brought(contract, [first, second, third]))
    .when(bring({ file: addendum, rows: [first, third] }))
    .records(brought(addendum, [first, third]), differs(1, 0)),
  'rows outside of the time that the file covers are not missed': logs
    .given(brought())
    .when(bring({ file: addendum, rows: [second, third] }))
    .records(brought(addendum, [second, third])),
  'a row that was changed is a finding': logs
    .given(brought())
    .when(bring({ file: addendum, rows: [first, { ...second, says: '12345678zz' }] }))
    .records(brought(addendum, [first, { ...second, says: '12345678zz' }]), differs(0, 1)),
  'a column that was dropped is a finding, and its rows are not called changed': logs
    .given(brought())
    .when(bring({ file: addendum, columnNames: ['search time'], rows: [first, { ...second, says: '87654321bb' }] }))
    .records(brought(addendum, [first, { ...second, says: '87654321bb' }], ['search time']), differs(0, 0, ['name'])),
  'a log without a search is none': logs
    .given()
    .when(bring({ rows: [] }))
    .refuses('430.9(d) R-LOG-EMPTY'),
  'a log of a store nobody registered is none': logs
    .given()
    .when(bring({ storeRegistered: false }))
    .refuses(unknown),
  'neither the Chief nor the contractor imports one': logs
    .given()
    .when(bring(), chief)
    .refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'imports no log', (who) => logs.given().when(bring(), who)),
});
