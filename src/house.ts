/** Opening and closing the stores in their order: ledger and keys first, then what is derived from them. */
import type { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';
import { signingStream } from './domain/signing.js';
import type { Ledger } from './ledger/ledger.js';
import type { Sequence } from './ledger/sequence.js';
import { rulesText } from './handlers/rulesfile.js';
import { HotIndex } from './matching/hotindex.js';
import { fillHotIndex } from './handlers/hotlists.js';
import { Views } from './projections/views.js';
import { LogKeys } from './proof/logkeys.js';
import { givenIdentity, PaperSigner } from './proof/papersigner.js';
import { openProof, originOf, type Proof } from './proof/proof.js';
import { keepRules } from './proof/rulescopies.js';
import { ProofStore } from './proof/store.js';
import { certificatesIn } from './proof/timestamp.js';
import { openReader, type Reader } from './recognition/reader.js';
import { openStore } from './store.js';
import { Vault } from './vault/vault.js';

/** Everything that is opened once per process, and closed in the reverse order. */
export type House = {
  readonly ledger: Ledger;
  readonly vault: Vault;
  /** Signs the ledger as it grows, and proves it to outsiders. */
  readonly proof: Proof;
  /** Signs papers for those outside. */
  readonly papers: PaperSigner;
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

const isDepartment = (dataDir: string): boolean => existsSync(join(dataDir, 'vault', 'keys', 'keys.db'));

export type HouseOptions = {
  readonly mustExist?: boolean;
  readonly tell?: (message: string) => void;
  /** A signed checkpoint that somebody kept: the ledger must continue it. */
  readonly checkpoint?: string | undefined;
};

const tellOperator = (text: string): void => void process.stderr.write(`${text}\n`);

/** The certificates of a file; none where none is named. */
export const rootsIn = (file: string | null): X509Certificate[] =>
  file === null ? [] : certificatesIn(readFileSync(file, 'utf8'));

/** What signs papers for those outside. @throws Error when a key was given that is not that of its certificate */
const papersOf = (
  { department, tsaUrls, tsaCertificates, reportSigning }: Config,
  vault: Vault,
  tell: (message: string) => void,
): PaperSigner => {
  const read = (file: string): string => readFileSync(file, 'utf8');
  const given = reportSigning && givenIdentity(read(reportSigning.key), read(reportSigning.certificate));
  const authorities = { authorities: tsaUrls, roots: rootsIn(tsaCertificates) };
  return new PaperSigner({ vault, subject: `${department}, ALPR reports`, ...authorities, given, tell });
};

/** What proves the ledger, and signs it as it grows. */
const openProofOf = async (
  { dataDir, origin, usualOrigin, witnesses, tsaUrls, tsaCertificates }: Config,
  stores: Pick<House, 'ledger' | 'vault'>,
  sequence: Sequence,
  { tell = tellOperator, checkpoint }: HouseOptions,
): Promise<Proof> => {
  const dir = join(dataDir, 'proofs');
  const given = checkpoint === undefined ? {} : { given: checkpoint };
  const proof = await openProof({
    ...stores,
    sequence,
    dir,
    origin,
    usualOrigin,
    keyStream: signingStream,
    witnesses,
    authorities: { urls: tsaUrls, roots: rootsIn(tsaCertificates) },
    tell,
    ...given,
  });
  try {
    // A witness that is out of reach is asked again later; one that knows of more than there is stops the start.
    await proof.witnessing.round();
  } catch (error) {
    await proof.close();
    throw error;
  }
  // What is installed at this start must be had for ever: its digest is about to stand on the ledger.
  keepRules(dir, rulesText());
  proof.checkpoints.start();
  proof.witnessing.start();
  proof.stamping.start();
  return proof;
};

/**
 * Opens the data directory, founding it when it is empty.
 * @throws InUse, NewerFormat, WrongPassphrase, DataLoss, Corrupt, RolledBack, Unavailable; each says what to do
 */
export const openHouse = async (
  config: Config,
  { mustExist = false, tell = tellOperator, checkpoint }: HouseOptions = {},
): Promise<House> => {
  const { dataDir, passphraseFile } = config;
  if (mustExist && !isDepartment(dataDir)) throw new NoDepartment(dataDir);
  mkdirSync(join(dataDir, 'readmodels'), { recursive: true, mode: 0o700 });
  const { ledger, openSequence } = await openStore(config);
  const opened: (() => unknown)[] = [() => ledger.close()];
  const close = async (): Promise<void> => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };
  try {
    const vault = Vault.open(join(dataDir, 'vault'), { tell, ...(passphraseFile && { passphraseFile }) });
    opened.push(() => vault.close());
    const sequence = await openSequence(tell);
    opened.push(() => sequence.close());
    const proof = await openProofOf(config, { ledger, vault }, sequence, { tell, checkpoint });
    opened.push(() => proof.close());
    const papers = papersOf(config, vault, tell);
    const onStopped = (error: Error): void => tell(`The read models stopped: ${error.message}`);
    const views = Views.open(dataDir, ledger, vault, { onStopped });
    opened.push(() => views.close());
    const hotIndex = new HotIndex();
    const hotIndexAt = views.position;
    fillHotIndex(hotIndex, views.db, vault);
    views.start();
    const reader = openReader({ workers: config.readerWorkers, queue: config.readerQueue });
    opened.push(() => reader.close());
    const alertsNote = join(dataDir, 'readmodels', 'alerts.position');
    return { ledger, vault, proof, papers, views, hotIndex, hotIndexAt, reader, alertsNote, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** What a command reads that changes nothing: the ledger, what proves it, and where that lies. */
export type Reading = Pick<House, 'ledger' | 'vault' | 'close'> &
  Omit<Proof, 'checkpoints' | 'witnessing' | 'stamping' | 'close'>;

/**
 * Ledger and keys beside a running server, for who only reads: nothing is founded, nothing written.
 * @param unchecked leaves the end of the ledger unlooked at, for who reads all of it back and says what is wrong where
 */
export const openForReading = async (config: Config, unchecked = false): Promise<Reading> => {
  const { dataDir, passphraseFile } = config;
  if (!isDepartment(dataDir)) throw new NoDepartment(dataDir);
  const { ledger, openSequence } = await openStore(config, { readOnly: true, unchecked });
  try {
    const vault = Vault.open(join(dataDir, 'vault'), passphraseFile ? { passphraseFile } : {});
    const sequence = await openSequence(tellOperator);
    const dir = join(dataDir, 'proofs');
    const origin = originOf(dir, config.origin, config.usualOrigin, false);
    const store = ProofStore.open(dir, origin);
    const close = async (): Promise<void> => {
      store.close();
      await sequence.close();
      vault.close();
      await ledger.close();
    };
    const keys = await LogKeys.open(vault, ledger, signingStream, origin, store.newest() !== null);
    return { ledger, vault, sequence, keys, store, dir, close };
  } catch (error) {
    await ledger.close();
    throw error;
  }
};
