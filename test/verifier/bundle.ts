/** A bundle made by the tests themselves, after docs/ledger-format.md alone: nothing of the program's own export. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const WIDTH = 256;
const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};
export const leafOf = (line: string): Buffer => sha256('\0', line);

/** RFC 6962, 2.1, as it is written there. */
export const rootOf = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return leaves[0]!;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(Buffer.from([1]), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
};

export type Key = { readonly name: string; readonly type: number; readonly secret: KeyObject; readonly public: Buffer };

export const makeKey = (name: string, type: number): Key => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { name, type, secret: privateKey, public: publicKey.export({ format: 'der', type: 'spki' }).subarray(12) };
};

const idOf = ({ name, type, public: key }: Key): Buffer => sha256(`${name}\n`, Buffer.from([type]), key).subarray(0, 4);

export const vkey = (key: Key): string =>
  `${key.name}+${idOf(key).toString('hex')}+${Buffer.concat([Buffer.from([key.type]), key.public]).toString('base64')}`;

export const signNote = (text: string, ...keys: readonly Key[]): string =>
  `${text}\n${keys.map((key) => signatureLine(key, sign(null, Buffer.from(text), key.secret))).join('')}`;

const signatureLine = (key: Key, signature: Buffer): string =>
  `— ${key.name} ${Buffer.concat([idOf(key), signature]).toString('base64')}\n`;

/** C2SP cosignature/v1 of a checkpoint's text, as a line of its note. */
export const cosign = (text: string, key: Key, seconds: number): string => {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signed = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), key.secret);
  return signatureLine(key, Buffer.concat([time, signed]));
};

export const checkpointText = (origin: string, lines: readonly string[]): string =>
  `${origin}\n${lines.length}\n${rootOf(lines.map(leafOf)).toString('base64')}\n`;

const numberPath = (n: number): string => {
  const digits = String(n).padStart(Math.max(3, Math.ceil(String(n).length / 3) * 3), '0');
  const groups = digits.match(/\d{3}/g)!;
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
};

/** `tile/entries/x001/x234/067.p/5`: the path of a tile of that width. */
export const tilePath = (level: number | 'entries', n: number, width: number): string =>
  `tile/${level}/${numberPath(n)}${width < WIDTH ? `.p/${width}` : ''}`;

/** Tiles of one level, and of those above. */
const tilesOf = (hashes: readonly Buffer[], level: number): Record<string, Buffer> => {
  const files: Record<string, Buffer> = {};
  const above: Buffer[] = [];
  for (let n = 0; n * WIDTH < hashes.length; n += 1) {
    const part = hashes.slice(n * WIDTH, (n + 1) * WIDTH);
    files[tilePath(level, n, part.length)] = Buffer.concat(part);
    if (part.length === WIDTH) above.push(rootOf(part));
  }
  return above.length > 0 ? { ...files, ...tilesOf(above, level + 1) } : files;
};

const entriesOf = (lines: readonly string[]): Record<string, Buffer> => {
  const files: Record<string, Buffer> = {};
  for (let n = 0; n * WIDTH < lines.length; n += 1) {
    const part = lines.slice(n * WIDTH, (n + 1) * WIDTH).map((line) => {
      const bytes = Buffer.from(line);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return Buffer.concat([length, bytes]);
    });
    files[tilePath('entries', n, part.length)] = Buffer.concat(part);
  }
  return files;
};

export type Making = {
  readonly origin: string;
  readonly log: Key;
  readonly root: Key;
  readonly witness: Key;
  /** Sizes of older checkpoints. */
  readonly older: readonly number[];
  readonly rules: string;
  /** When the witness cosigned, seconds since 1970. */
  readonly cosignedAt: number;
};

const origin = 'test-department/alpr-ledger';

/** Keys of its own each time; `older` are the sizes of older checkpoints. */
export const makingOf = (rules: string, older: readonly number[] = []): Making => ({
  origin,
  log: makeKey(origin, 1),
  root: makeKey(`${origin}/root`, 1),
  witness: makeKey('clerk.example/witness', 4),
  older,
  rules,
  cosignedAt: Math.floor(Date.parse('2026-11-23T09:00:00.000Z') / 1000),
});

/** Path → content of every file of a bundle of these lines. */
export const bundleOf = (lines: readonly string[], making: Making): Record<string, Buffer> => {
  const { origin, log, root, witness, older, rules, cosignedAt } = making;
  const noteAt = (size: number): string => {
    const text = checkpointText(origin, lines.slice(0, size));
    return signNote(text, log) + cosign(text, witness, cosignedAt);
  };
  const keys = `alpr-ledger/keys@v1\n${origin}\n${vkey(log)} 0 - active\n`;
  const text: Record<string, string> = {
    checkpoint: noteAt(lines.length),
    'keys.note': signNote(keys, root),
    'bundle.json': JSON.stringify({ v: 1, origin, size: lines.length }),
    [`rules/${createHash('sha256').update(rules).digest('hex').slice(0, 16)}.json`]: rules,
  };
  for (const size of [...older, lines.length])
    text[`checkpoints/${String(size).padStart(12, '0')}.note`] = noteAt(size);
  return {
    ...tilesOf(lines.map(leafOf), 0),
    ...entriesOf(lines),
    ...Object.fromEntries(Object.entries(text).map(([name, content]) => [name, Buffer.from(content)])),
  };
};

export const writeBundle = (dir: string, files: Readonly<Record<string, Buffer>>): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
};
