/** Partial plates, found without trying each: every pattern is filed under two characters that a plate must have. */
import { fits } from './pattern.js';

/** A pattern without `*` fits plates of its own length only, so two characters are filed with their places. */
const placed = (length: number, i: number, a: string, j: number, b: string): string => `${length}${i}${a}${j}${b}`;

const anchorOf = (pattern: string): string | null => {
  if (!pattern.includes('*')) {
    const known = [...pattern].flatMap((character, place) => (character === '?' ? [] : [{ character, place }]));
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last || first === last) return null;
    return placed(pattern.length, first.place, first.character, last.place, last.character);
  }
  return /[^?*]{2}/.exec(pattern)?.[0] ?? null;
};

/** Every anchor under which a pattern that fits this plate may have been filed. */
const anchorsOf = (plate: string): string[] => {
  const anchors: string[] = [];
  for (let i = 0; i < plate.length - 1; i += 1) {
    anchors.push(plate.slice(i, i + 2));
    for (let j = i + 1; j < plate.length; j += 1)
      anchors.push(placed(plate.length, i, plate.charAt(i), j, plate.charAt(j)));
  }
  return anchors;
};

export class Partials<Item extends { readonly plate: string }> {
  private readonly filed = new Map<string, Set<Item>>();
  /** Patterns with fewer than two characters to go by; the policy's settings admit none, and they are tried one by one. */
  private readonly loose = new Set<Item>();

  add(item: Item): void {
    const anchor = anchorOf(item.plate);
    const filed = anchor === null ? this.loose : this.filed.get(anchor);
    if (filed) filed.add(item);
    else this.filed.set(anchor!, new Set([item]));
  }

  remove(item: Item): void {
    this.loose.delete(item);
    const anchor = anchorOf(item.plate) ?? '';
    const filed = this.filed.get(anchor);
    filed?.delete(item);
    if (filed?.size === 0) this.filed.delete(anchor);
  }

  /** Every item whose pattern the plate fits. */
  find(plate: string): Item[] {
    const found = [...this.loose].filter((item) => fits(plate, item.plate));
    if (this.filed.size === 0) return found;
    // A plate such as AAAA names one anchor more than once.
    for (const anchor of new Set(anchorsOf(plate)))
      for (const item of this.filed.get(anchor) ?? []) if (fits(plate, item.plate)) found.push(item);
    return found;
  }
}
