/** Notes what time has passed, so that a clock that jumped can be told from one that ran. */
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import type { TimeNoted } from '../domain/timekeeping.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { freshId } from './ids.js';
import { Refused } from './orders.js';
import type { Time } from './time.js';

export class Timekeeper {
  /** This run of the program: its monotonic clock began with it. */
  readonly #runId = freshId();
  readonly #began: number;

  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly time: Time,
  ) {
    this.#began = time.elapsed();
  }

  /** Notes the time and answers what is vouched for now (ISO 8601, UTC); the read models know of it. */
  async note(): Promise<string> {
    const uptime = Math.floor((this.time.elapsed() - this.#began) / 1000);
    const request = { type: 'NoteTime', data: { runId: this.#runId, uptime } } as const;
    const receipt = await this.commands.execute(new Act({ request, by: clock, commandId: freshId() }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    await this.views.reached(receipt.position, PATIENCE);
    return (receipt.recorded[0]!.data as TimeNoted['data']).vouchedAt;
  }
}

/** Read models that are built anew may take this long, milliseconds. */
const PATIENCE = 600_000;
