/** The door of this room: `openReader` reads photographs in threads of their own, with a queue that has an end. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findModels, readManifest, readModel, type Runtime } from './models.js';
import { next, stop, type Pool } from './pool.js';
import { ModelRefused, QueueFull, UnreadablePhoto, type PassageReading, type PhotoReading } from './reading.js';
import type { Work } from './worker.js';

export type {
  Box,
  Candidate,
  ModelDigests,
  PassagePlate,
  PassageReading,
  PhotoReading,
  PlateReading,
  SecondOpinion,
} from './reading.js';
export { ModelRefused, QueueFull, UnreadablePhoto } from './reading.js';

export type Reader = {
  /**
   * Reads one photograph. @throws UnreadablePhoto, QueueFull, ModelRefused
   * The bytes are copied into the reading thread; the caller keeps them.
   */
  read(photo: Uint8Array): Promise<PhotoReading>;
  /**
   * Reads up to MOST_FRAMES frames of one passage together: the looks of all frames are averaged for each plate.
   * @throws UnreadablePhoto, QueueFull, ModelRefused, RangeError when there is no frame or there are too many
   */
  readPassage(frames: readonly Uint8Array[]): Promise<PassageReading>;
  /** Stops the threads; photographs still waiting are refused. */
  close(): Promise<void>;
};

export type ReaderOptions = {
  /** Threads, each up to 240 MB with the second reader; they start with the first photograph. */
  readonly workers?: number;
  /** Photographs that may wait; one more is answered with QueueFull. */
  readonly queue?: number;
  readonly modelsDir?: string;
  readonly secondReader?: boolean;
  readonly runtime?: Runtime;
  /** The compiled worker, where it does not lie beside this file. */
  readonly workerFile?: string;
};

const USUAL_MS = 150;
/** Frames are decoded side by side, so their number bounds a thread's memory. */
export const MOST_FRAMES = 12;

/**
 * Opens a reader. Threads and models are loaded with the first photograph, so an idle server stays small.
 * @throws ModelRefused where no models folder is found
 */
export const openReader = (options: ReaderOptions = {}): Reader => {
  const { workers = 1, queue = 64, secondReader = true, runtime, modelsDir = findModels() } = options;
  const pool: Pool = {
    workers,
    file: () => options.workerFile ?? findWorker(),
    data: { modelsDir, secondReader, runtime },
    threads: new Set(),
    waiting: [],
    closed: false,
    usual: USUAL_MS,
  };
  const give = (work: Work): Promise<PhotoReading | PassageReading> =>
    new Promise((resolve, reject) => {
      const busy = [...pool.threads].filter(({ job }) => job).length;
      if (pool.closed) reject(new UnreadablePhoto('closed', 'The reader is closed: open it again.'));
      else if (pool.waiting.length >= queue && busy >= workers) {
        reject(new QueueFull(Math.max(1, Math.ceil(((queue / workers) * pool.usual) / 1000))));
      } else {
        pool.file(); // Throws where the worker is not built, before the photograph waits for it.
        pool.waiting.push({ work, resolve, reject, attempts: 0 });
        next(pool);
      }
    });
  return {
    read: (photo) => give({ photo }) as Promise<PhotoReading>,
    readPassage: async (frames) => {
      if (frames.length < 1 || frames.length > MOST_FRAMES)
        throw new RangeError(`A passage has 1 to ${MOST_FRAMES} frames, not ${frames.length}.`);
      return give({ frames }) as Promise<PassageReading>;
    },
    close: () => stop(pool),
  };
};

/** Checks every model file against the manifest, without loading any. @throws ModelRefused */
export const checkModels = (modelsDir = findModels()): void => {
  const manifest = readManifest(modelsDir);
  for (const name of Object.keys(manifest)) readModel(modelsDir, name, manifest);
};

/** The compiled worker: beside this file, or, when this file runs from source, in the build. */
const findWorker = (): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, 'worker.js'), join(here, '../../dist/recognition/worker.js')];
  const file = places.find((place) => existsSync(place));
  if (!file) throw new ModelRefused('The reading thread is not built: run `npm run build` first.');
  return file;
};
