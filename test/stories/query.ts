/** Stories of queries: nobody looks without saying why, and not everybody may see plates. */
import { type MakeQuery, query, type QueryMade, type Question, type ResultsSeen } from '../../src/domain/query.js';
import type { Register } from '../../src/domain/registers.js';
import {
  administrator,
  analyst,
  auditor,
  but,
  camera,
  chief,
  contractor,
  dispatcher,
  lacking,
  officer,
  sergeant,
  stranger,
  terminal,
  trainer,
} from './people.js';
import { type Stories, tell, told } from './story.js';

const { given } = tell(query, officer);

const asked: MakeQuery['data'] = {
  queryId: 'query-1',
  question: 'detections',
  elements: { to: '2026-01-05T12:00:00.000Z', plate: '7ABC123' },
  purpose: 'criminal-investigation',
  reason: 'robbery on Palm Canyon Drive',
  eventNumber: '26-1234',
  noEventNumberBecause: null,
};
const ask = (data: Partial<MakeQuery['data']> = {}) => ({ type: 'MakeQuery', data: { ...asked, ...data } }) as const;
const made = (data: Partial<MakeQuery['data']> = {}): QueryMade => {
  const { queryId, question, purpose, elements, reason, eventNumber, noEventNumberBecause } = { ...asked, ...data };
  return {
    type: 'QueryMade',
    data: {
      queryId,
      question,
      purpose: purpose as QueryMade['data']['purpose'],
      elements: Object.keys(elements).toSorted(),
      eventNumberGiven: eventNumber !== null,
    },
    sealed: { elements, reason, eventNumber, noEventNumberBecause },
    keep: { class: 'access-record', unit: queryId },
  };
};
const seen: ResultsSeen = { type: 'ResultsSeen', data: { queryId: 'query-1', rows: 2, seen: ['d1', 'd2'] } };
const recordResults = { type: 'RecordResults', data: seen.data } as const;

const noReason = '430.7(g) R-NO-REASON';
const vague = '430.7(g) R-VAGUE-REASON';
const noNumber = '430.7(g) R-NO-EVENTNO';
const notYours = '430.9(d) R-QUESTION';
const notLoggedIn = ['430.6(i) R-AUTH', '430.7(c) R-BANNER'] as const;
const metadata = (question: Question) => ({ question, purpose: 'audit', elements: {} }) as const;
const register = (name: Register) => ({ ...metadata('registers'), elements: { register: name } }) as const;

/** What people have typed instead of a reason. */
const empty = [
  'investigation',
  'test',
  'testing testing',
  'bolo',
  '26-1234',
  '26-1234 26-1235',
  'suspicious vehicle',
  'police business',
  'checking on the case',
  'n/a n/a n/a n/a',
  'checking plates',
  'just curious',
  'ab cd ef gh ij',
  'arson',
];

const reasons: Stories = {
  'an officer asks with purpose, reason and event number': given().when(ask()).records(made()),
  'a query without a reason is refused, and not also called vague': given()
    .when(ask({ reason: '   ' }))
    .refuses(noReason),
  ...Object.fromEntries(
    empty.map((reason) => [`"${reason}" is no reason`, given().when(ask({ reason })).refuses(vague)]),
  ),
  'twelve characters that name something are a reason': given()
    .when(ask({ reason: 'arson garage' }))
    .records(made({ reason: 'arson garage' })),
  'eleven characters are too few, spaces around them not counted': given()
    .when(ask({ reason: '  arson barns ' }))
    .refuses(vague),
  'without an event number the query says why there is none': given()
    .when(ask({ eventNumber: null, noEventNumberBecause: 'traffic stop in progress' }))
    .records(made({ eventNumber: null, noEventNumberBecause: 'traffic stop in progress' })),
  'neither an event number nor why there is none is refused': given()
    .when(ask({ eventNumber: null }))
    .refuses(noNumber),
  'blanks are no event number, and no explanation': given()
    .when(ask({ eventNumber: ' ', noEventNumberBecause: ' ' }))
    .refuses(noNumber),
  'curiosity is no purpose': given()
    .when(ask({ purpose: 'curiosity' }))
    .refuses('430.1¶2.1 R-PURPOSE'),
  'immigration enforcement is no purpose': given()
    .when(ask({ purpose: 'immigration-enforcement' }))
    .refuses('430.1¶2.1 R-PURPOSE'),
  'everything that is wrong is said at once': given()
    .when(ask({ purpose: '', reason: 'test', eventNumber: null }))
    .refuses('430.1¶2.1 R-PURPOSE', vague, noNumber),
};

const people: Stories = {
  'a dispatcher asks, and needs no POST-approved training': given().when(ask(), dispatcher).records(made()),
  'a crime analyst asks about hits': given()
    .when(ask({ question: 'hits' }), analyst)
    .records(made({ question: 'hits' })),
  'a sergeant asks what is on the hot lists': given()
    .when(ask({ question: 'hot-list-entries' }), sergeant)
    .records(made({ question: 'hot-list-entries' })),
  'the maintenance contractor sees no plates': given().when(ask(), contractor).refuses('430.4U(i) R-CTR-CONTENT'),
  'an auditor sees no plates': given()
    .when(ask(), auditor)
    .refuses(
      '430.4U.0 R-POSITION',
      '430.11.2a R-TRAINING:CLETS',
      '430.11.2b R-TRAINING:ALPR',
      '430.6(d) R-NOT-APPROVED',
    ),
  'who is not logged in asks nothing': given()
    .when(ask(metadata('figures')), stranger)
    .refuses(...notLoggedIn, notYours),
  'a session that was closed asks nothing': given()
    .when(ask(), but(officer, { session: 'closed' }))
    .refuses(...notLoggedIn),
  'a session without a beginning is none': given()
    .when(ask(), but(officer, { sessionOpenedAt: null }))
    .refuses('430.6(i) R-AUTH'),
  'an open session of somebody who is not enrolled is none': given()
    .when(ask(), but(officer, { enrolled: false }))
    .refuses('430.6(i) R-AUTH'),
  'before any policy was adopted nobody asks': given()
    .when(ask(), but(officer, { policyInForce: null, acknowledged: null }))
    .refuses('430.2¶3 R-ACK-STALE'),
  ...lacking('content', officer, 'asks nothing', (who) => given().when(ask(), who)),

  'an auditor opens the access history': given()
    .when(ask(metadata('access-history')), auditor)
    .records(made(metadata('access-history'))),
  'the Chief opens the figures': given()
    .when(ask(metadata('figures')), chief)
    .records(made(metadata('figures'))),
  'the Training Sergeant opens the register of members': given()
    .when(ask(register('members')), trainer)
    .records(made(register('members'))),
  'the registers all at once are for the Administrator': given()
    .when(ask(metadata('registers')), trainer)
    .refuses(notYours),
  'the Administrator opens all registers at once': given()
    .when(ask(metadata('registers')), administrator)
    .records(made(metadata('registers'))),
  'the Training Sergeant does not open the access history': given()
    .when(ask(metadata('access-history')), trainer)
    .refuses(notYours),
  'the Administrator opens the access history': given()
    .when(ask(metadata('access-history')), administrator)
    .records(made(metadata('access-history'))),
  'an officer does not open the access history': given()
    .when(ask(metadata('access-history')))
    .refuses(notYours),
  'the terminal opens metadata without a session': given()
    .when(ask(metadata('access-history')), terminal)
    .records(made(metadata('access-history'))),
  'the terminal sees no plates': given()
    .when(ask(), terminal)
    .refuses(
      ...notLoggedIn,
      '430.4U.0 R-POSITION',
      '430.11.2a R-TRAINING:CLETS',
      '430.11.2b R-TRAINING:ALPR',
      '430.2¶3 R-ACK-STALE',
      '430.6(d) R-NOT-APPROVED',
      '430.7(f) R-DEVICE',
    ),
  'the terminal too says why it asks': given()
    .when(ask({ ...metadata('figures'), reason: 'test', eventNumber: null }), terminal)
    .refuses(vague, noNumber),
  'a camera asks nothing': given()
    .when(ask(metadata('figures')), camera)
    .refuses(...notLoggedIn, notYours),
};

export const queryStories = told(query, {
  ...reasons,
  ...people,
  'the rows an answer showed are on the record': given(made()).when(recordResults).records(seen),
  'more rows of the same answer are recorded as they are seen': given(made(), seen).when(recordResults).records(seen),
  'no rows are seen without a question': given().when(recordResults).refuses('430.9¶2 R-52-FIELDS'),
});
