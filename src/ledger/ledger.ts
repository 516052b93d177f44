/** The port of the ledger: what every store of facts must promise. Its adapters pass one contract suite. */

/** A sealed part's ciphertext, which travels beside the line and is never hashed into it. */
export type Part = {
  readonly name: string;
  readonly ciphertext: Uint8Array;
  /** The key it is sealed under: a store that keeps it can drop the ciphertexts of a destroyed key. */
  readonly kid?: string;
};

/** One fact about to be appended. `line` is the RFC 8785 text whose bytes are the leaf's preimage. */
export type Entry = {
  /** UUID. Made from the command's id, so that a repeated command carries the same one. */
  readonly id: string;
  readonly type: string;
  readonly line: string;
  /** SHA-256(0x00 ‖ line), 32 bytes (RFC 6962 leaf). */
  readonly leaf: Uint8Array;
  /** SHA-256 of what was asked, 32 bytes: the same id with another request is a Conflict, never a silent success. */
  readonly request: Uint8Array;
  readonly parts: readonly Part[];
};

/** One fact as it stands on the ledger. `position` orders the whole ledger, `revision` its stream (from 0). */
export type Recorded = {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly line: string;
  readonly leaf: Uint8Array;
  /** Ciphertexts that still exist; a purged part is missing here and still named, with its digest, in the line. */
  readonly parts: readonly Part[];
};

/** What an append answers. `repeated` says that this very request had been recorded before; nothing was written. */
export type Appended = { readonly revision: number; readonly position: bigint; readonly repeated: boolean };

/** A stream's last fact: its revision, and its leaf, which the next fact of the stream names as `prev`. */
export type Head = { readonly revision: number; readonly leaf: Uint8Array };

/** What the store says of itself, for /health/ready and the start-up banner. */
export type LedgerHealth = { readonly ready: boolean; readonly waitsFor: string | null; readonly adapter: string };

/** The stream has moved on, or the id was used for another request. Read again and decide again. */
export class Conflict extends Error {
  readonly code = 'conflict';
}

/** The store cannot be reached, or its answer never came. `settled: false` means the outcome is unknown: ask again. */
export class Unavailable extends Error {
  readonly code = 'unavailable';
  constructor(
    message: string,
    readonly settled: boolean,
  ) {
    super(message);
  }
}

/** The store contradicts itself: a line does not hash to its leaf, a revision is missing. Serving must stop. */
export class Corrupt extends Error {
  readonly code = 'corrupt';
}

/** The revision expected of a stream that must not exist yet. */
export const NO_STREAM = -1;

/** A line and where it stands, without its parts. */
export type FirstLine = Pick<Recorded, 'position' | 'stream' | 'revision' | 'id' | 'line'>;

export abstract class Ledger {
  /**
   * Appends all entries to one stream, or none, durably, only if the stream still ends at revision `expected`.
   * A batch whose first id is already in this stream with the same request answers its first receipt.
   * @throws Conflict when the stream is elsewhere, or an id was used for another request
   * @throws Unavailable when the store is out of reach
   */
  abstract append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended>;

  /** Where the stream ends, without reading it; null when it does not exist. */
  abstract head(stream: string): Promise<Head | null>;

  /** The stream's facts from revision `from` on, in order; nothing when it does not exist. */
  abstract readStream(stream: string, from?: number): AsyncIterable<Recorded>;

  /** Every fact after `after` (exclusive; -1n for all), in the ledger's total order, up to now. */
  abstract readAll(after: bigint): AsyncIterable<Recorded>;

  /** The first `count` lines in the ledger's total order, without their parts. */
  async *firstLines(count: number): AsyncIterable<FirstLine> {
    if (count <= 0) return;
    let read = 0;
    for await (const fact of this.readAll(-1n)) {
      yield fact;
      if ((read += 1) === count) return;
    }
  }

  /** Resolves when the ledger holds a fact after `after`, or when `signal` is aborted. Never rejects. */
  abstract waitForMore(after: bigint, signal: AbortSignal): Promise<void>;

  /** Every fact that names a key, in order: what was sealed under it, and pictures kept under it. */
  async *linesUnder(kid: string): AsyncIterable<Recorded> {
    for await (const fact of this.readAll(-1n)) if (fact.line.includes(`"kid":"${kid}"`)) yield fact;
  }

  /** The streams of one category, such as `retention`, each once. */
  async *streamsOf(category: string): AsyncIterable<string> {
    const told = new Set<string>();
    for await (const { stream } of this.readAll(-1n))
      if (stream.startsWith(`${category}-`) && !told.has(stream)) yield (told.add(stream), stream);
  }

  /**
   * Deletes the ciphertexts under a destroyed key but those of the positions spared; lines stay. Answers how many, or
   * null where the store can delete nothing: there they stay, and nobody can read them.
   */
  async dropParts(_kid: string, _spared: readonly bigint[] = []): Promise<number | null> {
    return null;
  }

  /** Whether `dropParts` deletes; if so, a ciphertext that is still there after a purge is a fault. */
  readonly dropsParts: boolean = false;

  abstract health(): Promise<LedgerHealth>;

  abstract close(): Promise<void>;

  /** True when this process is the only writer, so that what it cached of a stream stays true. */
  abstract readonly exclusive: boolean;
}
