/** What an officer needs beside the picture to compare it: how sure each character is, and what else it may be. */
import { detectionById } from '../projections/detections.js';
import type { Sqlite } from '../vault/sqlite.js';

/** Below this chance, in 1/10000, a character is marked as uncertain; ours, as in src/recognition/pipeline.ts. */
const UNCERTAIN = 9_500;

/** One character as read, and its chance of being right, 1/10000. */
export type Character = { readonly character: string; readonly confidence: number; readonly uncertain: boolean };

export type ReadingView = {
  /** 1/10000. */
  readonly confidence: number | null;
  /** USPS code by the small print and the number together, or 'unknown'; a state on the list may be another. */
  readonly state: string;
  /** Of the likeliest number; empty for a finished read, whose sender does not tell. */
  readonly characters: readonly Character[];
  /** What else it may be, likeliest first. */
  readonly candidates: readonly { readonly plate: string; readonly confidence: number }[];
  /** The second reader saw another number: look again. */
  readonly lookAgain: boolean;
};

/** How a detection was read; null when it is not known or has been purged. */
export const readingOf = (db: Sqlite, detectionId: string): ReadingView | null => {
  const detection = detectionById(db, detectionId);
  if (!detection?.candidates) return null;
  const { candidates, characters = [], secondReader, confidence } = detection;
  const number = [...(candidates[0]?.plate ?? '')];
  return {
    confidence,
    state: detection.plateState || 'unknown',
    characters: characters.map((chance, i) => ({
      character: number[i] ?? '',
      confidence: chance,
      uncertain: chance < UNCERTAIN,
    })),
    candidates,
    lookAgain: secondReader ? !secondReader.agrees && secondReader.plate !== '' : false,
  };
};
