/** The table of clauses says what the policy says: every text is found in the policy as it was adopted. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessClauses } from '../src/domain/policy/clauses-access.js';
import { accountabilityClauses } from '../src/domain/policy/clauses-accountability.js';
import { operationsClauses } from '../src/domain/policy/clauses-operations.js';
import { purposeClauses } from '../src/domain/policy/clauses-purpose.js';
import { releaseClauses } from '../src/domain/policy/clauses-release.js';
import { retentionClauses } from '../src/domain/policy/clauses-retention.js';
import {
  type Clause,
  clauseIds,
  clauseKinds,
  clauses,
  clauseText,
  isClause,
  policySet,
} from '../src/domain/policy/clauses.js';

const bytes = readFileSync(join(__dirname, '../docs/policy-430.txt'));
/** The policy without the marks of its layout: list dashes, bold asterisks, line ends. */
const policy = bytes
  .toString('utf8')
  .replace(/^\s*- /gm, '')
  .replaceAll('**', '')
  .replace(/\s+/g, ' ');

const sections = [
  purposeClauses,
  accessClauses,
  operationsClauses,
  retentionClauses,
  accountabilityClauses,
  releaseClauses,
];
const ofKind = (kind: string) => clauseIds.filter((clause) => clauseKinds(clause).some((one) => one === kind));

describe('the clauses of Policy 430', () => {
  it('are 126, none in two sections', () => {
    expect(clauseIds).toHaveLength(126);
    expect(sections.flatMap((section) => Object.keys(section))).toHaveLength(126);
  });

  it.each(clauseIds)('%s is quoted as the policy prints it', (clause) => {
    expect(clauseText(clause)).not.toBe('');
    expect(policy).toContain(clauseText(clause));
  });

  it('carry numbers the policy prints, or one of ours where its number is not unique', () => {
    for (const clause of clauseIds) expect(clause).toMatch(/^430\.(?:1|2|3|4A|4U|6|7|8|9|9P|10|10M|11)[.(¶/]/);
  });

  it('are read from the edition whose digest stands in the code', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(policySet.digest);
    expect(policySet.version).toBe('psp-430');
  });

  it('say of each whether code upholds it or a person does', () => {
    expect(new Set([...ofKind('enforced'), ...ofKind('gate')]).size).toBe(91);
    expect(ofKind('human')).toEqual([
      '430.6(f)',
      '430.6(g)',
      '430.7(e)',
      '430.8¶3.3',
      '430.8¶4.3',
      '430.9(c)',
      '430.9P(a)',
      '430.9P(b)',
      '430.9P(d)',
    ]);
  });

  it('keep the force of the sentence: "should" is no refusal', () => {
    const should: Clause[] = clauseIds.filter((clause) => clauses[clause].modal === 'should');
    for (const clause of should) expect(clauseText(clause)).toMatch(/\bshould\b/);
    expect(should).toContain('430.6(l)');
    expect(clauses['430.6(k).3'].modal).toBe('shall');
  });

  it('are recognised when named from outside', () => {
    expect(isClause('430.6(k).3')).toBe(true);
    expect(isClause('430.5')).toBe(false);
    expect(isClause('toString')).toBe(false);
  });
});
