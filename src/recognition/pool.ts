/** Reading threads and the photographs that wait for one: started when needed, replaced when lost. */
import { Worker } from 'node:worker_threads';
import type { PipelineOptions } from './pipeline.js';
import { ModelRefused, UnreadablePhoto, type PassageReading, type PhotoReading } from './reading.js';
import type { Answer, Work } from './worker.js';

/** A photograph or a passage on its way; `attempts` counts the threads that were given it. */
export type Job = {
  readonly work: Work;
  readonly resolve: (reading: PhotoReading | PassageReading) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
};

type Thread = { readonly worker: Worker; job: Job | null; id: number };

export type Pool = {
  readonly workers: number;
  readonly file: () => string;
  readonly data: PipelineOptions;
  readonly threads: Set<Thread>;
  readonly waiting: Job[];
  closed: boolean;
  /** Running mean of the milliseconds that a photograph takes. */
  usual: number;
};

/** Pixels and networks lie outside the heap; a small one is tidied often, and so are the pixels that it refers to. */
const HEAP = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 };
const ATTEMPTS = 2;
/** A photograph that takes longer has met a fault, not a plate. */
const PATIENCE_MS = 60_000;

/** Gives waiting photographs to idle threads, starting threads up to the pool's number. */
export const next = (pool: Pool): void => {
  while (pool.waiting.length) {
    const idle = [...pool.threads].find(({ job }) => !job);
    const thread = idle ?? (pool.threads.size < pool.workers ? start(pool) : null);
    if (!thread) return;
    const job = pool.waiting.shift()!;
    job.attempts++;
    thread.job = job;
    thread.id++;
    watch(thread, thread.id);
    thread.worker.ref();
    thread.worker.postMessage({ id: thread.id, ...job.work });
  }
  // An idle thread must not keep the process alive.
  for (const thread of pool.threads) if (!thread.job) thread.worker.unref();
};

/** Stops every thread; what waits is refused. */
export const stop = async (pool: Pool): Promise<void> => {
  pool.closed = true;
  for (const job of pool.waiting.splice(0)) job.reject(new UnreadablePhoto('closed', 'The reader was closed.'));
  await Promise.all([...pool.threads].map(({ worker }) => worker.terminate()));
};

const start = (pool: Pool): Thread => {
  const worker = new Worker(pool.file(), { workerData: pool.data, resourceLimits: HEAP });
  const thread: Thread = { worker, job: null, id: 0 };
  thread.worker.on('message', (answer: Answer) => finish(pool, thread, answer));
  thread.worker.on('error', (error) => lost(pool, thread, error.message));
  thread.worker.on('exit', () => lost(pool, thread, 'it was stopped'));
  pool.threads.add(thread);
  return thread;
};

const watch = (thread: Thread, id: number): void => {
  setTimeout(() => {
    if (thread.job && thread.id === id) void thread.worker.terminate();
  }, PATIENCE_MS).unref();
};

const finish = (pool: Pool, thread: Thread, answer: Answer): void => {
  const { job } = thread;
  if (!job || answer.id !== thread.id) return;
  thread.job = null;
  if ('reading' in answer) {
    const photos = 'frames' in job.work ? job.work.frames.length : 1;
    pool.usual = 0.9 * pool.usual + (0.1 * answer.reading.ms) / photos;
    job.resolve(answer.reading);
  } else job.reject(errorOf(answer));
  next(pool);
};

/** A thread is gone: its photograph is tried once more, since the fault may have been the thread's. */
const lost = (pool: Pool, thread: Thread, reason: string): void => {
  if (!pool.threads.delete(thread)) return;
  const { job } = thread;
  if (job && !pool.closed && job.attempts < ATTEMPTS) pool.waiting.unshift(job);
  else if (pool.closed) job?.reject(new UnreadablePhoto('closed', 'The reader was closed.'));
  else job?.reject(new UnreadablePhoto('failed', `The reading thread failed (${reason}): send the photograph again.`));
  if (!pool.closed) next(pool);
};

const errorOf = (answer: Exclude<Answer, { reading: unknown }>): Error => {
  if ('unreadable' in answer) return new UnreadablePhoto(answer.unreadable, answer.message);
  if ('refused' in answer) return new ModelRefused(answer.refused);
  return new UnreadablePhoto('failed', `The photograph could not be read (${answer.failed}): send it again.`);
};
