/** Signed notes (C2SP signed-note) and cosignatures (C2SP tlog-cosignature): text that outsiders check with one key. */
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** Text from outside that is no note, no key or no checkpoint; the message says what it lacks. */
export class BadNote extends Error {
  readonly code = 'malformed';
}

/** How a key signs: a log or a root key the bare text, a witness the text with the time at which it saw it. */
export const SIGNATURE = { note: 0x01, cosignature: 0x04 } as const;
export type SignatureType = (typeof SIGNATURE)[keyof typeof SIGNATURE];

/** A public key under its name. `keyId` is hex of 4 bytes, `publicKey` 32 bytes (Ed25519). */
export type Verifier = {
  readonly name: string;
  readonly type: SignatureType;
  readonly keyId: string;
  readonly publicKey: Buffer;
};

/** Who signs: a key in a file, or a service that keeps it and never gives it away. */
export type Signer = {
  readonly verifier: Verifier;
  /** 64 bytes, Ed25519 (RFC 8032). */
  sign(message: Uint8Array): Promise<Uint8Array>;
};

export type Signature = {
  readonly name: string;
  readonly keyId: string;
  readonly bytes: Buffer;
  readonly line: string;
};
export type Note = { readonly text: string; readonly signatures: readonly Signature[] };

const nameShape = /^[^\s+\p{Z}]+$/u;
const base64Shape = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** @throws BadNote when it is no base64 of RFC 4648, section 4 */
export const fromBase64 = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64');
  if (!base64Shape.test(text) || bytes.toString('base64') !== text) throw new BadNote('That is not base64.');
  return bytes;
};

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** SHA-256(name ‖ newline ‖ type ‖ public key), its first four bytes. */
const keyIdOf = (name: string, type: SignatureType, publicKey: Uint8Array): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]), 'hex').slice(0, 8);

/** @throws BadNote when the name may not stand in a note */
export const verifierOf = (name: string, type: SignatureType, publicKey: Uint8Array): Verifier => {
  if (!nameShape.test(name)) throw new BadNote('The name of a key may hold neither spaces nor a plus sign.');
  return { name, type, keyId: keyIdOf(name, type, publicKey), publicKey: Buffer.from(publicKey) };
};

/** `name+0123abcd+base64`, as keys are handed to people. */
export const vkeyOf = ({ name, keyId, type, publicKey }: Verifier): string =>
  `${name}+${keyId}+${toBase64(Buffer.concat([Buffer.of(type), publicKey]))}`;

/** @throws BadNote when it is no verifier key of a kind we know */
export const parseVkey = (text: string): Verifier => {
  const [, name = '', keyId, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  if (!keyId) throw new BadNote('A verifier key reads name+key id+base64.');
  const bytes = fromBase64(encoded);
  const type = bytes[0] as SignatureType;
  if (!Object.values(SIGNATURE).includes(type) || bytes.length !== 33)
    throw new BadNote(`The verifier key of ${name} is of a kind this program does not know.`);
  const verifier = verifierOf(name, type, bytes.subarray(1));
  if (verifier.keyId !== keyId) throw new BadNote(`The verifier key of ${name} does not fit its own key id.`);
  return verifier;
};

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const publicKeyOf = ({ publicKey }: Verifier): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });

/** A signer whose secret is here. @param seed 32 bytes (RFC 8032) */
export const signerOf = (name: string, type: SignatureType, seed: Uint8Array): Signer => {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    verifier: verifierOf(name, type, spki.subarray(SPKI.length)),
    sign: (message) => Promise.resolve(sign(null, message, key)),
  };
};

const lineOf = ({ name, keyId }: Verifier, signature: Uint8Array): string =>
  `\u2014 ${name} ${toBase64(Buffer.concat([Buffer.from(keyId, 'hex'), signature]))}\n`;

/** Signs a text, which ends in a newline; each signer adds a line. */
export const signNote = async (text: string, signers: readonly Signer[]): Promise<string> => {
  const lines = await Promise.all(
    signers.map(async ({ verifier, sign: by }) => lineOf(verifier, await by(Buffer.from(text)))),
  );
  return `${text}\n${lines.join('')}`;
};

const TIME = 8;

const cosigned = (text: string, time: bigint): Buffer => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);

/** A witness's line for a checkpoint's text. @param time POSIX, seconds */
export const cosign = async (text: string, signer: Signer, time: number): Promise<string> => {
  const at = Buffer.alloc(TIME);
  at.writeBigUInt64BE(BigInt(time));
  return lineOf(signer.verifier, Buffer.concat([at, await signer.sign(cosigned(text, BigInt(time)))]));
};

// Control characters never stand in a note; the pattern must name them to find them.
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0009\u000b-\u001f]/;

/** Signature lines read at most. */
const MOST_SIGNATURES = 100;

/** Takes a note apart; nothing in it is believed yet. @throws BadNote when it is none */
export const parseNote = (note: string): Note => {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || control.test(note)) throw new BadNote('That is not a signed note.');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw new BadNote('The note has too many signatures.');
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureOf) };
};

/** @throws BadNote when it is no signature line */
export const signatureOf = (line: string): Signature => {
  const [, name = '', encoded] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
  if (!encoded || !nameShape.test(name)) throw new BadNote('A signature line of the note is malformed.');
  const bytes = fromBase64(encoded);
  if (bytes.length < 5) throw new BadNote('A signature of the note is too short.');
  return { name, keyId: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4), line: `${line}\n` };
};

export const isBy = ({ name, keyId }: Pick<Signature, 'name' | 'keyId'>, verifier: Verifier): boolean =>
  name === verifier.name && keyId === verifier.keyId;

/** Whether a signature of this key is good. A cosignature's time is answered by `cosignedAt`. */
export const isGood = (text: string, signature: Signature, verifier: Verifier): boolean => {
  if (!isBy(signature, verifier)) return false;
  const timed = verifier.type === SIGNATURE.cosignature;
  const { bytes } = signature;
  if (bytes.length !== 64 + (timed ? TIME : 0)) return false;
  const message = timed ? cosigned(text, bytes.readBigUInt64BE()) : Buffer.from(text);
  return verify(null, message, publicKeyOf(verifier), timed ? bytes.subarray(TIME) : bytes);
};

/** When a witness says it saw the text; POSIX, seconds. */
export const cosignedAt = ({ bytes }: Signature): number => Number(bytes.readBigUInt64BE());

/**
 * The signatures of known keys. A note with none, or with a false one, says nothing (C2SP signed-note).
 * @throws BadNote when no known key signed it, or when a signature under a known key is false
 */
export const believe = ({ text, signatures }: Note, known: readonly Verifier[]): readonly Signature[] => {
  const good = signatures.filter((signature) => {
    const verifier = known.find((one) => isBy(signature, one));
    if (verifier && !isGood(text, signature, verifier))
      throw new BadNote(`The signature of ${verifier.name} is false.`);
    return verifier !== undefined;
  });
  if (good.length === 0) throw new BadNote('No key that is known has signed this.');
  return good;
};
