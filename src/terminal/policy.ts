/** `alpr-ledger policy`: the clauses, and which of them rules uphold. */
import type { Command } from 'commander';
import { clauseIds, clauseKinds, clauseText, policySet } from '../domain/policy/clauses.js';
import { deciders } from '../handlers/deciders.js';
import { print } from './print.js';

const rulesByClause = (): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { on } of deciders)
    for (const { rules } of Object.values(on))
      for (const { clause, code, requires } of rules)
        found.set(clause, (found.get(clause) ?? new Set()).add(`${code}: ${requires}`));
  return found;
};

const policy = ({ json = false }: { json?: boolean }): void => {
  const rules = rulesByClause();
  const upheld = clauseIds.filter((clause) => rules.has(clause));
  const missing = clauseIds.filter((clause) => !rules.has(clause) && clauseKinds(clause).includes('enforced'));
  if (json) return print(JSON.stringify({ ...policySet, rows: clauseIds.length, upheld: upheld.length, missing }));
  for (const clause of upheld) {
    print(`${clause}  ${clauseText(clause)}`);
    for (const one of rules.get(clause)!) print(`    ${one}`);
  }
  print(`${upheld.length} of ${clauseIds.length} rows are upheld by a rule; ${missing.length} enforced rows to come.`);
};

export const addPolicy = (program: Command): void => {
  program
    .command('policy')
    .description('the clauses of the policy, and the rules that uphold them')
    .option('--json', 'one JSON object')
    .action(policy);
};
