/** The press: a report is counted and put on paper in a thread of its own, so that no alert waits for it meanwhile. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Cover } from './cover.js';
import type { LedgerRow, Time } from './source.js';

/** Which of the two reports that go to the Chief. */
export type ReportKind = 'audit' | 'total-detection';

export type PressOrder = {
  readonly kind: ReportKind;
  /** The file of the read models. */
  readonly views: string;
  readonly quarter: string;
  readonly asOf: Time;
  readonly cover: Cover;
};

/** What the ledger says of itself where the rows stand, and the checkpoint that goes on the paper. */
export type Standpoint = { readonly ledger: LedgerRow; readonly checkpoint: string };

/** `figures` is the text that is embedded in the paper. */
export type Printed = { readonly pdf: Uint8Array; readonly figures: string };

/** What the thread says: first where the rows stand, then what it made. */
export type Said =
  | { readonly position: string }
  | { readonly printed: Printed }
  | { readonly error: { readonly name: string; readonly message: string } };

const here = new URL(import.meta.url);
const fromSource = here.pathname.endsWith('.ts');

/** What dies young is a page of rows; more room for it would only be held on to. MB */
const HEAP = { maxYoungGenerationSizeMb: 8 };

const start = (order: PressOrder): Worker => {
  const entry = new URL(`./press.thread.${fromSource ? 'ts' : 'js'}`, here);
  return new Worker(fromSource ? new URL('../ledger/typescript.cjs', here) : entry, {
    workerData: { order, entry: fileURLToPath(entry) },
    execArgv: [],
    resourceLimits: HEAP,
  });
};

/**
 * Makes a report of the read models as they stand at one moment.
 * @param standpoint asked once it is known up to which position the rows go (-1n when there is none)
 * @throws what the thread met; and what `standpoint` throws
 */
export const printReport = (
  order: PressOrder,
  standpoint: (position: bigint) => Promise<Standpoint>,
): Promise<Printed> => {
  const worker = start(order);
  const printed = new Promise<Printed>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The press stopped with code ${code}.`)));
    worker.on('message', (said: Said) => {
      if ('printed' in said) resolve(said.printed);
      else if ('error' in said) reject(Object.assign(new Error(said.error.message), { name: said.error.name }));
      else standpoint(BigInt(said.position)).then((where) => worker.postMessage(where), reject);
    });
  });
  return printed.finally(() => void worker.terminate());
};
