/** The writer's thread: takes what waits at once, commits it together, and answers. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Order, type Outcome, Writer } from './writer.js';

/** An order with its number; `null` ends the thread. */
export type Posted = { readonly number: number; readonly order: Order } | null;
export type Answered = { readonly number: number; readonly outcome: Outcome };

/** Entries in one transaction, so that nobody waits long for those who came before. */
const TOGETHER = 4096;

const port = parentPort as MessagePort;
const { file, maxPages } = workerData as { file: string; maxPages?: number };
const writer = new Writer(file, maxPages);

const weight = (posted: Posted): number => (posted?.order.kind === 'append' ? posted.order.ids.length : 1);

port.on('message', (first: Posted) => {
  const waiting = [first];
  let entries = weight(first);
  while (waiting.at(-1) !== null && entries < TOGETHER) {
    const next = receiveMessageOnPort(port) as { message: Posted } | undefined;
    if (!next) break;
    waiting.push(next.message);
    entries += weight(next.message);
  }
  const posted = waiting.filter((each) => each !== null);
  if (posted.length > 0) {
    const outcomes = writer.commit(posted.map(({ order }) => order));
    port.postMessage(posted.map(({ number }, i): Answered => ({ number, outcome: outcomes[i] as Outcome })));
  }
  if (waiting.at(-1) !== null) return;
  writer.close();
  port.close();
});
