/** A vendor's audit log as CSV, by its header: columns come and go (formats 6.3), so none but the time is demanded. */
import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { Malformed } from './malformed.js';

export type LogRow = {
  /** Time of the search, ISO 8601, UTC. */
  readonly at: string;
  /** Digest of who searched when, and of the whole row by its columns' names; hex. */
  readonly about: string;
  readonly says: string;
};
export type ParsedLog = {
  /** SHA-256 of the file and of its header, hex. */
  readonly file: string;
  readonly header: string;
  readonly columnNames: readonly string[];
  readonly rows: readonly LogRow[];
};

/** Rows of one file at most; a month of a large agency is sent in parts. */
const MOST_ROWS = 10_000;
const LARGEST_FILE = 10_000_000;
/** Hexadecimal digits kept of a row's digests. */
const ABOUT = 16;
const SAYS = 24;
/** In front of what a row says: by which columns it says it, for only rows of the same columns are compared. */
const HEADER = 8;

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

const times = ['search time', 'searched at', 'time', 'timestamp', 'search date'];
const who = ['name', 'user', 'username', 'officer', 'officer name', 'org name', 'agency', 'organization'];

/** A time with its offset; one without is taken in UTC only when the file says so in its column's name. */
const timeOf = (text: string, column: string): string | null => {
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim());
  if (!iso) return null;
  const [, date, clock, offset] = iso;
  if (!offset && !/utc/.test(column)) return null;
  const at = new Date(`${date}T${clock}${offset ?? 'Z'}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
};

const recordsOf = (text: string): string[][] => {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Malformed('The file is not CSV', 'file', 'Save the vendor’s log as CSV anew.');
  }
};

/**
 * Reads a vendor's log. Of its cells only digests are kept, in which a redacted cell and an empty one differ.
 * @throws Malformed when there is no time of the search, a row without one, or the file is too large
 */
export const parseVendorLog = (bytes: Uint8Array): ParsedLog => {
  if (bytes.length > LARGEST_FILE) throw new Malformed('The file is too large', 'file', 'Send it in parts, by month.');
  const [header = [], ...records] = recordsOf(Buffer.from(bytes).toString('utf8'));
  const columnNames = header.map(plain);
  const timed = columnNames.findIndex((name) => times.includes(name.replace(/ utc$/, '')));
  if (timed < 0)
    throw new Malformed('No column says when it was searched', 'header', `Name one of them ${times.join(', ')}.`);
  if (new Set(columnNames).size !== columnNames.length)
    throw new Malformed('A column stands twice', 'header', 'Export the log anew.');
  if (records.length > MOST_ROWS) throw new Malformed('There are too many rows', 'file', `${MOST_ROWS} at a time.`);
  const names = columnNames.map((name, index) => ({ name, index })).filter(({ name }) => who.includes(name));
  const headerDigest = sha256(JSON.stringify(columnNames));
  const alike = new Map<string, number>();
  const rows = records.map((cells, line) => {
    const at = timeOf(cells[timed] ?? '', columnNames[timed]!);
    if (at === null)
      throw new Malformed(
        'A time is none, or has no offset',
        `line ${line + 2}`,
        'Write it as 2026-11-24T09:30:00-08:00.',
      );
    const subject = JSON.stringify([at, ...names.map(({ name, index }) => [name, cells[index] ?? null])]);
    // Two searches of one person in one second are told apart by their order.
    const nth = (alike.get(subject) ?? 0) + 1;
    alike.set(subject, nth);
    const about = sha256(`${nth} ${subject}`);
    const says = sha256(JSON.stringify(columnNames.map((name, index) => [name, cells[index] ?? null])));
    return { at, about: about.slice(0, ABOUT), says: `${headerDigest.slice(0, HEADER)}${says.slice(0, SAYS)}` };
  });
  return { file: sha256(bytes), header: headerDigest, columnNames, rows };
};
