/** The period a figure is of: which times lie in it, and how things stood at its end. */
import type { Time } from '../source.js';

export type Frame = {
  readonly from: Time;
  readonly to: Time;
  /** The end of the quarter, or the moment of an interim report. */
  readonly end: Time;
  readonly during: (at: Time) => boolean;
};

/** Whether it had happened by the end of the period. */
export const byEnd = ({ end }: Frame, at: Time | null): boolean => at !== null && Date.parse(at) <= Date.parse(end);

/** Whether it began before the end of the period and was not over then. */
export const standing = (frame: Frame, from: Time, endedAt: Time | null, until: Time | null = null): boolean =>
  byEnd(frame, from) && !byEnd(frame, endedAt) && !byEnd(frame, until);
