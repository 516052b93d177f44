/** Nothing personal in clear: every string of a line must have a shape that a plate, a name or a place cannot have. */

/** The line holds something in clear that has no place there; `path` says where. The value itself is not repeated. */
export class PersonalInClear extends Error {
  readonly code = 'personal-in-clear';
  constructor(readonly path: string) {
    super(`The ledger keeps in clear only identifiers, digests, times, codes and whole numbers; ${path} is none.`);
  }
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
// No year before this program: a date of birth is personal too.
const day = '20[2-9]\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const clause = '430\\.\\d{1,2}[A-Z]?(?:\\([a-z]\\)){0,2}(?:¶(?:\\d{1,2}|[A-Z]|last))?(?:[./][A-Z]?\\d{0,2}[a-z]?)?';
const words = '[a-z]{1,24}(?:-[a-z]{1,24}){0,5}';

const isUuid = new RegExp(`^${uuid}$`);
const isDigest = /^[0-9a-f]{64}$/;
const isTime = new RegExp(`^${day}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-6]\\d(?:\\.\\d{1,3})?Z$`);

/** The shapes that repeat; one alternation, tried only for strings not seen before. */
const shapes = [
  // Codes and their paths: `hot-list`, `image/jpeg`.
  `${words}(?:/${words}){0,2}`,
  // Dates, alone or as stream and key names end: `2026-11-23`, `access-record/2026-11-23#0`.
  `(?:${words}/)?${day}(?:#\\d)?`,
  // Quarters: `2026-q4`.
  '20\\d\\d-q[1-4]',
  // Streams: `hit-<uuid>`, `detection-<uuid>-20261123`, `retention-hit-20261123`.
  `${words}(?:-${uuid})?(?:-20[2-9]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))?`,
  // Digests and what they pin: `sha256:<hex>`, `psp-430@sha256:<hex>`.
  `(?:${words}(?:-\\d{3})?@)?sha256:[0-9a-f]{64}`,
  'psp-430',
  // Clauses as the policy's table names them: `430.6(k).3`, `430.4U(a)`, `430.1¶3/H11`, `430.9¶last`.
  clause,
  // Refusal codes, alone or behind their clause: `R-UNCONFIRMED`, `430.11.2a R-TRAINING:CLETS`.
  `(?:${clause} )?R-(?:[A-Z]{2,24}|52)(?:-[A-Z]{1,24}){0,5}(?::(?:CLETS|ALPR|POST))?`,
  // Versions of programs and models.
  '\\d{1,2}\\.\\d{1,2}\\.\\d{1,2}',
  // The algorithm of a seal, and the trainings that the policy itself abbreviates.
  'A256GCM|CLETS|ALPR|POST',
].join('|');
const hasShape = new RegExp(`^(?:${shapes})$`);

/** Names of types and actions, allowed only under these members, because a surname is PascalCase too. */
const typeName = /^(?:[A-Z][a-z]+){1,8}$/;
const typeMembers = new Set(['type', 'action']);

/** Lists of the names of members, such as the elements a query used. */
const listsOfMembers = new Set(['elements']);

const memberName = /^[a-z][A-Za-z]{0,39}$/;
/** Members that could hold nothing else, whatever the shape: a plate of letters only, coordinates as whole numbers. */
const personalMembers = new Set(
  [
    'plate',
    'lat',
    'latitude',
    'lon',
    'lng',
    'long',
    'longitude',
    'coordinates',
    'name',
    'phone',
    'email',
    'address',
  ].flatMap((name) => [name, `${name}s`]),
);

/** Verdicts of strings and member names that repeat; bounded, and only good ones, which hold nothing personal. */
const SEEN = 4096;
const seen = new Set<string>();
const seenMembers = new Set<string>();
const remember = (set: Set<string>, text: string): true => {
  if (set.size >= SEEN) set.clear();
  set.add(text);
  return true;
};

const isClear = (text: string, member: string): boolean => {
  switch (text.length) {
    case 36:
      if (isUuid.test(text)) return true;
      break;
    case 64:
      if (isDigest.test(text)) return true;
      break;
    case 20:
    case 24:
      if (isTime.test(text)) return true;
  }
  if (seen.has(text)) return true;
  if (text.length <= 160 && hasShape.test(text)) return remember(seen, text);
  if (typeMembers.has(member)) return typeName.test(text);
  return listsOfMembers.has(member) && memberName.test(text);
};

const isMember = (name: string): boolean =>
  seenMembers.has(name) || (memberName.test(name) && !personalMembers.has(name) && remember(seenMembers, name));

const walk = (value: unknown, member: string, path: string): void => {
  switch (typeof value) {
    case 'string':
      if (!isClear(value, member)) throw new PersonalInClear(path);
      return;
    case 'number':
      if (!Number.isSafeInteger(value)) throw new PersonalInClear(path);
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) for (const item of value) walk(item, member, path);
      else walkMembers(value as Record<string, unknown>, path);
  }
};

const walkMembers = (value: Record<string, unknown>, path: string, except?: string): void => {
  for (const name in value) {
    if (name === except) continue;
    // A member's name can be personal itself, so it is not repeated either.
    if (!isMember(name)) throw new PersonalInClear(`a member of ${path}`);
    walk(value[name], name, path.length < 200 ? `${path}.${name}` : path);
  }
};

/**
 * Refuses what may not stand in clear: every string must be an identifier, a digest, a UTC time or date, a clause, a
 * code in lower-case words without digits, a stream or key name; every number a safe integer; every member camelCase.
 * @param path what the value is called in the error
 * @param except the one member of `value` that will not stand in clear
 * @throws PersonalInClear at the first that is not; the error never repeats the value
 */
export const assertNothingPersonal = (value: object, path: string, except?: string): void =>
  walkMembers(value as Record<string, unknown>, path, except);
