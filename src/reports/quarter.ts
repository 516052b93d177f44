/** A quarter of the calendar, day by day, as the department's own clock counts it. */

export type Quarter = {
  /** `2026-Q4`. */
  readonly name: string;
  /** IANA name of the zone whose midnights bound the quarter and its days. */
  readonly timeZone: string;
  /** First instant of the quarter and first instant after it, ISO 8601 in UTC. */
  readonly from: string;
  readonly to: string;
  /** Every day of the quarter, `2026-10-01`, with the instant it begins, in milliseconds. */
  readonly days: readonly { readonly day: string; readonly begins: number }[];
};

/** The zone the agency lives in unless it says otherwise. */
export const departmentZone = 'America/Los_Angeles';

const two = (n: number): string => String(n).padStart(2, '0');

/** How far the zone's clock is ahead of UTC at that instant, in milliseconds. */
const offset = (format: Intl.DateTimeFormat, instant: number): number => {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) if (type !== 'literal') part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
};

/** Midnight of a local day as an instant; asked twice, because the first guess may lie across a change of clocks. */
const midnight = (format: Intl.DateTimeFormat, year: number, month: number, day: number): number => {
  const wall = Date.UTC(year, month, day);
  const guess = wall - offset(format, wall);
  return wall - offset(format, guess);
};

/** Whether a text names a quarter, `2026-Q4`. */
export const isQuarter = (name: string): boolean => /^\d{4}-Q[1-4]$/.test(name);

/** The quarter before. */
export const quarterBefore = (name: string): string => {
  const [year, quarter] = [Number(name.slice(0, 4)), Number(name.slice(6))];
  return quarter === 1 ? `${year - 1}-Q4` : `${year}-Q${quarter - 1}`;
};

/**
 * The quarter of that name.
 * @throws RangeError when the name is not `YYYY-Q1` to `YYYY-Q4`, or the zone is unknown
 */
export const quarterOf = (name: string, timeZone: string = departmentZone): Quarter => {
  const match = /^(\d{4})-Q([1-4])$/.exec(name);
  if (!match) throw new RangeError('A quarter is named like 2026-Q4.');
  const year = Number(match[1]);
  const first = (Number(match[2]) - 1) * 3;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const days = [first, first + 1, first + 2].flatMap((month) =>
    Array.from({ length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() }, (_, index) => ({
      day: `${year}-${two(month + 1)}-${two(index + 1)}`,
      begins: midnight(format, year, month, index + 1),
    })),
  );
  const from = new Date(midnight(format, year, first, 1)).toISOString();
  return { name, timeZone, from, to: new Date(midnight(format, year, first + 3, 1)).toISOString(), days };
};

/** Whether an instant lies in the quarter; one that is no time does not. */
export const within = ({ from, to }: Pick<Quarter, 'from' | 'to'>, at: string): boolean => {
  const instant = Date.parse(at);
  return instant >= Date.parse(from) && instant < Date.parse(to);
};

/** Which day of the quarter an instant falls on, as an index into `days`; -1 when it lies outside. */
export const dayIndex = ({ days, to }: Quarter, instant: number): number => {
  if (!(instant < Date.parse(to))) return -1;
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]!.begins <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
