/** Replaying the access history: who looked, when, at what, why and with what outcome; no plate is shown in full. */
import type { Elements, Question } from '../domain/query.js';
import { day } from '../domain/time.js';
import { isPartial, patternOf } from '../matching/pattern.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import type { AccessKind } from './accesses.js';
import { rulingsIn } from './refusals.js';
import { Conditions, many, one, pages } from './statements.js';

export type AccessView = {
  /** Of the event on the ledger. */
  readonly id: string;
  readonly position: number;
  readonly at: string;
  readonly kind: AccessKind;
  /** The event's type, or the command that was refused. */
  readonly act: string;
  readonly outcome: 'done' | 'refused';
  readonly actorKind: 'member' | 'camera' | 'clock' | 'agency';
  readonly actorId: string;
  /** Of a member his username, of another agency its name; null where neither can be read. */
  readonly username: string | null;
  readonly sessionId: string | null;
  /** The hit, query, member or list it was about. */
  readonly subject: string | null;
  /** What admitted it, or every ruling that refused it. */
  readonly rulings: readonly { readonly clause: string; readonly code: string }[];
  readonly purpose: string | null;
  readonly question: Question | null;
  /** Whether an event or case number stood beside the reason; known even after a purge. */
  readonly eventNumberGiven: boolean;
  /** Rows shown in answer. */
  readonly shown: number | null;
  /** What was asked for, the plate masked; null once purged, like everything below. */
  readonly elements: Elements | null;
  readonly reason: string | null;
  readonly eventNumber: string | null;
  readonly caseNumber: string | null;
  readonly noEventNumberBecause: string | null;
};

export type HistoryAsked = {
  /** Acts of this member, acts of others about him, and every look into this very history. */
  readonly memberId?: string | undefined;
  readonly username?: string | undefined;
  /** Questions for this plate, and every act that touched a row of it; wildcards are allowed. */
  readonly plate?: string | undefined;
  /** Case or event number. */
  readonly caseNumber?: string | undefined;
  readonly hitId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** At or after, and before. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The position of the last row of the page before. */
  readonly after?: number | undefined;
};

/** The first and the last character, and how many there are between: enough to tell two plates of a case apart. */
export const masked = (plate: string): string =>
  plate.length <= 2 ? '•'.repeat(plate.length) : `${plate[0]}${'•'.repeat(plate.length - 2)}${plate.at(-1)}`;

const seenRows = `
  select detection_id from detections where plate glob ?1 union select detection_id from corrections
    where to_plate glob ?1 or from_plate glob ?1
  union select hit_id from hits where plate glob ?1 or entry_plate glob ?1
  union select hit_id from corrections where to_plate glob ?1 or from_plate glob ?1
  union select entry_id from entries where plate glob ?1`;

/** Positions of acts on a plate: it was asked for, by itself or within a pattern, or a row of it was touched. */
const concerning = (db: Sqlite, plate: string): string => {
  const meets = (sql: string): string => (isPartial(plate) ? sql : sql.replaceAll('glob ?1', '= ?1'));
  const rows = many(
    db,
    `select position from access_seen where row_id in (${meets(seenRows)})
    union ${meets('select position from accesses where plate glob ?1')}
    union select position from accesses where plate glob '*[?*]*' and ?1 glob plate`,
    plate,
  );
  return JSON.stringify(rows.map(({ position }) => position));
};

/** Removes the plate from free text, however it was spaced. */
export const withoutPlate = (text: string | null, plate: string | null): string | null => {
  if (text === null || plate === null) return text;
  const spaced = [...plate.replaceAll(/[?*]/g, '')].join('[^A-Za-z0-9]{0,2}');
  return spaced === '' ? text : text.replaceAll(new RegExp(spaced, 'gi'), masked(plate));
};

const elementsOf = (row: SqlRow): Elements | null => {
  const elements = JSON.parse((row.elements as string | null) ?? 'null') as Elements | null;
  return elements?.plate === undefined ? elements : { ...elements, plate: masked(patternOf(elements.plate)) };
};

const viewOf = (row: SqlRow): AccessView => ({
  id: row.event_id as string,
  position: row.position as number,
  at: row.at as string,
  kind: row.kind as AccessKind,
  act: row.act as string,
  outcome: row.outcome as AccessView['outcome'],
  actorKind: row.actor_kind as AccessView['actorKind'],
  actorId: row.actor_id as string,
  username: row.username as string | null,
  sessionId: row.session_id as string | null,
  subject: row.subject as string | null,
  rulings: rulingsIn(JSON.parse(row.list as string) as string[]),
  purpose: row.purpose as string | null,
  question: row.question as Question | null,
  eventNumberGiven: row.event_number_given === 1,
  shown: row.shown as number | null,
  elements: elementsOf(row),
  reason: withoutPlate(row.reason as string | null, row.plate as string | null),
  eventNumber: row.event_number as string | null,
  caseNumber: row.case_number as string | null,
  noEventNumberBecause: withoutPlate(row.no_event_number as string | null, row.plate as string | null),
});

const select = `
  select a.*, r.list, coalesce(m.username, g.agency_name) as username
  from accesses a join rulings r on r.id = a.rulings
  left join members m on m.member_id = a.actor_id
  left join agencies g on a.actor_kind = 'agency' and g.agency_id = a.actor_id`;

/** Acts of a member and about him, given how his id and his username are found. */
const ofMember = (id: string, username: string): string =>
  `a.actor_id = ${id} or a.subject = ${id} or a.about = ${id} or a.asked_member = ${id}
    or a.asked_username = ${username}`;

const five = <T>(value: T): T[] => [value, value, value, value, value];

/** The history in ledger order, from the first act on, page by page. */
export const accessHistory = (db: Sqlite, asked: HistoryAsked, limit: number): AccessView[] => {
  const { memberId, username, hitId, eventId, kinds } = asked;
  const plate = asked.plate === undefined ? undefined : patternOf(asked.plate);
  const number = asked.caseNumber?.trim().toUpperCase();
  const conditions = new Conditions()
    .add(ofMember('?', '(select username from members where member_id = ?)'), ...five(memberId))
    .add(ofMember('(select member_id from members where username = ?)', '?'), ...five(username))
    .add('a.position in (select value from json_each(?))', plate === undefined ? undefined : concerning(db, plate))
    .add('a.case_number = ? or a.event_number = ?', number, number)
    .add('a.subject = ?', hitId)
    .add('a.event_id = ?', eventId)
    .add('a.kind in (select value from json_each(?))', kinds && JSON.stringify(kinds))
    .add('a.at >= ?', asked.from)
    .add('a.at < ?', asked.to)
    .add('a.position > ?', asked.after);
  return many(db, `${select}${conditions.where} order by a.position limit ?`, ...conditions.values, limit).map(viewOf);
};

/** Whether an answer to this query showed that row. */
export const wasShown = (db: Sqlite, queryId: string, rowId: string): boolean =>
  one(
    db,
    `select 1 from access_seen s join accesses a using (position)
      where s.row_id = ? and a.subject = ? and a.kind = 'results' limit 1`,
    rowId,
    queryId,
  ) !== undefined;

/** The position of an act by its event, for the page that follows. */
export const positionOf = (db: Sqlite, eventId: string): number | undefined =>
  one(db, 'select position from accesses where event_id = ?', eventId)?.position as number | undefined;

/** Every access of these kinds in ledger order; for the figures. */
export function* allAccesses(db: Sqlite, kinds: readonly AccessKind[]): Generator<AccessView> {
  const list = kinds.map((kind) => `'${kind}'`).join(', ');
  const sql = `${select} where a.position > ? and a.kind in (${list}) order by a.position limit ?`;
  for (const row of pages(db, sql, 'position', -1)) yield viewOf(row);
}

/** How old the reads were, in whole days, that each answer showed; a purge of what was read changes nothing of it. */
export const agesAtUse = (db: Sqlite) =>
  many(
    db,
    `select a.at, max(0, (cast(unixepoch(a.at, 'subsec') * 1000 as integer) - d.captured) / ${day}) as days,
      count(*) as reads
    from accesses a join access_seen s using (position) join detections d on d.detection_id = s.row_id
    where a.kind = 'results' group by a.position, days`,
  ) as { at: string; days: number; reads: number }[];

/** Every search for a plate; `plate` is a number that stands for it in this answer alone. */
export const plateSearches = (db: Sqlite) =>
  many(
    db,
    `select at, actor_id, dense_rank() over (order by plate) as plate, plate glob '*[?*]*' as partial,
      event_number_given as numbered
    from accesses where kind = 'query' and plate is not null
      and question in ('detections', 'hits', 'hot-list-entries')`,
  ).map((row) => ({
    at: row.at as string,
    memberId: row.actor_id as string,
    plate: row.plate as number,
    partial: row.partial === 1,
    eventNumber: row.numbered === 1,
  }));
