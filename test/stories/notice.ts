/** Stories of notices: what became of each is recorded by the system, and once it was sent that is settled. */
import { notice, type NotificationFailed, type NotificationSent } from '../../src/domain/notice.js';
import { administrator, clock } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(notice, clock);

const one = {
  noticeId: 'notice-1',
  notice: 'equipment-fault',
  eventId: 'event-1',
  recipient: 'administrator',
  memberId: administrator.by.id,
} as const;
const sent = (attempt = 1): NotificationSent => ({
  type: 'NotificationSent',
  data: { ...one, attempt, messageId: 'notice-1' },
});
const failed: NotificationFailed = { type: 'NotificationFailed', data: { ...one, attempt: 1, why: 'unreachable' } };
const record = (attempt = 1) => ({ type: 'RecordSending', data: sent(attempt).data }) as const;
const recordFailure = { type: 'RecordFailedSending', data: failed.data } as const;

export const noticeStories = told(notice, {
  'a notice the mail server took is recorded with its message id': given().when(record()).records(sent()),
  'a notice that could not be sent is recorded, with the kind of failure': given().when(recordFailure).records(failed),
  'a notice that failed before is recorded as sent': given(failed).when(record(2)).records(sent(2)),
  'a notice sent twice is recorded once': given(sent()).when(record()).records(),
  'a failure told after the success is nothing to record': given(sent()).when(recordFailure).records(),
  'nobody says that a notice was sent but the system': given()
    .when(record(), administrator)
    .refuses('430.6(h) R-NOTICE-SOURCE'),
  'nobody says that a notice failed but the system': given()
    .when(recordFailure, administrator)
    .refuses('430.6(h) R-NOTICE-SOURCE'),
});
