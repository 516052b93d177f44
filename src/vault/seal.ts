/** Sealing one part of an event: encrypted under its unit's key, and committed to without being revealed. */
import { type CipherKey, createCipheriv, createDecipheriv, createSecretKey, hash, randomFillSync } from 'node:crypto';
import { canonicalString } from './canonical.js';
import { Tampered } from './errors.js';
import { hmac } from './hmac.js';

/** What a seal is bound to; opening it anywhere else fails. */
export type Binding = {
  readonly unit: string;
  readonly eventId: string;
  readonly type: string;
  readonly part: string;
  readonly kid: string;
};

/** What the line says of a part. Digests are SHA-256 in hex; `len` is the ciphertext's length in bytes. */
export type Seal = {
  /** The part's name within the event. */
  readonly p: string;
  readonly alg: 'A256GCM';
  readonly kid: string;
  /** Of the ciphertext, IV and tag included. */
  readonly cth: string;
  readonly len: number;
  /** Commitment to the plaintext: SHA-256("alpr/cm/1" ‖ r ‖ plaintext), where r dies with the key. */
  readonly cm: string;
};

export type SealedPart = { readonly seal: Seal; readonly ciphertext: Buffer };

const IV = 12;
const TAG = 16;
const COMMITMENT = Buffer.from('alpr/cm/1');

// The operating system is asked for random bytes once in 512 seals; each is used once.
const pool = Buffer.alloc(IV * 512);
let used = pool.length;

/** Writes a fresh random IV (NIST SP 800-38D, 8.2.2) to the front of `target`. */
const putIv = (target: Buffer): void => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool.copy(target, 0, used, used + IV);
  pool.fill(0, used, used + IV);
  used += IV;
};

/** The key of one unit, derived and never stored: HMAC-SHA-256(bucket key, "alpr/ek/1" ‖ unit). */
export const unitKey = (bucketKey: Uint8Array, unit: string): Buffer => hmac(bucketKey, `alpr/ek/1${unit}`);

/** Canonical JSON of the binding, its members in RFC 8785 order. */
const additionalData = ({ unit, eventId, type, part, kid }: Binding): Buffer =>
  Buffer.from(
    `{"eventId":${canonicalString(eventId)},"kid":${canonicalString(kid)},"part":${canonicalString(part)},` +
      `"type":${canonicalString(type)},"unit":${canonicalString(unit)}}`,
  );

const commitment = (key: Buffer, { eventId, part }: Binding, plaintext: Uint8Array): string => {
  const salt = hmac(key, `alpr/cm/1${eventId}${part}`);
  return hash('sha256', Buffer.concat([COMMITMENT, salt, plaintext]), 'hex');
};

/** Node 24 takes 10 µs longer over a key's raw bytes than over a key object, Node 20 two microseconds less. */
const cipherKey: (key: Buffer) => CipherKey = process.version.startsWith('v20.') ? (key) => key : createSecretKey;

/** Seals the bytes of one part under its unit's key. The ciphertext is IV ‖ AES-256-GCM ‖ tag. */
export const sealBytes = (key: Buffer, binding: Binding, plaintext: Buffer): SealedPart => {
  const ciphertext = Buffer.allocUnsafe(IV + plaintext.length + TAG);
  putIv(ciphertext);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(key), ciphertext.subarray(0, IV));
  cipher.setAAD(additionalData(binding));
  cipher.update(plaintext).copy(ciphertext, IV);
  cipher.final();
  cipher.getAuthTag().copy(ciphertext, IV + plaintext.length);
  const seal: Seal = {
    p: binding.part,
    alg: 'A256GCM',
    kid: binding.kid,
    cth: hash('sha256', ciphertext, 'hex'),
    len: ciphertext.length,
    cm: commitment(key, binding, plaintext),
  };
  return { seal, ciphertext };
};

/**
 * Opens what `sealBytes` sealed.
 * @param seal without `cm` where a record keeps only the ciphertext's digest, as for images
 * @throws Tampered when ciphertext, key, binding or commitment do not belong together
 */
export const openBytes = (
  key: Buffer,
  binding: Binding,
  seal: Pick<Seal, 'cth' | 'len'> & Partial<Seal>,
  ciphertext: Uint8Array,
): Buffer => {
  const broken = (what: string): Tampered =>
    new Tampered(`The part ${binding.part} of event ${binding.eventId} ${what}.`);
  if (ciphertext.length !== seal.len || hash('sha256', ciphertext, 'hex') !== seal.cth)
    throw broken('is not the ciphertext its line names');
  const end = ciphertext.length - TAG;
  let plaintext: Buffer;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, ciphertext.subarray(0, IV), { authTagLength: TAG });
    decipher.setAAD(additionalData(binding)).setAuthTag(ciphertext.subarray(end));
    plaintext = Buffer.concat([decipher.update(ciphertext.subarray(IV, end)), decipher.final()]);
  } catch {
    throw broken('does not open under its key');
  }
  if (seal.cm !== undefined && commitment(key, binding, plaintext) !== seal.cm)
    throw broken('opens to something it did not commit to');
  return plaintext;
};
