/** Problem documents (RFC 9457) as the description of the API shows them. */
import type { ApiResponseOptions } from '@nestjs/swagger';

export class ProblemBody {
  /** @example 'urn:alpr-ledger:problem:malformed' */
  type: string;
  /** @example 'Not a request we understand' */
  title: string;
  /** @example 400 */
  status: number;
  detail: string;
  /**
   * The field, header or part that is wrong.
   * @example 'rank'
   */
  where?: string;
  /** What to do about it. */
  remedy?: string;
  /** Named in our log, where it is a fault of ours. */
  incident?: string;
}

export class BrokenClauseBody {
  /** @example '430.6(k).3' */
  clause: string;
  /** @example 'R-UNCONFIRMED' */
  code: string;
  /** What must be true, and was not. */
  requires: string;
  /** The policy’s own words at this clause. */
  text: string;
  /** What would make it allowed, or whom to ask. */
  remedy: string;
}

export class RefusalBody {
  /** @example 'urn:alpr-ledger:problem:refused' */
  type: string;
  /** @example 'The policy does not allow this' */
  title: string;
  /** @example 403 */
  status: number;
  detail: string;
  /** Everything that was wrong, not only the first. */
  clauses: BrokenClauseBody[];
  /** The event by which the refusal stands on the ledger. */
  receipt: string;
}

type Content = Pick<Extract<ApiResponseOptions, { content?: unknown }>, 'content'>;

/** As the content of a response; the schemas are named in the document by openapi.ts. */
export const problemContent = (body: 'ProblemBody' | 'RefusalBody'): Content => ({
  content: { 'application/problem+json': { schema: { $ref: `#/components/schemas/${body}` } } },
});
