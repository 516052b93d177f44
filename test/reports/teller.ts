/** Tells events at random times around a quarter, the same ones for the same seed; all of it is made up. */
import type { DomainEvent } from '../../src/projections/projection.js';
import { type Ground, id } from '../projections/ground.js';
import { detect, officer } from '../projections/telling.js';

const first = Date.parse('2026-09-10T00:00:00.000Z');
const DAYS = 125;
const DAY = 86_400_000;
export const digest = '0'.repeat(64);

export type Data = Readonly<Record<string, unknown>>;

/** Numbers that are the same for the same seed (mulberry32). */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** Tells events, and knows what was told when. */
export class Teller {
  private readonly random: () => number;
  private told = 0;

  constructor(
    private readonly ground: Ground,
    seed: number,
  ) {
    this.random = dice(seed);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  /** A time of the five months around the quarter, or one after that. */
  time(after?: string): string {
    const from = after === undefined ? first : Date.parse(after);
    const span = after === undefined ? DAYS * DAY : 30 * DAY;
    return new Date(from + Math.floor(this.random() * span)).toISOString();
  }

  later(at: string, days: number): string {
    return new Date(Date.parse(at) + days * DAY).toISOString();
  }

  name(kind: string): string {
    this.told += 1;
    return id(`${kind} ${this.told}`);
  }

  async tell(
    type: DomainEvent['type'],
    stream: string,
    data: Data,
    more: { at?: string; sealed?: Data; class?: string } = {},
  ): Promise<void> {
    const { at = this.time(), sealed, class: kept = 'register' } = more;
    const unit = String(Object.values(data)[0]);
    const event = { type, data, ...(sealed && { sealed, keep: { class: kept, unit } }) };
    await this.ground.tell(event as unknown as DomainEvent, { stream, at, by: officer });
  }

  detect(name: string, at: string): Promise<bigint> {
    return detect(this.ground, name, { plate: '7ABC123', at });
  }
}
