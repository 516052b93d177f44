/** Counts for the public, and the register of what was published: no row here ever held a plate. */
import { type Line, publishable } from '../domain/publication.js';
import { instant, iso8601 } from '../domain/time.js';
import type { Sqlite } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many, one, type Value } from './statements.js';

export const publications: Projection = {
  name: 'publications',
  tables: `
    create table publications (
      publication_id text primary key, published_at text not null, covers_from text not null, covers_to text not null,
      policy text not null, lines text not null, last_audit text
    ) without rowid;
  `,
  on: {
    PublicFigurePublished: (db, { occurredAt, data: { publicationId, from, to, policy, lines, lastAudit } }) =>
      insert(db, 'publications', {
        publication_id: publicationId,
        published_at: occurredAt,
        covers_from: from,
        covers_to: to,
        policy,
        lines: JSON.stringify(lines),
        last_audit: lastAudit,
      }),
  },
};

export type PublicationView = {
  readonly id: string;
  readonly publishedAt: string;
  readonly from: string;
  readonly to: string;
  readonly policy: string;
  readonly lines: readonly Line[];
  readonly lastAudit: string | null;
};

/** Everything ever published, latest first. */
export const allPublications = (db: Sqlite, limit: number): PublicationView[] =>
  many(db, 'select * from publications order by published_at desc, publication_id limit ?', limit).map((row) => ({
    id: row.publication_id as string,
    publishedAt: row.published_at as string,
    from: row.covers_from as string,
    to: row.covers_to as string,
    policy: row.policy as string,
    lines: JSON.parse(row.lines as string) as Line[],
    lastAudit: row.last_audit as string | null,
  }));

/** The agencies that may look at the data now, under an agreement in force, in the order of their names' ids. */
export const agenciesWithAccess = (db: Sqlite, now: string): string[] =>
  many(
    db,
    `select distinct agency_id from agreements
      where granted_at is not null and revoked_at is null and ended is null and begins <= ? and ends > ?
      order by agency_id`,
    now,
    now,
  ).map(({ agency_id: id }) => id as string);

/** The audit that was closed last. */
export const latestAudit = (db: Sqlite): string | null =>
  (one(db, "select audit_id from audits where status = 'closed' order by closed_at desc limit 1")?.audit_id ?? null) as
    string | null;

type Counts = Readonly<Record<string, number>>;

const HOUR = 3_600_000;

/** Every line a table may have, counted; a line that nothing was counted for is zero. */
const counted = (table: keyof typeof publishable, rows: readonly { readonly line: unknown; readonly n: unknown }[]) =>
  Object.fromEntries(
    publishable[table].map((line) => [line, Number(rows.find((row) => row.line === line)?.n ?? 0)]),
  ) as Counts;

const grouped = (db: Sqlite, table: keyof typeof publishable, sql: string, ...values: readonly Value[]): Counts =>
  counted(table, many(db, sql, ...values) as unknown as { line: unknown; n: unknown }[]);

const single = (db: Sqlite, sql: string, ...values: readonly Value[]): number =>
  Number(one(db, sql, ...values)?.n ?? 0);

const searchesMade = `kind = 'query' and question in ('detections', 'hits', 'hot-list-entries')
  and at >= ? and at < ?`;

type Period = readonly [from: string, to: string];

const within = (db: Sqlite, table: string, time: string, which: string, period: Period): number =>
  single(db, `select count(*) as n from ${table} where ${which} and ${time} >= ? and ${time} < ?`, ...period);

const alertCounts = (db: Sqlite, period: Period): Counts => ({
  raised: within(db, 'hits', 'raised_at', 'true', period),
  verified: within(db, 'hits', 'verdict_at', "verdict = 'verified'", period),
  rejected: within(db, 'hits', 'verdict_at', "verdict in ('misread', 'wrong-state')", period),
  confirmed: within(db, 'hits', 'confirmation_at', "confirmation = 'confirmed'", period),
});

const searchCounts = (db: Sqlite, table: 'searches' | 'numbered', line: string, period: Period): Counts =>
  grouped(db, table, `select ${line} as line, count(*) as n from accesses where ${searchesMade} group by 1`, ...period);

/** The version of each imported list that was in force at a time. */
const inForce = `
  select v.*, l.source from hotlist_versions v join hotlists l using (hot_list_id)
  where v.published_at < ?1 and (l.retired_at is null or l.retired_at >= ?1) and not exists
    (select 1 from hotlist_versions w where w.hot_list_id = v.hot_list_id and w.number > v.number
      and w.published_at < ?1)`;

const importedCounts = (db: Sqlite, [from, to]: Period): Readonly<Record<'versions' | 'imported', Counts>> => ({
  versions: {
    lists: single(db, `select count(*) as n from (${inForce})`, to),
    published: within(db, 'hotlist_versions', 'published_at', 'true', [from, to]),
  },
  imported: grouped(db, 'imported', `select source as line, sum(entries) as n from (${inForce}) group by source`, to),
});

/** What is sought: entries of the Department's own lists, and those of the imported versions in force. */
const soughtCounts = (db: Sqlite, to: string): Counts =>
  grouped(
    db,
    'sought',
    `select line, sum(n) as n from (
      select category as line, count(*) as n from entries where removed_at is null and expires_at > ?1 group by 1
      union all select json_extract(c.value, '$.category'), json_extract(c.value, '$.entries')
        from (${inForce}) i, json_each(i.categories) c)
      group by line`,
    to,
  );

/** The counts of a period, table by table, before anything small is left out. `from` and `to` are ISO 8601, UTC. */
export const publicCounts = (db: Sqlite, from: string, to: string): Readonly<Record<string, Counts>> => ({
  reads: grouped(
    db,
    'reads',
    `select case when band = -1 then 'unread' else 'read' end as line, sum(reads) as n from reads_by_hour
      where hour >= ? and hour < ? group by 1`,
    Math.floor(instant(from) / HOUR),
    Math.ceil(instant(to) / HOUR),
  ),
  cameras: grouped(
    db,
    'cameras',
    'select mobility as line, count(*) as n from cameras where retired_at is null group by mobility',
  ),
  alerts: alertCounts(db, [from, to]),
  sought: soughtCounts(db, to),
  searches: searchCounts(db, 'searches', 'purpose', [from, to]),
  numbered: searchCounts(db, 'numbered', "iif(event_number_given = 1, 'with-event-number', 'without')", [from, to]),
  refused: { acts: within(db, 'accesses', 'at', "kind = 'refusal'", [from, to]) },
  ...importedCounts(db, [from, to]),
  agencies: {
    'with-access': single(
      db,
      `select count(distinct agency_id) as n from agreements where begins <= ?1 and ends > ?1
        and (ended_at is null or ended_at > ?1) and granted_at <= ?1 and revoked_at is null`,
      to,
    ),
  },
  released: {
    requests: within(db, 'releases', 'fulfilled_at', 'true', [from, to]),
    items: single(
      db,
      'select coalesce(sum(count), 0) as n from releases where fulfilled_at >= ? and fulfilled_at < ?',
      from,
      to,
    ),
  },
  immigration: {
    'switches-on': single(db, 'select coalesce(sum(immigration), 0) as n from vendors'),
    'files-on': single(
      db,
      "select count(*) as n from hotlist_files where disabled_at is null and file glob '*immigration*'",
    ),
  },
});

/** The last day that a closed quarterly audit covers, `yyyy-mm-dd`; null while there was none. */
export const lastAudited = (db: Sqlite): string | null => {
  const row = one(db, "select max(ends) as ends from audits where kind = 'quarterly' and status = 'closed'");
  const ends = (row?.ends ?? null) as string | null;
  // It ends at a midnight of the Department's own clock: half a day before lies in its last day.
  return ends && iso8601(instant(ends) - 12 * HOUR).slice(0, 10);
};
