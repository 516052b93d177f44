/** The hot lists and their entries: what is sought, for which reason of the policy, and until when. */
import type { HotListCategory, HotListSource } from '../domain/hotlist.js';
import type { HotEntry } from '../matching/hotindex.js';
import { patternOf } from '../matching/pattern.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, keptOn, type Projection } from './projection.js';
import { Conditions, insert, many, one, pages, update } from './statements.js';

export type HotListView = {
  readonly id: string;
  readonly hotListId: string;
  readonly source: HotListSource;
  readonly name: string | null;
  readonly registeredAt: string;
  /** Who answers for it. */
  readonly owner: string | null;
  readonly retiredAt: string | null;
};

export type EntryView = {
  readonly id: string;
  readonly entryId: string;
  readonly hotListId: string;
  readonly hotList: string | null;
  readonly source: HotListSource;
  readonly category: HotListCategory;
  readonly individualSpecific: boolean;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly expiresAt: string;
  readonly removedAt: string | null;
  readonly removedWhy: string | null;
  /** Null once purged, like reason and reference. */
  readonly plate: string | null;
  readonly plateState: string | null;
  readonly reason: string | null;
  readonly reference: string | null;
  /** The plate is known in part only. */
  readonly partial: boolean;
  /** Not matched until a supervisor has co-signed it. */
  readonly awaitsCoSign: boolean;
  readonly coSignedBy: string | null;
  /** Who issued the order, whose investigation it is, and so on; null once purged. */
  readonly more: Readonly<Record<string, string>> | null;
};

export const hotlists: Projection = {
  name: 'hotlists',
  tables: `
    create table hotlists (
      hot_list_id text primary key, source text not null, owner text, name text, registered_at text not null,
      retired_at text, kept integer
    ) without rowid;
    create table entries (
      entry_id text primary key, hot_list_id text not null, category text not null,
      individual_specific integer not null, added_by text not null, added_at text not null,
      expires_at text not null, removed_at text, removed_why text,
      awaits_cosign integer not null default 0, cosigned_by text, cosigned_at text,
      plate text, plate_state text, reason text, reference text, more text, kept integer
    ) without rowid;
    create index entries_by_plate on entries(plate) where plate is not null;
    create index entries_by_list on entries(hot_list_id);
  `,
  on: {
    HotListRegistered: (db, event) => {
      const { hotListId, source, owner } = event.data;
      const registered = { hot_list_id: hotListId, source, owner, registered_at: event.occurredAt };
      insert(db, 'hotlists', { ...registered, name: event.sealed?.name, kept: keptOn(event) });
    },
    HotListRetired: (db, { occurredAt, data: { hotListId } }) =>
      update(db, 'hotlists', { retired_at: occurredAt }, { hot_list_id: hotListId }),
    HotListEntryCoSigned: (db, { occurredAt, data: { entryId, coSignedBy } }) =>
      update(
        db,
        'entries',
        { awaits_cosign: 0, cosigned_by: coSignedBy, cosigned_at: occurredAt },
        { entry_id: entryId },
      ),
    HotListEntryAdded: (db, event) => {
      const { entryId, hotListId, category, individualSpecific, addedBy, expiresAt } = event.data;
      const { plate, plateState, reason, reference, ...more } = event.sealed ?? {};
      insert(db, 'entries', {
        entry_id: entryId,
        hot_list_id: hotListId,
        category,
        individual_specific: flag(individualSpecific),
        added_by: addedBy,
        added_at: event.occurredAt,
        expires_at: expiresAt,
        plate,
        plate_state: plateState,
        reason,
        reference,
        more: event.sealed && JSON.stringify(more),
        awaits_cosign: flag(event.data.awaitsCoSign === true),
        kept: keptOn(event),
      });
    },
    HotListEntryRemoved: (db, { occurredAt, data: { entryId, why } }) =>
      update(db, 'entries', { removed_at: occurredAt, removed_why: why }, { entry_id: entryId }),
  },
  sealed: [
    { table: 'hotlists', class: 'register', columns: ['name'], kept: 'kept', unit: 'hot_list_id' },
    {
      table: 'entries',
      class: 'hot-list',
      columns: ['plate', 'plate_state', 'reason', 'reference', 'more'],
      kept: 'kept',
      unit: 'entry_id',
    },
  ],
};

const select = 'select e.*, l.name, l.source from entries e left join hotlists l using (hot_list_id)';

const entryOf = (row: SqlRow): EntryView => ({
  id: row.entry_id as string,
  entryId: row.entry_id as string,
  hotListId: row.hot_list_id as string,
  hotList: row.name as string | null,
  source: (row.source as HotListSource | null) ?? 'local',
  category: row.category as HotListCategory,
  individualSpecific: row.individual_specific === 1,
  addedBy: row.added_by as string,
  addedAt: row.added_at as string,
  expiresAt: row.expires_at as string,
  removedAt: row.removed_at as string | null,
  removedWhy: row.removed_why as string | null,
  plate: row.plate as string | null,
  plateState: row.plate_state as string | null,
  reason: row.reason as string | null,
  reference: row.reference as string | null,
  partial: /[?*]/.test((row.plate as string | null) ?? ''),
  awaitsCoSign: row.awaits_cosign === 1,
  coSignedBy: row.cosigned_by as string | null,
  more: JSON.parse((row.more as string | null) ?? 'null') as EntryView['more'],
});

/** Every list registered, in that order. */
export const allHotLists = (db: Sqlite): HotListView[] =>
  many(db, 'select * from hotlists order by registered_at, hot_list_id').map((row) => ({
    id: row.hot_list_id as string,
    hotListId: row.hot_list_id as string,
    source: row.source as HotListSource,
    name: row.name as string | null,
    registeredAt: row.registered_at as string,
    owner: row.owner as string | null,
    retiredAt: row.retired_at as string | null,
  }));

export const entryById = (db: Sqlite, entryId: string): EntryView | undefined => {
  const row = one(db, `${select} where e.entry_id = ?`, entryId);
  return row && entryOf(row);
};

export type EntriesAsked = {
  readonly plate?: string | undefined;
  readonly hotListId?: string | undefined;
  /** The last entry of the page before. */
  readonly after?: string | undefined;
  /** Only those neither removed nor ended at this time. */
  readonly standingAt?: string | undefined;
};

/** Entries, latest first. A plate with wildcards finds what fits it, and a plate the partial entries it fits. */
export const findEntries = (db: Sqlite, asked: EntriesAsked, limit: number): EntryView[] => {
  const plate = asked.plate === undefined ? undefined : patternOf(asked.plate);
  const conditions = new Conditions()
    .add("e.plate glob ? or (e.plate glob '*[?*]*' and ? glob e.plate)", plate, plate)
    .add('e.hot_list_id = ?', asked.hotListId)
    .add('e.removed_at is null and e.expires_at > ?', asked.standingAt)
    .add(
      `e.added_at < (select added_at from entries where entry_id = ?) or e.entry_id > ?
        and e.added_at = (select added_at from entries where entry_id = ?)`,
      asked.after,
      asked.after,
      asked.after,
    );
  const sql = `${select}${conditions.where} order by e.added_at desc, e.entry_id limit ?`;
  return many(db, sql, ...conditions.values, limit).map(entryOf);
};

/** Every entry, removed and ended ones too, one page after another; for the figures. */
export function* allEntries(db: Sqlite): Generator<EntryView> {
  const sql = `${select} where e.entry_id > ? order by e.entry_id limit ?`;
  for (const row of pages(db, sql, 'entry_id', '')) yield entryOf(row);
}

/** What the matcher is filled with at the start: entries not removed whose plate can still be read. */
export function* standingEntries(db: Sqlite): Generator<HotEntry> {
  const sql = `select * from entries
    where entry_id > ? and removed_at is null and plate is not null and awaits_cosign = 0
      and hot_list_id not in (select hot_list_id from hotlists where retired_at is not null)
    order by entry_id limit ?`;
  for (const row of pages(db, sql, 'entry_id', ''))
    yield {
      entryId: row.entry_id as string,
      hotListId: row.hot_list_id as string,
      category: row.category as HotListCategory,
      plate: row.plate as string,
      plateState: row.plate_state as string,
      reason: row.reason as string,
      // What was co-signed is matched from then on (430.1¶3/H5).
      addedAt: (row.cosigned_at ?? row.added_at) as string,
      expiresAt: row.expires_at as string,
      reference: row.reference as string,
    };
}
