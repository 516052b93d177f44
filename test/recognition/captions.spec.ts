/** Small print is evidence of a state: it moves what is known of the vehicles, and never decides alone. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCaptions, smallPrint, statesFrom } from '../../src/recognition/captions.js';
import { ALPHABET, CLASSES, type Look } from '../../src/recognition/ctc.js';
import { parseSyntax, plausibility, statesByVehicles, statesOf } from '../../src/recognition/syntax.js';

const table = (name: string): string => readFileSync(join(__dirname, '../../models', name), 'utf8');
const patterns = parseSyntax(table('syntax.tsv'));
const captions = parseCaptions(table('captions.tsv'));

/** A look in which each character of a text is seen with one chance, a blank otherwise. */
const band = (text: string, chance = 0.95): Look => {
  const places = Math.max(1, text.length * 2);
  const probability = new Float64Array(places * CLASSES);
  for (let place = 0; place < places; place++) {
    const char = place % 2 ? '' : text[place >> 1];
    probability[place * CLASSES] = char ? 1 - chance : 1;
    if (char) probability[place * CLASSES + 1 + ALPHABET.indexOf(char)] = chance;
  }
  return { places, probability };
};
const statesIn = (...bands: Look[]) =>
  statesFrom(patterns, smallPrint(captions, bands), { captionTrust: 1, captionDoubt: 1e-3 });
const likeliest = (states: ReadonlyMap<string, number>): string => [...states].sort((a, b) => b[1] - a[1])[0]![0];

it('knows what every state prints, and nothing that two of them print', () => {
  expect(new Set(captions.map(({ state }) => state))).toEqual(new Set(patterns.map(({ state }) => state)));
  expect(new Set(captions.map(({ words }) => words)).size).toBe(captions.length);
  for (const { words } of captions) expect(words).toMatch(/^[A-Z0-9]{3,}$/);
});

it('says the state whose name it reads, wherever it stands, and shows what it read', () => {
  expect(likeliest(statesIn(band('OHIO'), band('')))).toBe('OH');
  expect(likeliest(statesIn(band(''), band('OHIO')))).toBe('OH');
  expect(smallPrint(captions, [band(''), band('KANSAS')]).words).toBe('KANSAS');
  expect(likeliest(statesIn(band('WESTVIRGINIA'), band('')))).toBe('WV');
  expect(likeliest(statesIn(band('VIRGINIA'), band('')))).toBe('VA');
});

it('knows no more than the vehicles where it reads nothing, or words of nobody', () => {
  for (const nothing of [statesIn(), statesIn(band(''), band('')), statesIn(band('CITYMOTORS'), band(''))])
    for (const [state, share] of statesByVehicles(patterns)) expect(nothing.get(state)).toBeCloseTo(share, 6);
  expect(smallPrint(captions, [band('CITYMOTORS')]).words).toBe('');
});

it('stays a chance, and leaves every state possible', () => {
  const words = fc.constantFrom('', ...captions.map((one) => one.words));
  fc.assert(
    fc.property(words, words, fc.double({ min: 0.2, max: 0.999, noNaN: true }), (above, below, chance) => {
      const shares = [...statesIn(band(above, chance), band(below, chance)).values()];
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      for (const share of shares) expect(share).toBeGreaterThan(0);
    }),
  );
});

it('tells letters from digits by the serials of the state that it reads', () => {
  // Ohio: three letters, four digits. In Colorado O is a letter like any other, in Pennsylvania it is none.
  const [ohio, colorado] = [statesIn(band('OHIO'), band('')), statesIn(band('COLORADO'), band(''))];
  const prefers = (states: ReadonlyMap<string, number>, a: string, b: string): number =>
    plausibility(patterns, a, states) - plausibility(patterns, b, states);
  expect(prefers(ohio, 'GZX1001', 'GZXIO0I')).toBeGreaterThan(3);
  const pennsylvania = statesIn(band('PENNSYLVANIA'), band(''));
  expect(prefers(colorado, 'BOX123', 'B0X123')).toBeGreaterThan(prefers(pennsylvania, 'BOX123', 'B0X123'));
});

it('weighs the number and the small print together', () => {
  // A Californian serial under the name of another state: neither may be simply overruled.
  const shares = statesOf(patterns, '7KDR482', statesIn(band('OREGON'), band('')));
  expect(shares.get('CA')! + shares.get('OR')!).toBeGreaterThan(0.9);
  expect(statesOf(patterns, 'MALIBU', statesIn(band('OREGON'), band(''))).get('OR')).toBeGreaterThan(0.8);
});
