/** Figures of the hot lists: what was sought, for which reason of the policy, and on whose list. */
import { hotListCategories, type HotListCategory, type HotListSource } from '../../domain/hotlist.js';
import type { Clause } from '../../domain/policy/clauses.js';
import type { HotListEntryRow, HotListRow, Time } from '../source.js';
import { count, median, secondsBetween } from '../statistics.js';

export const hotListSources = ['local', 'state', 'federal'] as const satisfies readonly HotListSource[];

export type BySource = Readonly<Record<HotListSource, number>>;

export type HotListFigures = {
  readonly lists: BySource;
  /** In force at the end of the quarter. */
  readonly active: number;
  readonly added: number;
  readonly removed: number;
  /** Reached their end in the quarter without having been removed first. */
  readonly expired: number;
  readonly partial: number;
  /** Median life an entry in force was given, in days. */
  readonly medianDays: number | null;
  /** Entries in force, for each of the eleven reasons in the order of the policy, none left out. */
  readonly byCategory: readonly (BySource & {
    readonly category: HotListCategory;
    readonly clause: Clause;
    readonly total: number;
  })[];
};

const perSource = <Row extends { readonly source: HotListSource }>(rows: readonly Row[]): BySource => ({
  local: count(rows, ({ source }) => source === 'local'),
  state: count(rows, ({ source }) => source === 'state'),
  federal: count(rows, ({ source }) => source === 'federal'),
});

/** The lists and entries as they stood at that time, and what came and went during the quarter. */
export const hotListFigures = (
  lists: readonly HotListRow[],
  entries: readonly HotListEntryRow[],
  during: (at: Time) => boolean,
  asOf: Time,
): HotListFigures => {
  const end = Date.parse(asOf);
  const active = entries.filter(
    ({ addedAt, expiresAt, removedAt }) =>
      Date.parse(addedAt) <= end && Date.parse(expiresAt) > end && (removedAt === null || Date.parse(removedAt) > end),
  );
  const days = median(active.map(({ addedAt, expiresAt }) => secondsBetween(addedAt, expiresAt) / 86_400));
  return {
    lists: perSource(lists.filter(({ registeredAt }) => Date.parse(registeredAt) <= end)),
    active: active.length,
    added: count(entries, ({ addedAt }) => during(addedAt)),
    removed: count(entries, ({ removedAt }) => removedAt !== null && during(removedAt)),
    expired: count(
      entries,
      ({ expiresAt, removedAt }) =>
        during(expiresAt) &&
        Date.parse(expiresAt) <= end &&
        (removedAt === null || Date.parse(removedAt) > Date.parse(expiresAt)),
    ),
    partial: count(active, ({ partial }) => partial),
    medianDays: days === null ? null : Math.round(days),
    byCategory: (Object.entries(hotListCategories) as [HotListCategory, Clause][]).map(([category, clause]) => {
      const rows = active.filter((entry) => entry.category === category);
      return { category, clause, ...perSource(rows), total: rows.length };
    }),
  };
};
