/** The upkeep of the equipment: faults from report to clearing, maintenance, and when each camera was last heard of. */
import type { EquipmentFaultReported, EquipmentMaintained, FaultCleared } from '../domain/equipment.js';
import type { Heard } from '../domain/heartbeat.js';
import { hour, instant, iso8601 } from '../domain/time.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, keptOn, type Projection } from './projection.js';
import { insert, many, one, run, update } from './statements.js';

export type FaultView = {
  readonly id: string;
  readonly faultId: string;
  readonly cameraId: string;
  readonly kind: EquipmentFaultReported['data']['kind'];
  readonly reportedAt: string;
  readonly reportedBy: string;
  /** Null once purged. */
  readonly description: string | null;
  readonly clearedAt: string | null;
  readonly clearedBy: string | null;
  readonly how: FaultCleared['data']['how'] | null;
};

export type MaintenanceView = {
  readonly id: string;
  readonly cameraId: string;
  readonly at: string;
  readonly memberId: string;
  readonly work: EquipmentMaintained['data']['work'];
};

export const upkeep: Projection = {
  name: 'upkeep',
  tables: `
    create table faults (
      fault_id text primary key, camera_id text not null, kind text not null, reported_at text not null,
      reported_by text not null, cleared_at text, cleared_by text, how text, description text, kept integer
    ) without rowid;
    create index faults_by_camera on faults(camera_id);
    create table maintenance (
      event_id text primary key, camera_id text not null, at text not null, member_id text not null, work text not null
    ) without rowid;
    create table heartbeats (
      camera_id text primary key, at text not null, skew_ms integer not null, test_read integer
    ) without rowid;
    create table heartbeat_hours (
      hour integer not null, camera_id text not null, primary key (hour, camera_id)
    ) without rowid;
  `,
  on: {
    EquipmentFaultReported: (db, event) => {
      const { cameraId, faultId, memberId, kind } = event.data;
      const fault = { fault_id: faultId, camera_id: cameraId, kind, reported_at: event.occurredAt };
      const personal = { description: event.sealed?.description, kept: keptOn(event) };
      insert(db, 'faults', { ...fault, reported_by: memberId, ...personal });
    },
    FaultCleared: (db, { occurredAt, data: { faultId, memberId, how } }) =>
      update(db, 'faults', { cleared_at: occurredAt, cleared_by: memberId, how }, { fault_id: faultId }),
    EquipmentMaintained: (db, { id, occurredAt, data: { cameraId, memberId, work } }) =>
      insert(db, 'maintenance', { event_id: id, camera_id: cameraId, at: occurredAt, member_id: memberId, work }),
    HeartbeatReceived: (db, { occurredAt, data: { cameraId, clockSkewMs, testRead } }) => {
      const sql = 'insert or replace into heartbeats values (?, ?, ?, ?)';
      run(db, sql, cameraId, occurredAt, clockSkewMs, testRead === null ? null : flag(testRead));
      insert(db, 'heartbeat_hours', { hour: Math.floor(instant(occurredAt) / hour), camera_id: cameraId });
    },
  },
  sealed: [{ table: 'faults', class: 'register', columns: ['description'], kept: 'kept', unit: 'fault_id' }],
};

const faultOf = (row: SqlRow): FaultView => ({
  id: row.fault_id as string,
  faultId: row.fault_id as string,
  cameraId: row.camera_id as string,
  kind: row.kind as FaultView['kind'],
  reportedAt: row.reported_at as string,
  reportedBy: row.reported_by as string,
  description: row.description as string | null,
  clearedAt: row.cleared_at as string | null,
  clearedBy: row.cleared_by as string | null,
  how: row.how as FaultView['how'],
});

/** Faults, those still open first, then the latest. */
export const openFaultsFirst = (db: Sqlite, limit: number): FaultView[] => {
  const sql = 'select * from faults order by cleared_at is not null, reported_at desc, fault_id limit ?';
  return many(db, sql, limit).map(faultOf);
};

/** Maintenance done, latest first. */
export const latestMaintenance = (db: Sqlite, limit: number): MaintenanceView[] =>
  many(db, 'select * from maintenance order by at desc, event_id limit ?', limit).map((row) => ({
    id: row.event_id as string,
    cameraId: row.camera_id as string,
    at: row.at as string,
    memberId: row.member_id as string,
    work: row.work as MaintenanceView['work'],
  }));

/** What the system itself has heard of a camera, against which a function check is held (430.6(g)). */
export const heardOf = (db: Sqlite, cameraId: string): Heard => {
  const read = 'select captured from detections where camera_id = ? order by captured desc limit 1';
  const captured = one(db, read, cameraId)?.captured as number | undefined;
  const beat = one(db, 'select * from heartbeats where camera_id = ?', cameraId);
  const tested = beat?.test_read as number | null | undefined;
  return {
    lastReadAt: captured === undefined ? null : iso8601(captured),
    lastHeartbeatAt: (beat?.at as string | undefined) ?? null,
    clockSkewMs: (beat?.skew_ms as number | undefined) ?? null,
    testRead: tested === null || tested === undefined ? null : tested === 1,
  };
};

/** Hours in which a camera was heard of, by a read or by a heartbeat. */
export const hoursAlive = (db: Sqlite) =>
  many(
    db,
    `select hour, camera_id from heartbeat_hours union select hour, camera_id from reads_by_hour
      order by hour, camera_id`,
  ).map((row) => ({ at: iso8601((row.hour as number) * hour), cameraId: row.camera_id as string }));
