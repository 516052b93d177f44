/** Looks once a minute which time limits have come, and acts on each exactly once, as the clock. */
import { setTimeout as wait } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { type Deadline, deadlines as all, type Due } from './deadlines.js';
import { derivedId } from './ids.js';
import type { Receipt } from './orders.js';
import type { Standings } from './standings.js';
import type { Time } from './time.js';

const EVERY_MS = 60_000;
/** Corrections of a clock that goes a little wrong are nothing to tell; seconds. */
const SET_BACK_S = 60;

export class Clockwork {
  readonly #stopping = new AbortController();
  readonly #failures = new Map<string, Error>();
  #running: Promise<void> | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly standings: Standings,
    private readonly time: Time,
    private readonly deadlines: readonly Deadline[] = all,
  ) {}

  /** Which time limits could not be kept when they were last looked at, and why; each is tried again. */
  get failures(): ReadonlyMap<string, Error> {
    return this.#failures;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the act under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /**
   * Acts on everything that is due now. One limit that fails does not keep the others from being kept.
   * @returns what was recorded; an act done before is not among it
   */
  async keep(): Promise<readonly Receipt[]> {
    const done: Receipt[] = [];
    await this.#guard('the clock on the wall', () => this.#noticeClock());
    await this.#guard('the read models', () => this.views.caughtUp());
    for (const deadline of this.deadlines)
      await this.#guard(deadline.name, async () => {
        const { terms } = await this.standings.department();
        for (const due of deadline.due(this.views.db, this.time.now(), terms)) {
          if (this.#stopping.signal.aborted) return;
          const receipt = await this.#act(deadline.name, due);
          if (receipt.recorded.length > 0 && !receipt.repeated) done.push(receipt);
        }
      });
    return done;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.keep();
      await wait(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** A clock that was set back is noticed, once for each hour in which it is: acts are not judged by it. */
  async #noticeClock(): Promise<void> {
    const behindSeconds = Math.floor(this.time.behind() / 1000);
    if (behindSeconds < SET_BACK_S) return;
    const request = { type: 'NoticeClockSetBack', data: { behindSeconds } } as const;
    await this.#act('clock-set-back', { request, of: [this.time.now().slice(0, 13)] });
  }

  #act(name: string, { request, of }: Due): Promise<Receipt> {
    return this.commands.execute(new Act({ request, by: clock, commandId: derivedId('deadline', name, ...of) }));
  }

  async #guard(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#failures.delete(name);
    } catch (error) {
      this.#failures.set(name, error as Error);
    }
  }
}
