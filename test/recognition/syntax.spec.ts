/** The syntax of plates is a hint: it may weigh a number down, never away. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALPHABET } from '../../src/recognition/ctc.js';
import { parseSyntax, plausibility, statesOf } from '../../src/recognition/syntax.js';

const patterns = parseSyntax(readFileSync(join(__dirname, '../../models/syntax.tsv'), 'utf8'));
const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
const number = fc.array(character, { maxLength: 12 }).map((chars) => chars.join(''));

it('knows fifty states and the District of Columbia', () => {
  expect(new Set(patterns.map(({ state }) => state)).size).toBe(51);
});

it('weighs a number down, and never away', () => {
  fc.assert(
    fc.property(number, (plate) => {
      expect(plausibility(patterns, plate)).toBeGreaterThan(Math.log(1e-3) - 1e-9);
      expect(plausibility(patterns, plate)).toBeLessThan(12);
    }),
  );
});

it('takes a serial for likelier than a word, a word for likelier than a jumble, and digits for likelier than O', () => {
  const order = ['7KDR482', 'MALIBU', 'K7Q2X4Z'].map((plate) => plausibility(patterns, plate));
  expect(order).toEqual([...order].sort((a, b) => b - a));
  expect(plausibility(patterns, 'HVC6058')).toBeGreaterThan(plausibility(patterns, 'HVC6O58'));
  expect(plausibility(patterns, 'MOTOR')).toBeGreaterThan(plausibility(patterns, 'M0T0R'));
});

it('is a chance: the numbers of one length weigh no more together than all numbers do', () => {
  // Two characters can be counted out; the mean ratio over all of them is their share of what is on roads.
  const all = [...ALPHABET].flatMap((a) => [...ALPHABET].map((b) => a + b));
  const mean = all.reduce((sum, plate) => sum + Math.exp(plausibility(patterns, plate)), 0) / all.length;
  expect(mean).toBeLessThan(1);
});

it.each([
  ['7KDR482', 'CA'],
  ['AJ6R2W', 'MO'],
])('%s looks like %s', (plate, state) => {
  const [first] = [...statesOf(patterns, plate)].sort((a, b) => b[1] - a[1]);
  expect(first?.[0]).toBe(state);
});

it('never takes I, O or Q for the first letter of a Californian serial', () => {
  expect(statesOf(patterns, '7OAR482').get('CA')).toBeLessThan(0.2);
  expect(statesOf(patterns, '7AOR482').get('CA')).toBeGreaterThan(0.9);
});

it('gives every state a share of what it may have issued, together 1', () => {
  fc.assert(
    fc.property(number, (plate) => {
      const shares = [...statesOf(patterns, plate).values()];
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('reads the habits of a state with letters from the table', () => {
  const letters = (state: string) => patterns.find((pattern) => pattern.state === state)!.letters;
  const [o, p] = ['O', 'P'].map((char) => char.charCodeAt(0) - 65) as [number, number];
  expect(letters('CO')[o]).toBe(letters('CO')[p]);
  expect(letters('PA')[o]).toBe(0);
  expect(letters('HI')[o]!).toBeLessThan(letters('HI')[p]! / 10);
  for (const { letters: all } of patterns) expect(all.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
});
