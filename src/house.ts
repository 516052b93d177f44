/** Opening and closing the stores in their order: ledger and keys first, then what is derived from them. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';
import { openEventStoreLedger } from './ledger/eventstore.js';
import type { Ledger } from './ledger/ledger.js';
import { openSqliteLedger } from './ledger/sqlite.js';
import { HotIndex } from './matching/hotindex.js';
import { standingEntries } from './projections/hotlists.js';
import { Views } from './projections/views.js';
import { openReader, type Reader } from './recognition/reader.js';
import { Vault } from './vault/vault.js';

/** Everything that is opened once per process, and closed in the reverse order. */
export type House = {
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly views: Views;
  readonly hotIndex: HotIndex;
  /** The last position whose hot-list entries `hotIndex` was loaded with; those after it are for the hit alerts. */
  readonly hotIndexAt: bigint;
  readonly reader: Reader;
  /** Where the hit alerts note how far they have come. */
  readonly alertsNote: string;
  close(): Promise<void>;
};

/** A terminal command founds no department by mistake. */
export class NoDepartment extends Error {
  readonly code = 'malformed';
  constructor(dataDir: string) {
    super(`There is no department in ${dataDir}. Set ALPR_DATA_DIR to its data directory, or found one: npm start.`);
  }
}

const openLedger = ({ eventStoreUrl, dataDir, debug }: Config, readOnly = false): Promise<Ledger> =>
  eventStoreUrl
    ? openEventStoreLedger(eventStoreUrl, { debug: debug ?? '' })
    : openSqliteLedger(join(dataDir, 'ledger'), { readOnly });

const isDepartment = (dataDir: string): boolean => existsSync(join(dataDir, 'vault', 'keys', 'keys.db'));

/**
 * Opens the data directory, founding it when it is empty.
 * @throws InUse, NewerFormat, WrongPassphrase, DataLoss, Corrupt, Unavailable; each says what to do
 */
export const openHouse = async (
  config: Config,
  { mustExist = false, tell = (text: string): void => void process.stderr.write(`${text}\n`) } = {},
): Promise<House> => {
  const { dataDir, passphraseFile } = config;
  if (mustExist && !isDepartment(dataDir)) throw new NoDepartment(dataDir);
  mkdirSync(join(dataDir, 'readmodels'), { recursive: true, mode: 0o700 });
  const ledger = await openLedger(config);
  const opened: (() => unknown)[] = [() => ledger.close()];
  const close = async (): Promise<void> => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };
  try {
    const vault = Vault.open(join(dataDir, 'vault'), { tell, ...(passphraseFile && { passphraseFile }) });
    opened.push(() => vault.close());
    const onStopped = (error: Error): void => tell(`The read models stopped: ${error.message}`);
    const views = Views.open(dataDir, ledger, vault, { onStopped });
    opened.push(() => views.close());
    const hotIndex = new HotIndex();
    const hotIndexAt = views.position;
    for (const entry of standingEntries(views.db)) hotIndex.add(entry);
    views.start();
    const reader = openReader({ workers: config.readerWorkers, queue: config.readerQueue });
    opened.push(() => reader.close());
    const alertsNote = join(dataDir, 'readmodels', 'alerts.position');
    return { ledger, vault, views, hotIndex, hotIndexAt, reader, alertsNote, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Ledger and keys beside a running server, for who only reads: nothing is founded, nothing written. */
export const openForReading = async (config: Config): Promise<Pick<House, 'ledger' | 'vault' | 'close'>> => {
  const { dataDir, passphraseFile } = config;
  if (!isDepartment(dataDir)) throw new NoDepartment(dataDir);
  const ledger = await openLedger(config, true);
  try {
    const vault = Vault.open(join(dataDir, 'vault'), passphraseFile ? { passphraseFile } : {});
    const close = async (): Promise<void> => {
      vault.close();
      await ledger.close();
    };
    return { ledger, vault, close };
  } catch (error) {
    await ledger.close();
    throw error;
  }
};
