/** The lot: the same for everybody who draws it, fair to every item, and deaf to the order in which they come. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Item } from '../../src/domain/review.js';
import { drawSample, itemOf } from '../../src/reports/sample.js';
import { exactUpperBound } from '../../src/reports/statistics.js';

const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, n) => ({ itemId: `item-${n}`, area: 'searches', actorId: null }));
const lot = (root: string, sample: number) =>
  ({ root, auditId: 'audit', areas: [{ area: 'searches', sample }] }) as const;

describe('a sample', () => {
  it('is the same in whatever order its population comes', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray(items(40), { minLength: 40 }), fc.string(), (shuffled, root) => {
        expect(drawSample(lot(root, 7), shuffled)).toEqual(drawSample(lot(root, 7), items(40)));
      }),
      { numRuns: 50 },
    ));

  it('is another one under another root', () =>
    expect(drawSample(lot('a', 10), items(1000)).items).not.toEqual(drawSample(lot('b', 10), items(1000)).items));

  it('takes everything where there is less than asked for, and nothing of an area not asked for', () => {
    const other = { itemId: 'other', area: 'log-ins', actorId: null } as const;
    const { strata, items: drawn } = drawSample(lot('a', 10), [...items(3), other]);
    expect(strata).toEqual([{ area: 'searches', population: 3, drawn: 3 }]);
    expect(drawn.map(({ itemId }) => itemId)).not.toContain('other');
  });

  it('draws each of 50 items about as often as any other, in 5,000 draws of 10', () => {
    const times = new Map<string, number>();
    const draws = 5_000;
    for (let n = 0; n < draws; n += 1)
      for (const { itemId } of drawSample(lot(createHash('sha256').update(String(n)).digest('hex'), 10), items(50))
        .items)
        times.set(itemId, (times.get(itemId) ?? 0) + 1);
    const expected = (draws * 10) / 50;
    const squares = [...times.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    // Chi-square with 49 degrees of freedom exceeds 85.35 once in a thousand.
    expect(times.size).toBe(50);
    expect(squares).toBeLessThan(85.35);
  });
});

describe('an item', () => {
  const told = (type: string, data: object, kind = 'member') => ({
    id: 'event',
    type,
    occurredAt: '2026-11-23T09:00:00.000Z',
    actor: { kind, id: 'actor' },
    data,
  });

  it('is a search only where the question shows plates', () => {
    expect(itemOf(told('QueryMade', { question: 'detections' }))).toEqual({
      itemId: 'event',
      area: 'searches',
      actorId: 'actor',
    });
    expect(itemOf(told('QueryMade', { question: 'registers' }))).toBeNull();
  });

  it('names who did it when that was a member', () => {
    expect(itemOf(told('ActionRefused', {}, 'camera'))?.actorId).toBeNull();
    expect(itemOf(told('DetectionRecorded', {}))).toBeNull();
    expect(itemOf(told('ReleaseApproved', {}))?.area).toBe('releases');
  });
});

describe('the exact upper bound', () => {
  it('of 74 items without a violation is 4 %', () => expect(exactUpperBound(0, 74)).toBeCloseTo(0.0397, 4));
  // Values of the beta distribution: qbeta(0.95, x + 1, n - x).
  it.each([
    [0, 10, 0.2589],
    [1, 20, 0.2161],
    [2, 60, 0.1012],
    [5, 100, 0.1023],
    [10, 10, 1],
  ])('of %d among %d is %d', (count, of, bound) => expect(exactUpperBound(count, of)).toBeCloseTo(bound, 3));

  it('grows with what was seen, and shrinks with how much was looked at', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 299 }), (of, count) => {
        fc.pre(count < of);
        const bound = exactUpperBound(count, of);
        expect(bound).toBeGreaterThanOrEqual(count / of);
        expect(exactUpperBound(count + 1, of)).toBeGreaterThan(bound);
        expect(exactUpperBound(count, of + 10)).toBeLessThan(bound);
      }),
      { numRuns: 100 },
    ));
});
