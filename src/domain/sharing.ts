/** How the Department shares: by which networks, and who may decide on releases beside the Chief (430.10(b), (d)). */
import type { Command, Decider, Event } from './decider.js';
import { departmentId } from './department.js';
import { rule } from './policy/rule.js';
import { administration, session } from './standing.js';
import { between, day } from './time.js';

// Stored for good: never rename, only add.
export type SharingNetworksAdopted = Event<'SharingNetworksAdopted', { readonly networks: readonly string[] }>;
export type ReleaseDesigneeNamed = Event<
  'ReleaseDesigneeNamed',
  { readonly memberId: string; readonly until: string; readonly chief: string }
>;
export type ReleaseDesigneeEnded = Event<'ReleaseDesigneeEnded', { readonly memberId: string }>;
export type SharingEvent = SharingNetworksAdopted | ReleaseDesigneeNamed | ReleaseDesigneeEnded;

export type AdoptSharingNetworks = Command<'AdoptSharingNetworks', SharingNetworksAdopted['data']>;
export type NameReleaseDesignee = Command<'NameReleaseDesignee', { readonly memberId: string; readonly until: string }>;
export type EndReleaseDesignee = Command<'EndReleaseDesignee', ReleaseDesigneeEnded['data']>;
export type SharingCommand = AdoptSharingNetworks | NameReleaseDesignee | EndReleaseDesignee;

export type SharingState = {
  /** Codes of the networks whose agencies data may be shared with. */
  readonly networks: readonly string[];
  /** Member → until when he decides on releases for the Chief. */
  readonly designees: Readonly<Record<string, string>>;
};

/** The Law Enforcement Archival Reporting Network, which 430.10(d) names. */
export const learn = 'learn';

/** One department, one stream. */
export const sharingStream = `sharing-${departmentId}`;

const chiefs = rule<{ standing: { position: string | null } }>(
  '430.10(b)',
  'R-NOT-CHIEF',
  'the Chief of Police names and ends his own designee',
  ({ standing }) => standing.position === 'police-chief',
  'Ask the Chief of Police.',
);

export const sharing: Decider<SharingCommand, SharingState, SharingEvent> = {
  category: 'sharing',
  stream: () => sharingStream,
  initial: { networks: [learn], designees: {} },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'SharingNetworksAdopted':
        return { ...state, networks: data.networks };
      case 'ReleaseDesigneeNamed':
        return { ...state, designees: { ...state.designees, [data.memberId]: data.until } };
      case 'ReleaseDesigneeEnded': {
        const { [data.memberId]: _, ...designees } = state.designees;
        return { ...state, designees };
      }
    }
  },
  on: {
    AdoptSharingNetworks: {
      rules: [
        ...administration,
        rule(
          '430.10(d)',
          'R-NETWORK-LIST',
          'the list names sharing networks by their codes, each once',
          ({ command: { data } }) =>
            data.networks.length > 0 &&
            new Set(data.networks).size === data.networks.length &&
            data.networks.every((code) => /^[a-z]{2,24}(?:-[a-z]{1,24}){0,3}$/.test(code)),
          'Write each network as lower-case words, such as learn.',
        ),
      ],
      events: ({ command: { data }, state }) =>
        data.networks.join() === state.networks.join() ? [] : [{ type: 'SharingNetworksAdopted', data }],
    },
    NameReleaseDesignee: {
      rules: [
        ...session,
        chiefs,
        rule(
          '430.10(b)',
          'R-DESIGNEE',
          'the designee is another member, for a time that ends',
          ({ command: { data }, by, at, terms }) =>
            data.memberId !== by.id &&
            between(at, data.until) > 0 &&
            between(at, data.until) <= terms.settings.exceptionDays * day,
          'Name somebody else, and until when, within a year.',
        ),
      ],
      events: ({ command: { data }, by }) => [
        { type: 'ReleaseDesigneeNamed', data: { memberId: data.memberId, until: data.until, chief: by.id } },
      ],
    },
    EndReleaseDesignee: {
      rules: [...session, chiefs],
      events: ({ command: { data }, state }) =>
        Object.hasOwn(state.designees, data.memberId) ? [{ type: 'ReleaseDesigneeEnded', data }] : [],
    },
  },
};

/** Whether a member decides on releases in the Chief’s place at that time. */
export const isDesignee = ({ designees }: SharingState, memberId: string, at: string): boolean =>
  Object.hasOwn(designees, memberId) && at < designees[memberId]!;
