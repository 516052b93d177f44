/** Canonical JSON (RFC 8785): one value, one text, so that two parties who hash it meet. */

/** Printable ASCII without quote and backslash: what needs no escaping, which is nearly everything we write. */
const needsNoEscape = /^[ !#-[\]-~]*$/;
/** With the u flag a pair counts as one character, so only a surrogate that stands alone is matched. */
const loneSurrogate = /[\ud800-\udfff]/u;

/** A JSON string. @throws TypeError for a lone surrogate, which has no UTF-8 form (RFC 8785, 3.2.2.2). */
export const canonicalString = (text: string): string => {
  if (needsNoEscape.test(text)) return `"${text}"`;
  if (loneSurrogate.test(text)) throw new TypeError('canonical JSON: a string with a lone surrogate has no UTF-8 form');
  return JSON.stringify(text);
};

type NumberText = (value: number) => string;

const safeInteger: NumberText = (value) => {
  if (!Number.isSafeInteger(value) || Object.is(value, -0))
    throw new TypeError(`canonical JSON: ${value} is not a safe integer`);
  return String(value);
};

/** RFC 8785, 3.2.2.3: numbers as ECMAScript writes them, which also turns -0 into 0. */
const finite: NumberText = (value) => {
  if (!Number.isFinite(value)) throw new TypeError(`canonical JSON: ${value} is not a number`);
  return String(value);
};

const array = (values: readonly unknown[], number: NumberText): string => {
  let text = '[';
  for (let i = 0; i < values.length; i += 1) text += (i ? ',' : '') + write(values[i], number);
  return `${text}]`;
};

const object = (value: object, number: NumberText): string => {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new TypeError('canonical JSON: only plain objects and arrays');
  // The default order of sort() is that of UTF-16 code units, as RFC 8785, 3.2.3 asks.
  const keys = Object.keys(value).sort();
  let text = '{';
  for (const key of keys) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    text += `${text.length > 1 ? ',' : ''}${canonicalString(key)}:${write(member, number)}`;
  }
  return `${text}}`;
};

const write = (value: unknown, number: NumberText): string => {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? array(value, number) : object(value, number);
    default:
      throw new TypeError(`canonical JSON: a ${typeof value} has no JSON form`);
  }
};

/**
 * Canonical JSON of null, booleans, well-formed strings, safe integers, arrays and plain objects. Members that are
 * undefined are left out, as JSON.stringify does.
 * @throws TypeError for anything else, fractions included: what is hashed holds integers with a unit
 */
export const canonical = (value: unknown): string => write(value, safeInteger);

/** The same for what is about to be sealed, where coordinates and other fractions are at home. */
export const canonicalSealed = (value: unknown): string => write(value, finite);
