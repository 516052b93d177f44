/** From a network's scores along a plate to texts: softmax, prefix beam search, the probability of a given text. */

export const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** The blank and the characters of ALPHABET, in the network's order. */
export const CLASSES = ALPHABET.length + 1;
const CODES = new Map([...ALPHABET].map((char, i) => [char, i + 1]));

/** Probabilities (place x CLASSES, row by row) of one look at a plate. */
export type Look = { readonly places: number; readonly probability: Float64Array };

/** Softmax over the classes of scores laid out CLASSES x places, as the network gives them. */
export const lookOf = (scores: Float32Array, places: number): Look => {
  const probability = new Float64Array(places * CLASSES);
  for (let t = 0; t < places; t++) {
    let most = -Infinity;
    for (let c = 0; c < CLASSES; c++) most = Math.max(most, scores[c * places + t]!);
    let sum = 0;
    for (let c = 0; c < CLASSES; c++) sum += probability[t * CLASSES + c] = Math.exp(scores[c * places + t]! - most);
    for (let c = 0; c < CLASSES; c++) probability[t * CLASSES + c]! /= sum;
  }
  return { places, probability };
};

const [LETTER_I, DIGIT_1] = [CODES.get('I')!, CODES.get('1')!];

/**
 * A look believed less than it claims: every chance to the power of `belief`, 0 to 1, and of what speaks for I or for 1
 * the share `alike`, 0 to 1, speaks for both, as where one die cuts both.
 */
export const softened = ({ places, probability }: Look, belief: number, alike: number): Look => {
  const soft = probability.map((chance) => chance ** belief);
  for (let row = 0; row < soft.length; row += CLASSES) {
    let sum = 0;
    for (let c = 0; c < CLASSES; c++) sum += soft[row + c]!;
    for (let c = 0; c < CLASSES; c++) soft[row + c]! /= sum;
    const both = soft[row + LETTER_I]! + soft[row + DIGIT_1]!;
    for (const one of [LETTER_I, DIGIT_1]) soft[row + one] = (1 - alike) * soft[row + one]! + (alike * both) / 2;
  }
  return { places, probability: soft };
};

/**
 * Prefix beam search (Hannun et al. 2014, arXiv:1408.2873): the likeliest texts with their probabilities, best first.
 * `width` prefixes are kept at each place; characters below 0.1 % at a place are not tried there.
 */
export const beamSearch = ({ places, probability }: Look, width: number): [string, number][] => {
  let beams = new Map<string, [number, number]>([['', [1, 0]]]);
  for (let t = 0; t < places; t++) {
    const row = t * CLASSES;
    const blank = probability[row]!;
    const tried: number[] = [];
    for (let c = 1; c < CLASSES; c++) if (probability[row + c]! > 1e-3) tried.push(c);
    const next = new Map<string, [number, number]>();
    const add = (text: string, endsBlank: number, endsChar: number): void => {
      const entry = next.get(text);
      if (!entry) next.set(text, [endsBlank, endsChar]);
      else {
        entry[0] += endsBlank;
        entry[1] += endsChar;
      }
    };
    for (const [text, [endsBlank, endsChar]] of beams) {
      const last = CODES.get(text.at(-1) ?? '') ?? -1;
      add(text, (endsBlank + endsChar) * blank, last > 0 ? endsChar * probability[row + last]! : 0);
      for (const c of tried) {
        // A character twice in a row needs a blank between: without it the second is the first, still being seen.
        const before = c === last ? endsBlank : endsBlank + endsChar;
        if (before > 0) add(text + ALPHABET[c - 1]!, 0, before * probability[row + c]!);
      }
    }
    beams = new Map([...next].sort((a, b) => b[1][0] + b[1][1] - a[1][0] - a[1][1]).slice(0, width));
  }
  return [...beams].map(([text, [endsBlank, endsChar]]) => [text, endsBlank + endsChar]);
};

/** The probability that a look shows exactly this text: the CTC forward sum over all alignments (Graves 2006). */
export const probabilityOf = ({ places, probability }: Look, text: string): number => {
  const codes = [...text].map((char) => CODES.get(char) ?? 0);
  const length = 2 * codes.length + 1;
  const code = (s: number): number => (s % 2 ? codes[s >> 1]! : 0);
  let before = new Float64Array(length);
  before[0] = probability[0]!;
  if (length > 1) before[1] = probability[code(1)]!;
  for (let t = 1; t < places; t++) {
    const now = new Float64Array(length);
    for (let s = 0; s < length; s++) {
      let sum = before[s]! + (s > 0 ? before[s - 1]! : 0);
      if (s > 1 && s % 2 && code(s) !== code(s - 2)) sum += before[s - 2]!;
      now[s] = sum * probability[t * CLASSES + code(s)]!;
    }
    before = now;
  }
  return before[length - 1]! + (length > 1 ? before[length - 2]! : 0);
};
