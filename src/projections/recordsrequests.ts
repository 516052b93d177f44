/** The public records requests: when each came in, is due, and was closed, and what was given. */
import type { Outcome } from '../domain/recordsrequest.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, keptOn, type Projection } from './projection.js';
import { insert, many, run, update } from './statements.js';

export type RecordsRequestView = {
  readonly id: string;
  readonly requestId: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  /** Null once its key was destroyed. */
  readonly requester: string | null;
  readonly contact: string | null;
  readonly asks: string | null;
  readonly given: number;
  readonly rowsGiven: number;
  readonly closedAt: string | null;
  readonly outcome: Outcome | null;
  readonly late: boolean | null;
  readonly why: string | null;
};

export const recordsRequests: Projection = {
  name: 'records-requests',
  tables: `
    create table records_requests (
      request_id text primary key, received_at text not null, due_at text not null, overdue integer not null default 0,
      requester text, contact text, asks text, kept integer, given integer not null default 0,
      rows_given integer not null default 0, given_position integer not null default -1,
      closed_at text, outcome text, late integer, why text, why_kept integer
    ) without rowid;
    create index records_requests_open on records_requests(due_at) where closed_at is null;
  `,
  on: {
    RecordsRequestLogged: (db, event) => {
      const { requestId, receivedAt, dueAt } = event.data;
      const { requester, contact, asks } = event.sealed ?? {};
      const logged = { request_id: requestId, received_at: receivedAt, due_at: dueAt };
      insert(db, 'records_requests', { ...logged, requester, contact, asks, kept: keptOn(event) });
    },
    RecordsDisclosed: (db, { position, data: { requestId, rows } }) => {
      const sql = `update records_requests set given = given + 1, rows_given = rows_given + ?, given_position = ?
        where request_id = ? and given_position < ?`;
      run(db, sql, rows, Number(position), requestId, Number(position));
    },
    RecordsRequestOverdue: (db, { data: { requestId } }) =>
      update(db, 'records_requests', { overdue: 1 }, { request_id: requestId }),
    RecordsRequestClosed: (db, event) => {
      const { requestId, outcome, late } = event.data;
      const closed = { closed_at: event.occurredAt, outcome, late: flag(late) };
      const told = { why: event.sealed?.why, why_kept: keptOn(event) };
      update(db, 'records_requests', { ...closed, ...told }, { request_id: requestId });
    },
  },
  sealed: [
    {
      table: 'records_requests',
      class: 'release',
      columns: ['requester', 'contact', 'asks'],
      kept: 'kept',
      unit: 'request_id',
    },
    { table: 'records_requests', class: 'release', columns: ['why'], kept: 'why_kept', unit: 'request_id' },
  ],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const viewOf = (row: SqlRow): RecordsRequestView => ({
  id: row.request_id as string,
  requestId: row.request_id as string,
  receivedAt: row.received_at as string,
  dueAt: row.due_at as string,
  overdue: row.overdue === 1,
  requester: text(row, 'requester'),
  contact: text(row, 'contact'),
  asks: text(row, 'asks'),
  given: row.given as number,
  rowsGiven: row.rows_given as number,
  closedAt: text(row, 'closed_at'),
  outcome: row.outcome as Outcome | null,
  late: row.late === null ? null : row.late === 1,
  why: text(row, 'why'),
});

/** The requests, the latest first. */
export const allRecordsRequests = (db: Sqlite, limit = -1): RecordsRequestView[] =>
  many(db, 'select * from records_requests order by received_at desc, request_id limit ?', limit).map(viewOf);

/** Requests whose time has run out and that are neither closed nor noted as overdue. */
export const requestsOverdue = (db: Sqlite, now: string): string[] =>
  many(
    db,
    'select request_id from records_requests where closed_at is null and overdue = 0 and due_at <= ? order by due_at',
    now,
  ).map(({ request_id: requestId }) => requestId as string);
