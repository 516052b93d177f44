/** A local hot list as a CSV file: it is taken whole or not at all, and every fault is named by its line. */
import { CsvError, parse } from 'csv-parse/sync';
import type { HotListCategory } from '../domain/policy/categories.js';
import { LONGEST_PLATE } from './canonical.js';
import { Malformed, type Problem, sayable } from './malformed.js';
import { stateOf } from './states.js';

export const hotListColumns = ['plate', 'state', 'category', 'reason', 'reference', 'expires'] as const;
/** What some categories of 430.1¶3 must name beside the reference; a file may leave the columns out. */
export const optionalColumns = ['issuing_body', 'requesting_agency', 'offence', 'source_date', 'individual'] as const;

/** The type has it agree with the policy's own list of reasons (430.1¶3). */
const categories: Readonly<Record<HotListCategory, true>> = {
  'arrest-warrant': true,
  'missing-person': true,
  'amber-alert': true,
  'stolen-vehicle': true,
  'involved-in-crime': true,
  'unlicensed-driver': true,
  'expired-registration': true,
  'restraining-order': true,
  'movement-order': true,
  'wanted-person': true,
  'watch-list': true,
};

export type HotListLine = {
  /** In the file, from 1; the header is line 1. */
  readonly line: number;
  readonly plate: string;
  /** USPS code, or `unknown`. */
  readonly plateState: string;
  readonly category: HotListCategory;
  readonly reason: string;
  readonly reference: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly issuingBody: string | null;
  readonly requestingAgency: string | null;
  readonly offence: string | null;
  readonly sourceDate: string | null;
  readonly individualSpecific: boolean;
};

/** Characters of a file at most, and faults told at most. */
const LARGEST_FILE = 30_000_000;
const MOST_PROBLEMS = 100;
const LONGEST_TEXT = 500;

type Cells = Readonly<Record<(typeof hotListColumns)[number], string>> &
  Readonly<Partial<Record<(typeof optionalColumns)[number], string>>>;
type Row = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** Names where the file stops being CSV; the library's own message may repeat what stands there. */
const rowsOf = (text: string): Row[] => {
  const delimiter = (/^[^\r\n]*/.exec(text)?.[0] ?? '').includes(';') ? ';' : ',';
  try {
    const options = { bom: true, info: true, delimiter, relax_column_count: true, skip_empty_lines: true, trim: true };
    return parse(text, options) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    const problem = { line, what: 'a quotation mark stands where none may, or does not end' };
    throw new Malformed('The file is not CSV', `line ${line}`, 'Save it as CSV anew.', [problem]);
  }
};

const headerOf = (row: Row | undefined): string[] => {
  const header = (row?.record ?? []).map((name) => name.toLowerCase());
  const missing = hotListColumns.filter((name) => !header.includes(name));
  const known: readonly string[] = [...hotListColumns, ...optionalColumns];
  const unknown = header.filter((name) => !known.includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  const faults = [
    ...missing.map((name) => `the column ${name} is missing`),
    ...unknown.map((name) => `the column ${sayable(name)} is not of this format`),
    ...twice.map((name) => `the column ${sayable(name)} stands twice`),
  ];
  if (faults.length > 0)
    throw new Malformed(
      `The columns are wrong: ${faults.join('; ')}`,
      'line 1',
      `Give these columns: ${hotListColumns.join(', ')}; and, where needed, ${optionalColumns.join(', ')}.`,
      faults.map((what) => ({ line: 1, what })),
    );
  return header;
};

/** Pacific Standard Time is eight hours behind; a list that ends on a day ends when that day does at the Department. */
const midnight = 'T08:00:00.000Z';

const expiryOf = (text: string): string | null => {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    const start = Date.parse(`${text}${midnight}`);
    // Date.parse refuses a month of 13, and takes 31 February for 3 March.
    if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(text)) return null;
    return new Date(start + 86_400_000).toISOString();
  }
  const time = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
};

const isPlate = (text: string): boolean => /^[A-Z0-9]+$/.test(text) && text.length <= LONGEST_PLATE;
const isCategory = (text: string): text is HotListCategory => Object.hasOwn(categories, text);

const moreOf = ({ issuing_body, requesting_agency, offence, source_date, individual }: Partial<Cells>) => ({
  issuingBody: issuing_body || null,
  requestingAgency: requesting_agency || null,
  offence: offence || null,
  // The day as it began: what is asked is how old the record is.
  sourceDate: /^\d{4}-\d\d-\d\d$/.test(source_date ?? '') ? `${source_date}T00:00:00.000Z` : null,
  individualSpecific: /^(y|yes|true|1)$/i.test(individual ?? ''),
});

/** The row as an entry, or all that is wrong with it. */
const lineOf = (
  { plate, state, category, reason, reference, expires, ...more }: Cells,
  line: number,
): HotListLine | string[] => {
  const text = plate.toUpperCase().replaceAll(/[\s-]/g, '');
  const plateState = state === '' || state.toLowerCase() === 'unknown' ? 'unknown' : stateOf(state);
  const kind = category.toLowerCase();
  const expiresAt = expiryOf(expires);
  const faults = [
    ...(isPlate(text) ? [] : [`plate must be 1 to ${LONGEST_PLATE} letters and digits`]),
    ...(plateState ? [] : ['state must be a USPS code such as CA, or unknown']),
    ...(isCategory(kind) ? [] : [`category must be one of ${Object.keys(categories).join(', ')}`]),
    ...(reason === '' ? ['reason is missing'] : []),
    ...(reference === '' ? ['reference is missing'] : []),
    ...([reason, reference].some(({ length }) => length > LONGEST_TEXT) ? ['reason or reference is too long'] : []),
    ...(expiresAt ? [] : ['expires must be a date such as 2026-12-31, or a time with its zone']),
  ];
  if (faults.length > 0 || !plateState || !expiresAt || !isCategory(kind)) return faults;
  return { line, plate: text, plateState, category: kind, reason, reference, expiresAt, ...moreOf(more) };
};

const cellsOf = (header: readonly string[], record: readonly string[]): Cells =>
  Object.fromEntries(header.map((name, index) => [name, record[index] ?? ''])) as Cells;

/** An entry listed twice would alert twice. */
const repeats = (lines: readonly HotListLine[]): Problem[] => {
  const first = new Map<string, number>();
  return lines.flatMap(({ line, plate, plateState, category, reference }) => {
    const key = [plate, plateState, category, reference].join('\n');
    const before = first.get(key);
    if (before !== undefined) return [{ line, what: `says the same as line ${before}` }];
    first.set(key, line);
    return [];
  });
};

const refuse = (problems: readonly Problem[]): never => {
  const told = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length > told.length ? `; and ${problems.length - told.length} more` : '';
  throw new Malformed(
    `Nothing was imported: ${told.map(({ line, what }) => `line ${line}: ${what}`).join('; ')}${more}`,
    `line ${told.map(({ line }) => line).join(', ')}`,
    'Correct these lines and send the whole file again.',
    problems,
  );
};

/**
 * The entries of a file, in its order.
 * @throws Malformed with every fault of every line; then nothing may be imported
 */
export const parseHotListCsv = (raw: string | Uint8Array): HotListLine[] => {
  const text = typeof raw === 'string' ? raw : new TextDecoder().decode(raw);
  if (text.length > LARGEST_FILE)
    throw new Malformed('The file is too large', 'file', `Split it into files of ${LARGEST_FILE} characters at most.`);
  const [first, ...rows] = rowsOf(text);
  const header = headerOf(first);
  const lines: HotListLine[] = [];
  const problems: Problem[] = [];
  for (const { record, info } of rows) {
    const line = info.lines;
    const wide = record.length === header.length ? [] : [`has ${record.length} cells instead of ${header.length}`];
    const read = wide.length > 0 ? wide : lineOf(cellsOf(header, record), line);
    if (Array.isArray(read)) problems.push(...read.map((what) => ({ line, what })));
    else lines.push(read);
  }
  problems.push(...repeats(lines));
  if (problems.length > 0) refuse(problems.toSorted((a, b) => a.line - b.line));
  return lines;
};
