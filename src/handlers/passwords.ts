/** Passwords: how they are kept, and which are none (CJIS IA-5): too short, a name, or one that everybody tries. */
import { hash, verify } from '@node-rs/argon2';
import { commonPasswords } from './commonpasswords.js';
import { Malformed } from './errors.js';
import { freshId } from './ids.js';

/** Argon2id at the figures of OWASP: 19 MiB, two passes, one lane. */
const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST = 8;
/** A password of fewer different characters is a row of one key. */
const FEWEST = 4;

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const backwards = (text: string): string => [...text].reverse().join('');
const isRow = (text: string): boolean => rows.some((row) => row.includes(text) || backwards(row).includes(text));

/** Nothing but a row of keys, one stretch after another of at least four: `12345678`, `qwerasdf`. */
const isRows = (text: string): boolean => {
  const begins = (length: number): boolean => isRow(text.slice(0, length)) && isRows(text.slice(length));
  return text === '' || Array.from({ length: Math.max(0, text.length - 3) }, (_, n) => n + 4).some(begins);
};

/** `P@ssw0rd1!` is `password`, written as everybody writes it. */
const bare = (password: string): string =>
  password
    .toLowerCase()
    .replace(/[\d\W_]+$/, '')
    .replaceAll('@', 'a')
    .replaceAll('4', 'a')
    .replaceAll('0', 'o')
    .replaceAll(/[1!]/g, 'i')
    .replaceAll('3', 'e')
    .replaceAll(/[5$]/g, 's');

/** What is wrong with a password, or null. `names` are those of the member, which a guesser tries first. */
export const flawOf = (password: string, names: readonly (string | null)[]): string | null => {
  const lower = password.toLowerCase();
  if ([...password].length < SHORTEST) return `it is shorter than ${SHORTEST} characters`;
  if (commonPasswords.has(lower) || commonPasswords.has(bare(password))) return 'it is on the list of common passwords';
  if (new Set(lower).size < FEWEST || isRows(lower)) return 'it is a row of keys';
  const own = names.flatMap((name) => (name ? [name.toLowerCase(), ...name.toLowerCase().split(/[\s._-]+/)] : []));
  if (own.some((name) => name.length > 3 && [lower, bare(password)].includes(name))) return 'it is a name';
  return null;
};

/** The hash under which a password is kept. @throws Malformed when it may not be one; the message does not repeat it */
export const newPassword = async (password: string, names: readonly (string | null)[]): Promise<string> => {
  const flaw = flawOf(password, names);
  if (flaw === null) return hash(password, argon);
  const remedy = `Use at least ${SHORTEST} characters; a sentence of four or five words is best.`;
  throw new Malformed(`The password will not do: ${flaw}`, 'password', remedy);
};

/** Verified against when there is no password, so that both answers take the same time. */
let decoy: Promise<string> | undefined;

/** Whether this is the password behind the hash; takes the same time where there is none. */
export const matches = async (passwordHash: string | null, password: string): Promise<boolean> => {
  decoy ??= hash(freshId(), argon);
  const same = await verify(passwordHash ?? (await decoy), password, argon);
  return passwordHash !== null && same;
};
