/** Stories of the ledger's own keys: who changes them, what follows what, and which may be disowned. */
import { type LedgerKeyRevoked, type LedgerKeyRotated, signing } from '../../src/domain/signing.js';
import { administrator, chief, clock, nextYear, terminal } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(signing, terminal);

const rotated = (publicKey: string, previous: string): LedgerKeyRotated => ({
  type: 'LedgerKeyRotated',
  data: { publicKey, previous, fromSize: 300, overlapUntil: nextYear },
});
const rotate = (publicKey: string, previous: string) =>
  ({ type: 'RotateLedgerKey', data: rotated(publicKey, previous).data }) as const;
const revoked = (publicKey: string): LedgerKeyRevoked => ({
  type: 'LedgerKeyRevoked',
  data: { publicKey, lastTrustedSize: 250 },
});
const revoke = (publicKey: string) => ({ type: 'RevokeLedgerKey', data: revoked(publicKey).data }) as const;

export const signingStories = told(signing, {
  'a new key follows the first one': given().when(rotate('second', 'first')).records(rotated('second', 'first')),
  'a third key follows the second': given(rotated('second', 'first'))
    .when(rotate('third', 'second'))
    .records(rotated('third', 'second')),
  'a key does not follow itself': given().when(rotate('first', 'first')).refuses('430.7(i) R-KEY-KNOWN'),
  'a key that signed before does not come back': given(rotated('second', 'first'))
    .when(rotate('first', 'second'))
    .refuses('430.7(i) R-KEY-KNOWN'),
  'a new key follows no key that was followed already': given(rotated('second', 'first'))
    .when(rotate('third', 'first'))
    .refuses('430.7(i) R-KEY-NOT-ACTIVE'),
  'the Administrator changes no key from a desk': given()
    .when(rotate('second', 'first'), administrator)
    .refuses('430.7(i) R-TERMINAL'),
  'the clock changes no key': given().when(rotate('second', 'first'), clock).refuses('430.7(i) R-TERMINAL'),
  'a key that was followed can be disowned': given(rotated('second', 'first'))
    .when(revoke('first'))
    .records(revoked('first')),
  'a key that is disowned already stays so, and nothing is recorded': given(
    rotated('second', 'first'),
    revoked('first'),
  )
    .when(revoke('first'))
    .records(),
  'the key that signs is not disowned before another took over': given(rotated('second', 'first'))
    .when(revoke('second'))
    .refuses('430.7(i) R-KEY-LAST'),
  'a key nobody knows cannot be disowned': given().when(revoke('other')).refuses('430.7(i) R-KEY-LAST'),
  'the Chief disowns no key from a desk': given(rotated('second', 'first'))
    .when(revoke('first'), chief)
    .refuses('430.7(i) R-TERMINAL'),
});
