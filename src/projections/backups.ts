/** The backups made, and the restorings that were tried. */
import type { Sqlite } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many } from './statements.js';

export type BackupView = {
  readonly id: string;
  readonly backupId: string;
  readonly what: 'copied' | 'restored';
  readonly at: string;
  readonly treeSize: number;
  readonly root: string;
  /** Problems that verifying the restored copy found; null for a copy. */
  readonly problems: number | null;
};

export const backups: Projection = {
  name: 'backups',
  tables: `
    create table backups (
      position integer primary key, backup_id text not null, what text not null, at text not null,
      tree_size integer not null, root text not null, problems integer
    );
  `,
  on: {
    BackupCompleted: (db, { position, data: { backupId, takenAt, treeSize, root } }) => {
      const of = { position: Number(position), backup_id: backupId, what: 'copied', at: takenAt };
      insert(db, 'backups', { ...of, tree_size: treeSize, root });
    },
    RestoreTested: (db, { position, data: { backupId, testedAt, treeSize, root, problems } }) => {
      const of = { position: Number(position), backup_id: backupId, what: 'restored', at: testedAt };
      insert(db, 'backups', { ...of, tree_size: treeSize, root, problems });
    },
  },
};

/** Every copy and every restoring, latest first. */
export const allBackups = (db: Sqlite): BackupView[] =>
  many(db, 'select * from backups order by position desc').map((row) => ({
    id: row.backup_id as string,
    backupId: row.backup_id as string,
    what: row.what as BackupView['what'],
    at: row.at as string,
    treeSize: row.tree_size as number,
    root: row.root as string,
    problems: row.problems as number | null,
  }));
