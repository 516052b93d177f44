/** What outsiders check the ledger with: checkpoints, keys, tiles, proofs; and its lines, for those who audit. */
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import type { Sequence } from '../ledger/sequence.js';
import type { Checkpoints } from '../proof/checkpoints.js';
import type { ProofStore, Stamped } from '../proof/store.js';
import { policyText, type Witness } from '../proof/witnesspolicy.js';
import { currentKeysNote } from '../proof/keysnote.js';
import type { LogKeys } from '../proof/logkeys.js';
import type { PaperSigner } from '../proof/papersigner.js';
import { proofText, proveConsistency, proveEvent, type Receipt } from '../proof/proofs.js';
import { bundleOf, parseTilePath } from '../proof/tilepaths.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import { derivedId, freshId } from './ids.js';
import { Refused } from './orders.js';

const sized = (size: number, upTo: number, where: string): number => {
  if (Number.isSafeInteger(size) && size >= 0 && size <= upTo) return size;
  throw new Malformed('That is no size of the ledger', where, `Give a whole number from 0 to ${upTo}.`);
};

/** The reason a look at the ledger's own lines is recorded with; it is made by a program, which states none. */
const because = 'verification of the ledger line by line, for its tlog-tiles entry bundles';

/** What people and machines outside bear out: everything up to these sizes is proven against the custodian too. */
export type Anchors = {
  /** The witnesses and keys that count (C2SP tlog-policy), as the custodian names them. */
  readonly policy: string;
  /** The newest checkpoint that a witness cosigned; null while there is none. */
  readonly cosigned: string | null;
  /** The newest time-stamp of each authority, with the checkpoint that it is over. */
  readonly stamps: readonly (Stamped & { readonly checkpoint: string })[];
};

export class Proving {
  constructor(
    private readonly commands: CommandBus,
    private readonly sequence: Sequence,
    private readonly checkpoints: Checkpoints,
    private readonly keys: LogKeys,
    /** Where `keys.note` lies. */
    private readonly dir: string,
    private readonly papers: PaperSigner,
    private readonly store: ProofStore,
    private readonly witnesses: readonly Witness[],
  ) {}

  /** The newest checkpoint, with every cosignature there is; the first one is signed when it is asked for. */
  async checkpoint(): Promise<string> {
    return (this.checkpoints.newest() ?? (await this.checkpoints.covering(0))).note;
  }

  /** The list of keys as the root key signed it; signed by the log's own newest key where there is none that fits. */
  keysNote(): Promise<string> {
    return currentKeysNote(this.dir, this.keys);
  }

  /** The certificate that signs papers, PEM, below its SHA-256 fingerprint. */
  async certificate(): Promise<string> {
    return `# SHA-256 ${await this.papers.fingerprint()}\n${await this.papers.certificate()}`;
  }

  /**
   * The hashes of a tile of the newest checkpoint's tree; null where it has none.
   * @param path `<L>/<N>` or `<L>/<N>.p/<W>`, as in C2SP tlog-tiles
   */
  async tile(path: string): Promise<Buffer | null> {
    const at = parseTilePath(path);
    if (!at || at.level === 'entries') return null;
    const { level, tile, width } = at;
    const hashes = this.sequence.hashes(level, tile, await this.#size());
    return hashes.length < width * 32 ? null : hashes.subarray(0, width * 32);
  }

  /**
   * The lines of one entry bundle, each behind its length; null where there is none. Asking is on the ledger first.
   * @throws Refused when the actor may not read the audit trail
   */
  async entries(path: string, by: Actor, commandId: string): Promise<Buffer | null> {
    const queryId = derivedId('query', commandId);
    const why = { purpose: 'audit', reason: because, eventNumber: null, noEventNumberBecause: because } as const;
    const asked = { queryId, question: 'access-history', elements: {}, ...why } as const;
    const request = { type: 'MakeQuery', data: asked } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    const at = parseTilePath(`entries/${path}`);
    const first = at && at.tile * 256;
    if (!at || first === null || first + at.width > (await this.#size())) return null;
    const { bytes, ids } = await bundleOf(this.sequence.facts(first, first + at.width));
    const data = { queryId, rows: ids.length, seen: ids };
    const seen = { request: { type: 'RecordResults', data }, by, commandId: freshId() } as const;
    const recorded = await this.commands.execute(new Act(seen));
    if (recorded.refused.length > 0) throw new Error(`what query ${queryId} showed could not be recorded`);
    return bytes;
  }

  anchors(): Anchors {
    const newest = new Map(this.store.timestamps().map((stamp) => [stamp.authority, stamp]));
    const stamps = [...newest.values()].flatMap((stamp) => {
      const checkpoint = this.store.at(stamp.size)?.note;
      return checkpoint === undefined ? [] : [{ ...stamp, checkpoint }];
    });
    const policy = policyText(this.keys.verifiers(), this.witnesses);
    return { policy, cosigned: this.store.newestCosigned()?.note ?? null, stamps };
  }

  /** That the event is in the ledger (C2SP tlog-proof); null when there is no such event. */
  async proof(id: string): Promise<string | null> {
    const receipt = await this.receipt(id);
    return receipt && proofText(receipt);
  }

  /** The same in parts. */
  async receipt(id: string): Promise<Receipt | null> {
    const place = this.sequence.find(id);
    return place && proveEvent(this.sequence, await this.checkpoints.covering(place.index + 1), id);
  }

  /** That the tree of one size is the beginning of that of another. @throws Malformed when there are no such sizes */
  async consistency(from: number, to: number | undefined) {
    const newest = await this.#size();
    const last = sized(to ?? newest, newest, 'to');
    return proveConsistency(this.sequence, sized(from, last, 'from'), last);
  }

  async #size(): Promise<number> {
    return (this.checkpoints.newest() ?? (await this.checkpoints.covering(0))).size;
  }
}
