/** The rules the program decides by, as a file whose digest stands on the ledger (docs/ledger-format.md, 12). */
import { clauseIds, clauseKinds, clauseText, policySet } from '../domain/policy/clauses.js';
import { courses, notBySelf, undoes } from '../domain/policy/courses.js';
import { packs } from '../domain/policy/packs.js';
import { defaults } from '../domain/policy/settings.js';
import { authorisedPositions, unlistedPositions } from '../domain/positions.js';
import { canonical } from '../vault/canonical.js';
import { deciders } from './deciders.js';
import { sha256 } from './ids.js';

/** RFC 8785 text: the same rules always give the same bytes, whatever the version of the program. */
export const rulesText = (): string =>
  canonical({
    v: 1,
    set: `${policySet.version}@sha256:${policySet.digest}`,
    clauses: Object.fromEntries(clauseIds.map((id) => [id, { text: clauseText(id), kinds: clauseKinds(id) }])),
    commands: Object.fromEntries(
      deciders.flatMap(({ category, on }) =>
        Object.entries(on).map(([command, { rules }]) => [
          command,
          {
            stream: category,
            rules: rules.map(({ clause, code, requires, remedy, pack }) => ({
              clause,
              code,
              requires,
              remedy,
              ...(pack && { pack }),
            })),
          },
        ]),
      ),
    ),
    order: courses,
    undoes,
    notBySelf,
    settings: defaults,
    packs,
    positions: { authorised: authorisedPositions, unlisted: unlistedPositions },
  });

/** SHA-256, hex, of the rules' text. */
export const rulesDigest = (): string => sha256(rulesText());
