/** Runs the built command as a person at the terminal does, and the built server as npm start does. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(__dirname, '../..');
export const cli = join(root, 'dist/cli.js');
const main = join(root, 'dist/main.js');

export const assertBuilt = (): void => {
  for (const file of [cli, main])
    if (!existsSync(file)) throw new Error('There is no build. Run this through npm test, or npm run build first.');
};

export const temporary = (name: string): string => mkdtempSync(join(tmpdir(), `alpr-${name}-`));

/** The environment of this process, without the settings that somebody may have made in it. */
export const plain = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ALPR_|EVENTSTORE_|PORT$)/.test(name)));

export type Said = { readonly code: number; readonly out: string; readonly err: string; readonly ms: number };

/** Runs a command to its end; what was said, and with which code it ended. */
export const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}, timeout = 60_000): Promise<Said> => {
  const began = performance.now();
  const options = { env: { ...plain(), ...env }, timeout, maxBuffer: 1 << 26 };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], options, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err, ms: performance.now() - began }),
    );
  });
};

/** What no person should ever be shown. */
export const stack = /^ {4}at /m;

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

export type Running = {
  readonly process: ChildProcess;
  readonly url: string;
  readonly said: () => string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** Starts the server and waits until it says that it serves. */
export const startServer = async (dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Running> => {
  const settings = { PORT: '0', ALPR_DATA_DIR: dataDir, ...env };
  const child = spawn(process.execPath, [main], {
    env: { ...plain(), ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`The server did not start (${code}):\n${text}`)));
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const serves = /serves at (http:\S+?);/.exec(text)?.[1];
      if (serves) resolve(serves);
    });
  });
  return { process: child, url, said: () => text, ended };
};

export type Reply = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Sends one request under an id of its own. */
export const post = async (
  url: string,
  path: string,
  body: object | undefined,
  token?: string,
  key: string = randomUUID(),
): Promise<Reply> => {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      'idempotency-key': key,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
};
