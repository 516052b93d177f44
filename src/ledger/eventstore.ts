/** The ledger on a cluster: EventStoreDB or KurrentDB behind the port, with every defect of its client kept out. */
import { type AccessSet, establishAccess, type Roles } from './eventstore-acl.js';
import { Appender } from './eventstore-append.js';
import { Connection } from './eventstore-connection.js';
import { PATIENCE, type Patience, pause } from './eventstore-deadline.js';
import { meaningOf, reasonOf } from './eventstore-errors.js';
import { FOLLOW, Follower, type FollowOptions } from './eventstore-follow.js';
import { KnownIds } from './eventstore-ids.js';
import { Reader } from './eventstore-read.js';
import { checkDebug } from './eventstore-url.js';
import {
  type Appended,
  type Entry,
  type Head,
  Ledger,
  type LedgerHealth,
  type Recorded,
  Unavailable,
} from './ledger.js';

export type EventStoreOptions = Partial<Patience & FollowOptions> & {
  /** False opens without asking the store, so that a program can start before it; `health()` then says it waits. */
  readonly probe?: boolean;
  /** Events read in one call. */
  readonly page?: number;
  /** The value of the environment variable DEBUG, which may make the client print its password. */
  readonly debug?: string;
};

/**
 * Opens the ledger kept in EventStoreDB or KurrentDB (22.10 or later).
 * @param url `esdb://[user:password@]host:2113[,host…][?options]`, or `esdb+discover://…`; credentials URI-encoded
 * @throws RangeError when the URL, or DEBUG, would leak or be misread
 * @throws Unavailable when the store cannot be reached or refuses the user (unless `probe` is false)
 * @throws Error when this process already speaks to another store
 */
export const openEventStoreLedger = async (url: string, options: EventStoreOptions = {}): Promise<EventStoreLedger> => {
  checkDebug(options.debug);
  const ledger = new EventStoreLedger(Connection.acquire(url), options);
  if (options.probe === false) return ledger;
  const waitsFor = await ledger.probe();
  if (waitsFor === null) return ledger;
  await ledger.close();
  throw new Unavailable(`The ledger cannot be opened: ${waitsFor}.`, true);
};

/** The ledger over one shared connection. Made by `openEventStoreLedger`. */
export class EventStoreLedger extends Ledger {
  /** Other processes write too, so what was read of a stream may be old. */
  readonly exclusive = false;

  private readonly patience: Patience;
  private readonly reader: Reader;
  private readonly appender: Appender;
  private readonly follower: Follower;
  private readonly ids = new KnownIds();
  private closed = false;

  constructor(
    private readonly connection: Connection,
    options: EventStoreOptions = {},
  ) {
    super();
    this.patience = { ...PATIENCE, ...options };
    this.reader = new Reader(connection, this.patience, options.page);
    this.appender = new Appender(connection, this.reader, this.ids, this.patience);
    this.follower = new Follower(connection, this.reader, this.patience, { ...FOLLOW, ...options });
  }

  async append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    this.assertOpen();
    return this.appender.append(stream, expected, entries);
  }

  async head(stream: string): Promise<Head | null> {
    this.assertOpen();
    const last = await this.reader.last(stream);
    return last && { revision: last.revision, leaf: last.leaf };
  }

  async *readStream(stream: string, from = 0): AsyncGenerator<Recorded> {
    this.assertOpen();
    for await (const found of this.reader.stream(stream, from)) {
      this.ids.learn(stream, found.revision, found.id);
      yield recorded(found);
    }
  }

  async *readAll(after: bigint): AsyncGenerator<Recorded> {
    this.assertOpen();
    for await (const found of this.reader.all(after)) yield recorded(found);
  }

  /** The one fact at a position, or null when it is there no longer. */
  async at(position: bigint): Promise<Recorded | null> {
    this.assertOpen();
    const found = await this.reader.atPosition(position);
    return found && recorded(found);
  }

  waitForMore(after: bigint, signal: AbortSignal): Promise<void> {
    return this.follower.wait(after, signal);
  }

  /** Asks once: what is asked often must not wait for long. */
  async health(): Promise<LedgerHealth> {
    const waitsFor = await this.probe(1);
    return { ready: waitsFor === null, waitsFor, adapter: 'eventstoredb' };
  }

  /**
   * Asks for the newest event of $all: what the ledger needs is not only a node, but the right to read all of it.
   * @returns null when all is well, otherwise what it waits for
   */
  async probe(attempts = this.patience.attempts): Promise<string | null> {
    const { name } = this.connection.place;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.reader.newest();
        return null;
      } catch (error) {
        if (meaningOf(error) === 'denied') return `${name} (its user is unknown, or may not read $all)`;
        if (attempt >= attempts) return `${name} (${reasonOf(error)})`;
        await pause(this.patience, attempt);
      }
    }
  }

  /** Writes the store's access lists if this ledger's user may: see `establishAccess`. */
  establishAccess(roles: Roles): Promise<AccessSet> {
    return establishAccess(this.connection, this.patience, roles);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.follower.stop();
    await this.connection.release();
  }

  /** The connection may be open still, for another ledger of this process. */
  private assertOpen(): void {
    if (this.closed) throw new Unavailable('The ledger is closed.', true);
  }
}

const recorded = ({ position, stream, revision, id, type, line, leaf, parts }: Recorded): Recorded => ({
  position,
  stream,
  revision,
  id,
  type,
  line,
  leaf,
  parts,
});
