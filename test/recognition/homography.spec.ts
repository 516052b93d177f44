/** Perspective: corners go to corners, straight lines stay straight, and pictures come out as they went in. */
import fc from 'fast-check';
import {
  boxOf,
  covered,
  grown,
  overlap,
  project,
  quadOf,
  rectify,
  squareTo,
  type Quad,
} from '../../src/recognition/homography.js';

const offset = fc.double({ min: -12, max: 12, noNaN: true });
/** Convex quadrilaterals: a rectangle of 100 x 50 with each corner moved a little. */
const quad = fc
  .tuple(offset, offset, offset, offset, offset, offset, offset, offset)
  .map((d) => quadOf({ x: 30, y: 20, width: 100, height: 50 }).map((value, i) => value + d[i]!) as unknown as Quad);

const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

it('maps the corners of the square to the corners of the quadrilateral', () => {
  fc.assert(
    fc.property(quad, (q) => {
      const map = squareTo(q);
      CORNERS.forEach(([u, v], i) => {
        const [x, y] = project(map, u, v);
        expect(x).toBeCloseTo(q[2 * i]!, 6);
        expect(y).toBeCloseTo(q[2 * i + 1]!, 6);
      });
    }),
  );
});

it('keeps straight lines straight', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(quad, unit, unit, unit, unit, (q, u0, v0, u1, v1) => {
      const map = squareTo(q);
      const [a, b, c] = [0, 0.3, 1].map((t) => project(map, u0 + (u1 - u0) * t, v0 + (v1 - v0) * t));
      const area = (b![0] - a![0]) * (c![1] - a![1]) - (b![1] - a![1]) * (c![0] - a![0]);
      expect(Math.abs(area)).toBeLessThan(1e-6 * 10_000);
    }),
  );
});

it('rectifies an upright box to the very pixels under it', () => {
  const width = 24;
  const pixels = Uint8Array.from({ length: width * 12 }, (_, i) => (i * 37) % 251);
  const out = rectify({ width, height: 12, pixels }, quadOf({ x: 4, y: 3, width: 10, height: 6 }), 10, 6);
  for (let y = 0; y < 6; y++) {
    for (let x = 0; x < 10; x++) expect(out[y * 10 + x]).toBeCloseTo(pixels[(y + 3) * width + x + 4]!, 3);
  }
});

it('goes on with the last pixels beyond the edge of the photograph, whatever its size', () => {
  const one = { width: 1, height: 1, pixels: Uint8Array.of(77) };
  const out = rectify(one, quadOf({ x: -50, y: -50, width: 200, height: 100 }), 8, 4);
  expect([...out].every((value) => Math.abs(value - 77) < 1e-3)).toBe(true);
});

it('measures overlap between nothing and everything', () => {
  const a = { x: 0, y: 0, width: 10, height: 10 };
  expect(overlap(a, a)).toBe(1);
  expect(overlap(a, { ...a, x: 20 })).toBe(0);
  expect(overlap(a, { ...a, x: 5 })).toBeCloseTo(1 / 3);
  expect(covered(a, { x: 2, y: 2, width: 4, height: 4 })).toBe(1);
});

it('grows a quadrilateral about its middle', () => {
  expect(boxOf(grown(quadOf({ x: 10, y: 10, width: 20, height: 10 }), 1.5, 2))).toEqual({
    x: 5,
    y: 5,
    width: 30,
    height: 20,
  });
});
