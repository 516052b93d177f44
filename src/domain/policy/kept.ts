/** Clauses upheld without a rule of their own: the policy says it twice, or a fact on the ledger keeps it. */
import type { Clause } from './clauses.js';

type Kept =
  | { /** The clause whose rules uphold this one too. */ readonly with: Clause; readonly because: string }
  | { /** The events that keep the record asked for. */ readonly in: readonly string[]; readonly because: string };

const again: Kept = { with: '430.1¶2.1', because: 'no question is answered without a purpose the policy names' };
const listed: Kept = { with: '430.4U.0', because: 'the position is in the list that rule goes by' };

/** Each is checked: the clause named has rules, the events named are recorded in some story. */
export const kept: Readonly<Partial<Record<Clause, Kept>>> = {
  '430.2¶1': { in: ['DetectionRecorded'], because: 'plate and place are sealed, under a key that can be destroyed' },
  '430.2¶2.1': again,
  '430.4U(a)': listed,
  '430.4U(c)': listed,
  '430.4U(e)': listed,
  '430.4U(h)': listed,
  '430.6.0': again,
  '430.6(a)': again,
  '430.6(b)': {
    in: ['DetectionRecorded', 'DeploymentStarted'],
    because: 'a reader goes out, and records, without being asked for a suspicion',
  },
  '430.7.0': again,
  '430.7(a)': again,
  '430.7(h)': { with: '430.6(j)', because: 'the same duty, said of the system' },
  '430.7(b)': { with: '430.6(d)', because: 'the same duty, said of the system' },
  '430.8¶4.2': again,
  '430.9(e).2': {
    in: ['DetectionRecorded', 'QueryMade', 'AuditReportGenerated'],
    because: 'nothing is done that is not first recorded',
  },
  '430.9(f)': again,
  '430.9¶3': { with: '430.7(i)', because: 'the procedural and technological means are the safeguards attested there' },
};

/** Clauses whose core is an act of a person, and no rule can be: who owns it, and the record he leaves. */
export const owned: Readonly<Partial<Record<Clause, { readonly by: string; readonly in: readonly string[] }>>> = {};
