/** Stories of the City's retention schedule: who adopts it, on whose word, and what it may not stretch. */
import { type RetentionScheduleAdopted, schedule } from '../../src/domain/schedule.js';
import { administrator, chief, custodian, lacking } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(schedule, administrator);

type Adopted = RetentionScheduleAdopted['data'];

const adopted = (but: Partial<Adopted> = {}): RetentionScheduleAdopted => ({
  type: 'RetentionScheduleAdopted',
  data: {
    scheduleId: 'schedule-1',
    resolution: 'a'.repeat(64),
    consent: 'b'.repeat(64),
    clocks: [{ class: 'detection', days: 60 }],
    downloadDays: 365,
    ...but,
  },
});
const adopt = (but: Partial<Adopted> = {}) => ({ type: 'AdoptRetentionSchedule', data: adopted(but).data }) as const;
const unauthorised = '430.8¶1.1 R-SCHEDULE-AUTH';

export const scheduleStories = told(schedule, {
  'the Administrator adopts the schedule that council and city attorney agreed to': given()
    .when(adopt())
    .records(adopted()),
  'a schedule adopted once is not adopted again': given(adopted()).when(adopt()).records(),
  'a new schedule takes the place of the old one': given(adopted())
    .when(adopt({ scheduleId: 'schedule-2' }))
    .records(adopted({ scheduleId: 'schedule-2' })),
  'a schedule without the council’s resolution is none': given()
    .when(adopt({ resolution: '' }))
    .refuses(unauthorised),
  'a schedule without the city attorney’s consent is none': given()
    .when(adopt({ consent: 'agreed by telephone' }))
    .refuses(unauthorised),
  'no schedule has data destroyed on the day it was recorded': given()
    .when(adopt({ clocks: [{ class: 'detection', days: 0 }] }))
    .refuses(unauthorised),
  'no schedule keeps downloads for more than a year': given()
    .when(adopt({ downloadDays: 366 }))
    .refuses('430.8¶3.1 R-RETAIN-EXTEND'),
  'the Chief adopts no retention schedule by himself': given().when(adopt(), chief).refuses('430.4A(i) R-NOT-ADMIN'),
  'the Custodian adopts no retention schedule': given().when(adopt(), custodian).refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'adopts no retention schedule', (who) => given().when(adopt(), who)),
});
