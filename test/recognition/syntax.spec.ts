/** The syntax of plates is a hint: it may weigh a number down, never away. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSyntax, plausibility, statesOf } from '../../src/recognition/syntax.js';

const patterns = parseSyntax(readFileSync(join(__dirname, '../../models/syntax.tsv'), 'utf8'));
const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
const number = fc.array(character, { maxLength: 12 }).map((chars) => chars.join(''));

it('knows fifty states and the District of Columbia', () => {
  expect(new Set(patterns.map(({ state }) => state)).size).toBe(51);
});

it('is never zero and never above one', () => {
  fc.assert(
    fc.property(number, (plate) => {
      expect(plausibility(patterns, plate)).toBeGreaterThan(0);
      expect(plausibility(patterns, plate)).toBeLessThanOrEqual(1);
    }),
  );
});

it('keeps a tenth for a personalised plate of usual length', () => {
  expect(plausibility(patterns, 'ILUVU2')).toBeCloseTo(0.1);
});

it.each([
  ['7KDR482', 'CA'],
  ['AJ6R2W', 'MO'],
])('%s looks like %s', (plate, state) => {
  const [first] = [...statesOf(patterns, plate)].sort((a, b) => b[1] - a[1]);
  expect(first?.[0]).toBe(state);
});

it('never takes I, O or Q for the first letter of a Californian serial', () => {
  expect(statesOf(patterns, '7OAR482').has('CA')).toBe(false);
  expect(statesOf(patterns, '7AOR482').has('CA')).toBe(true);
});

it('gives shares that leave room for personalised plates', () => {
  fc.assert(
    fc.property(number, (plate) => {
      const shares = [...statesOf(patterns, plate).values()];
      expect(shares.reduce((a, b) => a + b, 0)).toBeLessThan(1);
    }),
  );
});
