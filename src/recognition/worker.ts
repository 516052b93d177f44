/** One reading thread: photographs come in by message, readings or what went wrong go out. */
import { parentPort, workerData } from 'node:worker_threads';
import { openPipeline, type PipelineOptions } from './pipeline.js';
import {
  ModelRefused,
  UnreadablePhoto,
  type PassageReading,
  type PhotoReading,
  type UnreadableCode,
} from './reading.js';

/** One photograph, or the frames of one passage. */
export type Work = { readonly photo: Uint8Array } | { readonly frames: readonly Uint8Array[] };
export type Request = Work & { readonly id: number };
export type Answer =
  | { readonly id: number; readonly reading: PhotoReading | PassageReading }
  | { readonly id: number; readonly unreadable: UnreadableCode; readonly message: string }
  | { readonly id: number; readonly refused: string }
  | { readonly id: number; readonly failed: string };

const port = parentPort;
if (port) {
  const pipeline = openPipeline(workerData as PipelineOptions);
  // A model that cannot be loaded is told in the answer to each photograph, not as a crash.
  pipeline.catch(() => undefined);
  port.on('message', async ({ id, ...work }: Request) => {
    const answer = await pipeline
      .then((open): Promise<PhotoReading | PassageReading> => {
        return 'frames' in work ? open.readPassage(work.frames) : open.read(work.photo);
      })
      .then(
        (reading): Answer => ({ id, reading }),
        (error: unknown): Answer => {
          if (error instanceof UnreadablePhoto) return { id, unreadable: error.code, message: error.message };
          if (error instanceof ModelRefused) return { id, refused: error.message };
          return { id, failed: error instanceof Error ? error.message : String(error) };
        },
      );
    port.postMessage(answer);
  });
}
