/** Between our entries and the store's events: the line as JSON data, and beside it what makes it checkable. */
import { hash, randomBytes } from 'node:crypto';
import type { EventData, RecordedEvent } from '@eventstore/db-client';
import { canonical } from '../vault/canonical.js';
import { Corrupt, type Entry, type Part, type Recorded } from './ledger.js';
import { leafHash } from './tree.js';

/** Bytes of type, data and metadata that one append may have: the server's default, up to version 25.0. */
export const LARGEST_APPEND = 1024 * 1024;

/**
 * What stands in an event's metadata. `request` and `leaf` are base64; `rest` counts the entries that follow in the
 * same append, and `call` tells the append that wrote it from a later one which found it written.
 */
type Beside = {
  readonly id: string;
  readonly leaf: string;
  readonly request: string;
  readonly rest: number;
  readonly call: string;
  readonly parts: readonly { readonly name: string; readonly kid?: string; readonly base64: string }[];
};

/** A recorded fact with what only this adapter needs to know of it. */
export type Found = Recorded & { readonly request: string; readonly rest: number; readonly call: string };

export type Batch = { readonly events: EventData[]; readonly call: string; readonly bytes: number };

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/**
 * The id under which the server knows an entry. It compares ids and never content, so the id is made of all content.
 * It is also made of the call: the tries of one append are the same to the server, and a silent success can only be
 * our own; another append of the same entries meets a wrong revision, and is then compared by us.
 * @returns a UUID (version 8, RFC 9562) out of SHA-256 over the entry's id, leaf and request, and the call
 */
export const eventId = ({ id, leaf, request, call }: Pick<Beside, 'id' | 'leaf' | 'request' | 'call'>): string => {
  const digest = hash('sha256', `${id} ${leaf} ${request} ${call}`, 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  const parts = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`, variant + digest.slice(17, 20)];
  return `${parts.join('-')}-${digest.slice(20, 32)}`;
};

/**
 * Makes the events of one append, checking all that the client or the server would not.
 * @throws TypeError when a line would not come back byte for byte, or is not what its leaf was made of
 * @throws RangeError when there is nothing to append, or more than the server takes in one append
 */
export const encode = (entries: readonly Entry[]): Batch => {
  if (entries.length === 0) throw new RangeError('an append needs at least one entry');
  const call = randomBytes(9).toString('base64');
  let bytes = 0;
  const events = entries.map((entry, index) => {
    const beside = besideOf(entry, entries.length - 1 - index, call);
    // As bytes: an object would be serialised twice. It must be a plain Uint8Array for the client to take it so.
    const metadata = new Uint8Array(Buffer.from(JSON.stringify(beside)));
    bytes += Buffer.byteLength(entry.line) + metadata.length + entry.type.length;
    return event(entry, eventId(beside), metadata);
  });
  if (bytes > LARGEST_APPEND) {
    throw new RangeError(
      `${entries.length} entries of ${bytes} bytes are more than one append takes (${LARGEST_APPEND})`,
    );
  }
  return { events, call, bytes };
};

const event = (entry: Entry, id: string, metadata: Uint8Array): EventData => {
  // The client serialises outside of any promise: what it cannot serialise would end the process.
  const data = parse(entry);
  if (JSON.stringify(data) !== entry.line && canonical(data) !== entry.line) {
    throw new TypeError(`the line of ${entry.type} ${entry.id} would not come back byte for byte`);
  }
  if (!leafHash(entry.line).equals(entry.leaf)) {
    throw new TypeError(`the leaf of ${entry.type} ${entry.id} is not the hash of its line`);
  }
  return { id, type: entry.type, contentType: 'application/json', data, metadata } as EventData;
};

const parse = ({ line, type, id }: Entry): EventData['data'] => {
  try {
    return JSON.parse(line) as EventData['data'];
  } catch {
    throw new TypeError(`the line of ${type} ${id} is not JSON`);
  }
};

const besideOf = ({ id, leaf, request, parts }: Entry, rest: number, call: string): Beside => ({
  id,
  leaf: base64(leaf),
  request: base64(request),
  rest,
  call,
  parts: parts.map(({ name, kid, ciphertext }) => ({ name, kid, base64: base64(ciphertext) })),
});

/** Whether an event was written by this adapter: system events and other programs' events were not. */
export const isOurs = (event: RecordedEvent): boolean => {
  if (event.streamId.startsWith('$') || event.type.startsWith('$') || !event.isJson) return false;
  const beside = event.metadata as Partial<Beside> | undefined;
  return typeof beside?.id === 'string' && typeof beside.leaf === 'string' && typeof beside.request === 'string';
};

/** The server tells no position as the largest unsigned number; before 22.10 it did so for reads of one stream. */
export const NO_POSITION = 2n ** 63n;

/**
 * Reads an event back, and proves that its line is the one its leaf was made of.
 * @throws Corrupt when line, leaf, id or position do not belong together
 */
export const decode = (event: RecordedEvent): Found => {
  const where = `${event.streamId} at revision ${event.revision}`;
  if (!isOurs(event)) throw new Corrupt(`${where} was not written by this ledger.`);
  const beside = event.metadata as Beside;
  const position = event.position?.commit ?? NO_POSITION;
  if (position >= NO_POSITION) throw new Corrupt(`${where} has no position: EventStoreDB 22.10 or later is needed.`);
  if (eventId(beside) !== event.id) {
    throw new Corrupt(`${where} is stored under an id that is not made of its content.`);
  }
  const leaf = Buffer.from(beside.leaf, 'base64');
  return {
    position,
    stream: event.streamId,
    revision: Number(event.revision),
    id: beside.id,
    type: event.type,
    line: lineOf(event.data, leaf, where),
    leaf,
    parts: (beside.parts ?? []).map(partOf),
    request: beside.request,
    rest: beside.rest ?? 0,
    call: beside.call ?? '',
  };
};

const partOf = ({ name, kid, base64: text }: Beside['parts'][number]): Part => {
  const ciphertext = new Uint8Array(Buffer.from(text, 'base64'));
  return kid === undefined ? { name, ciphertext } : { name, ciphertext, kid };
};

/** JSON.stringify keeps the order the line had, except of keys that look like numbers: for those, sort again. */
const lineOf = (data: unknown, leaf: Uint8Array, where: string): string => {
  const asSent = JSON.stringify(data) ?? '';
  if (leafHash(asSent).equals(leaf)) return asSent;
  try {
    const sorted = canonical(data);
    if (leafHash(sorted).equals(leaf)) return sorted;
  } catch {
    // What has no canonical form was never a line of ours.
  }
  throw new Corrupt(`${where}: the line does not hash to its leaf.`);
};
