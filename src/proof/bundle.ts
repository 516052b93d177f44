/** The bundle: everything an outsider needs to check a ledger off-line, in a folder (docs/ledger-format.md, 11). */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Recorded } from '../ledger/ledger.js';
import type { Sequence } from '../ledger/sequence.js';
import { WIDTH, widthOf } from '../ledger/tiles.js';
import { CompactRange, leafHash } from '../ledger/tree.js';
import type { Checkpoint } from './checkpoint.js';
import { RolledBack } from './checkpoints.js';
import type { ProofStore } from './store.js';
import { bundleOf, tilePath } from './tilepaths.js';

/** A file of the bundle that is not made from the ledger: `path` is relative, with slashes. */
export type Enclosed = { readonly path: string; readonly bytes: Uint8Array | string };

export type BundleContent = {
  /** The checkpoint whose entries the bundle holds, and no others. */
  readonly checkpoint: Checkpoint;
  readonly sequence: Sequence;
  readonly store: ProofStore;
  readonly program: string;
  readonly made: string;
  /** keys.note, policy.txt, rules, certificates, reports, verifiers, README.txt. */
  readonly enclosed: readonly Enclosed[];
  /** Hears how many events are written, now and then. */
  readonly progress?: (events: number) => void;
};

export type BundleSettings = BundleContent & {
  /** A new or empty folder. */
  readonly out: string;
};

/** The folder is not empty: a bundle that is mixed with another one proves nothing. */
export class NotEmpty extends Error {
  readonly code = 'malformed';
  constructor(out: string) {
    super(`${out} is not empty. Name a new folder for the bundle.`);
  }
}

/** Twelve digits, so that names sort as sizes do. */
export const sizeName = (size: number): string => String(size).padStart(12, '0');

const write = (out: string, path: string, bytes: Uint8Array | string): void => {
  const file = join(out, ...path.split('/'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes, { flag: 'wx' });
};

/** Facts in runs of up to 256, as entry bundles hold them. */
async function* runsOf(facts: AsyncIterable<Recorded>): AsyncGenerator<Recorded[]> {
  let run: Recorded[] = [];
  for await (const fact of facts) {
    run.push(fact);
    if (run.length < WIDTH) continue;
    yield run;
    run = [];
  }
  if (run.length > 0) yield run;
}

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all;
}

/** Entry bundles and the tiles over them. What goes out is hashed as it goes, and must be what was signed. */
async function* treeOf({ checkpoint, sequence, progress }: BundleContent): AsyncGenerator<Enclosed> {
  const { size, root } = checkpoint;
  const tree = CompactRange.empty();
  let tile = 0;
  for await (const run of runsOf(sequence.facts(0, size))) {
    const { bytes } = await bundleOf(each(run));
    for (const { line } of run) tree.append(leafHash(line));
    yield { path: `tile/${tilePath({ level: 'entries', tile, width: run.length })}`, bytes };
    tile += 1;
    if (tile % 256 === 0) progress?.(tree.size);
  }
  if (tree.size !== size || !tree.root().equals(root))
    throw new RolledBack('The lines of the ledger are not those that were signed. Run alpr-ledger verify.');
  for (let level = 0; widthOf(level, 0, size) > 0; level += 1)
    for (let n = 0; widthOf(level, n, size) > 0; n += 1) {
      const path = `tile/${tilePath({ level, tile: n, width: widthOf(level, n, size) })}`;
      yield { path, bytes: sequence.hashes(level, n, size) };
    }
}

function* signedOf({ checkpoint, store }: BundleContent): Generator<Enclosed> {
  for (const { size, note } of store.all(checkpoint.size))
    yield { path: `checkpoints/${sizeName(size)}.note`, bytes: note };
  const counts = new Map<number, number>();
  for (const { size, token } of store.timestamps(checkpoint.size)) {
    const n = (counts.get(size) ?? 0) + 1;
    counts.set(size, n);
    yield { path: `timestamps/${sizeName(size)}-${n}.tsr`, bytes: token };
  }
}

const CHECKPOINT = 'checkpoint';

/**
 * The files of a bundle, reading the ledger once and holding 256 lines at most in memory. `checkpoint` comes last: a
 * folder without it is no bundle, whatever stopped the writing.
 * @throws RolledBack when the lines are not those the checkpoint was signed over
 */
export async function* bundleFiles(content: BundleContent): AsyncGenerator<Enclosed> {
  const { checkpoint, program, made, enclosed } = content;
  yield* treeOf(content);
  yield* signedOf(content);
  yield* enclosed;
  const { origin, size, root } = checkpoint;
  const label = { v: 1, origin, size, root: root.toString('hex'), made, program };
  yield { path: 'bundle.json', bytes: `${JSON.stringify(label, null, 2)}\n` };
  yield { path: CHECKPOINT, bytes: checkpoint.note };
}

/**
 * Writes a bundle into a folder.
 * @throws NotEmpty when the folder holds anything
 * @throws RolledBack when the lines are not those the checkpoint was signed over
 */
export const writeBundle = async ({ out, ...content }: BundleSettings): Promise<void> => {
  if (existsSync(out) && readdirSync(out).length > 0) throw new NotEmpty(out);
  mkdirSync(join(out, 'purges'), { recursive: true });
  for await (const { path, bytes } of bundleFiles(content))
    if (path !== CHECKPOINT) write(out, path, bytes);
    else {
      const handle = openSync(join(out, CHECKPOINT), 'wx');
      writeFileSync(handle, bytes);
      fsyncSync(handle);
      closeSync(handle);
    }
};
