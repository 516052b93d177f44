/** The verifier's short way of telling whether a line is canonical says what writing it down anew would say. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { canonical } from '../../src/vault/canonical.js';

const TEXTS = 20_000;

const numbers = '0 -0 1 10 100 4300 -5 -500 1e2 1E2 1e3 12e1 1e0 0e0 1.0 1.5 9007199254740991 9007199254740993'.split(
  ' ',
);
const strings = ['', 'a b', '1e2', 'é', '😀', '1.0', ':5e1', '\\n', '\\u0061', '\\u001f', '\\/', '\\"', '\\\\'];
const names = ['1', 'a', 'ab', 'b', 'A', '_', 'é', '\\u0061'];
const space = fc.constantFrom(...Array<string>(60).fill(''), ' ', '\n', '\t');

const text = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...numbers),
    fc.constantFrom(...strings.map((one) => `"${one}"`)),
    fc.constantFrom('true', 'false', 'null'),
    tie('list'),
    tie('object'),
  ),
  list: fc.tuple(space, fc.array(tie('value'), { maxLength: 4 })).map(([gap, all]) => `[${all.join(`,${gap}`)}]`),
  object: fc
    .tuple(fc.boolean(), fc.array(fc.tuple(fc.constantFrom(...names), space, tie('value')), { maxLength: 5 }))
    .map(([ordered, members]) => {
      const all = ordered ? members.toSorted(([one], [other]) => (one < other ? -1 : 1)) : members;
      return `{${all.map(([name, gap, value]) => `"${name}":${gap}${value}`).join(',')}}`;
    }),
})).object;

/** By writing it down anew, in the program's own words. */
const isWritten = (one: string): boolean => {
  try {
    return canonical(JSON.parse(one)) === one;
  } catch {
    return false;
  }
};

it(`on ${TEXTS} texts, as written by any hand`, () => {
  const texts = fc.sample(text, { numRuns: TEXTS, seed: 7 });
  const file = JSON.stringify(join(__dirname, '../../verifier/verify.mjs'));
  const script =
    `import { isCanonical } from ${file}; import { readFileSync } from 'node:fs';` +
    `const texts = JSON.parse(readFileSync(0, 'utf8'));` +
    `console.log(JSON.stringify(texts.map((one) => isCanonical(JSON.parse(one), one))));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect(stderr).toBe('');
  const told = JSON.parse(stdout) as boolean[];
  const differing = texts.filter((one, i) => told[i] !== isWritten(one));
  expect(differing).toEqual([]);
  const good = told.filter(Boolean).length;
  expect([good > TEXTS / 20, TEXTS - good > TEXTS / 20]).toEqual([true, true]);
});
