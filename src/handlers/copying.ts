/** Backups: three stores, three rules. The ledger for ever, what is sealed and the keys for thirty days, no rows. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BackupCompleted, RestoreTested } from '../domain/backup.js';
import { between, day } from '../domain/time.js';
import { openSqliteLedger } from '../ledger/sqlite.js';
import { writeDurably } from '../vault/durable.js';
import { openSqlite } from '../vault/sqlite.js';
import { Malformed } from './errors.js';

/** Named after the time at which it was taken, so that names sort as times do. */
export type Copy = { readonly backupId: string; readonly takenAt: string };

export const stores = ['ledger', 'sealed', 'keys'] as const;
export type Store = (typeof stores)[number];

export type Rotation = { readonly keyDays: number; readonly sealedDays: number };

const quoted = (file: string): string => `'${file.replaceAll("'", "''")}'`;

/** A consistent copy of a database beside whoever writes to it. */
const copyDatabase = (from: string, to: string): void => {
  const db = openSqlite(from);
  try {
    db.exec(`vacuum into ${quoted(to)}`);
  } finally {
    db.close();
  }
};

const filesBelow = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();

/** SHA-256 over every file of a folder, name and bytes, in the order of their names; hex. */
export const digestOf = (dir: string): string => {
  const digest = createHash('sha256');
  for (const file of filesBelow(dir)) {
    const bytes = readFileSync(join(dir, file));
    digest.update(`${file.replaceAll('\\', '/')}\n${bytes.length}\n`).update(bytes);
  }
  return digest.digest('hex');
};

/** `2026-11-23T08-00-00-000Z`: a time that may name a folder. */
const folderOf = (takenAt: string): string => takenAt.replaceAll(/[:.]/g, '-');
const timeOf = (folder: string): string => folder.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, 'T$1:$2:$3.$4Z');

/** Splits a copied ledger: lines and tree may be kept for ever, ciphertexts may not. */
const splitLedger = (file: string, parts: string): void => {
  const db = openSqlite(parts);
  try {
    db.exec(`attach ${quoted(file)} as copied`);
    db.exec(String(db.prepare("select sql from copied.sqlite_master where name = 'parts'").get()?.sql));
    db.exec('insert into parts select * from copied.parts');
    db.exec('delete from copied.parts');
    db.exec('detach copied');
    db.exec('pragma wal_checkpoint(TRUNCATE); pragma journal_mode=DELETE');
  } finally {
    db.close();
  }
  const ledger = openSqlite(file);
  try {
    ledger.exec('vacuum; pragma wal_checkpoint(TRUNCATE); pragma journal_mode=DELETE');
  } finally {
    ledger.close();
  }
};

const joinLedger = (file: string, parts: string): void => {
  const db = openSqlite(file);
  try {
    db.exec(`attach ${quoted(parts)} as copied`);
    db.exec('insert into parts select * from copied.parts where position <= (select max(position) from lines)');
    db.exec('detach copied');
  } finally {
    db.close();
  }
};

/** What was signed. Before the ledger is copied: no checkpoint may be of more than the copy holds. */
const proofsCopy = (dataDir: string, dir: string): void => {
  const proofs = join(dataDir, 'proofs');
  if (!existsSync(proofs)) return;
  mkdirSync(join(dir, 'proofs'), { mode: 0o700 });
  copyDatabase(join(proofs, 'proofs.db'), join(dir, 'proofs', 'proofs.db'));
  for (const name of readdirSync(proofs).filter((one) => !one.startsWith('proofs.db')))
    cpSync(join(proofs, name), join(dir, 'proofs', name), { recursive: true });
};

/** What lies beside the ledger under a digest that stands on it: certificates of purges, figures of reports. */
const papers = ['certificates', 'reports'] as const;

const ledgerCopy = (dataDir: string, root: string, name: string, sealed: string): void => {
  const dir = join(root, 'ledger', name);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  proofsCopy(dataDir, dir);
  copyDatabase(join(dataDir, 'ledger', 'ledger.db'), join(dir, 'ledger.db'));
  splitLedger(join(dir, 'ledger.db'), join(sealed, 'parts.db'));
  for (const folder of papers)
    if (existsSync(join(dataDir, folder))) cpSync(join(dataDir, folder), join(dir, folder), { recursive: true });
};

const keysCopy = (dataDir: string, root: string, name: string): void => {
  const dir = join(root, 'keys', name);
  const keys = join(dataDir, 'vault', 'keys');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  copyDatabase(join(keys, 'keys.db'), join(dir, 'keys.db'));
  // The passphrase is not copied: who finds the copy must not find what opens it beside it.
  for (const file of readdirSync(keys).filter((one) => /\.(json|wrapped)$/.test(one)))
    cpSync(join(keys, file), join(dir, file));
};

/** Destroys copies older than they may become; answers how many. */
const rotate = (root: string, store: Store, days: number, now: string): number => {
  const dir = join(root, store);
  if (!existsSync(dir)) return 0;
  const old = readdirSync(dir).filter((name) => between(timeOf(name), now) > days * day);
  for (const name of old) rmSync(join(dir, name), { recursive: true });
  return old.length;
};

/**
 * Copies the stores of a data directory into `root`, one folder a store and time, also beside a running server.
 * The ledger first: what it names then is in the keys and pictures copied after it.
 * @throws Malformed when the ledger is not kept in the data directory
 */
export const copyStores = async (
  dataDir: string,
  root: string,
  { backupId, takenAt }: Copy,
  { keyDays, sealedDays }: Rotation,
): Promise<BackupCompleted['data']> => {
  if (!existsSync(join(dataDir, 'ledger', 'ledger.db')))
    throw new Malformed('There is no embedded ledger here', dataDir, 'Copy a cluster with its own means.');
  const name = folderOf(takenAt);
  const sealed = join(root, 'sealed', name);
  mkdirSync(sealed, { recursive: true, mode: 0o700 });
  ledgerCopy(dataDir, root, name, sealed);
  keysCopy(dataDir, root, name);
  const images = join(dataDir, 'vault', 'images');
  if (existsSync(images)) copyImages(images, join(sealed, 'images'));
  const destroyed = rotate(root, 'keys', keyDays, takenAt) + rotate(root, 'sealed', sealedDays, takenAt);
  const tree = await treeOf(join(root, 'ledger', name));
  for (const store of stores)
    writeFileSync(join(root, store, name, 'backup.json'), JSON.stringify({ backupId, takenAt }));
  return {
    backupId,
    ...tree,
    takenAt,
    ledger: digestOf(join(root, 'ledger', name)),
    sealedParts: digestOf(sealed),
    keys: digestOf(join(root, 'keys', name)),
    destroyed,
  };
};

/** Pictures never change; one that is purged meanwhile is not missed. */
const copyImages = (from: string, to: string): void => {
  for (const file of filesBelow(from)) {
    mkdirSync(join(to, file, '..'), { recursive: true, mode: 0o700 });
    try {
      cpSync(join(from, file), join(to, file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
};

const treeOf = async (dir: string): Promise<{ treeSize: number; root: string }> => {
  const ledger = await openSqliteLedger(dir, { readOnly: true });
  try {
    const { size, root } = ledger.tree();
    return { treeSize: size, root: root.toString('hex') };
  } finally {
    await ledger.close();
    for (const end of ['-wal', '-shm']) rmSync(join(dir, `ledger.db${end}`), { force: true });
  }
};

/** Which copies there are, the newest first. */
export const copiesIn = (root: string, store: Store): string[] => {
  const dir = join(root, store);
  return existsSync(dir) ? readdirSync(dir).sort().reverse() : [];
};

export type Chosen = { readonly [One in Store]: string };

/**
 * Puts copies back into an empty data directory. Its keys may be older than its ledger, never younger: what was purged
 * between the two would come back.
 * @throws Malformed when a copy is missing, the folder is not empty, or the ledger is not the newest there is
 */
export const restoreStores = (root: string, { ledger, sealed, keys }: Chosen, into: string): void => {
  const given = { ledger, sealed, keys };
  for (const store of stores)
    if (!copiesIn(root, store).includes(given[store]))
      throw new Malformed(
        `There is no copy ${given[store]} of ${store}`,
        root,
        'See what there is with `backup list`.',
      );
  if (ledger < copiesIn(root, 'ledger')[0]! || ledger < keys || ledger < sealed)
    throw new Malformed(
      'There is a newer copy of the ledger, or the others are newer',
      'ledger',
      'Take the newest copy of the ledger: it knows what was purged since the keys were copied.',
    );
  if (existsSync(into) && readdirSync(into).length > 0)
    throw new Malformed('The folder is not empty', into, 'Restore into a new folder, and look at it first.');
  const from = (store: Store, ...path: string[]): string => join(root, store, given[store], ...path);
  mkdirSync(join(into, 'ledger'), { recursive: true, mode: 0o700 });
  mkdirSync(join(into, 'vault', 'keys'), { recursive: true, mode: 0o700 });
  cpSync(from('ledger', 'ledger.db'), join(into, 'ledger', 'ledger.db'));
  joinLedger(join(into, 'ledger', 'ledger.db'), from('sealed', 'parts.db'));
  for (const folder of papers)
    if (existsSync(from('ledger', folder))) cpSync(from('ledger', folder), join(into, folder), { recursive: true });
  if (existsSync(from('ledger', 'proofs'))) cpSync(from('ledger', 'proofs'), join(into, 'proofs'), { recursive: true });
  for (const file of readdirSync(from('keys')).filter((one) => one !== 'backup.json'))
    cpSync(from('keys', file), join(into, 'vault', 'keys', file));
  if (existsSync(from('sealed', 'images')))
    cpSync(from('sealed', 'images'), join(into, 'vault', 'images'), { recursive: true });
};

type Note =
  | { readonly type: 'RecordBackup'; readonly data: BackupCompleted['data'] }
  | { readonly type: 'RecordRestoreTest'; readonly data: RestoreTested['data'] };

const notes = (dataDir: string): string => join(dataDir, 'pending');

/** Leaves word for the server, which alone may write to the ledger while it runs; it records this within the hour. */
export const leaveNote = (dataDir: string, note: Note): void =>
  writeDurably(join(notes(dataDir), `${note.data.backupId}-${note.type}.json`), JSON.stringify(note));

/** What was left word of, with how to take it away once it is recorded. */
export const notesIn = (dataDir: string): { readonly note: Note; readonly done: () => void }[] => {
  if (!existsSync(notes(dataDir))) return [];
  return readdirSync(notes(dataDir))
    .filter((name) => name.endsWith('.json') && statSync(join(notes(dataDir), name)).isFile())
    .map((name) => {
      const file = join(notes(dataDir), name);
      return { note: JSON.parse(readFileSync(file, 'utf8')) as Note, done: () => rmSync(file, { force: true }) };
    });
};
