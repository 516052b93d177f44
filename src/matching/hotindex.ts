/** The standing hot-list entries in memory, and how a read meets them: letter for letter, alike, or in part. */
import type { MatchKind } from '../domain/hit.js';
import type { HotListCategory } from '../domain/hotlist.js';
import { coarseFold, type Difference, excused } from './lookalikes.js';
import { Partials } from './partials.js';
import { isPartial } from './pattern.js';

export type HotEntry = {
  readonly entryId: string;
  readonly hotListId: string;
  readonly category: HotListCategory;
  /** Upper-case letters and digits; `?` and `*` make it a partial plate. */
  readonly plate: string;
  /** USPS code, or `unknown`. */
  readonly plateState: string;
  readonly reason: string;
  readonly addedAt: string;
  readonly expiresAt: string;
};

/** A read as it comes to be matched. Confidences are 1/10000. */
export type Read = {
  readonly plate: string;
  readonly plateState: string;
  /** When it was captured: an entry that had ended by then is not met. */
  readonly at: string;
  readonly confidence?: number;
  readonly candidates: readonly { readonly plate: string; readonly confidence: number }[];
};

/** The entry that was met, `plate` and `plateState` as listed, and how the read met it. */
export type Match = HotEntry & {
  /** How `reading` met the entry, which is an alternative text when `alternative` says so. */
  readonly kind: MatchKind;
  readonly reading: string;
  /** Of that reading, where the reader told one. */
  readonly confidence: number | null;
  /** True when the reader thought another text more likely; the alert must show both. */
  readonly alternative: boolean;
  /** The characters that differ from the listed ones; empty unless the match is confusable. */
  readonly differences: readonly Difference[];
  /** A state known to differ ranks the match last and must be shown; it never drops it (430.6(k).1 is for the eye). */
  readonly state: 'agrees' | 'differs' | 'unknown';
};

/** Alternative readings less likely than this are noise; ours to decide. */
export const ALTERNATIVE_FLOOR = 2_000;
/** A reader may name dozens; the first few hold nearly all of the probability. */
export const MOST_ALTERNATIVES = 10;

type Filed = HotEntry & { readonly ends: number };

const known = (state: string): boolean => state !== '' && state !== 'unknown';
const stateOf = (read: string, listed: string): Match['state'] => {
  if (!known(read) || !known(listed)) return 'unknown';
  return read === listed ? 'agrees' : 'differs';
};

const kinds: readonly MatchKind[] = ['exact', 'confusable', 'partial'];

/** Best first: a state that does not differ, the likeliest reading, the closest kind, the fewest differences. */
const better = (a: Match, b: Match): number =>
  Number(a.state === 'differs') - Number(b.state === 'differs') ||
  Number(a.alternative) - Number(b.alternative) ||
  kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
  a.differences.length - b.differences.length ||
  (b.confidence ?? 0) - (a.confidence ?? 0);

type Reading = { readonly plate: string; readonly confidence: number | null };

const none: readonly Difference[] = [];

const distinctReadings = ({ plate, confidence, candidates }: Read): Reading[] => {
  const readings: Reading[] = [{ plate, confidence: confidence ?? null }];
  for (const one of candidates.slice(0, MOST_ALTERNATIVES))
    if (one.confidence >= ALTERNATIVE_FLOOR && !readings.some((other) => other.plate === one.plate)) readings.push(one);
  return readings.filter((one) => one.plate !== '' && one.plate !== 'unknown');
};

export class HotIndex {
  private readonly byId = new Map<string, Filed>();
  /** Whole plates by their coarse fold: what is equal or alike lies together, so one look-up finds both. */
  private readonly whole = new Map<string, Filed | Filed[]>();
  private readonly partials = new Partials<Filed>();

  constructor(entries: Iterable<HotEntry> = []) {
    for (const entry of entries) this.add(entry);
  }

  get size(): number {
    return this.byId.size;
  }

  /** Adds an entry, or replaces the one of the same id. */
  add(entry: HotEntry): void {
    this.remove(entry.entryId);
    // Field by field, so that a million entries share one shape and keep nothing that is not theirs.
    const { entryId, hotListId, category, plate, plateState, reason, addedAt, expiresAt } = entry;
    const own = { entryId, hotListId, category, plate, plateState, reason, addedAt, expiresAt };
    const filed = { ...own, ends: Date.parse(expiresAt) };
    this.byId.set(entryId, filed);
    if (isPartial(plate)) return this.partials.add(filed);
    const key = coarseFold(plate);
    const there = this.whole.get(key);
    if (Array.isArray(there)) there.push(filed);
    else this.whole.set(key, there ? [there, filed] : filed);
  }

  /** Takes an entry away; from now on no read meets it. */
  remove(entryId: string): void {
    const filed = this.byId.get(entryId);
    if (!filed) return;
    this.byId.delete(entryId);
    if (isPartial(filed.plate)) return this.partials.remove(filed);
    const key = coarseFold(filed.plate);
    const there = this.whole.get(key);
    const rest = Array.isArray(there) ? there.filter((one) => one !== filed) : [];
    if (rest.length === 0) this.whole.delete(key);
    else this.whole.set(key, rest.length === 1 ? rest[0]! : rest);
  }

  /** Every entry the read meets, each once, best first. An entry that had ended when the plate was seen is not met. */
  match(read: Read): Match[] {
    const seenAt = Date.parse(read.at);
    const met = new Map<string, Match>();
    for (const { plate, confidence } of distinctReadings(read)) {
      const alternative = plate !== read.plate;
      const meet = ({ ends, ...entry }: Filed, kind: MatchKind, differences: readonly Difference[]): void => {
        if (!(ends > seenAt)) return;
        const state = stateOf(read.plateState, entry.plateState);
        const match: Match = { ...entry, kind, reading: plate, confidence, alternative, differences, state };
        const before = met.get(entry.entryId);
        if (!before || better(match, before) < 0) met.set(entry.entryId, match);
      };
      const there = this.whole.get(coarseFold(plate)) ?? [];
      for (const entry of Array.isArray(there) ? there : [there]) {
        const differing = entry.plate === plate ? none : excused(plate, entry.plate);
        if (differing) meet(entry, differing.length === 0 ? 'exact' : 'confusable', differing);
      }
      for (const entry of this.partials.find(plate)) meet(entry, 'partial', []);
    }
    return met.size > 1 ? [...met.values()].sort(better) : [...met.values()];
  }
}
