/** Deciding again: a past act weighed anew from what the ledger kept of it; its rulings need not be believed. */
import type { ActionRefused, AnyEvent, Case, Command, Decider, Situation } from './decider.js';
import { type Ruling, weigh } from './policy/rule.js';

/** What a rule says of a past act. `knowable` is false where it asks for something that the events did not keep. */
export type RulingAgain = Ruling & { readonly knowable: boolean };

type Kept = { readonly data: Readonly<Record<string, unknown>>; readonly whole: boolean };

const members = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? { ...(value as Record<string, unknown>) } : {};

/**
 * The command as far as its events tell of it: what stands in clear, and what was sealed. A refusal keeps the whole
 * attempt; null where its key was destroyed.
 */
const commandKept = (events: readonly (AnyEvent | ActionRefused)[]): Kept | null => {
  const [first] = events;
  if (first?.type !== 'ActionRefused')
    return {
      data: Object.assign({}, ...events.flatMap(({ data, sealed }) => [members(data), members(sealed)])),
      whole: false,
    };
  const { sealed } = first as ActionRefused;
  return sealed ? { data: members(sealed.attempt), whole: true } : null;
};

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Says, after each rule, whether it asked for a member that is not there, of the command or within it. */
const watched = (data: Kept['data']) => {
  let missed = false;
  const watch = (target: Kept['data']): Kept['data'] =>
    new Proxy(target, {
      get: (of, name, receiver) => {
        const value: unknown = Reflect.get(of, name, receiver);
        if (typeof name !== 'string') return value;
        if (!Object.hasOwn(of, name)) missed = true;
        return isMembers(value) ? watch(value) : value;
      },
      has: (of, name) => {
        if (!Object.hasOwn(of, name)) missed = true;
        return Reflect.has(of, name);
      },
    });
  return {
    proxy: watch(data),
    missedSince: (): boolean => {
      const answer = missed;
      missed = false;
      return answer;
    },
  };
};

/**
 * Weighs the rules of a past command again, in their order, by the state, standing and terms of its time.
 * @returns null when what was asked cannot be read any more, or no decider knows the command
 */
export const decideAgain = (
  { on }: Decider<Command, unknown, AnyEvent>,
  action: string,
  events: readonly (AnyEvent | ActionRefused)[],
  facts: { readonly state: unknown } & Situation,
): readonly RulingAgain[] | null => {
  const handling = on[action];
  const kept = handling ? commandKept(events) : null;
  if (!handling || !kept) return null;
  const { proxy, missedSince } = watched(kept.data);
  const again: Case<Command, unknown> = { ...facts, command: { type: action, data: proxy } };
  return handling.rules.flatMap((one) => {
    missedSince();
    try {
      const [ruling] = weigh([one], again);
      const missed = missedSince();
      return ruling ? [{ ...ruling, knowable: kept.whole || !missed }] : [];
    } catch (error) {
      // A rule may go on with what is not there; that it then fails says nothing of the act.
      if (!missedSince()) throw error;
      const { clause, code, requires, remedy } = one;
      return [{ clause, code, requires, remedy, upheld: false, knowable: false }];
    }
  });
};

/**
 * Which events a past command yields when all its rules are upheld, by their types.
 * @returns null when that asks for something its events did not keep, or no decider knows the command
 */
export const yieldsAgain = (
  { on }: Decider<Command, unknown, AnyEvent>,
  action: string,
  events: readonly (AnyEvent | ActionRefused)[],
  facts: { readonly state: unknown } & Situation,
): readonly string[] | null => {
  const handling = on[action];
  const kept = handling ? commandKept(events) : null;
  if (!handling || !kept) return null;
  const { proxy, missedSince } = watched(kept.data);
  try {
    const yields = handling.events({ ...facts, command: { type: action, data: proxy } }).map(({ type }) => type);
    return missedSince() ? null : yields;
  } catch (error) {
    if (!missedSince()) throw error;
    return null;
  }
};
