/** How the system is monitored: a plan of detectors, cadence and reviewers, and its weekly reviews (430.4A(c)). */
import type { Case, Command, Decider, Event } from './decider.js';
import { departmentId } from './department.js';
import { rule } from './policy/rule.js';
import { administration, session } from './standing.js';

// Stored for good: never rename, only add.
export type MonitoringPlanAdopted = Event<
  'MonitoringPlanAdopted',
  {
    readonly planId: string;
    readonly adoptedBy: string;
    /** Codes of the detectors that watch. */
    readonly detectors: readonly string[];
    readonly everyDays: number;
    /** Events looked at by hand in each review, at least. */
    readonly sample: number;
    /** Members who review. */
    readonly reviewers: readonly string[];
  }
>;
export type WeeklyReviewCompleted = Event<
  'WeeklyReviewCompleted',
  {
    readonly reviewId: string;
    readonly planId: string;
    readonly reviewedBy: string;
    readonly looked: number;
    readonly from: string;
    readonly to: string;
  },
  { readonly note: string }
>;
export type MonitoringEvent = MonitoringPlanAdopted | WeeklyReviewCompleted;

export type AdoptMonitoringPlan = Command<'AdoptMonitoringPlan', Omit<MonitoringPlanAdopted['data'], 'adoptedBy'>>;
export type CompleteWeeklyReview = Command<
  'CompleteWeeklyReview',
  {
    readonly reviewId: string;
    /** How many events were looked at. */
    readonly looked: number;
    readonly from: string;
    readonly to: string;
    readonly note: string;
  }
>;
export type MonitoringCommand = AdoptMonitoringPlan | CompleteWeeklyReview;

export type MonitoringState = {
  readonly plan: Pick<MonitoringPlanAdopted['data'], 'planId' | 'sample' | 'reviewers'> | null;
};

const isCode = (text: string): boolean => /^[a-z]{1,24}(?:-[a-z]{1,24}){0,5}$/.test(text);

export const monitoring: Decider<MonitoringCommand, MonitoringState, MonitoringEvent> = {
  category: 'monitoring',
  stream: () => `monitoring-${departmentId}`,
  initial: { plan: null },
  evolve: (state, event) => (event.type === 'MonitoringPlanAdopted' ? { plan: event.data } : state),
  on: {
    AdoptMonitoringPlan: {
      rules: [
        ...administration,
        rule(
          '430.4A(c)',
          'R-MONITORING-PLAN',
          'the plan names what watches, how often somebody looks, and at how much',
          ({ command: { data }, terms }) =>
            data.detectors.length > 0 &&
            data.detectors.every(isCode) &&
            data.everyDays >= 1 &&
            data.everyDays <= terms.settings.monitoringDays &&
            data.sample >= 1,
          'Name the detectors, a review at least every week, and the events looked at in each.',
        ),
        rule(
          '430.4A(c)',
          'R-MONITORING-REVIEWERS',
          'among the reviewers is somebody other than the Administrator who adopts the plan',
          ({ command: { data }, by }) => data.reviewers.some((reviewer) => reviewer !== by.id),
          'Name a reviewer who does not administer the system.',
        ),
      ],
      events: ({ command: { data }, by }) => [{ type: 'MonitoringPlanAdopted', data: { ...data, adoptedBy: by.id } }],
    },
    CompleteWeeklyReview: {
      rules: [
        ...session,
        rule<Case<CompleteWeeklyReview, MonitoringState>>(
          '430.4A(c)',
          'R-MONITORING-REVIEWER',
          'a plan is in force, and the review is made by one of the reviewers it names',
          ({ state, by }) => state.plan?.reviewers.includes(by.id) === true,
          'Ask a reviewer named in the monitoring plan.',
        ),
        rule<Case<CompleteWeeklyReview, MonitoringState>>(
          '430.4A(c)',
          'R-MONITORING-REVIEW',
          'the review looked at no less than the plan asks for, over a period that has ended, and says what it found',
          ({ state, command: { data }, at, terms }) =>
            data.looked >= (state.plan?.sample ?? 0) &&
            data.from < data.to &&
            data.to <= at &&
            data.note.trim().length >= terms.settings.reasonLength,
          'Look at as many events as the plan asks for, and write down what was found.',
        ),
      ],
      events: ({ command: { data }, state, by }) => [
        {
          type: 'WeeklyReviewCompleted',
          data: {
            reviewId: data.reviewId,
            planId: state.plan!.planId,
            reviewedBy: by.id,
            looked: data.looked,
            from: data.from,
            to: data.to,
          },
          sealed: { note: data.note },
          keep: { class: 'access-record', unit: data.reviewId },
        },
      ],
    },
  },
};
