/** Times as they are typed at the terminal. */
import { Malformed } from '../handlers/errors.js';

/** ISO 8601 of a day or time given with an option, undefined without one. @throws Malformed naming the option */
export const timeGiven = (option: string, text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text);
  if (Number.isNaN(at.getTime()))
    throw new Malformed('That is not a time', option, 'Write it as 2026-11-24 or 2026-11-24T08:00:00Z.');
  return at.toISOString();
};
