/** Plates a member may not touch: his own, his household's, a colleague's, a victim's; kept as keyed digests alone. */
import type { Case, Command, Decider, Event } from './decider.js';
import { plateShape } from './detection.js';
import { type Rule, rule, unless } from './policy/rule.js';
import { administration, session } from './standing.js';

/** How the plate concerns the member who may not touch it. */
export const relations = ['own', 'household', 'colleague', 'victim'] as const;
export type Relation = (typeof relations)[number];

// Stored for good: never rename, only add.
export type PlateProtected = Event<
  'PlateProtected',
  { readonly protectionId: string; readonly relation: Relation },
  { /** Keyed digest of the plate. */ readonly tag: string; /** Who may not touch it. */ readonly memberId: string }
>;
export type ProtectionWithdrawn = Event<'ProtectionWithdrawn', { readonly protectionId: string; readonly why: string }>;
export type ProtectionEvent = PlateProtected | ProtectionWithdrawn;

export type ProtectPlate = Command<
  'ProtectPlate',
  {
    readonly protectionId: string;
    readonly relation: Relation;
    readonly memberId: string;
    readonly plate: string;
    /** Found by the shell: the keyed digest of the plate, which alone is kept. */
    readonly tag: string;
  }
>;
export type WithdrawProtection = Command<
  'WithdrawProtection',
  { readonly protectionId: string; readonly why: 'vehicle-sold' | 'no-longer-related' | 'mistaken' }
>;
export type ProtectionCommand = ProtectPlate | WithdrawProtection;

/** `memberId` is null where nothing is protected, and once the key that sealed it is gone. */
export type ProtectionState = { readonly standing: boolean; readonly memberId: string | null };

type Asked<C> = Case<C, ProtectionState>;

const enrolling: readonly Rule<Asked<ProtectPlate>>[] = [
  ...session,
  rule(
    '430.9P(c)',
    'R-PROTECT-OWN',
    'a member enrols for himself; for a victim, the ALPR Administrator enrols at the victim’s sealed request',
    ({ by, standing, command: { data } }) =>
      data.relation === 'victim' ? standing.administrator && data.memberId !== by.id : data.memberId === by.id,
    'Enrol plates that concern yourself; hand a victim’s request to the ALPR Administrator.',
  ),
  rule(
    '430.9P(c)',
    'R-PROTECT-PLATE',
    'the plate is given whole, in upper-case letters and digits',
    ({ command }) => plateShape.test(command.data.plate),
    'Type the plate without spaces or symbols.',
  ),
];

export const protection: Decider<ProtectionCommand, ProtectionState, ProtectionEvent> = {
  category: 'protection',
  stream: ({ data }) => `protection-${data.protectionId}`,
  initial: { standing: false, memberId: null },
  evolve: (_, event) =>
    event.type === 'PlateProtected'
      ? { standing: true, memberId: event.sealed?.memberId ?? null }
      : { standing: false, memberId: null },
  on: {
    ProtectPlate: {
      rules: enrolling,
      events: ({ command: { data }, state }) => {
        if (state.standing) return [];
        const { protectionId, relation, memberId, tag } = data;
        return [
          {
            type: 'PlateProtected',
            data: { protectionId, relation },
            sealed: { tag, memberId },
            keep: { class: 'register', unit: protectionId },
          },
        ];
      },
    },
    WithdrawProtection: {
      // Whoever could take his own plate off the register could look it up the next minute.
      rules: [
        ...session,
        ...unless<Asked<WithdrawProtection>>(
          ({ standing }) => standing.position === 'police-chief',
          administration.filter((one) => !session.includes(one)),
        ),
        rule(
          '430.9P(c)',
          'R-SELF-WITHDRAW',
          'nobody withdraws what protects a plate from himself',
          ({ by, state }) => state.memberId !== by.id,
          'Ask the ALPR Administrator; where it concerns the Administrator, ask the Chief of Police.',
        ),
        rule(
          '430.9P(c)',
          'R-PROTECT-UNKNOWN',
          'the plate stands on the register',
          ({ state }) => state.standing,
          'It was withdrawn already, or was never enrolled.',
        ),
      ],
      events: ({ command }) => [{ type: 'ProtectionWithdrawn', data: command.data }],
    },
  },
};

type Touching = { readonly command: { readonly data: { readonly conflict: boolean } } };

/** Over every act on one plate: a search, a correction, a hot-list entry. `conflict` is found by the shell. */
export const disinterested = <C extends Touching>(): Rule<C> =>
  rule(
    '430.9P(c)',
    'R-CONFLICT-OF-INTEREST',
    'the plate is none that concerns the member himself',
    ({ command }) => !command.data.conflict,
    'Hand the matter to a member whom it does not concern; your supervisor names one.',
  );
