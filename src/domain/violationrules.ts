/** Who handles a violation, in which order; and that it is never the person whom it concerns (430.9¶1.2, 430.9P(d)). */
import type { Case } from './decider.js';
import { type Rule, rule } from './policy/rule.js';
import type { Position } from './positions.js';
import { session } from './standing.js';
import { between } from './time.js';
import {
  type CloseViolation,
  type ConcludeViolation,
  outcomes,
  type RecordDisposition,
  type ReportViolation,
  type Route,
  type TriageViolation,
  type ViolationState,
} from './violation.js';

type Facts = Case<unknown, ViolationState>;
type Rules<C> = readonly Rule<Case<C, ViolationState>>[];

const positions: Readonly<Record<Exclude<Route, 'administrator'>, readonly (Position | null)[]>> = {
  supervisor: ['police-sergeant', 'police-lieutenant', 'police-captain', 'police-chief'],
  chief: ['police-chief'],
  auditor: ['auditor'],
  'city-attorney': ['city-attorney'],
};

const routed = rule<Facts>(
  '430.9¶1.2',
  'R-VIOLATION-ROUTE',
  'the report is handled by those to whom it was routed',
  ({ state, standing }) =>
    standing.administrator
      ? state.route === 'administrator' || state.route === 'supervisor'
      : state.route !== 'administrator' && positions[state.route].includes(standing.position),
  'Leave it to those the report was sent to; report anew what you know of it.',
);

const impartial = rule<Facts>(
  '430.9¶1.2',
  'R-SELF-REVIEW',
  'nobody handles a report about himself, or one that he made',
  ({ state, by }) => by.id !== state.subjectId && by.id !== state.reporterId,
  'Have somebody else handle it; the City Attorney, where nobody else is left.',
);

const stands = (...statuses: readonly ViolationState['status'][]): Rule<Facts> =>
  rule(
    '430.9¶1.2',
    'R-VIOLATION-STEP',
    'a report is triaged, then concluded, disposed of where it is substantiated, and closed',
    ({ state }) => statuses.includes(state.status),
    'Look how far the report has come, and take the next step.',
  );

export const reporting: Rules<ReportViolation> = [
  rule(
    '430.9¶1.2',
    'R-REPORTER',
    'violations are reported by people, and no person is refused',
    ({ by }) => by.kind === 'member' || by.kind === 'agency',
    'What the system notices by itself is flagged as an anomaly; a person reports the violation.',
  ),
];

export const triaging: Rules<TriageViolation> = [...session, stands('reported'), routed, impartial];

export const concluding: Rules<ConcludeViolation> = [
  ...session,
  stands('triaged'),
  routed,
  impartial,
  rule(
    '430.9¶1.2',
    'R-VIOLATION-FINDINGS',
    'the conclusion says on what it rests',
    ({ command: { data }, terms }) => data.findings.trim().length >= terms.settings.reasonLength,
    'Write down what was looked at, and what it showed.',
  ),
];

export const disposing: Rules<RecordDisposition> = [
  ...session,
  stands('substantiated'),
  rule(
    '430.9P(d)',
    'R-NOT-CHIEF',
    'what followed is recorded by the Chief, and of a report about the Chief by the City Attorney',
    ({ state, standing }) => standing.position === (state.route === 'city-attorney' ? 'city-attorney' : 'police-chief'),
    'Ask the Chief of Police; where the Chief is concerned, the City Attorney.',
  ),
  impartial,
  rule(
    '430.9P(d)',
    'R-DISPOSITION',
    'only the class of the outcome is recorded, and a day that has come',
    ({ command: { data }, at }) =>
      (outcomes as readonly string[]).includes(data.outcome) && between(`${data.decidedOn}T00:00:00.000Z`, at) >= 0,
    'Choose one of the classes, and give the day as 2026-11-24.',
  ),
];

export const closing: Rules<CloseViolation> = [...session, stands('unfounded', 'disposed'), routed, impartial];
