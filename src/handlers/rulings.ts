/** Rulings as the ledger keeps them: clause and code, in two lists; and their sentences, found again by these. */
import type { Clause } from '../domain/policy/clauses.js';
import type { RefusalCode, Ruling } from '../domain/policy/rule.js';
import { deciders } from './deciders.js';

type Kept = { readonly upheld: readonly string[]; readonly broken: readonly string[] };

const keyOf = ({ clause, code }: Pick<Ruling, 'clause' | 'code'>): string => `${clause} ${code}`;

/** A rule gives the same ruling again and again; its key is one string, known to whoever looks through the line. */
const keys = new WeakMap<Ruling, string>();
const keyOfRuling = (ruling: Ruling): string => {
  let key = keys.get(ruling);
  if (key === undefined) keys.set(ruling, (key = keyOf(ruling)));
  return key;
};

const texts = new WeakMap<readonly Ruling[], Kept>();

/** `430.6(k).3 R-UNCONFIRMED` in `upheld` or `broken`. */
export const textOf = (rulings: readonly Ruling[]): Kept => {
  const known = texts.get(rulings);
  if (known) return known;
  const kept = {
    upheld: rulings.filter(({ upheld }) => upheld).map(keyOfRuling),
    broken: rulings.filter(({ upheld }) => !upheld).map(keyOfRuling),
  };
  texts.set(rulings, kept);
  return kept;
};

const sentences = new Map(
  deciders
    .flatMap(({ on }) => Object.values(on).flatMap(({ rules }) => rules))
    .map(({ clause, code, requires, remedy }) => [keyOf({ clause, code }), { requires, remedy }]),
);

/** The rulings of a line, in today's words; a rule since withdrawn keeps its clause and code. */
export const rulingsOf = ({ upheld, broken }: Kept): Ruling[] => {
  const read =
    (holds: boolean) =>
    (key: string): Ruling => {
      const [clause, code] = key.split(' ') as [Clause, RefusalCode];
      return { clause, code, upheld: holds, ...(sentences.get(key) ?? { requires: code, remedy: '' }) };
    };
  return [...upheld.map(read(true)), ...broken.map(read(false))];
};
