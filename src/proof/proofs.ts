/** Proofs for outsiders: that one event is in the ledger, and that the ledger of today continues that of before. */
import type { Sequence } from '../ledger/sequence.js';
import { consistencyProof, holdsInclusion, inclusionProof } from '../ledger/merkle.js';
import { Corrupt } from '../ledger/ledger.js';
import type { Checkpoint } from './checkpoint.js';
import { toBase64 } from './note.js';

export type Receipt = {
  readonly index: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
};

export type Consistency = {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Buffer;
  readonly toRoot: Buffer;
  readonly proof: readonly Uint8Array[];
};

/**
 * That the event stands in the checkpoint's tree; null when it does not exist, or came after the checkpoint.
 * @throws Corrupt when the tiles do not lead to the checkpoint's root
 */
export const proveEvent = (sequence: Sequence, checkpoint: Checkpoint, id: string): Receipt | null => {
  const place = sequence.find(id);
  if (!place || place.index >= checkpoint.size) return null;
  const { index, leaf } = place;
  const prove = (): Receipt | null => {
    const proof = inclusionProof(sequence.nodes(checkpoint.size), index, checkpoint.size);
    const holds = holdsInclusion(leaf, index, checkpoint.size, proof, checkpoint.root);
    return holds ? { index, leaf, proof, checkpoint } : null;
  };
  const proven = prove();
  if (proven) return proven;
  // A damaged tile: they are made of the leaves, and can be made of them again.
  sequence.rebuild();
  const again = prove();
  if (!again) throw new Corrupt(`The event at index ${index} is not the one that was signed. Run alpr-ledger verify.`);
  return again;
};

/** C2SP tlog-proof; `extra` is the leaf, for who holds no line. */
export const proofText = ({ index, leaf, proof, checkpoint }: Receipt): string =>
  [
    'c2sp.org/tlog-proof@v1',
    `extra ${toBase64(leaf)}`,
    `index ${index}`,
    ...proof.map(toBase64),
    '',
    checkpoint.note,
  ].join('\n');

/** That the first `from` events are the beginning of the first `to`. */
export const proveConsistency = (sequence: Sequence, from: number, to: number): Consistency => ({
  from,
  to,
  fromRoot: sequence.rootAt(from),
  toRoot: sequence.rootAt(to),
  proof: consistencyProof(sequence.nodes(to), from, to),
});
