/** Who is told by e-mail, and of what: from event to notice. No plate, no name and no free text goes into it. */
import type { AnomalyFlagged } from './anomaly.js';
import type { TamperSuspected } from './assurance.js';
import type { ReportSubmitted } from './audit.js';
import type { BreachConfirmed } from './breach.js';
import type { AnyEvent } from './decider.js';
import type { DutyOverdue } from './duty.js';
import type { EquipmentFaultReported } from './equipment.js';
import type { ExigencyReviewOverdue } from './hit.js';
import type { BreachReported } from './incident.js';
import type { Clause } from './policy/clauses.js';
import type { PolicyPostingDriftDetected } from './posting.js';
import type { FindingRaised } from './review.js';
import type { ViolationReported } from './violation.js';

/** Whoever holds the office when the mail is sent, or one member by his id. */
export type Recipient = 'administrator' | 'chief' | `member-${string}`;

export type Notice<Data = unknown> = {
  /** The type of event that calls for it. */
  readonly on: string;
  /** Part of the ids under which sending is recorded: never changed, and one name only in the whole table. */
  readonly name: string;
  readonly clause: Clause;
  readonly to: (data: Data) => readonly Recipient[];
  /** A member who is not to be told, as the one a report is about; the Administrator's mail then goes to the Chief. */
  readonly except?: (data: Data) => string | null;
  readonly subject: string;
  /** Sentences and ids from the clear part of the event; whatever was sealed stays sealed. */
  readonly lines: (data: Data) => readonly string[];
};

/** The loss of types is confined to this line: each notice is handed the data of its own event only. */
const calls = <E extends AnyEvent>(on: E['type'], its: Omit<Notice<E['data']>, 'on'>): Notice =>
  ({ on, ...its }) as Notice;

const faults = { damage: 'damage', wear: 'excessive wear', function: 'an issue of function' } as const;

const words = (code: string): string => code.replaceAll('-', ' ');

/** What oversight is told of: reports, flags, what drifts, what is overdue, and what waits for the Chief. */
const oversight: readonly Notice[] = [
  calls<ViolationReported>('ViolationReported', {
    name: 'violation-reported',
    clause: '430.9¶1.2',
    // Auditor and City Attorney hold no office that mail is sent to; they find it in the register.
    to: ({ route }) =>
      route === 'chief' ? ['chief'] : ['administrator', 'supervisor'].includes(route) ? ['administrator'] : [],
    except: ({ subjectId }) => subjectId,
    subject: 'A violation of the ALPR policy was reported',
    lines: ({ violationId }) => ['Take it up in the register of violations.', `Report ${violationId}`],
  }),
  calls<AnomalyFlagged>('AnomalyFlagged', {
    name: 'anomaly-flagged',
    clause: '430.9P(b)',
    to: ({ severity }) => (severity === 'critical' || severity === 'high' ? ['administrator'] : []),
    except: ({ memberId }) => memberId,
    subject: 'A pattern of use was flagged',
    lines: ({ anomalyId, detector }) => [
      `The detector ${detector} saw something that somebody should look at. It is a lead and no verdict.`,
      `Flag ${anomalyId}`,
    ],
  }),
  calls<PolicyPostingDriftDetected>('PolicyPostingDriftDetected', {
    name: 'posting-drift',
    clause: '430.4A(g)',
    to: () => ['administrator'],
    subject: 'The posted policy is not what was attested',
    lines: ({ drift }) => [`What was found at its address: ${words(drift)}.`],
  }),
  calls<TamperSuspected>('TamperSuspected', {
    name: 'tamper-suspected',
    clause: '430.7(i)',
    to: () => ['administrator', 'chief'],
    subject: 'The ledger was read back and is not whole',
    lines: ({ problems, verificationId }) => [`${problems} problems were found.`, `Verification ${verificationId}`],
  }),
  calls<DutyOverdue>('DutyOverdue', {
    name: 'duty-overdue',
    clause: '430.9(e).1',
    to: () => ['administrator'],
    subject: 'A duty of oversight is overdue',
    lines: ({ duty, dueBy }) => [`Overdue: ${words(duty)}, since ${dueBy.slice(0, 10)}.`],
  }),
  calls<FindingRaised>('FindingRaised', {
    name: 'finding-raised',
    clause: '430.9(e).3',
    to: () => ['administrator'],
    subject: 'An audit raised a finding',
    lines: ({ findingId, severity, dueBy }) => [
      `A ${severity} finding is to be resolved by ${dueBy.slice(0, 10)}.`,
      `Finding ${findingId}`,
    ],
  }),
  calls<ReportSubmitted>('ReportSubmitted', {
    name: 'report-submitted',
    clause: '430.4A(h)',
    to: () => ['chief'],
    subject: 'The quarterly ALPR report waits for acknowledgement',
    lines: ({ reportId, quarter }) => [`Quarter ${quarter}.`, `Report ${reportId}`],
  }),
  calls<BreachConfirmed>('BreachConfirmed', {
    name: 'breach-confirmed',
    clause: '430.9¶last',
    to: () => ['chief'],
    subject: 'A breach of ALPR data was confirmed',
    lines: ({ incidentId, dueBy }) => [`Notices are due by ${dueBy.slice(0, 10)}.`, `Incident ${incidentId}`],
  }),
];

export const notices: readonly Notice[] = [
  calls<EquipmentFaultReported>('EquipmentFaultReported', {
    name: 'equipment-fault',
    clause: '430.6(h)',
    to: () => ['administrator'],
    subject: 'A fault of ALPR equipment was reported',
    lines: ({ cameraId, faultId, kind }) => [
      `An operator reported ${faults[kind]}. The unit is not deployed until the fault is cleared.`,
      `Camera ${cameraId}`,
      `Fault ${faultId}`,
    ],
  }),
  calls<BreachReported>('BreachReported', {
    name: 'breach-reported',
    clause: '430.6(j)',
    to: () => ['administrator'],
    except: ({ subjectId }) => subjectId,
    subject: 'A potential breach was reported',
    lines: ({ incidentId, dueBy }) => [
      `It must be passed on, or found to be none, by ${dueBy} (CJIS Security Policy, IR-6: one hour).`,
      `Incident ${incidentId}`,
    ],
  }),
  calls<ExigencyReviewOverdue>('ExigencyReviewOverdue', {
    name: 'exigency-review-overdue',
    clause: '430.6(k).4',
    to: () => ['administrator'],
    except: ({ declaredBy }) => declaredBy,
    subject: 'An exigency has not been reviewed in time',
    lines: ({ hitId, dueBy }) => [
      `No supervisor has reviewed the exigent circumstances of this hit, which was due by ${dueBy}.`,
      `Hit ${hitId}`,
    ],
  }),
  ...oversight,
];
