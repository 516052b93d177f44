/** The ledger on a cluster: EventStoreDB or KurrentDB behind the port, with every defect of its client kept out. */
import { type AccessSet, establishAccess, type Roles } from './eventstore-acl.js';
import { Appender } from './eventstore-append.js';
import { Connection } from './eventstore-connection.js';
import { PATIENCE, type Patience } from './eventstore-deadline.js';
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
  /** The value of the environment variable DEBUG, if not this process's own. */
  readonly debug?: string;
};

/**
 * Opens the ledger kept in EventStoreDB or KurrentDB (22.10 or later).
 * @param url `esdb://[user:password@]host:2113[,host…][?tls=…]`, or `esdb+discover://…`; user and password URI-encoded
 * @throws RangeError when the URL, or DEBUG, would leak or be misread
 * @throws Unavailable when the store cannot be reached or refuses the user (unless `probe` is false)
 * @throws Error when this process already speaks to another store
 */
export const openEventStoreLedger = async (url: string, options: EventStoreOptions = {}): Promise<EventStoreLedger> => {
  checkDebug(options.debug ?? process.env['DEBUG']);
  const ledger = new EventStoreLedger(Connection.acquire(url), options);
  if (options.probe === false) return ledger;
  const { waitsFor } = await ledger.health();
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

  append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    return this.appender.append(stream, expected, entries);
  }

  head(stream: string): Promise<Head | null> {
    return this.reader.last(stream);
  }

  async *readStream(stream: string, from = 0): AsyncGenerator<Recorded> {
    for await (const found of this.reader.stream(stream, from)) {
      this.ids.learn(stream, found.revision, found.id);
      yield recorded(found);
    }
  }

  async *readAll(after: bigint): AsyncGenerator<Recorded> {
    for await (const found of this.reader.all(after)) yield recorded(found);
  }

  waitForMore(after: bigint, signal: AbortSignal): Promise<void> {
    return this.follower.wait(after, signal);
  }

  /** Asks for the newest event of $all: what the ledger needs is not only a node, but the right to read all of it. */
  async health(): Promise<LedgerHealth> {
    const { name } = this.connection.place;
    try {
      await this.reader.newest();
      return { ready: true, waitsFor: null, adapter: 'eventstoredb' };
    } catch (error) {
      const reason = meaningOf(error) === 'denied' ? 'its user is unknown, or may not read $all' : reasonOf(error);
      return { ready: false, waitsFor: `${name} (${reason})`, adapter: 'eventstoredb' };
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
