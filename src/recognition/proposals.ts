/**
 * Where a plate could be: boxes full of vertical edges, evenly spread, with calmer stripes around them.
 * Measured on integral images over a pyramid, so that every place and size costs a few additions.
 */
import sharp from 'sharp';
import { overlap } from './homography.js';
import type { Photo } from './photo.js';
import type { Box } from './reading.js';

/** A plate is sought as a box of this many pixels on each level of the pyramid. */
const BOX_WIDTH = 48;
const BOX_HEIGHT = 24;
/** Widths of plates, in pixels of the photograph, that the levels stand for. */
const PLATE_WIDTHS = [54, 70, 88, 110, 138, 172, 215, 270, 336, 420, 525, 656, 820, 1025];
/** No level has more pixels than this: in a larger photograph small plates are not sought, or memory would grow. */
const LEVEL_PIXELS = 5e6;
const COLUMNS = 6;
const COLUMN = 7;
/** Edge strengths are whole numbers of 64ths, so that integer integral images hold them. */
const UNIT = 64;
const PER_LEVEL = 300;
/** The band of a box that holds the number. */
const BAND_TOP = 7;
const BAND = 12;
/** Least edge density of the band, and least score, for a box to count. */
const LEAST = 0.2;
const WORTH = 0.06;

type Scored = Box & { readonly score: number };
type Level = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** Up to `count` boxes, best first, that overlap one another by less than 0.3. */
export const propose = async (photo: Photo, count: number): Promise<Box[]> => {
  const found: Scored[] = [];
  let finest: Level = photo;
  for (const plate of PLATE_WIDTHS) {
    if (plate > photo.width * 0.7) break;
    const scale = plate / BOX_WIDTH;
    const [width, height] = [Math.round(photo.width / scale), Math.round(photo.height / scale)];
    if (height < BOX_HEIGHT + 6) break;
    if (width * height > LEVEL_PIXELS) continue;
    // Coarse levels are made from a level already shrunk: the same boxes for a fraction of the time.
    const level = await shrink(finest, width, height);
    if (finest === photo && plate >= 70) finest = level;
    found.push(...best(scan(level, photo.width / width), PER_LEVEL));
  }
  const kept: Scored[] = [];
  for (const box of best(found, found.length)) {
    if (kept.length >= count) break;
    if (kept.every((other) => overlap(other, box) < 0.3)) kept.push(box);
  }
  return kept;
};

const best = (boxes: Scored[], count: number): Scored[] => boxes.sort((a, b) => b.score - a.score).slice(0, count);

const shrink = async (from: Level, width: number, height: number): Promise<Level> => {
  const pixels = await sharp(from.pixels, { raw: { width: from.width, height: from.height, channels: 1 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  return { width, height, pixels };
};

/** Local contrast: UNIT / (standard deviation + 6) around every fourth pixel, from every second pixel of 40 x 20. */
const contrast = ({ width, height, pixels }: Level): { inverse: Float32Array; across: number } => {
  const [columns, rows] = [width >> 1, height >> 1];
  const stride = columns + 1;
  const sums = new Int32Array(stride * (rows + 1));
  // Squares overflow 32 bits on large levels; differences still come out right modulo 2^32.
  const squares = new Int32Array(stride * (rows + 1));
  for (let y = 0; y < rows; y++) {
    let sum = 0;
    let square = 0;
    for (let x = 0, at = (y + 1) * stride + 1, from = 2 * y * width; x < columns; x++, at++, from += 2) {
      const value = pixels[from]!;
      sum += value;
      square = (square + value * value) | 0;
      sums[at] = (sums[at - stride]! + sum) | 0;
      squares[at] = (squares[at - stride]! + square) | 0;
    }
  }
  const across = (width >> 2) + 1;
  const inverse = new Float32Array(across * ((height >> 2) + 1));
  for (let j = 0; j << 2 <= height; j++) {
    const [top, bottom] = [Math.max(0, 2 * j - 5) * stride, Math.min(rows, 2 * j + 5) * stride];
    for (let i = 0; i < across; i++) {
      const left = Math.max(0, 2 * i - 10);
      const right = Math.min(columns, 2 * i + 10);
      const area = ((bottom - top) / stride) * (right - left);
      if (area <= 0) continue;
      const total = (sums[bottom + right]! - sums[top + right]! - sums[bottom + left]! + sums[top + left]!) | 0;
      const power =
        (squares[bottom + right]! - squares[top + right]! - squares[bottom + left]! + squares[top + left]!) | 0;
      const mean = total / area;
      inverse[j * across + i] = UNIT / (Math.sqrt(Math.max(0, power / area - mean * mean)) + 6);
    }
  }
  return { inverse, across };
};

/** Integral image of vertical-edge strength relative to the local contrast. */
const edges = (level: Level): Int32Array => {
  const { width, height, pixels } = level;
  const { inverse, across } = contrast(level);
  const stride = width + 1;
  const integral = new Int32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    const cells = (y >> 2) * across;
    const inside = y > 0 && y < height - 1;
    for (let x = 0, at = (y + 1) * stride + 1; x < width; x++, at++) {
      if (inside && x > 0 && x < width - 1) {
        const i = y * width + x;
        const dx = Math.abs(pixels[i + 1]! - pixels[i - 1]!);
        const dy = Math.abs(pixels[i + width]! - pixels[i - width]!);
        if (dx > dy * 1.2) sum += Math.min(77, dx * inverse[cells + (x >> 2)]!) | 0;
      }
      integral[at] = integral[at - stride]! + sum;
    }
  }
  return integral;
};

/** All boxes of a level that could be a plate, in photograph pixels. */
const scan = (level: Level, scale: number): Scored[] => {
  const { width, height } = level;
  const sums = edges(level);
  const stride = width + 1;
  const enough = LEAST * UNIT * COLUMNS * COLUMN * BAND;
  const out: Scored[] = [];
  for (let y = 2; y + BOX_HEIGHT < height - 2; y += 2) {
    const top = (y + BAND_TOP) * stride;
    const bottom = top + BAND * stride;
    for (let x = 2; x + BOX_WIDTH < width - 2; x += 3) {
      const left = x + 3;
      const right = left + COLUMNS * COLUMN;
      // Nine places in ten end here, so it is written out rather than called.
      if (sums[bottom + right]! - sums[top + right]! - sums[bottom + left]! + sums[top + left]! < enough) continue;
      const spread = evenness(sums, top + left, bottom + left);
      if (spread <= WORTH) continue;
      const score = spread - unrest({ sums, width, height }, x, y);
      if (score > WORTH) {
        out.push({ score, x: x * scale, y: y * scale, width: BOX_WIDTH * scale, height: BOX_HEIGHT * scale });
      }
    }
  }
  return out;
};

/** Geometric mean of the edge density of six columns: 0 where one is empty, as no plate's number is. */
const evenness = (sums: Int32Array, top: number, bottom: number): number => {
  let product = 1;
  for (let column = 0; column < COLUMNS * COLUMN; column += COLUMN) {
    const sum =
      sums[bottom + column + COLUMN]! - sums[top + column + COLUMN]! - sums[bottom + column]! + sums[top + column]!;
    const density = sum / (UNIT * COLUMN * BAND);
    if (density < 0.05) return 0;
    product *= Math.min(0.6, density) + 0.03;
  }
  return Math.pow(product, 1 / COLUMNS);
};

type Integral = { readonly sums: Int32Array; readonly width: number; readonly height: number };

/** Edges above, below, beside and at the rim of a box, where a plate has few. */
const unrest = ({ sums, width, height }: Integral, x: number, y: number): number => {
  const stride = width + 1;
  const density = (left: number, top: number, right: number, bottom: number): number => {
    const [x0, y0] = [Math.max(0, left), Math.max(0, top) * stride];
    const [x1, y1] = [Math.min(width, right), Math.min(height, bottom) * stride];
    if (x1 <= x0 || y1 <= y0) return 0;
    const sum = sums[y1 + x1]! - sums[y0 + x1]! - sums[y1 + x0]! + sums[y0 + x0]!;
    return (sum * stride) / (UNIT * (x1 - x0) * (y1 - y0));
  };
  const [top, bottom] = [y + BAND_TOP, y + BAND_TOP + BAND];
  const [right, foot] = [x + BOX_WIDTH, y + BOX_HEIGHT];
  const aboveAndBelow = density(x, y - 7, right, y - 1) + density(x, foot + 1, right, foot + 7);
  const besides = density(x - 9, top, x - 2, bottom) + density(right + 2, top, right + 9, bottom);
  const rim = density(x + 2, y + 2, right - 2, y + 6) + density(x + 2, y + 20, right - 2, foot);
  return 0.175 * aboveAndBelow + 0.15 * besides + 0.125 * rim;
};
