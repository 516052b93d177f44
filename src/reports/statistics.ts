/** The few statistics the reports use, each as it is defined in their notes. */

/** A share of a whole, with its Wilson score interval at 95 %. */
export type Share = {
  readonly count: number;
  readonly of: number;
  /** Null when there was nothing to count. */
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
};

/** 97.5th percentile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * The share `count` of `of`. Wilson's interval, because it stays within 0 and 1 and is honest for few cases, where
 * the textbook interval would call three hits without an error perfect.
 */
export const wilson = (count: number, of: number): Share => {
  if (of === 0) return { count, of, share: null, low: 0, high: 1 };
  const share = count / of;
  const divisor = 1 + (z * z) / of;
  const centre = (share + (z * z) / (2 * of)) / divisor;
  const half = (z / divisor) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  // Rounding must not push the point it belongs to out of the interval.
  const low = count === 0 ? 0 : Math.max(0, Math.min(share, centre - half));
  const high = count === of ? 1 : Math.min(1, Math.max(share, centre + half));
  return { count, of, share, low, high };
};

/** The chance of at most `count` cases among `of`, when each is one with that chance (binomial). */
const atMost = (count: number, of: number, chance: number): number => {
  let sum = 0;
  let log = of * Math.log1p(-chance);
  for (let k = 0; k <= count; k += 1) {
    sum += Math.exp(log);
    log += Math.log((of - k) / (k + 1)) + Math.log(chance) - Math.log1p(-chance);
  }
  return sum;
};

/**
 * The exact upper bound, at 95 %, of a share of which `count` cases were seen among `of` (Clopper and Pearson, 1934,
 * one-sided): were it larger, so few would be seen less than once in twenty samples. Of 74 without a case, 4 %.
 */
export const exactUpperBound = (count: number, of: number): number => {
  if (count >= of) return 1;
  let low = 0;
  let high = 1;
  // Sixty halvings of the interval: as fine as a number can tell.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(count, of, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
};

const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** The middle value, or the mean of the two in the middle; null of nothing. */
export const median = (values: readonly number[]): number | null => {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2;
};

/** The smallest value that at least that share of the values does not exceed (nearest rank); null of nothing. */
export const percentile = (values: readonly number[], share: number): number | null =>
  ascending(values)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? null;

/** How long something took: how often it was done, and the median, 95th percentile and longest time in seconds. */
export type Waiting = {
  readonly count: number;
  readonly median: number | null;
  readonly p95: number | null;
  readonly longest: number | null;
};

export const waiting = (seconds: readonly number[]): Waiting => ({
  count: seconds.length,
  median: median(seconds),
  p95: percentile(seconds, 0.95),
  longest: percentile(seconds, 1),
});

/** Seconds between two times, never less than none: a camera's clock may run a little ahead of ours. */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/** Counts by key. */
export type Tally = {
  readonly add: (key: string, by?: number) => void;
  readonly of: (key: string) => number;
  /** Most frequent first; equal ones by key, so that the order of the rows never shows. */
  readonly ranked: () => { readonly key: string; readonly count: number }[];
};

export const tally = (keys: Iterable<string> = []): Tally => {
  const counts = new Map<string, number>();
  const add = (key: string, by = 1): void => void counts.set(key, (counts.get(key) ?? 0) + by);
  for (const key of keys) add(key);
  return {
    add,
    of: (key) => counts.get(key) ?? 0,
    ranked: () =>
      [...counts].map(([key, n]) => ({ key, count: n })).toSorted((a, b) => b.count - a.count || byKey(a.key, b.key)),
  };
};

/** Code point order, the same on every machine. */
export const byKey = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The rows of each key, keys in code point order. */
export const grouped = <Row>(rows: Iterable<Row>, key: (row: Row) => string): [key: string, rows: Row[]][] => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return [...groups].toSorted(([a], [b]) => byKey(a, b));
};

/** How many rows answer yes. */
export const count = <Row>(rows: readonly Row[], answers: (row: Row) => boolean): number => {
  let yes = 0;
  for (const row of rows) if (answers(row)) yes += 1;
  return yes;
};
