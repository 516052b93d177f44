/** The list of the ledger's keys, signed by a root key that is kept off-line (`keys.note`). */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../vault/durable.js';
import { lock, type Locked, unlock } from '../vault/root.js';
import type { LogKey, LogKeys } from './logkeys.js';
import {
  BadNote,
  believe,
  type Note,
  parseNote,
  parseVkey,
  SIGNATURE,
  type Signer,
  signerOf,
  signNote,
  type Verifier,
  vkeyOf,
} from './note.js';

const FIRST = 'alpr-ledger/keys@v1';

/** The name of the key that signs the list. */
export const rootName = (origin: string): string => `${origin}/root`;

const lineOf = (verifier: Verifier, { first, end, status, lastTrustedSize }: LogKey): string =>
  `${vkeyOf(verifier)} ${first} ${status === 'revoked' ? lastTrustedSize : (end ?? '-')} ${status}\n`;

type ListedKeys = Pick<LogKeys, 'origin' | 'keys' | 'verifier'>;

/** What the root key signs: every key, the sizes it answers for, and whether it is trusted. */
export const keysText = (keys: ListedKeys): string =>
  `${FIRST}\n${keys.origin}\n${keys.keys.map((key) => lineOf(keys.verifier(key.publicKey), key)).join('')}`;

export type ListedKey = { readonly verifier: Verifier } & Pick<LogKey, 'first' | 'end' | 'status' | 'lastTrustedSize'>;
export type KeyList = { readonly origin: string; readonly keys: readonly ListedKey[] } & Note;

const listed = (line: string): ListedKey => {
  const [, vkey = '', first, second, status] =
    /^(\S+) (0|[1-9]\d*) (-|0|[1-9]\d*) (active|retired|revoked)$/.exec(line) ?? [];
  if (!status) throw new BadNote('A line of the list of keys is malformed.');
  const revoked = status === 'revoked';
  return {
    verifier: parseVkey(vkey),
    first: Number(first),
    end: second === '-' || revoked ? null : Number(second),
    status: status as LogKey['status'],
    lastTrustedSize: revoked ? Number(second) : null,
  };
};

/** Takes a list of keys apart; its signatures are not looked at. @throws BadNote when it is none */
export const parseKeyList = (note: string): KeyList => {
  const { text, signatures } = parseNote(note);
  const [first, origin = '', ...lines] = text.slice(0, -1).split('\n');
  if (first !== FIRST || origin === '' || lines.length === 0) throw new BadNote('That is not a list of ledger keys.');
  return { origin, keys: lines.map(listed), text, signatures };
};

/**
 * Whether a list is signed by this root key, and tells the same as the ledger does of its keys.
 * @throws BadNote when it does not
 */
export const assertKeyList = (note: string, root: Verifier, keys: ListedKeys): void => {
  const list = parseKeyList(note);
  if (root.name !== rootName(keys.origin) || root.type !== SIGNATURE.note)
    throw new BadNote(`A root key of this ledger is named ${rootName(keys.origin)}.`);
  believe(list, [root]);
  if (list.text !== keysText(keys))
    throw new BadNote(
      'The list does not tell of the keys what the ledger tells. Make a new one: alpr-ledger keys list.',
    );
};

const FILE = 'keys.note';
const ROOT = 'root.vkey';

/** The root key this ledger was given, or null. */
export const rootOf = (dir: string): Verifier | null =>
  existsSync(join(dir, ROOT)) ? parseVkey(readFileSync(join(dir, ROOT), 'utf8').trim()) : null;

/**
 * Keeps a list that the root key signed. The first root key given is the one from then on.
 * @throws BadNote when another root key signed it, or the list does not tell what the ledger tells
 */
export const installKeyList = (dir: string, note: string, root: Verifier, keys: ListedKeys): void => {
  const before = rootOf(dir);
  if (before && vkeyOf(before) !== vkeyOf(root))
    throw new BadNote(`This ledger has another root key: ${vkeyOf(before)}. Only that one signs its keys.`);
  assertKeyList(note, root, keys);
  writeDurably(join(dir, ROOT), `${vkeyOf(root)}\n`);
  writeDurably(join(dir, FILE), note);
};

/** `keys.note` as the root key signed it, while it tells what the ledger tells; else signed by the newest log key. */
export const currentKeysNote = async (dir: string, keys: LogKeys): Promise<string> => {
  const file = join(dir, FILE);
  const root = rootOf(dir);
  const signed = root && existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (signed !== null && parseKeyList(signed).text === keysText(keys)) return signed;
  return signNote(keysText(keys), keys.signers(new Date().toISOString()).slice(0, 1));
};

const AAD = 'alpr/ledger-root/1';

/** A root key in a file of its own, under a passphrase. @throws BadNote when the origin cannot be one */
export const makeRootKey = (origin: string, passphrase: string): { file: string; verifier: Verifier } => {
  const seed = randomBytes(32);
  const name = rootName(origin);
  const file = JSON.stringify({ name, ...lock(passphrase, seed, `${AAD}\n${name}`) }, null, 2);
  return { file: `${file}\n`, verifier: signerOf(name, SIGNATURE.note, seed).verifier };
};

/** @throws WrongPassphrase when it does not open; BadNote when the file is no root key */
export const openRootKey = (file: string, passphrase: string): Signer => {
  let parsed: { readonly name?: unknown };
  try {
    parsed = JSON.parse(file) as typeof parsed;
  } catch {
    throw new BadNote('That file is no root key.');
  }
  const { name, ...locked } = parsed;
  if (typeof name !== 'string') throw new BadNote('That file is no root key.');
  return signerOf(name, SIGNATURE.note, unlock(passphrase, locked as Locked, `${AAD}\n${name}`));
};

/** Signs a list as `keysText` writes it. @throws BadNote when it is none, or of another ledger */
export const signKeyList = async (text: string, root: Signer): Promise<string> => {
  const note = await signNote(text, [root]);
  const { origin } = parseKeyList(note);
  if (rootName(origin) !== root.verifier.name) throw new BadNote(`This root key is not that of ${origin}.`);
  return note;
};
