/** The text of docs/policy.md: clause by clause, the rules that uphold the policy and the stories that show it. */
import { type Clause, clauseIds, clauseKinds, clauseText } from '../../src/domain/policy/clauses.js';
import { kept } from '../../src/domain/policy/kept.js';
import { coverage, type SeenRule, seenRules, storyCount } from '../stories/seen.js';

/** Stories printed under each heading; the rest are counted, and told by the tests. */
const SHOWN = 6;

/** The same sentence in several commands is printed once, with the stories of all of them. */
type Printed = Omit<SeenRule, 'category' | 'command'> & { readonly commands: readonly string[] };

const keyOf = ({ clause, code, requires }: SeenRule): string => `${clause} ${code} ${requires}`;

const printed = (clause: Clause): readonly Printed[] => {
  const rules = seenRules.filter((rule) => rule.clause === clause);
  return [...new Set(rules.map(keyOf))].map((key) => {
    const same = rules.filter((rule) => keyOf(rule) === key);
    return {
      ...same[0]!,
      commands: [...new Set(same.map(({ command }) => command))],
      allowed: [...new Set(same.flatMap(({ allowed }) => allowed.slice(0, 1)))],
      forbidden: [...new Set(same.flatMap(({ forbidden }) => forbidden))],
    };
  });
};

const list = (mark: string, stories: readonly string[]): readonly string[] => {
  const rest = stories.length - SHOWN;
  const lines = stories.slice(0, SHOWN).map((story) => `  - ${mark}: ${story}`);
  return rest > 0 ? [...lines, `  - ${mark}: and ${rest} more`] : lines;
};

const ruleText = ({ code, requires, remedy, commands, allowed, forbidden }: Printed): readonly string[] => [
  `- **${requires}** (\`${code}\`). ${remedy}`,
  `  - asked of: ${commands.join(', ')}`,
  ...list('allowed', allowed),
  ...list('refused', forbidden),
];

const keptText = (clause: Clause): readonly string[] => {
  const one = kept[clause];
  if (!one) return [];
  return 'with' in one
    ? [`- Upheld by the rules of ${one.with}: ${one.because}.`]
    : [`- Kept by ${one.in.join(', ')}: ${one.because}.`];
};

const stillTo = (clause: Clause): readonly string[] =>
  coverage.byPeople.includes(clause) ? ['- A person upholds it; its record is still to come.'] : ['- Still to come.'];

const clausePart = (clause: Clause): readonly string[] => {
  const upheld = [...printed(clause).flatMap(ruleText), ...keptText(clause)];
  return [
    `### ${clause}`,
    '',
    `> ${clauseText(clause)}`,
    '',
    `_${clauseKinds(clause).join(', ')}_`,
    '',
    ...(upheld.length ? upheld : stillTo(clause)),
    '',
  ];
};

/** The whole document, as it must stand in docs/policy.md. */
export const policyDocument = (): string => {
  const { byRule, byRecord, byPeople, later } = coverage;
  const rules = new Set(seenRules.map(keyOf)).size;
  return [
    '# Policy 430, clause by clause',
    '',
    '<!-- Generated from the rules and their stories by `npm run policy`; do not edit. -->',
    '',
    'What the policy says, in its own words; the rules that uphold each clause, with what is said to the person',
    'refused; and stories in which the rule allowed an act, and refused one. Each story is a test.',
    '',
    '| upheld by | clauses |',
    '| --- | --- |',
    `| a rule that refuses | ${byRule.length} |`,
    `| the rule of another clause, or a fact on the ledger | ${byRecord.length} |`,
    `| people, and the software does not yet record it | ${byPeople.length} |`,
    `| nothing yet | ${later.length} |`,
    `| **all** | **${clauseIds.length}** |`,
    '',
    `${rules} rules, ${storyCount} stories.`,
    '',
    ...clauseIds.flatMap(clausePart),
  ].join('\n');
};
