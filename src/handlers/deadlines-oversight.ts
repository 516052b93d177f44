/** What oversight owes at a day, told when that day has passed. */
import { dutiesDue } from '../projections/calendar.js';
import type { Deadline } from './deadlines.js';
import { derivedId } from './ids.js';

/** Each overdue duty is told once for the day it was due; done and due again, it is another one. */
export const overdueDuties: Deadline = {
  name: 'overdue-duties',
  due: (db, now, { settings }) =>
    dutiesDue(db, now, settings)
      .filter(({ dueBy }) => dueBy < now)
      .map(({ duty, of, dueBy }) => {
        const parts = [duty, of ?? 'department', dueBy];
        const dutyId = derivedId('duty', ...parts);
        return { request: { type: 'TellOverdue', data: { dutyId, duty, of, dueBy } }, of: parts };
      }),
};
