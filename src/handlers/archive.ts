/** A tar archive (POSIX ustar), written as it goes: every computer can open it, also in ten years. */

export type Entry = { readonly path: string; readonly bytes: Uint8Array };

const BLOCK = 512;

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

/** @throws RangeError when the path is longer than the format allows */
const header = ({ path, bytes }: Entry, seconds: number): Buffer => {
  if (Buffer.byteLength(path) > 100)
    throw new RangeError(`${path.length} characters are too long a path for a tar file`);
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0);
  block.write(octal(0o600, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(bytes.length, 12), 124);
  block.write(octal(seconds, 12), 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
};

/** The bytes of an archive of these entries, each dated to `seconds` since 1970. */
export async function* tar(entries: AsyncIterable<Entry>, seconds: number): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    yield header(entry, seconds);
    yield entry.bytes;
    yield new Uint8Array((BLOCK - (entry.bytes.length % BLOCK)) % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}

/** The entries of an archive that this program wrote. @throws RangeError when it is cut short */
export function* untar(archive: Buffer): Generator<Entry> {
  for (let at = 0; archive[at] !== 0;) {
    if (at + BLOCK > archive.length) throw new RangeError('the archive is cut short');
    const text = (from: number, length: number): string =>
      archive
        .subarray(at + from, at + from + length)
        .toString('latin1')
        .replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8);
    yield { path: text(0, 100), bytes: archive.subarray(at + BLOCK, at + BLOCK + size) };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
