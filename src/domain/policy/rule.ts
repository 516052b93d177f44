/** A rule is one sentence of the policy that code can uphold; a ruling is what it said of one case. */
import type { Clause } from './clauses.js';
import type { Pack } from './packs.js';
import type { Terms } from './settings.js';

/** The name by which a refusal is known to the person refused, to the API and to the reports: `R-UNCONFIRMED`. */
export type RefusalCode = `R-${string}`;

export type Rule<Case> = {
  readonly clause: Clause;
  readonly code: RefusalCode;
  /** The sentence, in the positive: what must be true. */
  readonly requires: string;
  /** What would make it allowed, or whom to ask; said to the person refused. */
  readonly remedy: string;
  /** The law pack the rule belongs to; none for a sentence of the policy itself. */
  readonly pack?: Pack;
  /** Sees the case as it stands and answers yes or no. Pure. */
  readonly holds: (facts: Case) => boolean;
};

/** What one rule said of one case. Its clause and code stand on every event, so the ledger explains itself. */
export type Ruling = {
  readonly clause: Clause;
  readonly code: RefusalCode;
  readonly requires: string;
  readonly remedy: string;
  readonly upheld: boolean;
};

export const rule = <Case>(
  clause: Clause,
  code: RefusalCode,
  requires: string,
  holds: (facts: Case) => boolean,
  remedy: string,
): Rule<Case> => ({ clause, code, requires, holds, remedy });

/** The same rules, set aside for a case that another sentence excuses. */
export const unless = <Case>(excused: (facts: Case) => boolean, rules: readonly Rule<Case>[]): readonly Rule<Case>[] =>
  rules.map((one) => ({ ...one, holds: (facts) => excused(facts) || one.holds(facts) }));

/** The same rules as those of a law pack: weighed only while the Department has it in force. */
export const under = <Case>(pack: Pack, rules: readonly Rule<Case>[]): readonly Rule<Case>[] =>
  rules.map((one) => ({ ...one, pack }));

/** What a rule can say, made once for each: an act weighs a score of rules, and most say the same every time. */
const said = new WeakMap<object, readonly [broken: Ruling, upheld: Ruling]>();

const rulingOf = ({ clause, code, requires, remedy }: Rule<never>, upheld: boolean): Ruling =>
  Object.freeze({ clause, code, requires, remedy, upheld });

const saying = (one: Rule<never>, upheld: boolean): Ruling => {
  let both = said.get(one);
  if (!both) said.set(one, (both = [rulingOf(one, false), rulingOf(one, true)]));
  return both[upheld ? 1 : 0];
};

/** Weighs every rule in force, never stopping at the first that fails: a refusal lists everything that was wrong. */
export const weigh = <Case extends { readonly terms: Terms }>(
  rules: readonly Rule<Case>[],
  facts: Case,
): readonly Ruling[] =>
  rules
    .filter(({ pack }) => pack === undefined || facts.terms.packs.includes(pack))
    .map((one) => saying(one, one.holds(facts)));
