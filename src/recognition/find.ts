/** Finds plates: proposals, then the corner network, which looks twice more at what it found. */
import { boxOf, overlap, quadOf, rectify, type Quad } from './homography.js';
import { CORNER_HEIGHT, CORNER_WIDTH, type Models } from './models.js';
import type { Photo } from './photo.js';
import { propose } from './proposals.js';
import type { Box } from './reading.js';

/** A plate's corners and how sure the corner network is, 0 to 1, that they are a plate's. */
export type Found = { readonly quad: Quad; readonly score: number };

const PROPOSALS = 12;
/** The best proposals are also looked at from further away: they are often only the middle of a number. */
const LOOKED_AT_WIDELY = 6;
const NEAR = 1.6;
const WIDE = 2.2;
/** In training a plate fills 0.34 to 0.92 of its window; 1 / 1.45 is in the middle. */
const AGAIN = 1.45;
const LOOKS_AGAIN = 2;
const KEPT = 6;
/** Where that many all look like plates there are more, as in a car park: then it looks in many more places. */
const CROWD = { proposals: 60, kept: 24, score: 0.8 };
const WORTH_READING = 0.05;
/** Finds that overlap (intersection over union) by more than this are one plate. */
const SAME = 0.6;
/** Finds that overlap by less than this are read apart; what lies between is a worse look at the same plate. */
const APART = 0.4;

/** Places that may be plates, best first, overlapping by less than 0.4: six at most, 24 where all six look like one. */
export const findPlates = async (models: Models, photo: Photo): Promise<Found[]> => {
  const few = await searched(models, photo, PROPOSALS, KEPT);
  if (few.length < KEPT || few.some(({ score }) => score < CROWD.score)) return few;
  return searched(models, photo, CROWD.proposals, CROWD.kept);
};

const searched = async (models: Models, photo: Photo, proposals: number, kept: number): Promise<Found[]> => {
  const boxes = await propose(photo, proposals);
  const windows = [
    ...boxes.map((box) => around(box, NEAR)),
    ...boxes.slice(0, LOOKED_AT_WIDELY).map((box) => around(box, WIDE)),
  ];
  // A picture that is already the crop of a plate has no room around it for a proposal.
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  const shape = photo.width / photo.height;
  if (shape > 1.3 && shape < 3.2) windows.push(around(whole, 1.05), around(whole, 1.3));
  let found = await look(models, photo, windows);
  for (let i = 0; i < LOOKS_AGAIN; i++) {
    const again = await look(
      models,
      photo,
      found.map(({ quad }) => around(boxOf(quad), AGAIN)),
    );
    found = again.map(({ quad, score }, k) => ({ quad, score: Math.sqrt(score * found[k]!.score) }));
  }
  return settle(found, kept);
};

/** One place for all windows that ended on the same plate, its corners their mean, weighted by score. */
const settle = (found: Found[], most: number): Found[] => {
  const kept: { best: Found; sum: number[]; weight: number }[] = [];
  for (const one of found.sort((a, b) => b.score - a.score)) {
    const shared = (other: Found): number => overlap(boxOf(other.quad), boxOf(one.quad));
    const place = kept.find(({ best }) => shared(best) > SAME);
    const weight = one.score ** 2;
    if (place) {
      one.quad.forEach((value, i) => (place.sum[i]! += value * weight));
      place.weight += weight;
    } else if (kept.every(({ best }) => shared(best) < APART)) {
      if (kept.length >= most || (kept.length > 0 && one.score < WORTH_READING)) break;
      kept.push({ best: one, sum: one.quad.map((value) => value * weight), weight });
    }
  }
  return kept.map(({ best, sum, weight }) => ({
    quad: sum.map((value) => value / weight) as unknown as Quad,
    score: best.score,
  }));
};

/** A window of twice its height in width, about a box and `times` as wide. */
const around = ({ x, y, width, height }: Box, times: number): Box => {
  const across = Math.max(width, height * 1.8, 8) * times;
  return { x: x + width / 2 - across / 2, y: y + height / 2 - across / 4, width: across, height: across / 2 };
};

const look = async (models: Models, photo: Photo, windows: readonly Box[]): Promise<Found[]> => {
  const pictures = windows.map((window) => rectify(photo, quadOf(window), CORNER_WIDTH, CORNER_HEIGHT));
  const answers = await models.corners(pictures);
  return answers.map((answer, k) => {
    const window = windows[k]!;
    const corners = [...answer.subarray(1, 9)].map((value, i) =>
      i % 2 ? window.y + value * window.height : window.x + value * window.width,
    );
    return { quad: corners as unknown as Quad, score: 1 / (1 + Math.exp(-answer[0]!)) };
  });
};
