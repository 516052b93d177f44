/** A member's Department e-mail address, to which notices go (430.6(h)): personal, and so sealed. */
import type { Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { session } from './standing.js';

// Stored for good: never rename, only add.
export type AddressSet = Event<'AddressSet', { readonly memberId: string }, { readonly address: string }>;

export type SetAddress = Command<'SetAddress', { readonly memberId: string; readonly address: string }>;

/** One mailbox, nothing beside it: no list of addresses, and no line break that could begin another header. */
const mailbox = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/i;

export const address: Decider<SetAddress, null, AddressSet> = {
  category: 'address',
  stream: ({ data }) => `address-${data.memberId}`,
  initial: null,
  evolve: () => null,
  on: {
    SetAddress: {
      rules: [
        ...session,
        rule(
          '430.6(h)',
          'R-ADDRESS-OWN',
          'an address is set by the member himself, or by the ALPR Administrator',
          ({ by, standing, command }) => by.id === command.data.memberId || standing.administrator,
          'Set your own address, or ask the ALPR Administrator.',
        ),
        rule(
          '430.6(h)',
          'R-ADDRESS',
          'the address is that of one mailbox',
          ({ command }) => mailbox.test(command.data.address),
          'Give one Department e-mail address, such as name@department.example.',
        ),
      ],
      events: ({ command: { data } }) => [
        {
          type: 'AddressSet',
          data: { memberId: data.memberId },
          sealed: { address: data.address },
          keep: { class: 'register', unit: data.memberId },
        },
      ],
    },
  },
};
