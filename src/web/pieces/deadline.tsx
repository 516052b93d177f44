/** A clock that runs towards a time: how long is left, or for how long it is over. */
import { type ReactNode, useEffect, useState } from 'react';
import { type Kind, Status } from './status.tsx';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2 d 3 h`, `3 h 20 min`, `12 min 5 s`; never negative. */
export const spanOf = (milliseconds: number): string => {
  const left = Math.max(0, milliseconds);
  const [days, hours, minutes] = [left / DAY, (left % DAY) / HOUR, (left % HOUR) / MINUTE].map(Math.floor);
  if (days! > 0) return hours! > 0 && days! < 14 ? `${days} d ${hours} h` : `${days} d`;
  if (hours! > 0) return `${hours} h ${minutes} min`;
  return minutes! >= 5 ? `${minutes} min` : `${minutes} min ${Math.floor((left % MINUTE) / 1000)} s`;
};

/** The time now, told anew each second in the last hour and each half minute before. */
const useNow = (at: number): number => {
  const [now, setNow] = useState(Date.now);
  const close = Math.abs(at - now) < HOUR;
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), close ? 1000 : MINUTE / 2);
    return () => clearInterval(ticking);
  }, [close]);
  return now;
};

export const Deadline = ({
  at,
  over = 'over for',
  left = 'in',
  soon = 3 * DAY,
  good = false,
}: {
  readonly at: string;
  /** Said before the time that has passed since, and before the time that is left. */
  readonly over?: string;
  readonly left?: string;
  /** From how many milliseconds before it is marked as due. */
  readonly soon?: number;
  /** That the time is over is as it should be, as of a time for second thoughts. */
  readonly good?: boolean;
}): ReactNode => {
  const end = Date.parse(at);
  const now = useNow(end);
  const [late, rest] = [now >= end, Math.abs(end - now)];
  const kind: Kind = late ? (good ? 'good' : 'bad') : rest <= soon ? 'due' : 'open';
  return (
    <span title={at}>
      <Status kind={kind}>{`${late ? over : left} ${spanOf(rest)}`}</Status>
    </span>
  );
};
