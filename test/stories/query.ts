/** Stories of queries: nobody looks without saying why, and not everybody may see plates. */
import type { Situation } from '../../src/domain/decider.js';
import { usualPurposes } from '../../src/domain/policy/purposes.js';
import {
  type Asker,
  type Flag,
  type ImageOpened,
  type MakeQuery,
  query,
  type QueryMade,
  type Question,
  type ResultsSeen,
  type RowExported,
} from '../../src/domain/query.js';
import type { Register } from '../../src/domain/registers.js';
import {
  administrator,
  analyst,
  assignedTo,
  auditor,
  but,
  camera,
  chief,
  contractor,
  dispatcher,
  lacking,
  neighbour,
  nextYear,
  noon,
  officer,
  partner,
  onPersonalDevice,
  sergeant,
  stranger,
  terminal,
  trainer,
} from './people.js';
import { type Stories, tell, told } from './story.js';

const { given } = tell(query, officer);

/** What the house knows of somebody who asks for the first time. */
const asker: Asker = {
  username: 'officer.a',
  organisation: 'Palm Springs Police Department',
  purposes: usualPurposes,
  syntheticOnly: false,
  plateTag: 'tag-of-7ABC123',
  conflict: false,
  earlier: 0,
  civilApproved: false,
  approved: [],
  agreed: null,
};
const known = (more: Partial<Asker>) => ({ asker: { ...asker, ...more } });

const asked: MakeQuery['data'] = {
  queryId: 'query-1',
  question: 'detections',
  elements: { to: '2026-01-05T12:00:00.000Z', plate: '7ABC123' },
  purpose: 'criminal-investigation',
  reason: 'robbery on Palm Canyon Drive',
  eventNumber: '26-1234',
  noEventNumberBecause: null,
  asker,
};
const ask = (data: Partial<MakeQuery['data']> = {}) => ({ type: 'MakeQuery', data: { ...asked, ...data } }) as const;
const made = (data: Partial<MakeQuery['data']> = {}, { by }: Situation = officer, flags: Flag[] = []): QueryMade => {
  const { queryId, question, purpose, elements, reason, eventNumber, noEventNumberBecause } = { ...asked, ...data };
  return {
    type: 'QueryMade',
    data: {
      queryId,
      question,
      purpose: purpose as QueryMade['data']['purpose'],
      elements: Object.keys(elements).toSorted(),
      eventNumberGiven: eventNumber !== null,
      memberId: by.id,
      ...(flags.length > 0 && { flags }),
    },
    sealed: {
      elements,
      reason,
      eventNumber,
      noEventNumberBecause,
      username: 'officer.a',
      organisation: asker.organisation,
      plateTag: 'tag-of-7ABC123',
    },
    keep: { class: 'access-record', unit: queryId },
  };
};
const seen: ResultsSeen = { type: 'ResultsSeen', data: { queryId: 'query-1', rows: 2, seen: ['d1', 'd2'] } };
const recordResults = { type: 'RecordResults', data: seen.data } as const;

const noReason = '430.7(g) R-NO-REASON';
const vague = '430.7(g) R-VAGUE-REASON';
const noNumber = '430.7(g) R-NO-EVENTNO';
const fields = '430.4A(d) R-52-FIELDS';
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
  'a purpose the Department has not opened is none': given()
    .when(ask({ ...known({ purposes: ['audit'] }) }))
    .refuses('430.1¶2.1 R-PURPOSE'),
  'immigration enforcement is no purpose': given()
    .when(ask({ purpose: 'immigration-enforcement' }))
    .refuses('430.1¶2.1 R-PURPOSE'),
  'everything that is wrong is said at once': given()
    .when(ask({ purpose: '', reason: 'test', eventNumber: null }))
    .refuses('430.1¶2.1 R-PURPOSE', vague, noNumber, fields),
};

const people: Stories = {
  'a dispatcher asks, and needs no POST-approved training': given()
    .when(ask(), dispatcher)
    .records(made({}, dispatcher)),
  'a crime analyst asks about hits': given()
    .when(ask({ question: 'hits' }), analyst)
    .records(made({ question: 'hits' }, analyst)),
  'a sergeant asks what is on the hot lists': given()
    .when(ask({ question: 'hot-list-entries' }), sergeant)
    .records(made({ question: 'hot-list-entries' }, sergeant)),
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
  ...lacking('content', officer, 'asks for no hits', (who) => given().when(ask({ question: 'hits' }), who)),
  'what the Department’s cameras saw is shown on a personal device permitted in writing for plates': given()
    .when(ask(), but(officer, onPersonalDevice('plates', null)))
    .records(made()),
  'on a personal device permitted for lists alone it is not': given()
    .when(ask(), but(officer, onPersonalDevice('metadata', null)))
    .refuses('430.7(f) R-DEVICE'),
  'a hit is shown there while the controls of the device are verified': given()
    .when(ask({ question: 'hits' }), but(officer, onPersonalDevice('plates', nextYear)))
    .records(made({ question: 'hits' })),

  'an auditor opens the access history': given()
    .when(ask(metadata('access-history')), auditor)
    .records(made(metadata('access-history'), auditor)),
  'the Chief opens the figures': given()
    .when(ask(metadata('figures')), chief)
    .records(made(metadata('figures'), chief)),
  'the Training Sergeant opens the register of members': given()
    .when(ask(register('members')), trainer)
    .records(made(register('members'), trainer)),
  'a member assigned to hot lists opens the registers of that work': given()
    .when(ask(register('hot-list-quarantine')), assignedTo(officer, 'hot-lists'))
    .records(made(register('hot-list-quarantine'), officer)),
  'a member assigned to one work does not open the registers of another': given()
    .when(ask(register('sessions')), assignedTo(officer, 'hot-lists'))
    .refuses(notYours),
  'the registers of work close when the assignment ends': given()
    .when(ask(register('sessions')), but(officer, { assignments: [{ scope: 'accounts', until: noon }] }))
    .refuses(notYours),
  'the registers all at once are for the Administrator': given()
    .when(ask(metadata('registers')), trainer)
    .refuses(notYours),
  'the Administrator opens all registers at once': given()
    .when(ask(metadata('registers')), administrator)
    .records(made(metadata('registers'), administrator)),
  'the Training Sergeant does not open the access history': given()
    .when(ask(metadata('access-history')), trainer)
    .refuses(notYours),
  'the Administrator opens the access history': given()
    .when(ask(metadata('access-history')), administrator)
    .records(made(metadata('access-history'), administrator)),
  'an officer does not open the access history': given()
    .when(ask(metadata('access-history')))
    .refuses(notYours),
  'the terminal opens metadata without a session': given()
    .when(ask(metadata('access-history')), terminal)
    .records(made(metadata('access-history'), terminal)),
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
  'another agency searches under its agreement, and under the same rules of reason': given()
    .when(ask(known({ agreed: ['detections'] })), neighbour)
    .records(made({}, neighbour)),
  'without an agreement in force another agency searches nothing': given()
    .when(ask(known({ agreed: [] })), neighbour)
    .refuses('430.10M(a) R-NO-MOU'),
  'an agreement over reads opens no hits': given()
    .when(ask({ question: 'hits', ...known({ agreed: ['detections'] }) }), neighbour)
    .refuses('430.10M(a) R-MOU-SCOPE'),
  'no agreement opens the registers': given()
    .when(ask({ ...metadata('registers'), ...known({ agreed: ['detections', 'hits'] }) }), neighbour)
    .refuses('430.10M(a) R-MOU-SCOPE', notYours),
  'another agency says why as everybody does': given()
    .when(ask({ reason: 'test', eventNumber: null, ...known({ agreed: ['detections'] }) }), neighbour)
    .refuses(vague, noNumber),
  'another agency does not search for immigration enforcement': given()
    .when(ask({ reason: 'ICE detainer for the driver of the van', ...known({ agreed: ['detections'] }) }), neighbour)
    .refuses('430.1¶2.1 R-IMMIGRATION'),
  'a camera asks nothing': given()
    .when(ask(metadata('figures')), camera)
    .refuses(...notLoggedIn, notYours),
};

const alone = { eventNumber: null, noEventNumberBecause: 'the report is being taken' } as const;
const civil = { purpose: 'administrative-or-civil', eventNumber: 'IA-26-014' } as const;
const protest = { reason: 'who parked at the protest on Indian Canyon' } as const;
const conflict = '430.9P(c) R-CONFLICT-OF-INTEREST';
const repeat = '430.9P(c) R-REPEAT-SEARCH';

/** Uses that need more than a reason: civil matters, training, patterns, one's own, the same plate again. */
const uses: Stories = {
  'a purpose may be named by its short code': given()
    .when(ask({ purpose: 'CRIM' }))
    .records(made()),
  'training does not touch live data': given()
    .when(ask({ purpose: 'TRAINING', reason: 'the second lesson of the course' }))
    .refuses('430.1¶2.2 R-LIVE-TRAINING'),
  'in the demonstration department one may train': given()
    .when(ask({ purpose: 'training', ...known({ syntheticOnly: true }) }))
    .records(made({ purpose: 'training' })),
  'an internal-affairs matter that a captain approved is looked into': given()
    .when(ask({ ...civil, ...known({ civilApproved: true }) }))
    .records(made(civil)),
  'an internal-affairs matter that nobody approved is not': given().when(ask(civil)).refuses('430.9(b) R-ADMIN-CIVIL'),
  'a reason that speaks of deportation is refused': given()
    .when(ask({ reason: 'assist with deportaton of the driver' }))
    .refuses('430.1¶2.1 R-IMMIGRATION'),
  'a word with an innocent use passes, and is flagged': given()
    .when(ask({ reason: 'robbery of the ice cream truck' }))
    .records(made({ reason: 'robbery of the ice cream truck' }, officer, ['immigration'])),
  'who was at a protest is not looked for': given().when(ask(protest)).refuses('430.9P(b) R-PROTECTED-ACTIVITY'),
  'a sergeant may have approved it: a crime at a protest is a crime': given()
    .when(ask({ ...protest, ...known({ approved: ['protected-activity'] }) }))
    .records(made(protest, officer, ['protected-activity'])),
  'an analyst asks for a pattern with its case': given()
    .when(ask({ elements: { plate: '7AB*' } }), analyst)
    .records(made({ elements: { plate: '7AB*' } }, analyst)),
  'an analyst asks for no pattern without a case': given()
    .when(ask({ elements: { plate: '7AB*' }, ...alone }), analyst)
    .refuses('430.4U(g) R-NO-EVENTNO'),
  'nor for everything a camera read': given()
    .when(ask({ elements: { cameraId: 'camera-1' }, ...alone }), analyst)
    .refuses('430.4U(g) R-NO-EVENTNO'),
  'one plate an analyst may ask for while the report is taken': given()
    .when(ask(alone), analyst)
    .records(made(alone, analyst)),
  'nobody searches for a plate that concerns himself': given()
    .when(ask(known({ conflict: true })))
    .refuses(conflict),
  'the second search of a plate without a case passes': given()
    .when(ask({ ...alone, ...known({ earlier: 1 }) }))
    .records(made(alone)),
  'the third does not': given()
    .when(ask({ ...alone, ...known({ earlier: 2 }) }))
    .refuses(repeat),
  'the third with its case does': given()
    .when(ask(known({ earlier: 2 })))
    .records(made()),
  'and so does the third that a sergeant approved': given()
    .when(ask({ ...alone, ...known({ earlier: 2, approved: ['repeated-search'] }) }))
    .records(made(alone)),
  'a search for nothing in particular is none': given()
    .when(ask({ elements: {} }))
    .refuses(fields),
  'the queue of alerts is asked for by its name': given()
    .when(ask({ question: 'open-hits', elements: {} }))
    .records(made({ question: 'open-hits', elements: {} })),
  'who has no username is shown nothing': given()
    .when(ask(known({ username: null })))
    .refuses(fields),
};

const opened: ImageOpened = {
  type: 'ImageOpened',
  data: {
    queryId: 'query-1',
    detectionId: 'd1',
    memberId: 'officer',
    sessionId: 'officer-today',
    image: 'plate',
  },
};
const open = (shown = true) =>
  ({ type: 'OpenImage', data: { queryId: 'query-1', detectionId: 'd1', image: 'plate', shown } }) as const;
const exported: RowExported = {
  type: 'RowExported',
  data: {
    queryId: 'query-1',
    memberId: 'officer',
    format: 'csv',
    rows: 2,
    exported: ['d1', 'd2'],
    digest: 'e'.repeat(64),
  },
};
const { memberId: _, ...file } = exported.data;
const exportRows = { type: 'ExportRows', data: file } as const;
const unasked = '430.9¶2 R-52-FIELDS';
const notOwn = '430.9(d) R-QUERY-OWN';
const history = made({ question: 'access-history', elements: {} }, auditor);
const fromBefore = { ...made(), data: { ...made().data, memberId: undefined } } as unknown as QueryMade;

/** What an answer leads to: rows seen, pictures opened, files taken away. */
const seeing: Stories = {
  'the rows an answer showed are on the record': given(made()).when(recordResults).records(seen),
  'more rows of the same answer are recorded as they are seen': given(made(), seen).when(recordResults).records(seen),
  'no rows are seen without a question': given().when(recordResults).refuses(unasked),
  'the answer to a question is not for a colleague': given(made()).when(recordResults, partner).refuses(notOwn),
  'a query from before its asker was noted is still answered': given(fromBefore)
    .when(recordResults, partner)
    .records(seen),
  'a picture of a row that was shown is opened': given(made(), seen).when(open()).records(opened),
  'a picture of another read is not': given(made(), seen).when(open(false)).refuses('430.9¶2 R-NOT-SHOWN'),
  'no picture is opened without a question': given().when(open()).refuses(unasked),
  'nor out of a question of a colleague': given(made(), seen).when(open(), partner).refuses(notOwn),
  ...lacking('content', officer, 'opens no picture', (who) => given(made(), seen).when(open(), who)),
  'rows leave as a file, which is on the record': given(made(), seen).when(exportRows).records(exported),
  'no rows leave without a question': given().when(exportRows).refuses(unasked),
  'nor those of a colleague’s question': given(made(), seen).when(exportRows, partner).refuses(notOwn),
  'an auditor takes the access history away': given(history)
    .when(exportRows, auditor)
    .records({ ...exported, data: { ...exported.data, memberId: 'auditor' } }),
  ...lacking('content', officer, 'takes no file away', (who) => given(made(), seen).when(exportRows, who)),
};

export const queryStories = told(query, { ...reasons, ...people, ...uses, ...seeing });
