/** Signing the ledger as it grows: after a second or 256 events, at the end, and whenever somebody asks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Corrupt, Unavailable } from '../ledger/ledger.js';
import type { Sequence } from '../ledger/sequence.js';
import { type Checkpoint, headText, type TreeHead } from './checkpoint.js';
import type { LogKeys } from './logkeys.js';
import { signNote } from './note.js';
import type { ProofStore } from './store.js';

/** Events are missing, or others stand in their place: somebody holds a signed checkpoint of another history. */
export class RolledBack extends Error {
  readonly code = 'rolled-back';
}

/** The ledger cannot be signed at present; what must rest on a checkpoint has to wait. */
export class NotSigned extends Unavailable {
  constructor(why: string) {
    super(`The ledger cannot be signed: ${why}`, true);
  }
}

export type CheckpointSettings = {
  readonly sequence: Sequence;
  readonly store: ProofStore;
  readonly keys: LogKeys;
  /** Hears what the operator must know. */
  readonly tell: (message: string) => void;
  readonly now?: () => string;
  /** The longest an event waits to be signed, milliseconds. */
  readonly everyMs?: number;
  /** Events after which it is signed at once. */
  readonly everyEvents?: number;
};

const remedy =
  'Nothing is served, because every look is itself an event and would continue a history that others know to be ' +
  'longer. Stop, examine it with alpr-ledger verify, and restore a newer backup. If there is none, the lost events ' +
  'cannot be hidden: continue under another name (ALPR_ORIGIN), which every verifier sees as a new ledger.';

/**
 * Holds a checkpoint that somebody kept against the ledger as it is.
 * @param whose says where it was kept
 * @throws RolledBack when the ledger is shorter, or does not begin with what was signed
 */
export const assertContinues = (sequence: Sequence, kept: Pick<TreeHead, 'size' | 'root'>, whose: string): void => {
  const { size } = sequence.tree();
  if (size < kept.size)
    throw new RolledBack(
      `The ledger has ${size} events, and ${whose} is of ${kept.size}: ${kept.size - size} events are gone. ${remedy}`,
    );
  if (!rootAt(sequence, kept.size).equals(kept.root))
    throw new RolledBack(
      `The first ${kept.size} events of the ledger are not those of ${whose}: they were changed. ${remedy}`,
    );
};

/** By the tiles; if these are damaged, by tiles made anew. */
const rootAt = (sequence: Sequence, size: number): Buffer => {
  try {
    if (sequence.rootAt(sequence.tree().size).equals(sequence.tree().root())) return sequence.rootAt(size);
  } catch (error) {
    if (!(error instanceof Corrupt)) throw error;
  }
  sequence.rebuild();
  return sequence.rootAt(size);
};

export class Checkpoints {
  /** Why nothing was signed when it should have been, or null. */
  trouble: string | null = null;
  private last: Checkpoint | null;
  private halted: string | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  private following: Promise<void> | null = null;
  private readonly stopping = new AbortController();
  private readonly now: () => string;

  /** @throws RolledBack when the ledger does not continue what was signed last */
  constructor(private readonly settings: CheckpointSettings) {
    this.now = settings.now ?? (() => new Date().toISOString());
    this.last = settings.store.newest();
    if (this.last) assertContinues(settings.sequence, this.last, 'the last checkpoint signed here');
  }

  get origin(): string {
    return this.settings.keys.origin;
  }

  /** How many are kept, the ids of the keys that sign now, and the newest word of a witness. */
  standing() {
    const { store, keys } = this.settings;
    return {
      checkpoints: store.count(),
      keys: keys.signers(this.now()).map(({ verifier }) => `${verifier.name}+${verifier.keyId}`),
      cosigned: store.newestCosignature(),
    };
  }

  /** The newest checkpoint with all its cosignatures; null before the first. */
  newest(): Checkpoint | null {
    return this.settings.store.newest();
  }

  /**
   * A checkpoint over everything that was appended until now, kept for good.
   * @throws NotSigned, RolledBack
   */
  sign(): Promise<Checkpoint> {
    return this.inTurn(true);
  }

  /** A checkpoint over at least so many events: the newest, or one signed now. @throws NotSigned, RolledBack */
  async covering(size: number): Promise<Checkpoint> {
    const newest = this.newest();
    return newest && newest.size >= size ? newest : this.inTurn(false);
  }

  /** Signs nothing more: somebody outside knows another history. */
  halt({ message }: RolledBack): void {
    this.halted = message;
    this.complain(new NotSigned(message));
  }

  /** Begins to sign whatever is added, as it is added. */
  start(): void {
    this.following ??= this.follow();
  }

  /** Signs what was added last, and stops. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
    await this.inTurn(false).catch((error: Error) => this.complain(error));
  }

  private inTurn(kept: boolean): Promise<Checkpoint> {
    const signed = this.turn.then(() => this.signNow(kept));
    this.turn = signed.catch(() => undefined);
    return signed;
  }

  private async follow(): Promise<void> {
    const { sequence, everyMs = 1000, everyEvents = 256 } = this.settings;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const size = this.last?.size ?? 0;
      await sequence.waitFor(size + 1, signal);
      const enough = new AbortController();
      const rest = AbortSignal.any([signal, enough.signal]);
      await Promise.race([
        sleep(everyMs, undefined, { signal: rest }).catch(() => undefined),
        sequence.waitFor(size + everyEvents, rest),
      ]);
      enough.abort();
      if (signal.aborted) return;
      await this.inTurn(false).then(
        () => (this.trouble = null),
        async (error: Error) => {
          this.complain(error);
          await sleep(everyMs, undefined, { signal }).catch(() => undefined);
        },
      );
    }
  }

  private complain({ message }: Error): void {
    if (this.trouble !== message) this.settings.tell(message);
    this.trouble = message;
  }

  private async signNow(kept: boolean): Promise<Checkpoint> {
    const { sequence, store, keys } = this.settings;
    await sequence.caughtUp();
    if (this.halted !== null) throw new NotSigned(this.halted);
    if (sequence.trouble !== null) throw new NotSigned(sequence.trouble);
    const tree = sequence.tree();
    const head: TreeHead = { origin: keys.origin, size: tree.size, root: tree.root() };
    this.assertSound(head);
    const at = this.now();
    const text = headText(head);
    const note = await signNote(text, keys.signers(at));
    store.putCheckpoint({ ...head, note }, at, kept);
    this.last = { ...head, text, note };
    return store.at(head.size) as Checkpoint;
  }

  /** The tree must be that of its tiles, which proofs are made from, and continue what was signed last. */
  private assertSound({ size, root }: TreeHead): void {
    const { sequence } = this.settings;
    if (this.last) assertContinues(sequence, this.last, 'the last checkpoint signed here');
    else if (!rootAt(sequence, size).equals(root)) throw new NotSigned('its tiles are damaged.');
  }
}
