/** Each step of the demonstration: what is tried, which clause speaks to it, and what must come of it. */
import type { Reply } from './visitor.js';

export type Step = { readonly step: string; readonly clause: string; readonly outcome: string };

/** A step that did not go as the policy says. */
export class NotAsThePolicySays extends Error {
  readonly code = 'not-as-the-policy-says';
}

type Clause = { readonly clause: string; readonly code: string; readonly requires: string; readonly remedy?: string };

const clausesOf = ({ body }: Reply): readonly Clause[] => (body['clauses'] ?? []) as readonly Clause[];

/** Keeps the score, and says each step as it is taken. */
export class Steps {
  readonly taken: Step[] = [];
  ok = true;

  constructor(private readonly say: (text: string) => void) {}

  title(text: string): void {
    this.say(`\n${text}`);
  }

  /** What must be allowed. Answers the reply; a refusal or an error ends the demonstration. */
  async allowed(step: string, clause: string, attempt: () => Promise<Reply>): Promise<Reply> {
    const reply = await attempt();
    if (reply.status >= 300) {
      const said = clausesOf(reply).map(({ clause: one, requires }) => `${one}: ${requires}`);
      this.#fail(step, clause, `expected to be allowed, answered ${reply.status} ${said.join('; ')}`);
    }
    this.#took({ step, clause, outcome: 'allowed' });
    return reply;
  }

  /** What must be refused, by that very clause and code. */
  async refused(step: string, clause: string, code: string, attempt: () => Promise<Reply>): Promise<void> {
    const reply = await attempt();
    const ruling = clausesOf(reply).find((one) => one.clause === clause && one.code === code);
    if (reply.status !== 403 || !ruling)
      this.#fail(step, clause, `expected a refusal by ${code}, answered ${reply.status}`);
    this.#took({ step, clause, outcome: `refused ${code}` }, `must hold: ${ruling!.requires}`);
  }

  /** What is found rather than asked. */
  found(step: string, clause: string, holds: boolean, outcome: string): void {
    if (!holds) this.#fail(step, clause, outcome);
    this.#took({ step, clause, outcome });
  }

  #took(step: Step, more = ''): void {
    this.taken.push(step);
    const mark = step.outcome.startsWith('refused') ? '✗' : '✓';
    this.say(`  ${mark} ${step.step.padEnd(58)} ${step.clause.padEnd(13)} ${step.outcome}${more && `\n      ${more}`}`);
  }

  #fail(step: string, clause: string, what: string): never {
    this.ok = false;
    this.taken.push({ step, clause, outcome: `failed: ${what}` });
    throw new NotAsThePolicySays(`${step} (${clause}): ${what}`);
  }
}
