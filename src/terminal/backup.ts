/** `alpr-ledger backup make|list` and `restore`: three stores, three rules, and a restoring that was really tried. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import type { Command } from 'commander';
import { type Config, readConfig } from '../config.js';
import { terminal } from '../domain/actor.js';
import type { RestoreTested } from '../domain/backup.js';
import { usualTerms } from '../domain/policy/settings.js';
import { Act } from '../handlers/act.js';
import { type Chosen, copiesIn, copyStores, leaveNote, restoreStores, stores } from '../handlers/copying.js';
import { Custody } from '../handlers/custody.js';
import { Malformed } from '../handlers/errors.js';
import { derivedId, freshId } from '../handlers/ids.js';
import type { Request } from '../handlers/orders.js';
import { Standings } from '../handlers/standings.js';
import { openHouse } from '../house.js';
import { verifyLedger } from '../ledger/verify.js';
import { applicationOf, withDepartment } from './department.js';
import { print, tell } from './print.js';

type Recording = Extract<Request, { type: 'RecordBackup' | 'RecordRestoreTest' }>;

const inUse = (error: unknown): boolean => (error as { code?: string }).code === 'in-use';

/** Records it, or leaves word for the server that runs on the same data. */
const record = async ({ dataDir }: Config, request: Recording): Promise<void> => {
  try {
    await withDepartment(async ({ app }) => {
      await app.get(CommandBus).execute(new Act({ request, by: terminal, commandId: freshId() }));
    });
  } catch (error) {
    if (!inUse(error)) throw error;
    leaveNote(dataDir, request);
    tell('The server is running; it records this within the hour.');
  }
};

/** The Department's own terms where they can be read, ours while a server holds the ledger. */
const rotation = async (): Promise<{ keyDays: number; sealedDays: number }> => {
  const { keyBackupDays, vaultBackupDays } = await withDepartment(
    async ({ app }) => (await app.get(Standings).department()).terms.settings,
  ).catch((error: unknown) => {
    if (!inUse(error)) throw error;
    return usualTerms.settings;
  });
  return { keyDays: keyBackupDays, sealedDays: vaultBackupDays };
};

const make = async ({ out }: { out: string }): Promise<void> => {
  const config = readConfig();
  const copy = { backupId: freshId(), takenAt: new Date().toISOString() };
  const made = await copyStores(config.dataDir, out, copy, await rotation());
  await record(config, { type: 'RecordBackup', data: made });
  print(`backup ${made.backupId}: ${made.treeSize} events, root ${made.root}`);
  for (const store of stores) print(join(out, store, copiesIn(out, store)[0]!));
  if (made.destroyed > 0) print(`${made.destroyed} copies were older than they may become, and are destroyed`);
  print('The passphrase is not in the copy. Keep keys, sealed parts and passphrase in different hands.');
};

const list = ({ out }: { out: string }): void => {
  for (const store of stores) for (const name of copiesIn(out, store)) print(`${store}  ${name}`);
};

type Restoring = { out: string; ledger?: string; sealed?: string; keys?: string; into?: string; test?: boolean };

const chosen = ({ out, ...given }: Restoring): Chosen => {
  const of = (store: (typeof stores)[number]): string => {
    const name = given[store] ?? copiesIn(out, store)[0];
    if (!name) throw new Malformed(`There is no copy of ${store}`, out, 'Make one with `backup make`.');
    return name;
  };
  return { ledger: of('ledger'), sealed: of('sealed'), keys: of('keys') };
};

/** Opens what was restored, destroys again what had been purged, and reads all of it back. */
const examine = async (
  config: Config,
  dataDir: string,
): Promise<Omit<RestoreTested['data'], 'backupId' | 'testedAt'>> => {
  const house = await openHouse({ ...config, dataDir, eventStoreUrl: null }, { mustExist: true });
  const app = await applicationOf(house, { ...config, dataDir }, false);
  try {
    const reburied = await app.get(Custody).guard();
    const { events, root, problemCount, parts } = await verifyLedger(house.ledger, { vault: house.vault });
    return { treeSize: events, root, problems: problemCount, live: parts.live, purged: parts.purged, reburied };
  } finally {
    await app.close();
  }
};

const restore = async (options: Restoring): Promise<void> => {
  const config = readConfig();
  const passphraseFile = config.passphraseFile ?? join(config.dataDir, 'vault', 'keys', 'passphrase');
  const into = options.into ?? mkdtempSync(join(tmpdir(), 'restored-'));
  try {
    restoreStores(options.out, chosen(options), into);
    const found = await examine({ ...config, passphraseFile }, into);
    print(`restored ${found.treeSize} events, root ${found.root}`);
    print(`sealed parts: ${found.live} readable, ${found.purged} purged; ${found.problems} problems`);
    if (found.reburied > 0) print(`${found.reburied} keys that had been destroyed came back, and are destroyed again`);
    if (found.problems > 0) process.exitCode = 1;
    const backupId = derivedId('restored', chosen(options).ledger);
    if (options.test)
      await record(config, {
        type: 'RecordRestoreTest',
        data: { backupId, testedAt: new Date().toISOString(), ...found },
      });
    else print(`Set ALPR_DATA_DIR to ${into}, and move the passphrase file to where the settings name it.`);
  } finally {
    if (options.test) rmSync(into, { recursive: true, force: true });
  }
};

const where = (command: Command): Command => command.requiredOption('--out <folder>', 'the folder of the copies');

export const addBackup = (program: Command): void => {
  const backup = program.command('backup').description('copies of the three stores, each under its own rule');
  where(backup.command('make').description('copy ledger, sealed parts and keys; also beside a running server')).action(
    make,
  );
  where(backup.command('list').description('which copies there are')).action(list);
  where(program.command('restore').description('put copies back into a new folder, and read them back'))
    .option('--ledger <name>', 'which copy of the ledger; the newest when left out')
    .option('--sealed <name>', 'which copy of what is sealed')
    .option('--keys <name>', 'which copy of the keys')
    .option('--into <folder>', 'the new data directory')
    .option('--test', 'only try it: restore into a temporary folder, verify, record the outcome')
    .action(restore);
};
