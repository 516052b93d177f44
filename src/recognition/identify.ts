/** Reads the number of a plate that was found: several looks, one list of candidates, one calibrated confidence. */
import { beamSearch, probabilityOf, type Look } from './ctc.js';
import type { Found } from './find.js';
import { grown, rectify } from './homography.js';
import { READER_HEIGHT, READER_WIDTH, type Calibration, type Models } from './models.js';
import type { Photo } from './photo.js';
import type { Candidate } from './reading.js';
import { plausibility, statesOf, type Pattern } from './syntax.js';

/** How far beyond the found corners each look goes, across and down; in training 0.96 to 1.2. */
const LOOKS: readonly (readonly [number, number])[] = [
  [1.04, 1.06],
  [1.1, 1.14],
  [1.0, 1.0],
  [1.16, 1.22],
];
const BEAMS = 12;
const CANDIDATES = 10;
/** A text that one look calls impossible may be what it is: no look has more than this much of a veto. */
const DOUBT = 1e-4;
/** The state is said only where this share of the vehicles with such a serial is registered in it. */
const DECISIVE = 0.85;

/** How sure the parts are: share of the best candidate, log probabilities of its looks and its syntax, plate score. */
export type Evidence = {
  readonly share: number;
  readonly look: number;
  readonly syntax: number;
  readonly score: number;
};

export type Identified = {
  readonly found: Found;
  readonly candidates: readonly Candidate[];
  readonly characters: readonly number[];
  readonly state: string;
  /** What the confidence was made from, for calibration. */
  readonly evidence: Evidence;
  /** For choosing between places: log of how well the best candidate explains the looks, and of the plate score. */
  readonly rank: number;
};

/** The number of each place, best place first. */
export const identify = async (models: Models, photo: Photo, places: readonly Found[]): Promise<Identified[]> => {
  const pictures = places.flatMap(({ quad }) =>
    LOOKS.map(([across, down]) => rectify(photo, grown(quad, across, down), READER_WIDTH, READER_HEIGHT)),
  );
  const looks = await models.looks(pictures);
  return places
    .map((found, i) => judge(models, found, looks.slice(i * LOOKS.length, (i + 1) * LOOKS.length)))
    .sort((a, b) => b.rank - a.rank);
};

/** Log of the geometric mean of a text's probability over the looks. */
const seen = (looks: readonly Look[], text: string): number =>
  looks.reduce((sum, look) => sum + Math.log(probabilityOf(look, text) + DOUBT), 0) / looks.length;

const judge = (models: Models, found: Found, looks: readonly Look[]): Identified => {
  const texts = new Set(looks.flatMap((look) => beamSearch(look, BEAMS).map(([text]) => text)));
  texts.delete('');
  const weighed = [...texts]
    .map((plate) => {
      const log = seen(looks, plate);
      return { plate, log, weight: Math.exp(log) * plausibility(models.syntax, plate) };
    })
    .sort((a, b) => b.weight - a.weight);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const shares = weighed.map(({ plate, weight }) => ({ plate, share: weight / total }));
  const best = weighed[0];
  const evidence: Evidence = {
    share: shares[0]?.share ?? 0,
    look: best?.log ?? Math.log(DOUBT),
    syntax: Math.log(plausibility(models.syntax, best?.plate ?? '')),
    score: found.score,
  };
  if (!best) return { found, candidates: [], characters: [], state: 'unknown', evidence, rank: -Infinity };
  const confidence = calibrated(models.calibration, evidence);
  const rest = Math.max(1e-9, 1 - shares[0]!.share);
  const candidates = shares.slice(0, CANDIDATES).map(({ plate, share }, i) => ({
    plate,
    confidence: i === 0 ? confidence : Math.min(confidence, ((1 - confidence) * share) / rest),
  }));
  return {
    found,
    candidates,
    characters: characterChances(shares, confidence),
    state: stateOf(models.syntax, best.plate),
    evidence,
    rank: Math.log(best.weight + 1e-9) + Math.log(found.score + 1e-4),
  };
};

const logit = (p: number): number => Math.log(Math.max(1e-5, p) / Math.max(1e-5, 1 - p));

/** The numbers that the calibration weighs. */
export const features = ({ share, look, syntax, score }: Evidence): readonly number[] => [
  logit(share),
  look,
  syntax,
  logit(score),
];

/** A logistic regression, fitted on synthetic scenes that no network was trained on. */
const calibrated = ({ bias, weights }: Calibration, evidence: Evidence): number =>
  1 / (1 + Math.exp(-features(evidence).reduce((sum, value, i) => sum + value * weights[i]!, bias)));

/** For each character of the best candidate: the share of same-length candidates that agree on it. */
const characterChances = (shares: readonly { plate: string; share: number }[], confidence: number): number[] => {
  const best = shares[0]!.plate;
  const alike = shares.filter(({ plate }) => plate.length === best.length);
  const total = alike.reduce((sum, { share }) => sum + share, 0);
  return [...best].map((char, i) => {
    const agreed = alike.reduce((sum, { plate, share }) => (plate[i] === char ? sum + share : sum), 0) / total;
    // No character is less sure than the whole, nor all of them surer than the whole allows.
    return Math.max(confidence, Math.min(agreed, confidence ** (1 / best.length)));
  });
};

const stateOf = (patterns: readonly Pattern[], plate: string): string => {
  for (const [state, share] of statesOf(patterns, plate)) if (share >= DECISIVE) return state;
  return 'unknown';
};
