/** The notices: each that an event called for, until a mail server has taken it, and every attempt in between. */
import { notices as table, type Notice, type Recipient } from '../domain/notices.js';
import type { Undelivered } from '../domain/notice.js';
import type { Opened } from '../ledger/line.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { type Handlers, keptOn, type Projection } from './projection.js';
import { insert, many, one, run } from './statements.js';

export type NoticeView = {
  /** Of the event that called for it. */
  readonly id: string;
  /** Event, name and recipient: the same notice has the same key in every rebuilding. */
  readonly key: string;
  readonly eventId: string;
  readonly notice: string;
  readonly clause: string;
  readonly recipient: Recipient;
  /** A member who is not to be told. */
  readonly except: string | null;
  readonly calledForAt: string;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly attempts: number;
  readonly failedAt: string | null;
  readonly why: Undelivered | null;
  readonly sentAt: string | null;
  /** Whose address it went to, and the id under which the mail can be found. */
  readonly sentTo: string | null;
  readonly messageId: string | null;
};

const idOf = (eventId: string, name: string, recipient: string): string => `${eventId} ${name} ${recipient}`;

const callFor = (db: Sqlite, event: Opened, { name, clause, to, except, subject, lines }: Notice): void => {
  for (const recipient of to(event.data))
    insert(db, 'notices', {
      id: idOf(event.id, name, recipient),
      event_id: event.id,
      name,
      clause,
      recipient,
      except_id: except?.(event.data),
      called_for_at: event.occurredAt,
      subject,
      lines: JSON.stringify(lines(event.data)),
    });
};

const called = Object.fromEntries(
  [...new Set(table.map(({ on }) => on))].map((type) => [
    type,
    (db: Sqlite, event: Opened): void => {
      for (const notice of table) if (notice.on === type) callFor(db, event, notice);
    },
  ]),
) as Handlers;

export const notices: Projection = {
  name: 'notices',
  tables: `
    create table addresses (member_id text primary key, address text, kept integer) without rowid;
    create table notices (
      id text primary key, event_id text not null, name text not null, clause text not null, recipient text not null,
      except_id text, called_for_at text not null, subject text not null, lines text not null,
      attempts integer not null default 0, failed_at text, why text, sent_at text, sent_to text, message_id text
    ) without rowid;
    create index notices_unsent on notices(called_for_at) where sent_at is null;
  `,
  on: {
    ...called,
    AddressSet: (db, event) => {
      const sql = 'insert or replace into addresses values (?, ?, ?)';
      run(db, sql, event.data.memberId, event.sealed?.address, keptOn(event));
    },
    NotificationSent: (db, { occurredAt, data: { eventId, notice, recipient, memberId, attempt, messageId } }) => {
      const sql = 'update notices set attempts = ?, sent_at = ?, sent_to = ?, message_id = ? where id = ?';
      run(db, sql, attempt, occurredAt, memberId, messageId, idOf(eventId, notice, recipient));
    },
    NotificationFailed: (db, { occurredAt, data: { eventId, notice, recipient, attempt, why } }) => {
      const sql = 'update notices set attempts = ?, failed_at = ?, why = ? where id = ?';
      run(db, sql, attempt, occurredAt, why, idOf(eventId, notice, recipient));
    },
  },
  sealed: [{ table: 'addresses', class: 'register', columns: ['address'], kept: 'kept', unit: 'member_id' }],
};

const viewOf = (row: SqlRow): NoticeView => ({
  id: row.event_id as string,
  key: row.id as string,
  eventId: row.event_id as string,
  notice: row.name as string,
  clause: row.clause as string,
  recipient: row.recipient as Recipient,
  except: row.except_id as string | null,
  calledForAt: row.called_for_at as string,
  subject: row.subject as string,
  lines: JSON.parse(row.lines as string) as string[],
  attempts: row.attempts as number,
  failedAt: row.failed_at as string | null,
  why: row.why as Undelivered | null,
  sentAt: row.sent_at as string | null,
  sentTo: row.sent_to as string | null,
  messageId: row.message_id as string | null,
});

/** Notices that no mail server has taken yet, oldest first. */
export const unsentNotices = (db: Sqlite): NoticeView[] =>
  many(db, 'select * from notices where sent_at is null order by called_for_at, id').map(viewOf);

/** The unsent ones first, then the latest. */
export const unsentFirst = (db: Sqlite, limit: number): NoticeView[] => {
  const sql = 'select * from notices order by sent_at is not null, called_for_at desc, id limit ?';
  return many(db, sql, limit).map(viewOf);
};

/** A member's address; null when he gave none, or it was purged. */
export const addressOf = (db: Sqlite, memberId: string): string | null =>
  (one(db, 'select address from addresses where member_id = ?', memberId)?.address as string | undefined) ?? null;

/** The members who hold an office now; for the Chief, those of the position, the longest enrolled first. */
export const holdersOf = (db: Sqlite, recipient: Recipient): string[] => {
  if (recipient.startsWith('member-')) return [recipient.slice('member-'.length)];
  const sql =
    recipient === 'administrator'
      ? 'select administrator as id from department where administrator is not null'
      : "select member_id as id from members where position = 'police-chief' order by enrolled_at, member_id";
  return many(db, sql).map(({ id }) => id as string);
};
