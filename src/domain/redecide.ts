/** Deciding again: a past act weighed anew from what the ledger kept of it; its rulings need not be believed. */
import type { ActionRefused, AnyEvent, Case, Command, Decider, Situation } from './decider.js';
import { type Ruling, weigh } from './policy/rule.js';

/** What a rule says of a past act. `knowable` is false where it asks for something that the events did not keep. */
export type RulingAgain = Ruling & { readonly knowable: boolean };

type Kept = {
  readonly data: Readonly<Record<string, unknown>>;
  /** Members that were given and are not kept; null where only what the events tell is known. */
  readonly withheld: readonly string[] | null;
};

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
      withheld: null,
    };
  const { sealed } = first as ActionRefused;
  if (!sealed) return null;
  const { withheld, ...data } = members(sealed.attempt);
  return { data, withheld: Array.isArray(withheld) ? (withheld as string[]) : [] };
};

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * Says, after each rule, of which members it asked, of the command or within it: `absent`, one that is not there;
 * `missed`, one that may have been there and is not kept. A refusal keeps everything but what it names as withheld.
 */
const watched = ({ data, withheld }: Kept) => {
  let seen = { absent: false, missed: false };
  const note = (of: object, name: string | symbol): void => {
    if (typeof name !== 'string' || Object.hasOwn(of, name)) return;
    seen = { absent: true, missed: seen.missed || withheld === null || withheld.includes(name) };
  };
  const watch = (target: Kept['data']): Kept['data'] =>
    new Proxy(target, {
      get: (of, name, receiver) => {
        note(of, name);
        const value: unknown = Reflect.get(of, name, receiver);
        return isMembers(value) ? watch(value) : value;
      },
      has: (of, name) => {
        note(of, name);
        return Reflect.has(of, name);
      },
    });
  return {
    proxy: watch(data),
    since: (): typeof seen => {
      const answer = seen;
      seen = { absent: false, missed: false };
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
  const { proxy, since } = watched(kept);
  const again: Case<Command, unknown> = { ...facts, command: { type: action, data: proxy } };
  return handling.rules.flatMap((one) => {
    since();
    try {
      const [ruling] = weigh([one], again);
      const { missed } = since();
      return ruling ? [{ ...ruling, knowable: !missed }] : [];
    } catch (error) {
      // A rule may go on with what is not there; that it then fails says nothing of the act.
      if (!since().absent) throw error;
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
  const { proxy, since } = watched(kept);
  try {
    const yields = handling.events({ ...facts, command: { type: action, data: proxy } }).map(({ type }) => type);
    return since().missed ? null : yields;
  } catch (error) {
    if (!since().absent) throw error;
    return null;
  }
};
