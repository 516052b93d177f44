/** Foresight: whether the policy would refuse an act, asked before long work is done for it. Nothing is recorded. */
import { weigh } from '../domain/policy/rule.js';
import { deciderOf } from './deciders.js';
import type { Findings } from './findings.js';
import type { Order } from './orders.js';
import type { Standings } from './standings.js';
import type { Streams } from './streams.js';
import type { Time } from './time.js';

export class Foresight {
  constructor(
    private readonly streams: Streams,
    private readonly standings: Standings,
    private readonly findings: Findings,
    private readonly time: Time,
  ) {}

  /** True when the act would be refused as things stand. It is judged again, and recorded, when it is made. */
  async refuses(order: Order): Promise<boolean> {
    const command = await this.findings.complete(order);
    const decider = deciderOf(command);
    const { state } = await this.streams.load(decider, decider.stream(command));
    const facts = { command, state, ...(await this.standings.situation(order.by, this.time.now())) };
    return weigh(decider.on[command.type]!.rules, facts).some(({ upheld }) => !upheld);
  }
}
