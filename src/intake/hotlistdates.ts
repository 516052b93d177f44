/** Days as the sources of hot lists write them, as times of ours. */
import type { DateForm } from './hotlistmapping.js';

/** A day of a source ends when it ends at the Department: Pacific Standard Time is eight hours behind. */
const dayEnd = (y: string, m: string, d: string): string | null => {
  const start = Date.parse(`${y}-${m}-${d}T08:00:00.000Z`);
  if (Number.isNaN(start) || new Date(start).toISOString().slice(8, 10) !== d) return null;
  return new Date(start + 86_400_000).toISOString();
};

const shapes = {
  YYYYMMDD: /^(\d{4})(\d\d)(\d\d)$/,
  'YYYY-MM-DD': /^(\d{4})-(\d\d)-(\d\d)$/,
  'MM/DD/YYYY': /^(\d\d)\/(\d\d)\/(\d{4})$/,
  MMDDYYYY: /^(\d\d)(\d\d)(\d{4})$/,
} as const;

export const dateOf = (text: string, form: DateForm = 'YYYY-MM-DD'): string | null => {
  const parts = shapes[form].exec(text);
  if (!parts) return null;
  const [, a, b, c] = parts as unknown as [string, string, string, string];
  return form.startsWith('Y') ? dayEnd(a, b, c) : dayEnd(c, a, b);
};

/** An entry ends when the source says so, or earlier where the source vouches for its whole list no longer. */
export const sooner = (end: string | null, life: string | null): string | null =>
  end !== null && life !== null && life < end ? life : end;

export const sinceOf = (end: string | null): string =>
  end === null ? 'unknown' : new Date(Date.parse(end) - 86_400_000).toISOString();
