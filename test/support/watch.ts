/** The hour of a test house, which passes as a spec lets it pass. */
import { Time } from '../../src/handlers/time.js';

/** The hour of the house: a millisecond later each time it is asked. */
export class Watch extends Time {
  private running = 0;
  readonly #passing: ((at: string) => void)[] = [];

  constructor(private at = Date.parse('2026-11-23T08:00:00.000Z')) {
    super();
  }

  override now(): string {
    this.at += 1;
    this.running += 1;
    return new Date(this.at).toISOString();
  }

  /** Lets that many hours pass, in which people work on: nobody's session is left alone. */
  pass(hours: number): void {
    this.idle(hours);
    for (const tell of this.#passing) tell(this.in(0));
  }

  /** Lets that many hours pass in which nobody does anything. */
  idle(hours: number): void {
    this.at += hours * 3_600_000;
    this.running += hours * 3_600_000;
  }

  /** Sets the clock on the wall, while no time passes. */
  jump(hours: number): void {
    this.at += hours * 3_600_000;
  }

  override elapsed(): number {
    return this.running;
  }

  /** Another watch that shows the same, and that nobody wears yet. */
  copy(): Watch {
    const other = new Watch(this.at);
    other.running = this.running;
    return other;
  }

  whilePassing(tell: (at: string) => void): void {
    this.#passing.push(tell);
  }

  /** A time so many hours from now, without letting any pass. */
  in(hours: number): string {
    return new Date(this.at + hours * 3_600_000).toISOString();
  }
}
