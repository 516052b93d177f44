/** Data of others: a member may use each source he is authorised for, and says of each access what for (430.6(e)). */
import type { Case, Command, Decider, Event } from './decider.js';
import { isPermissibleUse, type PermissibleUse } from './policy/dppa.js';
import { saysSomething } from './policy/reasons.js';
import { type Rule, rule, under } from './policy/rule.js';
import { disinterested } from './protection.js';
import { administration, content } from './standing.js';
import { between } from './time.js';

export const sources = ['clets', 'ncic', 'dmv', 'partner-agency'] as const;
export type Source = (typeof sources)[number];

type OfMember<Data = object> = { readonly memberId: string } & Data;

// Stored for good: never rename, only add.
export type SourceAuthorised = Event<
  'SourceAuthorised',
  OfMember<{ readonly source: Source; readonly validUntil: string; readonly grantedBy: string }>
>;
export type SourceWithdrawn = Event<
  'SourceWithdrawn',
  OfMember<{ readonly source: Source; readonly withdrawnBy: string }>
>;
type Why = { readonly reason: string; readonly caseNumber: string };
export type ExternalAccessRecorded = Event<
  'ExternalAccessRecorded',
  OfMember<{ readonly accessId: string; readonly source: Source }>,
  Why
>;
/** That an owner was looked up, by whom, in which system and what for; never what came of it (430.1¶1.4). */
export type OwnerLookupRecorded = Event<
  'OwnerLookupRecorded',
  OfMember<{
    readonly accessId: string;
    readonly hitId: string;
    readonly source: Source;
    readonly use: PermissibleUse;
  }>,
  Why
>;
export type ExternalEvent = SourceAuthorised | SourceWithdrawn | ExternalAccessRecorded | OwnerLookupRecorded;

export type AuthoriseSource = Command<
  'AuthoriseSource',
  OfMember<{ readonly source: Source; readonly validUntil: string }>
>;
export type WithdrawSource = Command<'WithdrawSource', OfMember<{ readonly source: Source }>>;
export type RecordExternalAccess = Command<
  'RecordExternalAccess',
  OfMember<{ readonly accessId: string; readonly source: Source } & Why>
>;
export type RecordOwnerLookup = Command<
  'RecordOwnerLookup',
  OfMember<
    {
      readonly accessId: string;
      readonly hitId: string;
      readonly source: Source;
      /** One of `permissibleUses`; any other is refused, and the refusal recorded. */
      readonly use: string;
      /** Found by the shell: the hit was compared by eye, agreed, and still stands. */
      readonly hitVerified: boolean;
      /** Found by the shell: the plate is one that concerns the member himself. */
      readonly conflict: boolean;
    } & Why
  >
>;
export type ExternalCommand = AuthoriseSource | WithdrawSource | RecordExternalAccess | RecordOwnerLookup;

/** Until when each source may be used. */
export type ExternalState = { readonly until: Readonly<Partial<Record<Source, string>>> };

type Accessing = Case<RecordExternalAccess | RecordOwnerLookup, ExternalState>;

const accessing: readonly Rule<Accessing>[] = [
  rule(
    '430.6(e)',
    'R-SOURCE-AUTH',
    'the member is himself authorised to use this source',
    ({ by, state, command: { data }, at }) =>
      by.id === data.memberId && between(at, state.until[data.source] ?? '') > 0,
    'Ask the ALPR Administrator to authorise you for the source.',
  ),
  rule(
    '430.6(e)',
    'R-SOURCE-REASON',
    'the access states a specific reason, and the case or event number',
    ({ command: { data }, terms }) =>
      data.reason.trim().length >= terms.settings.reasonLength &&
      saysSomething(data.reason) &&
      data.caseNumber.trim() !== '',
    'Name what you are working on, and the case or event it belongs to.',
  ),
];

const recorded = ({ reason, caseNumber, accessId }: Why & { readonly accessId: string }) => ({
  sealed: { reason, caseNumber },
  keep: { class: 'access-record', unit: accessId } as const,
});

export const external: Decider<ExternalCommand, ExternalState, ExternalEvent> = {
  category: 'external',
  stream: ({ data }) => `external-${data.memberId}`,
  initial: { until: {} },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'SourceAuthorised':
        return { until: { ...state.until, [data.source]: data.validUntil } };
      case 'SourceWithdrawn':
        return { until: { ...state.until, [data.source]: undefined } };
      case 'ExternalAccessRecorded':
      case 'OwnerLookupRecorded':
        return state;
    }
  },
  on: {
    AuthoriseSource: {
      rules: [
        ...administration,
        rule(
          '430.6(e)',
          'R-SELF-APPROVE',
          'nobody authorises himself for a source',
          ({ by, command }) => by.id !== command.data.memberId,
          'Another Administrator, or his delegate, authorises you.',
        ),
        rule(
          '430.6(e)',
          'R-SOURCE-END',
          'the authorisation ends',
          ({ command, at }) => between(at, command.data.validUntil) > 0,
          'Give the day on which it ends.',
        ),
      ],
      events: ({ command: { data }, by }) => [{ type: 'SourceAuthorised', data: { ...data, grantedBy: by.id } }],
    },
    WithdrawSource: {
      rules: [...administration],
      events: ({ command: { data }, state, by }) =>
        state.until[data.source] === undefined
          ? []
          : [{ type: 'SourceWithdrawn', data: { ...data, withdrawnBy: by.id } }],
    },
    RecordExternalAccess: {
      rules: [...content, ...accessing],
      events: ({ command: { data } }) => {
        const { memberId, accessId, source } = data;
        return [{ type: 'ExternalAccessRecorded', data: { memberId, accessId, source }, ...recorded(data) }];
      },
    },
    RecordOwnerLookup: {
      rules: [
        ...content,
        rule(
          '430.1¶1.4',
          'R-OWNER-NO-ALERT',
          'an owner is looked up only after an alert that was compared by eye, and agreed',
          ({ command }) => command.data.hitVerified,
          'Compare the alert with its image first; without an alert there is no look-up here.',
        ),
        disinterested<Case<RecordOwnerLookup, ExternalState>>(),
        ...under('dppa', [
          rule<Case<RecordOwnerLookup, ExternalState>>(
            '430.1¶1.4',
            'R-DPPA-PURPOSE',
            'the look-up serves a use that 18 U.S.C. 2721(b) permits',
            ({ command }) => isPermissibleUse(command.data.use),
            'Choose the permissible use; for any other the owner is not looked up.',
          ),
        ]),
        ...accessing,
      ],
      events: ({ command: { data } }) => {
        const { memberId, accessId, hitId, source, use } = data;
        const lookedUp = { memberId, accessId, hitId, source, use: use as PermissibleUse };
        return [{ type: 'OwnerLookupRecorded', data: lookedUp, ...recorded(data) }];
      },
    },
  },
};
