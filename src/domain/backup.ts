/** Backups: three stores copied under three rules, and every restoring that was tried (430.7(i), 430.9(c)). */
import { isTerminal } from './actor.js';
import type { Case, Command, Decider, Event } from './decider.js';
import { type Rule, rule, unless } from './policy/rule.js';
import { administration } from './standing.js';

/** The ledger as it was copied. */
type Copied = { readonly backupId: string; readonly treeSize: number; readonly root: string };

// Stored for good: never rename, only add.
export type BackupCompleted = Event<
  'BackupCompleted',
  Copied & {
    readonly takenAt: string;
    /** SHA-256 over each store's files in the order of their names, hex; null for one that was not copied. */
    readonly ledger: string;
    readonly sealedParts: string | null;
    readonly keys: string | null;
    /** Copies that were older than they may become, and were destroyed. */
    readonly destroyed: number;
  }
>;
export type RestoreTested = Event<
  'RestoreTested',
  Copied & {
    readonly testedAt: string;
    /** What verifying the restored ledger said: problems, sealed parts that open, and those that were purged. */
    readonly problems: number;
    readonly live: number;
    readonly purged: number;
    /** Keys that had been destroyed since, and were destroyed again before anything could be read. */
    readonly reburied: number;
  }
>;
export type BackupEvent = BackupCompleted | RestoreTested;

export type RecordBackup = Command<'RecordBackup', BackupCompleted['data']>;
export type RecordRestoreTest = Command<'RecordRestoreTest', RestoreTested['data']>;
export type BackupCommand = RecordBackup | RecordRestoreTest;

const isDigest = (text: string | null): boolean => text === null || /^[0-9a-f]{64}$/.test(text);

/** The terminal of the machine that holds the data, the system on its behalf, or the Administrator. */
const keeping = unless<Case<BackupCommand, null>>(({ by }) => isTerminal(by) || by.kind === 'clock', administration);

const stated = (digests: (command: BackupCommand) => readonly (string | null)[]): Rule<Case<BackupCommand, null>> =>
  rule(
    '430.7(i)',
    'R-BACKUP',
    'a copy, or its restoring, states the size and root of the ledger copied, and a digest of each store',
    ({ command }) => command.data.treeSize > 0 && digests(command).every(isDigest),
    'Make the copy with `alpr-ledger backup`, which states them.',
  );

export const backup: Decider<BackupCommand, null, BackupEvent> = {
  category: 'backup',
  stream: ({ data }) => `backup-${data.backupId}`,
  initial: null,
  evolve: () => null,
  on: {
    RecordBackup: {
      rules: [
        ...keeping,
        stated(({ data }) => [data.root, ...('ledger' in data ? [data.ledger, data.sealedParts, data.keys] : [])]),
      ],
      events: ({ command }) => [{ type: 'BackupCompleted', data: command.data }],
    },
    RecordRestoreTest: {
      rules: [...keeping, stated(({ data }) => [data.root])],
      events: ({ command }) => [{ type: 'RestoreTested', data: command.data }],
    },
  },
};
