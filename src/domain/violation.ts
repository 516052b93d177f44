/** A violation of the policy, or an error: anyone reports it, and nobody whom it concerns handles it (430.9¶1.2). */
import type { Command, Decider, Event } from './decider.js';
import type { Position } from './positions.js';
import { closing, concluding, disposing, reporting, triaging } from './violationrules.js';

export const violationKinds = [
  'error',
  'personal-use',
  'harassment',
  'invasion-of-privacy',
  'disclosure',
  'unauthorised-access',
  'without-confirmation',
  'other',
] as const;
export type ViolationKind = (typeof violationKinds)[number];

/** Who handles it. Supervisors stand in the chain of each other, so a report about one of them goes round it. */
export type Route = 'supervisor' | 'administrator' | 'chief' | 'auditor' | 'city-attorney';

/** The class of what followed (430.9P(d)); the file itself stays with personnel. */
export const outcomes = [
  'no-action',
  'training',
  'counselling',
  'administrative-sanction',
  'civil-liability',
  'criminal-referral',
  'termination',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Of whom it is said, as the ledger knows him. */
export type Subject = { readonly position: Position | null; readonly administrator: boolean };

// Stored for good: never rename, only add.
export type ViolationReported = Event<
  'ViolationReported',
  {
    readonly violationId: string;
    readonly kind: ViolationKind;
    readonly route: Route;
    /** Null when the report names nobody, or nobody the ledger knows. */
    readonly subjectId: string | null;
    /** Null when the report is anonymous. */
    readonly reporterId: string | null;
  },
  { readonly account: string }
>;
export type ViolationTriaged = Event<
  'ViolationTriaged',
  {
    readonly violationId: string;
    readonly handlerId: string;
    readonly subjectId: string | null;
    readonly route: Route;
  }
>;
export type ViolationSubstantiated = Event<
  'ViolationSubstantiated',
  { readonly violationId: string; readonly handlerId: string },
  { readonly findings: string }
>;
export type ViolationUnfounded = Event<
  'ViolationUnfounded',
  { readonly violationId: string; readonly handlerId: string },
  { readonly findings: string }
>;
export type ViolationDispositionRecorded = Event<
  'ViolationDispositionRecorded',
  { readonly violationId: string; readonly recordedBy: string; readonly outcome: Outcome; readonly decidedOn: string }
>;
export type ViolationClosed = Event<'ViolationClosed', { readonly violationId: string; readonly handlerId: string }>;
export type ViolationEvent =
  | ViolationReported
  | ViolationTriaged
  | ViolationSubstantiated
  | ViolationUnfounded
  | ViolationDispositionRecorded
  | ViolationClosed;

type OfViolation<Data = object> = { readonly violationId: string } & Data;
export type ReportViolation = Command<
  'ReportViolation',
  OfViolation<{
    readonly kind: ViolationKind;
    readonly subjectId: string | null;
    readonly account: string;
    /** Found by the shell; null when nobody is named. */
    readonly subject: Subject | null;
  }>
>;
export type TriageViolation = Command<
  'TriageViolation',
  OfViolation<{
    /** Whom the handler takes it to be about, where the report did not say. */
    readonly subjectId: string | null;
    /** Found by the shell. */
    readonly subject: Subject | null;
  }>
>;
export type ConcludeViolation = Command<
  'ConcludeViolation',
  OfViolation<{ readonly substantiated: boolean; readonly findings: string }>
>;
export type RecordDisposition = Command<
  'RecordDisposition',
  OfViolation<{ readonly outcome: string; /** A day. */ readonly decidedOn: string }>
>;
export type CloseViolation = Command<'CloseViolation', OfViolation>;
export type ViolationCommand =
  ReportViolation | TriageViolation | ConcludeViolation | RecordDisposition | CloseViolation;

export type ViolationState = {
  readonly status: 'none' | 'reported' | 'triaged' | 'substantiated' | 'unfounded' | 'disposed' | 'closed';
  readonly route: Route;
  readonly subjectId: string | null;
  readonly reporterId: string | null;
};

const supervisors: readonly (Position | null)[] = ['police-sergeant', 'police-lieutenant', 'police-captain'];
const outside: readonly (Position | null)[] = ['auditor', 'custodian-of-records', 'training-sergeant', 'city-attorney'];

/** To whom a report goes: an anonymous one to the auditor, one about a supervisor round his own chain. */
export const routeOf = (subject: Subject | null, anonymous: boolean): Route => {
  if (subject?.position === 'police-chief') return 'city-attorney';
  if (subject && outside.includes(subject.position)) return 'chief';
  if (subject && (subject.administrator || supervisors.includes(subject.position))) return 'auditor';
  if (anonymous) return 'auditor';
  return subject ? 'supervisor' : 'administrator';
};

const kept = (violationId: string) => ({ class: 'access-record', unit: violationId }) as const;

const evolve = (state: ViolationState, { type, data }: ViolationEvent): ViolationState => {
  switch (type) {
    case 'ViolationReported': {
      const { route, subjectId, reporterId } = data;
      return { status: 'reported', route, subjectId, reporterId };
    }
    case 'ViolationTriaged':
      return { ...state, status: 'triaged', subjectId: data.subjectId, route: data.route };
    case 'ViolationSubstantiated':
      return { ...state, status: 'substantiated' };
    case 'ViolationUnfounded':
      return { ...state, status: 'unfounded' };
    case 'ViolationDispositionRecorded':
      return { ...state, status: 'disposed' };
    case 'ViolationClosed':
      return { ...state, status: 'closed' };
  }
};

export const violation: Decider<ViolationCommand, ViolationState, ViolationEvent> = {
  category: 'violation',
  stream: ({ data }) => `violation-${data.violationId}`,
  initial: { status: 'none', route: 'auditor', subjectId: null, reporterId: null },
  evolve,
  on: {
    ReportViolation: {
      rules: reporting,
      events: ({ command: { data }, state, by }) => {
        if (state.status !== 'none') return [];
        const reporterId = by.kind === 'member' ? by.id : null;
        // Somebody the ledger does not know is named in the account, and nowhere in clear.
        const subjectId = data.subject?.position ? data.subjectId : null;
        const subject = subjectId === null ? null : data.subject;
        return [
          {
            type: 'ViolationReported',
            data: {
              violationId: data.violationId,
              kind: data.kind,
              route: routeOf(subject, reporterId === null),
              subjectId,
              reporterId,
            },
            sealed: { account: data.account },
            keep: kept(data.violationId),
          },
        ];
      },
    },
    TriageViolation: {
      rules: triaging,
      events: ({ command: { data }, state, by }) => {
        const named = state.subjectId === null && data.subject?.position ? data.subjectId : null;
        return [
          {
            type: 'ViolationTriaged',
            data: {
              violationId: data.violationId,
              handlerId: by.id,
              subjectId: state.subjectId ?? named,
              route: named === null ? state.route : routeOf(data.subject, state.reporterId === null),
            },
          },
        ];
      },
    },
    ConcludeViolation: {
      rules: concluding,
      events: ({ command: { data }, by }) => [
        {
          type: data.substantiated ? 'ViolationSubstantiated' : 'ViolationUnfounded',
          data: { violationId: data.violationId, handlerId: by.id },
          sealed: { findings: data.findings },
          keep: kept(data.violationId),
        },
      ],
    },
    RecordDisposition: {
      rules: disposing,
      events: ({ command: { data }, by }) => [
        {
          type: 'ViolationDispositionRecorded',
          data: {
            violationId: data.violationId,
            recordedBy: by.id,
            outcome: data.outcome as Outcome,
            decidedOn: data.decidedOn,
          },
        },
      ],
    },
    CloseViolation: {
      rules: closing,
      events: ({ command: { data }, by }) => [
        { type: 'ViolationClosed', data: { violationId: data.violationId, handlerId: by.id } },
      ],
    },
  },
};
