/** Destroying what a fence names, in steps that may be repeated: keys, rows, ciphertexts, pictures; then the search. */
import type { Ledger } from '../ledger/ledger.js';
import type { HotIndex } from '../matching/hotindex.js';
import { platesOnlyOf } from '../projections/buckets.js';
import type { Views } from '../projections/views.js';
import { Residue } from '../vault/errors.js';
import { Patterns, search } from '../vault/residue.js';
import { bucketOf, type Vault } from '../vault/vault.js';
import { type Inventory, inventoryOf } from './inventory.js';
import type { Streams } from './streams.js';

/** What must be nowhere afterwards, gathered while it can still be read. */
export type Marked = {
  readonly inventory: Inventory;
  readonly keys: readonly Buffer[];
  readonly plates: readonly string[];
};

export type Destroyed = {
  readonly keyDestroyedAt: string;
  readonly parts: number | null;
  readonly images: number;
  readonly rows: number;
};

export type Checked = {
  readonly keyAbsent: boolean;
  readonly partsLeft: number;
  readonly imagesLeft: number;
  readonly rowsLeft: number;
  readonly files: number;
  readonly bytes: number;
  readonly patterns: { readonly keys: number; readonly ciphertexts: number; readonly plates: number };
  readonly residue: number;
};

/** Pictures are named by the digest of their ciphertext: that one is gone is seen by its name. */
const isPicture = (path: string): boolean => /^vault[/\\]images[/\\][0-9a-f]{2}[/\\][0-9a-f]{64}$/.test(path);

/** Shorter plates, and those of hexadecimal digits alone, stand by chance in what has nothing to do with them. */
const telling = (plate: string): boolean => plate.length >= 6 && /[G-Z]/.test(plate);

/** Stands between two steps; a test ends the process there. */
export type Between = (step: 'committed' | 'keys' | 'rows' | 'parts' | 'images' | 'search' | 'certificate') => void;

export class Destruction {
  constructor(
    private readonly dataDir: string,
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly views: Views,
    private readonly streams: Streams,
    private readonly hotIndex: HotIndex,
  ) {}

  /** Gathers what must be nowhere after the purge, but for what is kept. To be called before the fence. */
  async mark(kid: string, kept: readonly string[], inventory: Inventory): Promise<Marked> {
    const { class: name, date } = bucketOf(kid);
    return {
      inventory,
      keys: this.vault.bytesToGo(kid, kept),
      plates: name === 'detection' ? platesOnlyOf(this.views.db, date, kept).filter(telling) : [],
    };
  }

  /** Takes stock again after a restart, when keys and rows may be gone already. */
  async markAgain(kid: string): Promise<Marked> {
    return { inventory: await inventoryOf(this.ledger, this.views, kid), keys: [], plates: [] };
  }

  /** Ends all reading: the key, the rows and what memory holds are gone. Answers the rows blanked. */
  unreadable(kid: string, kept: readonly string[], between: Between): number {
    this.vault.shred(kid, kept);
    between('keys');
    const rows = this.views.forget(kid, kept);
    this.streams.forgetAll();
    between('rows');
    return rows;
  }

  /** Deletes ciphertexts and pictures, which nobody can read any more. */
  async remove(
    kid: string,
    { inventory }: Marked,
    kept: readonly string[],
    between: Between,
  ): Promise<[number | null, number]> {
    const held = new Set(kept);
    const spared = [...inventory.units].flatMap(([unit, { positions }]) => (held.has(unit) ? positions : []));
    const parts = await this.ledger.dropParts(kid, spared);
    between('parts');
    let images = 0;
    for (const [unit, found] of inventory.units) {
      if (held.has(unit)) continue;
      if (bucketOf(kid).class === 'hot-list') this.hotIndex.remove(unit);
      for (const cth of found.images) this.vault.dropImage({ cth });
      images += found.images.length;
    }
    between('images');
    return [parts, images];
  }

  /**
   * Looks for everything that was marked, in every file of the data directory.
   * @throws Residue naming the files in which something is left; the purge is then to be carried out again
   */
  async check(kid: string, marked: Marked, kept: readonly string[]): Promise<Checked> {
    const held = new Set(kept);
    const { patterns, ciphertexts } = this.#patternsOf(marked, held);
    const searched = search(this.dataDir, patterns, isPicture);
    patterns.wipe();
    for (const key of marked.keys) key.fill(0);
    if (searched.found.length > 0) {
      const where = searched.found.map(({ file, kind }) => `${kind} in ${file}`).join(', ');
      throw new Residue(`The purge of ${kid} left something: ${where}. Carry it out again.`);
    }
    const { parts, images } = await this.#left(kid, held);
    return {
      keyAbsent: this.vault.status(kid) === 'destroyed',
      partsLeft: this.ledger.dropsParts ? parts : 0,
      imagesLeft: images,
      rowsLeft: this.views.rowsUnder(kid, kept),
      files: searched.files,
      bytes: searched.bytes,
      patterns: { keys: marked.keys.length, ciphertexts, plates: marked.plates.length },
      residue: 0,
    };
  }

  #patternsOf({ inventory, keys, plates }: Marked, held: ReadonlySet<string>) {
    const patterns = new Patterns();
    for (const key of keys) patterns.add('a piece of a key', key.subarray(0, 32));
    let ciphertexts = 0;
    // Where the store cannot delete ciphertexts they are there, and nobody can read them.
    if (this.ledger.dropsParts)
      for (const [unit, { traces }] of inventory.units)
        if (!held.has(unit))
          for (const trace of traces) {
            patterns.add('a piece of a ciphertext', trace);
            ciphertexts += 1;
          }
    for (const plate of plates) patterns.add('a plate', Buffer.from(plate));
    return { patterns, ciphertexts };
  }

  async #left(kid: string, held: ReadonlySet<string>): Promise<{ parts: number; images: number }> {
    const { units } = await inventoryOf(this.ledger, this.views, kid);
    let [parts, images] = [0, 0];
    for (const [unit, found] of units) {
      if (held.has(unit)) continue;
      parts += found.traces.length > 0 ? 1 : 0;
      for (const cth of found.images) if (this.vault.hasImage(cth)) images += 1;
    }
    return { parts, images };
  }
}
