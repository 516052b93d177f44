/** Reads the number of a plate that was found: several looks, one list of candidates, one calibrated confidence. */
import { smallPrint, statesFrom, type SmallPrint } from './captions.js';
import { beamSearch, probabilityOf, softened, type Look } from './ctc.js';
import type { Found } from './find.js';
import { grown, rectify } from './homography.js';
import {
  CAPTIONED_HEIGHT,
  CAPTION_HEIGHT,
  CAPTION_WIDTH,
  READER_HEIGHT,
  READER_WIDTH,
  type Calibration,
  type Models,
} from './models.js';
import type { Photo } from './photo.js';
import type { Candidate } from './reading.js';
import { plausibility, statesOf, type Pattern, type States } from './syntax.js';

/** How far beyond the found corners each look goes, across and down; in training 0.96 to 1.2. */
const LOOKS: readonly (readonly [number, number])[] = [
  [1.04, 1.06],
  [1.1, 1.14],
  [1.0, 1.0],
  [1.16, 1.22],
];
/** So many of the places are always looked at closely, and every one in which the first look reads this surely. */
const CLOSER = 3;
const LEGIBLE = 0.01;
const BEAMS = 24;
const CANDIDATES = 10;
/** How far a look is believed, and I and 1 are one: the dies of the road are strangers (models/reader.md). */
const BELIEF = 0.7;
const ALIKE = 0.5;
/** A text that one look calls impossible may be what it is: no look has more than this much of a veto. */
const DOUBT = 1e-4;
/** The small print is looked at a little beyond the found corners, as in training. */
const CAPTIONS = [1.08, 1.1] as const;
/** The state is said only where it is as likely as this, by the small print and the number together. */
const DECISIVE = 0.85;

/** What speaks for the best candidate, for calibration. */
export type Evidence = {
  /** Its share among all candidates. */ readonly share: number;
  /** Log of its chance, mean over the looks. */ readonly look: number;
  /** The same of the look that believes in it least. */ readonly least: number;
  /** How much likelier it is on roads than among random characters, log. */ readonly syntax: number;
  /** How many characters it has. */ readonly length: number;
};

export type Identified = {
  readonly found: Found;
  readonly candidates: readonly Candidate[];
  /** Of all candidates: their shares of what the looks and the syntax say, together 1, best first. */
  readonly shares: readonly { readonly plate: string; readonly share: number }[];
  readonly characters: readonly number[];
  readonly state: string;
  /** What the small print says of the state, capitals without spaces; '' where nothing could be read. */
  readonly caption: string;
  /** What the confidence was made from, for calibration. */
  readonly evidence: Evidence;
  /** For choosing between places: log of how well the best number explains the looks, and of the plate score. */
  readonly rank: number;
};

/** A place and what was seen there: the looks of one photograph, or of several frames of one passage. */
export type Seen = {
  readonly found: Found;
  readonly looks: readonly Look[];
  /** The bands above and below the number as the caption reader sees them, two a frame. */
  readonly captions: readonly Look[];
};

/** What is to be seen at each place: one look at all of them, and the others where something can be read. */
export const lookAt = async (models: Models, photo: Photo, places: readonly Found[]): Promise<Seen[]> => {
  const pictures = ({ quad }: Found, looks: typeof LOOKS): Float32Array[] =>
    looks.map(([across, down]) => rectify(photo, grown(quad, across, down), READER_WIDTH, READER_HEIGHT));
  const [first, others] = [LOOKS.slice(0, 1), LOOKS.slice(1)];
  const glances = await models.looks(places.flatMap((found) => pictures(found, first)));
  const glanced = places
    .map((found, i) => judge(models, { found, looks: [glances[i]!], captions: [] }))
    .map((one, i) => ({ one, i }))
    .sort((a, b) => b.one.rank - a.one.rank);
  const worth = glanced.filter(({ one }, k) => k < CLOSER || one.evidence.look > Math.log(LEGIBLE)).map(({ i }) => i);
  const more = await models.looks(worth.flatMap((i) => pictures(places[i]!, others)));
  // Small print is looked for where a number can be read, and at the best place in any case.
  const captioned = glanced.filter(({ one }, k) => k === 0 || one.evidence.look > Math.log(LEGIBLE)).map(({ i }) => i);
  const bands = await models.captions(captioned.flatMap((i) => bandsOf(photo, places[i]!)));
  return worth.map((i, k) => {
    const at = captioned.indexOf(i);
    return {
      found: places[i]!,
      looks: [glances[i]!, ...more.slice(k * others.length, (k + 1) * others.length)],
      captions: at < 0 ? [] : bands.slice(2 * at, 2 * at + 2),
    };
  });
};

/** The bands above and below a number, where the small print is. */
const bandsOf = (photo: Photo, { quad }: Found): Float32Array[] => {
  const whole = rectify(photo, grown(quad, ...CAPTIONS), CAPTION_WIDTH, CAPTIONED_HEIGHT);
  const size = CAPTION_WIDTH * CAPTION_HEIGHT;
  return [whole.subarray(0, size), whole.subarray(whole.length - size)];
};

/** The number of each place, best place first. */
export const identify = (models: Models, seen: readonly Seen[]): Identified[] =>
  seen.map((one) => judge(models, one)).sort((a, b) => b.rank - a.rank);

/** A text that one of the looks may show, with the log of its chance in each of them. */
export type Text = { readonly plate: string; readonly logs: readonly number[] };

/** Everything that one of the looks may show, weighed against all of them; no text is left out by a single look. */
export const textsOf = (claimed: readonly Look[]): Text[] => {
  const looks = claimed.map((look) => softened(look, BELIEF, ALIKE));
  const texts = new Set(looks.flatMap((look) => beamSearch(look, BEAMS).map(([text]) => text)));
  texts.delete('');
  return [...texts].map((plate) => ({
    plate,
    logs: looks.map((look) => Math.log(probabilityOf(look, plate) + DOUBT)),
  }));
};

/** Weighs everything that one of the looks may show against all of them, and against how numbers are written. */
export const judge = (models: Models, seen: Seen): Identified =>
  weigh(models, seen, textsOf(seen.looks), smallPrint(models.words, seen.captions));

/** As `judge`, of texts and small print that were read already. */
export const weigh = (models: Models, { found }: Seen, texts: readonly Text[], print: SmallPrint): Identified => {
  const { syntax, calibration } = models;
  const states = statesFrom(syntax, print, calibration, Math.max(1, print.bands.length / 2));
  const weighed = texts
    .map(({ plate, logs }) => {
      const log = logs.reduce((sum, one) => sum + one, 0) / logs.length;
      const likely = plausibility(syntax, plate, states);
      return { plate, log, likely, least: Math.min(...logs), weight: log + calibration.syntaxTrust * likely };
    })
    .sort((a, b) => b.weight - a.weight);
  const best = weighed[0];
  const total = weighed.reduce((sum, { weight }) => sum + Math.exp(weight - best!.weight), 0);
  const shares = weighed.map(({ plate, weight }) => ({ plate, share: Math.exp(weight - best!.weight) / total }));
  const evidence: Evidence = {
    share: shares[0]?.share ?? 0,
    look: best?.log ?? Math.log(DOUBT),
    least: best?.least ?? Math.log(DOUBT),
    syntax: best?.likely ?? 0,
    length: best?.plate.length ?? 1,
  };
  if (!best)
    return { found, candidates: [], shares, characters: [], state: 'unknown', caption: '', evidence, rank: -Infinity };
  const confidence = calibrated(calibration, evidence);
  const rest = Math.max(1e-9, 1 - shares[0]!.share);
  const candidates = shares.slice(0, CANDIDATES).map(({ plate, share }, i) => ({
    plate,
    confidence: i === 0 ? confidence : Math.min(confidence, ((1 - confidence) * share) / rest),
  }));
  return {
    found,
    candidates,
    shares,
    characters: characterChances(shares, confidence),
    state: stateOf(syntax, best.plate, states),
    caption: print.words,
    evidence,
    // An unlikely number counts against a place; a likely one does not make a wall a plate.
    rank: best.log + calibration.syntaxTrust * Math.min(0, evidence.syntax) + Math.log(found.score + 1e-4),
  };
};

const logit = (p: number): number => Math.log(Math.max(1e-5, p) / Math.max(1e-5, 1 - p));

/**
 * The numbers that the calibration weighs. Only what was seen of the number: how wide the plate is and how sure its
 * corners are say other things of a drawing than of a photograph, and did not carry from crops to streets.
 */
export const features = ({ share, look, least, syntax, length }: Evidence): readonly number[] => [
  logit(share),
  look / length,
  least,
  syntax / length,
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

const stateOf = (patterns: readonly Pattern[], plate: string, states: States): string => {
  for (const [state, share] of statesOf(patterns, plate, states)) if (share >= DECISIVE) return state;
  return 'unknown';
};
