/** Reckoning with the times a case is given. The domain never reads a clock; `Date` is forbidden here. */

const iso = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?Z$/;

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Days since 1970-01-01 of a proleptic Gregorian date (Hinnant, "chrono-compatible low-level date algorithms"). */
const daysFromCivil = (year: number, month: number, dayOfMonth: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const civilFromDays = (days: number): readonly [year: number, month: number, dayOfMonth: number] => {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * mp + 2) / 5) + 1];
};

const clockFace = (h: string, mi: string, s: string): boolean => h < '24' && mi < '60' && s < '60';

/** The rules of one case ask for the same few times again and again. */
const remembered = new Map<string, number>();
const REMEMBERED = 256;

/** Milliseconds since 1970 of an ISO 8601 UTC time; NaN when it is not one. */
export const instant = (at: string): number => {
  const known = remembered.get(at);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const reckoned = reckon(at);
  remembered.set(at, reckoned);
  return reckoned;
};

const reckon = (at: string): number => {
  const parts = iso.exec(at);
  if (!parts) return Number.NaN;
  const [, y, mo, d, h, mi, s, ms] = parts;
  const days = daysFromCivil(Number(y), Number(mo), Number(d));
  // A day the calendar does not have comes back as another one.
  const [, month, dayOfMonth] = civilFromDays(days);
  if (month !== Number(mo) || dayOfMonth !== Number(d) || !clockFace(h!, mi!, s!)) return Number.NaN;
  const time = Number(h) * hour + Number(mi) * minute + Number(s) * second + Number((ms ?? '0').padEnd(3, '0'));
  return days * day + time;
};

const two = (n: number): string => String(n).padStart(2, '0');

/** The ISO 8601 UTC text of milliseconds since 1970. */
export const iso8601 = (milliseconds: number): string => {
  const days = Math.floor(milliseconds / day);
  const rest = milliseconds - days * day;
  const [y, m, d] = civilFromDays(days);
  const time = [Math.floor(rest / hour), Math.floor(rest / minute) % 60, Math.floor(rest / second) % 60].map(two);
  return `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}T${time.join(':')}.${String(rest % 1000).padStart(3, '0')}Z`;
};

/** The time that many milliseconds after `at`. */
export const after = (at: string, milliseconds: number): string => iso8601(instant(at) + milliseconds);

/** Milliseconds from one time to another; negative when `to` is earlier. */
export const between = (from: string, to: string): number => instant(to) - instant(from);

/** The UTC day of a time, `yyyymmdd`. */
export const dayOf = (at: string): string => at.slice(0, 10).replaceAll('-', '');
