/** A potential breach: whoever sees one says so, nobody is turned away, and an hour runs (430.6(j), 430.7(h)). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { session } from './standing.js';
import { after, minute } from './time.js';

// Stored for good: never rename, only add.
export type BreachReported = Event<
  'BreachReported',
  {
    readonly incidentId: string;
    /** Null when it came from somebody who is no member. */
    readonly reporterId: string | null;
    /** The member the report is about, where it names one: he is not told, and does not see it. */
    readonly subjectId: string | null;
    /** Until when it must have been passed on (CJIS Security Policy, IR-6). */
    readonly dueBy: string;
  },
  { readonly account: string }
>;
export type BreachForwarded = Event<
  'BreachForwarded',
  {
    readonly incidentId: string;
    readonly memberId: string;
    readonly to: 'cjis-systems-agency' | 'chief' | 'no-breach';
    readonly inTime: boolean;
  }
>;
export type IncidentEvent = BreachReported | BreachForwarded;

export type ReportBreach = Command<
  'ReportBreach',
  { readonly incidentId: string; readonly subjectId: string | null; readonly account: string }
>;
export type ForwardBreach = Command<
  'ForwardBreach',
  { readonly incidentId: string; readonly to: BreachForwarded['data']['to'] }
>;
export type IncidentCommand = ReportBreach | ForwardBreach;

export type IncidentState = {
  readonly reported: boolean;
  readonly subjectId: string | null;
  readonly dueBy: string;
  readonly forwarded: boolean;
};

type Facts = Case<unknown, IncidentState>;

export const incident: Decider<IncidentCommand, IncidentState, IncidentEvent> = {
  category: 'incident',
  stream: ({ data }) => `incident-${data.incidentId}`,
  initial: { reported: false, subjectId: null, dueBy: '', forwarded: false },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'BreachReported':
        return { reported: true, subjectId: data.subjectId, dueBy: data.dueBy, forwarded: false };
      case 'BreachForwarded':
        return { ...state, forwarded: true };
    }
  },
  on: {
    ReportBreach: {
      rules: [
        rule(
          '430.6(j)',
          'R-BREACH-REPORTER',
          'a potential breach is reported by a person, and no person is refused',
          ({ by }: Facts) => by.kind === 'member' || by.kind === 'agency',
          'What the system notices by itself it tells by itself; a person reports the breach.',
        ),
      ],
      events: ({ command: { data }, state, by, at, terms }) =>
        state.reported
          ? []
          : [
              {
                type: 'BreachReported',
                data: {
                  incidentId: data.incidentId,
                  reporterId: by.kind === 'member' ? by.id : null,
                  subjectId: data.subjectId,
                  dueBy: after(at, terms.settings.breachMinutes * minute),
                },
                sealed: { account: data.account },
                keep: { class: 'access-record', unit: data.incidentId },
              },
            ],
    },
    ForwardBreach: {
      rules: [
        ...session,
        rule(
          '430.6(j)',
          'R-BREACH-HANDLER',
          'a report of a breach is taken up by the ALPR Administrator or the Chief, and never by whom it is about',
          ({ standing, by, state }: Facts) =>
            (standing.administrator || standing.position === 'police-chief') && by.id !== state.subjectId,
          'Leave it to the ALPR Administrator; where it is about the Administrator, to the Chief.',
        ),
        rule(
          '430.6(j)',
          'R-BREACH-REPORT',
          'a breach was reported, and has not been passed on',
          ({ state }: Facts) => state.reported && !state.forwarded,
          'Report the breach first; one that was passed on goes on in the procedure after a breach.',
        ),
      ],
      events: ({ command: { data }, state, by, at }) => [
        { type: 'BreachForwarded', data: { ...data, memberId: by.id, inTime: at <= state.dueBy } },
      ],
    },
  },
};
