/** How states write their serials: a soft hint for the reader, and the only clue to the state of a plate. */

/** One way of writing a serial. */
export type Pattern = { readonly state: string; readonly vehicles: number; readonly serial: RegExp };

/**
 * A number that no state would write may still be a personalised plate: it loses weight, never all of it. About four
 * US vehicles in a hundred have one; they are given more, since the table of serials is not complete either.
 */
const PERSONALISED = 0.1;
/** Serials have five to seven characters, personalised plates seldom eight; shorter reads are mostly pieces. */
const BY_LENGTH = [0.001, 0.005, 0.02, 0.06, 0.2, 0.8, 1, 1, 0.05, 0.005];
/** A state's serials stand in the table with the most used first: each is taken to be half as common as the last. */
const HALF = 0.5;
/** Vehicles, in millions, whose number looks like some other state's serial: personalised, old or special plates. */
const ELSEWHERE = 0.9;
/** In place of a letter I, O and Q are rare: most states skip them for their likeness to 1 and 0. */
const RARE_LETTER = 0.3;

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
      return sources.map((source, rank) => ({
        state,
        vehicles: (Number(vehicles) * HALF ** rank) / total,
        serial: new RegExp(`^${[...source].map((c) => CLASS[c] ?? c).join('')}$`),
      }));
    });

/** How plausible a number is before the picture is looked at: above 0, at most 1. */
export const plausibility = (patterns: readonly Pattern[], plate: string): number => {
  const length = BY_LENGTH[plate.length] ?? 0.001;
  if (!patterns.some(({ serial }) => serial.test(plate))) return length * PERSONALISED;
  const rare = /[0-9]/.test(plate) ? plate.replace(/[^IOQ]/g, '').length : 0;
  return length * Math.max(PERSONALISED, RARE_LETTER ** rare);
};

/** The share of vehicles with a number like this, by state, together below 1; empty where it is no state's serial. */
export const statesOf = (patterns: readonly Pattern[], plate: string): Map<string, number> => {
  const weights = new Map<string, number>();
  for (const { state, vehicles, serial } of patterns) {
    if (serial.test(plate)) weights.set(state, (weights.get(state) ?? 0) + vehicles);
  }
  const total = [...weights.values()].reduce((a, b) => a + b, ELSEWHERE);
  return new Map([...weights].map(([state, weight]) => [state, weight / total]));
};
