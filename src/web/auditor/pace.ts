/** The pace at which a history is played: what is shown next, and how long until then. */

export const speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;

/** The longest that nothing happens on the screen, milliseconds, where quiet times are passed over. */
const QUIET = 1500;
/** What falls due within one picture of the screen is shown at once. */
const PICTURE = 16;

/**
 * The event to be shown next, and after how many milliseconds; null at the end.
 * @param times of the events, milliseconds, in the order of the ledger; clocks may have been set back
 */
export const nextAt = (
  times: readonly number[],
  index: number,
  speed: number,
  passOver: boolean,
): { readonly index: number; readonly wait: number } | null => {
  if (index + 1 >= times.length) return null;
  const from = times[Math.max(index, 0)]!;
  const due = (at: number): number => Math.max(0, (times[at]! - from) / speed);
  let next = index + 1;
  while (next + 1 < times.length && due(next + 1) <= PICTURE) next += 1;
  const wait = due(next);
  return { index: next, wait: Math.max(PICTURE, passOver ? Math.min(wait, QUIET) : wait) };
};
