/** The City's retention schedule (430.8): how long each class of data is kept; until one is adopted, the strictest. */
import type { Case, Command, Decider, Event, RetentionClass } from './decider.js';
import { departmentId } from './department.js';
import { type Rule, rule } from './policy/rule.js';
import { administration } from './standing.js';
import { after, day } from './time.js';

/** Classes whose time runs out. What registers and holds need is kept as long as they do, and has no clock. */
export const clockedClasses = ['detection', 'hit', 'access-record', 'hot-list', 'release'] as const;
export type ClockedClass = (typeof clockedClasses)[number];

/** How long one class is kept, in whole days after the end of the UTC day on which it was recorded. */
export type Clock = { readonly class: ClockedClass; readonly days: number };

/** The longest that a downloaded read is kept (430.8¶3.1), in days. */
export const DOWNLOAD_DAYS = 365;

/**
 * In force until the City adopts a schedule: reads go after the vendor's thirty days (430.8¶2.2), hits after the year
 * 430.8¶3.1 names, and what shows who looked is kept for the two years of Gov. Code 34090(d).
 */
export const strictest: readonly Clock[] = [
  { class: 'detection', days: 30 },
  { class: 'hit', days: 365 },
  { class: 'access-record', days: 730 },
  { class: 'hot-list', days: 730 },
  { class: 'release', days: 730 },
];

type Adopted = {
  readonly scheduleId: string;
  /** SHA-256 of the council's resolution and of the city attorney's written consent, hex (Gov. Code 34090, 34090.6). */
  readonly resolution: string;
  readonly consent: string;
  readonly clocks: readonly Clock[];
  /** How long a downloaded read is kept, days. */
  readonly downloadDays: number;
};

// Stored for good: never rename, only add.
export type RetentionScheduleAdopted = Event<'RetentionScheduleAdopted', Adopted>;

export type AdoptRetentionSchedule = Command<'AdoptRetentionSchedule', Adopted>;

export type ScheduleState = {
  readonly adopted: string | null;
  readonly clocks: readonly Clock[];
  readonly downloadDays: number;
};

export const scheduleStream = `schedule-${departmentId}`;

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Days a class is kept under a schedule; null for a class without a clock. */
export const daysOf = ({ clocks }: Pick<ScheduleState, 'clocks'>, name: RetentionClass): number | null =>
  clocks.find((one) => one.class === name)?.days ?? null;

/**
 * When the time of a UTC day's data has run out: so many whole days after the day's end, so that nothing of it goes
 * early. @param date `yyyy-mm-dd`
 */
export const dueAt = (date: string, days: number): string => after(`${date}T00:00:00.000Z`, (days + 1) * day);

/** Asked of a schedule, and of every download. */
export const noExtension = <C>(holds: (facts: C) => boolean): Rule<C> =>
  rule(
    '430.8¶3.1',
    'R-RETAIN-EXTEND',
    'what was downloaded is kept no longer than one year, and no longer than its first clock says',
    holds,
    'Let the clock run; what is evidence is kept by a hold (430.8¶3.3).',
  );

/** The clocks of a schedule over the strictest ones, for the classes it does not name. */
const completed = (clocks: readonly Clock[]): readonly Clock[] =>
  strictest.map((usual) => clocks.find((one) => one.class === usual.class) ?? usual);

export const schedule: Decider<AdoptRetentionSchedule, ScheduleState, RetentionScheduleAdopted> = {
  category: 'schedule',
  stream: () => scheduleStream,
  initial: { adopted: null, clocks: strictest, downloadDays: DOWNLOAD_DAYS },
  evolve: (_, { data }) => ({
    adopted: data.scheduleId,
    clocks: completed(data.clocks),
    downloadDays: data.downloadDays,
  }),
  on: {
    AdoptRetentionSchedule: {
      rules: [
        ...administration,
        rule(
          '430.8¶1.1',
          'R-SCHEDULE-AUTH',
          'the schedule cites the council’s resolution and the city attorney’s written consent, for whole days',
          ({ command: { data } }) =>
            isDigest(data.resolution) &&
            isDigest(data.consent) &&
            data.clocks.every(({ days }) => Number.isInteger(days) && days > 0),
          'Give the SHA-256 of both documents (Gov. Code 34090 and 34090.6), and at least one day for each class.',
        ),
        noExtension<Case<AdoptRetentionSchedule, ScheduleState>>(
          ({ command: { data } }) => data.downloadDays > 0 && data.downloadDays <= DOWNLOAD_DAYS,
        ),
      ],
      events: ({ command, state }) =>
        state.adopted === command.data.scheduleId ? [] : [{ type: 'RetentionScheduleAdopted', data: command.data }],
    },
  },
};
