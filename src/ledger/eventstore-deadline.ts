/** Time limits of our own on calls that the client would wait for without end. */
import { Retired, TimedOut } from './eventstore-errors.js';

/**
 * The outcome of what `work` starts, unless `ms` pass without a sign of life or `gone` is aborted first: then it
 * rejects with TimedOut or Retired, and whatever comes later is ignored. `work` calls `alive` when the server speaks.
 */
export const within = <T>(work: (alive: () => void) => Promise<T>, ms: number, gone: AbortSignal): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const leave = (): void => settle(() => reject(new Retired('the connection was replaced')));
    const timer = setTimeout(() => settle(() => reject(new TimedOut(`no answer within ${ms} ms`))), ms);
    let over = false;
    const settle = (end: () => void): void => {
      over = true;
      clearTimeout(timer);
      gone.removeEventListener('abort', leave);
      end();
    };
    if (gone.aborted) return leave();
    gone.addEventListener('abort', leave, { once: true });
    work(() => void (over || timer.refresh())).then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
    );
  });

/** How often and how long a call is tried. Milliseconds; the pause doubles, with jitter, up to `longestPauseMs`. */
export type Patience = {
  readonly attempts: number;
  readonly deadlineMs: number;
  readonly pauseMs: number;
  readonly longestPauseMs: number;
};

export const PATIENCE: Patience = { attempts: 5, deadlineMs: 5_000, pauseMs: 50, longestPauseMs: 2_000 };

/** Waits before the next try, so that many callers do not come back at once. @param attempt counted from 1 */
export const pause = (patience: Patience, attempt: number): Promise<void> => {
  const longest = Math.min(patience.longestPauseMs, patience.pauseMs * 2 ** (attempt - 1));
  return new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)));
};
