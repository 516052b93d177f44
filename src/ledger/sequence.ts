/** The one order of the ledger and the tree over it: what is proven from, whatever store the lines are in. */
import type { Recorded } from './ledger.js';
import { type NodeAt, rootOf } from './merkle.js';
import type { CompactRange } from './tree.js';

/** Where an event stands in the order, and its leaf. */
export type Place = { readonly index: number; readonly leaf: Uint8Array };

export abstract class Sequence {
  /** The tree over everything that is durable now. */
  abstract tree(): CompactRange;

  /** The hashes of a tile in a tree of `size`; none where it has no such tile. @throws Corrupt when it is gone */
  abstract hashes(level: number, tile: number, size: number): Buffer;

  /** Root of a complete subtree in a tree of `size` leaves. @throws Corrupt when a tile is gone */
  abstract node(height: number, number: number, size: number): Uint8Array;

  /** Where the event of that id stands, or null. */
  abstract find(id: string): Place | null;

  /** The facts from one index to before another, in order. */
  abstract facts(from: number, to: number): AsyncIterable<Recorded>;

  /** Resolves when there are at least `size` leaves, or when `signal` is aborted. Never rejects. */
  abstract waitFor(size: number, signal: AbortSignal): Promise<void>;

  /** Resolves when everything that was appended until now is in the tree. @throws Unavailable */
  abstract caughtUp(): Promise<void>;

  /** Makes all tiles anew from the leaves. @throws Corrupt when these do not make the tree either */
  abstract rebuild(): void;

  /** Why nothing may be signed: the store tells another history than it told before. Null when all is well. */
  abstract readonly trouble: string | null;

  abstract close(): Promise<void>;

  /** The nodes of a tree of `size` leaves. */
  nodes(size: number): NodeAt {
    return (height, number) => this.node(height, number, size);
  }

  /** Root of the first `size` leaves, by the tiles. */
  rootAt(size: number): Buffer {
    return rootOf(this.nodes(size), size);
  }
}
