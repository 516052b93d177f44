/** Clocks that jump and programs that restart, at random, against the rules of a purge: none may come early. */
import { clock as system, nobody } from '../../src/domain/actor.js';
import { type AnyEvent, type Command, decide, type Decider, type Situation, step } from '../../src/domain/decider.js';
import { usualTerms } from '../../src/domain/policy/settings.js';
import { type RetentionCommand, retention } from '../../src/domain/retention.js';
import { timekeeping, type TimeState } from '../../src/domain/timekeeping.js';
import { seeded } from './interleaving.js';

export type Jumped = { runs: number; jumps: number; restarts: number; attempts: number; purges: number; early: number };

const hour = 3_600_000;
const day = 24 * hour;
const years = 365 * day;
const began = Date.parse('2026-06-15T10:00:00.000Z');

type Any = Decider<Command, unknown, AnyEvent>;

/** One stream, decided and folded as the house does it. */
class Stream<State> {
  state: State;

  constructor(private readonly decider: Any) {
    this.state = decider.initial as State;
  }

  act(command: Command, situation: Situation): readonly AnyEvent[] {
    const events = decide(this.decider, { command, state: this.state, ...situation }).map(({ event }) => event);
    for (const event of events) this.state = step(this.decider, this.state, { event, at: situation.at }) as State;
    return events;
  }
}

/** A department of which only the clocks matter. */
class World {
  readonly #times = new Stream<TimeState>(timekeeping as unknown as Any);
  readonly #day = new Stream(retention as unknown as Any);
  /** True time since the beginning, and how far the wall clock is off; milliseconds. */
  #true = 0;
  #off = 0;
  #run = 0;
  #runBegan = 0;
  #date = '';
  #recorded = 0;
  #youngestAt: string | null = null;
  #tries = 0;

  constructor(
    private readonly random: () => number,
    private readonly counted: Jumped,
  ) {}

  #wall(): string {
    return new Date(began + this.#true + this.#off).toISOString();
  }

  #as(id: string, position: 'police-captain' | 'custodian-of-records'): Situation {
    const standing = {
      ...nobody,
      enrolled: true,
      position,
      session: 'accepted',
      sessionOpenedAt: this.#wall(),
    } as const;
    const administrator = position === 'police-captain';
    const by = { kind: 'member', id, sessionId: 's' } as const;
    return { by, at: this.#wall(), standing: { ...standing, administrator }, terms: usualTerms };
  }

  #byClock(): Situation {
    return { by: system, at: this.#wall(), standing: nobody, terms: usualTerms };
  }

  note(): string {
    const uptime = Math.floor((this.#true - this.#runBegan) / 1000);
    this.#times.act({ type: 'NoteTime', data: { runId: `run-${this.#run}`, uptime } }, this.#byClock());
    return this.#times.state.vouchedAt!;
  }

  /** A record is written, dated by the wall clock; what is vouched for next is the latest it can have been written. */
  record(): void {
    this.#date = this.#wall().slice(0, 10);
    this.#recorded = this.#true;
    this.#youngestAt = this.note();
  }

  pass(ms: number): void {
    this.#true += ms;
  }

  /** From a year behind to ten years ahead of the truth, or back to it. */
  jump(): void {
    this.counted.jumps += 1;
    const choice = this.random();
    this.#off = choice < 0.25 ? 0 : choice < 0.5 ? (this.random() - 0.5) * 4 * day : this.random() * 11 * years - years;
  }

  restart(): void {
    this.counted.restarts += 1;
    this.#run += 1;
    this.#runBegan = this.#true;
  }

  /** Everybody does what he can to have it purged now. True when it was. */
  tryToPurge(): boolean {
    this.counted.attempts += 1;
    const found = { days: 30, vouchedAt: this.note(), units: 1, youngestAt: this.#youngestAt };
    const bucket = { class: 'detection', date: this.#date } as const;
    const state = this.#day.state as { purge: { purgeId: string } | null };
    const purgeId = state.purge?.purgeId ?? `purge-${(this.#tries += 1)}`;
    const act = (command: RetentionCommand, situation: Situation) => this.#day.act(command, situation);
    act({ type: 'ProposePurge', data: { ...bucket, purgeId, ...found } }, this.#as('administrator', 'police-captain'));
    act({ type: 'ApprovePurge', data: { ...bucket, purgeId } }, this.#as('custodian', 'custodian-of-records'));
    const data = { ...bucket, purgeId, fingerprint: null, ...found };
    return act({ type: 'CommitPurge', data }, this.#byClock()).some(({ type }) => type === 'PurgeCommitted');
  }

  /** True age of the record, milliseconds. */
  get age(): number {
    return this.#true - this.#recorded;
  }
}

/** What a record may be dated too early by, when the clock was behind as it was written: the setting `lateHours`. */
const tolerance = usualTerms.settings.lateHours * hour;

/** Runs so many worlds for up to 60 true days each. `early` counts purges of records younger than they may be. */
export const jumpClocks = (runs: number, seed: number): { counted: Jumped; wrong: string[] } => {
  const counted: Jumped = { runs: 0, jumps: 0, restarts: 0, attempts: 0, purges: 0, early: 0 };
  const wrong: string[] = [];
  for (let n = 0; n < runs; n += 1) {
    const random = seeded(seed + n);
    const world = new World(random, counted);
    if (random() < 0.4) world.jump();
    world.note();
    world.record();
    for (let hours = 0; hours < 60 * 24;) {
      if (random() < 0.08) world.jump();
      if (random() < 0.05) world.restart();
      const step = 1 + Math.floor(random() * 12);
      hours += step;
      world.pass(step * hour);
      if (!world.tryToPurge()) continue;
      counted.purges += 1;
      if (world.age >= 30 * day - tolerance) break;
      counted.early += 1;
      wrong.push(`seed ${seed + n}: purged at the age of ${(world.age / day).toFixed(2)} days`);
      break;
    }
    counted.runs += 1;
  }
  return { counted, wrong };
};
