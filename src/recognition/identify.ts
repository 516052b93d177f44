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
/** So many of the places are always looked at closely, and every one in which the first look reads this surely. */
const CLOSER = 3;
const LEGIBLE = 0.03;
const BEAMS = 12;
const CANDIDATES = 10;
/** A text that one look calls impossible may be what it is: no look has more than this much of a veto. */
const DOUBT = 1e-4;
/** How far the syntax is trusted beside the picture, as an exponent: the reader has learnt some of it already. */
const TRUST = 0.6;
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
  /** For choosing between places: log of how well the best number explains the looks, and of the plate score. */
  readonly rank: number;
};

/** A place and what was seen there: the looks of one photograph, or of several frames of one passage. */
export type Seen = { readonly found: Found; readonly looks: readonly Look[] };

/** What is to be seen at each place: one look at all of them, and the others where something can be read. */
export const lookAt = async (models: Models, photo: Photo, places: readonly Found[]): Promise<Seen[]> => {
  const pictures = ({ quad }: Found, looks: typeof LOOKS): Float32Array[] =>
    looks.map(([across, down]) => rectify(photo, grown(quad, across, down), READER_WIDTH, READER_HEIGHT));
  const [first, others] = [LOOKS.slice(0, 1), LOOKS.slice(1)];
  const glances = await models.looks(places.flatMap((found) => pictures(found, first)));
  const glanced = places
    .map((found, i) => judge(models, { found, looks: [glances[i]!] }))
    .map((one, i) => ({ one, i }))
    .sort((a, b) => b.one.rank - a.one.rank);
  const worth = glanced.filter(({ one }, k) => k < CLOSER || one.evidence.look > Math.log(LEGIBLE)).map(({ i }) => i);
  const more = await models.looks(worth.flatMap((i) => pictures(places[i]!, others)));
  return worth.map((i, k) => ({
    found: places[i]!,
    looks: [glances[i]!, ...more.slice(k * others.length, (k + 1) * others.length)],
  }));
};

/** The number of each place, best place first. */
export const identify = (models: Models, seen: readonly Seen[]): Identified[] =>
  seen.map((one) => judge(models, one)).sort((a, b) => b.rank - a.rank);

/** Log of the geometric mean of a text's probability over the looks. */
const seen = (looks: readonly Look[], text: string): number =>
  looks.reduce((sum, look) => sum + Math.log(probabilityOf(look, text) + DOUBT), 0) / looks.length;

/** Weighs everything that one of the looks may show against all of them, and against how numbers are written. */
export const judge = (models: Models, { found, looks }: Seen): Identified => {
  const texts = new Set(looks.flatMap((look) => beamSearch(look, BEAMS).map(([text]) => text)));
  texts.delete('');
  const weighed = [...texts]
    .map((plate) => {
      const log = seen(looks, plate);
      return { plate, log, weight: Math.exp(log + TRUST * plausibility(models.syntax, plate)) };
    })
    .sort((a, b) => b.weight - a.weight);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const shares = weighed.map(({ plate, weight }) => ({ plate, share: weight / total }));
  const best = weighed[0];
  const evidence: Evidence = {
    share: shares[0]?.share ?? 0,
    look: best?.log ?? Math.log(DOUBT),
    syntax: plausibility(models.syntax, best?.plate ?? ''),
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
    // An unlikely number counts against a place; a likely one does not make a wall a plate.
    rank: best.log + TRUST * Math.min(0, evidence.syntax) + Math.log(found.score + 1e-4),
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
const calibrated = ({ bias, weights, most }: Calibration, evidence: Evidence): number =>
  most / (1 + Math.exp(-features(evidence).reduce((sum, value, i) => sum + value * weights[i]!, bias)));

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
