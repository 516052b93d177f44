/** A clock to a day by which something must be done: how long there is left, or for how long it has been late. */
import type { ReactNode } from 'react';
import { When } from './said.tsx';
import { Status } from './status.tsx';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Days beyond which the day alone says enough. */
const FAR = 90;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** `3 days`, or `5 hours` below two days. */
export const lasting = (milliseconds: number): string => {
  const whole = Math.abs(milliseconds);
  return whole < 2 * DAY ? counted(Math.floor(whole / HOUR), 'hour') : counted(Math.floor(whole / DAY), 'day');
};

/**
 * @param soon days before it that are called soon
 * @param done what was due is done: the day alone is shown
 */
export const Due = ({
  by,
  soon = 7,
  done = false,
}: {
  readonly by: unknown;
  readonly soon?: number;
  readonly done?: boolean;
}): ReactNode => {
  if (typeof by !== 'string' || Number.isNaN(Date.parse(by))) return <span className="nothing">no day set</span>;
  const left = Date.parse(by) - Date.now();
  const kind = left < 0 ? 'bad' : left < soon * DAY ? 'due' : 'quiet';
  const isFar = left > FAR * DAY;
  return (
    <span className="due">
      {!done && !isFar && <Status kind={kind}>{left < 0 ? `${lasting(left)} late` : `in ${lasting(left)}`}</Status>}
      <When at={by} days />
    </span>
  );
};
