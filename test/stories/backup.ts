/** Stories of backups: each says what it copied, and so does every restoring that was tried. */
import { backup, type BackupCompleted, type RestoreTested } from '../../src/domain/backup.js';
import { administrator, clock, custodian, lacking, noon, terminal } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(backup, terminal);

const copied = { backupId: 'backup-1', treeSize: 1000, root: 'a'.repeat(64) };
const completed: BackupCompleted = {
  type: 'BackupCompleted',
  data: { ...copied, takenAt: noon, ledger: 'b'.repeat(64), sealedParts: 'c'.repeat(64), keys: null, destroyed: 2 },
};
const tested: RestoreTested = {
  type: 'RestoreTested',
  data: { ...copied, testedAt: noon, problems: 0, live: 900, purged: 100, reburied: 3 },
};
const record = (but: object = {}) => ({ type: 'RecordBackup', data: { ...completed.data, ...but } }) as const;
const restored = (but: object = {}) => ({ type: 'RecordRestoreTest', data: { ...tested.data, ...but } }) as const;
const unstated = '430.7(i) R-BACKUP';

export const backupStories = told(backup, {
  'a backup is made at the terminal': given().when(record()).records(completed),
  'a backup is recorded by the system when it finds it done': given().when(record(), clock).records(completed),
  'a backup is made by the Administrator': given().when(record(), administrator).records(completed),
  'a backup of an empty ledger is none': given()
    .when(record({ treeSize: 0 }))
    .refuses(unstated),
  'a backup states the digest of what it copied': given()
    .when(record({ keys: 'copied' }))
    .refuses(unstated),
  'the Custodian makes no backup': given().when(record(), custodian).refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'makes no backup', (who) => given().when(record(), who)),

  'a restoring is tried, and what it found stays on the record': given(completed).when(restored()).records(tested),
  'a restoring that found problems is recorded like any other': given()
    .when(restored({ problems: 7 }))
    .records({ ...tested, data: { ...tested.data, problems: 7 } }),
  'a restoring states the root it found': given()
    .when(restored({ root: '' }))
    .refuses(unstated),
  ...lacking('administration', administrator, 'records no restoring', (who) => given().when(restored(), who)),
});
