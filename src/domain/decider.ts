/** Deciding: a pure function from what has happened and what is asked to what is recorded, with its rulings. */
import type { Actor, Standing } from './actor.js';
import { type RefusalCode, type Rule, type Ruling, weigh } from './policy/rule.js';
import type { Terms } from './policy/settings.js';

/** What is asked. Everything a person typed may be here: a command is never written down as it came. */
export type Command<Type extends string = string, Data = unknown> = { readonly type: Type; readonly data: Data };

/** Where the personal part of an event is kept: one key per class and day, one derived key per unit. */
export type RetentionClass = 'detection' | 'hit' | 'access-record' | 'register' | 'hot-list' | 'release' | 'evidence';

/**
 * What happened. `data` stands in clear on the ledger: identifiers, digests, codes and numbers, nothing personal.
 * `sealed` holds everything that must one day be unreadable: plates, names, free text, places; it is null in a
 * history read after its key was destroyed, so no decider may need it.
 */
export type Event<Type extends string = string, Data = unknown, Sealed = undefined> = {
  readonly type: Type;
  readonly data: Data;
} & ([Sealed] extends [undefined]
  ? { readonly sealed?: undefined }
  : { readonly sealed: Sealed | null; readonly keep: Keep });

/** Under which key the sealed part is kept: its retention class, and the unit that is purged as one. */
export type Keep = { readonly class: RetentionClass; readonly unit: string };

/** Any event, for code that does not care which. */
export type AnyEvent = {
  readonly type: string;
  readonly data: unknown;
  readonly sealed?: unknown;
  readonly keep?: Keep;
};

/** The policy said no. Kept on the stream like any other fact; a fold skips it unless it counts refusals. */
export type ActionRefused = {
  readonly type: 'ActionRefused';
  readonly data: { readonly action: string; readonly codes: readonly RefusalCode[] };
  /** What was attempted; the shell seals it as an access record, because refused attempts show misuse best. */
  readonly sealed?: { readonly attempt: unknown } | null;
  readonly keep?: Keep;
};

/** Who acts, when, and in what standing. Gathered by the shell; the domain never looks at a clock. */
export type Situation = {
  readonly by: Actor;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  readonly standing: Standing;
  /** The settings and law packs in force at that time. */
  readonly terms: Terms;
};

/** Everything a rule may look at. */
export type Case<C, State> = { readonly command: C; readonly state: State } & Situation;

export type Handling<C, State, E> = {
  /** The command begins its stream: nothing is read to decide it, and a stream that exists already says so itself. */
  readonly founding?: true;
  readonly rules: readonly Rule<Case<C, State>>[];
  readonly events: (facts: Case<C, State>) => readonly E[];
};

export type Decider<C extends Command, State, E extends AnyEvent> = {
  /** The stream's category: `hit` for `hit-<id>`. */
  readonly category: string;
  readonly stream: (command: C) => string;
  /** When what the command reports happened, for a report that comes later than the fact; else the time of the act. */
  readonly occurredAt?: (command: C) => string;
  /** No history is needed to decide: only the stream's end is looked up. */
  readonly stateless?: true;
  readonly initial: State;
  readonly evolve: (state: State, event: E) => State;
  /** Only for a stream that must remember refusals, as failed log-ins are counted. */
  readonly refused?: (state: State, refusal: ActionRefused['data'], at: string) => State;
  readonly on: { readonly [Type in C['type']]: Handling<Extract<C, { type: Type }>, State, E> };
};

/** An event together with the rulings that admitted or refused it. */
export type Decided<E> = { readonly event: E | ActionRefused; readonly rulings: readonly Ruling[] };

/** One event of a history, with the time it happened. */
export type Past<E> = { readonly event: E | ActionRefused; readonly at: string };

/** Where things stand after one more event. */
export const step = <C extends Command, S, E extends AnyEvent>(
  { evolve, refused }: Decider<C, S, E>,
  state: S,
  { event, at }: Past<E>,
): S => {
  if (event.type !== 'ActionRefused') return evolve(state, event as E);
  return refused ? refused(state, (event as ActionRefused).data, at) : state;
};

/** Where things stand after a history. */
export const fold = <C extends Command, S, E extends AnyEvent>(
  decider: Decider<C, S, E>,
  past: Iterable<Past<E>>,
): S => {
  let state = decider.initial;
  for (const one of past) state = step(decider, state, one);
  return state;
};

/**
 * Pure: the same history and the same command always give the same decision.
 * All rules upheld gives the events (possibly none: nothing to do); otherwise one ActionRefused with every ruling.
 */
export const decide = <C extends Command, S, E extends AnyEvent>(
  { on }: Decider<C, S, E>,
  facts: Case<C, S>,
): readonly Decided<E>[] => {
  const { rules, events } = on[facts.command.type as C['type']] as Handling<C, S, E>;
  const rulings = weigh(rules, facts);
  if (rulings.every(({ upheld }) => upheld)) return events(facts).map((event) => ({ event, rulings }));
  const codes = rulings.filter(({ upheld }) => !upheld).map(({ code }) => code);
  return [{ event: { type: 'ActionRefused', data: { action: facts.command.type, codes } }, rulings }];
};
