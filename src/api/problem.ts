/** What goes back when it did not go well: a problem document (RFC 9457) for each kind of failure. None echoes. */
import { HttpException } from '@nestjs/common';
import { clauseText } from '../domain/policy/clauses.js';
import { Busy, Conflict, Malformed, Unavailable } from '../handlers/errors.js';
import { type Receipt, Refused } from '../handlers/orders.js';
import type { Door } from './doors.js';

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly [more: string]: unknown;
};
export type Response = { readonly problem: Problem; readonly headers: Readonly<Record<string, string>> };

/** No credential, or none that is valid. `detail` says no more than that. */
export class Unknown extends Error {
  readonly code = 'unknown';
  constructor(
    readonly door: Door,
    readonly detail = 'The credential is missing, wrong, or no longer valid.',
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }
}

/** A browser showed its session on behalf of a page that is none of ours. */
export class Foreign extends Error {
  readonly code = 'foreign';
}

/** Seconds after which it makes sense to ask a store again that could not be reached. */
const STORE_RETRY_SECONDS = 5;

const problem = (status: number, name: string, title: string, detail: string, more = {}, headers = {}): Response => ({
  problem: { type: `urn:alpr-ledger:problem:${name}`, title, status, detail, ...more },
  headers,
});

const refused = ({ recorded, refused: broken, commandId }: Receipt): Response =>
  problem(
    403,
    'refused',
    'The policy does not allow this',
    broken.map(({ clause, requires }) => `${clause}: ${requires}`).join('; '),
    {
      clauses: broken.map(({ clause, code, requires, remedy }) => ({
        clause,
        code,
        requires,
        text: clauseText(clause),
        remedy,
      })),
      receipt: recorded[0]?.id ?? commandId,
    },
  );

/** The disk is full or fails: what was to be written beside the ledger, keys and pictures, could not be. */
const disk = /^(ENOSPC|EDQUOT|EIO|EROFS|SQLITE_(FULL|IOERR|READONLY|CANTOPEN).*)$/;
const isDisk = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && disk.test(code);
};

const unavailable = ({ settled }: Pick<Unavailable, 'settled'>): Response =>
  problem(
    503,
    'unavailable',
    'The ledger is out of reach',
    settled
      ? 'Nothing was recorded. Ask again.'
      : 'It is not known whether this was recorded. Ask again with the same Idempotency-Key: it is recorded once.',
    { settled },
    { 'retry-after': String(STORE_RETRY_SECONDS) },
  );

/** What the server or a plugin of it says of a request, by its status; their own words may repeat what was sent. */
const byStatus: Readonly<Record<number, readonly [name: string, title: string, detail: string]>> = {
  400: ['malformed', 'Not a request we understand', 'The body is not valid JSON, or not what its type says.'],
  404: ['not-found', 'There is nothing here', 'No such address, or not with this method.'],
  405: ['not-found', 'There is nothing here', 'No such address, or not with this method.'],
  413: ['too-large', 'Too much was sent', 'JSON may be 1 MB (4 MB from a camera), a photograph 20 MB.'],
  415: ['media-type', 'Not a kind of content we take', 'Send application/json; a photograph as image/* or a form.'],
  429: ['too-many', 'Too many attempts', 'Wait before trying again.'],
};

const statusOf = (error: unknown): number =>
  error instanceof HttpException ? error.getStatus() : Number((error as { statusCode?: unknown } | null)?.statusCode);

/** The answer to a failure. Null when it is a fault of ours, which is logged and named by an incident alone. */
export const responseTo = (error: unknown): Response | null => {
  if (error instanceof Refused) return refused(error.receipt);
  if (error instanceof Malformed) {
    const { reason, where, remedy, problems } = error;
    const more = {
      where,
      remedy,
      ...('fields' in error && { fields: error.fields }),
      ...(problems.length > 0 && { problems }),
    };
    return problem(400, 'malformed', 'Not a request we understand', reason, more);
  }
  if (error instanceof Unknown) {
    const challenge = { 'www-authenticate': `Bearer realm="alpr-ledger ${error.door}"` };
    return problem(401, 'unknown', 'We do not know you', error.detail, error.more, challenge);
  }
  if (error instanceof Foreign)
    return problem(403, 'foreign', 'Not from a screen of ours', 'A page of another site cannot act in your session.');
  if (error instanceof Conflict)
    return problem(
      409,
      'conflict',
      'Somebody else was first',
      'Or this Idempotency-Key was used before. Look, and ask anew.',
    );
  if (error instanceof Busy) {
    const headers = { 'retry-after': String(error.retryAfterSeconds) };
    return problem(429, 'busy', 'No room for more work just now', error.message, {}, headers);
  }
  if (error instanceof Unavailable) return unavailable(error);
  if (isDisk(error)) return unavailable({ settled: false });
  const known = byStatus[statusOf(error)];
  return known ? problem(statusOf(error), ...known) : null;
};

/** A fault of ours, as the caller sees it. */
export const broken = (incident: string): Response =>
  problem(500, 'broken', 'This is a fault of ours', `It is in our log as incident ${incident}.`, { incident });
