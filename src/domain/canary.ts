/** A canary: a plate that no vehicle bears, known only by a keyed digest; who searches for it was told of it. */
import type { Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { session } from './standing.js';

// Stored for good: never rename, only add.
export type CanarySeeded = Event<
  'CanarySeeded',
  {
    readonly canaryId: string;
    /** HMAC-SHA-256 of the plate under the salt, hex. */
    readonly mac: string;
    readonly seededBy: string;
  },
  { readonly salt: string }
>;
export type SeedCanary = Command<
  'SeedCanary',
  { readonly canaryId: string; readonly mac: string; readonly salt: string }
>;

export type CanaryState = { readonly seeded: boolean };

export const canary: Decider<SeedCanary, CanaryState, CanarySeeded> = {
  category: 'canary',
  stream: ({ data }) => `canary-${data.canaryId}`,
  initial: { seeded: false },
  evolve: () => ({ seeded: true }),
  on: {
    SeedCanary: {
      rules: [
        ...session,
        rule(
          '430.9P(c)',
          'R-CANARY',
          'canary plates are seeded by an auditor, so that nobody who searches knows them',
          ({ standing }) => standing.position === 'auditor',
          'Ask an auditor.',
        ),
      ],
      events: ({ command: { data }, state, by }) =>
        state.seeded
          ? []
          : [
              {
                type: 'CanarySeeded',
                data: { canaryId: data.canaryId, mac: data.mac, seededBy: by.id },
                sealed: { salt: data.salt },
                keep: { class: 'register', unit: data.canaryId },
              },
            ],
    },
  },
};
