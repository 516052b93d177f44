/** Time limits of operations: a canvass ends with its window, and an exigency that nobody reviewed is a finding. */
import { after, hour } from '../domain/time.js';
import { endedCanvasses } from '../projections/duties.js';
import { unreviewedSince } from '../projections/exigencies.js';
import type { Deadline } from './deadlines.js';

/** 430.6(c).1: a canvass is for a window, and nobody has to remember to close it. */
export const endedCanvassWindows: Deadline = {
  name: 'ended-canvasses',
  due: (db, now) =>
    endedCanvasses(db, now).map((canvassId) => ({
      request: { type: 'CloseCanvass', data: { canvassId } },
      of: [canvassId],
    })),
};

/** 430.6(k).4: the policy sets no limit for the review; 72 hours are ours. */
export const overdueExigencies: Deadline = {
  name: 'overdue-exigencies',
  due: (db, now, { settings: { exigencyReviewHours } }) =>
    unreviewedSince(db, after(now, -exigencyReviewHours * hour)).map(({ hitId, declaredAt }) => ({
      request: { type: 'FlagOverdueReview', data: { hitId } },
      of: [hitId, declaredAt],
    })),
};
