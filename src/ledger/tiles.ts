/** Tiles: the tree's hashes in pieces of 256 (C2SP tlog-tiles), written in the same transaction as their leaves. */
import type { Sqlite, Statement } from '../vault/sqlite.js';
import { Corrupt } from './ledger.js';
import { CompactRange, HASH, nodeHash } from './tree.js';

/** Hashes of a full tile. Those of level L are the roots of subtrees of 256^L leaves. */
export const WIDTH = 256;
const HEIGHT = 8;

/**
 * Full tiles of level 0, and all tiles above, of which the last of each level grows. Leaves that fill no tile yet are
 * with the lines. `at` holds level and tile in one number, so that a row lies where its key says.
 */
export const TILES = 'create table tiles(at integer primary key, hashes blob not null) strict;';

/** More tiles than any level can have: a tree has at most 2^53 leaves. */
const LEVEL = 2 ** 45;

/** Where the leaves are: with the lines of the embedded ledger, or with the sequencer's entries. */
export type LeafTable = 'lines' | 'entries';

/** Reads leaves of the positions from one to before another, in order. */
export const leavesOf = (db: Sqlite, table: LeafTable): ((from: number, to: number) => Uint8Array[]) => {
  const statement = db.prepare(`select leaf from ${table} where position >= ? and position < ? order by position`);
  return (from, to) => statement.all([from, to]).map(({ leaf }) => leaf as Uint8Array);
};

const one = (db: Sqlite): Statement => db.prepare('select hashes from tiles where at = ?');

/** Writes the tiles of a tree as it grows, within the transaction of whoever adds the leaves. */
export class TileWriter {
  private readonly leaves = Buffer.alloc(WIDTH * HASH);
  /** Leaves from `from` to before `next` are in `leaves`; earlier ones of their tile are read back when it is full. */
  private from = 0;
  private next = -1;
  private readonly get: Statement;
  private readonly put: Statement;
  private readonly stored: (from: number, to: number) => Uint8Array[];

  constructor(db: Sqlite, table: LeafTable) {
    this.get = one(db);
    this.put = db.prepare('insert or replace into tiles values(?, ?)');
    this.stored = leavesOf(db, table);
  }

  /** Adds a leaf, which stands in its table already, to the tree and to its tiles. */
  add(tree: CompactRange, leaf: Uint8Array): void {
    const index = tree.size;
    if (this.next !== index || index % WIDTH === 0) this.from = index;
    this.leaves.set(leaf, (index % WIDTH) * HASH);
    this.next = index + 1;
    tree.append(leaf, this.completed);
  }

  /** Call it when what was added was rolled back, or somebody else added leaves. */
  forget(): void {
    this.next = -1;
  }

  private readonly completed = (height: number, number: number, root: Uint8Array): void => {
    if (height % HEIGHT !== 0) return;
    if (height === HEIGHT) this.fill(number);
    const level = height / HEIGHT;
    const at = level * LEVEL + Math.floor(number / WIDTH);
    const before = number % WIDTH === 0 ? undefined : (this.get.get([at])?.hashes as Uint8Array | undefined);
    const hashes = Buffer.concat([before ?? Buffer.alloc(0), root]);
    if (hashes.length !== ((number % WIDTH) + 1) * HASH) throw new Corrupt(`A tile of level ${level} is damaged.`);
    this.put.run([at, hashes]);
  };

  private fill(tile: number): void {
    const first = tile * WIDTH;
    if (this.from > first)
      this.stored(first, this.from).forEach((leaf, i) => {
        this.leaves.set(leaf, i * HASH);
      });
    this.put.run([tile, this.leaves]);
  }
}

/** Leaves read at once when tiles are made anew. */
const CHUNK = 4096;

/** Makes every tile from the leaves. @returns the tree they make */
export const buildTiles = (db: Sqlite, table: LeafTable): CompactRange => {
  const leaves = leavesOf(db, table);
  const tree = CompactRange.empty();
  const writer = new TileWriter(db, table);
  db.exec('delete from tiles');
  for (let found = leaves(0, CHUNK); found.length > 0; found = leaves(tree.size, tree.size + CHUNK))
    for (const leaf of found) writer.add(tree, leaf);
  return tree;
};

/** A tile with the inner nodes made so far. */
class Expanded {
  private readonly made: (Uint8Array | undefined)[] = [];

  constructor(private readonly hashes: Uint8Array) {}

  /** Root of the subtree of 2^height hashes of the tile, `number` counted at that height. */
  node(height: number, number: number): Uint8Array {
    if (height === 0) return this.hashes.subarray(number * HASH, (number + 1) * HASH);
    // A heap: the root is 1, the nodes under n are 2n and 2n + 1.
    const at = 2 ** (HEIGHT - height) + number;
    return (this.made[at] ??= nodeHash(this.node(height - 1, 2 * number), this.node(height - 1, 2 * number + 1)));
  }
}

/** Tiles of one level kept open at once, some 20 KB each: of the upper levels of ten million events, all. */
const KEPT = 256;

/** The hashes of the tree as they are stored: what proofs are made from. */
export class Tiles {
  private readonly get: Statement;
  private readonly leaves: (from: number, to: number) => Uint8Array[];
  /** By level, so that the many tiles of leaves do not drive out the few above that every proof needs. */
  private readonly kept: Map<string, Expanded>[] = [];

  constructor(db: Sqlite, table: LeafTable) {
    this.get = one(db);
    this.leaves = leavesOf(db, table);
  }

  /**
   * The hashes that a tile has in a tree of `size` leaves; none where that tree has no such tile.
   * @throws Corrupt when there are fewer than there must be
   */
  hashes(level: number, tile: number, size: number): Buffer {
    const width = widthOf(level, tile, size);
    if (width <= 0) return Buffer.alloc(0);
    const stored = level > 0 || width === WIDTH ? this.get.get([level * LEVEL + tile])?.hashes : undefined;
    const hashes =
      stored === undefined && level === 0
        ? Buffer.concat(this.leaves(tile * WIDTH, tile * WIDTH + width))
        : Buffer.from((stored as Uint8Array | undefined) ?? []);
    if (hashes.length < width * HASH) throw new Corrupt(`Tile ${tile} of level ${level} of the tree is missing.`);
    return hashes.subarray(0, width * HASH);
  }

  /** Root of the complete subtree of 2^height leaves, `number` counted at that height, in a tree of `size` leaves. */
  node(height: number, number: number, size: number): Uint8Array {
    const level = Math.floor(height / HEIGHT);
    const inTile = height % HEIGHT;
    const perTile = 2 ** (HEIGHT - inTile);
    return this.expanded(level, Math.floor(number / perTile), size).node(inTile, number % perTile);
  }

  /** Call it when tiles were made anew. */
  forget(): void {
    this.kept.length = 0;
  }

  private expanded(level: number, tile: number, size: number): Expanded {
    const kept = (this.kept[level] ??= new Map<string, Expanded>());
    const key = `${tile}/${widthOf(level, tile, size)}`;
    const found = kept.get(key) ?? new Expanded(this.hashes(level, tile, size));
    kept.delete(key);
    kept.set(key, found);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    return found;
  }
}

/** How many hashes a tile has in a tree of `size` leaves. */
export const widthOf = (level: number, tile: number, size: number): number =>
  Math.min(WIDTH, Math.floor(size / WIDTH ** level) - tile * WIDTH);
