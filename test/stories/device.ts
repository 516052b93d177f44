/** Stories of devices: the Department's own, and personal ones by the Administrator's written permission only. */
import type { ActionRefused } from '../../src/domain/decider.js';
import {
  device,
  type DeviceControlsVerified,
  type DeviceRegistered,
  type DeviceRetired,
  type OfflineAccessSynced,
  type PersonalDevicePermissionGranted,
  type PersonalDevicePermissionRevoked,
  type SyncOfflineAccess,
} from '../../src/domain/device.js';
import { administrator, at, assignedTo, clock, lacking, morning, nextYear, noon, officer, partner } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(device, administrator);

const deviceId = 'unit-12';
const document = 'd'.repeat(64);
const its = { deviceId, class: 'vehicle', ownership: 'issued', credential: 'digest', journalKey: null } as const;
const registered: DeviceRegistered = {
  type: 'DeviceRegistered',
  data: its,
  sealed: { name: 'MDC of unit 12' },
  keep: { class: 'register', unit: deviceId },
};
const retired: DeviceRetired = { type: 'DeviceRetired', data: { deviceId, why: 'replaced' } };
const permission = {
  deviceId,
  memberId: officer.by.id,
  scope: 'metadata',
  document,
  credential: 'digest',
  expiresAt: nextYear,
} as const;
const granted: PersonalDevicePermissionGranted = { type: 'PersonalDevicePermissionGranted', data: permission };
const revoked = (why: string): PersonalDevicePermissionRevoked => ({
  type: 'PersonalDevicePermissionRevoked',
  data: { deviceId, why },
});
const verified: DeviceControlsVerified = {
  type: 'DeviceControlsVerified',
  data: { deviceId, document, validUntil: nextYear },
};

const register = { type: 'RegisterDevice', data: { ...its, name: 'MDC of unit 12' } } as const;
const retire = { type: 'RetireDevice', data: retired.data } as const;
const grant = { type: 'GrantPersonalDevice', data: permission } as const;
const revoke = { type: 'RevokePersonalDevice', data: revoked('permission-withdrawn').data } as const;
const verify = { type: 'VerifyDeviceControls', data: verified.data } as const;
const unknown = '430.7(f) R-DEVICE-UNKNOWN';
const noPermission = '430.7(f) R-DEVICE-PERMISSION';
const noControls = '430.7(f) R-DEVICE-CONTROLS';
const clerk = assignedTo(officer, 'devices');

const ofTheDepartment = {
  'the Administrator registers a device of the Department': given().when(register).records(registered),
  'a member assigned to devices registers one': given().when(register, clerk).records(registered),
  'a device is registered once': given(registered).when(register).refuses('430.7(f) R-DEVICE-KNOWN'),
  ...lacking('devices', clerk, 'registers no device', (who) => given().when(register, who)),
  'a device is taken out of use': given(registered).when(retire).records(retired),
  'a device out of use is not retired again': given(registered, retired).when(retire).refuses(unknown),
  'a personal device is not retired, its permission is revoked': given(granted).when(retire).refuses(unknown),
  ...lacking('devices', clerk, 'retires no device', (who) => given(registered).when(retire, who)),
};

const ofMembers = {
  'the Administrator permits a personal device in writing, until a day': given().when(grant).records(granted),
  'a permission without a document is none': given()
    .when({ ...grant, data: { ...permission, document: '' } })
    .refuses(noPermission),
  'a permission for ever is none': given()
    .when({ ...grant, data: { ...permission, expiresAt: '2028-01-05T12:00:00.000Z' } })
    .refuses(noPermission),
  'a permission that has ended is none': given()
    .when({ ...grant, data: { ...permission, expiresAt: noon } })
    .refuses(noPermission),
  'the Administrator permits no device of his own': given()
    .when({ ...grant, data: { ...permission, memberId: administrator.by.id } })
    .refuses(noPermission),
  'a member assigned to devices permits no personal one': given()
    .when(grant, assignedTo(partner, 'devices'))
    .refuses('430.4A(i) R-NOT-ADMIN'),
  'a device of the Department is not permitted as a personal one': given(registered)
    .when(grant)
    .refuses('430.7(f) R-DEVICE-KNOWN'),
  ...lacking('administration', administrator, 'permits no personal device', (who) => given().when(grant, who)),

  'a permission is revoked': given(granted).when(revoke).records(revoked('permission-withdrawn')),
  'a permission that has run out is revoked of itself': given(granted)
    .when({ ...revoke, data: revoked('expired').data }, at(clock, nextYear))
    .records(revoked('expired')),
  'a permission that stands is not revoked of itself': given(granted)
    .when(revoke, clock)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(i) R-NOT-ADMIN'),
  'a permission is revoked once': given(granted, revoked('permission-withdrawn')).when(revoke).refuses(unknown),
  ...lacking('administration', administrator, 'revokes no permission', (who) => given(granted).when(revoke, who)),

  'the controls of a personal device are verified in writing': given(granted).when(verify).records(verified),
  'controls are not verified without a document': given(granted)
    .when({ ...verify, data: { ...verified.data, document: 'seen by me' } })
    .refuses(noControls),
  'controls are not verified for ever': given(granted)
    .when({ ...verify, data: { ...verified.data, validUntil: '2028-01-05T12:00:00.000Z' } })
    .refuses(noControls),
  'a device without a permission has no controls to verify': given().when(verify).refuses(unknown),
  ...lacking('administration', administrator, 'verifies no controls', (who) => given(granted).when(verify, who)),
};

const synced = (seq: number): OfflineAccessSynced => ({
  type: 'OfflineAccessSynced',
  data: { deviceId, seq, memberId: officer.by.id, at: morning, what: 'hit', rowId: 'hit-1' },
});
const sync = (seq: number, more: Partial<SyncOfflineAccess['data']> = {}) =>
  ({
    type: 'SyncOfflineAccess',
    data: { ...synced(seq).data, signed: true, loggedInAt: morning, ...more },
  }) as const;
const noJournal = '430.9(a) R-OFFLINE-JOURNAL';
const tooLate = '430.9(a) R-OFFLINE-EXPIRED';
const tooLateBefore: ActionRefused = {
  type: 'ActionRefused',
  data: { action: 'SyncOfflineAccess', codes: ['R-OFFLINE-EXPIRED'] },
};

const offline = {
  'what was opened offline comes onto the ledger from the signed journal': given(registered)
    .when(sync(1), officer)
    .records(synced(1)),
  'entries come in the order of the journal': given(registered, synced(1)).when(sync(2), officer).records(synced(2)),
  'an entry that was left out is noticed': given(registered).when(sync(2), officer).refuses(noJournal),
  'an entry is taken once': given(registered, synced(1)).when(sync(1), officer).refuses(noJournal),
  'an entry that the device did not sign is none': given(registered)
    .when(sync(1, { signed: false }), officer)
    .refuses(noJournal),
  'what was opened twelve hours after log-in was in time': given(registered)
    .when(sync(1, { loggedInAt: '2026-01-04T20:00:00.000Z' }), officer)
    .records(synced(1)),
  'what was opened later was not': given(registered)
    .when(sync(1, { loggedInAt: '2026-01-04T19:59:59.999Z' }), officer)
    .refuses(tooLate),
  'what was opened by nobody who had logged in there was not either': given(registered)
    .when(sync(1, { loggedInAt: null }), officer)
    .refuses(tooLate),
  'nothing was opened in time to come': given(registered)
    .when(sync(1, { at: '2026-01-05T12:00:00.001Z' }), officer)
    .refuses(tooLate),
  'behind an entry made too late the journal goes on': given(registered, tooLateBefore)
    .when(sync(2), officer)
    .records(synced(2)),
  'other refusals do not move the journal on': given(registered, {
    ...tooLateBefore,
    data: { action: 'SyncOfflineAccess', codes: ['R-OFFLINE-JOURNAL', 'R-OFFLINE-EXPIRED'] },
  })
    .when(sync(2), officer)
    .refuses(noJournal),
  'a device that is not on the register has no journal': given()
    .when(sync(1), officer)
    .refuses('430.7(f) R-DEVICE-UNKNOWN'),
  ...lacking('session', officer, 'brings in no journal', (who) => given(registered).when(sync(1), who)),
};

export const deviceStories = told(device, { ...ofTheDepartment, ...ofMembers, ...offline });
