/** The devices: the Department's own, and personal ones with their written permission. */
import type { DeviceClass, DeviceScope } from '../domain/device.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { keptOn, type Projection } from './projection.js';
import { insert, many, update } from './statements.js';

export type DeviceView = {
  readonly id: string;
  readonly deviceId: string;
  readonly kind: 'issued' | 'owned' | 'personal';
  readonly class: DeviceClass | null;
  /** Null for a personal device, and once the register that held it was purged. */
  readonly name: string | null;
  readonly since: string;
  readonly endedAt: string | null;
  readonly why: string | null;
  /** Of a personal device. */
  readonly memberId: string | null;
  readonly scope: DeviceScope | null;
  readonly expiresAt: string | null;
  readonly document: string | null;
  readonly controlsUntil: string | null;
};

export const devices: Projection = {
  name: 'devices',
  tables: `
    create table devices (
      device_id text primary key, kind text not null, class text, name text, kept integer, since text not null,
      ended_at text, why text, member_id text, scope text, expires_at text, document text, controls_until text
    ) without rowid;
  `,
  on: {
    DeviceRegistered: (db, event) => {
      const { deviceId, ownership, class: of } = event.data;
      const row = { device_id: deviceId, kind: ownership, class: of, since: event.occurredAt };
      insert(db, 'devices', { ...row, name: event.sealed?.name, kept: keptOn(event) });
    },
    PersonalDevicePermissionGranted: (db, { occurredAt, data }) => {
      const { deviceId, memberId, scope, expiresAt, document } = data;
      const row = { device_id: deviceId, kind: 'personal', since: occurredAt, member_id: memberId };
      insert(db, 'devices', { ...row, scope, expires_at: expiresAt, document });
    },
    DeviceRetired: (db, { occurredAt, data: { deviceId, why } }) =>
      update(db, 'devices', { ended_at: occurredAt, why }, { device_id: deviceId }),
    PersonalDevicePermissionRevoked: (db, { occurredAt, data: { deviceId, why } }) =>
      update(db, 'devices', { ended_at: occurredAt, why }, { device_id: deviceId }),
    DeviceControlsVerified: (db, { data: { deviceId, validUntil } }) =>
      update(db, 'devices', { controls_until: validUntil }, { device_id: deviceId }),
  },
  sealed: [{ table: 'devices', class: 'register', columns: ['name'], kept: 'kept', unit: 'device_id' }],
};

const viewOf = (row: SqlRow): DeviceView => ({
  id: row.device_id as string,
  deviceId: row.device_id as string,
  kind: row.kind as DeviceView['kind'],
  class: row.class as DeviceClass | null,
  name: row.name as string | null,
  since: row.since as string,
  endedAt: row.ended_at as string | null,
  why: row.why as string | null,
  memberId: row.member_id as string | null,
  scope: row.scope as DeviceScope | null,
  expiresAt: row.expires_at as string | null,
  document: row.document as string | null,
  controlsUntil: row.controls_until as string | null,
});

/** Devices in use first, the latest first. */
export const allDevices = (db: Sqlite, limit: number): DeviceView[] =>
  many(db, 'select * from devices order by ended_at is not null, since desc, device_id limit ?', limit).map(viewOf);

/** Permissions for personal devices that have run out and were not revoked. */
export const lapsedPermissions = (db: Sqlite, now: string): DeviceView[] =>
  many(db, 'select * from devices where ended_at is null and expires_at <= ? order by device_id', now).map(viewOf);
