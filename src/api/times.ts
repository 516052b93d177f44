/** Times as people and cameras write them, turned into the one form in which times are compared here. */
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';

const written = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** ISO 8601 in UTC with milliseconds, or null; a day alone is its beginning in UTC. */
export const utcOf = (text: unknown): string | null => {
  const [, year, month, day] = (typeof text === 'string' && written.exec(text)) || [];
  if (year === undefined) return null;
  // Date would take the 30th of February for the 2nd of March.
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return null;
  const at = new Date(text as string);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
};

/** A time with its offset; what is not one is left as it is, for the message to name the field. */
export const Instant = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) => utcOf(value) ?? value),
    Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, {
      message: '$property must be a time with its offset, such as 2026-11-24T09:30:00-08:00',
    }),
  );
