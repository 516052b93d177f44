/** QR codes (ISO/IEC 18004): bytes, error correction level M, versions 1 to 20; enough for a checkpoint on paper. */

/** Error-correction bytes of each block, and the number of blocks, for level M and versions 1 to 20. */
const correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26] as const;
const blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16] as const;

/** Modules that carry data or correction, by the area left beside the patterns. */
const capacity = (version: number): number => {
  const grid = (16 * version + 128) * version + 64;
  if (version === 1) return grid >> 3;
  const across = Math.floor(version / 7) + 2;
  return (grid - (25 * across - 10) * across + 55 - (version >= 7 ? 36 : 0)) >> 3;
};

const dataBytes = (version: number): number => capacity(version) - correction[version - 1]! * blocks[version - 1]!;

/** Powers of two in the field of 256 elements with the polynomial 0x11d, and their logarithms. */
const power = new Uint8Array(255);
const logarithm = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
  power[exponent] = value;
  logarithm[value] = exponent;
  value = value < 128 ? value << 1 : (value << 1) ^ 0x11d;
}
const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : power[(logarithm[a]! + logarithm[b]!) % 255]!;

/** The remainder of the data by the generator of that degree (Reed-Solomon). */
const remainder = (data: Uint8Array, degree: number): Uint8Array => {
  const generator = new Uint8Array(degree);
  generator[degree - 1] = 1;
  for (let root = 0; root < degree; root += 1) {
    for (let at = 0; at < degree; at += 1) {
      generator[at] = times(generator[at]!, power[root]!) ^ (generator[at + 1] ?? 0);
    }
  }
  const rest = new Uint8Array(degree);
  for (const byte of data) {
    const factor = byte ^ rest[0]!;
    rest.copyWithin(0, 1);
    rest[degree - 1] = 0;
    for (let at = 0; at < degree; at += 1) rest[at] = rest[at]! ^ times(generator[at]!, factor);
  }
  return rest;
};

/** Mode, length, bytes, terminator and padding. */
const framed = (bytes: Uint8Array, version: number): Uint8Array => {
  const wide = version > 9 ? 16 : 8;
  const bits = [4, 3, 2, 1].map((shift) => (0b0100 >> (shift - 1)) & 1);
  for (let shift = wide - 1; shift >= 0; shift -= 1) bits.push((bytes.length >> shift) & 1);
  for (const byte of bytes) for (let shift = 7; shift >= 0; shift -= 1) bits.push((byte >> shift) & 1);
  const framedBytes = new Uint8Array(dataBytes(version));
  bits.forEach((bit, at) => (framedBytes[at >> 3]! |= bit << (7 - (at & 7))));
  for (let at = (bits.length + 4 + 7) >> 3, pad = 0xec; at < framedBytes.length; at += 1, pad ^= 0xec ^ 0x11) {
    framedBytes[at] = pad;
  }
  return framedBytes;
};

/** The bytes in blocks, each with its correction, woven so that a stain hurts no block much. */
const woven = (data: Uint8Array, version: number): number[] => {
  const [count, degree] = [blocks[version - 1]!, correction[version - 1]!];
  const short = Math.floor(data.length / count);
  const longer = data.length % count;
  const parts = Array.from({ length: count }, (_, index) => {
    const from = index * short + Math.max(0, index - (count - longer));
    return data.subarray(from, from + short + (index >= count - longer ? 1 : 0));
  });
  const ends = parts.map((part) => remainder(part, degree));
  const across = (rows: readonly Uint8Array[], length: number): number[] =>
    Array.from({ length }, (_, at) => rows.flatMap((row) => (at < row.length ? [row[at]!] : []))).flat();
  return [...across(parts, short + 1), ...across(ends, degree)];
};

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** A number followed by the remainder of its polynomial by another (BCH), as format and version are written. */
const protectedBits = (value: number, generator: number, degree: number): number => {
  let rest = value << degree;
  for (let at = 31 - Math.clz32(rest); at >= degree; at = rest === 0 ? -1 : 31 - Math.clz32(rest)) {
    rest ^= generator << (at - degree);
  }
  return (value << degree) | rest;
};

export type Matrix = readonly (readonly boolean[])[];
type Draft = (boolean | null)[][];

const alignments = (version: number): number[] => {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const last = version * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)];
};

/** Finder, timing and alignment patterns, and the version; what is left null is for the data. */
const patterned = (version: number): Draft => {
  const size = version * 4 + 17;
  const draft: Draft = Array.from({ length: size }, () => Array.from({ length: size }, () => null));
  const ring = (cx: number, cy: number, reach: number, dark: (distance: number) => boolean): void => {
    for (let y = cy - reach; y <= cy + reach; y += 1)
      for (let x = cx - reach; x <= cx + reach; x += 1)
        if (draft[y]?.[x] !== undefined) draft[y]![x] = dark(Math.max(Math.abs(x - cx), Math.abs(y - cy)));
  };
  for (let at = 0; at < size; at += 1) draft[6]![at] = draft[at]![6] = at % 2 === 0;
  const places = alignments(version);
  const edge = places.at(-1);
  for (const y of places)
    for (const x of places)
      if (!((x === 6 && (y === 6 || y === edge)) || (y === 6 && x === edge))) ring(x, y, 2, (d) => d !== 1);
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    ring(x, y, 4, (d) => d !== 2 && d !== 4);
  if (version >= 7) {
    const bits = protectedBits(version, 0x1f25, 12);
    for (let at = 0; at < 18; at += 1) {
      const [near, far] = [Math.floor(at / 3), size - 11 + (at % 3)];
      draft[near]![far] = draft[far]![near] = ((bits >> at) & 1) === 1;
    }
  }
  return draft;
};

/** Level M and the mask, twice, around the finders; and the one module that is always dark. */
const formatted = (draft: Draft, mask: number): void => {
  const size = draft.length;
  const bits = protectedBits(mask, 0x537, 10) ^ 0x5412;
  const bit = (at: number): boolean => ((bits >> at) & 1) === 1;
  for (let at = 0; at < 15; at += 1) {
    const down = at < 6 ? at : at < 8 ? at + 1 : size - 15 + at;
    const left = at < 8 ? size - 1 - at : at === 8 ? 7 : 14 - at;
    draft[down]![8] = bit(at);
    draft[8]![left] = bit(at);
  }
  draft[size - 8]![8] = true;
};

/** Fills the free modules in the zigzag of the standard, two columns at a time from the right. */
const filled = (draft: Draft, bytes: readonly number[], mask: number): Matrix => {
  const size = draft.length;
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const y = upward ? size - 1 - step : step;
        if (draft[y]![x] !== null) continue;
        const dark = (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1;
        draft[y]![x] = dark !== masks[mask]!(x, y);
        at += 1;
      }
  }
  return draft as boolean[][];
};

/** How many squares of four modules are of one shade: the blotches that make a code hard to read. */
const blotches = (matrix: Matrix): number =>
  matrix.reduce(
    (sum, row, y) =>
      sum +
      row.filter((dark, x) => [row[x + 1], matrix[y + 1]?.[x], matrix[y + 1]?.[x + 1]].every((one) => one === dark))
        .length,
    0,
  );

/**
 * The modules of the code, row by row, true for dark.
 * @throws RangeError when the text is too long for version 20
 */
export const qr = (text: string): Matrix => {
  const bytes = new TextEncoder().encode(text);
  const needed = (version: number): number => bytes.length + (version > 9 ? 3 : 2);
  const version = correction.findIndex((_, index) => needed(index + 1) <= dataBytes(index + 1)) + 1;
  if (version === 0) throw new RangeError('The text is too long for a QR code of version 20.');
  const codewords = woven(framed(bytes, version), version);
  const drawn = masks.map((_, mask) => {
    const draft = patterned(version);
    formatted(draft, mask);
    return filled(draft, codewords, mask);
  });
  return drawn.reduce((best, one) => (blotches(one) < blotches(best) ? one : best));
};
