/** The members' sessions: when each was opened, on whose equipment, and whether its banner was accepted. */
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, type Projection } from './projection.js';
import { insert, many, one, update } from './statements.js';

export type SessionView = {
  readonly id: string;
  readonly sessionId: string;
  readonly memberId: string;
  readonly departmentDevice: boolean;
  readonly openedAt: string;
  readonly bannerAcceptedAt: string | null;
  readonly closedAt: string | null;
  readonly why: 'logged-out' | 'superseded' | null;
};

export const sessions: Projection = {
  name: 'sessions',
  tables: `
    create table sessions (
      session_id text primary key, member_id text not null, token text not null, department_device integer not null,
      opened_at text not null, banner_at text, closed_at text, why text
    ) without rowid;
    create index sessions_by_token on sessions(token);
    create index sessions_by_member on sessions(member_id, opened_at);
    create index sessions_by_time on sessions(opened_at);
  `,
  on: {
    SessionOpened: (db, { data: { sessionId, memberId, token, departmentDevice, openedAt } }) =>
      insert(db, 'sessions', {
        session_id: sessionId,
        member_id: memberId,
        token,
        department_device: flag(departmentDevice),
        opened_at: openedAt,
      }),
    BannerAccepted: (db, { occurredAt, data: { sessionId } }) =>
      update(db, 'sessions', { banner_at: occurredAt }, { session_id: sessionId }),
    SessionClosed: (db, { occurredAt, data: { sessionId, why } }) =>
      update(db, 'sessions', { closed_at: occurredAt, why }, { session_id: sessionId }),
  },
};

const viewOf = (row: SqlRow): SessionView => ({
  id: row.session_id as string,
  sessionId: row.session_id as string,
  memberId: row.member_id as string,
  departmentDevice: row.department_device === 1,
  openedAt: row.opened_at as string,
  bannerAcceptedAt: row.banner_at as string | null,
  closedAt: row.closed_at as string | null,
  why: row.why as SessionView['why'],
});

/** The open session of a bearer token, by the token's SHA-256 in hex. */
export const sessionByToken = (db: Sqlite, token: string): SessionView | undefined => {
  const row = one(db, 'select * from sessions where token = ? and closed_at is null', token);
  return row && viewOf(row);
};

/** A member's sessions, latest first. */
export const sessionsOf = (db: Sqlite, memberId: string, limit = 100): SessionView[] =>
  many(db, 'select * from sessions where member_id = ? order by opened_at desc limit ?', memberId, limit).map(viewOf);

/** Sessions opened since then, in order; for the figures. */
export const allSessions = (db: Sqlite): SessionView[] =>
  many(db, 'select * from sessions order by opened_at, session_id').map(viewOf);
