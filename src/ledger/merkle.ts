/** Proofs over the tree, made from its nodes (RFC 6962, 2.1) and checked by anyone (RFC 9162, 2.1.3.2 and 2.1.4.2). */
import { EMPTY_ROOT, nodeHash } from './tree.js';

/** Root of the complete subtree of 2^height leaves that is the `number`-th at its height. */
export type NodeAt = (height: number, number: number) => Uint8Array;

/** The largest power of two below `n`, and its exponent; n is at least 2. */
const split = (n: number): { readonly width: number; readonly height: number } => {
  let width = 1;
  let height = 0;
  while (width * 2 < n) {
    width *= 2;
    height += 1;
  }
  return { width, height };
};

/** Hash of the leaves from `from` to before `to`, as they hang in the tree. */
const range = (node: NodeAt, from: number, to: number): Uint8Array => {
  if (to - from === 1) return node(0, from);
  const { width, height } = split(to - from);
  if (width * 2 === to - from) return node(height + 1, from / (width * 2));
  return nodeHash(node(height, from / width), range(node, from + width, to));
};

/** Root of the tree of the first `size` leaves. */
export const rootOf = (node: NodeAt, size: number): Buffer =>
  size === 0 ? EMPTY_ROOT : Buffer.from(range(node, 0, size));

/** The hashes that lead from the leaf at `index` to the root of a tree of `size`, the leaf's sibling first. */
export const inclusionProof = (node: NodeAt, index: number, size: number): Uint8Array[] => {
  if (!(index >= 0 && index < size)) throw new RangeError(`a tree of ${size} leaves has none at ${index}`);
  const proof: Uint8Array[] = [];
  for (let from = 0, to = size; to - from > 1;) {
    const middle = from + split(to - from).width;
    proof.push(index < middle ? range(node, middle, to) : range(node, from, middle));
    if (index < middle) to = middle;
    else from = middle;
  }
  return proof.reverse();
};

/** The hashes that show a tree of `older` leaves to be the beginning of one of `newer`. */
export const consistencyProof = (node: NodeAt, older: number, newer: number): Uint8Array[] => {
  if (!(older >= 0 && older <= newer)) throw new RangeError(`a tree of ${newer} leaves does not begin with ${older}`);
  if (older === 0 || older === newer) return [];
  const proof: Uint8Array[] = [];
  let from = 0;
  let to = newer;
  while (older !== to) {
    const middle = from + split(to - from).width;
    proof.push(older <= middle ? range(node, middle, to) : range(node, from, middle));
    if (older <= middle) to = middle;
    else from = middle;
  }
  if (from > 0) proof.push(range(node, from, to));
  return proof.reverse();
};

const half = (n: number): number => Math.floor(n / 2);
const same = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

/** Whether the leaf stands at `index` in the tree of that size and root. */
export const holdsInclusion = (
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean => {
  if (index >= size) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(hash, root);
};

type Tree = { readonly size: number; readonly root: Uint8Array };

/** Whether the older tree is the beginning of the newer one. Everything begins with the empty tree. */
export const holdsConsistency = (older: Tree, newer: Tree, proof: readonly Uint8Array[]): boolean => {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root);
  if (older.size === 0) return proof.length === 0;
  const isPower = split(older.size * 2).width === older.size;
  const [first, ...rest] = isPower ? [older.root, ...proof] : proof;
  if (!first) return false;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [before, now] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [before, now] = [nodeHash(hash, before), nodeHash(hash, now)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(now, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(before, older.root) && same(now, newer.root);
};
