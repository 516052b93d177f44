/** A folder as one stream: the tape archive of POSIX.1-1988 (ustar), which every system unpacks. */
import type { Enclosed } from './bundle.js';

const BLOCK = 512;

/** Where each member of a header begins, and how long it is. */
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  owner: [108, 8],
  group: [116, 8],
  size: [124, 12],
  changed: [136, 12],
  sum: [148, 8],
  kind: [156, 1],
  magic: [257, 8],
} as const;

const octal = (number: number, digits: number): string => `${number.toString(8).padStart(digits, '0')}\0`;

/** @throws RangeError when the path is longer than the format has room for */
const headerOf = (path: string, size: number, seconds: number): Buffer => {
  if (Buffer.byteLength(path) > FIELDS.name[1]) throw new RangeError(`${path} is too long for a tape archive`);
  const header = Buffer.alloc(BLOCK);
  const put = (field: keyof typeof FIELDS, text: string): void => {
    const [at, length] = FIELDS[field];
    header.write(text, at, length);
  };
  put('name', path);
  put('mode', octal(0o644, 7));
  put('owner', octal(0, 7));
  put('group', octal(0, 7));
  put('size', octal(size, 11));
  put('changed', octal(seconds, 11));
  put('kind', '0');
  put('magic', 'ustar\u000000');
  // The sum is taken over the header with blanks in its own place.
  put('sum', ' '.repeat(FIELDS.sum[1]));
  put(
    'sum',
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
  );
  return header;
};

/**
 * The files of a folder, one after the other, as they are made.
 * @param folder the name under which they unpack
 * @param made when, ISO 8601
 */
export async function* tarOf(
  files: AsyncIterable<Enclosed>,
  folder: string,
  made: string,
): AsyncGenerator<Buffer, void, undefined> {
  const seconds = Math.floor(Date.parse(made) / 1000);
  for await (const { path, bytes } of files) {
    const content = Buffer.from(bytes as Uint8Array);
    yield headerOf(`${folder}/${path}`, content.length, seconds);
    yield content;
    yield Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  }
  yield Buffer.alloc(2 * BLOCK);
}
