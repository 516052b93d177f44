/** Versions of hot lists, their source files, and what each import set aside: counts and times, never a plate. */
import type { HotListCategory } from '../domain/hotlist.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many, run, update } from './statements.js';

export const hotlistVersions: Projection = {
  name: 'hotlist-versions',
  tables: `
    create table hotlist_versions (
      version_id text primary key, hot_list_id text not null, number integer not null, published_at text not null,
      as_of text not null, entries integer not null, categories text not null, added integer not null,
      removed integer not null, unchanged integer not null, duplicates integer not null, collisions integer not null,
      quarantined integer not null, content text not null
    ) without rowid;
    create index hotlist_versions_by_list on hotlist_versions(hot_list_id, number);
    create table hotlist_quarantine (
      version_id text not null, hot_list_id text not null, clause text not null, code text not null,
      entries integer not null, lines text not null, primary key (version_id, clause, code)
    ) without rowid;
    create table hotlist_files (
      hot_list_id text not null, file text not null, category text not null, enabled_at text not null,
      disabled_at text, primary key (hot_list_id, file)
    ) without rowid;
  `,
  on: {
    HotListVersionPublished: (db, { occurredAt, data }) =>
      insert(db, 'hotlist_versions', {
        version_id: data.versionId,
        hot_list_id: data.hotListId,
        number: data.number,
        published_at: occurredAt,
        as_of: data.asOf,
        entries: data.entries,
        categories: JSON.stringify(data.categories),
        added: data.added,
        removed: data.removed,
        unchanged: data.unchanged,
        duplicates: data.duplicates,
        collisions: data.collisions,
        quarantined: data.quarantined,
        content: JSON.stringify(data.content),
      }),
    HotListEntryQuarantined: (db, { data: { versionId, hotListId, clause, code, entries, lines } }) =>
      insert(db, 'hotlist_quarantine', {
        version_id: versionId,
        hot_list_id: hotListId,
        clause,
        code,
        entries,
        lines: JSON.stringify(lines),
      }),
    SourceFileEnabled: (db, { occurredAt, data: { hotListId, file, category } }) =>
      run(
        db,
        'insert or replace into hotlist_files (hot_list_id, file, category, enabled_at) values (?, ?, ?, ?)',
        hotListId,
        file,
        category,
        occurredAt,
      ),
    SourceFileDisabled: (db, { occurredAt, data: { hotListId, file } }) =>
      update(db, 'hotlist_files', { disabled_at: occurredAt }, { hot_list_id: hotListId, file }),
  },
};

export type VersionView = {
  readonly id: string;
  readonly hotListId: string;
  readonly number: number;
  readonly publishedAt: string;
  readonly asOf: string;
  readonly entries: number;
  readonly categories: readonly { readonly category: HotListCategory; readonly entries: number }[];
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly duplicates: number;
  readonly collisions: number;
  readonly quarantined: number;
};

const versionOf = (row: SqlRow): VersionView => ({
  id: row.version_id as string,
  hotListId: row.hot_list_id as string,
  number: row.number as number,
  publishedAt: row.published_at as string,
  asOf: row.as_of as string,
  entries: row.entries as number,
  categories: JSON.parse(row.categories as string) as VersionView['categories'],
  added: row.added as number,
  removed: row.removed as number,
  unchanged: row.unchanged as number,
  duplicates: row.duplicates as number,
  collisions: row.collisions as number,
  quarantined: row.quarantined as number,
});

const latest = 'order by published_at desc, version_id limit ?';

/** Every version ever published, latest first. */
export const allVersions = (db: Sqlite, limit: number): VersionView[] =>
  many(db, `select * from hotlist_versions ${latest}`, limit).map(versionOf);

/** What the matcher needs of each version: where its content lies, and from when it was in force. */
export const publishedVersions = (db: Sqlite) =>
  many(db, 'select * from hotlist_versions order by hot_list_id, number').map((row) => ({
    hotListId: row.hot_list_id as string,
    versionId: row.version_id as string,
    publishedAt: row.published_at as string,
    asOf: row.as_of as string,
    content: JSON.parse(row.content as string) as Readonly<Record<string, string | number>>,
  }));

export type QuarantineView = {
  readonly id: string;
  readonly hotListId: string;
  readonly versionId: string;
  readonly clause: string;
  readonly code: string;
  readonly entries: number;
  readonly lines: readonly number[];
};

/** What imports set aside, by reason; latest version first. */
export const allQuarantined = (db: Sqlite, limit: number): QuarantineView[] =>
  many(
    db,
    `select q.* from hotlist_quarantine q join hotlist_versions v using (version_id)
      order by v.published_at desc, q.version_id, q.code limit ?`,
    limit,
  ).map((row) => ({
    id: row.version_id as string,
    hotListId: row.hot_list_id as string,
    versionId: row.version_id as string,
    clause: row.clause as string,
    code: row.code as string,
    entries: row.entries as number,
    lines: JSON.parse(row.lines as string) as number[],
  }));

export type SourceFileView = {
  readonly id: string;
  readonly hotListId: string;
  readonly file: string;
  readonly category: HotListCategory;
  readonly enabledAt: string;
  readonly disabledAt: string | null;
};

/** Source files that are or were on, list by list. */
export const allSourceFiles = (db: Sqlite, limit: number): SourceFileView[] =>
  many(db, 'select * from hotlist_files order by hot_list_id, file limit ?', limit).map((row) => ({
    id: row.hot_list_id as string,
    hotListId: row.hot_list_id as string,
    file: row.file as string,
    category: row.category as HotListCategory,
    enabledAt: row.enabled_at as string,
    disabledAt: row.disabled_at as string | null,
  }));
