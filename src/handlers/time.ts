/** The time of an act; given, so that nothing in the house looks at a clock by itself. */

export abstract class Time {
  /** ISO 8601, UTC, milliseconds. */
  abstract now(): string;
}

export class SystemTime extends Time {
  override now(): string {
    return new Date().toISOString();
  }
}
