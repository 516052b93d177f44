/** The root key: random, kept in keys/root.json under a passphrase, and never anywhere else on disk. */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durable.js';
import { DataLoss, WrongPassphrase } from './errors.js';

export type Passphrase = {
  /** The passphrase itself, or the file it stands in (surrounding white space is cut off). The first given wins. */
  readonly passphrase?: string;
  readonly passphraseFile?: string;
  /** Hears what the operator must know; standard error when left out. */
  readonly tell?: (message: string) => void;
};

type Sealed = { v: 1; kdf: 'scrypt'; n: number; r: number; p: number; salt: string; wrapped: string };

/** OWASP's scrypt parameters for a passphrase a person made; one of 256 random bits needs no stretching. */
const PERSONAL_COST = 2 ** 17;
const RANDOM_COST = 2 ** 12;
const AAD = Buffer.from('alpr/root/1');

/** AES-256-GCM of `plaintext` as IV (12 bytes) ‖ ciphertext ‖ tag (16 bytes), bound to `aad` (NIST SP 800-38D). */
export const wrap = (key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad);
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** The reverse of `wrap`. @throws when key, AAD or bytes are not the ones they were */
export const unwrap = (key: Uint8Array, wrapped: Uint8Array, aad: Uint8Array): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12), { authTagLength: 16 }).setAAD(aad);
  decipher.setAuthTag(wrapped.subarray(wrapped.length - 16));
  return Buffer.concat([decipher.update(wrapped.subarray(12, wrapped.length - 16)), decipher.final()]);
};

const stretch = (passphrase: string, { n, r, p, salt }: Pick<Sealed, 'n' | 'r' | 'p' | 'salt'>): Buffer =>
  scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), 32, { N: n, r, p, maxmem: 256 * n * r });

const found = (passphrase: string, n: number): { root: Buffer; file: Sealed } => {
  const root = randomBytes(32);
  const kdf = { n, r: 8, p: 1, salt: randomBytes(16).toString('hex') };
  const wrapped = wrap(stretch(passphrase, kdf), root, AAD).toString('hex');
  return { root, file: { v: 1, kdf: 'scrypt', ...kdf, wrapped } };
};

const tellOperator = (message: string): void => void process.stderr.write(`${message}\n`);

/** The passphrase as given, or that of the file we made at the first start; made now when there is none. */
const passphraseOf = (keys: string, { passphrase, passphraseFile, tell = tellOperator }: Passphrase) => {
  if (passphrase !== undefined) return { text: passphrase, cost: PERSONAL_COST };
  const ours = join(keys, 'passphrase');
  if (passphraseFile === undefined && !existsSync(ours)) {
    writeDurably(ours, `${randomBytes(32).toString('base64url')}\n`);
    tell(
      `A passphrase for the keys of this ledger was made and written to ${ours}. Move it off this disk, name the ` +
        'new place as the passphrase file, and keep a copy: without it nothing that is sealed can be read again.',
    );
  }
  const text = readFileSync(passphraseFile ?? ours, 'utf8').trim();
  if (text === '') throw new WrongPassphrase(`The passphrase file ${passphraseFile ?? ours} is empty.`);
  return { text, cost: passphraseFile === undefined ? RANDOM_COST : PERSONAL_COST };
};

/**
 * Opens the root key of the data directory whose `keys` folder is named, founding it at the first start.
 * @param inUse whether keys are already wrapped under a root key, so that a missing one must not be replaced
 * @throws WrongPassphrase when the passphrase does not open it
 * @throws DataLoss when the file is gone although keys depend on it
 */
export const openRootKey = (keys: string, settings: Passphrase, inUse: boolean): Buffer => {
  const path = join(keys, 'root.json');
  if (!existsSync(path)) {
    if (inUse) throw new DataLoss(`DATA LOSS: ${path} is missing, and keys.db depends on it. Restore it from backup.`);
    const { text, cost } = passphraseOf(keys, settings);
    const { root, file } = found(text, cost);
    writeDurably(path, `${JSON.stringify(file, null, 2)}\n`);
    return root;
  }
  const sealed = JSON.parse(readFileSync(path, 'utf8')) as Sealed;
  const { text } = passphraseOf(keys, settings);
  try {
    return unwrap(stretch(text, sealed), Buffer.from(sealed.wrapped, 'hex'), AAD);
  } catch {
    throw new WrongPassphrase(
      `The passphrase does not open ${path}. Give the one this data directory was founded with (as a passphrase ` +
        'file, mode 0600); it cannot be reset, and nothing was changed.',
    );
  }
};

/** A secret under a passphrase: what is needed to open it, but for the passphrase. */
export type Locked = Omit<Sealed, 'v' | 'kdf'>;

/** Locks a secret under a passphrase a person made (scrypt, AES-256-GCM). @param purpose binds it to its use */
export const lock = (passphrase: string, secret: Uint8Array, purpose: string): Locked => {
  const kdf = { n: PERSONAL_COST, r: 8, p: 1, salt: randomBytes(16).toString('hex') };
  return { ...kdf, wrapped: wrap(stretch(passphrase, kdf), secret, Buffer.from(purpose)).toString('hex') };
};

/** The reverse of `lock`. @throws WrongPassphrase when it does not open */
export const unlock = (passphrase: string, locked: Locked, purpose: string): Buffer => {
  try {
    return unwrap(stretch(passphrase, locked), Buffer.from(locked.wrapped, 'hex'), Buffer.from(purpose));
  } catch {
    throw new WrongPassphrase('The passphrase does not open this key.');
  }
};
