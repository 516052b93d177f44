/** What can go wrong at the doors, beside a refusal: each says what was wrong, where, and what to do. */
export { Malformed } from '../intake/malformed.js';
export { Conflict, Corrupt, Unavailable } from '../ledger/ledger.js';

/** There is no room for more work just now; nothing was taken in. */
export class Busy extends Error {
  readonly code = 'busy';
  constructor(
    readonly retryAfterSeconds: number,
    why = 'Too many photographs are waiting to be read.',
  ) {
    super(`${why} Send it again in ${retryAfterSeconds} s.`);
  }
}
