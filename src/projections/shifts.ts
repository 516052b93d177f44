/** The shifts: who had which equipment out, after which inspection and which check of its function. */
import type { FunctionChecked } from '../domain/shift.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, type Projection, type Told } from './projection.js';
import { insert, many, update } from './statements.js';

export type InspectionView = {
  readonly cameraId: string;
  readonly at: string;
  readonly affixed: boolean;
  readonly damaged: boolean;
  readonly worn: boolean;
  /** SHA-256 of a photograph, hex. */
  readonly photo: string | null;
};

/** `agrees` is false where the member attested something else than the system had heard. */
export type CheckView = Omit<FunctionChecked['data'], 'memberId' | 'shiftId'> & { readonly at: string };

export type DeploymentView = {
  readonly deploymentId: string;
  readonly cameraId: string;
  readonly mobility: 'fixed' | 'mobile';
  readonly startedAt: string;
  readonly endedAt: string | null;
};

export type ShiftView = {
  readonly id: string;
  readonly shiftId: string;
  readonly memberId: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly inspections: readonly InspectionView[];
  readonly checks: readonly CheckView[];
  readonly deployments: readonly DeploymentView[];
};

const recordCheck = (db: Sqlite, { id, occurredAt, data }: Told<'FunctionChecked'>): void => {
  const { shiftId, memberId: _, ...check } = data;
  insert(db, 'function_checks', {
    event_id: id,
    shift_id: shiftId,
    camera_id: data.cameraId,
    at: occurredAt,
    functioning: flag(data.functioning),
    agrees: flag(data.agrees),
    found: JSON.stringify(check),
  });
};

export const shifts: Projection = {
  name: 'shifts',
  tables: `
    create table shifts (
      shift_id text primary key, member_id text not null, started_at text not null, ended_at text
    ) without rowid;
    create index shifts_by_start on shifts(started_at);
    create table inspections (
      event_id text primary key, shift_id text not null, camera_id text not null, at text not null,
      affixed integer not null, damaged integer not null, worn integer not null, photo text
    ) without rowid;
    create index inspections_by_shift on inspections(shift_id);
    create table function_checks (
      event_id text primary key, shift_id text not null, camera_id text not null, at text not null,
      functioning integer not null, agrees integer not null, found text not null
    ) without rowid;
    create index function_checks_by_shift on function_checks(shift_id);
    create table deployments (
      deployment_id text primary key, shift_id text not null, camera_id text not null, mobility text not null,
      started_at text not null, ended_at text
    ) without rowid;
    create index deployments_by_shift on deployments(shift_id);
    create index deployments_by_camera on deployments(camera_id);
  `,
  on: {
    ShiftStarted: (db, { occurredAt, data: { shiftId, memberId } }) =>
      insert(db, 'shifts', { shift_id: shiftId, member_id: memberId, started_at: occurredAt }),
    EquipmentInspected: (db, { id, occurredAt, data: { shiftId, cameraId, affixed, damaged, worn, photo } }) => {
      const found = { affixed: flag(affixed), damaged: flag(damaged), worn: flag(worn), photo };
      insert(db, 'inspections', { event_id: id, shift_id: shiftId, camera_id: cameraId, at: occurredAt, ...found });
    },
    FunctionChecked: recordCheck,
    DeploymentStarted: (db, { occurredAt, data: { shiftId, deploymentId, cameraId, mobility } }) => {
      const deployment = { deployment_id: deploymentId, shift_id: shiftId, camera_id: cameraId, mobility };
      insert(db, 'deployments', { ...deployment, started_at: occurredAt });
    },
    DeploymentEnded: (db, { occurredAt, data: { deploymentId } }) =>
      update(db, 'deployments', { ended_at: occurredAt }, { deployment_id: deploymentId }),
    ShiftEnded: (db, { occurredAt, data: { shiftId } }) =>
      update(db, 'shifts', { ended_at: occurredAt }, { shift_id: shiftId }),
  },
};

const inspectionOf = (row: SqlRow): InspectionView => ({
  cameraId: row.camera_id as string,
  at: row.at as string,
  affixed: row.affixed === 1,
  damaged: row.damaged === 1,
  worn: row.worn === 1,
  photo: row.photo as string | null,
});

const deploymentOf = (row: SqlRow): DeploymentView => ({
  deploymentId: row.deployment_id as string,
  cameraId: row.camera_id as string,
  mobility: row.mobility as DeploymentView['mobility'],
  startedAt: row.started_at as string,
  endedAt: row.ended_at as string | null,
});

const checkOf = (row: SqlRow): CheckView => ({
  at: row.at as string,
  ...(JSON.parse(row.found as string) as Omit<CheckView, 'at'>),
});

const shiftOf = (db: Sqlite, row: SqlRow): ShiftView => {
  const shiftId = row.shift_id as string;
  const ofShift = (table: string, order: string): SqlRow[] =>
    many(db, `select * from ${table} where shift_id = ? order by ${order}`, shiftId);
  return {
    id: shiftId,
    shiftId,
    memberId: row.member_id as string,
    startedAt: row.started_at as string,
    endedAt: row.ended_at as string | null,
    inspections: ofShift('inspections', 'at, event_id').map(inspectionOf),
    checks: ofShift('function_checks', 'at, event_id').map(checkOf),
    deployments: ofShift('deployments', 'started_at, deployment_id').map(deploymentOf),
  };
};

/** Shifts with what happened in them, latest first. */
export const latestShifts = (db: Sqlite, limit: number): ShiftView[] =>
  many(db, 'select * from shifts order by started_at desc, shift_id limit ?', limit).map((row) => shiftOf(db, row));

/** A member's shift that has not ended. */
export const openShiftOf = (db: Sqlite, memberId: string): ShiftView | undefined => {
  const [row] = many(db, 'select * from shifts where member_id = ? and ended_at is null', memberId);
  return row && shiftOf(db, row);
};
