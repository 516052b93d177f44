/** A duty of oversight whose day has passed: told once for each day it was due, by the clock (430.9(e).1). */
import type { Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';

export const duties = [
  'placement-review',
  'posting-attestation',
  'safeguard-attestation',
  'hosting-attestation',
  'violation-triage',
  'violation-closing',
  'finding-resolution',
  'monitoring-review',
  'weekly-audit',
  'quarterly-audit',
  'quarterly-report',
  'breach-notice',
] as const;
export type Duty = (typeof duties)[number];

// Stored for good: never rename, only add.
export type DutyOverdue = Event<
  'DutyOverdue',
  {
    readonly dutyId: string;
    readonly duty: Duty;
    /** What it concerns, as a camera or a report; null when it is the Department's as a whole. */
    readonly of: string | null;
    readonly dueBy: string;
  }
>;
export type TellOverdue = Command<'TellOverdue', DutyOverdue['data']>;

export type DutyState = { readonly told: boolean };

export const duty: Decider<TellOverdue, DutyState, DutyOverdue> = {
  category: 'duty',
  stream: ({ data }) => `duty-${data.dutyId}`,
  initial: { told: false },
  evolve: () => ({ told: true }),
  on: {
    TellOverdue: {
      rules: [
        rule(
          '430.9(e).1',
          'R-DUTY-DUE',
          'a duty is told to be overdue by the system, once its day has passed',
          ({ by, at, command: { data } }) => by.kind === 'clock' && data.dueBy < at,
          'The calendar of duties tells what is due, and the system what is overdue.',
        ),
      ],
      events: ({ command: { data }, state }) => (state.told ? [] : [{ type: 'DutyOverdue', data }]),
    },
  },
};
