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

export type BundleSettings = {
  readonly out: string;
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
const writeTree = async ({ out, checkpoint, sequence, progress }: BundleSettings): Promise<void> => {
  const { size, root } = checkpoint;
  const tree = CompactRange.empty();
  let tile = 0;
  for await (const run of runsOf(sequence.facts(0, size))) {
    const { bytes } = await bundleOf(each(run));
    for (const { line } of run) tree.append(leafHash(line));
    write(out, `tile/${tilePath({ level: 'entries', tile, width: run.length })}`, bytes);
    tile += 1;
    if (tile % 256 === 0) progress?.(tree.size);
  }
  if (tree.size !== size || !tree.root().equals(root))
    throw new RolledBack('The lines of the ledger are not those that were signed. Run alpr-ledger verify.');
  for (let level = 0; widthOf(level, 0, size) > 0; level += 1)
    for (let n = 0; widthOf(level, n, size) > 0; n += 1)
      write(
        out,
        `tile/${tilePath({ level, tile: n, width: widthOf(level, n, size) })}`,
        sequence.hashes(level, n, size),
      );
};

const writeSigned = ({ out, checkpoint, store }: BundleSettings): void => {
  for (const { size, note } of store.all(checkpoint.size)) write(out, `checkpoints/${sizeName(size)}.note`, note);
  const counts = new Map<number, number>();
  for (const { size, token } of store.timestamps(checkpoint.size)) {
    const n = (counts.get(size) ?? 0) + 1;
    counts.set(size, n);
    write(out, `timestamps/${sizeName(size)}-${n}.tsr`, token);
  }
};

/**
 * Writes a bundle, reading the ledger once and holding 256 lines at most in memory. `checkpoint` is written last: a
 * folder without it is no bundle, whatever stopped the writing.
 * @throws NotEmpty when the folder holds anything
 * @throws RolledBack when the lines are not those the checkpoint was signed over
 */
export const writeBundle = async (settings: BundleSettings): Promise<void> => {
  const { out, checkpoint, program, made, enclosed } = settings;
  if (existsSync(out) && readdirSync(out).length > 0) throw new NotEmpty(out);
  mkdirSync(join(out, 'purges'), { recursive: true });
  await writeTree(settings);
  writeSigned(settings);
  for (const { path, bytes } of enclosed) write(out, path, bytes);
  const { origin, size, root } = checkpoint;
  const label = { v: 1, origin, size, root: root.toString('hex'), made, program };
  write(out, 'bundle.json', `${JSON.stringify(label, null, 2)}\n`);
  const handle = openSync(join(out, 'checkpoint'), 'wx');
  writeFileSync(handle, checkpoint.note);
  fsyncSync(handle);
  closeSync(handle);
};
