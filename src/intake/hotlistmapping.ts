/** How a hot-list file is laid out: a mapping, given as JSON, from its columns to what an entry names. */
import { Malformed } from './malformed.js';

/** What a row may tell of an entry. Whatever is not mapped is not read. */
export const hotListFields = [
  'plate',
  'state',
  'file',
  'category',
  'reason',
  'reference',
  'expires',
  'issuingBody',
  'requestingAgency',
  'offence',
  'sourceDate',
  'individual',
] as const;
export type HotListField = (typeof hotListFields)[number];

export type DateForm = 'YYYYMMDD' | 'YYYY-MM-DD' | 'MM/DD/YYYY' | 'MMDDYYYY';
const dateForms: readonly DateForm[] = ['YYYYMMDD', 'YYYY-MM-DD', 'MM/DD/YYYY', 'MMDDYYYY'];

/** Where a field stands, and what its text means. */
export type Place = {
  /** Name of the column, or its number from 1. */
  readonly column?: string | number;
  /** In a fixed-width file: first and last character, from 1. */
  readonly from?: number;
  readonly to?: number;
  /** The same for every row. */
  readonly constant?: string;
  /** Code of the file → what it means here; a code that is not listed is quarantined. */
  readonly codes?: Readonly<Record<string, string>>;
  readonly date?: DateForm;
};

export type Mapping = {
  readonly name: string;
  readonly format: 'delimited' | 'fixed-width';
  readonly delimiter: string;
  /** The first line holds the names of the columns. */
  readonly header: boolean;
  readonly encoding: 'utf8' | 'latin1';
  /** Days an entry lives at most: a source that sends its whole list daily vouches for no more. */
  readonly lifeDays: number | null;
  readonly fields: Readonly<Partial<Record<HotListField, Place>>>;
};

type Given = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const whole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

const unknownMembers = (given: Given, known: readonly string[], where: string): string[] =>
  Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => `${where}${name.slice(0, 40)} is not known; known are ${known.join(', ')}`);

const placeMembers = ['column', 'from', 'to', 'constant', 'codes', 'date'];

/** All that is wrong with where a field stands. */
const placeFaults = (place: unknown, field: string, format: unknown): string[] => {
  const at = `fields.${field}`;
  if (!isObject(place))
    return [`${at} must say where it stands: {"column": …}, {"from": …, "to": …} or {"constant": …}`];
  const { column, from, to, constant, codes, date } = place;
  const positioned = from !== undefined || to !== undefined;
  const ways = [column !== undefined, positioned, constant !== undefined].filter(Boolean).length;
  const isColumn = typeof column === 'string' ? column !== '' : whole(column, 1, 1000);
  return [
    ...unknownMembers(place, placeMembers, `${at}.`),
    ...(ways === 1 ? [] : [`${at} must name a column, a from and to, or a constant, and one of them only`]),
    ...(column === undefined || isColumn ? [] : [`${at}.column must be a name or a number from 1`]),
    ...(column !== undefined && format === 'fixed-width' ? [`${at} must give from and to in a fixed-width file`] : []),
    ...(positioned && format === 'delimited' ? [`${at} must give a column in a delimited file`] : []),
    ...(positioned && !(whole(from, 1, 10_000) && whole(to, from, 10_000))
      ? [`${at}.from and .to must be numbers from 1, and to not before from`]
      : []),
    ...(constant === undefined || typeof constant === 'string' ? [] : [`${at}.constant must be text`]),
    ...(codes === undefined || (isObject(codes) && Object.values(codes).every((one) => typeof one === 'string'))
      ? []
      : [`${at}.codes must map texts to texts`]),
    ...(date === undefined || (dateForms as readonly unknown[]).includes(date)
      ? []
      : [`${at}.date must be one of ${dateForms.join(', ')}`]),
  ];
};

const members = ['name', 'format', 'delimiter', 'header', 'encoding', 'lifeDays', 'fields'];

const faultsOf = (given: Given): string[] => {
  const { name, format, delimiter, header, encoding, lifeDays, fields } = given;
  const placed = isObject(fields) ? fields : {};
  const missing = (['plate', 'state', 'reason', 'reference'] as const).filter((field) => !(field in placed));
  return [
    ...unknownMembers(given, members, ''),
    ...(typeof name === 'string' && name !== '' ? [] : ['name must say what the mapping is for']),
    ...(format === 'delimited' || format === 'fixed-width' ? [] : ['format must be delimited or fixed-width']),
    ...(delimiter === undefined || (typeof delimiter === 'string' && delimiter.length === 1 && delimiter !== '"')
      ? []
      : ['delimiter must be one character']),
    ...(header === undefined || typeof header === 'boolean' ? [] : ['header must be true or false']),
    ...(encoding === undefined || encoding === 'utf8' || encoding === 'latin1'
      ? []
      : ['encoding must be utf8 or latin1']),
    ...(lifeDays === undefined || lifeDays === null || whole(lifeDays, 1, 365)
      ? []
      : ['lifeDays must be a number of days, 1 to 365']),
    ...(isObject(fields) ? [] : ['fields must say where each field stands']),
    ...unknownMembers(placed, hotListFields, 'fields.'),
    ...missing.map((field) => `fields.${field} is missing`),
    ...('category' in placed || 'file' in placed
      ? []
      : ['fields must map category or file: what the entry is sought for']),
    ...('expires' in placed || lifeDays ? [] : ['either fields.expires or lifeDays must say when an entry ends']),
    ...Object.entries(placed).flatMap(([field, place]) =>
      (hotListFields as readonly string[]).includes(field) ? placeFaults(place, field, format) : [],
    ),
  ];
};

/** Where JSON stops being JSON: the parser tells a position, people want a line. */
const lineOf = (text: string, message: string): number => {
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
  return text.slice(0, position).split('\n').length;
};

/**
 * The mapping that a JSON text describes.
 * @throws Malformed with everything that is wrong with it
 */
export const parseMapping = (text: string): Mapping => {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const line = lineOf(text, (error as Error).message);
    const problem = { line, what: 'this is not JSON' };
    throw new Malformed('The mapping is not JSON', `line ${line}`, 'Mend it there, and send it again.', [problem]);
  }
  const faults = isObject(given) ? faultsOf(given) : ['it must be an object'];
  if (faults.length > 0)
    throw new Malformed(
      `The mapping is wrong: ${faults.join('; ')}`,
      'mapping',
      'Compare it with demo/hotlists/ncic-like.mapping.json.',
      faults.map((what) => ({ line: 0, what })),
    );
  const { name, format, delimiter = ',', header = true, encoding = 'utf8', lifeDays = null, fields } = given as Mapping;
  return { name, format, delimiter, header: format === 'delimited' && header, encoding, lifeDays, fields };
};
