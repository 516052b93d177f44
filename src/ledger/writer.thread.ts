/** The writer's thread: takes what waits at once, commits it together, and answers. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Order, type Outcome, Writer } from './writer.js';

export type Numbered = { readonly number: number; readonly order: Order };
/** Orders of one turn; `refresh` when the other writer had its turn meanwhile. `null` ends the thread. */
export type Posted = { readonly orders: readonly Numbered[]; readonly refresh: boolean } | null;
export type Answered = { readonly number: number; readonly outcome: Outcome };

/** Entries in one transaction, so that nobody waits long for those who came before. */
const TOGETHER = 4096;

const port = parentPort as MessagePort;
const { file, maxPages } = workerData as { file: string; maxPages?: number };
const writer = new Writer(file, maxPages);

const weight = (orders: readonly Numbered[]): number =>
  orders.reduce((sum, { order }) => sum + (order.kind === 'append' ? order.ids.length : 1), 0);

const end = (): void => {
  writer.close();
  port.close();
};

port.on('message', (first: Posted) => {
  if (first === null) return end();
  const waiting = [...first.orders];
  let { refresh } = first;
  let ending = false;
  for (let entries = weight(waiting); !ending && entries < TOGETHER;) {
    const next = receiveMessageOnPort(port) as { message: Posted } | undefined;
    if (!next) break;
    ending = next.message === null;
    waiting.push(...(next.message?.orders ?? []));
    refresh ||= next.message?.refresh ?? false;
    entries += weight(next.message?.orders ?? []);
  }
  if (refresh) writer.refresh();
  const outcomes = writer.commit(waiting.map(({ order }) => order));
  port.postMessage(waiting.map(({ number }, i): Answered => ({ number, outcome: outcomes[i] as Outcome })));
  if (ending) end();
});
