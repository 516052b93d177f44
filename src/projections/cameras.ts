/** The equipment in service, each camera known by the digest of its own credential. */
import type { Place } from '../domain/equipment.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { keptOn, type Projection } from './projection.js';
import { insert, many, one, update } from './statements.js';

export type CameraView = {
  readonly id: string;
  readonly cameraId: string;
  readonly mobility: 'fixed' | 'mobile';
  readonly name: string | null;
  readonly place: Place | null;
  readonly installedAt: string;
  readonly retiredAt: string | null;
};

export const cameras: Projection = {
  name: 'cameras',
  tables: `
    create table cameras (
      camera_id text primary key, mobility text not null, credential text, installed_at text not null,
      retired_at text, name text, place text, kept integer
    ) without rowid;
    create index cameras_by_credential on cameras(credential);
  `,
  on: {
    EquipmentInstalled: (db, event) => {
      const { cameraId, mobility, credential } = event.data;
      const { name, place } = event.sealed ?? {};
      const installed = { camera_id: cameraId, mobility, credential, installed_at: event.occurredAt };
      insert(db, 'cameras', { ...installed, name, place: place && JSON.stringify(place), kept: keptOn(event) });
    },
    CredentialRotated: (db, { data: { cameraId, credential } }) =>
      update(db, 'cameras', { credential }, { camera_id: cameraId }),
    EquipmentRetired: (db, { occurredAt, data: { cameraId } }) =>
      update(db, 'cameras', { retired_at: occurredAt, credential: null }, { camera_id: cameraId }),
  },
  sealed: [{ table: 'cameras', class: 'register', columns: ['name', 'place'], kept: 'kept', unit: 'camera_id' }],
};

const viewOf = (row: SqlRow): CameraView => ({
  id: row.camera_id as string,
  cameraId: row.camera_id as string,
  mobility: row.mobility as CameraView['mobility'],
  name: row.name as string | null,
  place: JSON.parse((row.place as string | null) ?? 'null') as Place | null,
  installedAt: row.installed_at as string,
  retiredAt: row.retired_at as string | null,
});

/** The camera in service whose credential has this SHA-256, hex. */
export const cameraByCredential = (db: Sqlite, credential: string): CameraView | undefined => {
  const row = one(db, 'select * from cameras where credential = ?', credential);
  return row && viewOf(row);
};

export const cameraById = (db: Sqlite, cameraId: string): CameraView | undefined => {
  const row = one(db, 'select * from cameras where camera_id = ?', cameraId);
  return row && viewOf(row);
};

/** Every camera ever installed, in that order. */
export const allCameras = (db: Sqlite): CameraView[] =>
  many(db, 'select * from cameras order by installed_at, camera_id').map(viewOf);
