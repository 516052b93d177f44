/** What can go wrong at the doors, beside a refusal: each says what was wrong, where, and what to do. */
export { Conflict, Corrupt, Unavailable } from '../ledger/ledger.js';

/** Not a request we understand. `where` names the field, the line or the byte; it never repeats personal content. */
export class Malformed extends Error {
  readonly code = 'malformed';
  constructor(
    readonly reason: string,
    readonly where: string,
    readonly remedy: string,
  ) {
    super(`${reason} (${where}). ${remedy}`);
  }
}

/** There is no room for more work just now; nothing was taken in. */
export class Busy extends Error {
  readonly code = 'busy';
  constructor(readonly retryAfterSeconds: number) {
    super(`Too many photographs are waiting to be read. Send it again in ${retryAfterSeconds} s.`);
  }
}
