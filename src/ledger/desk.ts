/** The way to the writer: in a thread of its own, or in this one for tests that open many small ledgers. */
import type { Worker } from 'node:worker_threads';
import { Unavailable } from './ledger.js';
import { startThread } from './thread.js';
import { type Order, type Outcome, Writer } from './writer.js';
import type { Answered, Posted } from './writer.thread.js';

export type Desk = {
  /** Carries out an order durably. @throws Unavailable when the writer is gone */
  place(order: Order): Promise<Outcome>;
  /** Carries out what was placed, then stops. */
  close(): Promise<void>;
};

export type WriterSettings = { readonly file: string; readonly maxPages?: number | undefined };

type Waiting = { readonly resolve: (outcome: Outcome) => void; readonly reject: (error: Error) => void };

/** Orders that may wait at once: past it something is wrong, and memory would be next. */
const LIMIT = 65_536;

const tooMany = (): Unavailable =>
  new Unavailable(`More than ${LIMIT} appends are waiting for the disk. Slow down, and try again.`, true);

/** No writer at all: the ledger was opened to be read. */
export const closedDesk: Desk = {
  place: () => Promise.reject(new Unavailable('The ledger was opened to be read, not written.', true)),
  close: () => Promise.resolve(),
};

/** A writer in this thread: orders of one turn of the event loop are committed together. */
export const inlineDesk = ({ file, maxPages }: WriterSettings): Desk => {
  const writer = new Writer(file, maxPages);
  let waiting: { order: Order; resolve: (outcome: Outcome) => void }[] = [];
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const outcomes = writer.commit(batch.map(({ order }) => order));
    batch.forEach(({ resolve }, i) => resolve(outcomes[i] as Outcome));
  };
  return {
    place: (order) =>
      new Promise((resolve) => {
        if (waiting.push({ order, resolve }) === 1) setImmediate(flush);
      }),
    close: async () => {
      flush();
      writer.close();
    },
  };
};

class ThreadDesk implements Desk {
  private readonly waiting = new Map<number, Waiting>();
  private readonly ended: Promise<void>;
  private numbers = 0;
  private gone: string | null = null;

  constructor(private readonly thread: Worker) {
    thread.on('message', (answers: readonly Answered[]) => {
      for (const { number, outcome } of answers) {
        this.waiting.get(number)?.resolve(outcome);
        this.waiting.delete(number);
      }
      this.stayOnlyIfNeeded();
    });
    thread.on('error', (error: Error) => this.lose(error.message));
    this.ended = new Promise((resolve) => {
      thread.on('exit', () => {
        this.lose('it ended');
        resolve();
      });
    });
    thread.unref();
  }

  place(order: Order): Promise<Outcome> {
    if (this.gone !== null) return Promise.reject(new Unavailable(`The ledger's writer is gone: ${this.gone}.`, true));
    if (this.waiting.size >= LIMIT) return Promise.reject(tooMany());
    return new Promise((resolve, reject) => {
      const number = (this.numbers += 1);
      this.waiting.set(number, { resolve, reject });
      this.stayOnlyIfNeeded();
      const posted: Posted = { number, order };
      this.thread.postMessage(posted, order.kind === 'append' ? [order.bytes.buffer as ArrayBuffer] : []);
    });
  }

  async close(): Promise<void> {
    this.thread.ref();
    this.thread.postMessage(null);
    await this.ended;
  }

  /** The thread keeps the process alive while somebody waits for it, and never longer. */
  private stayOnlyIfNeeded(): void {
    if (this.waiting.size > 0) this.thread.ref();
    else this.thread.unref();
  }

  private lose(why: string): void {
    this.gone ??= why;
    for (const { reject } of this.waiting.values())
      reject(new Unavailable(`The ledger's writer was lost: ${why}.`, false));
    this.waiting.clear();
  }
}

/** A writer in a thread of its own, so that waiting for the disk stops nobody else. */
export const threadDesk = (settings: WriterSettings): Desk =>
  new ThreadDesk(startThread('writer.thread', { ...settings }));
