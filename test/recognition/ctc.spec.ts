/** Beam search and text probability, held against each other and against exhaustive sums. */
import fc from 'fast-check';
import {
  ALPHABET,
  beamSearch,
  CLASSES,
  lookOf,
  probabilityOf,
  softened,
  type Look,
} from '../../src/recognition/ctc.js';

/** A look in which only blank and the first `used` characters are possible. */
const lookFrom = (rows: number[][]): Look => {
  const probability = new Float64Array(rows.length * CLASSES);
  rows.forEach((row, t) => {
    const total = row.reduce((a, b) => a + b, 0);
    row.forEach((value, c) => (probability[t * CLASSES + c] = value / total));
  });
  return { places: rows.length, probability };
};

const look = fc
  .array(fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map(lookFrom);

/** Sums over every path of blank, A and B, as the definition of CTC says. */
const exhaustive = ({ places, probability }: Look): Map<string, number> => {
  const sums = new Map<string, number>();
  for (let path = 0; path < 3 ** places; path++) {
    let [chance, text, before, rest] = [1, '', 0, path];
    for (let t = 0; t < places; t++) {
      const c = rest % 3;
      rest = Math.floor(rest / 3);
      chance *= probability[t * CLASSES + c]!;
      if (c > 0 && c !== before) text += ALPHABET[c - 1];
      before = c;
    }
    sums.set(text, (sums.get(text) ?? 0) + chance);
  }
  return sums;
};

it('gives every text the probability of all its paths', () => {
  fc.assert(
    fc.property(look, (seen) => {
      for (const [text, sum] of exhaustive(seen)) expect(probabilityOf(seen, text)).toBeCloseTo(sum, 10);
    }),
  );
});

it('finds every text with its probability when no beam is cut', () => {
  fc.assert(
    fc.property(look, (seen) => {
      const found = new Map(beamSearch(seen, 1000));
      for (const [text, sum] of exhaustive(seen)) expect(found.get(text)).toBeCloseTo(sum, 10);
    }),
  );
});

it('returns beams best first and never a text twice', () => {
  fc.assert(
    fc.property(look, fc.integer({ min: 1, max: 6 }), (seen, width) => {
      const beams = beamSearch(seen, width);
      const chances = beams.map(([, chance]) => chance);
      expect(chances).toEqual([...chances].sort((a, b) => b - a));
      expect(new Set(beams.map(([text]) => text)).size).toBe(beams.length);
      expect(beams.length).toBeLessThanOrEqual(width);
    }),
  );
});

it('turns scores into probabilities that sum to one at each place', () => {
  const scores = Float32Array.from({ length: CLASSES * 4 }, (_, i) => Math.sin(i) * 30);
  const { places, probability } = lookOf(scores, 4);
  for (let t = 0; t < places; t++) {
    const sum = probability.subarray(t * CLASSES, (t + 1) * CLASSES).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 9);
  }
});

describe('a look that is believed less than it claims', () => {
  const row = (chances: Record<string, number>): number[] => {
    const cells = Array.from({ length: CLASSES }, () => 1e-6);
    for (const [char, chance] of Object.entries(chances)) cells[ALPHABET.indexOf(char) + 1] = chance;
    return cells;
  };
  const seen = lookFrom([row({ A: 0.9, B: 0.1 }), row({ I: 0.8, '1': 0.1, T: 0.1 })]);
  const at = ({ probability }: Look, place: number, char: string): number =>
    probability[place * CLASSES + ALPHABET.indexOf(char) + 1]!;

  it('keeps the order of what it saw, and says it less surely', () => {
    const soft = softened(seen, 0.7, 0);
    expect(at(soft, 0, 'A')).toBeLessThan(at(seen, 0, 'A'));
    expect(at(soft, 0, 'A')).toBeGreaterThan(at(soft, 0, 'B'));
    expect(at(soft, 0, 'B')).toBeGreaterThan(at(seen, 0, 'B'));
  });

  it('counts half of what speaks for I or 1 for both of them, and together as much as before', () => {
    const [soft, apart] = [softened(seen, 1, 0.5), softened(seen, 1, 0)];
    expect(at(soft, 1, 'I') + at(soft, 1, '1')).toBeCloseTo(at(apart, 1, 'I') + at(apart, 1, '1'));
    expect(at(soft, 1, 'I')).toBeCloseTo(0.625, 3);
    expect(at(soft, 1, '1')).toBeCloseTo(0.275, 3);
    expect(at(soft, 1, 'T')).toBeCloseTo(at(apart, 1, 'T'));
  });

  it('is left as it was where it is believed whole, and every place stays a whole of chances', () => {
    expect([...softened(seen, 1, 0).probability]).toEqual(
      [...seen.probability].map((p) => expect.closeTo(p, 9) as number),
    );
    fc.assert(
      fc.property(
        look,
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, b, a) => {
          const { places, probability } = softened(one, b, a);
          for (let t = 0; t < places; t++) {
            expect(probability.subarray(t * CLASSES, (t + 1) * CLASSES).reduce((x, y) => x + y)).toBeCloseTo(1, 9);
          }
        },
      ),
    );
  });
});
