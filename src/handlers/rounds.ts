/** Rounds: what the house looks at by itself from time to time: the posted policy, and the whole ledger. */
import { setTimeout as wait } from 'node:timers/promises';
import { clock } from '../domain/actor.js';
import { day, instant } from '../domain/time.js';
import { allAssurances, allPostings } from '../projections/assurances.js';
import type { Views } from '../projections/views.js';
import { derivedId } from './ids.js';
import type { Posting } from './posting.js';
import type { Time } from './time.js';
import type { Verifying } from './verifying.js';

const EVERY_MS = 3_600_000;
/** The ledger is read back every week (CJIS Security Policy, SI-7), the posted policy looked at every day. */
const VERIFIED_DAYS = 7;

export class Rounds {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #failure: Error | null = null;
  /** The round in which the posting was last looked at: one a day. */
  #posting = '';

  constructor(
    private readonly views: Views,
    private readonly posting: Posting,
    private readonly verifying: Verifying,
    private readonly time: Time,
  ) {}

  /** What the last round failed of; it is tried again in an hour. */
  get failure(): Error | null {
    return this.#failure;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** One round: each thing when its time has come, and not twice for the same day. */
  async make(): Promise<void> {
    await this.views.caughtUp();
    const now = this.time.now();
    await this.#lookAtPosting(now);
    await this.#verify(now);
  }

  async #lookAtPosting(now: string): Promise<void> {
    const [stands] = allPostings(this.views.db);
    if (!stands) return;
    const round = derivedId('round', 'posting', stands.id, now.slice(0, 10));
    if (this.#posting === round) return;
    await this.posting.check(clock, round);
    this.#posting = round;
  }

  async #verify(now: string): Promise<void> {
    const [last] = allAssurances(this.views.db).filter(({ treeSize }) => treeSize !== null);
    if (last && instant(now) - instant(last.at) < VERIFIED_DAYS * day) return;
    await this.verifying.verify(clock, derivedId('round', 'verification', now.slice(0, 10)));
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await wait(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await this.make();
        this.#failure = null;
      } catch (error) {
        this.#failure = error as Error;
      }
    }
  }
}
