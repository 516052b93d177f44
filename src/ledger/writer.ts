/** The one writer of the embedded ledger: what waits is committed together, and each append succeeds or fails alone. */
import { resultCode, rollBack, SQLITE, type Sqlite, SqliteFault, type Statement } from '../vault/sqlite.js';
import { Corrupt, NO_STREAM } from './ledger.js';
import { isDamage, openTables, readHead } from './schema.js';
import { TileWriter } from './tiles.js';
import { type CompactRange, HASH } from './tree.js';

/** One append, packed so that it crosses to a thread cheaply. Entries are lists side by side. */
export type AppendOrder = {
  readonly kind: 'append';
  readonly stream: string;
  readonly expected: number;
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly lines: readonly string[];
  /** Leaf and request digest of each entry, then the ciphertexts of all parts, in order. */
  readonly bytes: Uint8Array;
  readonly parts: readonly {
    readonly entry: number;
    readonly name: string;
    readonly kid: string;
    readonly length: number;
  }[];
};
/**
 * `purge` deletes the ciphertexts of a destroyed key but those of the positions spared; `probe` writes nothing new and
 * tells whether one could.
 */
export type Order =
  | AppendOrder
  | { readonly kind: 'purge'; readonly kid: string; readonly spared: readonly number[] }
  | { readonly kind: 'probe' };

/** What became of an order. `position` and `revision` are those of the last entry. */
export type Outcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number; readonly repeated: boolean }
  | { readonly kind: 'done'; readonly count: number }
  | { readonly kind: 'conflict'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly settled: boolean; readonly damaged: boolean };

/** Positions by which the reach of a key is written ahead. */
const AHEAD = 4096;

/** Streams whose last revision is remembered. */
const REMEMBERED = 20_000;

type Statements = Record<'byId' | 'revision' | 'line' | 'part' | 'head' | 'reach' | 'reached' | 'purge', Statement>;

const prepare = (db: Sqlite): Statements => ({
  byId: db.prepare('select stream = ? as here, revision, position, request from lines where id = ?'),
  revision: db.prepare('select max(revision) as last from lines where stream = ?'),
  line: db.prepare('insert into lines values(?, ?, ?, ?, ?, ?, ?, ?)'),
  part: db.prepare('insert into parts values(?, ?, ?, ?)'),
  head: db.prepare('update head set size = ?, range = ?'),
  reach: db.prepare('insert into reach values(?, ?, ?) on conflict do update set last = max(last, excluded.last)'),
  reached: db.prepare('select first, last from reach where kid = ?'),
  purge: db.prepare(
    'delete from parts where position between ? and ? and kid = ? and position not in (select value from json_each(?))',
  ),
});

export class Writer {
  private readonly db: Sqlite;
  private readonly sql: Statements;
  private readonly tiles: TileWriter;
  /** As of the transaction under way; null when it must be read again. */
  private held: CompactRange | null = null;
  private revisions = new Map<string, number>();
  /** Keys used in the transaction under way, and between which positions. */
  private reach = new Map<string, { first: number; last: number }>();
  /** Up to which position the reach of a key is on the disk. */
  private readonly ahead = new Map<string, number>();

  /**
   * @param file opened and checked before
   * @param maxPages a quota, in pages of 4 KiB: past it the disk counts as full
   */
  constructor(file: string, maxPages?: number) {
    this.db = openTables(file);
    // SQLite opens what it may not write to be read only, and says so at the first write: that would be an append.
    this.db.transaction(() => undefined);
    if (maxPages !== undefined) this.db.prepare(`pragma max_page_count=${Math.trunc(maxPages)}`).get();
    this.sql = prepare(this.db);
    this.tiles = new TileWriter(this.db, 'lines');
  }

  private get tree(): CompactRange {
    return (this.held ??= readHead(this.db));
  }

  /** Another writer of this ledger had its turn: what is remembered of the database may be old. */
  refresh(): void {
    this.held = null;
    this.revisions.clear();
    this.tiles.forget();
  }

  /** Carries out all orders in one durable transaction. Never throws. */
  commit(orders: readonly Order[], careful = false): Outcome[] {
    let outcomes: Outcome[];
    try {
      this.db.exec('begin immediate');
      outcomes = orders.map((order) => this.carryOut(order, careful));
      for (const [kid, { first, last }] of this.reach) this.writeReach(kid, first, last);
      this.sql.head.run([this.tree.size, this.tree.bytes()]);
    } catch (error) {
      return resultCode(error) === SQLITE.CONSTRAINT
        ? this.oneByOne(orders, careful)
        : this.failed(orders, error, true);
    }
    try {
      this.db.exec('commit');
    } catch (error) {
      // A full disk cut the log short before its commit record. Of any other error we cannot tell what reached the
      // disk: after a crash the transaction might stand.
      return this.failed(orders, error, resultCode(error) === SQLITE.FULL);
    }
    this.reach.clear();
    return orders.some(({ kind }) => kind === 'purge') ? this.emptied(orders, outcomes) : outcomes;
  }

  /** What was purged must leave the write-ahead log too. Where that fails, the purge is not done and is asked again. */
  private emptied(orders: readonly Order[], outcomes: readonly Outcome[]): Outcome[] {
    try {
      this.db.prepare('pragma wal_checkpoint(TRUNCATE)').all();
      return [...outcomes];
    } catch (error) {
      const failed = this.failed(orders, error, false);
      return outcomes.map((outcome, i) => (orders[i]?.kind === 'purge' ? (failed[i] as Outcome) : outcome));
    }
  }

  close(): void {
    try {
      this.db.prepare('pragma wal_checkpoint(TRUNCATE)').all();
    } catch {
      // The write-ahead log then stays, and is read at the next start.
    }
    this.db.close();
  }

  private carryOut(order: Order, careful: boolean): Outcome {
    switch (order.kind) {
      case 'append':
        return this.append(order, careful);
      case 'purge':
        return { kind: 'done', count: this.purge(order.kid, order.spared) };
      case 'probe':
        return this.probe();
    }
  }

  /** The first receipt of a batch that is recorded already; a conflict when its id was used for anything else. */
  private repeated({ stream, ids, bytes }: AppendOrder): Outcome | undefined {
    const first = this.sql.byId.get([stream, ids[0] as string]);
    if (!first) return undefined;
    const last = ids.length === 1 ? first : this.sql.byId.get([stream, ids.at(-1) as string]);
    const revision = (first.revision as number) + ids.length - 1;
    const same =
      Buffer.compare(first.request as Uint8Array, bytes.subarray(HASH, 2 * HASH)) === 0 &&
      first.here === 1 &&
      last?.here === 1 &&
      last.revision === revision;
    if (!same) return { kind: 'conflict', message: `The id ${ids[0]} was used for another request.` };
    return { kind: 'appended', revision, position: last.position as number, repeated: true };
  }

  /** @param careful looks up beforehand what the table's constraints would else find out */
  private append(order: AppendOrder, careful = false): Outcome {
    const { stream, expected } = order;
    // Of a stream that must be new nothing is looked up: its first revision can be inserted once only.
    const current =
      expected === NO_STREAM && !careful ? (this.revisions.get(stream) ?? expected) : this.revisionOf(stream);
    if (current !== expected)
      return (
        this.repeated(order) ?? { kind: 'conflict', message: `${stream} is at revision ${current}, not ${expected}.` }
      );
    const repeated = careful ? this.repeated(order) : undefined;
    if (repeated) return repeated;
    const first = this.tree.size;
    this.insert(order, first);
    const revision = expected + order.ids.length;
    this.revisions.set(stream, revision);
    this.reachOf(order, first);
    return { kind: 'appended', revision, position: this.tree.size - 1, repeated: false };
  }

  private insert({ stream, expected, ids, types, lines, bytes, parts }: AppendOrder, first: number): void {
    const { tree } = this;
    for (let i = 0; i < ids.length; i += 1) {
      const [id, type, line] = [ids[i] as string, types[i] as string, lines[i] as string];
      const leaf = bytes.subarray(i * 2 * HASH, i * 2 * HASH + HASH);
      const request = bytes.subarray(i * 2 * HASH + HASH, (i + 1) * 2 * HASH);
      this.sql.line.run([first + i, id, stream, expected + 1 + i, type, request, line, leaf]);
      this.tiles.add(tree, leaf);
    }
    let at = ids.length * 2 * HASH;
    for (const { entry, name, kid, length } of parts) {
      this.sql.part.run([first + entry, name, kid, bytes.subarray(at, at + length)]);
      at += length;
    }
  }

  /** How far a key reaches is written ahead, so that not every commit has to. */
  private writeReach(kid: string, first: number, last: number): void {
    if ((this.ahead.get(kid) ?? -1) >= last) return;
    const bound = last + AHEAD;
    this.sql.reach.run([kid, first, bound]);
    this.ahead.set(kid, bound);
  }

  private reachOf({ parts }: AppendOrder, first: number): void {
    for (const { entry, kid } of parts) {
      const known = this.reach.get(kid);
      if (known) known.last = first + entry;
      else this.reach.set(kid, { first: first + entry, last: first + entry });
    }
  }

  private revisionOf(stream: string): number {
    const known = this.revisions.get(stream);
    if (known !== undefined) return known;
    const revision = (this.sql.revision.get([stream])?.last as number | null) ?? -1;
    if (this.revisions.size >= REMEMBERED) this.revisions.delete(this.revisions.keys().next().value as string);
    this.revisions.set(stream, revision);
    return revision;
  }

  private purge(kid: string, spared: readonly number[]): number {
    const reached = this.sql.reached.get([kid]);
    return reached
      ? this.sql.purge.run([reached.first as number, reached.last as number, kid, JSON.stringify(spared)]).changes
      : 0;
  }

  /** Asks for room as a large line would, and gives it back; the commit then shows that the disk takes writes. */
  private probe(): Outcome {
    this.db.exec(`savepoint probe; insert into parts values(-1, 'probe', '', zeroblob(65536))`);
    this.db.exec('rollback to probe; release probe');
    return { kind: 'done', count: 0 };
  }

  /** An id or a stream stands on the ledger already, of which of the orders we are not told: each is tried alone. */
  private oneByOne(orders: readonly Order[], careful: boolean): Outcome[] {
    this.undo();
    if (!careful) return orders.flatMap((order) => this.commit([order], true));
    return orders.map(() => ({ kind: 'conflict', message: 'An id of the batch was used before.' }));
  }

  /** Goes back to what the disk holds, so that the next commit starts clean. */
  private undo(): void {
    rollBack(this.db);
    this.reach.clear();
    this.ahead.clear();
    this.revisions.clear();
    this.tiles.forget();
    this.held = null;
  }

  private failed(orders: readonly Order[], error: unknown, settled: boolean): Outcome[] {
    this.undo();
    const why = error instanceof SqliteFault ? error.why : (error as Error).message;
    const damaged = isDamage(error) || error instanceof Corrupt;
    const outcome: Outcome = { kind: 'failed', message: `The ledger cannot be written: ${why}.`, settled, damaged };
    return orders.map(() => outcome);
  }
}
