/** The rules as data: what the program decides by, written down for outsiders (docs/ledger-format.md, 12). */
import { clauseIds, clauseKinds, clauseText, policySet } from '../domain/policy/clauses.js';
import { authorisedPositions, unlistedPositions } from '../domain/positions.js';
import { deciders } from './deciders.js';

export type Rulebook = {
  readonly v: 1;
  readonly set: string;
  readonly program: string;
  readonly clauses: Readonly<Record<string, { readonly text: string; readonly kinds: readonly string[] }>>;
  readonly commands: Readonly<
    Record<
      string,
      {
        readonly stream: string;
        readonly rules: readonly { readonly clause: string; readonly code: string; readonly requires: string }[];
      }
    >
  >;
  readonly positions: { readonly authorised: readonly string[]; readonly unlisted: readonly string[] };
};

export const rulebookName = `${policySet.version}.json`;

/** @param program the version of this program */
export const rulebook = (program: string): Rulebook => ({
  v: 1,
  set: `${policySet.version}@sha256:${policySet.digest}`,
  program,
  clauses: Object.fromEntries(clauseIds.map((id) => [id, { text: clauseText(id), kinds: clauseKinds(id) }])),
  commands: Object.fromEntries(
    deciders.flatMap(({ category, on }) =>
      Object.entries(on).map(([type, { rules }]) => [
        type,
        { stream: category, rules: rules.map(({ clause, code, requires }) => ({ clause, code, requires })) },
      ]),
    ),
  ),
  positions: { authorised: authorisedPositions, unlisted: unlistedPositions },
});
