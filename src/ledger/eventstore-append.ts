/** Appends: tried again with the same ids until the outcome is known; in any doubt the answer is what was read back. */
import { type AppendExpectedRevision, NO_STREAM as NO_STREAM_YET } from '@eventstore/db-client';
import type { Connection } from './eventstore-connection.js';
import { type Patience, pause } from './eventstore-deadline.js';
import { meaningOf, reasonOf } from './eventstore-errors.js';
import { type Batch, encode, NO_POSITION } from './eventstore-event.js';
import type { KnownIds } from './eventstore-ids.js';
import type { Reader } from './eventstore-read.js';
import { type Appended, Conflict, Corrupt, type Entry, NO_STREAM, Unavailable } from './ledger.js';

/** One append under way: `expected` is the revision the stream must end at, `last` the one it then ends at. */
type Task = {
  readonly stream: string;
  readonly expected: number;
  readonly last: number;
  readonly entries: readonly Entry[];
  readonly batch: Batch;
};

/** Appends over one connection. */
export class Appender {
  constructor(
    private readonly connection: Connection,
    private readonly reader: Reader,
    private readonly ids: KnownIds,
    private readonly patience: Patience,
  ) {}

  /**
   * As the port says; the answer's revision and position are those of the last entry.
   * @throws RangeError or TypeError for what must not be sent at all (see `encode`)
   */
  async append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    checkTarget(stream, expected);
    const ids = new Set(entries.map((entry) => entry.id));
    if (ids.size < entries.length) throw new Conflict(`an id appears twice in one append to ${stream}`);
    const task = { stream, expected, last: expected + entries.length, entries, batch: encode(entries) };
    await this.cover(stream, expected);
    return (await this.answerOfBefore(task)) ?? this.send(task);
  }

  /** Makes sure that every id up to a revision is known: the server itself only compares those that follow it. */
  private async cover(stream: string, upTo: number): Promise<void> {
    const known = this.ids.covered(stream);
    if (known >= upTo) return;
    for await (const found of this.reader.stream(stream, known + 1)) {
      this.ids.learn(stream, found.revision, found.id);
      if (found.revision >= upTo) return;
    }
  }

  /**
   * The receipt of an append which the stream already holds, or null when it holds none of these ids.
   * @throws Conflict when an id stands there for another request
   */
  private async answerOfBefore(task: Task): Promise<Appended | null> {
    const { stream, entries, batch } = task;
    const [first] = entries;
    const used = entries.find((entry) => this.ids.revisionOf(stream, entry.id) !== undefined);
    if (!first || !used) return null;
    const at = this.ids.revisionOf(stream, first.id);
    if (at === undefined) throw new Conflict(`the id ${used.id} is used in ${stream} already`);
    const found = await this.reader.at(stream, at);
    if (found?.id !== first.id) {
      this.ids.forget(stream);
      throw new Corrupt(`${stream} no longer holds ${first.id} at revision ${at}.`);
    }
    if (found.request !== Buffer.from(first.request).toString('base64')) {
      throw new Conflict(`the id ${first.id} was used in ${stream} for another request`);
    }
    const last = found.rest === 0 ? found : await this.reader.at(stream, at + found.rest);
    if (!last) throw new Corrupt(`${stream} ends within the append that began at revision ${at}.`);
    return { revision: last.revision, position: last.position, repeated: last.call !== batch.call };
  }

  private async send(task: Task): Promise<Appended> {
    let settled = true;
    for (let attempt = 1; ; attempt += 1) {
      let error: unknown;
      try {
        const answer = await this.try(task, attempt);
        if (answer) return answer;
        settled = false;
      } catch (caught) {
        error = caught;
        const meaning = meaningOf(error);
        if (meaning === 'conflict') return this.answerConflict(task);
        this.refuse(task, error, settled);
        settled &&= meaning === 'refused';
      }
      if (attempt >= this.patience.attempts) throw this.unavailable(task, error, settled);
      await pause(this.patience, attempt);
    }
  }

  /** One try: the answer, or null when the store confirmed an append that is not there to be read. */
  private async try(task: Task, attempt: number): Promise<Appended | null> {
    const { stream, expected, last, entries, batch } = task;
    const expectedRevision: AppendExpectedRevision = expected === NO_STREAM ? NO_STREAM_YET : BigInt(expected);
    const { nextExpectedRevision, position } = await this.connection.call(this.patience, ({ client }) =>
      client.appendToStream(stream, batch.events, { expectedRevision }),
    );
    if (nextExpectedRevision !== BigInt(last)) {
      throw new Corrupt(`${stream} was expected to end at revision ${last} and ends at ${nextExpectedRevision}.`);
    }
    // Of an append confirmed at its first try the position is certain; later it may be that of an earlier try, or none.
    let at = attempt === 1 ? (position?.commit ?? NO_POSITION) : NO_POSITION;
    if (at >= NO_POSITION) {
      const found = await this.reader.at(stream, last);
      if (found?.call !== batch.call) return null;
      at = found.position;
    }
    entries.forEach((entry, index) => this.ids.learn(stream, expected + 1 + index, entry.id));
    return { revision: last, position: at, repeated: false };
  }

  /** The stream is elsewhere: it has moved on, or it holds this very append from an earlier try. */
  private async answerConflict(task: Task): Promise<Appended> {
    const { stream, expected } = task;
    await this.cover(stream, Number.MAX_SAFE_INTEGER);
    const before = await this.answerOfBefore(task);
    if (before) return before;
    const actual = this.ids.covered(stream);
    const now = actual === NO_STREAM ? 'does not exist' : `is at revision ${actual}`;
    throw new Conflict(`${stream} ${now}, not ${expected === NO_STREAM ? 'new' : `at ${expected}`}`);
  }

  /** Throws what another try cannot mend. */
  private refuse({ stream, batch }: Task, error: unknown, settled: boolean): void {
    if (error instanceof Unavailable) throw new Unavailable(error.message, settled && error.settled);
    const meaning = meaningOf(error);
    const { name } = this.connection.place;
    if (error instanceof Corrupt || meaning === 'fault') throw error;
    if (meaning === 'deleted') throw new Corrupt(`${stream} was deleted from ${name} for good.`);
    if (meaning === 'denied') throw new Unavailable(`${name} does not let this user append to ${stream}.`, settled);
    if (meaning === 'too-large') throw new RangeError(`an append of ${batch.bytes} bytes is too large for ${name}`);
  }

  private unavailable({ stream }: Task, error: unknown, settled: boolean): Unavailable {
    const outcome = settled
      ? 'Nothing was written.'
      : 'Whether it was written is unknown: ask again with the same ids.';
    const reason = error === undefined ? 'the facts it confirmed cannot be read back' : reasonOf(error);
    return new Unavailable(`Append to ${stream}: ${this.connection.place.name}: ${reason}. ${outcome}`, settled);
  }
}

const checkTarget = (stream: string, expected: number): void => {
  if (stream === '' || stream.startsWith('$'))
    throw new RangeError(`${stream || 'an empty name'} is no stream of ours`);
  if (!Number.isSafeInteger(expected) || expected < NO_STREAM) {
    throw new RangeError(`the expected revision must be ${NO_STREAM} or more, not ${expected}`);
  }
};
