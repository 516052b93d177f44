/** Figures of what went wrong with the data and of how long it was kept: breaches, purges, holds, explanations. */
import type { Breach, Explanation, Hold, Incident, LongKept, Purge, Schedule } from '../oversight.js';
import type { RecordSource } from '../records.js';
import { byKey, count, grouped, secondsBetween, type Waiting, waiting } from '../statistics.js';
import { byEnd, type Frame, standing } from './frame.js';

export type IncidentFigures = {
  readonly reported: number;
  readonly late: number;
  readonly waiting: number;
  readonly toForwarding: Waiting;
  readonly incidents: readonly Incident[];
  /** Confirmed in the period, or confirmed before and not closed when it began. */
  readonly breaches: readonly Breach[];
  readonly residents: number;
  readonly owedAtEnd: number;
};

export type RetentionFigures = {
  readonly schedule: Schedule | null;
  /** Days of data, by retention class, of which something could be read when the report was made. */
  readonly kept: readonly {
    readonly class: string;
    readonly days: number;
    readonly rows: number;
    readonly held: number;
    /** Days whose clock had run out at the end of the period, and which are not purged. */
    readonly due: number;
  }[];
  readonly ages: { readonly to30: number; readonly to365: number; readonly over365: number; readonly held: number };
  readonly purges: {
    readonly proposed: number;
    readonly completed: readonly Pick<Purge, 'class' | 'date' | 'units' | 'kept' | 'completedAt' | 'certificateId'>[];
    readonly units: number;
    readonly blockedByHold: number;
    readonly underWay: number;
  };
  readonly downloads: {
    readonly made: number;
    /** By their age at the end: to one year, one to two, over two years. */
    readonly to1: number;
    readonly to2: number;
    readonly over2: number;
  };
  readonly holds: readonly Hold[];
  readonly evidence: { readonly packages: number; readonly items: number };
  readonly longKept: readonly LongKept[];
  readonly unexplained: number;
  readonly explanations: readonly Explanation[];
  readonly reburials: { readonly times: number; readonly keys: number };
};

/** Reports of breaches and the clocks that run from them. */
export const incidentFigures = (source: RecordSource, frame: Frame): IncidentFigures => {
  const all = [...source.incidents()].toSorted((a, b) => byKey(a.reportedAt, b.reportedAt));
  const incidents = all.filter(({ reportedAt }) => frame.during(reportedAt));
  const breaches = [...source.breaches()]
    .filter(
      ({ confirmedAt, closedAt }) =>
        frame.during(confirmedAt) ||
        (Date.parse(confirmedAt) < Date.parse(frame.from) &&
          (closedAt === null || Date.parse(closedAt) >= Date.parse(frame.from))),
    )
    .toSorted((a, b) => byKey(a.confirmedAt, b.confirmedAt));
  return {
    reported: incidents.length,
    late: count(incidents, ({ inTime }) => inTime === false),
    waiting: count(all, ({ reportedAt, passedAt }) => standing(frame, reportedAt, passedAt)),
    toForwarding: waiting(
      incidents.flatMap(({ reportedAt, passedAt }) =>
        passedAt === null ? [] : [secondsBetween(reportedAt, passedAt)],
      ),
    ),
    incidents,
    breaches,
    residents: breaches
      .filter(({ confirmedAt }) => frame.during(confirmedAt))
      .reduce((total, { residents }) => total + residents, 0),
    owedAtEnd: breaches.reduce((total, { owed }) => total + owed.length, 0),
  };
};

const kept = (source: RecordSource, frame: Frame): RetentionFigures['kept'] =>
  grouped([...source.keptDays()], (day) => day.class).map(([name, days]) => ({
    class: name,
    days: days.length,
    rows: days.reduce((total, { rows }) => total + rows, 0),
    held: days.reduce((total, { held }) => total + held, 0),
    due: count(days, ({ dueAt, rows, held }) => byEnd(frame, dueAt) && rows > held),
  }));

const purges = (source: RecordSource, frame: Frame): RetentionFigures['purges'] => {
  const all = [...source.purges()];
  const completed = all
    .filter(({ completedAt }) => completedAt !== null && frame.during(completedAt))
    .toSorted((a, b) => byKey(a.completedAt!, b.completedAt!) || byKey(a.purgeId, b.purgeId));
  return {
    proposed: count(all, ({ proposedAt }) => frame.during(proposedAt)),
    completed: completed.map(({ class: name, date, units, kept: left, completedAt, certificateId }) => ({
      class: name,
      date,
      units: units - left,
      kept: left,
      completedAt,
      certificateId,
    })),
    units: completed.reduce((total, one) => total + one.units - one.kept, 0),
    blockedByHold: count(all, ({ blockedAt }) => blockedAt !== null && frame.during(blockedAt)),
    underWay: count(all, ({ state }) => ['proposed', 'approved', 'committed'].includes(state)),
  };
};

const YEAR = 365 * 86_400_000;

const downloads = (source: RecordSource, frame: Frame): RetentionFigures['downloads'] => {
  const all = [...source.downloads()].filter(({ at }) => byEnd(frame, at));
  const age = (at: string): number => (Date.parse(frame.end) - Date.parse(at)) / YEAR;
  return {
    made: count(all, ({ at }) => frame.during(at)),
    to1: count(all, ({ at }) => age(at) < 1),
    to2: count(all, ({ at }) => age(at) >= 1 && age(at) < 2),
    over2: count(all, ({ at }) => age(at) >= 2),
  };
};

/** What fell due, was destroyed, was held, and is explained. */
export const retentionFigures = (source: RecordSource, frame: Frame): RetentionFigures => {
  const longKept = [...source.longKept(frame.end)].toSorted((a, b) =>
    byKey(`${a.class} ${a.day}`, `${b.class} ${b.day}`),
  );
  const [schedule = null] = [...source.schedules()]
    .filter(({ adoptedAt }) => byEnd(frame, adoptedAt))
    .toSorted((a, b) => byKey(b.adoptedAt, a.adoptedAt));
  const classes = kept(source, frame);
  const evidence = [...source.evidence()].filter(({ bookedAt }) => frame.during(bookedAt));
  const reburials = [...source.reburials()].filter(({ at }) => frame.during(at));
  return {
    schedule,
    kept: classes,
    ages: {
      ...source.readsKept(frame.end),
      held: classes.find((one) => one.class === 'detection')?.held ?? 0,
    },
    purges: purges(source, frame),
    downloads: downloads(source, frame),
    holds: [...source.holds()]
      .filter(
        ({ orderedAt, releasedAt }) =>
          standing(frame, orderedAt, releasedAt) || (releasedAt !== null && frame.during(releasedAt)),
      )
      .toSorted((a, b) => byKey(a.orderedAt, b.orderedAt) || byKey(a.holdId, b.holdId)),
    evidence: { packages: evidence.length, items: evidence.reduce((total, { items }) => total + items, 0) },
    longKept,
    unexplained: count(longKept, ({ explained }) => !explained),
    explanations: [...source.explanations()]
      .filter(({ explainedAt }) => byEnd(frame, explainedAt))
      .toSorted((a, b) => byKey(a.from, b.from) || byKey(a.explanationId, b.explanationId)),
    reburials: { times: reburials.length, keys: reburials.reduce((total, { keys }) => total + keys, 0) },
  };
};
