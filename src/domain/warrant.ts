/** A court order, under which a camera may read what is not exposed to public view (430.9P(a)). */
import type { Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { content, mayTakeEnforcement } from './standing.js';
import { between, day } from './time.js';

// Stored for good: never rename, only add.
export type WarrantRegistered = Event<
  'WarrantRegistered',
  {
    readonly warrantId: string;
    readonly cameraId: string;
    readonly memberId: string;
    readonly from: string;
    readonly until: string;
    /** SHA-256 of the order, hex. */
    readonly document: string;
  },
  { readonly orderNumber: string; readonly court: string }
>;

export type StartWarrantedCapture = Command<
  'StartWarrantedCapture',
  Omit<WarrantRegistered['data'], 'memberId'> & NonNullable<WarrantRegistered['sealed']>
>;

export type WarrantState = { readonly registered: boolean };

export const warrant: Decider<StartWarrantedCapture, WarrantState, WarrantRegistered> = {
  category: 'warrant',
  stream: ({ data }) => `warrant-${data.warrantId}`,
  initial: { registered: false },
  evolve: () => ({ registered: true }),
  on: {
    StartWarrantedCapture: {
      rules: [
        ...content,
        rule(
          '430.9P(a)',
          'R-POSITION',
          'a court order is executed by a sworn position',
          ({ standing }) => mayTakeEnforcement(standing.position),
          'Ask the officer to whom the order was issued.',
        ),
        rule(
          '430.9P(a)',
          'R-WARRANT',
          'the court order is named, a copy of it is kept by its digest, and it ends',
          ({ command: { data }, at, terms }) =>
            data.orderNumber.trim() !== '' &&
            data.court.trim() !== '' &&
            /^[0-9a-f]{64}$/.test(data.document) &&
            between(data.from, data.until) > 0 &&
            between(data.from, data.until) <= terms.settings.warrantDays * day &&
            between(at, data.until) > 0,
          'Give the number of the order, the court, the SHA-256 of its copy, and from when until when it runs.',
        ),
      ],
      events: ({ command: { data }, state, by }) => {
        const { orderNumber, court, ...clear } = data;
        if (state.registered) return [];
        return [
          {
            type: 'WarrantRegistered',
            data: { ...clear, memberId: by.id },
            sealed: { orderNumber, court },
            keep: { class: 'evidence', unit: data.warrantId },
          },
        ];
      },
    },
  },
};
