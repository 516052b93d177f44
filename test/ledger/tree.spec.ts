/** The tree that grows one leaf at a time is the tree RFC 6962 defines. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { CompactRange, EMPTY_ROOT, HASH, leafHash, nodeHash } from '../../src/ledger/tree.js';

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962, 2.1, word by word. */
const treeHash = (lines: readonly string[]): Buffer => {
  if (lines.length === 0) return sha256();
  if (lines.length === 1) return sha256(Buffer.of(0), Buffer.from(lines[0]!));
  let k = 1;
  while (k * 2 < lines.length) k *= 2;
  return sha256(Buffer.of(1), treeHash(lines.slice(0, k)), treeHash(lines.slice(k)));
};

const grown = (lines: readonly string[]): CompactRange => {
  const tree = CompactRange.empty();
  for (const line of lines) tree.append(leafHash(line));
  return tree;
};

const line = fc.string({ unit: 'grapheme', maxLength: 40 });

describe('the tree', () => {
  it('has the root of RFC 6962 at every size', () => {
    const lines = Array.from({ length: 300 }, (_, i) => `line ${i}`);
    const tree = CompactRange.empty();
    for (const [i, each] of lines.entries()) {
      expect(tree.root().equals(treeHash(lines.slice(0, i)))).toBe(true);
      tree.append(leafHash(each));
    }
  });

  it('has the root of RFC 6962 for any lines', () =>
    fc.assert(
      fc.property(fc.array(line, { maxLength: 70 }), (lines) =>
        expect(grown(lines).root().toString('hex')).toBe(treeHash(lines).toString('hex')),
      ),
    ));

  it('goes on from its bytes as if it had never been put down', () =>
    fc.assert(
      fc.property(fc.array(line, { maxLength: 70 }), fc.array(line, { maxLength: 70 }), (first, then) => {
        const before = grown(first);
        const tree = CompactRange.of(before.size, before.bytes());
        for (const each of then) tree.append(leafHash(each));
        expect(tree.root().equals(grown([...first, ...then]).root())).toBe(true);
        expect(before.root().equals(grown(first).root())).toBe(true);
      }),
    ));

  it('does not follow its copy', () => {
    const tree = grown(['a', 'b', 'c']);
    const copy = tree.copy();
    copy.append(leafHash('d'));
    expect(tree.root().equals(treeHash(['a', 'b', 'c']))).toBe(true);
    expect(copy.root().equals(treeHash(['a', 'b', 'c', 'd']))).toBe(true);
  });

  it('cannot be made of too few or too many hashes', () => {
    expect(() => CompactRange.of(3, Buffer.alloc(HASH))).toThrow(RangeError);
    expect(() => CompactRange.of(2, Buffer.alloc(2 * HASH))).toThrow(RangeError);
    expect(() => CompactRange.of(1, Buffer.alloc(HASH + 1))).toThrow(RangeError);
  });

  it('agrees with the test vectors of Certificate Transparency', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(leafHash('').toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(nodeHash(leafHash(''), leafHash('\u0000')).toString('hex')).toBe(
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    );
  });

  it('hashes long and non-ASCII lines by their UTF-8', () => {
    const text = '車😀'.repeat(5000);
    expect(leafHash(text).equals(treeHash([text]))).toBe(true);
  });
});
