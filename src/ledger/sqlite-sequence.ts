/** The order of the embedded ledger: positions are dense, and the tiles lie with the lines. */
import { join } from 'node:path';
import { openSqlite, type Sqlite, type Statement } from '../vault/sqlite.js';
import { Corrupt, type Ledger, type Recorded } from './ledger.js';
import { onSound, openTables, readHead } from './schema.js';
import { type Place, Sequence } from './sequence.js';
import { buildTiles, Tiles } from './tiles.js';
import type { CompactRange } from './tree.js';

export class SqliteSequence extends Sequence {
  readonly trouble = null;
  private readonly db: Sqlite;
  private readonly tiles: Tiles;
  private readonly byId: Statement;
  private readonly file: string;

  /** @param dir of a ledger that is open */
  constructor(
    private readonly ledger: Ledger,
    dir: string,
  ) {
    super();
    this.file = join(dir, 'ledger.db');
    this.db = openSqlite(this.file);
    this.db.exec('pragma query_only=ON');
    this.tiles = new Tiles(this.db, 'lines');
    this.byId = this.db.prepare('select position, leaf from lines where id = ?');
  }

  tree(): CompactRange {
    return onSound(this.file, () => readHead(this.db));
  }

  hashes(level: number, tile: number, size: number): Buffer {
    return onSound(this.file, () => this.tiles.hashes(level, tile, size));
  }

  node(height: number, number: number, size: number): Uint8Array {
    return onSound(this.file, () => this.tiles.node(height, number, size));
  }

  find(id: string): Place | null {
    const row = onSound(this.file, () => this.byId.get([id]));
    return row ? { index: row.position as number, leaf: row.leaf as Uint8Array } : null;
  }

  async *facts(from: number, to: number): AsyncGenerator<Recorded> {
    if (from >= to) return;
    for await (const fact of this.ledger.readAll(BigInt(from - 1))) {
      yield fact;
      if (fact.position >= BigInt(to - 1)) return;
    }
  }

  waitFor(size: number, signal: AbortSignal): Promise<void> {
    return size === 0 ? Promise.resolve() : this.ledger.waitForMore(BigInt(size - 2), signal);
  }

  /** A line and its place in the tree are one transaction. */
  caughtUp(): Promise<void> {
    return Promise.resolve();
  }

  rebuild(): void {
    const tables = openTables(this.file);
    try {
      tables.transaction(() => {
        const tree = buildTiles(tables, 'lines');
        if (!tree.root().equals(readHead(tables).root()))
          throw new Corrupt('The leaves of the ledger do not hash to its head. Run alpr-ledger verify.');
      });
    } finally {
      tables.close();
    }
    this.tiles.forget();
  }

  async close(): Promise<void> {
    this.db.close();
  }
}
