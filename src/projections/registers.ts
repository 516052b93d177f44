/** The rows of each register, as the read models hold them. */
import type { Register } from '../domain/registers.js';
import type { Sqlite } from '../vault/sqlite.js';
import { allCameras } from './cameras.js';
import { allMembers } from './members.js';
import { latestShifts } from './shifts.js';
import { latestMaintenance, openFaultsFirst } from './upkeep.js';

export type RegisterRow = { readonly id: string };

/** Register → its rows, at most `limit`; `id` is what is written down as seen. */
export const registerRows: { readonly [Name in Register]: (db: Sqlite, limit: number) => readonly RegisterRow[] } = {
  members: (db, limit) =>
    allMembers(db)
      .slice(0, limit)
      .map((member) => ({ ...member, passwordHash: undefined })),
  equipment: (db, limit) => allCameras(db).slice(0, limit),
  shifts: latestShifts,
  'equipment-faults': openFaultsFirst,
  maintenance: latestMaintenance,
};
