/** A vendor's store of our data (430.3(b), 430.8): its contract, its attestations, its switches, and what it purges. */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { administration, content } from './standing.js';
import { between, hour } from './time.js';

export type AttestationKind = 'soc-report' | 'security-audit' | 'penetration-test' | 'hosting-location';

// Stored for good: never rename, only add.
export type DataStoreRegistered = Event<
  'DataStoreRegistered',
  {
    readonly dataStoreId: string;
    /** SHA-256 of the contract and of its CJIS addendum, hex. */
    readonly contract: string;
    readonly addendum: string;
  },
  { readonly vendor: string; readonly product: string }
>;
export type VendorAttestationFiled = Event<
  'VendorAttestationFiled',
  {
    readonly dataStoreId: string;
    readonly kind: AttestationKind;
    readonly document: string;
    readonly validUntil: string;
  }
>;
/** The vendor's sharing switches as they stood; `digest` is of their canonical form. */
export type VendorSettingsSnapshotted = Event<
  'VendorSettingsSnapshotted',
  { readonly dataStoreId: string; readonly digest: string; readonly switches: number; readonly immigration: number },
  { readonly settings: Readonly<Record<string, string>> }
>;
/** They are not those last approved, or one of them shares for immigration enforcement. */
export type VendorDriftDetected = Event<
  'VendorDriftDetected',
  {
    readonly dataStoreId: string;
    readonly digest: string;
    readonly approved: string | null;
    readonly changed: number;
    readonly immigration: number;
  },
  { readonly changes: readonly string[]; readonly immigrationSwitches: readonly string[] }
>;
export type VendorSettingsApproved = Event<
  'VendorSettingsApproved',
  { readonly dataStoreId: string; readonly digest: string; readonly approver: string }
>;
type Reconciled = {
  readonly dataStoreId: string;
  readonly asOf: string;
  /** Reads that the vendor returned; of these, older than it may keep; of ours, younger and not returned. */
  readonly returned: number;
  readonly overdue: number;
  readonly missing: number;
  readonly list: string;
};
export type VendorPurgeReconciled = Event<'VendorPurgeReconciled', Reconciled>;
export type VendorPurgeDiscrepancy = Event<
  'VendorPurgeDiscrepancy',
  Pick<Reconciled, 'dataStoreId' | 'asOf' | 'overdue' | 'missing'>
>;
export type DataStoreEvent =
  | DataStoreRegistered
  | VendorAttestationFiled
  | VendorSettingsSnapshotted
  | VendorDriftDetected
  | VendorSettingsApproved
  | VendorPurgeReconciled
  | VendorPurgeDiscrepancy;

type OfStore<Data = object> = { readonly dataStoreId: string } & Data;
export type RegisterDataStore = Command<
  'RegisterDataStore',
  OfStore<{
    readonly vendor: string;
    readonly product: string;
    readonly contract: string | null;
    readonly addendum: string | null;
  }>
>;
export type FileVendorAttestation = Command<
  'FileVendorAttestation',
  OfStore<{ readonly kind: AttestationKind; readonly document: string | null; readonly validUntil: string }>
>;
export type SnapshotVendorSettings = Command<
  'SnapshotVendorSettings',
  OfStore<{
    /** Path of the switch → its value, as text. */
    readonly settings: Readonly<Record<string, string>>;
    readonly digest: string;
    /** Paths of the switches that are on and speak of immigration. */
    readonly immigration: readonly string[];
  }>
>;
export type ApproveVendorSettings = Command<'ApproveVendorSettings', OfStore<{ readonly digest: string }>>;
export type ReconcileVendorPurge = Command<
  'ReconcileVendorPurge',
  OfStore<{
    readonly asOf: string;
    /** The list covers reads captured from then on. */
    readonly from: string;
    /** The reads that the vendor returned: the ids that the source gave them, and when they were captured. */
    readonly ids: readonly string[];
    readonly times: readonly string[];
    readonly list: string;
    /** Found by the shell: reads of ours, younger than the vendor may keep, that it did not return. */
    readonly missing: number;
  }>
>;
export type DataStoreCommand =
  RegisterDataStore | FileVendorAttestation | SnapshotVendorSettings | ApproveVendorSettings | ReconcileVendorPurge;

export type DataStoreState = {
  readonly registered: boolean;
  readonly last: { readonly digest: string; readonly immigration: number } | null;
  readonly approved: string | null;
  /** The switches last approved; null when none were, or their key is destroyed. */
  readonly approvedSettings: Readonly<Record<string, string>> | null;
  readonly lastSettings: Readonly<Record<string, string>> | null;
};

const digest = /^[0-9a-f]{64}$/;
const isDigest = (text: string | null): boolean => digest.test(text ?? '');
const kept = (dataStoreId: string) => ({ class: 'register', unit: dataStoreId }) as const;

const registered = rule<Case<unknown, DataStoreState>>(
  '430.3(b)',
  'R-STORE-UNKNOWN',
  'the vendor’s data store is on the register',
  ({ state }) => state.registered,
  'Register the data store first.',
);

/** Paths whose value is not the same in both. */
const changed = (
  before: Readonly<Record<string, string>> | null,
  now: Readonly<Record<string, string>>,
): readonly string[] =>
  [...new Set([...Object.keys(before ?? {}), ...Object.keys(now)])]
    .filter((path) => before?.[path] !== now[path])
    .sort();

const snapshotted = ({
  command: { data },
  state,
}: Case<SnapshotVendorSettings, DataStoreState>): readonly DataStoreEvent[] => {
  const { dataStoreId, settings, digest: now, immigration } = data;
  const snapshot: VendorSettingsSnapshotted = {
    type: 'VendorSettingsSnapshotted',
    data: { dataStoreId, digest: now, switches: Object.keys(settings).length, immigration: immigration.length },
    sealed: { settings },
    keep: kept(dataStoreId),
  };
  const drifted = state.approved !== null && state.approved !== now;
  if (!drifted && immigration.length === 0) return [snapshot];
  const changes = state.approvedSettings ? changed(state.approvedSettings, settings) : [];
  const drift: VendorDriftDetected = {
    type: 'VendorDriftDetected',
    data: {
      dataStoreId,
      digest: now,
      approved: state.approved,
      changed: changes.length,
      immigration: immigration.length,
    },
    sealed: { changes, immigrationSwitches: immigration },
    keep: kept(dataStoreId),
  };
  return [snapshot, drift];
};

const reconciled = ({
  command: { data },
  terms,
}: Case<ReconcileVendorPurge, DataStoreState>): readonly DataStoreEvent[] => {
  const { dataStoreId, asOf, ids, missing, list, times } = data;
  const returned = ids.length;
  const keeps = (terms.settings.vendorDays * 24 + terms.settings.vendorGraceHours) * hour;
  const overdue = times.filter((time) => between(time, asOf) > keeps).length;
  const found = { dataStoreId, asOf, overdue, missing };
  const told: VendorPurgeReconciled = { type: 'VendorPurgeReconciled', data: { ...found, returned, list } };
  return overdue + missing === 0 ? [told] : [told, { type: 'VendorPurgeDiscrepancy', data: found }];
};

const evolve = (state: DataStoreState, event: DataStoreEvent): DataStoreState => {
  switch (event.type) {
    case 'DataStoreRegistered':
      return { ...state, registered: true };
    case 'VendorSettingsSnapshotted': {
      const { digest: now, immigration } = event.data;
      return { ...state, last: { digest: now, immigration }, lastSettings: event.sealed?.settings ?? null };
    }
    case 'VendorSettingsApproved':
      return { ...state, approved: event.data.digest, approvedSettings: state.lastSettings };
    case 'VendorAttestationFiled':
    case 'VendorDriftDetected':
    case 'VendorPurgeReconciled':
    case 'VendorPurgeDiscrepancy':
      return state;
  }
};

export const dataStore: Decider<DataStoreCommand, DataStoreState, DataStoreEvent> = {
  category: 'datastore',
  stream: ({ data }) => `datastore-${data.dataStoreId}`,
  initial: { registered: false, last: null, approved: null, approvedSettings: null, lastSettings: null },
  evolve,
  on: {
    RegisterDataStore: {
      rules: [
        ...administration,
        rule(
          '430.8¶2.1',
          'R-STORE-CONTRACT',
          'the contract with the vendor and its CJIS addendum are on file, and the store is new',
          ({ command: { data }, state }) => !state.registered && isDigest(data.contract) && isDigest(data.addendum),
          'Send the digests of the signed contract and of its CJIS addendum.',
        ),
      ],
      events: ({ command: { data } }) => [
        {
          type: 'DataStoreRegistered',
          data: { dataStoreId: data.dataStoreId, contract: data.contract!, addendum: data.addendum! },
          sealed: { vendor: data.vendor, product: data.product },
          keep: kept(data.dataStoreId),
        },
      ],
    },
    FileVendorAttestation: {
      rules: [
        ...administration,
        registered,
        rule(
          '430.8¶2.1',
          'R-ATTESTATION',
          'the vendor’s attestation is a document, and valid beyond today',
          ({ command: { data }, at }) => isDigest(data.document) && between(at, data.validUntil) > 0,
          'Send the digest of the report, and until when it is valid.',
        ),
      ],
      events: ({ command: { data } }) => [
        { type: 'VendorAttestationFiled', data: { ...data, document: data.document! } },
      ],
    },
    SnapshotVendorSettings: { rules: [...administration, registered], events: snapshotted },
    ApproveVendorSettings: {
      rules: [
        ...administration,
        registered,
        rule(
          '430.10¶V.2',
          'R-SETTINGS-SEEN',
          'what is approved are the switches as they were last seen',
          ({ state, command }) => state.last?.digest === command.data.digest,
          'Take a snapshot, and approve that one.',
        ),
        rule(
          '430.10¶V.2',
          'R-VENDOR-IMMIGRATION',
          'no switch of the vendor shares data for immigration enforcement',
          ({ state }) => (state.last?.immigration ?? 0) === 0,
          'Have the vendor turn it off, and take another snapshot.',
        ),
      ],
      events: ({ command: { data }, state, by }) =>
        state.approved === data.digest ? [] : [{ type: 'VendorSettingsApproved', data: { ...data, approver: by.id } }],
    },
    ReconcileVendorPurge: {
      rules: [
        ...content,
        registered,
        rule(
          '430.8¶2.2',
          'R-RECONCILE-TIME',
          'the vendor’s list is of a time that has passed',
          ({ command, at }) => between(command.data.asOf, at) >= 0,
          'Say when the list was drawn.',
        ),
      ],
      events: reconciled,
    },
  },
};
