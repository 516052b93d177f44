/** What the description of the API says of an operation beyond its types: the clauses it serves, and its failures. */
import { applyDecorators } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiExtension,
  ApiForbiddenResponse,
  ApiHeader,
  ApiServiceUnavailableResponse,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Clause } from '../domain/policy/clauses.js';
import { problemContent } from './problem.body.js';

export const CLAUSES = 'x-policy-clauses';

const malformed = ApiBadRequestResponse({
  description: 'Not a request we understand.',
  ...problemContent('ProblemBody'),
});

/** An operation that the policy may refuse: openapi.ts adds the words of its clauses. */
export const Serves = (...clauses: readonly Clause[]): MethodDecorator =>
  applyDecorators(
    ApiExtension(CLAUSES, clauses),
    malformed,
    ApiForbiddenResponse({
      description: `The policy does not allow it (${clauses.join(', ')}); the refusal is on the ledger.`,
      ...problemContent('RefusalBody'),
    }),
    ApiServiceUnavailableResponse({ description: 'The ledger is out of reach.', ...problemContent('ProblemBody') }),
  );

/** An act: asked again under the same key, it is answered with the first receipt. */
export const Acts = (...clauses: readonly Clause[]): MethodDecorator =>
  applyDecorators(
    Serves(...clauses),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'A UUID of this very request. Sent again, it is answered with the first receipt and recorded once.',
      schema: { type: 'string', format: 'uuid' },
    }),
    ApiConflictResponse({
      description: 'Somebody else was first, or the Idempotency-Key was used for another request.',
      ...problemContent('ProblemBody'),
    }),
  );

/** An operation open to anyone, and limited in how often one address may try. */
export const Guarded = (...clauses: readonly Clause[]): MethodDecorator =>
  applyDecorators(
    ApiExtension(CLAUSES, clauses),
    malformed,
    ApiUnauthorizedResponse({ description: 'Not let in.', ...problemContent('ProblemBody') }),
    ApiTooManyRequestsResponse({
      description: 'Too many attempts from this address.',
      ...problemContent('ProblemBody'),
    }),
  );
