/** The Merkle tree over the ledger's total order (RFC 6962, 2.1; RFC 9162, 2.1), grown one leaf at a time. */
import { hash } from 'node:crypto';

/** Bytes of every hash here. */
export const HASH = 32;

/** A digest taken as text of single bytes costs half the time of one taken as a buffer of its own. */
const sha256 = (input: Uint8Array | string): Buffer => Buffer.from(hash('sha256', input, 'binary'), 'binary');

const nodeScratch = Buffer.alloc(1 + 2 * HASH, 1);

/** SHA-256(0x00 ‖ line), where the line is taken as UTF-8. */
export const leafHash = (line: string): Buffer => sha256(`\0${line}`);

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  nodeScratch.set(left, 1);
  nodeScratch.set(right, 1 + HASH);
  return sha256(nodeScratch);
};

/** The root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT = sha256(Buffer.alloc(0));

/**
 * The roots of the complete subtrees of which a tree of `size` leaves is made, largest first: all that is needed to
 * grow it and to know its root, at most 53 hashes.
 */
export class CompactRange {
  private constructor(
    private count: number,
    private readonly roots: Uint8Array[],
  ) {}

  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /** @param bytes the hashes one after the other, as `bytes()` wrote them. @throws RangeError if they are too few */
  static of(size: number, bytes: Uint8Array): CompactRange {
    const roots = Array.from({ length: bytes.length / HASH }, (_, i) => bytes.slice(i * HASH, (i + 1) * HASH));
    if (roots.length !== ones(size) || bytes.length % HASH !== 0)
      throw new RangeError(`a tree of ${size} leaves is not made of ${roots.length} subtrees`);
    return new CompactRange(size, roots);
  }

  get size(): number {
    return this.count;
  }

  /** @param completed hears of each subtree this leaf completes: its height, its number at that height, its root */
  append(leaf: Uint8Array, completed?: (height: number, number: number, root: Uint8Array) => void): void {
    let hashed = leaf;
    let height = 0;
    for (let rest = this.count; rest % 2 === 1; rest = (rest - 1) / 2) {
      hashed = nodeHash(this.roots.pop() as Uint8Array, hashed);
      completed?.((height += 1), (rest - 1) / 2, hashed);
    }
    this.roots.push(hashed);
    this.count += 1;
  }

  root(): Buffer {
    const [last, ...larger] = this.roots.toReversed();
    return last ? Buffer.from(larger.reduce((right, left) => nodeHash(left, right), last)) : EMPTY_ROOT;
  }

  bytes(): Buffer {
    return Buffer.concat(this.roots);
  }

  /** A range that grows on its own; the hashes themselves never change and are shared. */
  copy(): CompactRange {
    return new CompactRange(this.count, [...this.roots]);
  }
}

const ones = (size: number): number => {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
};
