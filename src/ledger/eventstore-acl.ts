/** Who may do what in the store: by default every user of EventStoreDB may write and delete every stream. */
import { BACKWARDS, END, type EventData, type RecordedEvent } from '@eventstore/db-client';
import type { Connection } from './eventstore-connection.js';
import type { Patience } from './eventstore-deadline.js';
import { meaningOf } from './eventstore-errors.js';

/** Names of users or groups of the store. `$admins` may do everything whatever stands here. */
export type Roles = {
  /** The identity of the application: the only one that appends. */
  readonly writers: readonly string[];
  /** Who else may read the ledger, such as an auditor's sequencer. */
  readonly readers: readonly string[];
  /** The separate identity that may delete streams and change their metadata. */
  readonly purgers: readonly string[];
};

/** `not permitted`: this user may not set it, so an operator must have, or must still (see docs/operating). */
export type AccessSet = 'set' | 'unchanged' | 'not permitted';

const TRIES = 3;
const ADMINS = ['$admins'];

/** What `$settings` says: the lists for streams that have none of their own. */
const settingsFor = ({ writers, readers, purgers }: Roles) => ({
  $userStreamAcl: {
    $r: [...writers, ...readers, ...purgers],
    $w: [...writers],
    $d: [...purgers],
    $mr: [...writers, ...readers, ...purgers],
    $mw: [...purgers],
  },
  $systemStreamAcl: { $r: ADMINS, $w: ADMINS, $d: ADMINS, $mr: ADMINS, $mw: ADMINS },
});

/** Reading $all is a right of its own, which only admins have by default. */
const allFor = ({ writers, readers }: Roles) => ({ $acl: { $r: [...ADMINS, ...writers, ...readers] } });

/**
 * Writes the store's default lists, if this connection's user may. Safe to repeat, and from several nodes at once.
 * @throws what the client throws when the store is out of reach
 */
export const establishAccess = async (connection: Connection, patience: Patience, roles: Roles): Promise<AccessSet> => {
  try {
    const settings = await put(connection, patience, '$settings', 'update-default-acl', settingsFor(roles));
    const all = await put(connection, patience, '$$$all', '$metadata', allFor(roles));
    return settings || all ? 'set' : 'unchanged';
  } catch (error) {
    if (meaningOf(error) === 'denied') return 'not permitted';
    throw error;
  }
};

/**
 * Writes a system stream's newest event, unless it says the same already. The revision is read from the stream itself:
 * what the client calls `metastreamRevision` is a position in the log, and never the expected one.
 */
const put = async (
  connection: Connection,
  patience: Patience,
  stream: string,
  type: string,
  data: object,
): Promise<boolean> => {
  for (let attempt = 1; ; attempt += 1) {
    const newest = await last(connection, patience, stream);
    if (JSON.stringify(newest?.data) === JSON.stringify(data)) return false;
    const event = { id: crypto.randomUUID(), type, contentType: 'application/json', data, metadata: undefined };
    const expectedRevision = newest?.revision ?? 'no_stream';
    try {
      await connection.call(patience, ({ client }) =>
        client.appendToStream(stream, event as unknown as EventData, { expectedRevision }),
      );
      return true;
    } catch (error) {
      if (meaningOf(error) !== 'conflict' || attempt >= TRIES) throw error;
    }
  }
};

const last = async (connection: Connection, patience: Patience, stream: string): Promise<RecordedEvent | undefined> => {
  const options = { fromRevision: END, maxCount: 1, direction: BACKWARDS, requiresLeader: true } as const;
  try {
    return await connection.call(patience, async ({ client }) => {
      let newest: RecordedEvent | undefined;
      for await (const { event } of client.readStream(stream, options)) newest = event;
      return newest;
    });
  } catch (error) {
    if (meaningOf(error) === 'missing') return undefined;
    throw error;
  }
};
