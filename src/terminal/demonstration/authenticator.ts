/** An authenticator as people carry it: one code each thirty seconds, and none shown twice (RFC 6238). */
import { generateSync } from 'otplib';

const STEP_MS = 30_000;
/** The server takes the codes of the last three steps too; of the third it may be too late by the time it looks. */
const STEPS_BACK = 2;

export class Authenticator {
  #last = 0;

  constructor(
    private readonly secret: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** The earliest code that is good still and was not shown yet. @throws RangeError when there is none for a while */
  code(): string {
    const current = Math.floor(this.now() / STEP_MS);
    const step = Math.max(current - STEPS_BACK, this.#last + 1);
    if (step > current + 1) throw new RangeError('Every code was shown already. Wait for the next one.');
    this.#last = step;
    return generateSync({ secret: this.secret, epoch: (step * STEP_MS) / 1000 });
  }
}
