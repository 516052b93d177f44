/** Whatever the patterns are, they are found wherever a plain look finds them, and nowhere else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Patterns, search } from '../../src/vault/residue.js';

/** Few letters, so that patterns begin alike, overlap and lie within each other. */
const bytes = (least: number, most: number) =>
  fc.array(fc.constantFrom(0, 65, 66, 255), { minLength: least, maxLength: most }).map((all) => Buffer.from(all));

it('finds what a plain look finds, in 600 texts', () =>
  fc.assert(
    fc.property(fc.array(bytes(4, 9), { minLength: 1, maxLength: 4 }), bytes(0, 80), (all, text) => {
      const patterns = new Patterns();
      all.forEach((one, i) => patterns.add(String(i), one));
      const plain = all.flatMap((one, i) => (text.includes(one) ? [String(i)] : []));
      expect([...patterns.in(text)].toSorted()).toEqual(plain.toSorted());
    }),
    { numRuns: 600 },
  ));

it('a pattern added after a look is found too, and none once they are wiped', () => {
  const patterns = new Patterns();
  patterns.add('long', Buffer.from('a long pattern of thirty bytes'));
  const text = Buffer.from('7ABC123 and a long pattern of thirty bytes');
  expect([...patterns.in(text)]).toEqual(['long']);
  patterns.add('plate', Buffer.from('7ABC123'));
  expect([...patterns.in(text)].toSorted()).toEqual(['long', 'plate']);
  patterns.wipe();
  expect(patterns.in(text).size).toBe(0);
});

it('a pattern at the end of a file, and one that lies across two chunks, are found', () => {
  const dir = mkdtempSync(join(tmpdir(), 'residue-'));
  try {
    const patterns = new Patterns();
    patterns.add('plate', Buffer.from('7ABC123'));
    const chunk = 1 << 22;
    for (const [name, at] of [
      ['across', chunk - 3],
      ['start', 0],
      ['end', chunk * 2 - 7],
    ] as const)
      writeFileSync(join(dir, name), Buffer.alloc(chunk * 2, 'x').fill('7ABC123', at, at + 7));
    writeFileSync(join(dir, 'none'), '7ABC12');
    const { files, found } = search(dir, patterns);
    expect([files, found.map(({ file }) => file).toSorted()]).toEqual([4, ['across', 'end', 'start']]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
