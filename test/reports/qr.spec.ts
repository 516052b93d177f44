/** The QR code on the title page: codes that an independent reader was seen to read, and the marks readers seek. */
import { createHash } from 'node:crypto';
import { type Matrix, qr } from '../../src/reports/pdf/qr.js';

const drawn = (matrix: Matrix): string =>
  matrix.map((row) => row.map((dark) => (dark ? '#' : '.')).join('')).join('\n');

const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];

describe('a QR code', () => {
  // Every length from 1 to 660 bytes was read back by jsQR 1.4.0 when these digests were taken.
  it.each([
    ['a', 21, 'c4315a3129973d42'],
    ['430.4A(h)', 21, '879d22e68f74a2bd'],
    [`root ${'9f'.repeat(32)}`, 37, '95d7055dec31864a'],
    ['é'.repeat(150), 69, '0a2418f444a8e862'],
    ['x'.repeat(660), 97, 'f6e0312659721492'],
  ])('of %p is the one that was read', (text, size, digest) => {
    const matrix = qr(text);
    expect(matrix).toHaveLength(size);
    expect(createHash('sha256').update(drawn(matrix)).digest('hex').slice(0, 16)).toBe(digest);
  });

  it('has its finders in three corners, and grows with its text', () => {
    let before = 0;
    for (let length = 1; length <= 660; length += 13) {
      const rows = drawn(qr('x'.repeat(length))).split('\n');
      const size = rows.length;
      expect(size).toBeGreaterThanOrEqual(before);
      before = size;
      expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(finder);
      expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(finder);
      expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(finder);
      expect(rows[6]!.slice(8, size - 8)).toMatch(/^#(\.#)+$/);
      expect(rows[size - 8]![8]).toBe('#');
    }
  });

  it('is not made of a text too long for it', () => {
    expect(() => qr('x'.repeat(667))).toThrow(RangeError);
    expect(qr('x'.repeat(666))).toHaveLength(97);
  });
});
