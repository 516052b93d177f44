/** Unmasking: who sees metadata only is shown one plate, for an audit, once the Administrator or the Chief agrees. */
import type { Case, Command, Decider, Event } from './decider.js';
import { judgeReason } from './policy/reasons.js';
import { rule } from './policy/rule.js';
import { type Position, unlistedPositions } from './positions.js';
import { session } from './standing.js';

/** What holds the plate: a hit, a detection, or a question that was asked. */
export const unmaskable = ['hit', 'detection', 'query'] as const;
export type Unmaskable = (typeof unmaskable)[number];

// Stored for good: never rename, only add.
export type UnmaskRequested = Event<
  'UnmaskRequested',
  {
    readonly unmaskId: string;
    readonly memberId: string;
    readonly kind: Unmaskable;
    readonly rowId: string;
    readonly purpose: 'audit';
  },
  { readonly reason: string }
>;
export type UnmaskApproved = Event<'UnmaskApproved', { readonly unmaskId: string; readonly approver: string }>;
export type PlateUnmasked = Event<
  'PlateUnmasked',
  { readonly unmaskId: string; readonly memberId: string; readonly kind: Unmaskable; readonly rowId: string }
>;
export type UnmaskEvent = UnmaskRequested | UnmaskApproved | PlateUnmasked;

export type RequestUnmask = Command<
  'RequestUnmask',
  { readonly unmaskId: string; readonly kind: Unmaskable; readonly rowId: string; readonly reason: string }
>;
export type ApproveUnmask = Command<'ApproveUnmask', { readonly unmaskId: string }>;
export type UnmaskPlate = Command<'UnmaskPlate', { readonly unmaskId: string }>;
export type UnmaskCommand = RequestUnmask | ApproveUnmask | UnmaskPlate;

export type UnmaskState = {
  readonly requested: UnmaskRequested['data'] | null;
  readonly approved: boolean;
  readonly shown: boolean;
};

const masked = (position: Position | null): boolean =>
  (unlistedPositions as readonly (string | null)[]).includes(position);

const reasoned = ({ command: { data }, terms }: Case<RequestUnmask, UnmaskState>): boolean =>
  data.reason.trim().length >= terms.settings.reasonLength && judgeReason(data.reason).specific;

export const unmask: Decider<UnmaskCommand, UnmaskState, UnmaskEvent> = {
  category: 'unmask',
  stream: ({ data }) => `unmask-${data.unmaskId}`,
  initial: { requested: null, approved: false, shown: false },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'UnmaskRequested':
        return { ...state, requested: data };
      case 'UnmaskApproved':
        return { ...state, approved: true };
      case 'PlateUnmasked':
        return { ...state, shown: true };
    }
  },
  on: {
    RequestUnmask: {
      rules: [
        ...session,
        rule(
          '430.4U/N',
          'R-UNMASK-WHO',
          'unmasking is asked for by those who see metadata only',
          ({ standing, state }) => masked(standing.position) && state.requested === null,
          'Members with access ask a question of the data instead.',
        ),
        rule(
          '430.4U/N',
          'R-UNMASK-REASON',
          'the audit that needs the plate is named',
          reasoned,
          'Say which item of which audit cannot be reviewed without it.',
        ),
      ],
      events: ({ command: { data }, by }) => [
        {
          type: 'UnmaskRequested',
          data: { unmaskId: data.unmaskId, memberId: by.id, kind: data.kind, rowId: data.rowId, purpose: 'audit' },
          sealed: { reason: data.reason },
          keep: { class: 'access-record', unit: data.unmaskId },
        },
      ],
    },
    ApproveUnmask: {
      rules: [
        ...session,
        rule(
          '430.4U/N',
          'R-UNMASK-APPROVER',
          'an unmasking is approved by the ALPR Administrator or the Chief, and not by who asked for it',
          ({ by, standing, state }) =>
            (standing.administrator || standing.position === 'police-chief') && by.id !== state.requested?.memberId,
          'Ask the ALPR Administrator or the Chief.',
        ),
        rule(
          '430.4U/N',
          'R-UNMASK-UNKNOWN',
          'the unmasking was asked for',
          ({ state }) => state.requested !== null,
          'It is asked for first, with its reason.',
        ),
      ],
      events: ({ command: { data }, by, state }) =>
        state.approved ? [] : [{ type: 'UnmaskApproved', data: { unmaskId: data.unmaskId, approver: by.id } }],
    },
    UnmaskPlate: {
      rules: [
        ...session,
        rule(
          '430.4U/N',
          'R-UNMASK',
          'the unmasking was approved, for this member, and has not been used',
          ({ by, state }) => state.approved && !state.shown && state.requested?.memberId === by.id,
          'Ask for the unmasking, and have the ALPR Administrator or the Chief approve it.',
        ),
      ],
      events: ({ state: { requested } }) =>
        requested === null
          ? []
          : [
              {
                type: 'PlateUnmasked',
                data: {
                  unmaskId: requested.unmaskId,
                  memberId: requested.memberId,
                  kind: requested.kind,
                  rowId: requested.rowId,
                },
              },
            ],
    },
  },
};
