/** Another agency: what kind it is, by which network it shares, and which persons may ask in its name (430.10). */
import type { Case, Command, Decider, Event } from './decider.js';
import { isOnesOwn, namesSomebody } from './policy/mailboxes.js';
import { saysSomething } from './policy/reasons.js';
import { rule } from './policy/rule.js';
import { administration } from './standing.js';
import { between, day } from './time.js';

/** What an agency is; 430.10 tells those that data may go to from those that it may not. */
export const agencyClasses = {
  'local-le': 'a city or county law enforcement agency of California',
  'state-le': 'a law enforcement agency of the State of California',
  prosecutor: 'a prosecutorial agency',
  'federal-le': 'a federal law enforcement agency without immigration duties',
  'federal-immigration': 'a federal immigration agency',
  'out-of-state-le': 'a law enforcement agency of another state',
  'non-le': 'an entity that is neither a law enforcement nor a prosecutorial agency',
} as const;
export type AgencyClass = keyof typeof agencyClasses;

// Stored for good: never rename, only add.
/** `california`: a public agency of the State in the words of Civil Code 1798.90.5(f). */
export type AgencyRegistered = Event<
  'AgencyRegistered',
  { readonly agencyId: string; readonly agencyClass: AgencyClass; readonly california: boolean },
  { readonly agencyName: string; readonly ori: string | null }
>;
/** `network` is the code of the sharing network it belongs to; null when it belongs to none. */
export type AgencyNetworkRecorded = Event<
  'AgencyNetworkRecorded',
  { readonly agencyId: string; readonly network: string | null }
>;
export type AgencyPersonNamed = Event<
  'AgencyPersonNamed',
  {
    readonly agencyId: string;
    readonly personId: string;
    /** SHA-256 of the token, hex. */ readonly credential: string;
  },
  { readonly personName: string; readonly rank: string; readonly contact: string }
>;
export type AgencyCredentialRenewed = Event<
  'AgencyCredentialRenewed',
  { readonly agencyId: string; readonly personId: string; readonly credential: string }
>;
export type AgencyPersonRemoved = Event<
  'AgencyPersonRemoved',
  { readonly agencyId: string; readonly personId: string; readonly why: string }
>;
/** The ALPR Administrator lets data be shared with an agency outside the approved networks, until then. */
export type SharingExceptionApproved = Event<
  'SharingExceptionApproved',
  { readonly agencyId: string; readonly until: string; readonly approver: string },
  { readonly reason: string }
>;
export type AgencyRetired = Event<'AgencyRetired', { readonly agencyId: string; readonly why: string }>;
export type AgencyEvent =
  | AgencyRegistered
  | AgencyNetworkRecorded
  | AgencyPersonNamed
  | AgencyCredentialRenewed
  | AgencyPersonRemoved
  | SharingExceptionApproved
  | AgencyRetired;

type OfAgency<Data = object> = { readonly agencyId: string } & Data;
export type RegisterAgency = Command<
  'RegisterAgency',
  AgencyRegistered['data'] & NonNullable<AgencyRegistered['sealed']> & { readonly network: string | null }
>;
export type RecordAgencyNetwork = Command<'RecordAgencyNetwork', AgencyNetworkRecorded['data']>;
export type NameAgencyPerson = Command<
  'NameAgencyPerson',
  AgencyPersonNamed['data'] & NonNullable<AgencyPersonNamed['sealed']>
>;
export type RenewAgencyCredential = Command<'RenewAgencyCredential', AgencyCredentialRenewed['data']>;
export type RemoveAgencyPerson = Command<'RemoveAgencyPerson', AgencyPersonRemoved['data']>;
export type ApproveSharingException = Command<
  'ApproveSharingException',
  OfAgency<{ readonly until: string; readonly reason: string }>
>;
export type RetireAgency = Command<'RetireAgency', AgencyRetired['data']>;
export type AgencyCommand =
  | RegisterAgency
  | RecordAgencyNetwork
  | NameAgencyPerson
  | RenewAgencyCredential
  | RemoveAgencyPerson
  | ApproveSharingException
  | RetireAgency;

export type AgencyState = {
  readonly status: 'none' | 'active' | 'retired';
  readonly agencyClass: AgencyClass;
  readonly california: boolean;
  readonly network: string | null;
  readonly exceptionUntil: string | null;
  /** Who may ask in its name: person → digest of the credential. */
  readonly persons: Readonly<Record<string, string>>;
};

const kept = (agencyId: string) => ({ class: 'register', unit: agencyId }) as const;

const registered = rule<Case<unknown, AgencyState>>(
  '430.10(a)(a)',
  'R-AGENCY-UNKNOWN',
  'the agency is on the register and in good standing',
  ({ state }) => state.status === 'active',
  'The ALPR Administrator registers the agency first.',
);

const named = rule<Case<unknown, AgencyState>>(
  '430.10(a)(b)',
  'R-PERSON-UNKNOWN',
  'the person is one of those whom the agency has named',
  ({ state, command }) => {
    const { data } = command as RenewAgencyCredential | RemoveAgencyPerson;
    return Object.hasOwn(state.persons, data.personId);
  },
  'Name the person of the agency first.',
);

/** One person, one mailbox: whoever asks can be found and asked again. */
export const namedPerson = <C, S>(whose: (facts: Case<C, S>) => { personName: string; contact: string }) =>
  rule<Case<C, S>>(
    '430.10(a)(b)',
    'R-PERSON-NAMED',
    'the person is named in full, with a mailbox or telephone of his own',
    (facts) => namesSomebody(whose(facts).personName) && isOnesOwn(whose(facts).contact),
    'Give first and last name, and an address that only this person reads.',
  );

/** Neither a federal agency nor another state’s is a public agency of California, whatever it is asked to be. */
const consistent = ({ command: { data } }: Case<RegisterAgency, AgencyState>): boolean => {
  if (data.agencyClass === 'local-le' || data.agencyClass === 'state-le') return data.california;
  return data.agencyClass === 'prosecutor' || data.agencyClass === 'non-le' || !data.california;
};

const lasts = ({ command: { data }, at, terms }: Case<ApproveSharingException, AgencyState>): boolean => {
  const length = between(at, data.until);
  return length > 0 && length <= terms.settings.exceptionDays * day;
};

const evolve = (state: AgencyState, event: AgencyEvent): AgencyState => {
  const { type, data } = event;
  switch (type) {
    case 'AgencyRegistered':
      return { ...state, status: 'active', agencyClass: data.agencyClass, california: data.california };
    case 'AgencyNetworkRecorded':
      return { ...state, network: data.network };
    case 'AgencyPersonNamed':
    case 'AgencyCredentialRenewed':
      return { ...state, persons: { ...state.persons, [data.personId]: data.credential } };
    case 'AgencyPersonRemoved': {
      const { [data.personId]: _, ...persons } = state.persons;
      return { ...state, persons };
    }
    case 'SharingExceptionApproved':
      return { ...state, exceptionUntil: data.until };
    case 'AgencyRetired':
      return { ...state, status: 'retired', persons: {} };
  }
};

const register: Decider<AgencyCommand, AgencyState, AgencyEvent>['on']['RegisterAgency'] = {
  rules: [
    ...administration,
    rule(
      '430.10(a)(a)',
      'R-AGENCY-KNOWN',
      'the agency is new to the register',
      ({ state }) => state.status === 'none',
      'This agency is registered already; change what is wrong of it.',
    ),
    rule(
      '430.10(a)(a)',
      'R-AGENCY-ORI',
      'a law enforcement or prosecutorial agency is known by its ORI',
      ({ command: { data } }) => data.agencyClass === 'non-le' || /^[A-Z]{2}[A-Z0-9]{7}$/.test(data.ori ?? ''),
      'Give the nine characters of the agency’s Originating Agency Identifier.',
    ),
    rule(
      '430.10(f).2',
      'R-AGENCY-PUBLIC',
      'a public agency of California is neither federal nor of another state',
      consistent,
      'Civil Code 1798.90.5(f) counts the State, its cities and counties, and nobody else.',
    ),
  ],
  events: ({ command: { data } }) => {
    const { agencyId, agencyClass, california, agencyName, ori, network } = data;
    return [
      {
        type: 'AgencyRegistered',
        data: { agencyId, agencyClass, california },
        sealed: { agencyName, ori },
        keep: kept(agencyId),
      },
      { type: 'AgencyNetworkRecorded', data: { agencyId, network } },
    ];
  },
};

export const agency: Decider<AgencyCommand, AgencyState, AgencyEvent> = {
  category: 'agency',
  stream: ({ data }) => `agency-${data.agencyId}`,
  initial: {
    status: 'none',
    agencyClass: 'non-le',
    california: false,
    network: null,
    exceptionUntil: null,
    persons: {},
  },
  evolve,
  on: {
    RegisterAgency: register,
    RecordAgencyNetwork: {
      rules: [...administration, registered],
      events: ({ command: { data }, state }) =>
        state.network === data.network ? [] : [{ type: 'AgencyNetworkRecorded', data }],
    },
    NameAgencyPerson: {
      rules: [...administration, registered, namedPerson(({ command }) => command.data)],
      events: ({ command: { data } }) => {
        const { agencyId, personId, credential, personName, rank, contact } = data;
        return [
          {
            type: 'AgencyPersonNamed',
            data: { agencyId, personId, credential },
            sealed: { personName, rank, contact },
            keep: kept(personId),
          },
        ];
      },
    },
    RenewAgencyCredential: {
      rules: [...administration, registered, named],
      events: ({ command: { data } }) => [{ type: 'AgencyCredentialRenewed', data }],
    },
    RemoveAgencyPerson: {
      rules: [...administration, registered, named],
      events: ({ command: { data } }) => [{ type: 'AgencyPersonRemoved', data }],
    },
    ApproveSharingException: {
      rules: [
        ...administration,
        registered,
        rule(
          '430.10(d)',
          'R-EXCEPTION',
          'an exception from the approved networks says why, and ends',
          (facts) => saysSomething(facts.command.data.reason) && lasts(facts),
          'Say what this agency is needed for, and until when, within a year.',
        ),
      ],
      events: ({ command: { data }, by }) => [
        {
          type: 'SharingExceptionApproved',
          data: { agencyId: data.agencyId, until: data.until, approver: by.id },
          sealed: { reason: data.reason },
          keep: { class: 'release', unit: data.agencyId },
        },
      ],
    },
    RetireAgency: {
      rules: [...administration, registered],
      events: ({ command: { data } }) => [{ type: 'AgencyRetired', data }],
    },
  },
};
