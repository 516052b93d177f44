/** Stories of monitoring: a plan that somebody else reviews, every week, and no less than it says. */
import {
  type AdoptMonitoringPlan,
  type CompleteWeeklyReview,
  monitoring,
  type MonitoringPlanAdopted,
  type WeeklyReviewCompleted,
} from '../../src/domain/monitoring.js';
import { administrator, auditor, lacking, morning, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(monitoring, administrator);

const plan = {
  planId: 'plan-1',
  detectors: ['repeat-target', 'vague-reason'],
  everyDays: 7,
  sample: 20,
  reviewers: [auditor.by.id],
} as const;
const adopted: MonitoringPlanAdopted = {
  type: 'MonitoringPlanAdopted',
  data: { ...plan, adoptedBy: administrator.by.id },
};
const period = { from: '2025-12-29T08:00:00.000Z', to: morning };
const note = 'twenty searches, each with its case';
const completed: WeeklyReviewCompleted = {
  type: 'WeeklyReviewCompleted',
  data: { reviewId: 'review-1', planId: 'plan-1', reviewedBy: auditor.by.id, looked: 20, ...period },
  sealed: { note },
  keep: { class: 'access-record', unit: 'review-1' },
};

const adopt = (data: Partial<AdoptMonitoringPlan['data']> = {}) =>
  ({ type: 'AdoptMonitoringPlan', data: { ...plan, ...data } }) as const;
const complete = (data: Partial<CompleteWeeklyReview['data']> = {}) =>
  ({ type: 'CompleteWeeklyReview', data: { reviewId: 'review-1', looked: 20, ...period, note, ...data } }) as const;

const thin = '430.4A(c) R-MONITORING-PLAN';
const short = '430.4A(c) R-MONITORING-REVIEW';

export const monitoringStories = told(monitoring, {
  'the Administrator adopts a plan that the auditor reviews every week': given().when(adopt()).records(adopted),
  'a plan that nothing watches is none': given()
    .when(adopt({ detectors: [] }))
    .refuses(thin),
  'a detector is named by its code': given()
    .when(adopt({ detectors: ['All of them!'] }))
    .refuses(thin),
  'a review once a month is not weekly': given()
    .when(adopt({ everyDays: 30 }))
    .refuses(thin),
  'a review that looks at nothing is none': given()
    .when(adopt({ sample: 0 }))
    .refuses(thin),
  'the Administrator does not review himself alone': given()
    .when(adopt({ reviewers: [administrator.by.id] }))
    .refuses('430.4A(c) R-MONITORING-REVIEWERS'),
  ...lacking('administration', administrator, 'adopts no plan', (who) => given().when(adopt(), who), {
    '430.4A(i) R-NOT-ADMIN': [],
  }),

  'the auditor completes the review of the week': given(adopted).when(complete(), auditor).records(completed),
  'the review is made by somebody whom the plan names': given(adopted)
    .when(complete(), officer)
    .refuses('430.4A(c) R-MONITORING-REVIEWER'),
  'without a plan there is nothing to review by': given()
    .when(complete(), auditor)
    .refuses('430.4A(c) R-MONITORING-REVIEWER'),
  'a review looks at no less than the plan says': given(adopted)
    .when(complete({ looked: 19 }), auditor)
    .refuses(short),
  'a review says what it found': given(adopted)
    .when(complete({ note: 'fine' }), auditor)
    .refuses(short),
  'a week that has not ended is not reviewed': given(adopted)
    .when(complete({ to: '2026-01-06T00:00:00.000Z' }), auditor)
    .refuses(short),
  'a week ends after it begins': given(adopted)
    .when(complete({ from: morning }), auditor)
    .refuses(short),
  ...lacking('session', auditor, 'completes no review', (who) => given(adopted).when(complete(), who)),
});
