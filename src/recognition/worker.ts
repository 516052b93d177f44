/** One reading thread: photographs come in by message, readings or what went wrong go out. */
import { parentPort, workerData } from 'node:worker_threads';
import { openPipeline, type PipelineOptions } from './pipeline.js';
import { ModelRefused, UnreadablePhoto, type PhotoReading, type UnreadableCode } from './reading.js';

export type Request = { readonly id: number; readonly photo: Uint8Array };
export type Answer =
  | { readonly id: number; readonly reading: PhotoReading }
  | { readonly id: number; readonly unreadable: UnreadableCode; readonly message: string }
  | { readonly id: number; readonly refused: string }
  | { readonly id: number; readonly failed: string };

const port = parentPort;
if (port) {
  const pipeline = openPipeline(workerData as PipelineOptions);
  // A model that cannot be loaded is told in the answer to each photograph, not as a crash.
  pipeline.catch(() => undefined);
  port.on('message', async ({ id, photo }: Request) => {
    const answer = await pipeline
      .then((open) => open.read(photo))
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
