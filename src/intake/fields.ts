/** Taking members out of a body nobody vouches for: each is what it must be, or the body is refused by its name. */
import { Malformed } from './malformed.js';

export type Body = Readonly<Record<string, unknown>>;

const wrong = (where: string, must: string): Malformed =>
  new Malformed('A member is not what its format says', where, `${where} must be ${must}.`);

/** The body as an object. */
export const objectOf = (value: unknown, where: string): Body => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw wrong(where, 'an object');
  return value as Body;
};

/** A list of objects; absent is empty. */
export const listOf = (body: Body, name: string, most = 1_000): Body[] => {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || value.length > most) throw wrong(name, `a list of at most ${most}`);
  return value.map((one) => objectOf(one, name));
};

/** A text, or null when it is absent or empty. */
export const textOf = (body: Body, name: string, longest = 200): string | null => {
  const value = body[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string' || value.length > longest) throw wrong(name, `a text of at most ${longest} characters`);
  return value;
};

/** A number within bounds, or null when it is absent; some agents send it as text. */
export const numberOf = (body: Body, name: string, [least, most]: readonly [number, number]): number | null => {
  const given = body[name];
  if (given === undefined || given === null || given === '') return null;
  const value = typeof given === 'string' ? Number(given) : given;
  if (typeof value !== 'number' || !(value >= least && value <= most))
    throw wrong(name, `a number from ${least} to ${most}`);
  return value;
};

/** A time in milliseconds since 1970, as ISO 8601. */
export const timeOf = (body: Body, name: string): string => {
  // 2001 to 2100: seconds instead of milliseconds would be a time in 1970, and a wrong date of capture.
  const value = numberOf(body, name, [1e12, 4.1e12]);
  if (value === null) throw wrong(name, 'a time in milliseconds since 1970');
  return new Date(Math.trunc(value)).toISOString();
};

/** Bytes of one picture at most, decoded. */
export const LARGEST_PICTURE = 4 * 1024 * 1024;

/** A JPEG in base64, or null when it is absent. */
export const jpegOf = (body: Body, name: string): Uint8Array | null => {
  const value = body[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string' || value.length > Math.ceil(LARGEST_PICTURE / 3) * 4)
    throw wrong(name, `a JPEG in base64 of at most ${LARGEST_PICTURE} bytes`);
  if (!/^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(value)) throw wrong(name, 'base64');
  const bytes = Buffer.from(value, 'base64');
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw wrong(name, 'a JPEG');
  return bytes;
};
