/** A canvass: plates are read around the scene of a crime, for a named incident and within a window (430.6(c)). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule, unless } from './policy/rule.js';
import { content, mayTakeEnforcement } from './standing.js';
import { between, hour } from './time.js';

/** The policy has homicides, shootings and other major incidents come first. */
export const incidentKinds = ['homicide', 'shooting', 'major-incident', 'other'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

// Stored for good: never rename, only add.
export type CanvassOpened = Event<
  'CanvassOpened',
  {
    readonly canvassId: string;
    readonly memberId: string;
    readonly incident: IncidentKind;
    readonly from: string;
    readonly until: string;
  },
  { readonly incidentNumber: string; readonly area: string }
>;
export type CanvassClosed = Event<
  'CanvassClosed',
  { readonly canvassId: string; /** Null where its window ended. */ readonly memberId: string | null }
>;
export type CanvassEvent = CanvassOpened | CanvassClosed;

export type OpenCanvass = Command<
  'OpenCanvass',
  Omit<CanvassOpened['data'], 'memberId'> & NonNullable<CanvassOpened['sealed']>
>;
export type CloseCanvass = Command<'CloseCanvass', { readonly canvassId: string }>;
export type CanvassCommand = OpenCanvass | CloseCanvass;

export type CanvassState = { readonly status: 'none' | 'open' | 'closed'; readonly until: string };

const ofClock = ({ by }: Case<unknown, unknown>): boolean => by.kind === 'clock';

export const canvass: Decider<CanvassCommand, CanvassState, CanvassEvent> = {
  category: 'canvass',
  stream: ({ data }) => `canvass-${data.canvassId}`,
  initial: { status: 'none', until: '' },
  evolve: (state, { type, data }) =>
    type === 'CanvassOpened' ? { status: 'open', until: data.until } : { ...state, status: 'closed' },
  on: {
    OpenCanvass: {
      rules: [
        ...content,
        rule(
          '430.6(c).1',
          'R-POSITION',
          'a canvass is opened by a sworn position',
          ({ standing }) => mayTakeEnforcement(standing.position),
          'Ask an officer or a sergeant to open it.',
        ),
        rule(
          '430.6(c).1',
          'R-CANVASS',
          'the canvass names its incident and its area',
          ({ command: { data } }) => data.incidentNumber.trim() !== '' && data.area.trim() !== '',
          'Give the incident number, and the streets to be canvassed.',
        ),
        rule(
          '430.6(c).1',
          'R-CANVASS-WINDOW',
          'the canvass ends, within its window',
          ({ command: { data }, at, terms }) =>
            between(data.from, data.until) > 0 &&
            between(at, data.until) > 0 &&
            between(data.from, data.until) <= terms.settings.canvassHours * hour,
          'Give a beginning and an end; open another canvass when more time is needed.',
        ),
      ],
      events: ({ command: { data }, state, by }) => {
        const { incidentNumber, area, ...clear } = data;
        if (state.status !== 'none') return [];
        return [
          {
            type: 'CanvassOpened',
            data: { ...clear, memberId: by.id },
            sealed: { incidentNumber, area },
            keep: { class: 'access-record', unit: data.canvassId },
          },
        ];
      },
    },
    CloseCanvass: {
      rules: [
        ...unless<Case<CloseCanvass, CanvassState>>(
          (facts) => ofClock(facts) && between(facts.state.until, facts.at) >= 0,
          content,
        ),
        rule(
          '430.6(c).1',
          'R-CANVASS-CLOSED',
          'the canvass is open',
          ({ state }) => state.status === 'open',
          'It was closed already, or has ended.',
        ),
      ],
      events: ({ command: { data }, by }) => [
        {
          type: 'CanvassClosed',
          data: { canvassId: data.canvassId, memberId: by.kind === 'member' ? by.id : null },
        },
      ],
    },
  },
};
