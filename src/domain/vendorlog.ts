/** The vendor's own audit log, imported again and again: a row that vanished or changed since is a finding (D26). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { administration } from './standing.js';

/** Digits in front of what a row says, that tell by which columns it says it. */
const HEADER = 8;

/** A row, known by what it is about (who searched when) and by all that it says; short digests, hex. */
export type LogRow = { readonly about: string; readonly says: string };

// Stored for good: never rename, only add.
export type VendorLogImported = Event<
  'VendorLogImported',
  {
    readonly dataStoreId: string;
    readonly file: string;
    /** SHA-256 of the header, and how many columns it has. */
    readonly header: string;
    readonly columns: number;
    readonly rows: number;
    readonly first: string | null;
    readonly last: string | null;
  },
  { readonly columnNames: readonly string[]; readonly rows: readonly string[] }
>;
export type VendorLogDiscrepancy = Event<
  'VendorLogDiscrepancy',
  {
    readonly dataStoreId: string;
    readonly file: string;
    readonly vanished: number;
    readonly changed: number;
    readonly columnsDropped: number;
  },
  { readonly columnNames: readonly string[] }
>;
export type VendorLogEvent = VendorLogImported | VendorLogDiscrepancy;

/** A row of the file with the time of the search, ISO 8601, UTC. */
export type ImportedRow = LogRow & { readonly at: string };
export type ImportVendorLog = Command<
  'ImportVendorLog',
  {
    readonly dataStoreId: string;
    readonly file: string;
    readonly header: string;
    readonly columnNames: readonly string[];
    readonly rows: readonly ImportedRow[];
    /** Found by the shell. */
    readonly storeRegistered: boolean;
  }
>;

export type VendorLogState = {
  readonly files: readonly string[];
  readonly columns: readonly string[];
  /** Time of the search and what the row is about → all that it says; of every row ever imported. */
  readonly rows: ReadonlyMap<string, string>;
};

/** `2026-11-23T08:00:00.000Z about says`, as it is kept. */
const written = ({ at, about, says }: ImportedRow): string => `${at} ${about} ${says}`;

const withRows = (rows: ReadonlyMap<string, string>, kept: readonly string[]): ReadonlyMap<string, string> => {
  const all = new Map(rows);
  for (const row of kept) {
    const end = row.lastIndexOf(' ');
    all.set(row.slice(0, end), row.slice(end + 1));
  }
  return all;
};

/** Of the rows known of the time that the file covers, those that it lacks and those that it tells otherwise. */
const compared = (
  known: ReadonlyMap<string, string>,
  rows: readonly ImportedRow[],
): { readonly vanished: number; readonly changed: number } => {
  const told = new Map(rows.map((row) => [`${row.at} ${row.about}`, row.says]));
  const [first = '', last = ''] = [rows[0]?.at, rows.at(-1)?.at];
  let vanished = 0;
  let changed = 0;
  for (const [key, says] of known) {
    const at = key.slice(0, key.indexOf(' '));
    if (at < first || at > last) continue;
    const now = told.get(key);
    if (now === undefined) vanished += 1;
    // Rows told by other columns cannot be compared; that the columns are others is told by itself.
    else if (now !== says && now.slice(0, HEADER) === says.slice(0, HEADER)) changed += 1;
  }
  return { vanished, changed };
};

const imported = ({ command: { data }, state }: Case<ImportVendorLog, VendorLogState>): readonly VendorLogEvent[] => {
  const { dataStoreId, file, header, columnNames } = data;
  if (state.files.includes(file)) return [];
  const rows = data.rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const keep = { class: 'access-record', unit: dataStoreId } as const;
  const told: VendorLogImported = {
    type: 'VendorLogImported',
    data: {
      dataStoreId,
      file,
      header,
      columns: columnNames.length,
      rows: rows.length,
      first: rows[0]?.at ?? null,
      last: rows.at(-1)?.at ?? null,
    },
    sealed: { columnNames, rows: rows.map(written) },
    keep,
  };
  const { vanished, changed } = compared(state.rows, rows);
  const dropped = state.columns.filter((name) => !columnNames.includes(name));
  if (vanished + changed + dropped.length === 0) return [told];
  const found = { dataStoreId, file, vanished, changed, columnsDropped: dropped.length };
  return [told, { type: 'VendorLogDiscrepancy', data: found, sealed: { columnNames: dropped }, keep }];
};

export const vendorLog: Decider<ImportVendorLog, VendorLogState, VendorLogEvent> = {
  category: 'vendorlog',
  stream: ({ data }) => `vendorlog-${data.dataStoreId}`,
  initial: { files: [], columns: [], rows: new Map() },
  evolve: (state, event) => {
    if (event.type !== 'VendorLogImported') return state;
    return {
      files: [...state.files, event.data.file],
      columns: event.sealed?.columnNames ?? state.columns,
      rows: withRows(state.rows, event.sealed?.rows ?? []),
    };
  },
  on: {
    ImportVendorLog: {
      rules: [
        ...administration,
        rule(
          '430.3(b)',
          'R-STORE-UNKNOWN',
          'the vendor’s data store is on the register',
          ({ command }) => command.data.storeRegistered,
          'Register the data store first.',
        ),
        rule(
          '430.9(d)',
          'R-LOG-EMPTY',
          'the vendor’s log holds at least one search',
          ({ command }) => command.data.rows.length > 0,
          'Send the log with its rows.',
        ),
      ],
      events: imported,
    },
  },
};
