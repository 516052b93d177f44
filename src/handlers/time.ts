/** The time of an act; given, so that nothing in the house looks at a clock by itself. */

export abstract class Time {
  /** ISO 8601, UTC, milliseconds. */
  abstract now(): string;

  /** Milliseconds on a clock that nobody sets, from some moment of this run of the program. */
  abstract elapsed(): number;
}

export class SystemTime extends Time {
  override now(): string {
    return new Date().toISOString();
  }

  override elapsed(): number {
    return performance.now();
  }
}
