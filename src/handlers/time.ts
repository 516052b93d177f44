/** The time of an act; given, so that nothing in the house looks at a clock by itself. */

export abstract class Time {
  /** ISO 8601, UTC, milliseconds. */
  abstract now(): string;

  /** Milliseconds on a clock that nobody sets, from some moment of this run of the program. */
  abstract elapsed(): number;

  /** Told what the ledger's last fact says: no act is judged by an earlier time than the facts before it. */
  notBefore(_at: string): void {}

  /** How far the clock on the wall was set back behind what acts are judged by, milliseconds; 0 while it was not. */
  behind(): number {
    return 0;
  }
}

/**
 * The clock on the wall, which never goes back: once it was set back, time goes on from where it was, as a clock that
 * nobody sets counts it. What has lapsed stays lapsed, and a used code stays used.
 */
export class SystemTime extends Time {
  /** The latest time given, and where the other clock stood then. */
  #latest = { at: 0, elapsed: 0 };

  constructor(
    private readonly wall: () => number = Date.now,
    private readonly steady: () => number = () => performance.now(),
  ) {
    super();
  }

  override now(): string {
    const at = this.#reckoned();
    this.#latest = { at, elapsed: this.steady() };
    return new Date(at).toISOString();
  }

  override elapsed(): number {
    return this.steady();
  }

  override notBefore(at: string): void {
    const told = Date.parse(at);
    if (told > this.#latest.at) this.#latest = { at: told, elapsed: this.steady() };
  }

  override behind(): number {
    return Math.max(0, this.#reckoned() - this.wall());
  }

  #reckoned(): number {
    const { at, elapsed } = this.#latest;
    return Math.max(this.wall(), Math.floor(at + this.steady() - elapsed));
  }
}
