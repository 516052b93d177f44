/** An anomaly: a pattern of use that somebody should look at; a lead, never a verdict (430.9P(b), 430.9P(c)). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { session } from './standing.js';

export type AnomalySeverity = 'info' | 'warn' | 'high' | 'critical';
export const anomalyDispositions = ['legitimate', 'training', 'violation'] as const;
export type AnomalyDisposition = (typeof anomalyDispositions)[number];

// Stored for good: never rename, only add.
export type AnomalyFlagged = Event<
  'AnomalyFlagged',
  {
    readonly anomalyId: string;
    /** Code of the detector. */
    readonly detector: string;
    readonly severity: AnomalySeverity;
    /** Whose use it is; null when it is nobody's in particular. */
    readonly memberId: string | null;
    /** The events that caused it. */
    readonly events: readonly string[];
    /** How often the detector saw it. */
    readonly count: number;
  }
>;
export type AnomalyDispositioned = Event<
  'AnomalyDispositioned',
  { readonly anomalyId: string; readonly disposition: AnomalyDisposition; readonly dispositionedBy: string },
  { readonly note: string }
>;
export type AnomalyEvent = AnomalyFlagged | AnomalyDispositioned;

export type FlagAnomaly = Command<'FlagAnomaly', AnomalyFlagged['data']>;
export type DispositionAnomaly = Command<
  'DispositionAnomaly',
  { readonly anomalyId: string; readonly disposition: AnomalyDisposition; readonly note: string }
>;
export type AnomalyCommand = FlagAnomaly | DispositionAnomaly;

export type AnomalyState = {
  readonly flagged: boolean;
  readonly memberId: string | null;
  readonly disposition: AnomalyDisposition | null;
};

export const anomaly: Decider<AnomalyCommand, AnomalyState, AnomalyEvent> = {
  category: 'anomaly',
  stream: ({ data }) => `anomaly-${data.anomalyId}`,
  initial: { flagged: false, memberId: null, disposition: null },
  evolve: (state, { type, data }) =>
    type === 'AnomalyFlagged'
      ? { ...state, flagged: true, memberId: data.memberId }
      : { ...state, disposition: data.disposition },
  on: {
    FlagAnomaly: {
      rules: [
        rule(
          '430.9P(b)',
          'R-ANOMALY-SOURCE',
          'patterns that could be harassment or personal use are flagged by the system, with the events they rest on',
          ({ by, command: { data } }) => by.kind === 'clock' && data.events.length > 0,
          'Report a violation; what the system sees in the records it flags by itself.',
        ),
      ],
      events: ({ command: { data }, state }) => (state.flagged ? [] : [{ type: 'AnomalyFlagged', data }]),
    },
    DispositionAnomaly: {
      rules: [
        ...session,
        rule<Case<DispositionAnomaly, AnomalyState>>(
          '430.4A(c)',
          'R-ANOMALY-REVIEWER',
          'flags are looked at by an auditor, the ALPR Administrator or the Chief',
          ({ standing }) => standing.administrator || ['auditor', 'police-chief'].includes(standing.position ?? ''),
          'Ask an auditor.',
        ),
        rule<Case<DispositionAnomaly, AnomalyState>>(
          '430.4A(c)',
          'R-SELF-REVIEW',
          'nobody looks at a flag about himself',
          ({ state, by }) => state.memberId !== by.id,
          'Have another reviewer look at it.',
        ),
        rule<Case<DispositionAnomaly, AnomalyState>>(
          '430.4A(c)',
          'R-ANOMALY-OPEN',
          'the flag was raised, nobody has said yet what it was, and it is said on what that rests',
          ({ state, command: { data }, terms }) =>
            state.flagged && state.disposition === null && data.note.trim().length >= terms.settings.reasonLength,
          'Look at the events, and write down what they showed.',
        ),
      ],
      events: ({ command: { data }, by }) => [
        {
          type: 'AnomalyDispositioned',
          data: { anomalyId: data.anomalyId, disposition: data.disposition, dispositionedBy: by.id },
          sealed: { note: data.note },
          keep: { class: 'access-record', unit: data.anomalyId },
        },
      ],
    },
  },
};
