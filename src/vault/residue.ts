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
const STREAM = Buffer.from('stream');
const ENDSTREAM = Buffer.from('endstream');

/** Patterns by their first four bytes: a filter of two megabytes lets one position in thousands through to a table. */
export class Patterns {
  private readonly filter = new Uint8Array(1 << (FILTER - 3));
  private readonly table = new Map<number, { readonly kind: string; readonly bytes: Buffer }[]>();
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
    this.longest = Math.max(this.longest, own.length);
    this.count += 1;
  }

  /** Kinds of patterns that stand in the buffer. */
  in(buffer: Buffer): Set<string> {
    const found = new Set<string>();
    let head = 0;
    for (let at = 0; at < buffer.length; at += 1) {
      head = ((head << 8) | buffer[at]!) >>> 0;
      const slot = slotOf(head);
      if (at < SHORTEST - 1 || !(this.filter[slot >>> 3]! & (1 << (slot & 7)))) continue;
      const from = at - SHORTEST + 1;
      for (const { kind, bytes } of this.table.get(head) ?? [])
        if (buffer.compare(bytes, 0, bytes.length, from, Math.min(buffer.length, from + bytes.length)) === 0)
          found.add(kind);
    }
    return found;
  }

  /** Overwrites the patterns, among which were keys. */
  wipe(): void {
    for (const each of this.table.values()) for (const { bytes } of each) bytes.fill(0);
    this.table.clear();
    this.filter.fill(0);
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

const searchFile = (file: string, patterns: Patterns): { kinds: Set<string>; bytes: number } => {
  const kinds = new Set<string>();
  const handle = openSync(file, 'r');
  try {
    const overlap = patterns.longest - 1;
    const buffer = Buffer.allocUnsafe(CHUNK + overlap);
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
  for (const file of filesBelow(dir)) {
    if (except(file)) continue;
    try {
      const searched = searchFile(join(dir, file), patterns);
      files += 1;
      bytes += searched.bytes;
      for (const kind of searched.kinds) found.push({ file, kind });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return { files, bytes, found };
};
