/** Our HMAC is the one of RFC 2104. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { hmac } from '../../src/vault/hmac.js';

it('agrees with the runtime for every key and text', () =>
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.string({ unit: 'binary', maxLength: 160 }),
      (key, text) => expect(hmac(key, text).toString('hex')).toBe(createHmac('sha256', key).update(text).digest('hex')),
    ),
  ));

it('takes no other key, and no text it has no room for', () => {
  expect(() => hmac(Buffer.alloc(31), 'x')).toThrow(RangeError);
  expect(() => hmac(Buffer.alloc(32), 'x'.repeat(321))).toThrow(RangeError);
});
