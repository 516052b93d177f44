/** What the recognition room says about a photograph, and the ways in which it fails. */

/** One possible number of a plate; `confidence` is the calibrated chance, 0 to 1, that it is the right one. */
export type Candidate = { readonly plate: string; readonly confidence: number };

/** An upright box in pixels of the oriented photograph, the origin at the top left. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What the second reader saw; it never confirms anything by itself. */
export type SecondOpinion = { readonly plate: string; readonly agrees: boolean };

/** One plate of a photograph. */
export type PlateReading = {
  /** A-Z and 0-9 without separators, or 'unknown' when the confidence is below the threshold: never a guess. */
  readonly plate: string;
  readonly confidence: number;
  /** USPS code in upper case, or 'unknown' when neither number nor caption decides it. */
  readonly state: string;
  /** What the small print says of the state, capitals without spaces, as 'CALIFORNIA'; '' where nothing was read. */
  readonly caption: string;
  readonly box: Box;
  /** Up to ten, best first; kept even when the plate is 'unknown', for the eye of the officer. */
  readonly candidates: readonly Candidate[];
  /** The chance of each character of the best candidate, 0 to 1. */
  readonly characters: readonly number[];
  /** Which of them, counted from 0, are uncertain: the officer must look at these before any other. */
  readonly uncertain: readonly number[];
  readonly secondReader: SecondOpinion | null;
  /** The plate, rectified, as a JPEG. */
  readonly crop: Uint8Array;
};

/** SHA-256 (hex) of the model files that read a photograph; `second` is '' where there is no second reader. */
export type ModelDigests = {
  readonly corner: string;
  readonly ctc: string;
  readonly caption: string;
  readonly second: string;
};

/** Everything read from one photograph; plates best first, none when there is no plate to be seen. */
export type PhotoReading = {
  readonly plates: readonly PlateReading[];
  readonly ms: number;
  readonly width: number;
  readonly height: number;
  readonly models: ModelDigests;
};

/** One plate of a passage: `frame` is the photograph, counted from 0, that its box and its crop are of. */
export type PassagePlate = PlateReading & {
  readonly frame: number;
  /** How many frames showed it. */ readonly frames: number;
};

/** Everything read from several frames of one passage together. */
export type PassageReading = Omit<PhotoReading, 'plates' | 'width' | 'height'> & {
  readonly plates: readonly PassagePlate[];
};

/** `failed` is the reader's own failure and `closed` its end; the others are the picture's fault. */
export type UnreadableCode = 'not-an-image' | 'unsupported' | 'too-large' | 'damaged' | 'failed' | 'closed';

/** The photograph cannot be read; the message says what is wrong with it and what to do. */
export class UnreadablePhoto extends Error {
  constructor(
    readonly code: UnreadableCode,
    message: string,
  ) {
    super(message);
    this.name = 'UnreadablePhoto';
  }
}

/** More photographs are waiting than the reader was told to hold. */
export class QueueFull extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`The reader is busy: try again in ${retryAfterSeconds} s, or give it more workers.`);
    this.name = 'QueueFull';
  }
}

/** A model file is missing, or is not the one its card names. */
export class ModelRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ModelRefused';
  }
}
