/** One version of a hot list in columns: a million entries in some 70 MB, found by plate and by what looks like it. */
import { pack, packFolded, slotOf, unpack } from './packed.js';

/** An entry of a list, as an import hands it over and as it is read back. */
export type ListedEntry = {
  readonly plate: string;
  readonly plateState: string;
  readonly category: string;
  /** The source file it came from; empty where the source has none. */
  readonly file: string;
  readonly reason: string;
  readonly reference: string;
  /** Milliseconds since 1970. */
  readonly ends: number;
  /** What else the source names, as JSON: who issued an order, whose investigation it is. Empty for nothing. */
  readonly more: string;
};

/** What adding an entry came to. */
export type Added = { readonly duplicate: boolean; /** A look-alike of it is listed. */ readonly collides: boolean };

const TABLES = ['plateState', 'category', 'file', 'reason', 'more'] as const;
type TableName = (typeof TABLES)[number];

/** Texts that repeat, by number. */
class Texts {
  readonly #numbers: Map<string, number>;

  constructor(readonly all: string[] = []) {
    this.#numbers = new Map(all.map((text, number) => [text, number]));
  }

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.all.length;
      this.all.push(text);
      this.#numbers.set(text, number);
    }
    return number;
  }

  /** Undefined when no entry has that text. */
  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }
}

type Arrays = {
  plates: Float64Array;
  /** The plates' coarse folds: what is equal there is alike. */
  folds: Float64Array;
  ends: Float64Array;
  plateState: Uint32Array;
  category: Uint8Array;
  file: Uint8Array;
  reason: Uint32Array;
  more: Uint32Array;
  /** Where the reference of each entry ends in the text of all. */
  offsets: Uint32Array;
};

const arraysOf = (capacity: number): Arrays => ({
  plates: new Float64Array(capacity),
  folds: new Float64Array(capacity),
  ends: new Float64Array(capacity),
  plateState: new Uint32Array(capacity),
  category: new Uint8Array(capacity),
  file: new Uint8Array(capacity),
  reason: new Uint32Array(capacity),
  more: new Uint32Array(capacity),
  offsets: new Uint32Array(capacity),
});

const names = ['plates', 'folds', 'ends', 'plateState', 'category', 'file', 'reason', 'more', 'offsets'] as const;

const SMALLEST = 1024;

export class ListColumns {
  #count = 0;
  #arrays: Arrays;
  #text: Buffer;
  readonly #tables: Readonly<Record<TableName, Texts>>;
  /** Slot → the latest entry filed there, plus one; and for each entry the one before it in its slot. */
  #heads: Int32Array;
  #chain: Int32Array;

  private constructor(count: number, arrays: Arrays, text: Buffer, tables: Readonly<Record<TableName, Texts>>) {
    this.#count = count;
    this.#arrays = arrays;
    this.#text = text;
    this.#tables = tables;
    this.#heads = new Int32Array(0);
    this.#chain = new Int32Array(0);
    this.#file();
  }

  static empty(): ListColumns {
    const tables = Object.fromEntries(TABLES.map((name) => [name, new Texts()])) as Record<TableName, Texts>;
    return new ListColumns(0, arraysOf(SMALLEST), Buffer.alloc(SMALLEST * 16), tables);
  }

  get size(): number {
    return this.#count;
  }

  /** Bytes held, near enough; the table of texts that repeat is not counted. */
  get bytes(): number {
    const arrays = names.reduce((sum, name) => sum + this.#arrays[name].byteLength, 0);
    return arrays + this.#text.length + this.#heads.byteLength + this.#chain.byteLength;
  }

  /** Adds an entry unless one of the same plate, state, category and reference is there. */
  add(entry: ListedEntry): Added {
    const packed = pack(entry.plate);
    if (Number.isNaN(packed)) throw new RangeError('no plate of a hot list: up to ten letters and digits');
    if (this.#count === this.#arrays.plates.length) this.#grow();
    const at = this.#count;
    const start = this.#start(at);
    const end = this.#write(entry.reference, start);
    const fold = packFolded(entry.plate);
    const state = this.#tables.plateState.numberOf(entry.plateState);
    const category = this.#tables.category.numberOf(entry.category);
    const slot = slotOf(fold, this.#heads.length - 1);
    const { plates, folds } = this.#arrays;
    let collides = false;
    for (let one = this.#heads[slot]!; one > 0; one = this.#chain[one - 1]!) {
      if (folds[one - 1] !== fold) continue;
      if (plates[one - 1] !== packed) collides = true;
      else if (this.#isEntry(one - 1, state, category) && this.#hasReference(one - 1, this.#text, start, end))
        return { duplicate: true, collides: false };
    }
    plates[at] = packed;
    folds[at] = fold;
    this.#arrays.ends[at] = entry.ends;
    this.#arrays.plateState[at] = state;
    this.#arrays.category[at] = category;
    this.#arrays.file[at] = this.#tables.file.numberOf(entry.file);
    this.#arrays.reason[at] = this.#tables.reason.numberOf(entry.reason);
    this.#arrays.more[at] = this.#tables.more.numberOf(entry.more);
    this.#arrays.offsets[at] = end;
    this.#chain[at] = this.#heads[slot]!;
    this.#heads[slot] = at + 1;
    this.#count += 1;
    return { duplicate: false, collides };
  }

  /** The entries whose plate is this one or looks like it, by number. */
  alike(plate: string): number[] {
    const fold = packFolded(plate);
    const found: number[] = [];
    if (Number.isNaN(fold) || this.#count === 0) return found;
    for (let one = this.#heads[slotOf(fold, this.#heads.length - 1)]!; one > 0; one = this.#chain[one - 1]!)
      if (this.#arrays.folds[one - 1] === fold) found.push(one - 1);
    return found;
  }

  /** How many of the entries `from` up to `to` stand in the version before too: same plate, state, reason of the policy
   * and reference. */
  unchangedSince(before: ListColumns, from: number, to: number): number {
    const stateThere = this.#tables.plateState.all.map((text) => before.#tables.plateState.known(text) ?? -1);
    const categoryThere = this.#tables.category.all.map((text) => before.#tables.category.known(text) ?? -1);
    const { plates, folds, plateState, category, offsets } = this.#arrays;
    let unchanged = 0;
    for (let at = from; at < Math.min(to, this.#count); at += 1) {
      const state = stateThere[plateState[at]!]!;
      const kind = categoryThere[category[at]!]!;
      const slot = slotOf(folds[at]!, before.#heads.length - 1);
      for (let one = before.#heads[slot]!; one > 0; one = before.#chain[one - 1]!)
        if (
          before.#arrays.plates[one - 1] === plates[at] &&
          before.#isEntry(one - 1, state, kind) &&
          before.#hasReference(one - 1, this.#text, this.#start(at), offsets[at]!)
        ) {
          unchanged += 1;
          break;
        }
    }
    return unchanged;
  }

  plateOf(number: number): string {
    return unpack(this.#arrays.plates[number]!);
  }

  fileOf(number: number): string {
    return this.#tables.file.all[this.#arrays.file[number]!]!;
  }

  entry(number: number): ListedEntry {
    const { plateState, category, reason, more, ends } = this.#arrays;
    return {
      plate: this.plateOf(number),
      plateState: this.#tables.plateState.all[plateState[number]!]!,
      category: this.#tables.category.all[category[number]!]!,
      file: this.fileOf(number),
      reason: this.#tables.reason.all[reason[number]!]!,
      reference: this.#text.toString('utf8', this.#start(number), this.#arrays.offsets[number]!),
      ends: ends[number]!,
      more: this.#tables.more.all[more[number]!]!,
    };
  }

  /** How many entries there are of each category. */
  categories(): { readonly category: string; readonly entries: number }[] {
    const counts = this.#tables.category.all.map(() => 0);
    for (let one = 0; one < this.#count; one += 1) counts[this.#arrays.category[one]!]! += 1;
    return counts.map((entries, number) => ({ category: this.#tables.category.all[number]!, entries }));
  }

  /** The version as bytes: a line of JSON, then its columns one after the other. */
  encode(): Buffer {
    const tables = Object.fromEntries(TABLES.map((name) => [name, this.#tables[name].all]));
    const end = this.#start(this.#count);
    const header = Buffer.from(`${JSON.stringify({ version: 1, count: this.#count, text: end, tables })}\n`);
    const columns = names.map((name) => {
      const column = this.#arrays[name].subarray(0, this.#count);
      return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    });
    return Buffer.concat([header, ...columns, this.#text.subarray(0, end)]);
  }

  /** @throws TypeError when the bytes are not those of `encode` */
  static decode(bytes: Buffer): ListColumns {
    const line = bytes.indexOf(10);
    const head = JSON.parse(bytes.subarray(0, line).toString()) as {
      version: number;
      count: number;
      text: number;
      tables: Record<TableName, string[]>;
    };
    if (head.version !== 1) throw new TypeError('a hot-list version of another format');
    const arrays = arraysOf(Math.max(head.count, 1));
    let at = line + 1;
    for (const name of names) {
      const column = arrays[name].subarray(0, head.count);
      const target = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
      target.set(bytes.subarray(at, at + target.length));
      at += target.length;
    }
    if (bytes.length !== at + head.text) throw new TypeError('a hot-list version of another length');
    const tables = Object.fromEntries(TABLES.map((name) => [name, new Texts(head.tables[name])]));
    return new ListColumns(head.count, arrays, Buffer.from(bytes.subarray(at)), tables as Record<TableName, Texts>);
  }

  #isEntry(number: number, state: number, category: number): boolean {
    return this.#arrays.plateState[number] === state && this.#arrays.category[number] === category;
  }

  #start(number: number): number {
    return number === 0 ? 0 : this.#arrays.offsets[number - 1]!;
  }

  #hasReference(number: number, text: Buffer, start: number, end: number): boolean {
    const from = this.#start(number);
    const to = this.#arrays.offsets[number]!;
    return to - from === end - start && this.#text.compare(text, start, end, from, to) === 0;
  }

  /** Writes a reference behind the last, and answers where it ends. */
  #write(reference: string, start: number): number {
    while (start + reference.length * 3 > this.#text.length)
      this.#text = Buffer.concat([this.#text, Buffer.alloc(this.#text.length)]);
    return start + this.#text.write(reference, start);
  }

  #grow(): void {
    const before = this.#arrays;
    const larger = arraysOf(before.plates.length * 2);
    for (const name of names) larger[name].set(before[name]);
    this.#arrays = larger;
    this.#file();
  }

  /** Files every entry anew, in a table twice the size of the columns. */
  #file(): void {
    const capacity = this.#arrays.plates.length;
    let slots = SMALLEST;
    while (slots < capacity * 2) slots *= 2;
    this.#heads = new Int32Array(slots);
    this.#chain = new Int32Array(capacity);
    for (let one = 0; one < this.#count; one += 1) {
      const slot = slotOf(this.#arrays.folds[one]!, slots - 1);
      this.#chain[one] = this.#heads[slot]!;
      this.#heads[slot] = one + 1;
    }
  }
}
