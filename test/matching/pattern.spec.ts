/** A partial plate fits what it says, and the index finds exactly what trying each would find. */
import fc from 'fast-check';
import { Partials } from '../../src/matching/partials.js';
import { fits, isPartial, knownCharacters, longestRun, patternOf } from '../../src/matching/pattern.js';
import { entry, plate } from './arbitrary.js';

/** Few letters, so that patterns meet plates often. */
const letters = fc.constantFrom('A', 'B', '1');
const wild = fc.constantFrom('A', 'B', '1', '?', '*');
const pattern = fc.string({ unit: wild, minLength: 1, maxLength: 8 }).map(patternOf);
const short = fc.string({ unit: letters, minLength: 1, maxLength: 8 });

const asRegExp = (text: string): RegExp => new RegExp(`^${text.replaceAll('?', '.').replaceAll('*', '.*')}$`);

describe('a pattern', () => {
  it('fits as a regular expression would', () =>
    fc.assert(
      fc.property(short, pattern, (text, partial) => {
        expect(fits(text, partial)).toBe(asRegExp(partial).test(text));
      }),
      { numRuns: 2_000 },
    ));

  it('without wildcards fits itself alone', () =>
    fc.assert(
      fc.property(plate, plate, (a, b) => {
        expect(fits(a, a)).toBe(true);
        expect(fits(a, b)).toBe(a === b);
      }),
    ));

  it('is taken from what was typed', () => {
    expect(patternOf(' 7ab-**?c ')).toBe('7AB*?C');
    expect(isPartial('7AB?')).toBe(true);
    expect(isPartial('7ABC')).toBe(false);
    expect(knownCharacters('7A?C*')).toBe(3);
    expect(longestRun('7A?BCD*1')).toBe('BCD');
  });

  it('of many stars comes to an end', () => {
    expect(fits('A'.repeat(10), `${'*A'.repeat(200)}*B`)).toBe(false);
    expect(fits('A'.repeat(200), `${'*A'.repeat(100)}*B`)).toBe(false);
  });
});

describe('the index of partial plates', () => {
  it('finds exactly the patterns a plate fits, also after some were removed', () =>
    fc.assert(
      fc.property(fc.array(pattern.filter(isPartial), { maxLength: 20 }), short, fc.nat(), (patterns, text, gone) => {
        const items = patterns.map((one, index) => entry(one, { entryId: String(index) }));
        const index = new Partials<(typeof items)[number]>();
        for (const item of items) index.add(item);
        const removed = items.length > 0 ? items[gone % items.length] : undefined;
        if (removed) index.remove(removed);
        const expected = items.filter((item) => item !== removed && fits(text, item.plate));
        const byId = (a: { entryId: string }, b: { entryId: string }) => Number(a.entryId) - Number(b.entryId);
        expect(index.find(text).toSorted(byId)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    ));
});
