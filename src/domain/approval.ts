/** A second person's word before a search that could be personal: in a civil matter, a repeated or a delicate one. */
import type { Case, Command, Decider, Event } from './decider.js';
import { saysSomething } from './policy/reasons.js';
import { type Rule, rule } from './policy/rule.js';
import type { Position } from './positions.js';
import { maySupervise, session } from './standing.js';
import { after, day, hour } from './time.js';

/** What is approved: one plate searched again without a case, or a search whose reason touches protected activity. */
export type Ground = 'repeated-search' | 'protected-activity';

// Stored for good: never rename, only add.
export type CivilUseApproved = Event<
  'CivilUseApproved',
  { readonly approvalId: string; readonly memberId: string; readonly approver: string; readonly until: string },
  { /** Of the internal-affairs matter or the claim. */ readonly number: string; readonly reason: string }
>;
export type SearchApproved = Event<
  'SearchApproved',
  {
    readonly approvalId: string;
    readonly memberId: string;
    readonly approver: string;
    readonly ground: Ground;
    readonly until: string;
  },
  {
    /** Keyed digest of the plate; null where the search names none. */ readonly tag: string | null;
    readonly reason: string;
  }
>;
export type ApprovalEvent = CivilUseApproved | SearchApproved;

type Approving = { readonly approvalId: string; readonly memberId: string; readonly reason: string };
export type ApproveCivilUse = Command<'ApproveCivilUse', Approving & { readonly number: string }>;
export type ApproveSearch = Command<
  'ApproveSearch',
  Approving & {
    readonly ground: Ground;
    readonly plate: string | null;
    /** Found by the shell: the keyed digest of the plate, which alone is kept. */
    readonly tag: string | null;
  }
>;
export type ApprovalCommand = ApproveCivilUse | ApproveSearch;

export type ApprovalState = { readonly given: boolean };

type Asked<C> = Case<C, ApprovalState>;

const above = (standing: { readonly position: Position | null }, ...positions: readonly Position[]): boolean =>
  standing.position !== null && positions.includes(standing.position);

const explained: Rule<Asked<ApprovalCommand>> = rule(
  '430.9(b)',
  'R-APPROVAL-REASON',
  'the approval says what legitimate purpose the access serves',
  ({ command: { data }, terms }) =>
    data.reason.trim().length >= terms.settings.reasonLength && saysSomething(data.reason),
  'Say in a sentence why the access is the Department’s business and nobody’s own.',
);

const anothers = rule<Asked<ApproveCivilUse | ApproveSearch>>(
  '430.9(b)',
  'R-SELF-APPROVE',
  'nobody approves an access of his own',
  ({ by, command }) => by.id !== command.data.memberId,
  'Have another captain or the Chief of Police approve it.',
);

const civil: readonly Rule<Asked<ApproveCivilUse>>[] = [
  ...session,
  rule(
    '430.4U(d)',
    'R-POSITION',
    'a civil or administrative use is approved by a captain or the Chief',
    ({ standing }) => above(standing, 'police-captain', 'police-chief'),
    'Ask a captain or the Chief of Police.',
  ),
  anothers,
  rule(
    '430.9(b)',
    'R-ADMIN-CIVIL-NUMBER',
    'the internal-affairs or claim number is given',
    ({ command }) => /\d/.test(command.data.number),
    'Give the number under which internal affairs or the City Attorney keeps the matter.',
  ),
  explained,
];

const search: readonly Rule<Asked<ApproveSearch>>[] = [
  ...session,
  rule(
    '430.4U(b)',
    'R-POSITION',
    'a search is approved by a sergeant or above',
    ({ standing }) => maySupervise(standing.position),
    'Ask the sergeant on duty.',
  ),
  anothers,
  rule(
    '430.9P(c)',
    'R-APPROVAL-PLATE',
    'a repeated search is approved for the one plate that is named',
    ({ command: { data } }) => data.ground !== 'repeated-search' || data.tag !== null,
    'Name the plate, whole.',
  ),
  explained,
];

const kept = (approvalId: string) => ({ class: 'access-record', unit: approvalId }) as const;

export const approval: Decider<ApprovalCommand, ApprovalState, ApprovalEvent> = {
  category: 'approval',
  stream: ({ data }) => `approval-${data.approvalId}`,
  initial: { given: false },
  evolve: () => ({ given: true }),
  on: {
    ApproveCivilUse: {
      rules: civil,
      events: ({ command: { data }, state, by, at, terms }) => {
        if (state.given) return [];
        const { approvalId, memberId, number, reason } = data;
        const until = after(at, terms.settings.civilUseDays * day);
        return [
          {
            type: 'CivilUseApproved',
            data: { approvalId, memberId, approver: by.id, until },
            sealed: { number: number.trim(), reason },
            keep: kept(approvalId),
          },
        ];
      },
    },
    ApproveSearch: {
      rules: search,
      events: ({ command: { data }, state, by, at, terms }) => {
        if (state.given) return [];
        const { approvalId, memberId, ground, tag, reason } = data;
        const until = after(at, terms.settings.approvalHours * hour);
        return [
          {
            type: 'SearchApproved',
            data: { approvalId, memberId, approver: by.id, ground, until },
            sealed: { tag, reason },
            keep: kept(approvalId),
          },
        ];
      },
    },
  },
};
