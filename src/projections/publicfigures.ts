/** Counts for the public, and the register of what was published: no row here ever held a plate. */
import { type Line, publishable } from '../domain/publication.js';
import { instant } from '../domain/time.js';
import type { Sqlite } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many, one, type Value } from './statements.js';

export const publications: Projection = {
  name: 'publications',
  tables: `
    create table publications (
      publication_id text primary key, published_at text not null, covers_from text not null, covers_to text not null,
      policy text not null, lines text not null
    ) without rowid;
  `,
  on: {
    PublicFigurePublished: (db, { occurredAt, data: { publicationId, from, to, policy, lines } }) =>
      insert(db, 'publications', {
        publication_id: publicationId,
        published_at: occurredAt,
        covers_from: from,
        covers_to: to,
        policy,
        lines: JSON.stringify(lines),
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
  }));

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
  sought: grouped(
    db,
    'sought',
    'select category as line, count(*) as n from entries where removed_at is null and expires_at > ? group by category',
    to,
  ),
  searches: searchCounts(db, 'searches', 'purpose', [from, to]),
  numbered: searchCounts(db, 'numbered', "iif(event_number_given = 1, 'with-event-number', 'without')", [from, to]),
  refused: { acts: within(db, 'accesses', 'at', "kind = 'refusal'", [from, to]) },
});
