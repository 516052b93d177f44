/** The embedded ledger: one SQLite file, one writer with group commit, one process. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { closedDesk, type Desk, inlineDesk, threadDesk } from './desk.js';
import {
  type Appended,
  Conflict,
  Corrupt,
  type Entry,
  type FirstLine,
  type Head,
  Ledger,
  type LedgerHealth,
  type Recorded,
  Unavailable,
} from './ledger.js';
import { takeLock } from './lock.js';
import { PAGE, Reader } from './reader.js';
import { checkTail, onSound, openTables } from './schema.js';
import { HASH } from './tree.js';
import type { AppendOrder, Outcome } from './writer.js';

export type SqliteSettings = {
  /** Writes in the caller's thread: for tests that open many small ledgers. */
  readonly inline?: boolean;
  /** Reads beside the process that writes, and takes no appends: for verifying and exporting a ledger in service. */
  readonly readOnly?: boolean;
  /** Does not look at the end of the ledger, for who reads all of it back and says what is wrong where. */
  readonly unchecked?: boolean;
  /** A quota for the database, in pages of 4 KiB; past it appends are refused as on a full disk. */
  readonly maxPages?: number;
};

const pack = (stream: string, expected: number, entries: readonly Entry[]): AppendOrder => {
  const parts = entries.flatMap((each, entry) => each.parts.map((part) => ({ entry, part })));
  const length = parts.reduce((sum, { part }) => sum + part.ciphertext.length, entries.length * 2 * HASH);
  const bytes = new Uint8Array(length);
  let at = 0;
  const put = (some: Uint8Array): void => {
    bytes.set(some, at);
    at += some.length;
  };
  for (const { leaf, request } of entries) {
    if (leaf.length !== HASH || request.length !== HASH)
      throw new RangeError('leaf and request are digests of 32 bytes');
    put(leaf);
    put(request);
  }
  for (const { part } of parts) put(part.ciphertext);
  return {
    kind: 'append',
    stream,
    expected,
    ids: entries.map(({ id }) => id),
    types: entries.map(({ type }) => type),
    lines: entries.map(({ line }) => line),
    bytes,
    parts: parts.map(({ entry, part: { name, kid = '', ciphertext } }) => ({
      entry,
      name,
      kid,
      length: ciphertext.length,
    })),
  };
};

/** What stands on pages, each read after the last position of the one before; one that is not full is the last. */
async function* paged<Fact extends FirstLine>(read: (after: number) => readonly Fact[]): AsyncGenerator<Fact> {
  for (let after = -1; ;) {
    const facts = read(after);
    yield* facts;
    if (facts.length < PAGE) return;
    after = Number(facts.at(-1)?.position);
  }
}

export class SqliteLedger extends Ledger {
  readonly exclusive = true;
  override readonly dropsParts = true;
  private readonly waking = new Set<() => void>();
  private trouble: string | null = null;
  private closed: Promise<void> | null = null;

  constructor(
    private readonly reader: Reader,
    private readonly desk: Desk,
    private readonly release: () => void,
    private last: number,
  ) {
    super();
  }

  async append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    if (entries.length === 0) throw new RangeError('there is nothing to append');
    const outcome = await this.place(pack(stream, expected, entries));
    if (outcome.kind !== 'appended') throw new Conflict(outcome.kind === 'conflict' ? outcome.message : outcome.kind);
    this.reached(outcome.position);
    return { revision: outcome.revision, position: BigInt(outcome.position), repeated: outcome.repeated };
  }

  async head(stream: string): Promise<Head | null> {
    return this.reader.head(stream);
  }

  async *readStream(stream: string, from = 0): AsyncIterable<Recorded> {
    for (let next = from; ; next += PAGE) {
      const facts = this.reader.stream(stream, next);
      yield* facts;
      if (facts.length < PAGE) return;
    }
  }

  async *readAll(after: bigint): AsyncIterable<Recorded> {
    const upTo = this.reader.last();
    for (let next = Number(after); next < upTo;) {
      const facts = this.reader.all(next, upTo);
      if (facts.length === 0) return;
      yield* facts;
      next = Number(facts.at(-1)?.position);
    }
  }

  override firstLines(count: number): AsyncIterable<FirstLine> {
    return paged((after) => this.reader.lines(after, count));
  }

  waitForMore(after: bigint, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.closed || BigInt(this.last) > after) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        if (!signal.aborted && !this.closed && BigInt(this.last) <= after) return;
        this.waking.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waking.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** After a failed write, tries whether the disk takes one again. */
  async health(): Promise<LedgerHealth> {
    if (this.trouble !== null && !this.closed) await this.place({ kind: 'probe' }).catch(() => undefined);
    const waitsFor = this.closed ? 'the ledger is closed' : (this.desk.gone() ?? this.trouble);
    return { ready: waitsFor === null, waitsFor, adapter: 'sqlite' };
  }

  close(): Promise<void> {
    this.closed ??= this.desk.close().finally(() => {
      this.reader.close();
      this.release();
    });
    for (const wake of this.waking) wake();
    return this.closed;
  }

  /** Size of the tree over the whole ledger, and its root (RFC 6962). */
  tree(): { readonly size: number; readonly root: Buffer } {
    const tree = this.reader.tree();
    return { size: tree.size, root: tree.root() };
  }

  /** Leaves of the positions from `from` to before `to`, for proofs. */
  leaves(from: number, to: number): Buffer[] {
    return this.reader.leaves(from, to);
  }

  override linesUnder(kid: string): AsyncIterable<Recorded> {
    return paged((after) => this.reader.under(kid, after));
  }

  override async *streamsOf(category: string): AsyncIterable<string> {
    yield* this.reader.streamsOf(category);
  }

  override async dropParts(kid: string, spared: readonly bigint[] = []): Promise<number> {
    const outcome = await this.place({ kind: 'purge', kid, spared: spared.map(Number) });
    return outcome.kind === 'done' ? outcome.count : 0;
  }

  private async place(order: Parameters<Desk['place']>[0]): Promise<Outcome> {
    if (this.closed) throw new Unavailable('The ledger is closed.', true);
    const outcome = await this.desk.place(order).catch((error: Error) => {
      this.trouble = error.message;
      throw error;
    });
    this.trouble = outcome.kind === 'failed' ? outcome.message : null;
    if (outcome.kind !== 'failed') return outcome;
    throw outcome.damaged ? new Corrupt(outcome.message) : new Unavailable(outcome.message, outcome.settled);
  }

  private reached(position: number): void {
    if (position <= this.last) return;
    this.last = position;
    for (const wake of this.waking) wake();
  }
}

/** Opens it once as this version knows it; looks at its end before anyone relies on it, unless it is to be verified. */
const checked = (file: string, unchecked: boolean | undefined): void => {
  const tables = openTables(file);
  try {
    if (!unchecked) onSound(file, () => checkTail(tables));
  } finally {
    tables.close();
  }
};

/**
 * Opens the ledger of a data directory, founding it at the first start.
 * @throws InUse when another process uses the directory, NewerFormat when a newer version wrote it
 * @throws Corrupt when the end of the ledger contradicts itself
 */
export const openSqliteLedger = async (dir: string, settings: SqliteSettings = {}): Promise<SqliteLedger> => {
  const { inline, readOnly, unchecked, maxPages } = settings;
  const file = join(dir, 'ledger.db');
  if (readOnly && !existsSync(file)) throw new Unavailable(`There is no ledger in ${dir}.`, true);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const release = readOnly ? () => {} : takeLock(join(dir, 'ledger.lock'));
  let reader: Reader | undefined;
  try {
    checked(file, unchecked);
    reader = new Reader(file);
    const desk = readOnly ? closedDesk : (inline ? inlineDesk : threadDesk)({ file, maxPages });
    return new SqliteLedger(reader, desk, release, reader.last());
  } catch (error) {
    reader?.close();
    release();
    throw error;
  }
};
