/** How a clause binds, and who upholds it: the words in which the table of clauses is written. */

/**
 * The force of the sentence. `shall` is every duty and prohibition, also where the policy says "will", "no … may" or
 * "may only"; `should` is a duty whose breach is a finding and no refusal; `states` neither commands nor permits.
 */
export type Modal = 'shall' | 'should' | 'may' | 'states';

/**
 * Who upholds it. `enforced`: the software refuses. `gate`: other rules test it. `recorded`: kept by itself.
 * `attested`: a person says so and a record is kept. `definition`: it became a type. `human`: only a person can.
 */
export type Kind = 'enforced' | 'gate' | 'recorded' | 'attested' | 'definition' | 'human';

export type ClauseEntry = {
  /** The policy's own words. */
  readonly text: string;
  readonly modal: Modal;
  /** More than one where the software upholds a part and a person the rest. */
  readonly kind: Kind | readonly Kind[];
};

type Saying = (kind: Kind | readonly Kind[], ...lines: readonly string[]) => ClauseEntry;

const saying =
  (modal: Modal): Saying =>
  (kind, ...lines) => ({ text: lines.join(' '), modal, kind });

export const shall = saying('shall');
export const should = saying('should');
export const may = saying('may');
export const states = saying('states');
