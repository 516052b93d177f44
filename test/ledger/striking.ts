/**
 * A system call of the append path fails, or the process is killed in it: each write-type call in turn, by strace. What
 * is left behind is then opened as the next start opens it, and held against what was said before.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  /** Only calls of the first thread are counted, and struck: where no other makes such a call on the ledger. */
  readonly alone: boolean;
};

/** What came of it. `elsewhere`: the call that was struck touched no file of the ledger, so nothing was tried. */
export type Struck = Strike & {
  readonly came: 'went on' | 'refused' | 'stopped' | 'killed' | 'hung' | 'elsewhere';
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
  /** It did not end of itself, and was ended after a minute. */
  readonly hung: boolean;
};

/** Longer than a life takes on a busy machine, milliseconds. */
const LONG = 60_000;

/** Lets the ledger live once under strace; with a strike, the call of that number fails in each thread. */
const live = (built: string, dir: string, strike?: Strike): Promise<Life> => {
  const file = join(dir, 'strace.txt');
  const how = strike?.fault === 'SIGKILL' ? 'signal=SIGKILL' : `error=${strike?.fault}`;
  const inject = strike ? ['-e', `inject=${strike.call}:${how}:when=${strike.at}`] : [];
  const traced = strike ? strike.call : calls.join(',');
  // What is looked at by the filter of the kernel alone is not killed.
  const quick = strike?.fault === 'SIGKILL' ? [] : ['--seccomp-bpf'];
  const threads = strike?.alone ? [] : ['-f', ...quick];
  const args = [...threads, '-y', '-s', '0', '-o', file, '-e', `trace=${traced}`, ...inject];
  const program = [process.execPath, join(built, 'test/ledger/struck.js'), join(dir, 'data')];
  // A group of its own: who ends strace alone leaves the process that it traced behind.
  const child = spawn('strace', [...args, ...program], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let [output, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  let hung = false;
  const ending = setTimeout(() => {
    hung = true;
    process.kill(-child.pid!, 'SIGKILL');
  }, LONG);
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      clearTimeout(ending);
      const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n');
      const said = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Said);
      const log = existsSync(file) ? readFileSync(file, 'utf8') : '';
      resolve({ said, code, stderr, log, killed: signal === 'SIGKILL' && !hung, hung });
    }),
  );
};

/**
 * `1234  pwrite64(21</tmp/…/ledger.db-wal>, …`: which thread called what, and whether it touched the ledger. What
 * another thread broke into stands on two lines, of which only the second has the result. Alone, no thread is named.
 */
const parsed = (log: string, dir: string) => {
  const begun = new Map<string, string>();
  return log.split('\n').flatMap((line) => {
    const [, thread = '', rest = ''] = /^(?:(\d+)\s+)?(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. [a-z0-9]+ resumed>(.*)$/.exec(rest);
    const whole = resumed ? `${begun.get(thread) ?? ''}${resumed[1]}` : rest;
    if (whole.endsWith('<unfinished ...>')) {
      begun.set(thread, whole.replace('<unfinished ...>', ''));
      return [];
    }
    const found = /^([a-z0-9]+)\(/.exec(whole);
    return found ? [{ thread, call: found[1]!, ours: whole.includes(`${dir}/data`), line: whole }] : [];
  });
};

/** The numbers at which a call of that name touches a file of the ledger, in a life without a fault. */
const numbersOf = (log: string, dir: string): { call: string; at: number; alone: boolean }[] => {
  const counts = new Map<string, number>();
  const found = new Map<string, { call: string; at: number; first: boolean }>();
  const all = parsed(log, dir);
  const first = all[0]?.thread;
  for (const { thread, call, ours } of all) {
    const at = (counts.get(`${thread} ${call}`) ?? 0) + 1;
    counts.set(`${thread} ${call}`, at);
    if (ours) found.set(`${thread} ${call} ${at}`, { call, at, first: thread === first });
  }
  const shared = new Set([...found.values()].filter((one) => !one.first).map(({ call }) => call));
  const numbers = new Map([...found.values()].map(({ call, at }) => [`${call} ${at}`, { call, at }]));
  return [...numbers.values()].map(({ call, at }) => ({ call, at, alone: !shared.has(call) }));
};

/** Which thread writes depends on how quick the disk is just then: what is struck is what any of these lives does. */
const LIVES = 4;

/** The numbers of the calls of one life in which nothing fails. */
const numbersOfOne = async (built: string): Promise<ReturnType<typeof numbersOf>> => {
  const dir = mkdtempSync(join(tmpdir(), 'struck-'));
  try {
    const { log, code, stderr, said } = await live(built, dir);
    if (code !== 0 || said.some((one) => 'refused' in one))
      throw new Error(`it did not live without a fault: ${stderr}`);
    return numbersOf(log, dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** Every strike there is, in an order that mixes calls and faults. */
export const strikes = async (built: string): Promise<Strike[]> => {
  const numbers = new Map<string, { call: string; at: number; alone: boolean }>();
  for (let life = 0; life < LIVES; life += 1)
    for (const one of await numbersOfOne(built)) {
      const alone = one.alone && (numbers.get(`${one.call} ${one.at}`)?.alone ?? true);
      numbers.set(`${one.call} ${one.at}`, { ...one, alone });
    }
  const all = [...numbers.values()].flatMap((one) => faults.map((fault) => ({ ...one, fault }) as Strike));
  return all.sort((one, other) => order(one) - order(other));
};

/** By a number that has nothing to do with what it is, so that the first hundred are a sample of all. */
const order = ({ call, fault, at }: Strike): number => {
  let mixed = 7;
  for (const letter of `${call}${at}${fault}`) mixed = (mixed * 31 + letter.charCodeAt(0)) % 65_521;
  return mixed;
};

/** What an operator reads: one line that says what and where and what to do, by a known code of exit. */
const complaint = /^alpr-ledger: \S.*\.\n$/;
const nonsense = /undefined|\[object|^null |should not have happened|\n {4}at /;

/** One life with one strike, and what is found after it. */
export const struck = async (built: string, strike: Strike): Promise<Struck> => {
  const dir = mkdtempSync(join(tmpdir(), 'struck-'));
  try {
    const { said, code, stderr, log, killed, hung } = await live(built, dir, strike);
    const hit = parsed(log, dir).filter(({ line }) => line.includes('(INJECTED)') || line.includes('= ?'));
    const refusals = said.flatMap((one) => ('refused' in one ? [`${one.code} ${one.refused}: ${one.message}`] : []));
    const messages = code === 0 || killed ? refusals : [...refusals, stderr.trim()];
    if (hung) return { ...strike, came: 'hung', acked: 0, messages, wrong: ['it did not end within a minute'] };
    if (!killed && !hit.some(({ ours }) => ours)) {
      // A library's own file, or a wake-up between threads, was struck: what that does is not ours to say.
      return { ...strike, came: 'elsewhere', acked: 0, messages, wrong: [] };
    }
    const wrong = refusals.filter((one) => !/^[\w-]+ \w+: \S/.test(one) || nonsense.test(one));
    const clear = complaint.test(stderr) && stderr.includes(join(dir, 'data')) && !nonsense.test(stderr);
    if (!killed && code !== 0 && !clear) wrong.push(`it ended without a clear word (${code}): ${stderr}`);
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
