/** The whole way from a photograph's bytes to its plates, within one thread. */
import sharp from 'sharp';
import { findPlates } from './find.js';
import { boxOf, covered, grown, rectify, type Quad } from './homography.js';
import { identify, lookAt, type Identified, type Seen } from './identify.js';
import { loadModels, type Models, type Runtime } from './models.js';
import { decodePhoto, type Photo } from './photo.js';
import { groupFrames } from './passage.js';
import type { Box, PassagePlate, PassageReading, PhotoReading, PlateReading } from './reading.js';
import { openSecondReader, type SecondReader } from './second.js';

/** Below this confidence a plate is recorded as 'unknown'. */
export const THRESHOLD = 0.8;
/** Below this chance a character is marked as uncertain. */
const UNCERTAIN = 0.95;
/** What looks less like a plate than this, and cannot be read either, is not reported. */
const SEEN = 0.5;
const LEGIBLE = 0.05;
const COVERED = 0.4;
const CROP_WIDTH = 320;
const CROP_HEIGHT = 160;

export type PipelineOptions = {
  readonly modelsDir: string;
  readonly secondReader: boolean;
  readonly runtime?: Runtime;
};
export type Pipeline = {
  read(photo: Uint8Array): Promise<PhotoReading>;
  readPassage(frames: readonly Uint8Array[]): Promise<PassageReading>;
  close(): Promise<void>;
};

/** Loads the models and returns the reader of one thread. @throws ModelRefused */
export const openPipeline = async ({ modelsDir, secondReader, runtime }: PipelineOptions): Promise<Pipeline> => {
  const second = secondReader ? await openSecondReader(modelsDir) : null;
  const models = await loadModels(modelsDir, second?.digest ?? '', runtime);
  return {
    read: (photo) => readPhoto(models, second, photo),
    readPassage: (frames) => readPassage(models, second, frames),
    close: async () => {
      await models.close();
      await second?.close();
    },
  };
};

const readPhoto = async (models: Models, second: SecondReader | null, bytes: Uint8Array): Promise<PhotoReading> => {
  const began = performance.now();
  const photo = await decodePhoto(bytes);
  const places = await findPlates(models, photo);
  const plates: PlateReading[] = [];
  for (const one of apart(identify(models, await lookAt(models, photo, places)).filter(isPlate))) {
    plates.push(await report(models, second, photo, one));
  }
  const ms = Math.round(performance.now() - began);
  return { plates, ms, width: photo.width, height: photo.height, models: models.digests };
};

/** Several frames of one passage: what the looks of all of them say together, of each plate once. */
const readPassage = async (
  models: Models,
  second: SecondReader | null,
  frames: readonly Uint8Array[],
): Promise<PassageReading> => {
  const began = performance.now();
  const [photos, sights]: [Photo[], Seen[][]] = [[], []];
  for (const bytes of frames) {
    const photo = await decodePhoto(bytes);
    photos.push(photo);
    sights.push(await lookAt(models, photo, await findPlates(models, photo)));
  }
  const plates: PassagePlate[] = [];
  for (const { one, frame, frames: shown } of groupFrames(models, sights, (all) => apart(all.filter(isPlate)))) {
    plates.push({ ...(await report(models, second, photos[frame]!, one)), frame, frames: shown });
  }
  return { plates, ms: Math.round(performance.now() - began), models: models.digests };
};

const isPlate = ({ found, candidates }: Identified): boolean =>
  found.score >= SEEN && (candidates[0]?.confidence ?? 0) >= LEGIBLE;

/** Leaves out what lies in or around a better read place: a caption, a frame, half a number. */
const apart = (ranked: readonly Identified[]): Identified[] => {
  const kept: Identified[] = [];
  for (const one of ranked) {
    const box = boxOf(one.found.quad);
    if (kept.every(({ found }) => covered(boxOf(found.quad), box) < COVERED)) kept.push(one);
  }
  return kept;
};

const report = async (
  { calibration }: Models,
  second: SecondReader | null,
  photo: Photo,
  one: Identified,
): Promise<PlateReading> => {
  const best = one.candidates[0]!;
  const opinion = second ? await second.read(photo, one.found.quad) : null;
  const differs = opinion !== null && opinion !== '' && opinion !== best.plate;
  const confidence = differs ? doubted(best.confidence, calibration.disagreement) : best.confidence;
  const known = confidence >= THRESHOLD;
  return {
    plate: known ? best.plate : 'unknown',
    confidence,
    state: known ? one.state : 'unknown',
    caption: one.caption,
    box: within(photo, boxOf(one.found.quad)),
    candidates: [{ plate: best.plate, confidence }, ...one.candidates.slice(1)],
    characters: one.characters,
    uncertain: one.characters.flatMap((chance, i) => (chance < UNCERTAIN ? [i] : [])),
    secondReader: opinion === null ? null : { plate: opinion, agrees: opinion === best.plate },
    crop: await cropOf(photo, one.found.quad),
  };
};

/** A confidence lowered by a step in log odds; what the second reader says can lower it, never raise it. */
const doubted = (confidence: number, step: number): number =>
  confidence / (confidence + (1 - confidence) * Math.exp(Math.max(0, step)));

/** Whole pixels inside the photograph. */
const within = (photo: Photo, box: Box): Box => {
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));
  const [x, y] = [clamp(box.x, photo.width), clamp(box.y, photo.height)];
  const [right, bottom] = [clamp(box.x + box.width, photo.width), clamp(box.y + box.height, photo.height)];
  return { x, y, width: right - x, height: bottom - y };
};

const cropOf = async (photo: Photo, quad: Quad): Promise<Uint8Array> => {
  const pixels = Uint8Array.from(rectify(photo, grown(quad, 1.06, 1.08), CROP_WIDTH, CROP_HEIGHT));
  const raw = { width: CROP_WIDTH, height: CROP_HEIGHT, channels: 1 as const };
  return new Uint8Array(await sharp(pixels, { raw }).jpeg({ quality: 85 }).toBuffer());
};
