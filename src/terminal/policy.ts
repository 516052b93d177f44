/** `alpr-ledger policy`: the clauses and who upholds them, the terms in force, the notes on the text, and dry runs. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { terminal } from '../domain/actor.js';
import { type Clause, clauseIds, clauseText, policySet } from '../domain/policy/clauses.js';
import { kept, owned } from '../domain/policy/kept.js';
import { policyNotes } from '../domain/policy/lint.js';
import { packs, packsInForce } from '../domain/policy/packs.js';
import { defaults } from '../domain/policy/settings.js';
import { deciders } from '../handlers/deciders.js';
import { Drafting, type Weighed } from '../handlers/drafting.js';
import { Malformed } from '../handlers/errors.js';
import { freshId } from '../handlers/ids.js';
import { withDepartment } from './department.js';
import { print } from './print.js';
import { timeGiven } from './times.js';

const rulesByClause = (): Map<Clause, Set<string>> => {
  const found = new Map<Clause, Set<string>>();
  for (const { on } of deciders)
    for (const { rules } of Object.values(on))
      for (const { clause, code, requires } of rules)
        found.set(clause, (found.get(clause) ?? new Set()).add(`${code}: ${requires}`));
  return found;
};

/** Every row of the policy: upheld by a rule, kept by a record, or owned by a person; else it is missing. */
const policy = ({ json = false }: { json?: boolean }): void => {
  const rules = rulesByClause();
  const upheld = clauseIds.filter((clause) => rules.has(clause));
  const recorded = clauseIds.filter((clause) => !rules.has(clause) && kept[clause]);
  const byPeople = clauseIds.filter((clause) => !rules.has(clause) && !kept[clause] && owned[clause]);
  const missing = clauseIds.filter((clause) => ![...upheld, ...recorded, ...byPeople].includes(clause));
  const counts = { rows: clauseIds.length, upheld: upheld.length, recorded: recorded.length, owned: byPeople.length };
  if (json) return print(JSON.stringify({ ...counts, missing, ...policySet }));
  for (const clause of clauseIds) {
    print(`${clause}  ${clauseText(clause)}`);
    for (const one of rules.get(clause) ?? []) print(`    ${one}`);
    const record = kept[clause];
    if (record) print(`    ${'with' in record ? `with ${record.with}` : record.in.join(', ')}: ${record.because}`);
    const owner = owned[clause];
    if (owner) print(`    ${owner.by} owns it; the record: ${owner.in.join(', ')}`);
  }
  print(
    `${counts.rows} rows: ${counts.upheld} upheld by a rule, ${counts.recorded} kept by a record or another clause, ` +
      `${counts.owned} owned by people, ${missing.length} missing.`,
  );
};

const lint = ({ json = false }: { json?: boolean }): void => {
  if (json) return print(JSON.stringify(policyNotes));
  for (const { id, clauses, observed, settled, settings } of policyNotes) {
    print(`${id.padEnd(4)} ${clauses.join(', ')}`);
    print(`     ${observed}`);
    print(`     → ${settled}${settings ? ` (ours: ${settings.join(', ')})` : ''}`);
  }
};

const terms = ({ json = false }: { json?: boolean }): void => {
  if (json) return print(JSON.stringify({ settings: defaults, packs, packsInForce }));
  print('Settings: figures the policy leaves open. These are ours, and hold until the Department adopts others.');
  for (const [name, value] of Object.entries(defaults)) print(`  ${name.padEnd(24)} ${value}`);
  print('Law packs: what stands beside the policy.');
  const isInForce = (name: string): boolean => (packsInForce as readonly string[]).includes(name);
  for (const [name, title] of Object.entries(packs))
    print(`  ${name.padEnd(24)} ${isInForce(name) ? 'in force' : 'not in force'}  ${title}`);
};

const readDraft = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Malformed('The draft cannot be read', 'DRAFT', 'Name a file of JSON that you may read.');
  }
};

const caseText = ({ position, recordedAt, action, recorded, now, broken }: Weighed): string =>
  `${position}  ${recordedAt}  ${action.padEnd(24)} ${recorded} → ${now}  ${broken.join(', ')}`.trimEnd();

const dryRun = (file: string, options: { from?: string; to?: string; json?: boolean }): Promise<void> => {
  const draft = readDraft(file);
  const from = timeGiven('--from', options.from);
  const to = timeGiven('--to', options.to);
  const period = { ...(from && { from }), ...(to && { to }) };
  return withDepartment(async ({ app }) => {
    const { tally, wouldRefuse, wouldAllow, cases } = await app
      .get(Drafting)
      .dryRun(draft, period, terminal, freshId());
    if (options.json) {
      const body = { ...tally, wouldRefuse, wouldAllow, cases };
      return print(JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)));
    }
    for (const one of cases) print(caseText(one));
    print(
      `${tally.commands} commands, ${tally.again} decided again under the draft: ` +
        `${wouldRefuse} would have been refused, ` +
        `${wouldAllow} allowed that were refused; ${tally.unreadable} could not be read any more. ` +
        `Of ${tally.rulings} rulings ${tally.onItsWord} were taken as recorded.`,
    );
  });
};

export const addPolicy = (program: Command): void => {
  const group = program
    .command('policy')
    .description('the clauses of the policy, and who upholds each')
    .option('--json', 'one JSON object')
    .action(policy);
  group
    .command('lint')
    .description('contradictions and gaps in the policy’s own text, and how each is read meanwhile')
    .option('--json', 'one JSON list')
    .action((_, command: Command) => lint(command.optsWithGlobals()));
  group
    .command('terms')
    .description('the settings and law packs, and which of them are ours')
    .option('--json', 'one JSON object')
    .action((_, command: Command) => terms(command.optsWithGlobals()));
  group
    .command('dry-run')
    .description('decide a past period again under a draft, and list what it would have refused; itself recorded')
    .argument('<draft>', 'a JSON file with settings, packs, or rules left out (without)')
    .option('--from <time>', 'not before this time')
    .option('--to <time>', 'before this time')
    .option('--json', 'one JSON object')
    .action((draft: string, _, command: Command) => dryRun(draft, command.optsWithGlobals()));
};
