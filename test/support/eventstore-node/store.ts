/** Test only: what an event store node keeps, and the rules by which it accepts an append (no wire here). */
import { EventEmitter } from 'node:events';
import { checkCommit, type Decision, EXPECT } from './commit.js';

/** An event as a client proposes it: bytes and names, not yet placed. */
export type Proposed = {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};

/** An event in its place. `created` counts 100 ns ticks since 1970; `position` is its place in $all. */
export type Stored = Proposed & {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly created: bigint;
};

/** A stream: its events, its metadata (the last event of `$$name`), and whether it was deleted for good. */
export type Stream = { readonly events: Stored[]; metadata: StreamMetadata; tombstoned: boolean };

/** The parts of a stream's metadata which the store itself obeys. */
export type StreamMetadata = {
  $tb?: number | bigint;
  $maxCount?: number;
  $maxAge?: number;
  $acl?: Record<string, string | string[]>;
  $userStreamAcl?: Record<string, string | string[]>;
};

export type Outcome =
  | { kind: 'written' | 'idempotent'; revision: bigint; position: bigint }
  | { kind: 'wrong-expected-version'; current: bigint }
  | { kind: 'deleted' };

/** What a store tells its journal before it answers, so that a restarted node holds what it acknowledged. */
export type Journal = {
  wrote(stream: string, events: readonly Proposed[], created: bigint): void;
  tombstoned(stream: string): void;
};

/** `$tb` of a soft-deleted stream: Int64.MaxValue, as a JavaScript number. */
const SOFT_DELETED = Number(2n ** 63n - 1n);
const RECENT_IDS = 20_000;
const RECORD_OVERHEAD = 64n;

/** The state of one node. Emits `append` after every accepted write. */
export class Store extends EventEmitter {
  readonly log: Stored[] = [];
  readonly streams = new Map<string, Stream>();
  private readonly recent = new Map<string, Stored>();
  private end = 0n;

  constructor(private readonly journal: Journal | null = null) {
    super();
    this.setMaxListeners(0);
  }

  /** The stream's last revision, or -1 when it holds no event. */
  last(name: string): bigint {
    return BigInt((this.streams.get(name)?.events.length ?? 0) - 1);
  }

  isSoftDeleted(name: string): boolean {
    return Number(this.streams.get(name)?.metadata.$tb ?? 0) === SOFT_DELETED;
  }

  /** Appends all events or none, by the server's own rules of expected revision and idempotency. */
  append(name: string, expected: bigint, events: readonly Proposed[], created = ticks()): Outcome {
    const decision = this.decide(name, expected, events);
    if (decision.kind !== 'accept') return decision;
    const reborn = this.isSoftDeleted(name) ? this.last(name) + 1n : null;
    this.journal?.wrote(name, events, created);
    this.place(name, events, created);
    if (reborn !== null) this.setMetadata(name, { ...this.stream(name).metadata, $tb: Number(reborn) });
    this.emit('append');
    return { kind: 'written', revision: this.last(name), position: this.end };
  }

  private decide(name: string, expected: bigint, events: readonly Proposed[]): Decision {
    const stream = this.streams.get(name);
    if (stream?.tombstoned) return { kind: 'deleted' };
    return checkCommit(
      {
        current: this.last(name),
        softDeleted: this.isSoftDeleted(name),
        at: (revision) => stream?.events[Number(revision)],
        recent: (id) => {
          const found = this.recent.get(id);
          return found?.stream === name ? found : undefined;
        },
      },
      expected,
      events,
    );
  }

  /** Puts events in their place without asking: for accepted writes and for replaying a journal. */
  place(name: string, events: readonly Proposed[], created: bigint): void {
    const stream = this.stream(name);
    for (const event of events) {
      this.end += RECORD_OVERHEAD + BigInt(event.data.length + event.metadata.length);
      const revision = BigInt(stream.events.length);
      const stored: Stored = { ...event, stream: name, revision, position: this.end, created };
      stream.events.push(stored);
      this.log.push(stored);
      this.remember(stored);
      if (name.startsWith('$$')) this.stream(name.slice(2)).metadata = parseMetadata(event.data);
    }
  }

  private remember(event: Stored): void {
    this.recent.set(event.id, event);
    if (this.recent.size <= RECENT_IDS) return;
    for (const oldest of this.recent.keys()) {
      this.recent.delete(oldest);
      break;
    }
  }

  /** The stream, made when it does not exist. */
  stream(name: string): Stream {
    let stream = this.streams.get(name);
    if (!stream) this.streams.set(name, (stream = { events: [], metadata: {}, tombstoned: false }));
    return stream;
  }

  /** Writes a stream's metadata as the server does: an event `$metadata` on `$$name`. */
  setMetadata(name: string, metadata: StreamMetadata): void {
    const data = Buffer.from(JSON.stringify(metadata));
    const id = crypto.randomUUID();
    const event = { id, type: '$metadata', contentType: 'application/json', data, metadata: new Uint8Array() };
    this.append(`$$${name}`, EXPECT.any, [event]);
  }

  softDelete(name: string): void {
    this.setMetadata(name, { ...this.stream(name).metadata, $tb: SOFT_DELETED });
  }

  tombstone(name: string): void {
    this.journal?.tombstoned(name);
    this.stream(name).tombstoned = true;
    this.emit('append');
  }

  /** Whether a read still shows this event: not truncated, not aged out, not deleted for good. */
  visible(event: Stored): boolean {
    const stream = this.stream(event.stream);
    const { $maxAge } = stream.metadata;
    const expired = $maxAge !== undefined && ticks() - event.created > BigInt($maxAge) * 10_000_000n;
    return !stream.tombstoned && !expired && event.revision >= this.firstVisible(event.stream);
  }

  firstVisible(name: string): bigint {
    const { $tb, $maxCount } = this.stream(name).metadata;
    const truncated = BigInt($tb ?? 0);
    const counted = $maxCount === undefined ? 0n : this.last(name) - BigInt($maxCount) + 1n;
    return truncated > counted ? truncated : counted;
  }

  /** Forgets the last `count` events, as a failover to a node that had not yet received them does. */
  truncateLast(count: number): void {
    for (const event of this.log.splice(Math.max(0, this.log.length - count), count).reverse()) {
      this.stream(event.stream).events.pop();
      this.recent.delete(event.id);
    }
    this.end = this.log.at(-1)?.position ?? 0n;
  }
}

const ticks = (): bigint => BigInt(Date.now()) * 10_000n;

const parseMetadata = (data: Uint8Array): StreamMetadata => {
  try {
    return JSON.parse(Buffer.from(data).toString('utf8')) as StreamMetadata;
  } catch {
    return {};
  }
};
