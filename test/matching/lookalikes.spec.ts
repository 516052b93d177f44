/** Folding sorts characters into groups, and a confusable match never rests on a character outside them. */
import fc from 'fast-check';
import { coarseFold, confusable, differences, fold, groups, weakPairs } from '../../src/matching/lookalikes.js';
import { character, characters, plate } from './arbitrary.js';

const grouped = (a: string, b: string, sets: readonly string[]): boolean =>
  a === b || sets.some((set) => set.includes(a) && set.includes(b));

describe('folding', () => {
  it.each([
    ['fold', fold, groups],
    ['coarseFold', coarseFold, [...groups, ...weakPairs]],
  ] as const)('%s is an equivalence whose classes are the groups', (_, folding, sets) => {
    for (const a of characters) {
      expect(folding(folding(a))).toBe(folding(a));
      for (const b of characters) {
        expect(folding(a) === folding(b)).toBe(grouped(a, b, sets));
      }
    }
  });

  it('keeps the length, and works character by character', () =>
    fc.assert(
      fc.property(plate, plate, (a, b) => {
        expect(fold(a + b)).toBe(fold(a) + fold(b));
        expect(fold(a)).toHaveLength(a.length);
      }),
    ));

  it('leaves alone what is no character of a plate', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    ));
});

describe('a confusable plate', () => {
  it('is never one that differs in a character outside the groups', () =>
    fc.assert(
      fc.property(plate, plate, (a, b) => {
        const found = confusable(a, b);
        if (found)
          for (const { read, listed } of found) expect(grouped(read, listed, [...groups, ...weakPairs])).toBe(true);
      }),
    ));

  it('stops being one when any character is changed to one outside its group', () =>
    fc.assert(
      fc.property(plate, fc.nat(), character, (text, at, other) => {
        const position = at % text.length;
        fc.pre(!grouped(text[position]!, other, [...groups, ...weakPairs]));
        const changed = text.slice(0, position) + other + text.slice(position + 1);
        expect(confusable(changed, text)).toBeNull();
      }),
    ));

  it('is symmetric', () =>
    fc.assert(
      fc.property(plate, plate, (a, b) => {
        expect(confusable(a, b) === null).toBe(confusable(b, a) === null);
      }),
    ));

  it('may differ in one weak pair, and not in two', () => {
    expect(confusable('7VBC1H3', '7UBC1H3')).toEqual([{ position: 1, read: 'V', listed: 'U', weak: true }]);
    expect(confusable('7VBC1H3', '7UBC1W3')).toBeNull();
  });

  it('has its differing characters marked, each with its place', () => {
    expect(differences('8ABC0I2', 'BABCO12')).toEqual([
      { position: 0, read: '8', listed: 'B', weak: false },
      { position: 4, read: '0', listed: 'O', weak: false },
      { position: 5, read: 'I', listed: '1', weak: false },
    ]);
  });
});
