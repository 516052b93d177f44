/** Partial plates, found without trying each: every pattern is filed under two characters that a plate must have. */
import { fits } from './pattern.js';

/** Letters and digits of a plate in six bits. */
const six = (text: string, place: number): number => (text.charCodeAt(place) - 48) & 63;

/** A number for two characters and their places in a plate of that length: cheaper to look up than a text. */
const placed = (text: string, i: number, j: number): number =>
  (((text.length * 16 + i) * 16 + j) * 64 + six(text, i)) * 64 + six(text, j);

const neighbours = (text: string, i: number): number => -1 - (six(text, i) * 64 + six(text, i + 1));

/** The first and the last known character of a pattern without `*`, which fits plates of its own length only. */
const placesOf = (pattern: string): readonly [number, number] | null => {
  if (pattern.includes('*')) return null;
  const first = pattern.search(/[^?]/);
  const last = pattern.length - 1 - [...pattern].reverse().join('').search(/[^?]/);
  return first >= 0 && first < last && last < 16 ? [first, last] : null;
};

export class Partials<Item extends { readonly plate: string }> {
  private readonly filed = new Map<number, Set<Item>>();
  /** Which places patterns of a length are filed under, and how many are: few, so that few are looked up. */
  private readonly places = new Map<number, Map<number, number>>();
  /** Patterns with fewer than two characters to go by, tried one by one; the policy's settings admit none. */
  private readonly loose = new Set<Item>();
  /** How many patterns are filed under two neighbours, because of a `*`. */
  private starred = 0;

  add(item: Item): void {
    this.note(item.plate, 1);
    const anchor = this.anchorOf(item.plate);
    const filed = anchor === null ? this.loose : this.filed.get(anchor);
    if (filed) filed.add(item);
    else this.filed.set(anchor!, new Set([item]));
  }

  /** Takes away an item that was added. */
  remove(item: Item): void {
    this.note(item.plate, -1);
    const anchor = this.anchorOf(item.plate);
    if (anchor === null) {
      this.loose.delete(item);
      return;
    }
    const filed = this.filed.get(anchor);
    filed?.delete(item);
    if (filed?.size === 0) this.filed.delete(anchor);
  }

  /** Every item whose pattern the plate fits. */
  find(plate: string): Item[] {
    const found: Item[] = [];
    this.collect(this.loose, plate, found);
    for (const places of this.places.get(plate.length)?.keys() ?? [])
      this.collect(this.filed.get(placed(plate, places >> 4, places & 15)), plate, found);
    if (this.starred === 0) return found;
    const anchors = new Set<number>();
    // A plate such as AAAA names the same neighbours more than once.
    for (let i = 0; i < plate.length - 1; i += 1) anchors.add(neighbours(plate, i));
    for (const anchor of anchors) this.collect(this.filed.get(anchor), plate, found);
    return found;
  }

  private collect(items: Iterable<Item> | undefined, plate: string, found: Item[]): void {
    for (const item of items ?? []) if (fits(plate, item.plate)) found.push(item);
  }

  private anchorOf(pattern: string): number | null {
    const places = placesOf(pattern);
    if (places) return placed(pattern, ...places);
    const pair = pattern.includes('*') ? pattern.search(/[^?*]{2}/) : -1;
    return pair < 0 ? null : neighbours(pattern, pair);
  }

  private note(pattern: string, by: 1 | -1): void {
    const places = placesOf(pattern);
    if (!places) {
      if (this.anchorOf(pattern) !== null) this.starred += by;
      return;
    }
    const key = (places[0] << 4) | places[1];
    const counts = this.places.get(pattern.length) ?? new Map<number, number>();
    this.places.set(pattern.length, counts);
    const count = (counts.get(key) ?? 0) + by;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  }
}
