/** A signed checkpoint on demand: taken before every report, release and purge, so that each rests on one. */
import type { Checkpoint } from '../proof/checkpoint.js';
import type { Checkpoints } from '../proof/checkpoints.js';
import type { Stamping } from '../proof/stamping.js';
import type { BorneOut, Witnessing } from '../proof/witnessing.js';

/** A checkpoint as others name it: `root` is hex, `note` the signed text with every cosignature there is by now. */
export type SignedHead = {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly note: string;
};

/** How the ledger is signed: checkpoints kept, the keys that sign, the newest external anchor, and what is wrong. */
export type SignedStanding = {
  readonly checkpoints: number;
  readonly keys: readonly string[];
  readonly anchor: {
    readonly kind: 'witness' | 'time-stamp';
    readonly by: string;
    readonly size: number;
    readonly at: string;
  } | null;
  readonly trouble: string | null;
};

const headOf = ({ origin, size, root, note }: Checkpoint): SignedHead => ({
  origin,
  size,
  root: root.toString('hex'),
  note,
});

export class Checkpointing {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly stamping: Stamping,
    private readonly witnessing: Witnessing,
  ) {}

  /** Why nothing was signed when it should have been, or null. */
  get trouble(): string | null {
    return this.checkpoints.trouble;
  }

  /** What was signed and who outside bears it out, for a report to say. */
  standing(): SignedStanding {
    const { cosigned, ...signed } = this.checkpoints.standing();
    const stamped = this.stamping.newest();
    const witnessed = cosigned && ({ kind: 'witness', ...cosigned } as const);
    const anchor =
      stamped && stamped.size > (cosigned?.size ?? -1) ? ({ kind: 'time-stamp', ...stamped } as const) : witnessed;
    return { ...signed, anchor, trouble: this.trouble };
  }

  /**
   * Signs the ledger as it is now. Everything that was answered before is in it, and it is kept for good.
   * @throws Unavailable when the ledger cannot be signed: what needs a checkpoint must wait, and nothing was done
   */
  async now(): Promise<SignedHead> {
    return headOf(await this.checkpoints.sign());
  }

  /**
   * The same, time-stamped by every authority the settings name: for a report or a certificate. An authority that is
   * out of reach holds nothing up for longer than ten seconds; the operator is told.
   */
  async stamped(): Promise<SignedHead> {
    const checkpoint = await this.checkpoints.sign();
    await this.stamping.stamp(checkpoint);
    return headOf(checkpoint);
  }

  /**
   * The same, shown to every witness as well, and with the names of those outside who bear it out. One that is out of
   * reach is told of, and asked again later.
   * @throws RolledBack when a witness knows another history: what is to rest on the ledger must wait
   */
  async witnessed(): Promise<SignedHead & BorneOut> {
    const head = await this.stamped();
    await this.witnessing.round();
    return { ...head, ...this.witnessing.borneOutBy(head.size) };
  }
}
