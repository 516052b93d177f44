/** What a purge of a day would destroy and spare, and what else names that day: seen before two people decide on it. */
import { earlier, heldUnits, keptAt } from '../domain/keeping.js';
import type { Bucket } from '../domain/retention.js';
import { dueAt } from '../domain/schedule.js';
import { holdById } from '../projections/holds.js';
import { type NamedElsewhere, namedElsewhere } from '../projections/named.js';
import { allReports } from '../projections/reports.js';
import type { Views } from '../projections/views.js';
import { quarterOf } from '../reports/quarter.js';
import type { Holding } from './holding.js';
import type { Purging } from './purging.js';
import type { Standings } from './standings.js';
import type { Time } from './time.js';

export type PurgePreview = Bucket & {
  /** Days the class is kept, and when the time of this day is over; null for a class without a clock. */
  readonly days: number | null;
  readonly dueAt: string | null;
  /** Units there are, units that stay, and units that would go now. */
  readonly units: number;
  readonly spared: number;
  readonly goes: number;
  /** The holds that spare something of it. */
  readonly holds: readonly { readonly holdId: string; readonly matter: string | null; readonly units: number }[];
  /** Units that stay because they were downloaded to a case and their own clock still runs. */
  readonly downloads: number;
  readonly coolingHours: number;
  /** The hour of the house, and the time that is vouched for; a purge goes by the earlier of the two. */
  readonly now: string;
  readonly vouchedAt: string | null;
  readonly named: NamedElsewhere & { readonly reports: readonly { readonly id: string; readonly quarter: string }[] };
};

export class PurgePreviews {
  constructor(
    private readonly views: Views,
    private readonly standings: Standings,
    private readonly time: Time,
    private readonly holding: Holding,
    private readonly purging: Purging,
  ) {}

  /** Nothing is decided by it: what is proposed, approved and carried out is judged anew each time. */
  async of(bucket: Bucket): Promise<PurgePreview> {
    const { found, units } = await this.purging.found(bucket);
    const state = await this.holding.stateOf(bucket);
    const now = this.time.now();
    const kept = keptAt(state, earlier(now, found.vouchedAt));
    const there = state.kept?.length ?? found.units;
    const { settings } = (await this.standings.department()).terms;
    const { db } = this.views;
    return {
      class: bucket.class,
      date: bucket.date,
      days: found.days,
      dueAt: found.days === null ? null : dueAt(bucket.date, found.days),
      units: there,
      spared: kept.length,
      goes: Math.max(0, there - kept.length),
      holds: Object.entries(state.holds).map(([holdId, held]) => ({
        holdId,
        matter: holdById(db, holdId)?.matter ?? null,
        // A hold whose list cannot be read any more keeps the whole day.
        units: held?.length ?? there,
      })),
      downloads: kept.length - heldUnits(state).length,
      coolingHours: settings.coolingHours,
      now,
      vouchedAt: found.vouchedAt,
      named: { ...namedElsewhere(db, bucket, units), reports: this.#reports(bucket) },
    };
  }

  /** Reports that count this day: their figures stay as they were drawn. */
  #reports({ date }: Bucket): { id: string; quarter: string }[] {
    const [begins, ends] = [`${date}T00:00:00.000Z`, `${date}T23:59:59.999Z`];
    return allReports(this.views.db)
      .filter(({ quarter }) => {
        const { from, to } = quarterOf(quarter.toUpperCase());
        return from <= ends && begins < to;
      })
      .map(({ reportId: id, quarter }) => ({ id, quarter }));
  }
}
