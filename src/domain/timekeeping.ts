/**
 * Timekeeping: how much time is vouched for. A purge cannot be undone, so a clock that jumped must not cause one: the
 * time noted here goes on only as a second, monotonic clock does; a time in which the program did not run counts when
 * a person has compared the clock.
 */
import type { Case, Command, Decider, Event } from './decider.js';
import { departmentId } from './department.js';
import { type Rule, rule } from './policy/rule.js';
import { administration } from './standing.js';
import { after, between, hour, iso8601, instant, minute, second } from './time.js';

// Stored for good: never rename, only add.
export type TimeNoted = Event<
  'TimeNoted',
  {
    /** The run of the program that noted it, and how long its monotonic clock had been going, whole seconds. */
    readonly runId: string;
    readonly uptime: number;
    /** What the clock on the wall said. */
    readonly notedAt: string;
    /** No later than the true time, as far as all that was noted before can tell. */
    readonly vouchedAt: string;
  }
>;
/** A person compared the clock with an independent one after a silence that nothing vouches for. */
export type TimeConfirmed = Event<'TimeConfirmed', { readonly memberId: string; readonly vouchedAt: string }>;
export type TimeEvent = TimeNoted | TimeConfirmed;

export type NoteTime = Command<'NoteTime', { readonly runId: string; readonly uptime: number }>;
export type ConfirmTime = Command<'ConfirmTime', { /** Read from an independent clock. */ readonly trueTime: string }>;
export type TimeCommand = NoteTime | ConfirmTime;

export type TimeState = {
  readonly runId: string | null;
  readonly uptime: number;
  readonly notedAt: string | null;
  /** Null before anything was noted. */
  readonly vouchedAt: string | null;
};

export const timeStream = `time-${departmentId}`;

const later = (one: string, other: string): string => (instant(one) > instant(other) ? one : other);

/**
 * What is vouched for at this moment. Within one run it is what was, plus what the monotonic clock counted since;
 * after a silence the wall clock is believed for at most `silenceHours`. It never goes back.
 */
export const vouched = (state: TimeState, asked: NoteTime['data'], at: string, silenceHours: number): string => {
  const { vouchedAt, notedAt, runId, uptime } = state;
  if (vouchedAt === null || notedAt === null) return vouchedAt ? later(vouchedAt, at) : at;
  if (runId === asked.runId) return after(vouchedAt, Math.max(0, asked.uptime - uptime) * second);
  const silent = Math.min(Math.max(0, between(notedAt, at)), silenceHours * hour);
  return after(vouchedAt, silent);
};

/** No purge on a clock that nothing corroborates: asked of whoever confirms the time, and of every step of a purge. */
export const vouchedFor = <C>(holds: (facts: C) => boolean): Rule<C> =>
  rule(
    '430.4A(f)',
    'R-CLOCK',
    'the time is vouched for, by a clock that did not jump or by a person who compared it',
    holds,
    'Set the clock right; after a long silence the Administrator confirms it against an independent clock.',
  );

const isByClock = ({ by }: Case<unknown, unknown>): boolean => by.kind === 'clock';

export const timekeeping: Decider<TimeCommand, TimeState, TimeEvent> = {
  category: 'time',
  stream: () => timeStream,
  initial: { runId: null, uptime: 0, notedAt: null, vouchedAt: null },
  evolve: (state, { type, data }) =>
    type === 'TimeNoted' ? data : { ...state, runId: null, notedAt: data.vouchedAt, vouchedAt: data.vouchedAt },
  on: {
    NoteTime: {
      rules: [
        rule(
          '430.4A(f)',
          'R-TIME',
          'time is noted by the system itself',
          isByClock,
          'Nobody tells the system what time has passed; after a long silence the Administrator confirms the clock.',
        ),
      ],
      events: ({ command: { data }, state, at, terms }) => [
        {
          type: 'TimeNoted',
          data: { ...data, notedAt: at, vouchedAt: vouched(state, data, at, terms.settings.silenceHours) },
        },
      ],
    },
    ConfirmTime: {
      rules: [
        ...administration,
        vouchedFor<Case<ConfirmTime, TimeState>>(
          ({ command, at, terms }) =>
            Math.abs(between(command.data.trueTime, at)) <= terms.settings.corroborationMinutes * minute,
        ),
      ],
      events: ({ at, by }) => [{ type: 'TimeConfirmed', data: { memberId: by.id, vouchedAt: iso8601(instant(at)) } }],
    },
  },
};
