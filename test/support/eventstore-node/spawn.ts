/** Test only: starts a node in a process of its own, so that it takes no time from the process that is measured. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Spawned = { readonly port: number; readonly url: string; readonly process: ChildProcess; stop(): void };

/** @param file the node's append-only file; without it the node keeps everything in memory */
export const spawnNode = async (file?: string): Promise<Spawned> => {
  const loader = join('src', 'ledger', 'typescript.cjs');
  const entry = join('test', 'support', 'eventstore-node', 'main.ts');
  const child = fork(loader, [entry, ...(file ? [file] : [])], { execArgv: [] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    url: `esdb://127.0.0.1:${port}?tls=false`,
    process: child,
    stop: () => void (child.connected && child.disconnect()),
  };
};
