/** The statistics of the reports, against published and hand-reckoned values. */
import fc from 'fast-check';
import { dayIndex, quarterOf, within } from '../../src/reports/quarter.js';
import { grouped, median, percentile, tally, waiting, wilson } from '../../src/reports/statistics.js';

describe('the Wilson interval', () => {
  it('agrees with published values', () => {
    expect(wilson(7, 10).low).toBeCloseTo(0.3968, 4);
    expect(wilson(7, 10).high).toBeCloseTo(0.8922, 4);
    expect(wilson(0, 10)).toMatchObject({ share: 0, low: 0 });
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(wilson(10, 10)).toMatchObject({ share: 1, high: 1 });
  });

  it('knows nothing of nothing', () => {
    expect(wilson(0, 0)).toEqual({ count: 0, of: 0, share: null, low: 0, high: 1 });
  });

  it('holds the point, within 0 and 1, and narrows as cases are added', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const count = Math.round(of * part);
        const { share, low, high } = wilson(count, of);
        const more = wilson(count * 10, of * 10);
        return low >= 0 && low <= share! && share! <= high && high <= 1 && more.high - more.low < high - low;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('median and percentile', () => {
  it('are what the notes of the report say', () => {
    expect(median([])).toBeNull();
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(percentile([], 0.95)).toBeNull();
    expect(percentile([15, 20, 35, 40, 50], 0.4)).toBe(20);
    expect(waiting([1, 2, 3, 4, 100])).toEqual({ count: 5, median: 3, p95: 100, longest: 100 });
  });

  it('are members or means of the values, and leave the values as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
        const before = [...values];
        const [low, high] = [Math.min(...values), Math.max(...values)];
        const middle = median(values)!;
        expect(values).toEqual(before);
        return middle >= low && middle <= high && values.includes(percentile(values, 0.95)!);
      }),
    );
  });
});

describe('counting', () => {
  it('ranks by number, then by key', () => {
    expect(
      tally(['b', 'a', 'c', 'c'])
        .ranked()
        .map(({ key }) => key),
    ).toEqual(['c', 'a', 'b']);
    expect(tally().of('a')).toBe(0);
    expect(grouped(['b1', 'a1', 'b2'], (row) => row[0]!)).toEqual([
      ['a', ['a1']],
      ['b', ['b1', 'b2']],
    ]);
  });
});

describe('a quarter', () => {
  it('begins and ends at the midnights of the department', () => {
    expect(quarterOf('2026-Q4')).toMatchObject({ from: '2026-10-01T07:00:00.000Z', to: '2027-01-01T08:00:00.000Z' });
    expect(quarterOf('2026-Q1', 'UTC')).toMatchObject({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
    });
    expect(quarterOf('2026-Q4').days).toHaveLength(92);
    expect(quarterOf('2028-Q1').days).toHaveLength(91);
  });

  it('has a day of 25 hours when the clocks go back, and one of 23 when they go forward', () => {
    const lengths = (name: string) => {
      const { days } = quarterOf(name);
      return days.slice(1).map(({ begins }, index) => (begins - days[index]!.begins) / 3_600_000);
    };
    expect(lengths('2026-Q4').filter((hours) => hours !== 24)).toEqual([25]);
    expect(lengths('2026-Q1').filter((hours) => hours !== 24)).toEqual([23]);
  });

  it('finds the day of an instant, and none outside', () => {
    const quarter = quarterOf('2026-Q4');
    expect(dayIndex(quarter, Date.parse('2026-10-01T06:59:59.999Z'))).toBe(-1);
    expect(dayIndex(quarter, Date.parse('2026-10-01T07:00:00.000Z'))).toBe(0);
    expect(dayIndex(quarter, Date.parse('2027-01-01T07:59:59.999Z'))).toBe(91);
    expect(dayIndex(quarter, Date.parse('2027-01-01T08:00:00.000Z'))).toBe(-1);
    expect(dayIndex(quarter, Number.NaN)).toBe(-1);
    expect(within(quarter, 'not a time')).toBe(false);
  });

  it.each(['2026-Q5', '2026', 'Q4-2026', '2026-Q4 '])('is not %j', (name) => {
    expect(() => quarterOf(name)).toThrow(RangeError);
  });

  it('needs a time zone that exists', () => {
    expect(() => quarterOf('2026-Q4', 'Mars/Olympus')).toThrow(RangeError);
  });
});
