/** Vendors' stores: what is on file of each, how its switches stand, what its log and its purges showed; transfers. */
import { instant } from '../domain/time.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, keptOn, type Projection } from './projection.js';
import { insert, many, run, update } from './statements.js';

export type AttestationView = {
  readonly kind: string;
  readonly document: string;
  readonly validUntil: string;
  readonly at: string;
};
export type VendorView = {
  readonly id: string;
  readonly dataStoreId: string;
  /** Null once its key was destroyed. */
  readonly vendor: string | null;
  readonly product: string | null;
  readonly contract: string;
  readonly addendum: string;
  readonly registeredAt: string;
  readonly settings: string | null;
  readonly settingsAt: string | null;
  readonly approvedSettings: string | null;
  /** Switches that share for immigration enforcement, in the last snapshot. */
  readonly immigration: number;
  readonly attestations: readonly AttestationView[];
};

/** Something of a vendor or a transfer that is not as it should be. */
export type VendorFindingView = {
  readonly id: string;
  readonly at: string;
  readonly finding: 'settings' | 'purge' | 'log' | 'transfer';
  readonly subject: string;
  readonly counts: Readonly<Record<string, number>>;
  /** What differs, in words; null once its key was destroyed. */
  readonly details: readonly string[] | null;
};

export type TransferView = {
  readonly id: string;
  readonly cameraId: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly receivedAt: string;
  readonly matches: boolean;
};

type Finding = Omit<VendorFindingView, 'id' | 'at' | 'details'> & {
  readonly details?: readonly string[] | undefined;
  readonly class?: 'register' | 'access-record';
};
type Happened = { readonly id: string; readonly position: bigint; readonly occurredAt: string };

const find = (
  db: Sqlite,
  event: Happened,
  { finding, subject, counts, details }: Finding,
  kept: number | null,
): void => {
  insert(db, 'vendor_findings', {
    position: Number(event.position),
    event_id: event.id,
    at: event.occurredAt,
    finding,
    subject,
    counts: JSON.stringify(counts),
    details: details ? JSON.stringify(details) : null,
    register_kept: finding === 'settings' ? kept : null,
    record_kept: finding === 'log' ? kept : null,
  });
};

export const vendors: Projection = {
  name: 'vendors',
  tables: `
    create table vendors (
      data_store_id text primary key, contract text not null, addendum text not null, registered_at text not null,
      settings text, settings_at text, approved text, immigration integer not null default 0,
      vendor text, product text, kept integer
    ) without rowid;
    create table vendor_attestations (
      position integer primary key, data_store_id text not null, kind text not null, document text not null,
      valid_until text not null, at text not null
    );
    create table vendor_findings (
      position integer primary key, event_id text not null, at text not null, finding text not null,
      subject text not null, counts text not null, details text, register_kept integer, record_kept integer
    );
    create table vendor_imports (
      position integer primary key, event_id text not null, data_store_id text not null, file text not null,
      columns integer not null, rows integer not null, first text, last text, at text not null
    );
    create table vendor_reconciliations (
      position integer primary key, data_store_id text not null, at text not null, returned integer not null,
      overdue integer not null, missing integer not null
    );
    create table batches (
      transfer_id text primary key, camera_id text not null, count integer not null, first text not null,
      last text not null, received_at text not null, matches integer not null default 1
    ) without rowid;
  `,
  on: {
    DataStoreRegistered: (db, event) => {
      const { dataStoreId, contract, addendum } = event.data;
      const { vendor, product } = event.sealed ?? {};
      const registered = { data_store_id: dataStoreId, contract, addendum, registered_at: event.occurredAt };
      insert(db, 'vendors', { ...registered, vendor, product, kept: keptOn(event) });
    },
    VendorAttestationFiled: (db, { position, occurredAt, data }) => {
      const { dataStoreId, kind, document, validUntil } = data;
      const filed = { position: Number(position), data_store_id: dataStoreId, kind, document };
      insert(db, 'vendor_attestations', { ...filed, valid_until: validUntil, at: occurredAt });
    },
    VendorSettingsSnapshotted: (db, { occurredAt, data: { dataStoreId, digest, immigration } }) =>
      update(db, 'vendors', { settings: digest, settings_at: occurredAt, immigration }, { data_store_id: dataStoreId }),
    VendorSettingsApproved: (db, { data: { dataStoreId, digest } }) =>
      update(db, 'vendors', { approved: digest }, { data_store_id: dataStoreId }),
    VendorDriftDetected: (db, event) => {
      const { dataStoreId: subject, changed, immigration } = event.data;
      const details = event.sealed && [...event.sealed.changes, ...event.sealed.immigrationSwitches];
      const counts = { changed, immigration };
      find(db, event, { finding: 'settings', subject, counts, details: details ?? undefined }, keptOn(event));
    },
    VendorPurgeReconciled: (db, { position, occurredAt, data: { dataStoreId, returned, overdue, missing } }) =>
      insert(db, 'vendor_reconciliations', {
        position: Number(position),
        data_store_id: dataStoreId,
        at: occurredAt,
        returned,
        overdue,
        missing,
      }),
    VendorPurgeDiscrepancy: (db, event) => {
      const { dataStoreId: subject, overdue, missing } = event.data;
      find(db, event, { finding: 'purge', subject, counts: { overdue, missing } }, null);
    },
    VendorLogImported: (db, { id, position, occurredAt, data }) => {
      const { dataStoreId, file, columns, rows, first, last } = data;
      const imported = { position: Number(position), event_id: id, data_store_id: dataStoreId, file, columns, rows };
      insert(db, 'vendor_imports', { ...imported, first, last, at: occurredAt });
    },
    VendorLogDiscrepancy: (db, event) => {
      const { dataStoreId: subject, vanished, changed, columnsDropped } = event.data;
      const counts = { vanished, changed, columnsDropped };
      find(db, event, { finding: 'log', subject, counts, details: event.sealed?.columnNames }, keptOn(event));
    },
    TransferReceived: (db, { occurredAt, data }) => {
      const { transferId, cameraId, count, first, last } = data;
      const received = { transfer_id: transferId, camera_id: cameraId, count, first, last };
      insert(db, 'batches', { ...received, received_at: occurredAt });
    },
    TransferMismatch: (db, event) => {
      const { transferId, count, recorded, same } = event.data;
      run(db, 'update batches set matches = 0 where transfer_id = ?', transferId);
      find(
        db,
        event,
        { finding: 'transfer', subject: transferId, counts: { count, recorded, same: flag(same) } },
        null,
      );
    },
  },
  sealed: [
    {
      table: 'vendors',
      class: 'register',
      columns: ['vendor', 'product'],
      kept: 'kept',
      unit: 'data_store_id',
    },
    { table: 'vendor_findings', class: 'register', columns: ['details'], kept: 'register_kept', unit: 'subject' },
    { table: 'vendor_findings', class: 'access-record', columns: ['details'], kept: 'record_kept', unit: 'subject' },
  ],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const attestationsOf = (db: Sqlite, dataStoreId: string): AttestationView[] =>
  many(db, 'select * from vendor_attestations where data_store_id = ? order by position desc', dataStoreId).map(
    (row) => ({
      kind: row.kind as string,
      document: row.document as string,
      validUntil: row.valid_until as string,
      at: row.at as string,
    }),
  );

/** Every vendor's store, in the order of registration. */
export const allVendors = (db: Sqlite, limit = -1): VendorView[] =>
  many(db, 'select * from vendors order by registered_at, data_store_id limit ?', limit).map((row) => ({
    id: row.data_store_id as string,
    dataStoreId: row.data_store_id as string,
    vendor: text(row, 'vendor'),
    product: text(row, 'product'),
    contract: row.contract as string,
    addendum: row.addendum as string,
    registeredAt: row.registered_at as string,
    settings: text(row, 'settings'),
    settingsAt: text(row, 'settings_at'),
    approvedSettings: text(row, 'approved'),
    immigration: row.immigration as number,
    attestations: attestationsOf(db, row.data_store_id as string),
  }));

/** What was found of vendors and transfers, the latest first. */
export const vendorFindings = (db: Sqlite, limit = -1): VendorFindingView[] =>
  many(db, 'select * from vendor_findings order by position desc limit ?', limit).map((row) => ({
    id: row.event_id as string,
    at: row.at as string,
    finding: row.finding as VendorFindingView['finding'],
    subject: row.subject as string,
    counts: JSON.parse(row.counts as string) as Record<string, number>,
    details: JSON.parse((row.details as string | null) ?? 'null') as string[] | null,
  }));

/** The imports of vendors' logs, the latest first. */
export const vendorLogs = (db: Sqlite, limit = -1) =>
  many(db, 'select * from vendor_imports order by position desc limit ?', limit).map((row) => ({
    id: row.event_id as string,
    dataStoreId: row.data_store_id as string,
    file: row.file as string,
    columns: row.columns as number,
    rows: row.rows as number,
    first: text(row, 'first'),
    last: text(row, 'last'),
    at: row.at as string,
  }));

/** Each time the reads of a vendor were held against ours, in order. */
export const reconciliations = (db: Sqlite) =>
  many(db, 'select * from vendor_reconciliations order by position').map((row) => ({
    at: row.at as string,
    dataStoreId: row.data_store_id as string,
    returned: row.returned as number,
    overdue: row.overdue as number,
    missing: row.missing as number,
  }));

/** The transfers, the latest first. */
export const allTransfers = (db: Sqlite, limit = -1): TransferView[] =>
  many(db, 'select * from batches order by received_at desc, transfer_id limit ?', limit).map((row) => ({
    id: row.transfer_id as string,
    cameraId: row.camera_id as string,
    count: row.count as number,
    first: row.first as string,
    last: row.last as string,
    receivedAt: row.received_at as string,
    matches: row.matches === 1,
  }));

const sourceIds = (rows: readonly SqlRow[]): string[] =>
  rows.flatMap(({ detail }) => {
    const { sourceEventId } = JSON.parse((detail as string | null) ?? '{}') as { sourceEventId?: string };
    return sourceEventId === undefined ? [] : [sourceEventId];
  });

/** The ids that sources gave their reads captured from `from` until before `to`, as far as they can be read. */
export const heldBetween = (db: Sqlite, from: string, to: string): string[] =>
  sourceIds(many(db, 'select detail from detections where captured >= ? and captured < ?', instant(from), instant(to)));

/** The same, of one camera, the last moment included. */
export const readsOf = (db: Sqlite, cameraId: string, first: string, last: string): string[] =>
  sourceIds(
    many(
      db,
      'select detail from detections where camera_id = ? and captured >= ? and captured <= ?',
      cameraId,
      instant(first),
      instant(last),
    ),
  );
