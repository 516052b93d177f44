/** Stories of a breach: who must be told follows from the law, and the procedure is not closed before all were. */
import {
  breach,
  type BreachConfirmed,
  type BreachDuty,
  type BreachNoticeSent,
  type BreachProcedureClosed,
} from '../../src/domain/breach.js';
import { administrator, lacking, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(breach, administrator);

const incidentId = 'incident-1';
const account = 'a laptop with an unencrypted export was stolen';
const document = 'e'.repeat(64);

const confirmed = (residents: number, duties: readonly BreachDuty[], heldByVendor = false): BreachConfirmed => ({
  type: 'BreachConfirmed',
  data: {
    incidentId,
    confirmedBy: administrator.by.id,
    residents,
    heldByVendor,
    duties,
    dueBy: '2026-02-04T12:00:00.000Z',
  },
  sealed: { account },
  keep: { class: 'access-record', unit: incidentId },
});
const sent = (duty: BreachDuty): BreachNoticeSent => ({
  type: 'BreachNoticeSent',
  data: { incidentId, duty, document, sentBy: administrator.by.id },
});
const closed: BreachProcedureClosed = {
  type: 'BreachProcedureClosed',
  data: { incidentId, closedBy: administrator.by.id },
};
const small = confirmed(500, ['residents']);

const start = (residents: number, heldByVendor = false, says = account) =>
  ({ type: 'StartBreachProcedure', data: { incidentId, residents, heldByVendor, account: says } }) as const;
const notice = (duty: BreachDuty, text = document) =>
  ({ type: 'RecordBreachNotice', data: { incidentId, duty, document: text } }) as const;
const close = { type: 'CloseBreachProcedure', data: { incidentId } } as const;

const unknown = '430.9¶last R-BREACH-UNKNOWN';
const unowed = '430.9¶last R-BREACH-NOTICE';

export const breachStories = told(breach, {
  'of 500 residents each is told, and the Attorney General need not be': given().when(start(500)).records(small),
  'of 501 residents the Attorney General gets a copy too': given()
    .when(start(501))
    .records(confirmed(501, ['residents', 'attorney-general'])),
  'what the vendor holds, the vendor is told of': given()
    .when(start(0, true))
    .records(confirmed(0, ['vendor'], true)),
  'a breach that says nothing is not confirmed': given()
    .when(start(1, false, 'hacked'))
    .refuses('430.9¶last R-BREACH-ACCOUNT'),
  'residents are counted, not guessed below none': given().when(start(-1)).refuses('430.9¶last R-BREACH-ACCOUNT'),
  'one incident has one procedure': given(small).when(start(500)).refuses('430.9¶last R-BREACH-STARTED'),
  ...lacking('administration', administrator, 'confirms no breach', (who) => given().when(start(1), who)),

  'a notice is sent, and its copy kept by digest': given(small).when(notice('residents')).records(sent('residents')),
  'a notice that is not owed is not ticked off': given(small).when(notice('attorney-general')).refuses(unowed),
  'a notice is sent once': given(small, sent('residents')).when(notice('residents')).refuses(unowed),
  'a notice without a copy is none': given(small).when(notice('residents', 'by phone')).refuses(unowed),
  'no notice is sent of what nobody confirmed': given().when(notice('residents')).refuses(unknown, unowed),
  ...lacking('administration', administrator, 'records no notice', (who) =>
    given(small).when(notice('residents'), who),
  ),

  'the procedure is closed once everybody was told': given(small, sent('residents')).when(close).records(closed),
  'it is not closed while somebody is still to be told': given(small).when(close).refuses('430.9¶last R-BREACH-OPEN'),
  'it is closed once': given(small, sent('residents'), closed).when(close).refuses(unknown),
  'an officer closes nothing': given(small, sent('residents')).when(close, officer).refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'closes no procedure', (who) =>
    given(small, sent('residents')).when(close, who),
  ),
});
