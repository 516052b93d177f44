/** Who is told by e-mail, and of what: from event to notice. No plate, no name and no free text goes into it. */
import type { AnyEvent } from './decider.js';
import type { EquipmentFaultReported } from './equipment.js';
import type { ExigencyReviewOverdue } from './hit.js';
import type { BreachReported } from './incident.js';
import type { Clause } from './policy/clauses.js';

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
];
