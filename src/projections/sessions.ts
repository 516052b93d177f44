/** The members' sessions: when each was opened, on whose equipment, and whether its banner was accepted. */
import type { DeviceClass } from '../domain/device.js';
import type { FactorKind } from '../domain/factor.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, type Projection } from './projection.js';
import { insert, many, one, run, update } from './statements.js';

export type SessionView = {
  readonly id: string;
  readonly sessionId: string;
  readonly memberId: string;
  readonly departmentDevice: boolean;
  /** The enrolled device, and the kind of second factor; null where none was shown. */
  readonly device: string | null;
  readonly deviceClass: DeviceClass | null;
  readonly factor: FactorKind | null;
  readonly lockedAt: string | null;
  /** When it was opened, or last unlocked. */
  readonly attendedAt: string;
  /** How often it was in use when another one took its place, and its token was shown where it opened nothing. */
  readonly concurrent: number;
  readonly strays: number;
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
      opened_at text not null, banner_at text, closed_at text, why text, device text, device_class text, factor text,
      locked_at text, attended_at text not null,
      concurrent integer not null default 0, strays integer not null default 0
    ) without rowid;
    create index sessions_by_token on sessions(token);
    create index sessions_by_member on sessions(member_id, opened_at);
    create index sessions_open on sessions(attended_at) where closed_at is null;
    create index sessions_by_time on sessions(opened_at);
  `,
  on: {
    SessionOpened: (db, { data: { sessionId, memberId, token, departmentDevice, openedAt, ...shown } }) =>
      insert(db, 'sessions', {
        session_id: sessionId,
        member_id: memberId,
        token,
        department_device: flag(departmentDevice),
        opened_at: openedAt,
        attended_at: openedAt,
        device: shown.device,
        device_class: shown.deviceClass,
        factor: shown.factor?.kind,
      }),
    SessionLocked: (db, { occurredAt, data: { sessionId } }) =>
      update(db, 'sessions', { locked_at: occurredAt }, { session_id: sessionId }),
    SessionUnlocked: (db, { data: { sessionId, unlockedAt } }) =>
      update(db, 'sessions', { locked_at: null, attended_at: unlockedAt }, { session_id: sessionId }),
    ConcurrentUseDetected: (db, { data: { sessionId } }) =>
      run(db, 'update sessions set concurrent = concurrent + 1 where session_id = ?', sessionId),
    StrayTokenPresented: (db, { data: { sessionId } }) =>
      run(db, 'update sessions set strays = strays + 1 where session_id = ?', sessionId),
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
  device: row.device as string | null,
  deviceClass: row.device_class as DeviceClass | null,
  factor: row.factor as FactorKind | null,
  lockedAt: row.locked_at as string | null,
  attendedAt: row.attended_at as string,
  concurrent: row.concurrent as number,
  strays: row.strays as number,
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

/** Whose session a token was, open or closed. */
export const sessionEverByToken = (db: Sqlite, token: string): SessionView | undefined => {
  const row = one(db, 'select * from sessions where token = ?', token);
  return row && viewOf(row);
};

/** Sessions that are open and not locked, the longest unattended first. */
export const unlockedSessions = (db: Sqlite, openedSince: string): SessionView[] =>
  many(
    db,
    'select * from sessions where closed_at is null and locked_at is null and opened_at > ? order by attended_at',
    openedSince,
  ).map(viewOf);

/** The latest sessions of everybody; for the register. */
export const latestSessions = (db: Sqlite, limit: number): SessionView[] =>
  many(db, 'select * from sessions order by opened_at desc, session_id limit ?', limit).map(viewOf);

/** A member's sessions, latest first. */
export const sessionsOf = (db: Sqlite, memberId: string, limit = 100): SessionView[] =>
  many(db, 'select * from sessions where member_id = ? order by opened_at desc limit ?', memberId, limit).map(viewOf);

/** Sessions opened since then, in order; for the figures. */
export const allSessions = (db: Sqlite): SessionView[] =>
  many(db, 'select * from sessions order by opened_at, session_id').map(viewOf);

/** When the member had last logged in on that device before that time; null where he had not. */
export const sessionOnDevice = (db: Sqlite, memberId: string, deviceId: string, at: string): string | null =>
  (one(
    db,
    'select max(opened_at) as at from sessions where member_id = ? and device = ? and opened_at <= ?',
    memberId,
    deviceId,
    at,
  )?.at ?? null) as string | null;
