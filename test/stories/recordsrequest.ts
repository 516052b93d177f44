/** Stories of public records requests: the custodian's, in time, and never a plate. */
import {
  type DiscloseRecords,
  recordsRequest,
  type RecordsDisclosed,
  type RecordsRequestClosed,
  type RecordsRequestLogged,
  type RecordsRequestOverdue,
} from '../../src/domain/recordsrequest.js';
import { at, but, chief, clock, lacking, morning, officer } from './people.js';
import { tell, told } from './story.js';

const custodian = but(officer, { position: 'custodian-of-records', training: {}, approved: false });
const { given } = tell(recordsRequest, custodian);

const requestId = 'request-1';
const dueAt = '2026-01-15T08:00:00.000Z';
const sealed = {
  requester: 'Desert Sun',
  contact: 'newsroom@paper.example',
  asks: 'the audit trail of the readers for December',
};
const logged: RecordsRequestLogged = {
  type: 'RecordsRequestLogged',
  data: { requestId, receivedAt: morning, dueAt, custodian: custodian.by.id },
  sealed,
  keep: { class: 'release', unit: requestId },
};
const log = (receivedAt = morning) =>
  ({ type: 'LogRecordsRequest', data: { requestId, receivedAt, ...sealed } }) as const;
const period = { from: '2025-12-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' };
const found = { rows: 12, withheld: 30, contents: 'c'.repeat(64) };
const disclosed: RecordsDisclosed = {
  type: 'RecordsDisclosed',
  data: { requestId, what: 'audit-rows', ...period, ...found },
};
const disclose = (change: Partial<DiscloseRecords['data']> = {}): DiscloseRecords => ({
  type: 'DiscloseRecords',
  data: { requestId, what: 'audit-rows', ...period, ...found, ...change },
});
const overdue: RecordsRequestOverdue = { type: 'RecordsRequestOverdue', data: { requestId } };
const note = { type: 'NoteOverdueRequest', data: { requestId } } as const;
const closed = (outcome: RecordsRequestClosed['data']['outcome'], why: string, number = 1): RecordsRequestClosed => ({
  type: 'RecordsRequestClosed',
  data: { requestId, outcome, late: false, given: number },
  sealed: { why },
  keep: { class: 'release', unit: requestId },
});
const close = (outcome: RecordsRequestClosed['data']['outcome'] = 'given', why = '') =>
  ({ type: 'CloseRecordsRequest', data: { requestId, outcome, why } }) as const;

const notCustodian = '430.10¶N R-NOT-CUSTODIAN';
const notOpen = '430.10¶N R-REQUEST-OPEN';
const withheld = 'plates and places identify vehicles and are withheld';

export const recordsRequestStories = told(recordsRequest, {
  'the custodian logs a request, due ten days after it came in': given().when(log()).records(logged),
  'a request is logged once': given(logged).when(log()).refuses('430.10¶N R-REQUEST-RECEIVED'),
  'a request did not come in tomorrow': given()
    .when(log('2026-01-06T08:00:00.000Z'))
    .refuses('430.10¶N R-REQUEST-RECEIVED'),
  'nobody else logs one': given().when(log(), chief).refuses(notCustodian),
  ...lacking('session', custodian, 'logs no request', (who) => given().when(log(), who)),

  'redacted rows of the audit trail are given': given(logged).when(disclose()).records(disclosed),
  'figures are given': given(logged)
    .when(disclose({ what: 'figures' }))
    .records({ ...disclosed, data: { ...disclosed.data, what: 'figures' } }),
  'reads are not, however they are asked for': given(logged)
    .when(disclose({ what: 'detections' }))
    .refuses('430.10¶N R-PUBLIC-RAW'),
  'nothing is given of a time that has not passed': given(logged)
    .when(disclose({ to: '2026-02-01T00:00:00.000Z' }))
    .refuses('430.10¶N R-REQUEST-PERIOD'),
  'nothing is given to a request nobody made': given().when(disclose()).refuses(notOpen),
  'nor to one that is closed': given(logged, disclosed, closed('given', '')).when(disclose()).refuses(notOpen),
  'nobody else gives anything': given(logged).when(disclose(), officer).refuses(notCustodian),
  ...lacking('session', custodian, 'discloses nothing', (who) => given(logged).when(disclose(), who)),

  'the clock notes an answer that is overdue': given(logged).when(note, at(clock, dueAt)).records(overdue),
  'it notes that once': given(logged, overdue).when(note, at(clock, dueAt)).records(),
  'of a request that was closed it notes nothing': given(logged, disclosed, closed('given', ''))
    .when(note, at(clock, dueAt))
    .records(),
  'it notes nothing before the time': given(logged).when(note, clock).refuses('430.10¶N R-REQUEST-DUE'),
  'nobody notes it by hand': given(logged).when(note, at(custodian, dueAt)).refuses('430.10¶N R-REQUEST-DUE'),

  'a request is closed with what was given': given(logged, disclosed).when(close()).records(closed('given', '')),
  'what was not given is explained': given(logged, disclosed)
    .when(close('partly-given', withheld))
    .records(closed('partly-given', withheld)),
  'a denial is explained': given(logged)
    .when(close('denied', withheld))
    .records(closed('denied', withheld, 0)),
  'a denial that is not explained is none': given(logged).when(close('denied')).refuses('430.10¶N R-REQUEST-ANSWER'),
  'what nobody disclosed was not given': given(logged).when(close()).refuses('430.10¶N R-REQUEST-ANSWER'),
  'a request is closed once': given(logged, disclosed, closed('given', '')).when(close()).refuses(notOpen),
  'nobody else closes one': given(logged, disclosed).when(close(), chief).refuses(notCustodian),
  ...lacking('session', custodian, 'closes no request', (who) => given(logged, disclosed).when(close(), who)),
});
