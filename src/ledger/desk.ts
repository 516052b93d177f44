/** The way to the writer: in a thread of its own, or in this one for tests that open many small ledgers. */
import type { Worker } from 'node:worker_threads';
import { Unavailable } from './ledger.js';
import { startThread } from './thread.js';
import { type Order, type Outcome, Writer } from './writer.js';
import type { Answered, Posted } from './writer.thread.js';

export type Desk = {
  /** Carries out an order durably. @throws Unavailable when the writer is gone */
  place(order: Order): Promise<Outcome>;
  /** Why nothing can be placed any more; null while it can. */
  gone(): string | null;
  /** Carries out what was placed, then stops. */
  close(): Promise<void>;
};

export type WriterSettings = { readonly file: string; readonly maxPages?: number | undefined };

type Waiting = { readonly resolve: (outcome: Outcome) => void; readonly reject: (error: Error) => void };

/** A commit that takes longer than this, milliseconds, is left to the thread: nobody else should wait for it. */
const PATIENCE_MS = 2;

/** Orders handed over together without waiting for the end of the turn. */
const CROWD = 16;

/** Entries of a batch that is worth handing over even when it is alone: the next can be written down meanwhile. */
const BATCH = 8;

const isSmall = (order: Order): boolean => order.kind === 'append' && order.ids.length < BATCH;

/** Orders that may wait at once: past it something is wrong, and memory would be next. */
const LIMIT = 65_536;

const goneFor = (why: string): string =>
  `The ledger's writer is gone: ${why.replace(/\.?$/, '.')} What was answered stands. Start the program again.`;

const tooMany = (): Unavailable =>
  new Unavailable(`More than ${LIMIT} appends are waiting for the disk. Slow down, and try again.`, true);

/** No writer at all: the ledger was opened to be read. */
export const closedDesk: Desk = {
  place: () => Promise.reject(new Unavailable('The ledger was opened to be read, not written.', true)),
  gone: () => null,
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
    gone: () => null,
    close: async () => {
      flush();
      writer.close();
    },
  };
};

/**
 * A writer in a thread of its own, so that waiting for the disk stops nobody else; and one in this thread, for an order
 * that is alone: handing it over and being answered would cost as much as a quick disk does.
 */
export class ThreadDesk implements Desk {
  private queue: { order: Order; resolve: (outcome: Outcome) => void; reject: (error: Error) => void }[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private readonly ended: Promise<void>;
  private numbers = 0;
  private lost: string | null = null;
  /** Whose turn it was last: the other one must look at the database anew. */
  private last: 'own' | 'thread' = 'own';
  /** How long a commit of our own took lately, milliseconds. */
  private usual = 0;

  constructor(
    private readonly thread: Worker,
    private readonly own: Writer,
  ) {
    thread.on('message', (answers: readonly Answered[]) => {
      for (const { number, outcome } of answers) {
        this.waiting.get(number)?.resolve(outcome);
        this.waiting.delete(number);
      }
      if (this.waiting.size === 0) thread.unref();
    });
    thread.on('error', (error: unknown) => this.lose((error as Error)?.message ?? String(error)));
    this.ended = new Promise((resolve) => {
      thread.on('exit', () => {
        this.lose('it ended');
        resolve();
      });
    });
    thread.unref();
  }

  place(order: Order): Promise<Outcome> {
    if (this.lost !== null) return Promise.reject(new Unavailable(this.lost, true));
    if (this.waiting.size + this.queue.length >= LIMIT) return Promise.reject(tooMany());
    return new Promise((resolve, reject) => {
      const placed = this.queue.push({ order, resolve, reject });
      if (placed === 1) setImmediate(() => this.flush());
      // The thread begins with the first of a crowd while the rest are still being written down.
      if (placed === CROWD || !isSmall(order)) this.flush();
    });
  }

  gone(): string | null {
    return this.lost;
  }

  async close(): Promise<void> {
    this.flush();
    this.thread.ref();
    this.thread.postMessage(null);
    await this.ended;
    this.own.close();
  }

  /** What was placed in one turn of the event loop goes its way together. */
  private flush(): void {
    const placed = this.queue;
    this.queue = [];
    const [first] = placed;
    if (!first || this.lost !== null) return;
    const alone = placed.length === 1 && this.waiting.size === 0;
    if (alone && isSmall(first.order) && this.usual < PATIENCE_MS) return this.commitHere(first);
    const orders = placed.map(({ order, resolve, reject }) => {
      const number = (this.numbers += 1);
      this.waiting.set(number, { resolve, reject });
      return { number, order };
    });
    const buffers = orders.flatMap(({ order }) => (order.kind === 'append' ? [order.bytes.buffer as ArrayBuffer] : []));
    this.thread.ref();
    this.thread.postMessage({ orders, refresh: this.last === 'own' } satisfies Posted, buffers);
    this.last = 'thread';
    // On a slow disk the thread is used from then on; now and then it is tried whether the disk has recovered.
    this.usual *= 0.999;
  }

  private commitHere({ order, resolve }: { order: Order; resolve: (outcome: Outcome) => void }): void {
    if (this.last === 'thread') this.own.refresh();
    this.last = 'own';
    const began = performance.now();
    const [outcome] = this.own.commit([order]);
    this.usual = 0.9 * this.usual + 0.1 * (performance.now() - began);
    resolve(outcome as Outcome);
  }

  private lose(why: string): void {
    this.lost ??= goneFor(why);
    const lost = new Unavailable(this.lost, false);
    for (const { reject } of [...this.waiting.values(), ...this.queue.splice(0)]) reject(lost);
    this.waiting.clear();
  }
}

/** See ThreadDesk. The thread starts last: nobody would end it if what comes before it failed. */
export const threadDesk = (settings: WriterSettings, start = startThread): Desk => {
  const own = new Writer(settings.file, settings.maxPages);
  try {
    return new ThreadDesk(start('writer.thread', { ...settings }), own);
  } catch (error) {
    own.close();
    throw error;
  }
};
