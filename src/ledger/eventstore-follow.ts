/** Waiting for more: one subscription to $all for the whole ledger, begun again whenever it breaks or falls silent. */
import { type AllStreamSubscription, excludeSystemEvents, START } from '@eventstore/db-client';
import type { Connection } from './eventstore-connection.js';
import { type Patience, pause } from './eventstore-deadline.js';
import { isOurs } from './eventstore-event.js';
import type { Reader } from './eventstore-read.js';

type Waiter = { readonly after: bigint; readonly wake: () => void };

export type FollowOptions = {
  /** With nobody waiting for so long, the subscription ends. Milliseconds. */
  readonly idleMs: number;
  /** With somebody waiting, the store is also asked every so often: a subscription can be dead and look alive. */
  readonly recheckMs: number;
};

export const FOLLOW: FollowOptions = { idleMs: 30_000, recheckMs: 10_000 };

/** Wakes whoever waits for a fact after a position. The server's checkpoints are not used: they have been wrong. */
export class Follower {
  private readonly waiters = new Set<Waiter>();
  /** The newest fact of ours seen, and the position up to which $all is known to hold none after it. */
  private newest = -1n;
  private known = -1n;
  private subscription: AllStreamSubscription | null = null;
  private running = false;
  private stopped = false;
  private timer: NodeJS.Timeout | null = null;
  private idleSince = Date.now();

  constructor(
    private readonly connection: Connection,
    private readonly reader: Reader,
    private readonly patience: Patience,
    private readonly options: FollowOptions = FOLLOW,
  ) {}

  /** Resolves when there is a fact after `after`, when `signal` is aborted, or when the ledger is closed. */
  wait(after: bigint, signal: AbortSignal): Promise<void> {
    if (this.newest > after || signal.aborted || this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiters.delete(waiter);
        this.idleSince = Date.now();
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const waiter = { after, wake };
      this.waiters.add(waiter);
      signal.addEventListener('abort', wake, { once: true });
      void this.look(waiter);
      this.timer ??= setInterval(() => this.tend(), this.options.recheckMs).unref();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    for (const { wake } of this.waiters) wake();
    await this.subscription?.unsubscribe().catch(() => undefined);
  }

  /** Asks the store itself; and follows it from where that ended, if nobody does yet. */
  private async look({ after }: Waiter): Promise<void> {
    let passed = after;
    try {
      for await (const fact of this.reader.all(after, (position) => (passed = position))) {
        return this.saw(fact.position);
      }
    } catch {
      // The subscription tries on, and the next recheck asks again.
    }
    if (passed > this.known) this.known = passed;
    if (!this.running && !this.stopped) void this.follow();
  }

  private saw(position: bigint): void {
    if (position > this.newest) this.newest = position;
    for (const { after, wake } of this.waiters) if (this.newest > after) wake();
  }

  private async follow(): Promise<void> {
    this.running = true;
    for (let failures = 0; !this.stopped && !this.idle();) {
      const began = this.known;
      await this.subscribe().catch(() => undefined);
      failures = this.known > began ? 1 : failures + 1;
      if (!this.stopped && !this.idle()) await pause(this.patience, Math.min(failures, 10));
    }
    this.running = false;
    if (this.waiters.size > 0 && !this.stopped) void this.follow();
  }

  /** One subscription, until it fails, ends without a word, or is cancelled. Never rejects for those. */
  private async subscribe(): Promise<void> {
    const { client, retired } = await this.connection.held();
    const fromPosition = this.known < 0n ? START : { commit: this.known, prepare: this.known };
    const subscription = client.subscribeToAll({ fromPosition, filter: excludeSystemEvents() });
    this.subscription = subscription;
    try {
      await new Promise<void>((resolve) => {
        const over = (): void => resolve();
        subscription.on('data', ({ event }) => {
          const position = event?.position?.commit;
          if (position === undefined || position <= this.known) return;
          this.known = position;
          if (isOurs(event as never)) this.saw(position);
        });
        subscription.on('error', over).on('end', over).on('close', over);
        retired.addEventListener('abort', over, { once: true });
        if (retired.aborted) over();
      });
    } finally {
      this.subscription = null;
      await subscription.unsubscribe().catch(() => undefined);
      subscription.destroy();
    }
  }

  private idle(): boolean {
    return this.waiters.size === 0 && Date.now() - this.idleSince > this.options.idleMs;
  }

  /** Every so often: asks the store for those who wait, and ends a subscription nobody needs. */
  private tend(): void {
    for (const waiter of this.waiters) void this.look(waiter);
    if (!this.idle()) return;
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    void this.subscription?.unsubscribe().catch(() => undefined);
    this.subscription?.destroy();
  }
}
