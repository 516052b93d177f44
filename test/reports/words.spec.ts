/** The words and numbers of the paper. */
import fc from 'fast-check';
import {
  duration,
  grouping,
  longDay,
  moment,
  number,
  percent,
  plural,
  printable,
  title,
} from '../../src/reports/words.js';
import { hostile } from './paper.js';

const any = (): boolean => true;

describe('printable text', () => {
  it('keeps what is said and drops what is done to the reader', () => {
    expect(printable(hostile, any, 74)).toBe(
      '<script>alert(1)</script> gnp.exe [31m Ź ?? \u{1f693}\u{1f46e}\u2640 ????? %PDF-1.7 (unbalance…',
    );
    expect(printable('Ben\u0303a\u0301', any)).toBe('Beñá');
    expect(printable('a\u202eb\u0000c\r\nd\t e', any)).toBe('abc d e');
    expect(printable('5\u00a0s', any)).toBe('5\u00a0s');
  });

  it('is one line, no longer than told, of characters the font has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (text, longest) => {
        const shown = printable(text, (codePoint) => codePoint < 0x300, longest);
        expect([...shown].length).toBeLessThanOrEqual(longest);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{M}\u2028\u2029]/u);
        expect([...shown].every((one) => one.codePointAt(0)! < 0x300 || one === '…')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('numbers and times', () => {
  it.each([
    [null, '–'],
    [0, '0.0%'],
    [0.000001, 'under 0.01%'],
    [0.00055, '0.06%'],
    [0.068, '6.8%'],
    [0.99999, 'over 99.9%'],
    [1, '100.0%'],
  ])('%p is printed as %s', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it.each([
    [null, '–'],
    [0, '0 s'],
    [8.44, '8.4 s'],
    [59.96, '60 s'],
    [125, '2 min 5 s'],
    [3600, '1 h'],
    [12_000, '3 h 20 min'],
    [187_200, '2 d 4 h'],
  ])('%p seconds are printed as %s', (seconds, text) => {
    expect(duration(seconds).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('are as the reader writes them', () => {
    expect(number(1_234_567)).toBe('1,234,567');
    expect(number(null)).toBe('–');
    expect(plural(1, 'hit')).toBe('1 hit');
    expect(plural(1200, 'search', 'searches')).toBe('1,200 searches');
    expect(title('police-officer')).toBe('Police officer');
    expect(grouping('abcdefgh12345678')).toBe('abcdefgh 12345678');
    expect(moment('2027-01-05T17:30:00.000Z')).toBe('2027-01-05 17:30:00 UTC');
    expect(longDay('2027-01-01T08:00:00.000Z', 'America/Los_Angeles', -1)).toBe('December 31, 2026');
  });
});
