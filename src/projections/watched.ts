/** What the detectors look at: the acts of the last ninety days, as plain rows with times in milliseconds. */
import { createHmac } from 'node:crypto';
import type { Position } from '../domain/positions.js';
import { day, instant, iso8601 } from '../domain/time.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { allCanaries } from './anomalies.js';
import { type Consent, consentsSince } from './consents.js';
import { allMembers } from './members.js';
import { many } from './statements.js';

/** A question that shows plates. `number` is its case or event number. */
export type Search = {
  readonly id: string;
  readonly at: number;
  readonly memberId: string;
  readonly sessionId: string | null;
  readonly plate: string | null;
  readonly number: string | null;
  readonly reason: string | null;
  readonly shown: number;
};

/** Any act of a member that stands in the history; `codes` are those of a refusal. */
export type WatchedAct = {
  readonly id: string;
  readonly at: number;
  readonly act: string;
  readonly kind: string;
  readonly memberId: string;
  readonly sessionId: string | null;
  readonly subject: string | null;
  readonly codes: readonly string[];
};

export type WatchedHit = {
  readonly hitId: string;
  readonly detectionId: string;
  readonly entryId: string;
  readonly raisedAt: number;
  readonly exigent: boolean;
  /** As it stood when it was acted upon; null when nobody has. */
  readonly acted: { readonly verified: boolean; readonly confirmed: boolean; readonly by: string } | null;
};

export type Person = {
  readonly memberId: string;
  readonly position: Position;
  readonly administrator: boolean;
  readonly training: Readonly<Record<string, string>>;
};

export type Watched = {
  readonly now: number;
  readonly searches: readonly Search[];
  /** In ledger order. */
  readonly acts: readonly WatchedAct[];
  readonly hits: readonly WatchedHit[];
  readonly entries: readonly {
    readonly entryId: string;
    readonly addedBy: string;
    readonly addedAt: number;
    readonly removedAt: number | null;
  }[];
  readonly people: readonly Person[];
  readonly consents: readonly Consent[];
  readonly shifts: readonly { readonly memberId: string; readonly from: number; readonly to: number | null }[];
  /** Answers that showed reads older than the setting, with how many. */
  readonly oldReads: readonly {
    readonly id: string;
    readonly at: number;
    readonly memberId: string;
    readonly rows: number;
  }[];
  /** Searches for a canary plate. */
  readonly canaries: readonly Search[];
  /** Acts that an auditor has looked at. */
  readonly reviewed: ReadonlySet<string>;
  /** Verifications that found the ledger not whole. */
  readonly tampering: readonly { readonly id: string; readonly at: number }[];
};

/** How far back the detectors look, days. */
export const WATCHED_DAYS = 90;

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const searchesSince = (db: Sqlite, since: string): Search[] =>
  many(
    db,
    `select * from accesses where at >= ? and kind = 'query' and outcome = 'done' and actor_kind = 'member'
      and question in ('detections', 'hits', 'hot-list-entries') order by position`,
    since,
  ).map((row) => ({
    id: row.event_id as string,
    at: instant(row.at as string),
    memberId: row.actor_id as string,
    sessionId: text(row, 'session_id'),
    plate: text(row, 'plate'),
    number: text(row, 'case_number') ?? text(row, 'event_number'),
    reason: text(row, 'reason'),
    shown: (row.shown as number | null) ?? 0,
  }));

const actsSince = (db: Sqlite, since: string): WatchedAct[] =>
  many(
    db,
    `select a.event_id, a.at, a.act, a.kind, a.actor_id, a.session_id, a.subject,
      case a.outcome when 'refused' then r.list end as codes
    from accesses a join rulings r on r.id = a.rulings
    where a.at >= ? and a.actor_kind = 'member' order by a.position`,
    since,
  ).map((row) => ({
    id: row.event_id as string,
    at: instant(row.at as string),
    act: row.act as string,
    kind: row.kind as string,
    memberId: row.actor_id as string,
    sessionId: text(row, 'session_id'),
    subject: text(row, 'subject'),
    codes: (JSON.parse(text(row, 'codes') ?? '[]') as string[]).map((one) => one.split(' ')[1] ?? ''),
  }));

const hitsSince = (db: Sqlite, since: string): WatchedHit[] =>
  many(db, 'select * from hits where raised_at >= ? order by position', since).map((row) => ({
    hitId: row.hit_id as string,
    detectionId: row.detection_id as string,
    entryId: row.entry_id as string,
    raisedAt: instant(row.raised_at as string),
    exigent: row.exigent === 1,
    acted:
      row.action_by === null
        ? null
        : { verified: row.acted_verified === 1, confirmed: row.acted_confirmed === 1, by: row.action_by as string },
  }));

const oldReadsSince = (db: Sqlite, since: string, ageDays: number): Watched['oldReads'] =>
  many(
    db,
    `select a.event_id, a.at, a.actor_id, count(*) as rows from accesses a
      join access_seen s on s.position = a.position join detections d on d.detection_id = s.row_id
    where a.at >= ? and a.kind = 'results' and a.actor_kind = 'member'
      and d.captured < unixepoch(a.at) * 1000 - ? group by a.position order by a.position`,
    since,
    ageDays * day,
  ).map((row) => ({
    id: row.event_id as string,
    at: instant(row.at as string),
    memberId: row.actor_id as string,
    rows: row.rows as number,
  }));

/** HMAC-SHA-256 of a plate under the salt of a canary, hex; also what is kept of a plate when one is seeded. */
export const canaryMac = (salt: string, plate: string): string =>
  createHmac('sha256', salt).update(plate).digest('hex');

const isCanary = (db: Sqlite): ((search: Search) => boolean) => {
  const canaries = allCanaries(db);
  return ({ plate, at }) =>
    plate !== null &&
    canaries.some(
      ({ salt, mac, seededAt }) => salt !== null && instant(seededAt) <= at && canaryMac(salt, plate) === mac,
    );
};

/** The rows as they stand. @param now ISO 8601, UTC @param oldDataDays age from which a read counts as old */
export const watchedRows = (db: Sqlite, now: string, oldDataDays: number): Watched => {
  const since = iso8601(instant(now) - WATCHED_DAYS * day);
  const searches = searchesSince(db, since);
  return {
    now: instant(now),
    searches,
    acts: actsSince(db, since),
    hits: hitsSince(db, since),
    entries: many(db, 'select * from entries where added_at >= ?', since).map((row) => ({
      entryId: row.entry_id as string,
      addedBy: row.added_by as string,
      addedAt: instant(row.added_at as string),
      removedAt: row.removed_at === null ? null : instant(row.removed_at as string),
    })),
    people: allMembers(db).map(({ memberId, position, administrator, training }) => ({
      memberId,
      position,
      administrator,
      training: training as Readonly<Record<string, string>>,
    })),
    consents: consentsSince(db, since),
    shifts: many(db, 'select * from shifts where started_at >= ?', since).map((row) => ({
      memberId: row.member_id as string,
      from: instant(row.started_at as string),
      to: row.ended_at === null ? null : instant(row.ended_at as string),
    })),
    oldReads: oldReadsSince(db, since, oldDataDays),
    canaries: searches.filter(isCanary(db)),
    reviewed: new Set(
      many(db, 'select item_id from audit_items where verdict is not null').map((row) => row.item_id as string),
    ),
    tampering: many(db, "select * from assurances where kind = 'tamper-suspected' and at >= ?", since).map((row) => ({
      id: row.assurance_id as string,
      at: instant(row.at as string),
    })),
  };
};
