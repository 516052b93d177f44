/** What the lines say, held against what it says: every act decided again, and every report counted again. */
import type { Ledger } from '../ledger/ledger.js';
import type { Opened } from '../ledger/line.js';
import { MOST, type Problem } from '../ledger/verify.js';
import { Recount } from '../reports/recount.js';
import type { Vault } from '../vault/vault.js';
import { figuresKept } from './figureskept.js';
import { sha256 } from './ids.js';
import { type Differing, redecide, type Redecided } from './redeciding.js';

export type Meaning = {
  readonly decided: Redecided;
  /** Commands that the rules of today decide otherwise, the first `MOST` of them. */
  readonly differing: readonly Differing[];
  /** Reports on the ledger whose figures were counted again, and those whose figures are not kept here. */
  readonly reports: { readonly counted: number; readonly absent: number };
  /** What is wrong with the ledger, or with a report: not what newer rules would merely see otherwise. */
  readonly problems: readonly Problem[];
};

/** What an act is found to be that was not decided as its ledger says. */
export const differenceText = ({ id, action, recorded, now, differ, broken, yields }: Differing): string => {
  if (now === 'unknown') return `event ${id}: no rule of this program stands over ${action} on such a stream`;
  const rules = [...new Set([...differ, ...broken])].join(', ');
  if (recorded !== now) return `event ${id}: ${action} is recorded as ${recorded} and would be ${now} (${rules})`;
  if (yields !== null) return `event ${id}: ${action} gives ${yields.join(', ')}, and other events were recorded`;
  return `event ${id}: ${action} was ${now} by other rulings than are recorded (${rules})`;
};

type Counting = { readonly digest: string; readonly recount: Recount };

/** The reports of a ledger, met one by one while it is read. */
class Reports {
  readonly problems: Problem[] = [];
  #read = 0;
  #absent = 0;
  #counted = 0;
  readonly #byId: ReadonlyMap<string, Counting>;

  constructor(dataDir: string) {
    this.#byId = new Map(
      figuresKept(dataDir).map(({ reportId, bytes }) => [
        reportId,
        { digest: sha256(bytes), recount: new Recount(parsed(bytes)) },
      ]),
    );
  }

  take(fact: Opened): void {
    if (fact.type === 'AuditReportGenerated') this.#meet(fact);
    for (const { recount } of this.#byId.values()) if (this.#read < recount.events) recount.take(fact);
    this.#read += 1;
  }

  get counts(): Meaning['reports'] {
    return { counted: this.#counted, absent: this.#absent };
  }

  #meet({ position, stream, data }: Opened): void {
    const { reportId, figures } = data as { readonly reportId: string; readonly figures: string };
    const kept = this.#byId.get(reportId);
    if (!kept) {
      this.#absent += 1;
      return;
    }
    this.#counted += 1;
    const wrong =
      kept.digest === figures
        ? kept.recount
            .miscounted()
            .map(
              ({ total, counted, reported }) => `${total} is ${counted} by the lines, and the report says ${reported}`,
            )
        : ['they are not those that were embedded in it: their digest is another'];
    for (const what of wrong)
      this.problems.push({ position, stream, what: `the figures of report ${reportId}: ${what}` });
  }
}

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
};

/**
 * Reads the ledger once more, for what it means. A difference under the rules of today is a problem: that act was never
 * decided as its line says. Under older rules it is only listed, for a newer version may see it otherwise.
 */
export const readMeaning = async (ledger: Ledger, vault: Pick<Vault, 'open'>, dataDir: string): Promise<Meaning> => {
  const reports = new Reports(dataDir);
  const differing: Differing[] = [];
  const problems: Problem[] = [];
  const onDiffering = (one: Differing): void => {
    if (differing.length < MOST) differing.push(one);
    if (one.sameRules && problems.length < MOST)
      problems.push({ position: one.position, stream: one.stream, what: differenceText(one) });
  };
  const decided = await redecide(ledger, vault, { onDiffering, onFact: (fact) => reports.take(fact) });
  return { decided, differing, reports: reports.counts, problems: [...problems, ...reports.problems] };
};
