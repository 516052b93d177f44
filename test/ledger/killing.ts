/** Killing a process that appends, at a random moment, and looking at what it left: for the spec and the campaign. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { openSqliteLedger, type SqliteLedger } from '../../src/ledger/sqlite.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { Vault } from '../../src/vault/vault.js';
import { SignedCheck } from '../../src/proof/signedcheck.js';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { proofOf, type Said } from './appender.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** The rooms and the appender as the build makes them (ES modules), so that a child starts in milliseconds. */
export const buildAppender = (): string => {
  const { transformSync } = require('@swc/core') as { transformSync(code: string, options: object): { code: string } };
  const built = mkdtempSync(join(tmpdir(), 'built-'));
  const isSource = (name: string): boolean => /^(?!.*spec\.ts$).*\.ts$/.test(name);
  const rooms = ['src/vault', 'src/ledger', 'src/proof', 'test/ledger'].map((folder) => ({
    folder,
    names: readdirSync(join(root, folder)).filter(isSource),
  }));
  for (const { folder, names } of [{ folder: 'src', names: ['complaint.ts'] }, ...rooms]) {
    mkdirSync(join(built, folder), { recursive: true });
    for (const name of names) {
      const jsc = { target: 'es2022', parser: { syntax: 'typescript' } };
      const { code } = transformSync(readFileSync(join(root, folder, name), 'utf8'), {
        swcrc: false,
        module: { type: 'es6' },
        jsc,
      });
      writeFileSync(join(built, folder, name.replace(/ts$/, 'js')), code);
    }
  }
  writeFileSync(join(built, 'package.json'), '{"type":"module"}');
  symlinkSync(join(root, 'node_modules'), join(built, 'node_modules'), 'dir');
  return built;
};

/** Starts the appender; its output is what it said, line by line, the last perhaps cut short. */
export const startAppender = (built: string, dir: string): ChildProcessByStdio<null, Readable, null> =>
  spawn(process.execPath, [join(built, 'test/ledger/appender.js'), dir], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Kills the appender some time after its first answer, or, once in five, while it still starts. */
const appendAndKill = (built: string, dir: string): Promise<Said[]> => {
  const child = startAppender(built, dir);
  let output = '';
  let dying = false;
  const killIn = (ms: number): void => {
    if (!dying) setTimeout(() => child.kill('SIGKILL'), ms);
    dying = true;
  };
  if (randomInt(5) === 0) killIn(40 + randomInt(200));
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    if (output.includes('acked')) killIn(randomInt(80));
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the appender ended by itself: ${code} ${signal}`));
      const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n');
      resolve(lines.filter(Boolean).map((line) => JSON.parse(line) as Said));
    });
  });
};

export type Cycle = {
  readonly acked: number;
  /** Batches written although their answer was lost with the process. */
  readonly unanswered: number;
  /** Checkpoints that had left the house. */
  readonly signed: number;
  /** What must not be: empty, or the ledger broke its word. */
  readonly wrong: readonly string[];
};

/** Opens what proves the ledger, as the next start does, and holds what was signed against it. */
const inspectProof = async (
  dir: string,
  ledger: SqliteLedger,
  vault: Vault,
  said: readonly Said[],
  verify: boolean,
): Promise<string[]> => {
  const wrong: string[] = [];
  const proof = await proofOf(dir, ledger, vault);
  const { sequence, store, keys, checkpoints } = proof;
  for (const each of said) {
    if (!('signed' in each)) continue;
    const { size, root } = parseCheckpoint(each.note);
    if (sequence.tree().size < size || !sequence.rootAt(size).equals(root)) wrong.push(`signed and not there: ${size}`);
  }
  const { size } = await checkpoints.sign();
  if (size !== sequence.tree().size) wrong.push(`signed ${size} of ${sequence.tree().size} events`);
  if (verify) {
    const check = new SignedCheck({ sequence, store, keys, witnesses: [], roots: [] });
    const verdict = await verifyLedger(ledger, { vault, beside: check });
    const problems = [...verdict.problems, ...check.finish(verdict.tree).problems];
    wrong.push(...problems.map(({ position, what }) => `position ${position}: ${what}`));
  }
  await proof.close();
  await sequence.close();
  return wrong;
};

type Inspecting = {
  readonly verify: boolean;
  /** A key whose purge may have stopped half way: then it is carried on, as the house does before it serves. */
  readonly unfinished?: string;
};

/** Opens what was left behind and holds it against what was said. */
export const inspect = async (
  dir: string,
  said: readonly Said[],
  { verify, unfinished }: Inspecting,
): Promise<Cycle> => {
  const wrong: string[] = [];
  let acked = 0;
  let unanswered = 0;
  const ledger = await openSqliteLedger(dir, { inline: true });
  const revisions = new Map<string, number>();
  for (const each of said) {
    if (!('acked' in each)) continue;
    acked += 1;
    revisions.set(each.acked, each.revision);
    for await (const fact of ledger.readStream(each.acked, each.revision)) {
      if (fact.id !== each.id || Number(fact.position) !== each.position) wrong.push(`lost: ${each.id}`);
      break;
    }
  }
  for (const each of said) {
    if (!('sent' in each)) continue;
    const revision = (await ledger.head(each.sent))?.revision ?? -1;
    const answered = revisions.get(each.sent) ?? -1;
    if (revision < answered) wrong.push(`lost: ${each.sent} ends at ${revision}, and ${answered} was answered`);
    if (each.expected < answered) continue;
    if (revision === each.expected + each.count) unanswered += 1;
    else if (revision !== each.expected) wrong.push(`half written: ${each.sent} ends at ${revision}`);
  }
  const vault = Vault.open(dir, { tell: () => {} });
  const gone = unfinished !== undefined && vault.status(unfinished) === 'destroyed';
  if (gone) await ledger.dropParts(unfinished);
  if (!gone && said.some((each) => 'purged' in each)) wrong.push('purged, and its key is there again');
  wrong.push(...(await inspectProof(dir, ledger, vault, said, verify)));
  vault.close();
  await ledger.close();
  const signed = said.filter((each) => 'signed' in each).length;
  return { acked, unanswered, signed, wrong };
};

/** Cycles after which the whole ledger is verified and the next begins with an empty one. */
const TOGETHER = 5;

/** Kills an appender `cycles` times, and answers what each cycle found. */
export async function* killCycles(cycles: number): AsyncGenerator<Cycle> {
  const built = buildAppender();
  let dir = '';
  try {
    for (let n = 0; n < cycles; n += 1) {
      if (n % TOGETHER === 0) dir = mkdtempSync(join(tmpdir(), 'killed-'));
      const last = n % TOGETHER === TOGETHER - 1 || n === cycles - 1;
      yield await inspect(dir, await appendAndKill(built, dir), { verify: last });
      if (last) rmSync(dir, { recursive: true, force: true });
    }
  } finally {
    rmSync(built, { recursive: true, force: true });
    rmSync(dir, { recursive: true, force: true });
  }
}
