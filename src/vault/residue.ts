/** Looking for bytes that must be gone: every file of a directory, read once for any number of patterns. */
import { closeSync, type Dirent, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** What was found where; the bytes themselves are not repeated. */
export type Found = { readonly file: string; readonly kind: string };

export type Searched = { readonly files: number; readonly bytes: number; readonly found: readonly Found[] };

const CHUNK = 1 << 22;
/** Two to the power of bits of the filter in front of the table of patterns. */
const FILTER = 24;
const SHORTEST = 4;
/** No more of a pattern than this is a window to be moved along. */
const WIDEST = 64;
const STREAM = Buffer.from('stream');
const ENDSTREAM = Buffer.from('endstream');

/**
 * Patterns by their first four bytes: a filter of two megabytes lets one position in thousands through to a table. The
 * last two bytes of a window say how far away the next pattern is at least, and it leaps there (Wu and Manber, 1994).
 */
export class Patterns {
  private readonly filter = new Uint8Array(1 << (FILTER - 3));
  private readonly table = new Map<number, { readonly kind: string; readonly bytes: Buffer }[]>();
  /** By two bytes: how many places the window moves on when it ends in them. Made when it is first asked for. */
  private steps: Uint8Array | null = null;
  private shortest = WIDEST;
  longest = SHORTEST;
  count = 0;

  /** @param bytes at least four of them */
  add(kind: string, bytes: Uint8Array): void {
    if (bytes.length < SHORTEST) throw new RangeError('a pattern has at least four bytes');
    const own = Buffer.from(bytes);
    const head = own.readUInt32BE(0);
    const slot = slotOf(head);
    this.filter[slot >>> 3]! |= 1 << (slot & 7);
    const there = this.table.get(head);
    if (there) there.push({ kind, bytes: own });
    else this.table.set(head, [{ kind, bytes: own }]);
    this.shortest = Math.min(this.shortest, own.length);
    this.longest = Math.max(this.longest, own.length);
    this.steps = null;
    this.count += 1;
  }

  /** Kinds of patterns that stand in the buffer. */
  in(buffer: Buffer): Set<string> {
    const found = new Set<string>();
    const window = this.shortest;
    const steps = (this.steps ??= this.makeSteps());
    for (let end = window - 1; end < buffer.length;) {
      const step = steps[(buffer[end - 1]! << 8) | buffer[end]!]!;
      if (step > 0) {
        end += step;
        continue;
      }
      const from = end - window + 1;
      end += 1;
      const [one, two, three, four] = [buffer[from]!, buffer[from + 1]!, buffer[from + 2]!, buffer[from + 3]!];
      const head = ((one << 24) | (two << 16) | (three << 8) | four) >>> 0;
      const slot = slotOf(head);
      if (!(this.filter[slot >>> 3]! & (1 << (slot & 7)))) continue;
      for (const { kind, bytes } of this.table.get(head) ?? [])
        if (buffer.compare(bytes, 0, bytes.length, from, Math.min(buffer.length, from + bytes.length)) === 0)
          found.add(kind);
    }
    return found;
  }

  private makeSteps(): Uint8Array {
    const steps = new Uint8Array(1 << 16).fill(this.shortest - 1);
    for (const each of this.table.values())
      for (const { bytes } of each)
        for (let end = 1; end < this.shortest; end += 1) {
          const pair = (bytes[end - 1]! << 8) | bytes[end]!;
          steps[pair] = Math.min(steps[pair]!, this.shortest - 1 - end);
        }
    return steps;
  }

  /** Overwrites the patterns, among which were keys. */
  wipe(): void {
    for (const each of this.table.values()) for (const { bytes } of each) bytes.fill(0);
    this.table.clear();
    this.filter.fill(0);
    this.steps?.fill(0);
    this.steps = null;
  }
}

const slotOf = (head: number): number => Math.imul(head, 0x9e3779b1) >>> (32 - FILTER);

/** The compressed streams of a PDF, unpacked; what is not compressed is found in the file itself. */
const unpacked = (pdf: Buffer): Buffer[] => {
  const streams: Buffer[] = [];
  for (let at = pdf.indexOf(STREAM); at >= 0; at = pdf.indexOf(STREAM, at)) {
    const from = at + STREAM.length + (pdf[at + STREAM.length] === 0x0d ? 2 : 1);
    const end = pdf.indexOf(ENDSTREAM, from);
    if (end < 0) break;
    try {
      streams.push(inflateSync(pdf.subarray(from, end)));
    } catch {
      // It was packed in another way, or not at all.
    }
    at = end + ENDSTREAM.length;
  }
  return streams;
};

/** @param buffer a chunk, and as much as the longest pattern reaches over its end */
const searchFile = (file: string, patterns: Patterns, buffer: Buffer): { kinds: Set<string>; bytes: number } => {
  const kinds = new Set<string>();
  const handle = openSync(file, 'r');
  try {
    const overlap = patterns.longest - 1;
    let [bytes, carried, isPdf] = [0, 0, false];
    for (;;) {
      const read = readSync(handle, buffer, carried, CHUNK, null);
      if (read === 0) break;
      if (bytes === 0) isPdf = buffer.subarray(0, 5).toString('latin1') === '%PDF-';
      bytes += read;
      const filled = buffer.subarray(0, carried + read);
      for (const kind of patterns.in(filled)) kinds.add(kind);
      carried = Math.min(overlap, filled.length);
      filled.copy(buffer, 0, filled.length - carried);
    }
    if (isPdf) for (const stream of unpacked(readWhole(file))) for (const kind of patterns.in(stream)) kinds.add(kind);
    return { kinds, bytes };
  } finally {
    closeSync(handle);
  }
};

const readWhole = (file: string): Buffer => {
  const handle = openSync(file, 'r');
  try {
    const pieces: Buffer[] = [];
    for (;;) {
      const piece = Buffer.allocUnsafe(CHUNK);
      const read = readSync(handle, piece, 0, CHUNK, null);
      if (read === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
};

const filesBelow = (dir: string, within = ''): string[] =>
  readdirSync(join(dir, within), { withFileTypes: true }).flatMap((entry: Dirent) => {
    const path = join(within, entry.name);
    return entry.isDirectory() ? filesBelow(dir, path) : entry.isFile() ? [path] : [];
  });

/**
 * Reads every file below a directory, PDFs also unpacked, and says in which of them any of the patterns stand.
 * A file that goes away meanwhile, as a write-ahead log does, holds nothing.
 * @param except files not read, by their path below the directory, such as pictures named by their own digest
 */
export const search = (dir: string, patterns: Patterns, except: (path: string) => boolean = () => false): Searched => {
  const found: Found[] = [];
  let [files, bytes] = [0, 0];
  const buffer = Buffer.allocUnsafe(CHUNK + patterns.longest - 1);
  for (const file of filesBelow(dir)) {
    if (except(file)) continue;
    try {
      const searched = searchFile(join(dir, file), patterns, buffer);
      files += 1;
      bytes += searched.bytes;
      for (const kind of searched.kinds) found.push({ file, kind });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return { files, bytes, found };
};
