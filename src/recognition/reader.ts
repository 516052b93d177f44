/** The door of this room: `openReader` reads photographs in threads of their own, with a queue that has an end. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { findModels, readManifest, readModel, type Runtime } from './models.js';
import type { PipelineOptions } from './pipeline.js';
import { ModelRefused, QueueFull, UnreadablePhoto, type PhotoReading } from './reading.js';
import type { Answer } from './worker.js';

export type { Box, Candidate, ModelDigests, PhotoReading, PlateReading, SecondOpinion } from './reading.js';
export { ModelRefused, QueueFull, UnreadablePhoto } from './reading.js';

export type Reader = {
  /**
   * Reads one photograph. @throws UnreadablePhoto, QueueFull, ModelRefused
   * The bytes are copied into the reading thread; the caller keeps them.
   */
  read(photo: Uint8Array): Promise<PhotoReading>;
  /** Stops the threads; photographs still waiting are refused. */
  close(): Promise<void>;
};

export type ReaderOptions = {
  /** Threads, each about 150 MB; they start with the first photograph. */
  readonly workers?: number;
  /** Photographs that may wait; one more is answered with QueueFull. */
  readonly queue?: number;
  readonly modelsDir?: string;
  readonly secondReader?: boolean;
  readonly runtime?: Runtime;
  /** The compiled worker, where it does not lie beside this file. */
  readonly workerFile?: string;
};

type Job = {
  readonly photo: Uint8Array;
  readonly resolve: (reading: PhotoReading) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
};
type Thread = { readonly worker: Worker; job: Job | null; id: number };

const ATTEMPTS = 2;
/** A photograph that takes longer has met a fault, not a plate. */
const PATIENCE_MS = 60_000;
const USUAL_MS = 150;

/** Opens a reader. Threads and models are loaded with the first photograph, so an idle server stays small. */
export const openReader = (options: ReaderOptions = {}): Reader => {
  const { workers = 1, queue = 64, secondReader = true, runtime } = options;
  const modelsDir = options.modelsDir ?? findModels();
  const data: PipelineOptions = { modelsDir, secondReader, runtime };
  const threads = new Set<Thread>();
  const waiting: Job[] = [];
  let closed = false;
  let usual = USUAL_MS;

  const start = (): Thread => {
    const thread: Thread = {
      worker: new Worker(options.workerFile ?? findWorker(), { workerData: data }),
      job: null,
      id: 0,
    };
    thread.worker.on('message', (answer: Answer) => finish(thread, answer));
    thread.worker.on('error', (error) => lost(thread, error.message));
    thread.worker.on('exit', () => lost(thread, 'it was stopped'));
    threads.add(thread);
    return thread;
  };
  const finish = (thread: Thread, answer: Answer): void => {
    const { job } = thread;
    if (!job || answer.id !== thread.id) return;
    thread.job = null;
    if ('reading' in answer) usual = 0.9 * usual + 0.1 * answer.reading.ms;
    settle(job, answer);
    next();
  };
  const lost = (thread: Thread, reason: string): void => {
    if (!threads.delete(thread)) return;
    const { job } = thread;
    if (job && !closed && job.attempts < ATTEMPTS) waiting.unshift(job);
    else
      job?.reject(new UnreadablePhoto('failed', `The reading thread failed (${reason}): send the photograph again.`));
    if (!closed) next();
  };
  const next = (): void => {
    while (waiting.length) {
      const thread = [...threads].find(({ job }) => !job) ?? (threads.size < workers ? start() : null);
      if (!thread) return;
      const job = waiting.shift()!;
      job.attempts++;
      thread.job = job;
      thread.id++;
      watch(thread, thread.id);
      thread.worker.ref();
      thread.worker.postMessage({ id: thread.id, photo: job.photo });
    }
    // An idle thread must not keep the process alive.
    for (const thread of threads) if (!thread.job) thread.worker.unref();
  };
  const watch = (thread: Thread, id: number): void => {
    setTimeout(() => {
      if (thread.job && thread.id === id) void thread.worker.terminate();
    }, PATIENCE_MS).unref();
  };
  return {
    read: (photo) =>
      new Promise((resolve, reject) => {
        const busy = [...threads].filter(({ job }) => job).length;
        if (closed) reject(new UnreadablePhoto('failed', 'The reader is closed: open it again.'));
        else if (waiting.length >= queue && busy >= workers) {
          reject(new QueueFull(Math.max(1, Math.ceil(((queue / workers) * usual) / 1000))));
        } else {
          waiting.push({ photo, resolve, reject, attempts: 0 });
          next();
        }
      }),
    close: async () => {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new UnreadablePhoto('failed', 'The reader was closed.'));
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
};

const settle = (job: Job, answer: Answer): void => {
  if ('reading' in answer) job.resolve(answer.reading);
  else if ('unreadable' in answer) job.reject(new UnreadablePhoto(answer.unreadable, answer.message));
  else if ('refused' in answer) job.reject(new ModelRefused(answer.refused));
  else job.reject(new UnreadablePhoto('failed', `The photograph could not be read (${answer.failed}).`));
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
