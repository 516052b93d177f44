/** The words stories are told in: what had happened, what was asked and by whom, what the ledger must then say. */
import {
  type ActionRefused,
  type AnyEvent,
  type Case,
  type Command,
  type Decided,
  decide,
  type Decider,
  fold,
  type Past,
  type Situation,
} from '../../src/domain/decider.js';
import type { Clause } from '../../src/domain/policy/clauses.js';
import { type RefusalCode, type Rule, type Ruling, weigh } from '../../src/domain/policy/rule.js';
import { morning } from './people.js';

/** What a refusal must cite: the clause and the code, so that the right rule for the wrong reason fails too. */
export type Refusal = `${Clause} ${RefusalCode}`;

/** A story is plain data; Jest tells it, and the same data prints docs/policy.md. */
export type Story = {
  readonly given: readonly Past<AnyEvent>[];
  readonly when: Command;
  readonly situation: Situation;
} & ({ readonly records: readonly AnyEvent[] } | { readonly refuses: readonly Refusal[] });

/** Stories by the English sentence they tell. */
export type Stories = Readonly<Record<string, Story>>;

export type AnyDecider = Decider<Command, unknown, AnyEvent>;

/** A decider, known by its category, and everything told of it. */
export type Told = { readonly decider: AnyDecider; readonly stories: Stories };

export type Ending<E> = {
  /** These events and no others; none at all where there was nothing to do. */
  readonly records: (...events: readonly E[]) => Story;
  /** These refusals, in the order of the rules. */
  readonly refuses: (...refusals: readonly [Refusal, ...Refusal[]]) => Story;
};

/** `given(…).when(…).records(…)` or `.refuses(…)`; `usually` is who acts where the story names nobody. */
export const tell = <C extends Command, S, E extends AnyEvent>(_decider: Decider<C, S, E>, usually: Situation) => ({
  given: (...past: readonly (E | ActionRefused | Past<E>)[]) => ({
    when: (when: C, who: Partial<Situation> = {}): Ending<E> => {
      const given = past.map((one) => ('event' in one ? one : { event: one, at: morning }));
      const told = { given, when, situation: { ...usually, ...who } };
      return { records: (...records) => ({ ...told, records }), refuses: (...refuses) => ({ ...told, refuses }) };
    },
  }),
});

/** A decider with its stories; the loss of types is confined to this line. */
export const told = <C extends Command, S, E extends AnyEvent>(decider: Decider<C, S, E>, stories: Stories): Told => ({
  decider: decider as unknown as AnyDecider,
  stories,
});

export const rulesOf = ({ on }: AnyDecider, type: string): readonly Rule<Case<Command, unknown>>[] =>
  on[type]?.rules ?? [];

export type Outcome = {
  readonly decided: readonly Decided<AnyEvent>[];
  readonly records: readonly (AnyEvent | ActionRefused)[];
  readonly refuses: readonly string[];
  /** Also where nothing was recorded, and the decision itself carries none. */
  readonly rulings: readonly Ruling[];
  /** What each rule of the command said, in their order; undefined for a law pack's that is not in force. */
  readonly weighed: readonly (boolean | undefined)[];
};

/** How the story ends when the decider tells it. */
export const outcome = (decider: AnyDecider, { given, when, situation }: Story): Outcome => {
  const facts = { command: when, state: fold(decider, given), ...situation };
  const decided = decide(decider, facts);
  const rules = rulesOf(decider, when.type);
  const rulings = weigh(rules, facts);
  return {
    decided,
    rulings,
    weighed: rules.map((one) => weigh([one], facts)[0]?.upheld),
    records: decided.map(({ event }) => event),
    refuses: rulings.filter(({ upheld }) => !upheld).map(({ clause, code }) => `${clause} ${code}`),
  };
};
