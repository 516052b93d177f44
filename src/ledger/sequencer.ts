/** Gives the events of a cluster their one order: the i-th of ours in $all is at index i, here and for everybody. */
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqlite, type Sqlite, type Statement } from '../vault/sqlite.js';
import { Corrupt, type Ledger, type Recorded, Unavailable } from './ledger.js';
import { type Place, Sequence } from './sequence.js';
import { buildTiles, TILES, Tiles, TileWriter } from './tiles.js';
import { CompactRange } from './tree.js';

/** What the sequencer needs of a store beyond the port: the one event at a position, if it is still there. */
export type Positioned = Ledger & { at(position: bigint): Promise<Recorded | null> };

export type SequencerOptions = {
  /** Hears what the operator must know. */
  readonly tell: (message: string) => void;
  /** The last events and random ones read again at each check. */
  readonly sample?: number;
  /** Between two checks, milliseconds. */
  readonly everyMs?: number;
  /** Before a store that was out of reach is asked again, milliseconds. */
  readonly pauseMs?: number;
};

/** `position` is our index, `store` the commit position in $all; `double` marks an id that stood there before. */
const TABLES = `
  create table if not exists entries(position integer primary key, store integer not null, id text not null,
    leaf blob not null, double integer not null) strict;
  create index if not exists by_id on entries(id);
  create table if not exists head(one integer primary key check(one = 1), size integer not null, range blob not null,
    store integer not null) strict;
  insert or ignore into head values(1, 0, x'', -1);
  ${TILES.replace('create table', 'create table if not exists')}`;

const SAMPLE = 1024;
const HOUR = 3_600_000;
/** Events in one transaction. */
const TOGETHER = 500;

type Known = { readonly index: number; readonly store: bigint; readonly id: string; readonly leaf: Uint8Array };

export class Sequencer extends Sequence {
  trouble: string | null = null;
  private readonly db: Sqlite;
  private readonly tiles: Tiles;
  private readonly writer: TileWriter;
  private readonly byId: Statement;
  private readonly insert: Statement;
  private readonly setHead: Statement;
  private readonly from: Statement;
  private readonly waiting = new Set<() => void>();
  private readonly stopping = new AbortController();
  private range: CompactRange;
  private store: bigint;
  private turn: Promise<void> = Promise.resolve();
  private following: Promise<void> | null = null;

  private constructor(
    private readonly ledger: Positioned,
    file: string,
    private readonly options: SequencerOptions,
  ) {
    super();
    this.db = openSqlite(file);
    this.db.exec(TABLES);
    this.tiles = new Tiles(this.db, 'entries');
    this.writer = new TileWriter(this.db, 'entries');
    this.byId = this.db.prepare('select position, leaf from entries where id = ? order by position limit 1');
    this.insert = this.db.prepare('insert into entries values(?, ?, ?, ?, ?)');
    this.setHead = this.db.prepare('update head set size = ?, range = ?, store = ?');
    this.from = this.db.prepare('select * from entries where position >= ? order by position limit ?');
    const head = this.db.prepare('select size, range, store from head').get();
    this.range = CompactRange.of(head?.size as number, head?.range as Uint8Array);
    this.store = BigInt(head?.store as number);
  }

  /**
   * Opens the order kept in a directory, looks whether the store still tells what it told, and catches up with it.
   * A store that tells another history does not stop this: `trouble` then says so, and nothing more is put in order.
   * @throws Unavailable when the store is out of reach
   */
  static async open(ledger: Positioned, dir: string, options: SequencerOptions): Promise<Sequencer> {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const sequencer = new Sequencer(ledger, join(dir, 'sequence.db'), options);
    try {
      await sequencer.check();
      await sequencer.caughtUp();
    } catch (error) {
      sequencer.db.close();
      throw error;
    }
    return sequencer;
  }

  /** Begins to follow the store, and to check it every so often. */
  start(): void {
    this.following ??= Promise.all([this.follow(), this.watch()]).then(() => undefined);
  }

  tree(): CompactRange {
    return this.range.copy();
  }

  hashes(level: number, tile: number, size: number): Buffer {
    return this.tiles.hashes(level, tile, size);
  }

  node(height: number, number: number, size: number): Uint8Array {
    return this.tiles.node(height, number, size);
  }

  find(id: string): Place | null {
    const row = this.byId.get([id]);
    return row ? { index: row.position as number, leaf: row.leaf as Uint8Array } : null;
  }

  async *facts(from: number, to: number): AsyncGenerator<Recorded> {
    if (from >= to) return;
    const after = from === 0 ? -1n : this.known(from - 1, 1)[0]?.store;
    if (after === undefined) return;
    let index = from;
    for await (const fact of this.ledger.readAll(after)) {
      const [known] = this.known(index, 1);
      if (!known || !isSame(known, fact)) throw new Corrupt(`Index ${index} is no longer what it was in the store.`);
      yield fact;
      if ((index += 1) >= to) return;
    }
    throw new Corrupt(`Index ${index} is no longer in the store.`);
  }

  waitFor(size: number, signal: AbortSignal): Promise<void> {
    const { signal: stopped } = this.stopping;
    if (this.range.size >= size || signal.aborted || stopped.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        if (this.range.size < size && !signal.aborted && !stopped.aborted) return;
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** Puts in order whatever the store holds by now. @throws Unavailable when it is out of reach */
  caughtUp(): Promise<void> {
    const caught = this.turn.then(() => this.catchUp());
    this.turn = caught.catch(() => undefined);
    return caught;
  }

  rebuild(): void {
    this.db.transaction(() => {
      if (!buildTiles(this.db, 'entries').root().equals(this.range.root()))
        throw new Corrupt('The leaves of the sequence do not hash to its head. Delete sequence.db to build it anew.');
    });
    this.writer.forget();
    this.tiles.forget();
  }

  /**
   * Reads the last events and random ones again. Where the store tells another history, nothing is put in order or
   * signed any more: `trouble` says FORK.
   * @throws Unavailable when the store is out of reach
   */
  async check(): Promise<void> {
    const { sample = SAMPLE } = this.options;
    const { size } = this.range;
    const first = Math.max(0, size - sample);
    const last = this.known(first, sample);
    const others = Array.from({ length: Math.min(sample, first) }, () => this.known(randomInt(first), 1)[0] as Known);
    const wrong = (await this.differsInARow(last)) ?? (await this.differsAlone(others));
    if (wrong) this.fork(wrong);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    for (const wake of this.waiting) wake();
    await this.following;
    await this.turn;
    this.db.close();
  }

  private known(from: number, count: number): Known[] {
    return this.from.all([from, count]).map(({ position, store, id, leaf }) => ({
      index: position as number,
      store: BigInt(store as number),
      id: id as string,
      leaf: leaf as Uint8Array,
    }));
  }

  private async differsInARow(known: readonly Known[]): Promise<Known | undefined> {
    const [first] = known;
    if (!first) return undefined;
    const found = this.ledger.readAll(first.store - 1n)[Symbol.asyncIterator]();
    for (const one of known) {
      const { value, done } = await found.next();
      if (done || !isSame(one, value)) return one;
    }
    await found.return?.();
    return undefined;
  }

  private async differsAlone(known: readonly Known[]): Promise<Known | undefined> {
    for (const one of known) {
      const found = await this.ledger.at(one.store);
      if (!found || !isSame(one, found)) return one;
    }
    return undefined;
  }

  private fork({ index }: Known): void {
    this.trouble =
      `FORK: the store no longer holds, at index ${index}, the event it held before. It lost or changed history ` +
      '(a fail-over, a restored backup, or a person). Nothing is signed until this is cleared up.';
    this.options.tell(this.trouble);
  }

  private async catchUp(): Promise<void> {
    if (this.trouble !== null) return;
    let batch: Recorded[] = [];
    for await (const fact of this.ledger.readAll(this.store)) {
      batch.push(fact);
      if (batch.length < TOGETHER) continue;
      this.take(batch);
      batch = [];
      if (this.stopping.signal.aborted) return;
    }
    if (batch.length > 0) this.take(batch);
  }

  /** Index, leaf, tiles and tree of some events, in one transaction. */
  private take(facts: readonly Recorded[]): void {
    const grown = this.range.copy();
    try {
      this.db.transaction(() => {
        for (const { position, id, leaf } of facts) {
          const double = this.byId.get([id]) ? 1 : 0;
          if (double) this.options.tell(`The id of the event at index ${grown.size} was used before.`);
          this.insert.run([grown.size, Number(position), id, leaf, double]);
          this.writer.add(grown, leaf);
        }
        this.setHead.run([grown.size, grown.bytes(), Number(facts.at(-1)?.position)]);
      });
    } catch (error) {
      this.writer.forget();
      throw error;
    }
    this.range = grown;
    this.store = facts.at(-1)?.position as bigint;
    for (const wake of this.waiting) wake();
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted && this.trouble === null) {
      await this.ledger.waitForMore(this.store, signal);
      if (signal.aborted) return;
      await this.caughtUp().catch((error: Error) => this.rest(error));
    }
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted && this.trouble === null) {
      await sleep(this.options.everyMs ?? HOUR, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.check().catch((error: Error) => this.rest(error));
    }
  }

  /** A store out of reach is asked again later; one that contradicts itself is not. */
  private async rest(error: Error): Promise<void> {
    if (!(error instanceof Unavailable)) {
      this.trouble = error.message;
      this.options.tell(error.message);
      return;
    }
    const { signal } = this.stopping;
    await sleep(this.options.pauseMs ?? 1000, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

const isSame = (known: Known, { position, id, leaf }: Recorded): boolean =>
  position === known.store && id === known.id && Buffer.compare(leaf, known.leaf) === 0;
