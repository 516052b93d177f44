/** Verifying a bundle: both verifiers against one plain `sha256sum` over the same lines, and the memory it takes. */
import { spawnSync } from 'node:child_process';
import { createHash, hash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompactRange } from '../src/ledger/tree.js';
import { cosign, makeKey, signNote, tilePath, vkey } from '../test/verifier/bundle.js';
import { compare, type Row } from './bench.js';

export const name = 'verify';

const WIDTH = 256;
/**
 * Events of the bundle; `BENCH_EVENTS=10000000` measures what the goal is stated for (12 GB on disk), each once alone.
 * `BENCH_BUNDLE=FOLDER` keeps the bundle, and takes it from there the next time.
 */
const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 400_000);
/** From here on by turns would take hours. */
const ONCE = 5_000_000;
/** From here on the verifier in Python, some ten times slower, is not asked by turns. */
const NODE_ALONE = 1_000_000;
/** Streams by turns: cameras of a day, and queries of their own. */
const CAMERAS = 50;
const origin = 'bench-department/alpr-ledger';
const verifier = join(dirname(fileURLToPath(import.meta.url)), '..', 'verifier');

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const [policy, request, seal, model] = ['policy', 'request', 'seal', 'model'].map(sha);
const uuid = (n: number): string => `0197a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** A detection's line as the program writes it, some 1.1 kB. */
const lineAt = (n: number, prev: string | null): string => {
  const camera = uuid(n % CAMERAS);
  const day = 20_251_001 + (Math.floor(n / 500_000) % 28);
  const at = new Date(Date.parse('2025-10-01T00:00:00.000Z') + n * 200).toISOString();
  const id = `0197a000-0000-7000-9${(n % 4096).toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`;
  return (
    `{"action":"RecordDetection","actor":{"id":"${camera}","kind":"camera"},"command":"${id}",` +
    `"data":{"cameraId":"${camera}","capturedAt":"${at}","confidence":9731,"detectionId":"${id}",` +
    `"images":[{"bytes":4213,"digest":"${model}","kind":"plate"}],"models":["${model}","${seal}"],` +
    `"source":"photograph","stateKnown":true,"unread":false},"id":"${id}","occurredAt":"${at}",` +
    `"policy":{"broken":[],"set":"psp-430@sha256:${policy}",` +
    `"upheld":["430.1¶1.1 R-SRC-UNKNOWN","430.3(e) R-DET-INCOMPLETE"]},` +
    `"prev":${prev === null ? 'null' : `"${prev}"`},"recordedAt":"${at}","request":"${request}",` +
    `"retention":{"class":"detection","kid":"detection/2025-10-01#0","unit":"${id}"},"schema":1,` +
    `"sealed":[{"alg":"A256GCM","cm":"${seal}","cth":"${seal}","kid":"detection/2025-10-01#0","len":611,"p":"core"}],` +
    `"stream":"detection-${camera}-${day}","type":"DetectionRecorded","v":1}`
  );
};

const put = (dir: string, path: string, content: Buffer | string): void => {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), content);
};

const rootOf = (hashes: readonly Buffer[]): Buffer => {
  const range = CompactRange.empty();
  for (const one of hashes) range.append(one);
  return range.root();
};

const putLevels = (dir: string, hashes: readonly Buffer[], level: number): void => {
  const above: Buffer[] = [];
  for (let n = 0; n * WIDTH < hashes.length; n += 1) {
    const part = hashes.slice(n * WIDTH, (n + 1) * WIDTH);
    put(dir, tilePath(level, n, part.length), Buffer.concat(part));
    if (part.length === WIDTH) above.push(rootOf(part));
  }
  if (above.length > 0) putLevels(dir, above, level + 1);
};

/** Writes a bundle of so many events, and answers what must be given to trust it. */
const made = (dir: string): readonly string[] => {
  const last = new Map<string, string>();
  const range = CompactRange.empty();
  const levelOne: Buffer[] = [];
  for (let n = 0; n * WIDTH < EVENTS; n += 1) {
    const width = Math.min(WIDTH, EVENTS - n * WIDTH);
    const lines = Array.from({ length: width }, (_, i) => {
      const index = n * WIDTH + i;
      const stream = `${index % CAMERAS} ${Math.floor(index / 500_000) % 28}`;
      const line = lineAt(index, last.get(stream) ?? null);
      last.set(stream, hash('sha256', `\0${line}`));
      return line;
    });
    const leaves = lines.map((line) => hash('sha256', `\0${line}`, 'buffer'));
    for (const leaf of leaves) range.append(leaf);
    const entries = lines.flatMap((line) => {
      const bytes = Buffer.from(line);
      return [Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes];
    });
    put(dir, tilePath('entries', n, width), Buffer.concat(entries));
    put(dir, tilePath(0, n, width), Buffer.concat(leaves));
    if (width === WIDTH) levelOne.push(rootOf(leaves));
  }
  putLevels(dir, levelOne, 1);
  const [log, witness] = [makeKey(origin, 1), makeKey('clerk.example/witness', 4)];
  const text = `${origin}\n${EVENTS}\n${range.root().toString('base64')}\n`;
  const note = signNote(text, log) + cosign(text, witness, Math.floor(Date.now() / 1000));
  put(dir, 'checkpoint', note);
  put(dir, `checkpoints/${String(EVENTS).padStart(12, '0')}.note`, note);
  put(dir, 'keys.note', signNote(`alpr-ledger/keys@v1\n${origin}\n${vkey(log)} 0 - active\n`, log));
  return ['--vkey', vkey(log), '--witness', vkey(witness)];
};

const seconds = (program: string, args: readonly string[]): number => {
  const began = performance.now();
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return (performance.now() - began) / 1000;
};

/** What one verification takes, as the system counts it. */
const usageOf = (dir: string, trust: readonly string[], hashOnly: boolean): string => {
  const keys = `vkeys: [keyOf(${JSON.stringify(trust[1])})], witnesses: [keyOf(${JSON.stringify(trust[3])})]`;
  const asked = `{ ${keys}, hashOnly: ${hashOnly} }`;
  const script =
    `import { keyOf, verifyBundle } from ${JSON.stringify(join(verifier, 'verify.mjs'))};` +
    `const { exit } = verifyBundle(${JSON.stringify(dir)}, ${asked});` +
    `const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();` +
    `console.log(exit, Math.round(maxRSS / 1024), (userCPUTime + systemCPUTime) / 1e6);`;
  const began = performance.now();
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const wall = (performance.now() - began) / 1000;
  const [exit, mib, cpu = NaN] = stdout.trim().split(' ').map(Number);
  if (exit !== 0) throw new Error(`the bundle was not verified: ${stdout}`);
  const what = `${hashOnly ? 'hash-only' : 'whole'} verification of ${EVENTS} events`;
  return `${what}: ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of one core, ${mib} MiB\n`;
};

/** A bundle that was kept, or one made now. */
const bundleIn = (dir: string): readonly string[] => {
  const kept = `${dir}.trust.json`;
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as readonly string[];
  const trust = made(dir);
  writeFileSync(kept, JSON.stringify(trust));
  return trust;
};

export const run = async (): Promise<Row[]> => {
  const kept = process.env['BENCH_BUNDLE'];
  const dir = kept ?? mkdtempSync(join(tmpdir(), 'bench-verify-'));
  try {
    const trust = bundleIn(dir);
    if (EVENTS >= ONCE) {
      process.stdout.write(usageOf(dir, trust, true) + usageOf(dir, trust, false));
      return [];
    }
    const verify = (script: string, ...more: readonly string[]) => [join(verifier, script), dir, ...trust, ...more];
    const plain = () =>
      seconds('sh', ['-c', `find '${dir}/tile/entries' -type f -print0 | xargs -0 sha256sum > '${dir}.sums'`]);
    const compared = (what: string, program: string, args: readonly string[]) =>
      compare({
        what: `${what} of ${EVENTS} events`,
        unit: 's',
        peerName: 'sha256sum over the same lines',
        ours: async () => seconds(program, args),
        peer: async () => plain(),
      });
    const rows = [
      await compared('hash-only verification', process.execPath, verify('verify.mjs', '--hash-only')),
      await compared('whole verification', process.execPath, verify('verify.mjs')),
    ];
    if (EVENTS < NODE_ALONE)
      rows.push(
        await compared('hash-only verification in Python', 'python3', verify('verify.py', '--hash-only')),
        await compared('whole verification in Python', 'python3', verify('verify.py')),
      );
    process.stdout.write(usageOf(dir, trust, true) + usageOf(dir, trust, false));
    return rows;
  } finally {
    if (kept === undefined) for (const one of [dir, `${dir}.trust.json`]) rmSync(one, { recursive: true, force: true });
    rmSync(`${dir}.sums`, { force: true });
  }
};
