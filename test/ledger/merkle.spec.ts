/** Proofs are those of RFC 6962, for every index and size, and nothing but the truth satisfies them. */
import fc from 'fast-check';
import {
  consistencyProof,
  holdsConsistency,
  holdsInclusion,
  inclusionProof,
  type NodeAt,
  rootOf,
} from '../../src/ledger/merkle.js';
import { CompactRange, leafHash, nodeHash } from '../../src/ledger/tree.js';

const MOST = 70;
const leaves = Array.from({ length: MOST }, (_, i) => leafHash(`line ${i}`));
const node: NodeAt = (height, number) =>
  height === 0 ? leaves[number]! : nodeHash(node(height - 1, 2 * number), node(height - 1, 2 * number + 1));
const roots = [CompactRange.empty().root()];
const tree = CompactRange.empty();
for (const leaf of leaves) {
  tree.append(leaf);
  roots.push(tree.root());
}
const hex = (hashes: readonly Uint8Array[]): string[] => hashes.map((hash) => Buffer.from(hash).toString('hex'));
const spoilt = (proof: readonly Uint8Array[], at: number): Uint8Array[] =>
  proof.map((hash, i) => (i === at ? leafHash('something else') : hash));

/** RFC 6962, 2.1.1 and 2.1.2, word by word. */
const mth = (from: number, to: number): Uint8Array => {
  if (to - from === 1) return leaves[from]!;
  const k = split(to - from);
  return nodeHash(mth(from, from + k), mth(from + k, to));
};
const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};
const path = (m: number, from: number, to: number): Uint8Array[] => {
  if (to - from === 1) return [];
  const k = split(to - from);
  return m < k ? [...path(m, from, from + k), mth(from + k, to)] : [...path(m - k, from + k, to), mth(from, from + k)];
};
const subproof = (m: number, from: number, to: number, whole: boolean): Uint8Array[] => {
  if (m === to - from) return whole ? [] : [mth(from, to)];
  const k = split(to - from);
  return m <= k
    ? [...subproof(m, from, from + k, whole), mth(from + k, to)]
    : [...subproof(m - k, from + k, to, false), mth(from, from + k)];
};

it('roots by nodes are those of the tree that grows', () => {
  for (let size = 0; size <= MOST; size += 1) expect(rootOf(node, size).equals(roots[size]!)).toBe(true);
});

it('every inclusion proof is that of the RFC, and holds', () => {
  for (let size = 1; size <= MOST; size += 1)
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionProof(node, index, size);
      expect(hex(proof)).toEqual(hex(path(index, 0, size)));
      expect(holdsInclusion(leaves[index]!, index, size, proof, roots[size]!)).toBe(true);
    }
});

it('every consistency proof is that of the RFC, and holds', () => {
  for (let newer = 0; newer <= MOST; newer += 1)
    for (let older = 0; older <= newer; older += 1) {
      const proof = consistencyProof(node, older, newer);
      if (older > 0) expect(hex(proof)).toEqual(hex(subproof(older, 0, newer, true)));
      expect(holdsConsistency({ size: older, root: roots[older]! }, { size: newer, root: roots[newer]! }, proof)).toBe(
        true,
      );
    }
});

const sizes = fc.integer({ min: 1, max: MOST });

it('an inclusion proof holds for no other leaf, index, size, root, and not when a hash of it is changed or gone', () =>
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (size, anyIndex, any) => {
      const index = anyIndex % size;
      const proof = inclusionProof(node, index, size);
      const root = roots[size]!;
      expect(holdsInclusion(leafHash('forged'), index, size, proof, root)).toBe(false);
      expect(holdsInclusion(leaves[index]!, index, size, proof, roots[size - 1]!)).toBe(false);
      const other = any % MOST;
      if (other !== index) expect(holdsInclusion(leaves[index]!, other, size, proof, root)).toBe(false);
      if (proof.length === 0) return;
      const at = any % proof.length;
      expect(holdsInclusion(leaves[index]!, index, size, spoilt(proof, at), root)).toBe(false);
      expect(holdsInclusion(leaves[index]!, index, size, proof.toSpliced(at, 1), root)).toBe(false);
      expect(holdsInclusion(leaves[index]!, index, size, [...proof, root], root)).toBe(false);
    }),
  ));

it('a consistency proof holds for no other tree, and not when a hash of it is changed or gone', () =>
  fc.assert(
    fc.property(sizes, sizes, fc.nat(), (one, two, any) => {
      const [older, newer] = [Math.min(one, two), Math.max(one, two)];
      const proof = consistencyProof(node, older, newer);
      const [before, now] = [
        { size: older, root: roots[older]! },
        { size: newer, root: roots[newer]! },
      ];
      expect(holdsConsistency({ ...before, root: leafHash('forged') }, now, proof)).toBe(false);
      expect(holdsConsistency(before, { ...now, root: leafHash('forged') }, proof)).toBe(false);
      expect(holdsConsistency({ ...before, size: newer + 1 }, now, proof)).toBe(false);
      if (proof.length === 0) return;
      const at = any % proof.length;
      expect(holdsConsistency(before, now, spoilt(proof, at))).toBe(false);
      expect(holdsConsistency(before, now, proof.toSpliced(at, 1))).toBe(false);
    }),
  ));

it('what is not in the tree is asked for in vain', () => {
  expect(() => inclusionProof(node, 3, 3)).toThrow(RangeError);
  expect(() => consistencyProof(node, 4, 3)).toThrow(RangeError);
  expect(holdsConsistency({ size: 4, root: roots[4]! }, { size: 3, root: roots[3]! }, [])).toBe(false);
});
