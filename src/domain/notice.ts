/** One notice to one recipient: sent, or tried in vain; every attempt is on the record, and no address in clear. */
import type { Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';

type Attempt<Data> = {
  readonly noticeId: string;
  /** Its name in the table of notices, the event that called for it, and the recipient as the table names him. */
  readonly notice: string;
  readonly eventId: string;
  readonly recipient: string;
  /** Whose address it was sent to. */
  readonly memberId: string;
  /** 1 for the first. */
  readonly attempt: number;
} & Data;

/** Why a mail server did not take it, as far as it says so in its code. */
export type Undelivered = 'unreachable' | 'not-let-in' | 'refused-for-now' | 'refused' | 'failed';

// Stored for good: never rename, only add.
/** Delivered to the mail server at least once: where the record of it was lost, it was sent again under its old id. */
export type NotificationSent = Event<
  'NotificationSent',
  Attempt<{ /** What stands before the @ of its Message-ID. */ readonly messageId: string }>
>;
export type NotificationFailed = Event<'NotificationFailed', Attempt<{ readonly why: Undelivered }>>;
export type NoticeEvent = NotificationSent | NotificationFailed;

export type RecordSending = Command<'RecordSending', NotificationSent['data']>;
export type RecordFailedSending = Command<'RecordFailedSending', NotificationFailed['data']>;
export type NoticeCommand = RecordSending | RecordFailedSending;

export type NoticeState = { readonly sent: boolean };

const bySystem = rule(
  '430.6(h)',
  'R-NOTICE-SOURCE',
  'what became of a notice is recorded by the system that sends it',
  ({ by }: { readonly by: { readonly kind: string } }) => by.kind === 'clock',
  'Notices are sent by themselves; see the register of notices.',
);

export const notice: Decider<NoticeCommand, NoticeState, NoticeEvent> = {
  category: 'notice',
  stream: ({ data }) => `notice-${data.noticeId}`,
  initial: { sent: false },
  evolve: ({ sent }, { type }) => ({ sent: sent || type === 'NotificationSent' }),
  on: {
    RecordSending: {
      rules: [bySystem],
      events: ({ command, state }) => (state.sent ? [] : [{ type: 'NotificationSent', data: command.data }]),
    },
    RecordFailedSending: {
      rules: [bySystem],
      events: ({ command, state }) => (state.sent ? [] : [{ type: 'NotificationFailed', data: command.data }]),
    },
  },
};
