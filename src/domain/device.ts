/** A device: equipment the Department issued or owns, or a personal one that the Administrator permitted in writing. */
import type { Case, Command, Decider, Event } from './decider.js';
import { type Rule, rule, unless } from './policy/rule.js';
import { administration, assigned, session } from './standing.js';
import { between, day, hour } from './time.js';

/** Where a device is used; vehicles and the dispatch room may be exempt from locking (CJIS AC-11). */
export const deviceClasses = ['desk', 'handheld', 'vehicle', 'dispatch'] as const;
export type DeviceClass = (typeof deviceClasses)[number];
/** What a personal device is permitted for: lists without plates, or plates as well. */
export type DeviceScope = 'metadata' | 'plates';

// Stored for good: never rename, only add.
export type DeviceRegistered = Event<
  'DeviceRegistered',
  {
    readonly deviceId: string;
    readonly class: DeviceClass;
    readonly ownership: 'issued' | 'owned';
    /** SHA-256 of the device's token, hex. */
    readonly credential: string;
    /** Ed25519 public key, hex, of a device that keeps a journal while it is offline. */
    readonly journalKey: string | null;
  },
  { readonly name: string }
>;
export type DeviceRetired = Event<'DeviceRetired', { readonly deviceId: string; readonly why: string }>;
export type PersonalDevicePermissionGranted = Event<
  'PersonalDevicePermissionGranted',
  {
    readonly deviceId: string;
    readonly memberId: string;
    readonly scope: DeviceScope;
    readonly expiresAt: string;
    /** SHA-256 of the written permission, hex. */
    readonly document: string;
    readonly credential: string;
  }
>;
export type PersonalDevicePermissionRevoked = Event<
  'PersonalDevicePermissionRevoked',
  { readonly deviceId: string; readonly why: string }
>;
/** AC-20(1): somebody verified the controls of the device, or a connection agreement is on file. */
export type DeviceControlsVerified = Event<
  'DeviceControlsVerified',
  { readonly deviceId: string; readonly document: string; readonly validUntil: string }
>;
/** What was opened on a device while it was offline, from the journal it kept and signed meanwhile (430.9(a)). */
export type OfflineAccessSynced = Event<
  'OfflineAccessSynced',
  {
    readonly deviceId: string;
    /** Its place in the device's journal: 1, 2, 3 and none left out. */
    readonly seq: number;
    readonly memberId: string;
    /** When it was opened, by the device's clock. */
    readonly at: string;
    readonly what: 'detection' | 'hit' | 'hot-list-entry';
    readonly rowId: string;
  }
>;
export type DeviceEvent =
  | OfflineAccessSynced
  | DeviceRegistered
  | DeviceRetired
  | PersonalDevicePermissionGranted
  | PersonalDevicePermissionRevoked
  | DeviceControlsVerified;

export type RegisterDevice = Command<'RegisterDevice', DeviceRegistered['data'] & { readonly name: string }>;
export type RetireDevice = Command<'RetireDevice', DeviceRetired['data']>;
export type GrantPersonalDevice = Command<'GrantPersonalDevice', PersonalDevicePermissionGranted['data']>;
export type RevokePersonalDevice = Command<'RevokePersonalDevice', PersonalDevicePermissionRevoked['data']>;
export type VerifyDeviceControls = Command<'VerifyDeviceControls', DeviceControlsVerified['data']>;
export type SyncOfflineAccess = Command<
  'SyncOfflineAccess',
  OfflineAccessSynced['data'] & {
    /** Found by the shell: signed by the device's own key. */
    readonly signed: boolean;
    /** Found by the shell: when the member had last logged in on that device before; null where he had not. */
    readonly loggedInAt: string | null;
  }
>;
export type DeviceCommand =
  SyncOfflineAccess | RegisterDevice | RetireDevice | GrantPersonalDevice | RevokePersonalDevice | VerifyDeviceControls;

export type DeviceState = {
  readonly kind: 'none' | 'department' | 'personal';
  readonly class: DeviceClass | null;
  readonly credential: string | null;
  readonly journalKey: string | null;
  /** Retired, or the permission revoked. */
  readonly ended: boolean;
  /** Of a personal device: whose it is, for what, and until when. */
  readonly memberId: string | null;
  readonly scope: DeviceScope | null;
  readonly expiresAt: string | null;
  readonly controlsUntil: string | null;
  /** The last entry of its journal that was taken, or refused because it was made too late. */
  readonly journal: number;
};

const unknown: DeviceState = {
  kind: 'none',
  class: null,
  credential: null,
  journalKey: null,
  ended: false,
  memberId: null,
  scope: null,
  expiresAt: null,
  controlsUntil: null,
  journal: 0,
};

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

const fresh = rule<Case<unknown, DeviceState>>(
  '430.7(f)',
  'R-DEVICE-KNOWN',
  'the device is not on the register yet',
  ({ state }) => state.kind === 'none',
  'Use the entry that is there, or retire it first.',
);

const standing = (kind: DeviceState['kind']): Rule<Case<unknown, DeviceState>> =>
  rule(
    '430.7(f)',
    'R-DEVICE-UNKNOWN',
    'the device is on the register, of the kind meant, and not out of use',
    ({ state }) => state.kind === kind && !state.ended,
    'Name a device of the register that is in use.',
  );

/** A permission or an agreement that runs on for ever is none: it ends within a year at the latest. */
const ends = (at: string, until: string, days: number): boolean =>
  between(at, until) > 0 && between(at, until) <= days * day;

export const device: Decider<DeviceCommand, DeviceState, DeviceEvent> = {
  category: 'device',
  stream: ({ data }) => `device-${data.deviceId}`,
  initial: unknown,
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'DeviceRegistered':
        return { ...state, ...data, kind: 'department' };
      case 'PersonalDevicePermissionGranted':
        return { ...state, ...data, kind: 'personal' };
      case 'DeviceRetired':
      case 'PersonalDevicePermissionRevoked':
        return { ...state, ended: true, credential: null };
      case 'OfflineAccessSynced':
        return { ...state, journal: data.seq };
      case 'DeviceControlsVerified':
        return { ...state, controlsUntil: data.validUntil };
    }
  },
  // An entry made too late is refused for good, and the journal goes on behind it.
  refused: (state, { action, codes }) =>
    action === 'SyncOfflineAccess' && codes.every((code) => code === 'R-OFFLINE-EXPIRED')
      ? { ...state, journal: state.journal + 1 }
      : state,
  on: {
    SyncOfflineAccess: {
      rules: [
        ...session,
        standing('department'),
        rule(
          '430.9(a)',
          'R-OFFLINE-JOURNAL',
          'the entry is the next one of the journal, and signed by the device that kept it',
          ({ command: { data }, state }) => data.signed && data.seq === state.journal + 1,
          'Send the journal in its order, as the device signed it; an entry that is missing is looked into.',
        ),
        rule(
          '430.9(a)',
          'R-OFFLINE-EXPIRED',
          'the access was made by a member logged in on that device, within the hours it may go on offline',
          ({ command: { data }, at, terms }) =>
            data.loggedInAt !== null &&
            data.at <= at &&
            between(data.loggedInAt, data.at) <= terms.settings.offlineHours * hour,
          'What was opened later was opened without leave; report it.',
        ),
      ],
      events: ({ command: { data } }) => [
        {
          type: 'OfflineAccessSynced',
          data: {
            deviceId: data.deviceId,
            seq: data.seq,
            memberId: data.memberId,
            at: data.at,
            what: data.what,
            rowId: data.rowId,
          },
        },
      ],
    },
    RegisterDevice: {
      rules: [...assigned('devices'), fresh],
      events: ({ command: { data } }) => [
        {
          type: 'DeviceRegistered',
          data: {
            deviceId: data.deviceId,
            class: data.class,
            ownership: data.ownership,
            credential: data.credential,
            journalKey: data.journalKey,
          },
          sealed: { name: data.name },
          keep: { class: 'register', unit: data.deviceId },
        },
      ],
    },
    RetireDevice: {
      rules: [...assigned('devices'), standing('department')],
      events: ({ command }) => [{ type: 'DeviceRetired', data: command.data }],
    },
    GrantPersonalDevice: {
      rules: [
        ...administration,
        fresh,
        rule(
          '430.7(f)',
          'R-DEVICE-PERMISSION',
          'the permission is in writing, for another member than him who gives it, and ends within a year',
          ({ by, command: { data }, at, terms }) =>
            isDigest(data.document) && by.id !== data.memberId && ends(at, data.expiresAt, terms.settings.deviceDays),
          'Give the SHA-256 of the signed document, the member it is for, and when it ends.',
        ),
      ],
      events: ({ command }) => [{ type: 'PersonalDevicePermissionGranted', data: command.data }],
    },
    RevokePersonalDevice: {
      rules: [
        ...unless<Case<RevokePersonalDevice, DeviceState>>(
          ({ by, state, at }) => by.kind === 'clock' && state.expiresAt !== null && state.expiresAt <= at,
          administration,
        ),
        standing('personal'),
      ],
      events: ({ command }) => [{ type: 'PersonalDevicePermissionRevoked', data: command.data }],
    },
    VerifyDeviceControls: {
      rules: [
        ...administration,
        standing('personal'),
        rule(
          '430.7(f)',
          'R-DEVICE-CONTROLS',
          'what was verified is in writing, by another than the device’s owner, and is verified anew within a year',
          ({ by, state, command: { data }, at, terms }) =>
            isDigest(data.document) && by.id !== state.memberId && ends(at, data.validUntil, terms.settings.deviceDays),
          'Give the SHA-256 of the record of verification or of the connection agreement, and until when it holds.',
        ),
      ],
      events: ({ command }) => [{ type: 'DeviceControlsVerified', data: command.data }],
    },
  },
};
