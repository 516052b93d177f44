/** Judging what somebody wrote: whether it names anything, and whether it names what the policy forbids. */
import { honestWords, immigrationTerms, personWords, protectedTerms, type Term, vagueWords } from './lexicon.js';

/** How surely a text speaks of something: `certain` refuses, `possible` is flagged for review. */
export type Sureness = 'none' | 'possible' | 'certain';

export type Judged = {
  /** It names something: at least one word that is neither vague nor a bare number nor noise. */
  readonly specific: boolean;
  readonly immigration: Sureness;
  readonly protectedActivity: Sureness;
};

/** Accents and case say nothing: `Deportación` is `deportacion`. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const digitLetters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };

/** Digits that stand in for letters within a word, as in `d3port`; a number stays a number. */
const unmasked = (word: string): string =>
  /^\d+$/.test(word) || !/\p{L}{2}/u.test(word) ? word : word.replaceAll(/[013457]/g, (digit) => digitLetters[digit]!);

/** Every text that comes of leaving out one character. */
const shortened = (word: string): string[] =>
  Array.from(word, (_, place) => word.slice(0, place) + word.slice(place + 1));

/** Whether one slip of the hand lies between them: a letter left out, added, changed, or two exchanged. */
const oneSlip = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
};

/** Words shorter than this are taken as they are written: between short words one slip lies too often. */
const SHORTEST_MISSPELT = 6;

/** A set of words that is also met by their misspellings, found through what both become with a letter left out. */
class Misspelt {
  readonly #exact: ReadonlySet<string>;
  readonly #near = new Map<string, string[]>();

  constructor(words: readonly string[]) {
    this.#exact = new Set(words.map(plain));
    for (const word of this.#exact)
      if (word.length >= SHORTEST_MISSPELT)
        for (const key of [word, ...shortened(word)]) this.#near.set(key, [...(this.#near.get(key) ?? []), word]);
  }

  /** The word of the set that was meant, or undefined. */
  meant(word: string): string | undefined {
    const written = [word, unmasked(word)].find((one) => this.#exact.has(one));
    if (written !== undefined) return written;
    const text = unmasked(word);
    if (text.length < SHORTEST_MISSPELT - 1 || honestWords.has(text)) return undefined;
    for (const key of [text, ...shortened(text)])
      for (const near of this.#near.get(key) ?? []) if (oneSlip(text, near)) return near;
    return undefined;
  }
}

const vague = new Misspelt(vagueWords);

/** Keys struck at random, or one key held down. */
const noise = (word: string): boolean =>
  new Set(word).size <= 2 ||
  /^(?:asdf|qwer|zxcv|hjkl|lorem|blah|foo|bar|abc)+/.test(word) ||
  /^(.{1,3})\1+$/.test(word);

const namesSomething = (word: string): boolean =>
  (word.length > 2 || /[^\p{ASCII}]/u.test(word)) &&
  !/^\d+$/.test(word) &&
  !noise(word) &&
  vague.meant(word) === undefined;

/** Finds the terms of a lexicon in a text: single words also misspelt, phrases word for word. */
class Lexicon {
  readonly #weights: ReadonlyMap<string, Term['weight']>;
  readonly #words: Misspelt;
  readonly #phrases: readonly (Term & { readonly spaced: boolean })[];

  constructor(terms: readonly Term[]) {
    const single = terms.filter(({ text }) => /^[\p{Script=Latin}\d]+$/u.test(text));
    this.#weights = new Map(single.map(({ text, weight }) => [plain(text), weight]));
    // What has innocent uses is taken as it is written, and never guessed at.
    this.#words = new Misspelt(single.filter(({ weight }) => weight === 'certain').map(({ text }) => text));
    this.#phrases = terms
      .filter(({ text }) => !this.#weights.has(plain(text)))
      .map(({ text, weight }) => ({ text: plain(text), weight, spaced: /\p{Script=Latin}/u.test(text) }));
  }

  find(words: readonly string[]): Sureness {
    let found: Sureness = 'none';
    const note = (weight: Sureness | undefined): void => {
      if (weight === 'certain' || (weight === 'possible' && found === 'none')) found = weight;
    };
    for (const word of words) note(this.#weights.get(this.#words.meant(word) ?? word));
    const text = ` ${words.join(' ')} `;
    for (const { text: sought, weight, spaced } of this.#phrases)
      if (text.includes(spaced ? ` ${sought} ` : sought)) note(weight);
    return found;
  }
}

const immigration = new Lexicon(immigrationTerms);
const protectedActivity = new Lexicon(protectedTerms);

/** The rules of one case judge the same reason again and again. */
const remembered = new Map<string, Judged>();
const REMEMBERED = 256;

/** What a stated reason says, whatever its language and however it was misspelt. */
export const judgeReason = (reason: string): Judged => {
  const known = remembered.get(reason);
  if (known !== undefined) return known;
  const words = wordsOf(reason);
  const judged = {
    specific: words.some(namesSomething),
    immigration: immigration.find(words),
    protectedActivity: protectedActivity.find(words),
  };
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(reason, judged);
  return judged;
};

/** True when the text names something: at least one word that is neither vague nor a bare number. */
export const saysSomething = (reason: string): boolean => judgeReason(reason).specific;

/** True when the text describes a person: the system reads plates, and of people takes nothing in (430.1¶1.3). */
export const describesPerson = (text: string): boolean => wordsOf(text).some((word) => personWords.has(word));
