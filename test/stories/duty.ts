/** Stories of duties: the clock tells what is overdue, once, and not before its day. */
import { duty, type DutyOverdue } from '../../src/domain/duty.js';
import { administrator, at, clock, noon } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(duty, clock);

const overdue: DutyOverdue = {
  type: 'DutyOverdue',
  data: { dutyId: 'duty-1', duty: 'placement-review', of: 'camera-1', dueBy: '2026-01-05T11:59:59.999Z' },
};
const say = { type: 'TellOverdue', data: overdue.data } as const;

export const dutyStories = told(duty, {
  'the clock tells that a review is overdue': given().when(say).records(overdue),
  'it is told once': given(overdue).when(say).records(),
  'it is not told before its day has passed': given()
    .when({ ...say, data: { ...say.data, dueBy: noon } }, at(clock, noon))
    .refuses('430.9(e).1 R-DUTY-DUE'),
  'nobody tells it of himself': given().when(say, administrator).refuses('430.9(e).1 R-DUTY-DUE'),
});
