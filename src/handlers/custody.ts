/** What the house does of itself about keeping and destroying: before it serves, and then every hour. */
import { setTimeout as wait } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import { Act } from './act.js';
import { notesIn } from './copying.js';
import type { Holding } from './holding.js';
import { derivedId } from './ids.js';
import { Refused } from './orders.js';
import type { Purging } from './purging.js';
import type { Timekeeper } from './timekeeper.js';

const HOURLY_MS = 3_600_000;

/** What the operator is told when `guard` found something. */
export const cameBack = (keys: number): string =>
  `${keys} ${keys === 1 ? 'key' : 'keys'} that had been destroyed came back, as with an old backup. ` +
  'They were destroyed again before anything was read, and that is on the ledger (PurgeResurrectionBlocked). ' +
  'Look for what put them back.';

export class Custody {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #failure: Error | null = null;
  #unfollow: (() => void) | undefined;

  constructor(
    private readonly timekeeper: Timekeeper,
    private readonly holding: Holding,
    private readonly purging: Purging,
    private readonly commands: CommandBus,
    private readonly dataDir: string,
  ) {}

  /** Why the last hourly round failed; null while all is well. */
  get failure(): Error | null {
    return this.#failure;
  }

  /**
   * Before anything is served: what was destroyed stays destroyed, whatever backup was restored.
   * @returns how many keys had come back
   */
  async guard(): Promise<number> {
    this.#unfollow ??= this.purging.follow();
    return this.purging.resume();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#unfollow?.();
    await this.#running;
  }

  /** Notes the time, carries out holds that were interrupted, and purges whose time has come. */
  async round(): Promise<void> {
    try {
      await this.timekeeper.note();
      await this.holding.resume();
      await this.purging.run();
      await this.#recordCopies();
      this.#failure = null;
    } catch (error) {
      // A refusal is on the ledger, and says there what is missing.
      this.#failure = error instanceof Refused ? null : (error as Error);
    }
  }

  /** What the terminal copied or restored while this process held the ledger. */
  async #recordCopies(): Promise<void> {
    for (const { note, done } of notesIn(this.dataDir)) {
      const commandId = derivedId('copy', note.type, note.data.backupId);
      const { refused } = await this.commands.execute(new Act({ request: note, by: clock, commandId }));
      if (refused.length === 0) done();
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.round();
      await wait(HOURLY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
