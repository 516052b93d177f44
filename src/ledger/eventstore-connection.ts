/** The process's one client of EventStoreDB: shared by all its ledgers, replaced as a whole when it is of no use. */
import { setMaxListeners } from 'node:events';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type Patience, within } from './eventstore-deadline.js';
import { spoils } from './eventstore-errors.js';
import { placeOf } from './eventstore-url.js';
import { Unavailable } from './ledger.js';

/** A client in use. `retired` is aborted when it is put aside, for its cancelled reads never end by themselves. */
export type Held = { readonly client: EventStoreDBClient; readonly retired: AbortSignal };

type Lease = Held & { readonly retire: AbortController };

/** A stream which the server ended well never tells that it is over, and is waited for no longer. */
const RETIRE_MS = 300;

/**
 * The client keeps one table of unanswered appends for the whole process, so that a broken stream of one client fails
 * the appends of all others and makes their late answers throw. Hence there is one client, and its successor is made
 * only when all streams of its predecessor have ended.
 */
export class Connection {
  private static shared: Connection | null = null;
  private static closing: Promise<void> = Promise.resolve();

  readonly place: { readonly hosts: string; readonly name: string };
  private lease: Promise<Lease>;
  private ledgers = 0;

  private constructor(private readonly url: string) {
    this.place = placeOf(url);
    this.lease = Connection.closing.then(() => lend(url));
  }

  /**
   * Joins the process's connection, or opens it. Every `acquire` needs one `release`.
   * @throws Error when this process already speaks to another store
   */
  static acquire(url: string): Connection {
    const place = placeOf(url);
    if (Connection.shared && Connection.shared.url !== url) {
      throw new Error(
        `This process already speaks to ${Connection.shared.place.name}; it cannot also speak to ${place.name} ` +
          'or with other settings, because two clients in one process break each other.',
      );
    }
    Connection.shared ??= new Connection(url);
    Connection.shared.ledgers += 1;
    return Connection.shared;
  }

  /** Leaves the connection; the last to leave closes it. */
  async release(): Promise<void> {
    this.ledgers -= 1;
    if (this.ledgers > 0) return;
    if (Connection.shared === this) Connection.shared = null;
    Connection.closing = this.lease.then(retire);
    await Connection.closing;
  }

  /** The client of the moment, once a replacement under way is done. */
  held(): Promise<Held> {
    return this.lease;
  }

  /** Makes one call under our own deadline; a client which that call proves useless is replaced. */
  async call<T>(patience: Patience, make: (held: Held, alive: () => void) => Promise<T>): Promise<T> {
    if (this.ledgers === 0) throw new Unavailable(`The connection to ${this.place.name} is closed.`, true);
    const held = await this.lease;
    try {
      return await within((alive) => make(held, alive), patience.deadlineMs, held.retired);
    } catch (error) {
      if (spoils(error)) await this.replace(held);
      throw error;
    }
  }

  /** Puts a useless client aside, unless another call has already done so, and makes a new one. */
  private async replace(useless: Held): Promise<void> {
    if ((await this.lease) !== useless) return;
    if (useless.retired.aborted || this.ledgers === 0) return;
    const old = useless as Lease;
    old.retire.abort();
    this.lease = retire(old).then(() => lend(this.url));
    await this.lease;
  }
}

const lend = (url: string): Lease => {
  const retire = new AbortController();
  // Every call in flight listens to it, and ten are nothing unusual.
  setMaxListeners(0, retire.signal);
  return { client: EventStoreDBClient.connectionString(url) as EventStoreDBClient, retired: retire.signal, retire };
};

type Closable = { getChannel(): Promise<{ close(): void }> };

/** Ends all streams of a client and closes its channel, so that a call still waiting inside it cannot be sent. */
const retire = async ({ client, retire: signal }: Lease): Promise<void> => {
  signal.abort();
  const close = (client as unknown as Closable).getChannel().then((channel) => channel.close());
  const ended = client.dispose().then(() => close);
  await Promise.race([ended.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, RETIRE_MS).unref())]);
};
