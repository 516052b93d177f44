/**
 * Checks what the ledger shows, in the browser and without the server: hashes (RFC 6962), signed notes and cosignatures
 * (C2SP signed-note, tlog-cosignature) by WebCrypto alone. Written from docs/ledger-format.md; imports nothing of ours.
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** What was shown does not hold, or is malformed; the message says what. */
export class NotProven extends Error {}

/** A page without a secure context has no WebCrypto: it says so, and checks nothing. */
export const canCheck = (): boolean => globalThis.crypto?.subtle !== undefined;

const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

export const fromBase64 = (text: string): Bytes => {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    throw new NotProven('That is not base64.');
  }
};

export const fromHex = (text: string): Bytes => {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new NotProven('That is not hexadecimal.');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
};

export const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const joined = (...pieces: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
};

export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Leaf of a line: SHA-256(0x00 ‖ line). */
export const leafOf = (line: Bytes): Promise<Bytes> => sha256(joined(Uint8Array.of(0), line));

const nodeOf = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(joined(Uint8Array.of(1), left, right));

/**
 * The root that a leaf at this index leads to in a tree of this size (RFC 9162, 2.1.3.2).
 * @throws NotProven when the proof has too few or too many hashes
 */
export const rootFrom = async (leaf: Bytes, index: number, size: number, proof: readonly Bytes[]): Promise<Bytes> => {
  if (index >= size) throw new NotProven('The event lies beyond the checkpoint.');
  let [fn, sn, root] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const hash of proof) {
    if (sn === 0n) throw new NotProven('The proof has too many hashes.');
    if (fn % 2n === 1n || fn === sn) {
      root = await nodeOf(hash, root);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else root = await nodeOf(root, hash);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  if (sn !== 0n) throw new NotProven('The proof has too few hashes.');
  return root;
};

/** The size and the root of a tree. */
export type Head = { readonly size: number; readonly root: Bytes };

/**
 * That the older tree is the beginning of the newer one (RFC 9162, 2.1.4.2).
 * @throws NotProven when it is not
 */
export const assertContinues = async (older: Head, newer: Head, proof: readonly Bytes[]): Promise<void> => {
  const broken = new NotProven('The newer checkpoint does not continue the older one.');
  if (older.size === newer.size) {
    if (proof.length > 0 || !same(older.root, newer.root)) throw broken;
    return;
  }
  if (older.size > newer.size || older.size === 0) throw broken;
  const exact = (BigInt(older.size) & (BigInt(older.size) - 1n)) === 0n;
  const [first, ...rest] = exact ? [older.root, ...proof] : proof;
  if (!first) throw broken;
  let [fn, sn] = [BigInt(older.size) - 1n, BigInt(newer.size) - 1n];
  while (fn % 2n === 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [before, after] = [first, first];
  for (const hash of rest) {
    if (sn === 0n) throw broken;
    if (fn % 2n === 1n || fn === sn) {
      [before, after] = [await nodeOf(hash, before), await nodeOf(hash, after)];
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else after = await nodeOf(after, hash);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  if (sn !== 0n || !same(before, older.root) || !same(after, newer.root)) throw broken;
};

const NOTE = 1;
const COSIGNATURE = 4;

/** A verifier key: name, key id (hex), type, and the 32 bytes of Ed25519. */
export type Key = { readonly name: string; readonly id: string; readonly type: number; readonly publicKey: Bytes };

/** `name+key id+base64(type ‖ key)`. @throws NotProven when it is none, or its id is not that of its bytes */
export const parseKey = async (vkey: string): Promise<Key> => {
  const [, name = '', id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim()) ?? [];
  if (!id) throw new NotProven('A verifier key reads name+key id+base64.');
  const bytes = fromBase64(encoded);
  const [type = 0] = bytes;
  if (bytes.length !== 33 || ![NOTE, COSIGNATURE].includes(type))
    throw new NotProven('The verifier key is of a kind that is not known here.');
  const made = toHex((await sha256(joined(utf8(`${name}\n`), bytes))).subarray(0, 4));
  if (made !== id) throw new NotProven('The verifier key does not fit its own key id.');
  return { name, id, type, publicKey: bytes.slice(1) };
};

export type Signature = { readonly name: string; readonly id: string; readonly bytes: Bytes };
export type Checkpoint = Head & {
  readonly origin: string;
  readonly text: string;
  readonly signatures: readonly Signature[];
};

/** Takes a signed note apart; nothing in it is believed yet. @throws NotProven when it is none */
export const parseNote = (note: string): Pick<Checkpoint, 'text' | 'signatures'> => {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw new NotProven('That is not a signed note.');
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map((line) => {
      const [, name, encoded] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
      if (!name || !encoded) throw new NotProven('A signature line of the note is malformed.');
      const bytes = fromBase64(encoded);
      return { name, id: toHex(bytes.subarray(0, 4)), bytes: bytes.slice(4) };
    });
  return { text: note.slice(0, end + 1), signatures };
};

/** A checkpoint: origin, size, root. @throws NotProven when the note is none */
export const parseCheckpoint = (note: string): Checkpoint => {
  const { text, signatures } = parseNote(note);
  const [origin = '', size = '', root = '', ...rest] = text.slice(0, -1).split('\n');
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || rest.length > 0) throw new NotProven('That is not a checkpoint.');
  return { origin, size: Number(size), root: fromBase64(root), text, signatures };
};

const isGood = async (text: string, { bytes }: Signature, { type, publicKey }: Key): Promise<boolean> => {
  const timed = type === COSIGNATURE;
  if (bytes.length !== (timed ? 72 : 64)) return false;
  const message = timed ? `cosignature/v1\ntime ${secondsOf(bytes)}\n${text}` : text;
  const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'Ed25519' }, key, timed ? bytes.slice(8) : bytes, utf8(message));
};

const secondsOf = (bytes: Bytes): bigint => new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);

/** Who signed a checkpoint: `at` is the time that a witness states (ISO 8601), null for the log itself. */
export type Signed = { readonly name: string; readonly id: string; readonly at: string | null };

/**
 * The good signatures of these keys; what others signed says nothing.
 * @throws NotProven when a signature under one of these keys is false
 */
export const signedBy = async (
  { text, signatures }: Pick<Checkpoint, 'text' | 'signatures'>,
  keys: readonly Key[],
): Promise<Signed[]> => {
  const good: Signed[] = [];
  for (const signature of signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id);
    if (!key) continue;
    if (!(await isGood(text, signature, key))) throw new NotProven(`The signature of ${key.name} is false.`);
    const at = key.type === COSIGNATURE ? new Date(Number(secondsOf(signature.bytes)) * 1000).toISOString() : null;
    good.push({ name: key.name, id: key.id, at });
  }
  return good;
};

/**
 * The keys that `keys.note` lists, as verifier keys, the oldest first.
 * @param size only those that answer for a checkpoint of this size
 */
export const listedKeys = (note: string, size?: number): string[] =>
  parseNote(note)
    .text.split('\n')
    .slice(2)
    .map((line) => line.split(' '))
    .filter(([, first = '', end = '-', status]) => {
      if (!status || size === undefined) return status !== undefined;
      const begun = Number(first) <= size;
      return begun && (end === '-' || (status === 'revoked' ? size <= Number(end) : size < Number(end)));
    })
    .map(([vkey = '']) => vkey);

/** The witnesses that a policy names (C2SP tlog-policy): `witness <name> <vkey> [<url>]`, as verifier keys. */
export const namedWitnesses = (policy: string): string[] =>
  policy.split('\n').flatMap((line) => /^witness \S+ (\S+)/.exec(line)?.[1] ?? []);

/** Whether a time-stamp's bytes hold the digest of this text. Who signed it is for a verifier with certificates. */
export const stamps = async (token: Bytes, text: string): Promise<boolean> =>
  toHex(token).includes(toHex(await sha256(utf8(text))));

/** What the server answers to `/ledger/receipt/<event id>`. */
export type Receipt = {
  readonly index: number;
  readonly leaf: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
};

/**
 * That the event with this leaf stands in the tree of the checkpoint, and that the ledger signed it.
 * @param keys those believed: best the one that was handed over on paper
 * @throws NotProven when anything does not hold
 */
export const checkReceipt = async (
  { index, leaf, proof, checkpoint: note }: Receipt,
  keys: readonly Key[],
): Promise<{ readonly checkpoint: Checkpoint; readonly signed: readonly Signed[] }> => {
  const checkpoint = parseCheckpoint(note);
  const root = await rootFrom(fromHex(leaf), index, checkpoint.size, proof.map(fromBase64));
  if (!same(root, checkpoint.root)) throw new NotProven('The hashes do not lead to the root that was signed.');
  const signed = await signedBy(checkpoint, keys);
  if (!signed.some(({ name, at }) => at === null && name === checkpoint.origin))
    throw new NotProven('No key that is believed here has signed the checkpoint.');
  return { checkpoint, signed };
};

/**
 * One line out of an entry bundle (C2SP tlog-tiles): each behind its length in two bytes.
 * @throws NotProven when the bundle ends before it
 */
export const lineAt = (bundle: Bytes, index: number): Bytes => {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  let at = 0;
  for (let n = 0; at + 2 <= bundle.length; n += 1) {
    const end = at + 2 + view.getUint16(at);
    if (n === index && end <= bundle.length) return bundle.slice(at + 2, end);
    at = end;
  }
  throw new NotProven('The line is not among those that the server gave.');
};

/** Where the lines around an index are fetched from, in a tree of this size. */
export const entriesPath = (index: number, size: number): string => {
  const tile = Math.floor(index / 256);
  const digits = String(tile);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return (tile + 1) * 256 <= size ? path : `${path}.p/${size % 256}`;
};

/** @throws NotProven when the line's own digest is not the one that was proven */
export const assertLine = async (line: Bytes, leaf: string): Promise<void> => {
  if (toHex(await leafOf(line)) !== leaf) throw new NotProven('The line is not the one that was signed.');
};
