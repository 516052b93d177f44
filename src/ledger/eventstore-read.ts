/** Reads in pages: each page is one call with an end of its own, so that a reader who stops early leaves none open. */
import {
  BACKWARDS,
  END,
  FORWARDS,
  type ReadPosition,
  type RecordedEvent,
  type ResolvedEvent,
  START,
} from '@eventstore/db-client';
import type { Connection, Held } from './eventstore-connection.js';
import { type Patience, pause } from './eventstore-deadline.js';
import { meaningOf, reasonOf } from './eventstore-errors.js';
import { decode, type Found, isOurs } from './eventstore-event.js';
import { Corrupt, Unavailable } from './ledger.js';

/** Events per page: as many as one append of many facts, some tens of milliseconds of work. */
const PAGE = 500;

type Reading = AsyncIterable<ResolvedEvent> & {
  on(name: 'data', take: (event: ResolvedEvent) => void): Reading;
  on(name: 'end' | 'close', take: () => void): Reading;
  on(name: 'error', take: (error: Error) => void): Reading;
  cancel(): Promise<void>;
  destroy(): unknown;
};

/** Reads streams and $all over one connection, trying again when a call fails. */
export class Reader {
  constructor(
    private readonly connection: Connection,
    private readonly patience: Patience,
    private readonly page = PAGE,
  ) {}

  /**
   * The stream's facts from revision `from` on; nothing when it does not exist.
   * @throws Corrupt when a revision is missing, foreign or not what its leaf says
   * @throws Unavailable when the store stays out of reach
   */
  async *stream(stream: string, from: number): AsyncGenerator<Found> {
    let next = from;
    for (;;) {
      const events = await this.streamPage(stream, next, this.page);
      for (const event of events) {
        const revision = Number(event.revision);
        if (revision < next) continue;
        if (revision > next) throw new Corrupt(`${stream}: revisions ${next} to ${revision - 1} are missing.`);
        yield decode(event);
        next += 1;
      }
      if (events.length < this.page) return;
    }
  }

  /** The one fact at a revision, or null when the stream does not reach so far. */
  async at(stream: string, revision: number): Promise<Found | null> {
    const [event] = await this.streamPage(stream, revision, 1);
    return event && Number(event.revision) === revision ? decode(event) : null;
  }

  /** The stream's last fact, or null when it does not exist. */
  async last(stream: string): Promise<Found | null> {
    const options = { fromRevision: END, maxCount: 1, direction: BACKWARDS, requiresLeader: true } as const;
    const [event] = await this.patiently(stream, ({ client }) => client.readStream(stream, options) as Reading);
    return event ? decode(event) : null;
  }

  /** Our facts after a position of $all, in order, up to now. `seen` hears every position passed, also others'. */
  async *all(after: bigint, seen: (position: bigint) => void = () => undefined): AsyncGenerator<Found> {
    let last = after;
    for (;;) {
      const events = await this.allPage(last);
      for (const event of events) {
        const position = event.position?.commit ?? -1n;
        if (position <= last) continue;
        last = position;
        seen(position);
        if (isOurs(event)) yield decode(event);
      }
      if (events.length <= this.page) return;
    }
  }

  /** The one event of ours at a position of $all, or null when there is none any more. */
  async atPosition(position: bigint): Promise<Found | null> {
    const fromPosition = { commit: position, prepare: position };
    const options = { fromPosition, maxCount: 1, direction: FORWARDS, requiresLeader: true } as const;
    const [event] = await this.patiently('$all', ({ client }) => client.readAll(options) as Reading);
    return event && event.position?.commit === position && isOurs(event) ? decode(event) : null;
  }

  /** Reads the newest event of $all, once and without patience: to see whether the store answers and lets us read. */
  async newest(): Promise<void> {
    const options = { fromPosition: END, maxCount: 1, direction: BACKWARDS, requiresLeader: true } as const;
    await this.drain(({ client }) => client.readAll(options) as Reading);
  }

  private streamPage(stream: string, from: number, count: number): Promise<RecordedEvent[]> {
    const options = { fromRevision: BigInt(from), maxCount: count, direction: FORWARDS, requiresLeader: true } as const;
    return this.patiently(stream, ({ client }) => client.readStream(stream, options) as Reading);
  }

  /** A page begins with the event at `after` itself, so that a full one has one event more. */
  private allPage(after: bigint): Promise<RecordedEvent[]> {
    const fromPosition: ReadPosition = after < 0n ? START : { commit: after, prepare: after };
    const options = { fromPosition, maxCount: this.page + 1, direction: FORWARDS, requiresLeader: true } as const;
    return this.patiently('$all', ({ client }) => client.readAll(options) as Reading);
  }

  private async patiently(what: string, open: (held: Held) => Reading): Promise<RecordedEvent[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.drain(open);
      } catch (error) {
        const meaning = meaningOf(error);
        if (error instanceof Unavailable || meaning === 'fault') throw error;
        if (meaning === 'missing') return [];
        if (meaning === 'deleted')
          throw new Corrupt(`${what} was deleted from ${this.connection.place.name} for good.`);
        if (meaning === 'denied' || attempt >= this.patience.attempts) {
          const name = this.connection.place.name;
          throw new Unavailable(`${what} cannot be read from ${name}: ${reasonOf(error)}.`, true);
        }
        await pause(this.patience, attempt);
      }
    }
  }

  /** Takes all events of one call, and cancels it however it ends: a call left open holds resources of the server. */
  private drain(open: (held: Held) => Reading): Promise<RecordedEvent[]> {
    let reading: Reading | undefined;
    const make = (held: Held, alive: () => void): Promise<RecordedEvent[]> =>
      new Promise((resolve, reject) => {
        const events: RecordedEvent[] = [];
        reading = open(held);
        reading.on('data', ({ event }) => {
          alive();
          if (event) events.push(event);
        });
        reading.on('end', () => resolve(events)).on('error', reject);
      });
    return this.connection.call(this.patience, make).finally(() => reading && leave(reading));
  }
}

const leave = (reading: Reading): void => {
  reading.on('error', () => undefined);
  void reading.cancel().catch(() => undefined);
  reading.destroy();
};
