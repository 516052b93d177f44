/** How long a server takes to be ready on a ledger of a million events, and what an idle one holds in memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writeLine } from '../src/ledger/line.js';
import { openSqliteLedger } from '../src/ledger/sqlite.js';
import { Views } from '../src/projections/views.js';
import { Vault } from '../src/vault/vault.js';
import { compare, type Row } from './bench.js';

export const name = 'startup';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const BATCH = 500;
const CAMERAS = 50;

const quiet = { tell: (): void => undefined };

/** A read of a made-up plate, as a line is made of it. */
export const detection = (camera: string, stream: string, prev: string | null, at = '2026-11-23T17:04:05.678Z') => {
  const id = randomUUID();
  const plate = `${Math.trunc(Math.random() * 9) + 1}ABC${String(Math.trunc(Math.random() * 1000)).padStart(3, '0')}`;
  return {
    id,
    type: 'DetectionRecorded',
    schema: 1,
    stream,
    prev,
    occurredAt: at,
    recordedAt: at,
    actor: { kind: 'camera', id: camera },
    command: id,
    request: 'a'.repeat(64),
    policy: { set: `psp-430@sha256:${'b'.repeat(64)}`, upheld: ['430.1¶1.1 R-SRC-UNKNOWN'], broken: [] },
    data: {
      detectionId: id,
      cameraId: camera,
      capturedAt: at,
      source: 'finished-read',
      confidence: 9731,
      unread: false,
      stateKnown: true,
      images: [],
      models: [],
    },
    keep: { class: 'detection', unit: id },
    sealed: {
      plate,
      plateState: 'CA',
      candidates: [],
      characters: [],
      secondReader: null,
      box: null,
      place: null,
      sourceEventId: id,
    },
  };
};

/** A data directory with so many detections, and read models that show them all. */
const fill = async (dir: string, events: number): Promise<void> => {
  const vault = Vault.open(join(dir, 'vault'), quiet);
  const ledger = await openSqliteLedger(join(dir, 'ledger'));
  await Promise.all(
    Array.from({ length: CAMERAS }, async () => {
      const camera = randomUUID();
      const stream = `detection-${camera}-20261123`;
      let prev: string | null = null;
      for (let revision = -1; revision + 1 < events / CAMERAS;) {
        const entries = Array.from({ length: BATCH }, () => {
          const entry = writeLine(vault, detection(camera, stream, prev));
          prev = Buffer.from(entry.leaf).toString('hex');
          return entry;
        });
        ({ revision } = await ledger.append(stream, revision, entries));
      }
    }),
  );
  const views = Views.open(dir, ledger, vault);
  views.start();
  await views.reached(BigInt(ledger.tree().size - 1), 3_600_000);
  await views.close();
  await ledger.close();
  vault.close();
};

const port = 21_000 + (process.pid % 20_000);

/** Starts the built server; resolves when it says that it is ready. */
const start = async (dir: string): Promise<{ server: ChildProcess; seconds: number }> => {
  const settings = { PORT: String(port), ALPR_DATA_DIR: dir, ALPR_LOG_LEVEL: 'silent', NODE_NO_WARNINGS: '1' };
  const began = performance.now();
  const server = spawn(process.execPath, ['dist/main.js'], { env: { ...process.env, ...settings }, stdio: 'ignore' });
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return { server, seconds: (performance.now() - began) / 1000 };
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    await pause(5);
  }
};

const stop = async ({ server }: { server: ChildProcess }): Promise<void> => {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
};

const seconds = (dir: string) => async (): Promise<number> => {
  const started = await start(dir);
  await stop(started);
  return started.seconds;
};

/** Resident memory of a process, MiB. */
const resident = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const idleServer = (dir: string) => async (): Promise<number> => {
  const started = await start(dir);
  await pause(5000);
  const mebibytes = resident(started.server.pid!);
  await stop(started);
  return mebibytes;
};

const idleNode = async (): Promise<number> => {
  const node = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await pause(1000);
  const mebibytes = resident(node.pid!);
  node.kill();
  return mebibytes;
};

export const run = async (): Promise<Row[]> => {
  const [full, empty] = [mkdtempSync(join(tmpdir(), 'bench-full-')), mkdtempSync(join(tmpdir(), 'bench-empty-'))];
  try {
    await fill(full, EVENTS);
    const peerName = 'the same on an empty ledger';
    const what = `ready on ${EVENTS} events`;
    return [
      await compare({ what, unit: 's', peerName, ours: seconds(full), peer: seconds(empty), turns: 5 }),
      await compare({
        what: `memory of an idle server on ${EVENTS} events`,
        unit: 'MiB',
        peerName: 'an idle Node process',
        ours: idleServer(full),
        peer: idleNode,
        turns: 5,
      }),
    ];
  } finally {
    for (const dir of [full, empty]) rmSync(dir, { recursive: true, force: true });
  }
};
