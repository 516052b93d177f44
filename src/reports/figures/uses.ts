/** Figures of how the data was used: how old it was when it was looked at, which plates again and again, canvasses. */
import type { RecordSource } from '../records.js';
import { byKey, count, grouped, tally } from '../statistics.js';
import type { Frame } from './frame.js';

/** Ages of a read when it was shown, in days: up to, and not including, each of these. */
export const ageBands = [1, 7, 30, 90, 365] as const;

export type UseFigures = {
  /** Reads shown, by their age: one more than there are bands, the last for all that is older. */
  readonly ages: readonly number[];
  readonly partialSearches: number;
  /** The plates searched most often, under numbers of this report alone. */
  readonly repeated: readonly {
    readonly plate: number;
    readonly searches: number;
    readonly members: number;
    readonly withEventNumber: number;
  }[];
  readonly canvasses: {
    readonly opened: number;
    readonly stillOpen: number;
    readonly byIncident: readonly { readonly key: string; readonly count: number }[];
    /** Longest window between beginning and end, in hours. */
    readonly longestHours: number | null;
  };
  readonly exigencies: {
    readonly declared: number;
    readonly reviewed: number;
    readonly justified: number;
    readonly late: number;
    readonly waiting: number;
  };
};

/** Plates listed, and the fewest searches that make one of them. */
const MOST = 10;
const REPEATED = 2;

const ages = (source: RecordSource, { during }: Frame): number[] => {
  const counts = Array.from({ length: ageBands.length + 1 }, () => 0);
  for (const { at, days, reads } of source.agesAtUse()) {
    if (!during(at)) continue;
    const band = ageBands.findIndex((limit) => days < limit);
    counts[band === -1 ? ageBands.length : band]! += reads;
  }
  return counts;
};

const canvasses = (source: RecordSource, { during }: Frame): UseFigures['canvasses'] => {
  const opened = [...source.canvasses()].filter(({ from }) => during(from));
  const lengths = opened.map(({ from, until }) => (Date.parse(until) - Date.parse(from)) / 3_600_000);
  return {
    opened: opened.length,
    stillOpen: count(opened, ({ endedAt }) => endedAt === null),
    byIncident: tally(opened.map(({ incident }) => incident)).ranked(),
    longestHours: lengths.length === 0 ? null : Math.round(Math.max(...lengths) * 10) / 10,
  };
};

const exigencies = (source: RecordSource, { during }: Frame): UseFigures['exigencies'] => {
  const declared = [...source.exigencies()].filter(({ declaredAt }) => during(declaredAt));
  return {
    declared: declared.length,
    reviewed: count(declared, ({ reviewedAt }) => reviewedAt !== null),
    justified: count(declared, ({ justified }) => justified === true),
    late: count(declared, ({ inTime }) => inTime === false),
    waiting: count(declared, ({ reviewedAt }) => reviewedAt === null),
  };
};

/** The uses of the period. */
export const useFigures = (source: RecordSource, frame: Frame): UseFigures => {
  const searches = [...source.plateSearches()].filter(({ at }) => frame.during(at));
  const repeated = grouped(searches, ({ plate }) => String(plate))
    .filter(([, rows]) => rows.length >= REPEATED)
    .map(([, rows]) => ({
      searches: rows.length,
      members: new Set(rows.map(({ memberId }) => memberId)).size,
      withEventNumber: count(rows, ({ eventNumber }) => eventNumber),
      first: rows.reduce((first, { at }) => (at < first ? at : first), rows[0]!.at),
    }))
    .toSorted((a, b) => b.searches - a.searches || b.members - a.members || byKey(a.first, b.first))
    .slice(0, MOST)
    .map(({ searches: many, members, withEventNumber }, index) => ({
      plate: index + 1,
      searches: many,
      members,
      withEventNumber,
    }));
  return {
    ages: ages(source, frame),
    partialSearches: count(searches, ({ partial }) => partial),
    repeated,
    canvasses: canvasses(source, frame),
    exigencies: exigencies(source, frame),
  };
};
