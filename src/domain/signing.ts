/** The keys that sign the ledger: a new one takes over while the old one still signs, and a stolen one is disowned. */
import { isTerminal } from './actor.js';
import type { Case, Command, Decider, Event } from './decider.js';
import { departmentId } from './department.js';
import { rule } from './policy/rule.js';

// Stored for good: never rename, only add.
/** Keys are Ed25519 public keys, hex. From the size on the new one answers; until the time given both sign. */
export type LedgerKeyRotated = Event<
  'LedgerKeyRotated',
  {
    readonly publicKey: string;
    readonly previous: string;
    readonly fromSize: number;
    readonly overlapUntil: string;
  }
>;
/** Beyond the last trusted size the key's signature counts for nothing; before, a witness or time-stamp must say so. */
export type LedgerKeyRevoked = Event<
  'LedgerKeyRevoked',
  { readonly publicKey: string; readonly lastTrustedSize: number }
>;
export type SigningEvent = LedgerKeyRotated | LedgerKeyRevoked;

export type RotateLedgerKey = Command<'RotateLedgerKey', LedgerKeyRotated['data']>;
export type RevokeLedgerKey = Command<'RevokeLedgerKey', LedgerKeyRevoked['data']>;
export type SigningCommand = RotateLedgerKey | RevokeLedgerKey;

/** The first key signs before the ledger tells of any: `active` is null until it was first followed by another. */
export type SigningState = {
  readonly active: string | null;
  readonly retired: readonly string[];
  readonly revoked: readonly string[];
};

/** One ledger, one stream of its keys. */
export const signingStream = `signing-${departmentId}`;

const atTheTerminal = rule<Case<unknown, unknown>>(
  '430.7(i)',
  'R-TERMINAL',
  'the keys of the ledger are changed at the terminal of the machine that holds them',
  ({ by }) => isTerminal(by),
  'Ask whoever runs the server: alpr-ledger keys --help.',
);

export const signing: Decider<SigningCommand, SigningState, SigningEvent> = {
  category: 'signing',
  stream: () => signingStream,
  initial: { active: null, retired: [], revoked: [] },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'LedgerKeyRotated':
        return { ...state, active: data.publicKey, retired: [...state.retired, data.previous] };
      case 'LedgerKeyRevoked':
        return { ...state, revoked: [...state.revoked, data.publicKey] };
    }
  },
  on: {
    RotateLedgerKey: {
      rules: [
        atTheTerminal,
        rule(
          '430.7(i)',
          'R-KEY-KNOWN',
          'the new key never signed before',
          ({ state, command: { data } }) => ![data.previous, state.active, ...state.retired].includes(data.publicKey),
          'Let a new key be made.',
        ),
        rule(
          '430.7(i)',
          'R-KEY-NOT-ACTIVE',
          'the new key follows the one that signs now',
          ({ state, command: { data } }) => state.active === null || state.active === data.previous,
          'Look which key signs now: alpr-ledger keys list.',
        ),
      ],
      events: ({ command }) => [{ type: 'LedgerKeyRotated', data: command.data }],
    },
    RevokeLedgerKey: {
      rules: [
        atTheTerminal,
        rule(
          '430.7(i)',
          'R-KEY-LAST',
          'a key is revoked when another one has taken its place',
          ({ state, command: { data } }) => state.retired.includes(data.publicKey),
          'Rotate the key first: alpr-ledger keys rotate.',
        ),
      ],
      events: ({ state, command }) =>
        state.revoked.includes(command.data.publicKey) ? [] : [{ type: 'LedgerKeyRevoked', data: command.data }],
    },
  },
};
