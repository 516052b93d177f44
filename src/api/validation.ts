/** Requests are taken only in the shape they are described in: an unknown field is an error, and is named. */
import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Malformed } from '../handlers/errors.js';
import { uuid } from './caller.js';

/** Fields named at most in one answer. */
const MOST_FIELDS = 20;
const LONGEST_NAME = 80;

type Field = { readonly field: string; readonly says: readonly string[] };

/** A body with fields missing, unknown or wrong; each is named with what was expected, never with what it held. */
export class MalformedBody extends Malformed {
  constructor(readonly fields: readonly Field[]) {
    super(
      'Fields are missing, unknown or wrong',
      fields.map(({ field }) => field).join(', '),
      `${fields.flatMap(({ says }) => says).join('; ')}.`,
    );
  }
}

const fieldsOf = (errors: readonly ValidationError[], within = ''): Field[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const field = `${within}${property ?? 'body'}`.slice(0, LONGEST_NAME);
    const says = Object.entries(constraints).map(([rule, message]) =>
      rule === 'whitelistValidation' ? `${field} is not a field of this request` : message.slice(0, 2 * LONGEST_NAME),
    );
    return [...(says.length > 0 ? [{ field, says }] : []), ...fieldsOf(children, `${field}.`)];
  });

/** Where a text holds half a character (a lone surrogate): it has no UTF-8 form, and could be kept by no store. */
const halved = (value: unknown, field = 'body'): string | null => {
  if (typeof value === 'string') return /[\ud800-\udfff]/u.test(value) ? field : null;
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = halved(name, field) ?? halved(inner, name.slice(0, LONGEST_NAME));
    if (found !== null) return found;
  }
  return null;
};

class Bodies extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const field = metadata.type === 'body' ? halved(value) : null;
    if (field !== null) throw new MalformedBody([{ field, says: [`${field} holds half a character`] }]);
    return super.transform(value, metadata);
  }
}

export const bodies = new Bodies({
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  transform: true,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => new MalformedBody(fieldsOf(errors).slice(0, MOST_FIELDS)),
});

/** An id in a path. */
@Injectable()
export class Uuid implements PipeTransform<string, string> {
  transform(value: string, { data = 'id' }: { data?: string }): string {
    if (uuid.test(value)) return value.toLowerCase();
    throw new Malformed('This is not an id', data, 'Use the UUID you were given.');
  }
}

/** The fields that were given, as plain data: a class instance carries also those that were not. */
export const given = <Body extends object>(body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== null)) as Body;
