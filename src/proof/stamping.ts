/** Having checkpoints time-stamped: once a day, and whenever a report or a certificate is to rest on one. */
import type { X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Checkpoint } from './checkpoint.js';
import type { Checkpoints } from './checkpoints.js';
import type { ProofStore } from './store.js';
import { BadTimestamp, checkTimestamp, requestTimestamp, stampedDigest } from './timestamp.js';

export type StampingSettings = {
  /** Addresses of authorities (RFC 3161). */
  readonly urls: readonly string[];
  /** Certificates trusted as roots of theirs; without any, a time-stamp is no anchor. */
  readonly roots: readonly X509Certificate[];
  readonly store: ProofStore;
  readonly checkpoints: Checkpoints;
  readonly tell: (message: string) => void;
  readonly everyMs?: number;
  readonly patienceMs?: number;
};

const DAY_MS = 86_400_000;
/** After a start the newest checkpoint is stamped at once, unless that was done within a day. */
const HOUR_MS = 3_600_000;

export class Stamping {
  private readonly stopping = new AbortController();
  private following: Promise<void> | null = null;

  constructor(private readonly settings: StampingSettings) {}

  /** Begins to have the newest checkpoint stamped every day. */
  start(): void {
    if (this.settings.urls.length > 0) this.following ??= this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
  }

  /**
   * Has a checkpoint stamped by every authority. One that is out of reach, or answers wrongly, is told of.
   * @returns how many stamped it
   */
  async stamp({ size, text }: Checkpoint): Promise<number> {
    const { urls, roots, store, tell, patienceMs = 10_000 } = this.settings;
    const stamped = await Promise.all(
      urls.map(async (url) => {
        try {
          const { token, timestamp } = await requestTimestamp(url, stampedDigest(text), { roots, patienceMs });
          store.addTimestamp({ size, authority: url, token, at: timestamp.at });
          return 1;
        } catch (error) {
          tell(`${new URL(url).host} did not stamp the ledger: ${(error as Error).message}`);
          return 0;
        }
      }),
    );
    return stamped.reduce<number>((sum, one) => sum + one, 0);
  }

  /** The newest time-stamp whose authority is trusted; null when there is none. */
  newest(): { readonly by: string; readonly size: number; readonly at: string } | null {
    const { store, roots } = this.settings;
    for (const { size, authority, token } of store.timestamps().toReversed()) {
      const checkpoint = store.at(size);
      if (!checkpoint) continue;
      try {
        const { at, trusted } = checkTimestamp(token, stampedDigest(checkpoint.text), { roots });
        if (trusted) return { by: authority, size, at };
      } catch (error) {
        // A damaged one is no anchor; alpr-ledger verify tells of it.
        if (!(error instanceof BadTimestamp)) throw error;
      }
    }
    return null;
  }

  private async follow(): Promise<void> {
    const { store, checkpoints, everyMs = DAY_MS } = this.settings;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const newest = checkpoints.newest();
      const last = store.timestamps().reduce((latest, { at }) => (at > latest ? at : latest), '');
      const due = last === '' || Date.now() - Date.parse(last) >= everyMs;
      if (newest && newest.size > 0 && due) await this.stamp(await checkpoints.sign().catch(() => newest));
      await sleep(Math.min(everyMs, HOUR_MS), undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
