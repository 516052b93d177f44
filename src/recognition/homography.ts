/** Perspective: between a quadrilateral in a photograph and an upright rectangle. */
import type { Photo } from './photo.js';
import type { Box } from './reading.js';

/** Four corners x, y in photograph pixels: top left, top right, bottom right, bottom left. */
export type Quad = readonly [number, number, number, number, number, number, number, number];

/** (u, v) -> ((a u + b v + c) / w, (d u + e v + f) / w) with w = g u + h v + 1. */
export type Homography = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
  readonly g: number;
  readonly h: number;
};

/** The map from the unit square to a quadrilateral (Heckbert 1989, "Fundamentals of Texture Mapping", 2.2.3). */
export const squareTo = ([x0, y0, x1, y1, x2, y2, x3, y3]: Quad): Homography => {
  const dx1 = x1 - x2;
  const dx2 = x3 - x2;
  const dy1 = y1 - y2;
  const dy2 = y3 - y2;
  const sx = x0 - x1 + x2 - x3;
  const sy = y0 - y1 + y2 - y3;
  const area = dx1 * dy2 - dx2 * dy1 || 1e-9;
  const g = (sx * dy2 - dx2 * sy) / area;
  const h = (dx1 * sy - sx * dy1) / area;
  return { a: x1 - x0 + g * x1, b: x3 - x0 + h * x3, c: x0, d: y1 - y0 + g * y1, e: y3 - y0 + h * y3, f: y0, g, h };
};

/** Where (u, v) of the unit square lies in the photograph. */
export const project = ({ a, b, c, d, e, f, g, h }: Homography, u: number, v: number): [number, number] => {
  const w = g * u + h * v + 1;
  return [(a * u + b * v + c) / w, (d * u + e * v + f) / w];
};

/** The quadrilateral of an upright box. */
export const quadOf = ({ x, y, width, height }: Box): Quad => [
  x,
  y,
  x + width,
  y,
  x + width,
  y + height,
  x,
  y + height,
];

/** The upright box around a quadrilateral. */
export const boxOf = (q: Quad): Box => {
  const x = Math.min(q[0], q[2], q[4], q[6]);
  const y = Math.min(q[1], q[3], q[5], q[7]);
  return { x, y, width: Math.max(q[0], q[2], q[4], q[6]) - x, height: Math.max(q[1], q[3], q[5], q[7]) - y };
};

/** A quadrilateral grown about its middle, `across` and `down` times. */
export const grown = (q: Quad, across: number, down: number): Quad => {
  const cx = (q[0] + q[2] + q[4] + q[6]) / 4;
  const cy = (q[1] + q[3] + q[5] + q[7]) / 4;
  return q.map((value, i) => (i % 2 ? cy + (value - cy) * down : cx + (value - cx) * across)) as unknown as Quad;
};

const intersection = (a: Box, b: Box): number => {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
};

/** Intersection over union of two boxes, 0 to 1. */
export const overlap = (a: Box, b: Box): number => {
  const both = intersection(a, b);
  return both / (a.width * a.height + b.width * b.height - both || 1);
};

/** The share of the smaller of two boxes that the other covers, 0 to 1. */
export const covered = (a: Box, b: Box): number =>
  intersection(a, b) / (Math.min(a.width * a.height, b.width * b.height) || 1);

/**
 * Pixels of a quadrilateral as an upright picture, `width` x `height`, bilinear, several samples a pixel where the
 * photograph is finer than the picture. Beyond the photograph's edge its last pixels go on.
 */
export const rectify = (photo: Photo, quad: Quad, width: number, height: number): Float32Array => {
  const { a, b, c, d, e, f, g, h } = squareTo(quad);
  const { pixels, width: across } = photo;
  const [lastX, lastY] = [photo.width - 1, photo.height - 1];
  const finer = Math.hypot(quad[2] - quad[0], quad[3] - quad[1]) / width;
  const samples = Math.min(4, Math.max(1, Math.round(finer)));
  const out = new Float32Array(width * height);
  for (let j = 0; j < height * samples; j++) {
    const v = (j + 0.5) / (height * samples);
    const row = Math.floor(j / samples) * width;
    for (let i = 0; i < width * samples; i++) {
      const u = (i + 0.5) / (width * samples);
      const w = g * u + h * v + 1;
      const x = Math.min(lastX, Math.max(0, (a * u + b * v + c) / w - 0.5));
      const y = Math.min(lastY, Math.max(0, (d * u + e * v + f) / w - 0.5));
      const x0 = x | 0;
      const y0 = y | 0;
      const right = x0 < lastX ? 1 : 0;
      const p = y0 * across + x0;
      const q = y0 < lastY ? p + across : p;
      const fx = x - x0;
      const top = pixels[p]! * (1 - fx) + pixels[p + right]! * fx;
      const bottom = pixels[q]! * (1 - fx) + pixels[q + right]! * fx;
      out[row + ((i / samples) | 0)]! += top + (bottom - top) * (y - y0);
    }
  }
  for (let i = 0; i < out.length; i++) out[i]! /= samples * samples;
  return out;
};
