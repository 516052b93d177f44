/** An agreement with another agency (430.10M): what it must say, how long it holds, and the access granted under it. */
import type { Case, Command, Decider, Event } from './decider.js';
import { type Rule, rule } from './policy/rule.js';
import { sharingNetwork, onRegister, type Recipient } from './recipient.js';
import { administration, session } from './standing.js';
import { between, day } from './time.js';
import { basisGiven, type ValuesActDetermined } from './valuesact.js';

/** What an agreement must say; the first is 430.10M(b), the others uphold 430.10(d) to (f) and CJIS AC-21. */
export const mouClauses = {
  'legitimate-use-only': 'access is used only for legitimate law enforcement or public safety purposes',
  'no-immigration-enforcement': 'nothing is used for immigration enforcement',
  'no-onward-transfer': 'nothing is passed on, sold or transferred',
  'reason-for-every-search': 'every search is logged with user, date, time and purpose',
  'audit-on-demand': 'the Department may audit the searches',
  'breach-notice': 'a breach is told to the Department at once',
  'retention-limit': 'what was seen is kept no longer than the case needs',
  termination: 'the Department may end the agreement at any time',
} as const;
export type MouClause = keyof typeof mouClauses;

/** What may be searched under the agreement. */
export type MouScope = 'detections' | 'hits';

// Stored for good: never rename, only add.
export type MouExecuted = Event<
  'MouExecuted',
  {
    readonly mouId: string;
    readonly agencyId: string;
    readonly from: string;
    readonly until: string;
    readonly scope: readonly MouScope[];
    readonly clauses: readonly MouClause[];
    /** SHA-256 of the signed agreement, hex. */
    readonly document: string;
    readonly chief: string;
  }
>;
export type AgencyAccessGranted = Event<
  'AgencyAccessGranted',
  { readonly mouId: string; readonly agencyId: string; readonly until: string; readonly grantor: string }
>;
export type AgencyAccessRevoked = Event<
  'AgencyAccessRevoked',
  { readonly mouId: string; readonly agencyId: string; readonly why: string }
>;
/** It came to its end by its own date. */
export type MouExpired = Event<'MouExpired', { readonly mouId: string; readonly agencyId: string }>;
export type MouTerminated = Event<
  'MouTerminated',
  { readonly mouId: string; readonly agencyId: string; readonly why: string }
>;
export type MouEvent =
  MouExecuted | ValuesActDetermined | AgencyAccessGranted | AgencyAccessRevoked | MouExpired | MouTerminated;

type OfMou<Data = object> = { readonly mouId: string } & Data;
/** Found by the shell: the agency as the register has it. */
type To = { readonly recipient: Recipient };
export type ExecuteMou = Command<
  'ExecuteMou',
  OfMou<
    To & {
      readonly agencyId: string;
      readonly from: string;
      readonly until: string;
      readonly scope: readonly string[];
      readonly clauses: readonly string[];
      readonly document: string | null;
    }
  >
>;
export type DetermineMouValuesAct = Command<
  'DetermineMouValuesAct',
  OfMou<{ readonly complies: boolean; readonly basis: string }>
>;
export type GrantAgencyAccess = Command<'GrantAgencyAccess', OfMou<To>>;
export type RevokeAgencyAccess = Command<'RevokeAgencyAccess', OfMou<{ readonly why: string }>>;
export type ExpireMou = Command<'ExpireMou', OfMou>;
export type TerminateMou = Command<'TerminateMou', OfMou<{ readonly why: string }>>;
export type MouCommand =
  ExecuteMou | DetermineMouValuesAct | GrantAgencyAccess | RevokeAgencyAccess | ExpireMou | TerminateMou;

export type MouState = {
  readonly agencyId: string | null;
  readonly from: string;
  readonly until: string;
  readonly chief: string | null;
  readonly scope: readonly MouScope[];
  /** Neither expired nor terminated on the ledger; its own date still counts. */
  readonly standing: boolean;
  readonly complies: boolean;
  readonly granted: boolean;
};

/** Whether the agreement holds at that time, whatever the clock has noted of it by then. */
export const holds = ({ standing, from, until }: MouState, at: string): boolean => standing && from <= at && at < until;

/** What the agency may search at that time: nothing, unless access was granted and the agreement holds. */
export const opens = (state: MouState, at: string): readonly MouScope[] =>
  state.granted && holds(state, at) ? state.scope : [];

const byChief = rule<Case<unknown, unknown>>(
  '430.10M(a)',
  'R-NOT-CHIEF',
  'the agreement is executed, weighed and ended by the Chief of Police',
  ({ standing }) => standing.position === 'police-chief',
  'Ask the Chief of Police.',
);

const known = rule<Case<unknown, MouState>>(
  '430.10M(a)',
  'R-MOU-UNKNOWN',
  'the agreement was executed, and has not ended',
  ({ state }) => state.standing,
  'Execute the agreement first; one that ended is executed anew.',
);

const dated = ({ command: { data }, terms }: Case<ExecuteMou, MouState>): boolean => {
  const length = between(data.from, data.until);
  return length > 0 && length <= terms.settings.mouDays * day;
};

const executing: Decider<MouCommand, MouState, MouEvent>['on']['ExecuteMou'] = {
  rules: [
    ...session,
    byChief,
    onRegister(({ command }) => command.data.recipient),
    rule(
      '430.10M(a)',
      'R-MOU-AGENCY',
      'searchable access is agreed with other local law enforcement agencies of California only',
      ({ command }) => ['local-le', 'state-le'].includes(command.data.recipient.agencyClass),
      'Any other agency asks in writing, for each release.',
    ),
    rule(
      '430.10M(a)',
      'R-MOU-DOCUMENT',
      'the agreement is signed, new, and says from when until when and for what',
      (facts) =>
        facts.state.agencyId === null &&
        /^[0-9a-f]{64}$/.test(facts.command.data.document ?? '') &&
        facts.command.data.scope.length > 0 &&
        facts.command.data.scope.every((one) => one === 'detections' || one === 'hits') &&
        dated(facts),
      'Send the digest of the signed document, its scope, and its dates, three years apart at most.',
    ),
    rule(
      '430.10M(b)',
      'R-MOU-CLAUSE',
      'the agreement has every clause it must have, legitimate use above all',
      ({ command }) => Object.keys(mouClauses).every((clause) => command.data.clauses.includes(clause)),
      'Have the missing clauses written into the agreement, and signed.',
    ),
  ],
  events: ({ command: { data }, by }) => {
    const { mouId, agencyId, from, until } = data;
    const clauses = Object.keys(mouClauses) as MouClause[];
    const scope = [...new Set(data.scope)].sort() as MouScope[];
    const executed = { mouId, agencyId, from, until, scope, clauses, document: data.document!, chief: by.id };
    return [{ type: 'MouExecuted', data: executed }];
  },
};

/** Access of another agency to what is recorded here stands and falls with its agreement (430.10M(a)). */
export const inForce = <C extends Case<unknown, unknown>>(holds: (facts: C) => boolean): Rule<C> =>
  rule(
    '430.10M(a)',
    'R-NO-MOU',
    'an agreement with that very agency is in force',
    holds,
    'The Chief executes an agreement with the agency first.',
  );

const granting: Decider<MouCommand, MouState, MouEvent>['on']['GrantAgencyAccess'] = {
  rules: [
    ...administration,
    inForce(({ state, at }) => holds(state, at)),
    onRegister(({ command }) => command.data.recipient),
    sharingNetwork(({ command }) => command.data.recipient),
    rule(
      '430.10¶V.1',
      'R-VALUES-ACT',
      'the Chief or his designee determined that the California Values Act is complied with',
      ({ state }) => state.complies,
      'The Chief makes a dated determination under Government Code 7282.5 and 7284.2 ff. first.',
    ),
  ],
  events: ({ command: { data }, state, by }) =>
    state.granted
      ? []
      : [
          {
            type: 'AgencyAccessGranted',
            data: { mouId: data.mouId, agencyId: state.agencyId!, until: state.until, grantor: by.id },
          },
        ],
};

const evolve = (state: MouState, { type, data }: MouEvent): MouState => {
  switch (type) {
    case 'MouExecuted': {
      const { agencyId, from, until, chief, scope } = data;
      return { ...state, agencyId, from, until, chief, scope, standing: true };
    }
    case 'ValuesActDetermined':
      return { ...state, complies: data.complies };
    case 'AgencyAccessGranted':
      return { ...state, granted: true };
    case 'AgencyAccessRevoked':
      return { ...state, granted: false };
    case 'MouExpired':
    case 'MouTerminated':
      return { ...state, standing: false };
  }
};

/** An agreement that ends takes the access along. */
const revoked = ({ agencyId, granted }: MouState, mouId: string, why: string): readonly AgencyAccessRevoked[] =>
  granted ? [{ type: 'AgencyAccessRevoked', data: { mouId, agencyId: agencyId!, why } }] : [];

export const mou: Decider<MouCommand, MouState, MouEvent> = {
  category: 'mou',
  stream: ({ data }) => `mou-${data.mouId}`,
  initial: {
    agencyId: null,
    from: '',
    until: '',
    chief: null,
    scope: [],
    standing: false,
    complies: false,
    granted: false,
  },
  evolve,
  on: {
    ExecuteMou: executing,
    DetermineMouValuesAct: {
      rules: [...session, byChief, known, basisGiven],
      events: ({ command: { data }, state, by }) => [
        {
          type: 'ValuesActDetermined',
          data: { of: 'mou', subject: data.mouId, agencyId: state.agencyId!, complies: data.complies, by: by.id },
          sealed: { basis: data.basis },
          keep: { class: 'release', unit: data.mouId },
        },
        // Access that the Act does not allow ends with the determination that says so.
        ...(data.complies ? [] : revoked(state, data.mouId, 'values-act')),
      ],
    },
    GrantAgencyAccess: granting,
    RevokeAgencyAccess: {
      rules: [...administration, known],
      events: ({ command: { data }, state }) => revoked(state, data.mouId, data.why),
    },
    ExpireMou: {
      rules: [
        rule(
          '430.10M(a)',
          'R-MOU-END',
          'an agreement expires by its own date, noted by the clock',
          ({ by, state, at }) => by.kind === 'clock' && state.agencyId !== null && at >= state.until,
          'The Chief may end it before its date.',
        ),
      ],
      events: ({ command: { data }, state }) =>
        state.standing
          ? [
              { type: 'MouExpired', data: { mouId: data.mouId, agencyId: state.agencyId! } },
              ...revoked(state, data.mouId, 'expired'),
            ]
          : [],
    },
    TerminateMou: {
      rules: [...session, byChief, known],
      events: ({ command: { data }, state }) => [
        { type: 'MouTerminated', data: { mouId: data.mouId, agencyId: state.agencyId!, why: data.why } },
        ...revoked(state, data.mouId, 'terminated'),
      ],
    },
  },
};
