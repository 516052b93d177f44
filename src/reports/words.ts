/** Text as it may stand on paper: harmless whatever was typed, and numbers and times as a reader expects them. */

const spaces = /[\s\p{Z}]+/gu;
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;
/** Accents that no letter would take up: stacked, they would climb over the lines above, and break the layout. */
const loose = /\p{M}/gu;
/** Writing that runs from left to right and needs no shaping; any other could turn a line around. */
const straight = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]/u;

/**
 * One line of printable text: no control or direction marks, no line ends, no more than `longest` characters.
 * What the font has no glyph for becomes a question mark, because an archival PDF may not show an undefined glyph.
 */
export const printable = (text: string, has: (codePoint: number) => boolean, longest = 1200): string => {
  const plain = text
    .replace(/[\t\n\r\v\f\u2028\u2029]/g, ' ')
    .replace(invisible, '')
    .normalize('NFC')
    .replace(loose, '')
    .replace(spaces, (space) => (space.includes('\u00a0') ? '\u00a0' : ' '))
    .trim();
  const shown = [...plain].map((one) => (straight.test(one) && has(one.codePointAt(0)!) ? one : '?'));
  return shown.length > longest ? `${shown.slice(0, longest - 1).join('')}…` : shown.join('');
};

/** What stands where there is no figure. */
export const nothing = '–';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** `1234567` as `1,234,567`. */
export const number = (value: number | null): string => (value === null ? nothing : grouped.format(value));

/** A share in percent, small ones to the hundredth, never rounded up to all or down to none. */
export const percent = (share: number | null): string => {
  if (share === null) return nothing;
  if (share > 0 && share < 0.00005) return 'under 0.01%';
  if (share < 1 && share > 0.9995) return 'over 99.9%';
  return `${(share * 100).toFixed(share > 0 && share < 0.00995 ? 2 : 1)}%`;
};

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** Seconds as `8.4 s`, `2 min 5 s`, `3 h 20 min` or `2 d 4 h`. */
export const duration = (seconds: number | null): string => {
  if (seconds === null) return nothing;
  if (seconds < 60) return `${number(Math.round(seconds * 10) / 10)}\u00a0s`;
  const whole = Math.round(seconds);
  const first = units.findIndex(([, size]) => whole >= size);
  const [unit, size] = units[first]!;
  const [smaller, part] = units[first + 1]!;
  const rest = Math.floor((whole % size) / part);
  const main = `${number(Math.floor(whole / size))}\u00a0${unit}`;
  return rest === 0 ? main : `${main} ${rest}\u00a0${smaller}`;
};

/** `police-officer` as `Police officer`. */
export const title = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A time to the second, in UTC, so that it can be held against the ledger. */
export const moment = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;

/** The same to the minute, for columns whose head says that times are UTC. */
export const minute = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)}`;

/** A day as the department writes it. */
export const longDay = (at: string, timeZone: string, shift = 0): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone }).format(Date.parse(at) + shift);

/** A long digest in groups of eight, so that an eye can compare it. */
export const grouping = (hex: string): string => hex.replace(/(.{8})(?=.)/g, '$1 ');

/** `1 hit`, `2 hits`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;
