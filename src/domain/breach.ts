/** After a breach: whom the law wants told, as a list that is worked off (430.9¶last; Civil Code 1798.29). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import type { Settings } from './policy/settings.js';
import { administration } from './standing.js';
import { after, day } from './time.js';

/** To whom something must be sent. */
export type BreachDuty = 'residents' | 'attorney-general' | 'vendor';

// Stored for good: never rename, only add.
export type BreachConfirmed = Event<
  'BreachConfirmed',
  {
    readonly incidentId: string;
    readonly confirmedBy: string;
    /** California residents whose unencrypted data was, or is believed to have been, acquired. */
    readonly residents: number;
    readonly heldByVendor: boolean;
    readonly duties: readonly BreachDuty[];
    readonly dueBy: string;
  },
  { readonly account: string }
>;
export type BreachNoticeSent = Event<
  'BreachNoticeSent',
  {
    readonly incidentId: string;
    readonly duty: BreachDuty;
    /** SHA-256 of what was sent, hex. */
    readonly document: string;
    readonly sentBy: string;
  }
>;
export type BreachProcedureClosed = Event<
  'BreachProcedureClosed',
  { readonly incidentId: string; readonly closedBy: string }
>;
export type BreachEvent = BreachConfirmed | BreachNoticeSent | BreachProcedureClosed;

type OfIncident<Data = object> = { readonly incidentId: string } & Data;
export type StartBreachProcedure = Command<
  'StartBreachProcedure',
  OfIncident<{ readonly residents: number; readonly heldByVendor: boolean; readonly account: string }>
>;
export type RecordBreachNotice = Command<
  'RecordBreachNotice',
  OfIncident<{ readonly duty: BreachDuty; readonly document: string }>
>;
export type CloseBreachProcedure = Command<'CloseBreachProcedure', OfIncident>;
export type BreachCommand = StartBreachProcedure | RecordBreachNotice | CloseBreachProcedure;

export type BreachState = {
  readonly status: 'none' | 'open' | 'closed';
  /** Still to be sent. */
  readonly open: readonly BreachDuty[];
};

/** Civil Code 1798.29(a) and (e): residents are told; with more than 500 the Attorney General gets a sample copy. */
export const dutiesOf = (
  residents: number,
  heldByVendor: boolean,
  { breachResidents }: Settings,
): readonly BreachDuty[] => [
  ...(residents > 0 ? (['residents'] as const) : []),
  ...(residents > breachResidents ? (['attorney-general'] as const) : []),
  ...(heldByVendor ? (['vendor'] as const) : []),
];

const open = rule<Case<unknown, BreachState>>(
  '430.9¶last',
  'R-BREACH-UNKNOWN',
  'the procedure after a breach was started, and is not closed',
  ({ state }) => state.status === 'open',
  'Start the procedure for this incident first.',
);

export const breach: Decider<BreachCommand, BreachState, BreachEvent> = {
  category: 'breach',
  stream: ({ data }) => `breach-${data.incidentId}`,
  initial: { status: 'none', open: [] },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'BreachConfirmed':
        return { status: 'open', open: data.duties };
      case 'BreachNoticeSent':
        return { ...state, open: state.open.filter((duty) => duty !== data.duty) };
      case 'BreachProcedureClosed':
        return { ...state, status: 'closed' };
    }
  },
  on: {
    StartBreachProcedure: {
      rules: [
        ...administration,
        rule(
          '430.9¶last',
          'R-BREACH-ACCOUNT',
          'the confirmation says what happened, and how many residents it touches',
          ({ command: { data }, terms }) =>
            Number.isInteger(data.residents) &&
            data.residents >= 0 &&
            data.account.trim().length >= terms.settings.reasonLength,
          'Describe the breach, and count the residents whose data it touches, none included.',
        ),
        rule(
          '430.9¶last',
          'R-BREACH-STARTED',
          'the procedure for this incident is started once',
          ({ state }) => state.status === 'none',
          'It is under way already; work off its list.',
        ),
      ],
      events: ({ command: { data }, by, at, terms }) => [
        {
          type: 'BreachConfirmed',
          data: {
            incidentId: data.incidentId,
            confirmedBy: by.id,
            residents: data.residents,
            heldByVendor: data.heldByVendor,
            duties: dutiesOf(data.residents, data.heldByVendor, terms.settings),
            dueBy: after(at, terms.settings.breachNoticeDays * day),
          },
          sealed: { account: data.account },
          keep: { class: 'access-record', unit: data.incidentId },
        },
      ],
    },
    RecordBreachNotice: {
      rules: [
        ...administration,
        open,
        rule(
          '430.9¶last',
          'R-BREACH-NOTICE',
          'the notice is one that is still owed, and a copy of what was sent is kept by its digest',
          ({ state, command: { data } }) => state.open.includes(data.duty) && /^[0-9a-f]{64}$/.test(data.document),
          'Choose a notice still on the list, and give the SHA-256 of what was sent.',
        ),
      ],
      events: ({ command: { data }, by }) => [{ type: 'BreachNoticeSent', data: { ...data, sentBy: by.id } }],
    },
    CloseBreachProcedure: {
      rules: [
        ...administration,
        open,
        rule(
          '430.9¶last',
          'R-BREACH-OPEN',
          'every notice that is owed was sent',
          ({ state }) => state.open.length === 0,
          'Send the notices still on the list.',
        ),
      ],
      events: ({ command: { data }, by }) => [
        { type: 'BreachProcedureClosed', data: { incidentId: data.incidentId, closedBy: by.id } },
      ],
    },
  },
};
