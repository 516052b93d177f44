/** What else names the units of a day: rows that were exported, releases, and evidence booked from its holds. */
import type { Sqlite } from '../vault/sqlite.js';
import { many, one } from './statements.js';

export type NamedElsewhere = {
  /** Exports in which rows of the day left, and how many rows. */
  readonly exports: number;
  readonly exportedRows: number;
  readonly releases: readonly { readonly id: string; readonly status: string; readonly agencyName: string | null }[];
  readonly evidence: readonly { readonly id: string; readonly propertyNumber: string | null }[];
};

const among = 'in (select value from json_each(?))';

/** What left the house, or is about to, and names units of that day; a purge reaches none of it. */
export const namedElsewhere = (
  db: Sqlite,
  bucket: { readonly class: string; readonly date: string },
  units: readonly string[],
): NamedElsewhere => {
  const list = JSON.stringify(units);
  const exported = one(
    db,
    `select count(distinct s.position) as exports, count(*) as exported from access_seen s
     join accesses a using (position) where a.kind = 'export' and s.row_id ${among}`,
    list,
  );
  const released = many(
    db,
    `select release_id as id, status, agency_name from releases r where items is not null and exists
       (select 1 from json_each(r.items) i where json_extract(i.value, '$.id') ${among}) order by position`,
    list,
  );
  const booked = many(
    db,
    `select package_id as id, property_number from evidence where hold_id in
       (select hold_id from holdings where class = ? and date = ?) order by booked_at`,
    bucket.class,
    bucket.date,
  );
  return {
    exports: (exported?.exports as number | undefined) ?? 0,
    exportedRows: (exported?.exported as number | undefined) ?? 0,
    releases: released.map(({ id, status, agency_name: agencyName }) => ({
      id: id as string,
      status: status as string,
      agencyName: agencyName as string | null,
    })),
    evidence: booked.map(({ id, property_number: propertyNumber }) => ({
      id: id as string,
      propertyNumber: propertyNumber as string | null,
    })),
  };
};
