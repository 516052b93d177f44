/** How numbers are written: how likely a number is before the picture is looked at, and whose serial it may be. */

/** One way in which a state writes its serials; `vehicles`, in millions, are those that carry one of these. */
export type Pattern = {
  readonly state: string;
  readonly vehicles: number;
  readonly serial: RegExp;
  readonly classes: string;
  /** How often each letter stands in place of an A, by its code from 'A', together 1. */
  readonly letters: readonly number[];
};

/** How likely each state is before its serial is looked at, together 1. */
export type States = ReadonlyMap<string, number>;

/** Shares of vehicles with a serial of the table and with a special or older series; the rest is personalised. */
const SERIALS = 0.78;
const SPECIALS = 0.16;
const PERSONALISED = 1 - SERIALS - SPECIALS;
/** A state's serials stand in the table with the most used first: each is taken to be half as common as the last. */
const HALF = 0.5;
/** In place of a letter I, O and Q are rare: most states skip them for their likeness to 1 and 0. */
const RARE = 'IOQ';
const ORDINARY = 12;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Special series: how many characters they have, and in how many runs of letters or of digits. */
const SPECIAL_LENGTHS: Readonly<Record<number, number>> = { 4: 0.08, 5: 0.25, 6: 0.42, 7: 0.25 };
const SPECIAL_RUNS: Readonly<Record<number, number>> = { 1: 0.12, 2: 0.53, 3: 0.29, 4: 0.06 };
/** Personalised numbers: how many characters they have; two vowels to three consonants, one digit in ten. */
const WORD_LENGTHS: Readonly<Record<number, number>> = { 2: 0.03, 3: 0.06, 4: 0.16, 5: 0.2, 6: 0.25, 7: 0.26, 8: 0.04 };
const VOWEL = 0.36 / 6;
const CONSONANT = 0.54 / 20;
const DIGIT_IN_WORD = 0.1 / 10;
/** What no rule expects is still possible: a number of another country, an unknown series, a piece of a plate. */
const UNEXPECTED = 1e-3;
const CHARACTERS = 36;

const CLASS: Readonly<Record<string, string>> = {
  '#': '[0-9]',
  '1': '[1-9]',
  A: '[A-Z]',
  B: '[A-HJ-NPR-Z]',
  X: '[A-HJ-NPR-Z0-9]',
};
/** In place of one of a class each of so many characters; a letter of class A by its state's habits. */
const EQUALLY: Readonly<Record<string, number>> = { '#': 10, '1': 9, B: 23, X: 33 };

/** How often each letter is used, together 1; `habits` names ordinary ones (+) and ones that never occur (-). */
const letterShares = (habits = ''): number[] => {
  const [ordinary = '', never = ''] = habits.replace('+', '').split('-');
  const weight = (char: string): number =>
    never.includes(char) ? 0 : RARE.includes(char) && !ordinary.includes(char) ? 1 : ORDINARY;
  const weights = [...LETTERS].map(weight);
  const total = weights.reduce((a, b) => a + b);
  return weights.map((one) => one / total);
};
const USUAL_LETTERS = letterShares();
const shareOf = (shares: readonly number[], char: string): number => shares[char.charCodeAt(0) - 65] ?? 0;
const isDigit = (char: string): boolean => char >= '0' && char <= '9';

/** Reads models/syntax.tsv: state, vehicles in millions, patterns joined by '|', habits with letters. */
export const parseSyntax = (table: string): Pattern[] =>
  table
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .slice(1)
    .flatMap((line) => {
      const [state = '', vehicles = '0', patterns = '', habits = ''] = line.split('\t');
      const sources = [...new Set(patterns.split('|').map((pattern) => pattern.replace(/[-* ]/g, '')))];
      const total = sources.reduce((sum, _, rank) => sum + HALF ** rank, 0);
      const letters = letterShares(habits);
      return sources.map((classes, rank) => ({
        state,
        vehicles: (Number(vehicles) * HALF ** rank) / total,
        serial: new RegExp(`^${[...classes].map((c) => CLASS[c] ?? c).join('')}$`),
        classes,
        letters,
      }));
    });

/** How common each state's vehicles are, together 1: all that is known of a plate whose captions say nothing. */
export const statesByVehicles = (patterns: readonly Pattern[]): States => {
  const shares = new Map<string, number>();
  const total = patterns.reduce((sum, { vehicles }) => sum + vehicles, 0);
  for (const { state, vehicles } of patterns) shares.set(state, (shares.get(state) ?? 0) + vehicles / total);
  return shares;
};

/**
 * How much likelier a number is on roads than among random characters: the log of the ratio, natural.
 * A mixture of the serials of the states, weighed by how likely each state is, of special series and of personalised
 * plates: the one that training/syntax.py draws from, so its constants rest on general knowledge of plates and on no
 * measured one. Never minus infinity.
 */
export const plausibility = (patterns: readonly Pattern[], plate: string, states?: States): number => {
  const serials = sumOf(serialChances(patterns, plate, states ?? statesByVehicles(patterns)));
  const random = CHARACTERS ** -plate.length;
  return Math.log((SERIALS * serials + stateless(plate)) / random + UNEXPECTED);
};

const sumOf = (chances: States): number => [...chances.values()].reduce((a, b) => a + b, 0);

/** By state: how likely it is, times the chance of this number among its serials; states without such are left out. */
const serialChances = (patterns: readonly Pattern[], plate: string, states: States): Map<string, number> => {
  const [chances, totals] = [new Map<string, number>(), vehiclesOf(patterns)];
  for (const { state, vehicles, serial, classes, letters } of patterns) {
    if (classes.length !== plate.length || !serial.test(plate)) continue;
    const chance = ((states.get(state) ?? 0) * vehicles * chanceWithin(classes, letters, plate)) / totals.get(state)!;
    chances.set(state, (chances.get(state) ?? 0) + chance);
  }
  return chances;
};

const totalsKnown = new WeakMap<readonly Pattern[], Map<string, number>>();
const vehiclesOf = (patterns: readonly Pattern[]): Map<string, number> => {
  let totals = totalsKnown.get(patterns);
  if (!totals) {
    totals = new Map();
    for (const { state, vehicles } of patterns) totals.set(state, (totals.get(state) ?? 0) + vehicles);
    totalsKnown.set(patterns, totals);
  }
  return totals;
};

const chanceWithin = (classes: string, letters: readonly number[], plate: string): number => {
  let chance = 1;
  for (let i = 0; i < classes.length; i++) {
    const kind = classes[i]!;
    chance *= kind === 'A' ? shareOf(letters, plate[i]!) : 1 / (EQUALLY[kind] ?? 1);
  }
  return chance;
};

/** The chance of a number that is no state's serial: of a special series, or of somebody's own choice. */
const stateless = (plate: string): number => SPECIALS * specialChance(plate) + PERSONALISED * wordChance(plate);

const specialChance = (plate: string): number => {
  const runs = plate.match(/[A-Z]+|[0-9]+/g)?.length ?? 0;
  const shape = (SPECIAL_LENGTHS[plate.length] ?? 0) * (SPECIAL_RUNS[runs] ?? 0);
  if (!shape || /^[A-Z]+$/.test(plate)) return 0;
  const beginnings = runs > 1 ? 2 : 1;
  const chars = [...plate].reduce((chance, char) => chance * (isDigit(char) ? 0.1 : shareOf(USUAL_LETTERS, char)), 1);
  return (shape * chars) / (ways(plate.length - 1, runs - 1) * beginnings);
};

/** In how many ways `k` cuts can be chosen among `n`. */
const ways = (n: number, k: number): number => (k <= 0 ? 1 : (ways(n - 1, k - 1) * n) / k);

const wordChance = (plate: string): number =>
  [...plate].reduce(
    (chance, char) => chance * (isDigit(char) ? DIGIT_IN_WORD : 'AEIOUY'.includes(char) ? VOWEL : CONSONANT),
    WORD_LENGTHS[plate.length] ?? 0,
  );

/**
 * How likely each state is once the number is read, together 1: a state that has no such serials may still have
 * issued it as a special or a personalised number.
 */
export const statesOf = (patterns: readonly Pattern[], plate: string, states?: States): Map<string, number> => {
  const before = states ?? statesByVehicles(patterns);
  const [chances, others] = [serialChances(patterns, plate, before), stateless(plate)];
  const all = SERIALS * sumOf(chances) + others;
  const after = (state: string, share: number): number =>
    all > 0 ? (SERIALS * (chances.get(state) ?? 0) + share * others) / all : share;
  return new Map([...before].map(([state, share]) => [state, after(state, share)]));
};
