/** The answers by which outsiders check the ledger. */
import type { Anchors, Proving } from '../handlers/proving.js';

export class ConsistencyBody {
  /** @example 20852014 */
  from: number;
  /** @example 20852163 */
  to: number;
  /** Root of the first `from` events, base64. */
  fromRoot: string;
  /** Root of the first `to` events, base64. */
  toRoot: string;
  /** RFC 6962, 2.1.2; hashes in base64. */
  proof: string[];
}

export class ReceiptProofBody {
  eventId: string;
  /** Where the event stands in the ledger, from 0. */
  index: number;
  /** SHA-256 of a zero byte and the event’s line, hex. */
  leaf: string;
  /** The leaf’s sibling first (RFC 6962, 2.1.1); hashes in base64. */
  proof: string[];
  /** The checkpoint (C2SP) whose tree the proof is of, with its signatures. */
  checkpoint: string;
}

export class StampBody {
  /** Size of the checkpoint that was stamped. */
  size: number;
  authority: string;
  /** The time that the authority states. */
  at: string;
  /** The whole answer of the authority (RFC 3161, DER), base64. */
  token: string;
  /** The checkpoint; what is stamped is SHA-256 of its three lines. */
  checkpoint: string;
}

export class AnchorsBody {
  /** C2SP tlog-policy, as the custodian names keys and witnesses. */
  policy: string;
  /** The newest checkpoint that a witness cosigned. */
  cosigned: string | null;
  /** The newest time-stamp of each authority. */
  stamps: StampBody[];
}

export const anchorsOf = ({ policy, cosigned, stamps }: Anchors): AnchorsBody => ({
  policy,
  cosigned,
  stamps: stamps.map(({ token, ...stamp }) => ({ ...stamp, token: Buffer.from(token).toString('base64') })),
});

const base64 = (hashes: readonly Uint8Array[]): string[] =>
  hashes.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength).toString('base64'));

export const consistencyOf = (found: Awaited<ReturnType<Proving['consistency']>>): ConsistencyBody => ({
  from: found.from,
  to: found.to,
  fromRoot: found.fromRoot.toString('base64'),
  toRoot: found.toRoot.toString('base64'),
  proof: base64(found.proof),
});

export const receiptOf = (
  eventId: string,
  found: NonNullable<Awaited<ReturnType<Proving['receipt']>>>,
): ReceiptProofBody => ({
  eventId,
  index: found.index,
  leaf: Buffer.from(found.leaf).toString('hex'),
  proof: base64(found.proof),
  checkpoint: found.checkpoint.note,
});
