/** Palm Springs Police Department Policy 430, clause by clause, in the words of the policy. */
import { accessClauses } from './clauses-access.js';
import { accountabilityClauses } from './clauses-accountability.js';
import { operationsClauses } from './clauses-operations.js';
import { purposeClauses } from './clauses-purpose.js';
import { releaseClauses } from './clauses-release.js';
import { retentionClauses } from './clauses-retention.js';
import type { ClauseEntry, Kind } from './clauses-words.js';

/**
 * Every sentence of the policy that can be cited. The policy prints two sections 430.4 and two lists in 430.9, so the
 * ids are ours where the printed number is not unique (430.4A, 430.4U, 430.9P, 430.10M), and they are never renumbered.
 */
export const clauses = {
  ...purposeClauses,
  ...accessClauses,
  ...operationsClauses,
  ...retentionClauses,
  ...accountabilityClauses,
  ...releaseClauses,
} as const;

export type Clause = keyof typeof clauses;

/** The edition the clauses were read from, and the SHA-256 of its text (docs/policy-430.txt). */
export const policySet = {
  version: 'psp-430',
  digest: 'a31fcfe6d9449c23ef19806499f0b12cdf01102b538796e2ba5dd63fdd525283',
} as const;

/** Every clause, in the order in which the policy prints them. */
export const clauseIds = Object.keys(clauses) as Clause[];

/** What the policy says at this clause, in its own words. */
export const clauseText = (clause: Clause): string => clauses[clause].text;

/** Who upholds the clause; more than one where the software does a part and a person the rest. */
export const clauseKinds = (clause: Clause): readonly Kind[] => {
  const { kind }: ClauseEntry = clauses[clause];
  return typeof kind === 'string' ? [kind] : kind;
};

/** Whether text from outside names a clause of this policy. */
export const isClause = (text: string): text is Clause => Object.hasOwn(clauses, text);
