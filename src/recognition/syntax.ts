/** How numbers are written: how likely a number is before the picture is looked at, and whose serial it may be. */

/** One way of writing a serial; `likelihood` is the chance of one certain number among all with this pattern. */
export type Pattern = {
  readonly state: string;
  readonly vehicles: number;
  readonly serial: RegExp;
  readonly classes: string;
};

/** Shares of vehicles with a serial of the table and with a special or older series; the rest is personalised. */
const SERIALS = 0.78;
const SPECIALS = 0.16;
const PERSONALISED = 1 - SERIALS - SPECIALS;
/** A state's serials stand in the table with the most used first: each is taken to be half as common as the last. */
const HALF = 0.5;
/** Vehicles, in millions, whose number looks like some other state's serial: personalised, old or special plates. */
const ELSEWHERE = 0.9;
/** In place of a letter I, O and Q are rare: most states skip them for their likeness to 1 and 0. */
const RARE_LETTER = 1 / 279;
const LETTER = 12 * RARE_LETTER;
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

const CLASS: Readonly<Record<string, string>> = { '#': '[0-9]', '1': '[1-9]', A: '[A-Z]', B: '[A-HJ-NPR-Z]' };

/** Reads models/syntax.tsv: state, vehicles in millions, patterns joined by '|'. */
export const parseSyntax = (table: string): Pattern[] =>
  table
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .slice(1)
    .flatMap((line) => {
      const [state = '', vehicles = '0', patterns = ''] = line.split('\t');
      const sources = [...new Set(patterns.split('|').map((pattern) => pattern.replace(/[-* ]/g, '')))];
      const total = sources.reduce((sum, _, rank) => sum + HALF ** rank, 0);
      return sources.map((classes, rank) => ({
        state,
        vehicles: (Number(vehicles) * HALF ** rank) / total,
        serial: new RegExp(`^${[...classes].map((c) => CLASS[c] ?? c).join('')}$`),
        classes,
      }));
    });

/**
 * How much likelier a number is on roads than among random characters: the log of the ratio, natural.
 * A mixture of the serials of all states, of special series and of personalised plates: the one that training/syntax.py
 * draws from, so its constants rest on general knowledge of plates and on no measured one. Never minus infinity.
 */
export const plausibility = (patterns: readonly Pattern[], plate: string): number => {
  const onRoads = SERIALS * serialChance(patterns, plate) + SPECIALS * specialChance(plate);
  const random = CHARACTERS ** -plate.length;
  return Math.log((onRoads + PERSONALISED * wordChance(plate)) / random + UNEXPECTED);
};

const letterChance = (char: string): number => ('IOQ'.includes(char) ? RARE_LETTER : LETTER);

const serialChance = (patterns: readonly Pattern[], plate: string): number => {
  let [sum, vehicles] = [0, 0];
  for (const pattern of patterns) {
    vehicles += pattern.vehicles;
    if (pattern.serial.test(plate)) sum += pattern.vehicles * chanceWithin(pattern.classes, plate);
  }
  return sum / vehicles;
};

const chanceWithin = (classes: string, plate: string): number => {
  let chance = 1;
  for (const [i, char] of [...plate].entries()) {
    const kind = classes[i];
    chance *=
      kind === 'A' ? letterChance(char) : kind === 'B' ? 1 / 23 : kind === '#' ? 1 / 10 : kind === '1' ? 1 / 9 : 1;
  }
  return chance;
};

const specialChance = (plate: string): number => {
  const runs = plate.match(/[A-Z]+|[0-9]+/g)?.length ?? 0;
  const shape = (SPECIAL_LENGTHS[plate.length] ?? 0) * (SPECIAL_RUNS[runs] ?? 0);
  if (!shape || /^[A-Z]+$/.test(plate)) return 0;
  const beginnings = runs > 1 ? 2 : 1;
  const chars = [...plate].reduce((chance, char) => chance * (/[0-9]/.test(char) ? 1 / 10 : letterChance(char)), 1);
  return (shape * chars) / (ways(plate.length - 1, runs - 1) * beginnings);
};

/** In how many ways `k` cuts can be chosen among `n`. */
const ways = (n: number, k: number): number => (k <= 0 ? 1 : (ways(n - 1, k - 1) * n) / k);

const wordChance = (plate: string): number =>
  [...plate].reduce(
    (chance, char) => chance * (/[0-9]/.test(char) ? DIGIT_IN_WORD : 'AEIOUY'.includes(char) ? VOWEL : CONSONANT),
    WORD_LENGTHS[plate.length] ?? 0,
  );

/** The share of vehicles with a number like this, by state, together below 1; empty where it is no state's serial. */
export const statesOf = (patterns: readonly Pattern[], plate: string): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const { state, vehicles, serial } of patterns) {
    if (serial.test(plate)) weights.set(state, (weights.get(state) ?? 0) + vehicles);
  }
  const total = [...weights.values()].reduce((a, b) => a + b, ELSEWHERE);
  return new Map([...weights].map(([state, weight]) => [state, weight / total]));
};
