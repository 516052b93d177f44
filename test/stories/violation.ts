/** Stories of violations: anyone reports, nobody is refused, and nobody judges what concerns himself. */
import { anonymous } from '../../src/domain/actor.js';
import type { Situation } from '../../src/domain/decider.js';
import type { Position } from '../../src/domain/positions.js';
import {
  type Route,
  violation,
  type ViolationClosed,
  type ViolationDispositionRecorded,
  type ViolationKind,
  type ViolationReported,
  type ViolationSubstantiated,
  type ViolationTriaged,
  type ViolationUnfounded,
} from '../../src/domain/violation.js';
import {
  administrator,
  auditor,
  but,
  camera,
  chief,
  clock,
  contractor,
  lacking,
  noon,
  officer,
  partner,
  sergeant,
  stranger,
  terminal,
} from './people.js';
import { type Stories, tell, told } from './story.js';

const { given } = tell(violation, sergeant);

const violationId = 'report-1';
const kept = { class: 'access-record', unit: violationId } as const;
const account = 'he looked up the plate of his neighbour';
const subjectId = partner.by.id;
const of = (position: Position, isAdministrator = false) => ({ position, administrator: isAdministrator });
const nobody: Situation = { ...terminal, by: anonymous };
const attorney: Situation = {
  ...but(auditor, { position: 'city-attorney' }),
  by: { kind: 'member', id: 'attorney', sessionId: 'attorney-today' },
};

const reported = (data: Partial<ViolationReported['data']> = {}): ViolationReported => ({
  type: 'ViolationReported',
  data: { violationId, kind: 'personal-use', route: 'supervisor', subjectId, reporterId: officer.by.id, ...data },
  sealed: { account },
  keep: kept,
});
const triaged = (data: Partial<ViolationTriaged['data']> = {}): ViolationTriaged => ({
  type: 'ViolationTriaged',
  data: { violationId, handlerId: sergeant.by.id, subjectId, route: 'supervisor', ...data },
});
const findings = 'the search bears the number of another case';
const substantiated: ViolationSubstantiated = {
  type: 'ViolationSubstantiated',
  data: { violationId, handlerId: sergeant.by.id },
  sealed: { findings },
  keep: kept,
};
const unfounded: ViolationUnfounded = { ...substantiated, type: 'ViolationUnfounded' };
const today = noon.slice(0, 10);
const disposed = (outcome: ViolationDispositionRecorded['data']['outcome'] = 'training', by = chief) =>
  ({
    type: 'ViolationDispositionRecorded',
    data: { violationId, recordedBy: by.by.id, outcome, decidedOn: today },
  }) satisfies ViolationDispositionRecorded;
const closed: ViolationClosed = { type: 'ViolationClosed', data: { violationId, handlerId: sergeant.by.id } };

const report = (subject: ReturnType<typeof of> | null, id: string | null = subject && subjectId) =>
  ({
    type: 'ReportViolation',
    data: { violationId, kind: 'personal-use' as ViolationKind, subjectId: id, account, subject },
  }) as const;
const triage = (subject: ReturnType<typeof of> | null = null) =>
  ({ type: 'TriageViolation', data: { violationId, subjectId: subject && subjectId, subject } }) as const;
const conclude = (isSubstantiated = true, says = findings) =>
  ({ type: 'ConcludeViolation', data: { violationId, substantiated: isSubstantiated, findings: says } }) as const;
const dispose = (outcome = 'training', decidedOn = today) =>
  ({ type: 'RecordDisposition', data: { violationId, outcome, decidedOn } }) as const;
const close = { type: 'CloseViolation', data: { violationId } } as const;

const step = '430.9¶1.2 R-VIOLATION-STEP';
const route = '430.9¶1.2 R-VIOLATION-ROUTE';
const self = '430.9¶1.2 R-SELF-REVIEW';

const routes = (
  [
    ['police-officer', 'supervisor'],
    ['police-dispatcher', 'supervisor'],
    ['police-sergeant', 'auditor'],
    ['police-lieutenant', 'auditor'],
    ['police-captain', 'auditor'],
    ['police-chief', 'city-attorney'],
    ['auditor', 'chief'],
    ['training-sergeant', 'chief'],
  ] satisfies readonly (readonly [Position, Route])[]
).map(([position, to]) => [
  `a report about the ${position} goes to the ${to}`,
  given()
    .when(report(of(position)), officer)
    .records(reported({ route: to })),
]);

const reporting: Stories = {
  ...(Object.fromEntries(routes) as Stories),
  'a report about the Administrator goes round him, to the auditor': given()
    .when(report(of('crime-analyst', true)), officer)
    .records(reported({ route: 'auditor' })),
  'a report that names nobody goes to the Administrator': given()
    .when(report(null), officer)
    .records(reported({ route: 'administrator', subjectId: null })),
  'a report without a name goes to the auditor, and names no reporter': given()
    .when(report(of('police-officer')), nobody)
    .records(reported({ route: 'auditor', reporterId: null })),
  'somebody the ledger does not know is named in the account alone': given()
    .when(
      {
        ...report(null),
        data: { ...report(null).data, subjectId: 'who?', subject: { position: null, administrator: false } },
      },
      officer,
    )
    .records(reported({ route: 'administrator', subjectId: null })),
  'who has no session reports': given()
    .when(report(of('police-officer')), stranger)
    .records(reported({ reporterId: stranger.by.id })),
  'who has no access to plates reports': given()
    .when(report(of('police-officer')), but(contractor, { approved: false, training: {} }))
    .records(reported({ reporterId: contractor.by.id })),
  'a supervisor’s own report is taken like any other': given()
    .when(report(of('police-officer')), sergeant)
    .records(reported({ reporterId: sergeant.by.id })),
  'the same report sent again is there already': given(reported())
    .when(report(of('police-officer')), officer)
    .records(),
  'a camera reports no violation': given().when(report(null), camera).refuses('430.9¶1.2 R-REPORTER'),
  'the clock flags anomalies, and reports no violation': given()
    .when(report(null), clock)
    .refuses('430.9¶1.2 R-REPORTER'),
};

const triaging: Stories = {
  'the supervisor takes a report up': given(reported()).when(triage()).records(triaged()),
  'the Administrator takes up what supervisors get': given(reported())
    .when(triage(), administrator)
    .records(triaged({ handlerId: administrator.by.id })),
  'the auditor finds in an anonymous account that it is about a supervisor': given(
    reported({ subjectId: null, reporterId: null, route: 'auditor' }),
  )
    .when(triage(of('police-sergeant')), auditor)
    .records(triaged({ handlerId: auditor.by.id, route: 'auditor' })),
  'the Administrator finds that it is about the Chief, and it leaves his hands': given(
    reported({ subjectId: null, route: 'administrator' }),
  )
    .when(triage(of('police-chief')), administrator)
    .records(triaged({ handlerId: administrator.by.id, route: 'city-attorney' })),
  'whom a report is about is not changed by who takes it up': given(reported({ subjectId: 'other' }))
    .when(triage(of('police-chief')))
    .records(triaged({ subjectId: 'other' })),
  'an officer handles no report': given(reported())
    .when(triage(), but(chief, { position: 'police-officer' }))
    .refuses(route),
  'a supervisor does not handle what went round his chain': given(reported({ route: 'auditor' }))
    .when(triage())
    .refuses(route),
  'the Administrator does not handle what went to the auditor': given(reported({ route: 'auditor' }))
    .when(triage(), administrator)
    .refuses(route),
  'nobody takes up a report about himself': given(reported({ subjectId: sergeant.by.id }))
    .when(triage())
    .refuses(self),
  'nobody takes up his own report': given(reported({ reporterId: sergeant.by.id }))
    .when(triage())
    .refuses(self),
  'a report is taken up once': given(reported(), triaged()).when(triage()).refuses(step),
  'what nobody reported is not taken up': given().when(triage(), auditor).refuses(step),
  ...lacking('session', sergeant, 'takes up no report', (who) => given(reported()).when(triage(), who)),
};

const concluding: Stories = {
  'the handler finds that the policy was violated': given(reported(), triaged())
    .when(conclude())
    .records(substantiated),
  'the handler finds the report unfounded': given(reported(), triaged()).when(conclude(false)).records(unfounded),
  'a conclusion says on what it rests': given(reported(), triaged())
    .when(conclude(true, 'I think so'))
    .refuses('430.9¶1.2 R-VIOLATION-FINDINGS'),
  'a report that nobody took up is not concluded': given(reported()).when(conclude()).refuses(step),
  'the subject concludes nothing about himself': given(reported(), triaged({ subjectId: sergeant.by.id }))
    .when(conclude())
    .refuses(self),
  'another than those it was routed to concludes nothing': given(reported(), triaged({ route: 'auditor' }))
    .when(conclude(), attorney)
    .refuses(route),
  ...lacking('session', sergeant, 'concludes nothing', (who) => given(reported(), triaged()).when(conclude(), who)),
};

const before = [reported(), triaged(), substantiated] as const;
const aboutChief = triaged({ route: 'city-attorney', subjectId: chief.by.id });
const disposing: Stories = {
  'the Chief records what followed, as a class and a day': given(...before)
    .when(dispose(), chief)
    .records(disposed()),
  'of a report about the Chief the City Attorney records it': given(reported(), aboutChief, substantiated)
    .when(dispose('civil-liability'), attorney)
    .records(disposed('civil-liability', attorney)),
  'the Chief does not record what followed of a report about himself': given(reported(), aboutChief, substantiated)
    .when(dispose('no-action'), chief)
    .refuses('430.9P(d) R-NOT-CHIEF', self),
  'the supervisor does not record it': given(...before)
    .when(dispose())
    .refuses('430.9P(d) R-NOT-CHIEF'),
  'a text is no class of outcome': given(...before)
    .when(dispose('a stern talk with J. Doe'), chief)
    .refuses('430.9P(d) R-DISPOSITION'),
  'a day that has not come is no day of a decision': given(...before)
    .when(dispose('training', '2026-01-06'), chief)
    .refuses('430.9P(d) R-DISPOSITION'),
  'nothing follows from a report that is unfounded': given(reported(), triaged(), unfounded)
    .when(dispose(), chief)
    .refuses(step),
  ...lacking('session', chief, 'records no outcome', (who) => given(...before).when(dispose(), who)),
};

const closing: Stories = {
  'a report is closed once what followed is recorded': given(...before, disposed())
    .when(close)
    .records(closed),
  'an unfounded report is closed': given(reported(), triaged(), unfounded).when(close).records(closed),
  'a substantiated report is not closed before anything followed': given(...before)
    .when(close)
    .refuses(step),
  'a report is closed once': given(...before, disposed(), closed)
    .when(close)
    .refuses(step),
  'another route’s report is not closed': given(reported(), triaged({ route: 'chief' }), unfounded)
    .when(close)
    .refuses(route),
  'a reporter does not close his own report': given(reported({ reporterId: sergeant.by.id }), triaged(), unfounded)
    .when(close)
    .refuses(self),
  ...lacking('session', sergeant, 'closes nothing', (who) => given(...before, disposed()).when(close, who)),
};

export const violationStories = told(violation, {
  ...reporting,
  ...triaging,
  ...concluding,
  ...disposing,
  ...closing,
});
