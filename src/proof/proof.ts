/** Everything that proves, opened together: the order, the keys, what was signed, and the signing itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../ledger/ledger.js';
import type { Sequence } from '../ledger/sequence.js';
import { writeDurably } from '../vault/durable.js';
import type { Vault } from '../vault/vault.js';
import { parseCheckpoint } from './checkpoint.js';
import { assertContinues, Checkpoints } from './checkpoints.js';
import { LogKeys } from './logkeys.js';
import { believe, verifierOf, SIGNATURE } from './note.js';
import { Stamping, type StampingSettings } from './stamping.js';
import { ProofStore } from './store.js';
import { Witnessing } from './witnessing.js';
import type { Witness } from './witnesspolicy.js';

export type Proof = {
  readonly sequence: Sequence;
  readonly keys: LogKeys;
  readonly store: ProofStore;
  readonly checkpoints: Checkpoints;
  readonly witnessing: Witnessing;
  readonly stamping: Stamping;
  /** Where `keys.note`, signed by the root key, lies when there is one. */
  readonly dir: string;
  /** Signs what was added last, and closes what was signed; ledger and sequence stay open. */
  close(): Promise<void>;
};

export type ProofSettings = {
  readonly ledger: Ledger;
  readonly sequence: Sequence;
  readonly vault: Vault;
  /** The folder `proofs` of the data directory. */
  readonly dir: string;
  /** The name under which the ledger signs, if it was given; otherwise the one used before, or the usual one. */
  readonly origin: string | null;
  readonly usualOrigin: string;
  /** The ledger's stream of its own keys. */
  readonly keyStream: string;
  readonly tell: (message: string) => void;
  readonly now?: () => string;
  readonly witnesses?: readonly Witness[];
  /** Time-stamping authorities, and the certificates trusted as their roots. */
  readonly authorities?: Pick<StampingSettings, 'urls' | 'roots'>;
  /** A checkpoint that somebody kept, as text, to hold the ledger against. */
  readonly given?: string;
};

/** The name a ledger signs under outlives a change of the department's name: it is written down at the first start. */
export const originOf = (dir: string, origin: string | null, usual: string, keep = true): string => {
  const file = join(dir, 'origin');
  const before = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  const now = origin ?? before ?? usual;
  verifierOf(now, SIGNATURE.note, Buffer.alloc(32));
  if (keep && now !== before) writeDurably(file, `${now}\n`);
  return now;
};

/**
 * @throws RolledBack when the ledger does not continue what was signed, or the checkpoint that was given
 * @throws BadNote when the origin cannot be one, or the checkpoint given is none of this ledger's
 */
export const openProof = async (settings: ProofSettings): Promise<Proof> => {
  const { ledger, sequence, vault, dir, keyStream, tell, now, given } = settings;
  const origin = originOf(dir, settings.origin, settings.usualOrigin);
  const store = ProofStore.open(dir, origin);
  try {
    const keys = await LogKeys.open(vault, ledger, keyStream, origin, store.newest() !== null);
    if (given !== undefined) {
      const checkpoint = parseCheckpoint(given);
      believe(checkpoint, keys.verifiers());
      assertContinues(sequence, checkpoint, 'the checkpoint given');
    }
    const checkpoints = new Checkpoints({ sequence, store, keys, tell, ...(now && { now }) });
    const { witnesses = [] } = settings;
    const witnessing = new Witnessing({ witnesses, sequence, store, checkpoints, tell });
    const { authorities = { urls: [], roots: [] } } = settings;
    const stamping = new Stamping({ ...authorities, store, checkpoints, tell });
    const close = async (): Promise<void> => {
      await Promise.all([witnessing.stop(), stamping.stop()]);
      await checkpoints.stop();
      store.close();
    };
    return { sequence, keys, store, checkpoints, witnessing, stamping, dir, close };
  } catch (error) {
    store.close();
    throw error;
  }
};
