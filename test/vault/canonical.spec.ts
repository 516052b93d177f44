/** The laws of canonical JSON (RFC 8785), as far as we use it. */
import fc from 'fast-check';
import { canonical, canonicalSealed } from '../../src/vault/canonical.js';

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 8 }), tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;

/** The same value with the members of every object in another order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
};

describe('canonical JSON', () => {
  it('reads back as the value it was written from', () =>
    fc.assert(fc.property(json, (value) => expect(JSON.parse(canonical(value))).toEqual(value))));

  it('is the same text whatever the order of members', () =>
    fc.assert(fc.property(json, (value) => expect(canonical(reversed(value))).toBe(canonical(value)))));

  it('is its own canonical form', () =>
    fc.assert(fc.property(json, (value) => expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value)))));

  it('sorts members by UTF-16 code units, as RFC 8785, 3.2.3 shows', () =>
    expect(canonical({ '\u20ac': 5, '\r': 1, '\ufb33': 7, '1': 2, '\u{1f600}': 6, '\u0080': 3, '\u00f6': 4 })).toBe(
      '{"\\r":1,"1":2,"\u0080":3,"\u00f6":4,"\u20ac":5,"\u{1f600}":6,"\ufb33":7}',
    ));

  it('leaves out members that are undefined', () => expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}'));

  it.each([
    0.5,
    -0,
    Number.NaN,
    Infinity,
    2 ** 53,
    1n,
    undefined,
    () => 1,
    Symbol('x'),
    new Date(0),
    new Map(),
    '\ud800',
  ])('refuses what has no canonical form: %p', (value) => expect(() => canonical([value])).toThrow(TypeError));

  it('writes fractions only for what is sealed, as ECMAScript does', () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
        expect(canonicalSealed([value])).toBe(JSON.stringify([value])),
      ),
    ));
});
