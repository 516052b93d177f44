/**
 * A system call of the append path fails, or the process is killed in it: each write-type call in turn, by strace. What
 * is left behind is then opened as the next start opens it, and held against what was said before.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Said } from './appender.js';
import { buildAppender, inspect } from './killing.js';
import { GONE } from './struck.js';

export const calls = [
  'write',
  'pwrite64',
  'fsync',
  'fdatasync',
  'ftruncate',
  'rename',
  'unlink',
  'link',
  'mkdir',
  'openat',
] as const;
export const faults = ['EIO', 'ENOSPC', 'SIGKILL'] as const;
export type Strike = {
  readonly call: (typeof calls)[number];
  readonly fault: (typeof faults)[number];
  readonly at: number;
};

/** What came of it. `elsewhere`: the call that was struck touched no file of the ledger, so nothing was tried. */
export type Struck = Strike & {
  readonly came: 'went on' | 'refused' | 'stopped' | 'killed' | 'elsewhere';
  readonly acked: number;
  readonly messages: readonly string[];
  /** Must be empty. */
  readonly wrong: readonly string[];
};

export const hasStrace = (): boolean => {
  const probe = spawnSync('strace', ['-f', '--seccomp-bpf', '-e', 'trace=write', 'true']);
  return probe.status === 0;
};

type Life = {
  readonly said: readonly Said[];
  readonly code: number | null;
  readonly stderr: string;
  readonly log: string;
  /** strace ends by the signal by which its child was ended, and leaves its log unfinished then. */
  readonly killed: boolean;
};

/** Lets the ledger live once under strace; with a strike, the call of that number fails in each thread. */
const live = (built: string, dir: string, strike?: Strike): Promise<Life> => {
  const file = join(dir, 'strace.txt');
  const how = strike?.fault === 'SIGKILL' ? 'signal=SIGKILL' : `error=${strike?.fault}`;
  const inject = strike ? ['-e', `inject=${strike.call}:${how}:when=${strike.at}`] : [];
  const traced = strike ? strike.call : calls.join(',');
  // What is looked at by the filter of the kernel alone is not killed.
  const quick = strike?.fault === 'SIGKILL' ? [] : ['--seccomp-bpf'];
  const args = ['-f', ...quick, '-y', '-s', '0', '-o', file, '-e', `trace=${traced}`, ...inject];
  const program = [process.execPath, join(built, 'test/ledger/struck.js'), join(dir, 'data')];
  const child = spawn('strace', [...args, ...program], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const hung = setTimeout(() => child.kill('SIGKILL'), 60_000);
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      clearTimeout(hung);
      const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n');
      const said = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Said);
      resolve({ said, code, stderr, log: readFileSync(file, 'utf8'), killed: signal === 'SIGKILL' && !child.killed });
    }),
  );
};

/** `1234  pwrite64(21</tmp/…/ledger.db-wal>, …`: which thread called what, and whether it touched the ledger. */
const parsed = (log: string, dir: string) =>
  log.split('\n').flatMap((line) => {
    const found = /^(\d+)\s+([a-z0-9]+)\(/.exec(line);
    return found ? [{ thread: found[1]!, call: found[2]!, ours: line.includes(`${dir}/data`), line }] : [];
  });

/** The numbers at which a call of that name touches a file of the ledger, in any thread, in a life without a fault. */
const numbersOf = (log: string, dir: string): Map<string, Set<number>> => {
  const counts = new Map<string, number>();
  const numbers = new Map<string, Set<number>>();
  for (const { thread, call, ours } of parsed(log, dir)) {
    const n = (counts.get(`${thread} ${call}`) ?? 0) + 1;
    counts.set(`${thread} ${call}`, n);
    if (ours) numbers.set(call, (numbers.get(call) ?? new Set()).add(n));
  }
  return numbers;
};

/** Every strike there is, in an order that mixes calls and faults. */
export const strikes = async (built: string): Promise<Strike[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'struck-'));
  try {
    const { log, code, stderr, said } = await live(built, dir);
    if (code !== 0 || said.some((one) => 'refused' in one))
      throw new Error(`it did not live without a fault: ${stderr}`);
    const numbers = numbersOf(log, dir);
    const all = calls.flatMap((call) =>
      [...(numbers.get(call) ?? [])].flatMap((at) => faults.map((fault) => ({ call, fault, at }))),
    );
    return all.sort((one, other) => order(one) - order(other));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** By a number that has nothing to do with what it is, so that the first hundred are a sample of all. */
const order = ({ call, fault, at }: Strike): number => {
  let mixed = 7;
  for (const letter of `${call}${at}${fault}`) mixed = (mixed * 31 + letter.charCodeAt(0)) % 65_521;
  return mixed;
};

/** One life with one strike, and what is found after it. */
export const struck = async (built: string, strike: Strike): Promise<Struck> => {
  const dir = mkdtempSync(join(tmpdir(), 'struck-'));
  try {
    const { said, code, stderr, log, killed } = await live(built, dir, strike);
    const hit = parsed(log, dir).filter(({ line }) => line.includes('(INJECTED)') || line.includes('= ?'));
    const refusals = said.flatMap((one) => ('refused' in one ? [`${one.refused}: ${one.message}`] : []));
    const messages = code === 0 || killed ? refusals : [...refusals, stderr.trim()];
    if (!killed && !hit.some(({ ours }) => ours))
      return { ...strike, came: 'elsewhere', acked: 0, messages, wrong: [] };
    const wrong: string[] = [];
    if (!killed && code !== 0 && !/^[\w-]+: \S/.test(stderr))
      wrong.push(`it ended without a word (${code}): ${stderr}`);
    const { acked, wrong: found } = await inspect(join(dir, 'data'), said, { verify: true, unfinished: GONE });
    const came = killed ? 'killed' : code !== 0 ? 'stopped' : refusals.length > 0 ? 'refused' : 'went on';
    return { ...strike, came, acked, messages, wrong: [...wrong, ...found] };
  } catch (error) {
    return {
      ...strike,
      came: 'stopped',
      acked: 0,
      messages: [],
      wrong: [`not opened again: ${(error as Error).message}`],
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

export { buildAppender };
