/** A read of what was not exposed to public view is set aside: matched and searched no more (430.8¶4.3, 430.9P(a)). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { administration, content } from './standing.js';

// Stored for good: never rename, only add.
export type DetectionQuarantined = Event<
  'DetectionQuarantined',
  { readonly detectionId: string; readonly memberId: string; readonly why: 'private-place' | 'camera-turned' }
>;
export type QuarantineReleased = Event<
  'QuarantineReleased',
  { readonly detectionId: string; readonly memberId: string; readonly basis: 'public-view' | 'court-order' }
>;
export type QuarantineEvent = DetectionQuarantined | QuarantineReleased;

type OfRead<Data = object> = { readonly detectionId: string } & Data;
export type QuarantineDetection = Command<
  'QuarantineDetection',
  OfRead<{
    readonly why: DetectionQuarantined['data']['why'];
    /** Found by the shell: there is such a read, and whether a court order covered its camera at that time. */
    readonly recorded: boolean;
    readonly warranted: boolean;
  }>
>;
export type ReleaseQuarantine = Command<
  'ReleaseQuarantine',
  OfRead<{ readonly basis: QuarantineReleased['data']['basis'] }>
>;
export type QuarantineCommand = QuarantineDetection | ReleaseQuarantine;

export type QuarantineState = { readonly quarantined: boolean; readonly by: string | null };

type Facts = Case<unknown, QuarantineState>;

export const quarantine: Decider<QuarantineCommand, QuarantineState, QuarantineEvent> = {
  category: 'quarantine',
  stream: ({ data }) => `quarantine-${data.detectionId}`,
  initial: { quarantined: false, by: null },
  evolve: (_, { type, data }) =>
    type === 'DetectionQuarantined' ? { quarantined: true, by: data.memberId } : { quarantined: false, by: null },
  on: {
    QuarantineDetection: {
      rules: [
        ...content,
        rule(
          '430.8¶4.3',
          'R-DET-UNKNOWN',
          'there is such a read',
          ({ command }) => command.data.recorded,
          'Give the id of the read as the search shows it.',
        ),
        rule(
          '430.9P(a)',
          'R-WARRANTED',
          'the capture was not made under a court order',
          ({ command }) => !command.data.warranted,
          'What a court order allows is not set aside; it is kept with its order.',
        ),
      ],
      events: ({ command: { data }, state, by }) =>
        state.quarantined
          ? []
          : [
              {
                type: 'DetectionQuarantined',
                data: { detectionId: data.detectionId, memberId: by.id, why: data.why },
              },
            ],
    },
    ReleaseQuarantine: {
      rules: [
        ...administration,
        rule(
          '430.8¶4.3',
          'R-QUARANTINE-NONE',
          'the read is set aside',
          ({ state }: Facts) => state.quarantined,
          'It was released already, or never set aside.',
        ),
        rule(
          '430.8¶4.3',
          'R-SELF-REVIEW',
          'nobody releases a read that he set aside himself',
          ({ state, by }: Facts) => state.by !== by.id,
          'Have another Administrator, or his delegate, decide.',
        ),
      ],
      events: ({ command: { data }, by }) => [{ type: 'QuarantineReleased', data: { ...data, memberId: by.id } }],
    },
  },
};
