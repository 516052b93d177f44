/** The standing hot-list entries in memory, and how a read meets them: letter for letter, alike, or in part. */
import type { MatchKind } from '../domain/hit.js';
import type { HotListCategory } from '../domain/hotlist.js';
import type { ListColumns } from './listcolumns.js';
import { coarseFold, type Difference, excused } from './lookalikes.js';
import { entryIdOf, Versions } from './versions.js';
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
  /** Warrant, case, order or NCIC number, where the list tells it. */
  readonly reference?: string;
  /** Of an imported list: its version, and as of when the source vouched for it. */
  readonly version?: { readonly versionId: string; readonly asOf: string };
};

/** A version of a list as it comes into force; the columns are asked for when a read first needs them. */
export type HotVersion = {
  readonly hotListId: string;
  readonly versionId: string;
  readonly publishedAt: string;
  readonly asOf: string;
  /** Null once its key was destroyed. */
  readonly columns: () => ListColumns | null;
  /** Lets the columns go; they are opened again when a late read needs them. */
  readonly release: () => void;
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
  private readonly lists = new Map<string, Versions>();

  constructor(entries: Iterable<HotEntry> = []) {
    for (const entry of entries) this.add(entry);
  }

  /** Entries added one by one; those of versions are not counted. */
  get size(): number {
    return this.byId.size;
  }

  /** Brings a version of a list into force from its time on; reads from before meet the one before it. */
  publish(version: HotVersion): void {
    this.listOf(version.hotListId).publish(version);
  }

  /** Switches a source file of a list on or off, from now on. */
  switchFile(hotListId: string, file: string, on: boolean): void {
    this.listOf(hotListId).switchFile(file, on);
  }

  /** Takes a list out of use: a read captured from that time on meets nothing of it. */
  retire(hotListId: string, at: string): void {
    this.listOf(hotListId).retire(at);
    for (const entry of this.byId.values()) if (entry.hotListId === hotListId) this.remove(entry.entryId);
  }

  /** The columns of the version in force at that time; null where there is none, or it was purged. */
  columnsAt(hotListId: string, at: string): ListColumns | null {
    return this.lists.get(hotListId)?.at(Date.parse(at))?.columns() ?? null;
  }

  /** What the versions in force at that time list of this very plate, for who looks into the lists. */
  listed(plate: string, at: string): HotEntry[] {
    return this.match({ plate, plateState: 'unknown', candidates: [], at }).filter(
      ({ version, kind }) => version !== undefined && kind === 'exact',
    );
  }

  private listOf(hotListId: string): Versions {
    let list = this.lists.get(hotListId);
    if (!list) this.lists.set(hotListId, (list = new Versions()));
    return list;
  }

  /** Adds an entry, or replaces the one of the same id. */
  add(entry: HotEntry): void {
    this.remove(entry.entryId);
    // Field by field, so that a million entries share one shape and keep nothing that is not theirs.
    const { entryId, hotListId, category, plate, plateState, reason, addedAt, expiresAt, reference = '' } = entry;
    const own = { entryId, hotListId, category, plate, plateState, reason, addedAt, expiresAt, reference };
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
    const lists = [...this.lists.values()].map((list) => ({ list, version: list.at(seenAt) }));
    for (const { plate, confidence } of distinctReadings(read)) {
      const alternative = plate !== read.plate;
      const meet = ({ ends, ...entry }: Filed, kind: MatchKind, differences: readonly Difference[]): void => {
        if (!(ends > seenAt)) return;
        const state = stateOf(read.plateState, entry.plateState);
        const match: Match = { ...entry, kind, reading: plate, confidence, alternative, differences, state };
        const before = met.get(entry.entryId);
        if (!before || better(match, before) < 0) met.set(entry.entryId, match);
      };
      const meetWhole = (entry: Filed): void => {
        const differing = entry.plate === plate ? none : excused(plate, entry.plate);
        if (differing) meet(entry, differing.length === 0 ? 'exact' : 'confusable', differing);
      };
      const there = this.whole.get(coarseFold(plate)) ?? [];
      for (const entry of Array.isArray(there) ? there : [there]) meetWhole(entry);
      for (const entry of this.partials.find(plate)) meet(entry, 'partial', []);
      for (const { list, version } of lists)
        if (version) for (const filed of this.inVersion(list, version, plate)) meetWhole(filed);
    }
    return met.size > 1 ? [...met.values()].sort(better) : [...met.values()];
  }

  /** The entries of a version that the plate may meet, as entries; few, so that only they are made. */
  private *inVersion(list: Versions, version: HotVersion, plate: string): Generator<Filed> {
    const columns = version.columns();
    if (!columns) return;
    for (const number of columns.alike(plate)) {
      if (!list.isOn(columns.fileOf(number))) continue;
      const { plate: listed, plateState, category, reason, reference, ends } = columns.entry(number);
      const { hotListId, versionId, publishedAt, asOf } = version;
      const entryId = entryIdOf(versionId, number);
      const own = { entryId, hotListId, category: category as HotListCategory, plate: listed, plateState, reason };
      const since = { addedAt: publishedAt, expiresAt: new Date(ends).toISOString(), version: { versionId, asOf } };
      yield { ...own, ...since, reference, ends };
    }
  }
}
