/** A public records request: the custodian's, answered in time, and never with a plate or a place (430.10¶N). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { saysSomething } from './policy/reasons.js';
import { session } from './standing.js';
import { after, between, day } from './time.js';

/** What may be given: counts, or rows of the audit trail with everything personal taken out. */
export type PublicRecord = 'figures' | 'audit-rows';
export type Outcome = 'given' | 'partly-given' | 'denied' | 'nothing-held';

// Stored for good: never rename, only add.
export type RecordsRequestLogged = Event<
  'RecordsRequestLogged',
  { readonly requestId: string; readonly receivedAt: string; readonly dueAt: string; readonly custodian: string },
  { readonly requester: string; readonly contact: string; readonly asks: string }
>;
/** `contents` is the SHA-256 of what was given, hex; `withheld` counts the cells that were taken out of it. */
export type RecordsDisclosed = Event<
  'RecordsDisclosed',
  {
    readonly requestId: string;
    readonly what: PublicRecord;
    readonly from: string;
    readonly to: string;
    readonly rows: number;
    readonly withheld: number;
    readonly contents: string;
  }
>;
export type RecordsRequestOverdue = Event<'RecordsRequestOverdue', { readonly requestId: string }>;
export type RecordsRequestClosed = Event<
  'RecordsRequestClosed',
  { readonly requestId: string; readonly outcome: Outcome; readonly late: boolean; readonly given: number },
  { readonly why: string }
>;
export type RecordsRequestEvent =
  RecordsRequestLogged | RecordsDisclosed | RecordsRequestOverdue | RecordsRequestClosed;

type OfRequest<Data = object> = { readonly requestId: string } & Data;
export type LogRecordsRequest = Command<
  'LogRecordsRequest',
  OfRequest<
    { readonly receivedAt: string } & { readonly requester: string; readonly contact: string; readonly asks: string }
  >
>;
export type DiscloseRecords = Command<
  'DiscloseRecords',
  OfRequest<{
    readonly what: string;
    readonly from: string;
    readonly to: string;
    /** Found by the shell: what would be given. */
    readonly rows: number;
    readonly withheld: number;
    readonly contents: string;
  }>
>;
export type NoteOverdueRequest = Command<'NoteOverdueRequest', OfRequest>;
export type CloseRecordsRequest = Command<
  'CloseRecordsRequest',
  OfRequest<{ readonly outcome: Outcome; readonly why: string }>
>;
export type RecordsRequestCommand = LogRecordsRequest | DiscloseRecords | NoteOverdueRequest | CloseRecordsRequest;

export type RecordsRequestState = {
  readonly status: 'none' | 'open' | 'closed';
  /** The UTC day on which it was logged: the key of its pseudonyms is of that day. */
  readonly loggedOn: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly disclosed: number;
};

const kept = (requestId: string) => ({ class: 'release', unit: requestId }) as const;

const byCustodian = rule<Case<unknown, RecordsRequestState>>(
  '430.10¶N',
  'R-NOT-CUSTODIAN',
  'a public records request is processed by the Custodian of Records',
  ({ standing }) => standing.position === 'custodian-of-records',
  'Hand it to the Custodian of Records.',
);

const open = rule<Case<unknown, RecordsRequestState>>(
  '430.10¶N',
  'R-REQUEST-OPEN',
  'the records request is logged, and not closed yet',
  ({ state }) => state.status === 'open',
  'Log the request first; one that is closed is made anew.',
);

const answered = ({ command: { data }, state }: Case<CloseRecordsRequest, RecordsRequestState>): boolean => {
  const given = data.outcome === 'given' || data.outcome === 'partly-given';
  if (given && state.disclosed === 0) return false;
  return data.outcome === 'given' || saysSomething(data.why);
};

export const recordsRequest: Decider<RecordsRequestCommand, RecordsRequestState, RecordsRequestEvent> = {
  category: 'recordsrequest',
  stream: ({ data }) => `recordsrequest-${data.requestId}`,
  initial: { status: 'none', loggedOn: '', dueAt: '', overdue: false, disclosed: 0 },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'RecordsRequestLogged':
        return { ...state, status: 'open', loggedOn: data.receivedAt.slice(0, 10), dueAt: data.dueAt };
      case 'RecordsDisclosed':
        return { ...state, disclosed: state.disclosed + 1 };
      case 'RecordsRequestOverdue':
        return { ...state, overdue: true };
      case 'RecordsRequestClosed':
        return { ...state, status: 'closed' };
    }
  },
  on: {
    LogRecordsRequest: {
      rules: [
        ...session,
        byCustodian,
        rule(
          '430.10¶N',
          'R-REQUEST-RECEIVED',
          'the request is a new one, and was received before now',
          ({ state, command, at }) => state.status === 'none' && between(command.data.receivedAt, at) >= 0,
          'Give the day on which it came in.',
        ),
      ],
      events: ({ command: { data }, by, terms }) => [
        {
          type: 'RecordsRequestLogged',
          data: {
            requestId: data.requestId,
            receivedAt: data.receivedAt,
            dueAt: after(data.receivedAt, terms.settings.recordsRequestDays * day),
            custodian: by.id,
          },
          sealed: { requester: data.requester, contact: data.contact, asks: data.asks },
          keep: kept(data.requestId),
        },
      ],
    },
    DiscloseRecords: {
      rules: [
        ...session,
        byCustodian,
        open,
        rule(
          '430.10¶N',
          'R-PUBLIC-RAW',
          'the public is given figures and redacted rows of the audit trail, never a plate, a place or a picture',
          ({ command }) => command.data.what === 'figures' || command.data.what === 'audit-rows',
          'Give figures or redacted audit rows; what identifies a vehicle is withheld (Civil Code 1798.90.55).',
        ),
        rule(
          '430.10¶N',
          'R-REQUEST-PERIOD',
          'the period begins before it ends, and has ended',
          ({ command, at }) => between(command.data.from, command.data.to) > 0 && between(command.data.to, at) >= 0,
          'Give a period that lies in the past.',
        ),
      ],
      events: ({ command: { data } }) => [
        { type: 'RecordsDisclosed', data: { ...data, what: data.what as PublicRecord } },
      ],
    },
    NoteOverdueRequest: {
      rules: [
        rule(
          '430.10¶N',
          'R-REQUEST-DUE',
          'an answer is overdue from the moment its time has run out, noted by the clock',
          ({ by, state, at }) => by.kind === 'clock' && state.dueAt !== '' && at >= state.dueAt,
          'Answer it before that.',
        ),
      ],
      events: ({ command: { data }, state }) =>
        state.status === 'open' && !state.overdue ? [{ type: 'RecordsRequestOverdue', data }] : [],
    },
    CloseRecordsRequest: {
      rules: [
        ...session,
        byCustodian,
        open,
        rule(
          '430.10¶N',
          'R-REQUEST-ANSWER',
          'a request is closed with what was given, or with the reason why something was not',
          answered,
          'Disclose what is to be given first; say why the rest is not.',
        ),
      ],
      events: ({ command: { data }, state, at }) => [
        {
          type: 'RecordsRequestClosed',
          data: { requestId: data.requestId, outcome: data.outcome, late: at > state.dueAt, given: state.disclosed },
          sealed: { why: data.why },
          keep: kept(data.requestId),
        },
      ],
    },
  },
};
