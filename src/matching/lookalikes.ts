/** Characters that a reader, human or machine, takes for one another; folding them lets a misread meet its plate. */

/** Told apart with difficulty on most plates: a confusable match may differ in any number of these. */
export const groups = ['0ODQ', '1I', '2Z', '5S', '8B', '6G'] as const;

/**
 * Told apart on a clean plate, confused in rain, at an angle or at night. Ours to decide: a confusable match may differ
 * in one of these at most, because two of them together are more often another plate than a misread one.
 */
export const weakPairs = ['4A', 'UV', 'HW'] as const;

const table = (sets: readonly string[]): ReadonlyMap<string, string> =>
  new Map(sets.flatMap((set) => [...set].map((character) => [character, set[0]!] as const)));

/** Code units to code units, so that folding a plate is a walk through a small table. */
const units = (sets: readonly string[]): Uint8Array => {
  const to = Uint8Array.from({ length: 128 }, (_, unit) => unit);
  for (const [character, first] of table(sets)) to[character.charCodeAt(0)] = first.charCodeAt(0);
  return to;
};
const strong = units(groups);
const coarse = units([...groups, ...weakPairs]);

const folded = (plate: string, to: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < plate.length; i += 1) {
    const unit = plate.charCodeAt(i);
    text += String.fromCharCode(to[unit] ?? unit);
  }
  return text;
};

/** What a code unit below 128 becomes when weak pairs are folded too; for who folds without making a text. */
export const coarseUnit = (unit: number): number => coarse[unit] ?? unit;

/** The plate with every character replaced by the first of its group; equal for plates that look alike. */
export const fold = (plate: string): string => folded(plate, strong);

/** The same with the weak pairs folded too: plates that do not share it can never be a confusable match. */
export const coarseFold = (plate: string): string => folded(plate, coarse);

/** One character of the reading that is not the one listed. `weak` when only a weak pair excuses it. */
export type Difference = {
  /** From 0. */
  readonly position: number;
  readonly read: string;
  readonly listed: string;
  readonly weak: boolean;
};

/** Where two plates of one length differ. */
export const differences = (read: string, listed: string): Difference[] => {
  const found: Difference[] = [];
  for (let position = 0; position < read.length; position += 1) {
    const [a, b] = [read.charCodeAt(position), listed.charCodeAt(position)];
    if (a !== b)
      found.push({
        position,
        read: read.charAt(position),
        listed: listed.charAt(position),
        weak: (strong[a] ?? a) !== (strong[b] ?? b),
      });
  }
  return found;
};

/** The same for two plates of one coarse fold; null when more than one weak pair would have to excuse them. */
export const excused = (read: string, listed: string): readonly Difference[] | null => {
  const found = differences(read, listed);
  return found.length < 2 || found.filter(({ weak }) => weak).length < 2 ? found : null;
};

/** How the reading differs when it could be taken for the listed plate; null when it could not. */
export const confusable = (read: string, listed: string): readonly Difference[] | null =>
  coarseFold(read) === coarseFold(listed) ? excused(read, listed) : null;
