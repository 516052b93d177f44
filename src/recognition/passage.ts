/** Several frames of one passage: the same plate is found again in each, and all its looks are weighed together. */
import { identify, judge, type Identified, type Seen } from './identify.js';
import type { Models } from './models.js';

/** A plate of a passage: what all frames say, and the frame that shows it best. */
export type Grouped = { readonly one: Identified; readonly frame: number; readonly frames: number };

type Sight = { readonly frame: number; readonly seen: Seen; readonly alone: Identified };

/**
 * Groups what was seen in each frame by plate and judges each group as one, best first.
 * Two sights are of one plate when one of the likeliest numbers of the one is among those of the other.
 * @param reported leaves in the places of one frame that would be reported of it alone
 */
export const groupFrames = (
  models: Models,
  frames: readonly (readonly Seen[])[],
  reported: (all: readonly Identified[]) => readonly Identified[],
): Grouped[] => {
  const groups: Sight[][] = [];
  for (const [frame, sights] of frames.entries()) {
    for (const alone of reported(identify(models, sights))) {
      const seen = sights.find(({ found }) => found === alone.found)!;
      const group = groups.find((one) => !one.some((other) => other.frame === frame) && one.some(isLike(alone)));
      if (group) group.push({ frame, seen, alone });
      else groups.push([{ frame, seen, alone }]);
    }
  }
  return groups.map((group) => together(models, group)).sort((a, b) => b.one.rank - a.one.rank);
};

const isLike =
  (alone: Identified) =>
  (other: Sight): boolean => {
    const numbers = new Set(other.alone.candidates.map(({ plate }) => plate));
    return alone.candidates.some(({ plate }) => numbers.has(plate));
  };

const together = (models: Models, group: readonly Sight[]): Grouped => {
  const best = group.reduce((a, b) => (b.alone.rank > a.alone.rank ? b : a));
  const looks = group.flatMap(({ seen }) => seen.looks);
  const captions = group.flatMap(({ seen }) => seen.captions);
  return { one: judge(models, { found: best.alone.found, looks, captions }), frame: best.frame, frames: group.length };
};
