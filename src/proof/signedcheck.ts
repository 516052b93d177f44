/** What was signed, held against the lines: tiles, checkpoints, cosignatures and time-stamps; the newest is named. */
import type { X509Certificate } from 'node:crypto';
import { Corrupt } from '../ledger/ledger.js';
import type { Sequence } from '../ledger/sequence.js';
import { WIDTH, widthOf } from '../ledger/tiles.js';
import { type CompactRange, HASH } from '../ledger/tree.js';
import type { Beside, Problem } from '../ledger/verify.js';
import type { Checkpoint } from './checkpoint.js';
import { parseCheckpoint } from './checkpoint.js';
import type { LogKeys } from './logkeys.js';
import { BadNote, believe, cosignedAt, isBy, isGood, type Verifier } from './note.js';
import type { ProofStore } from './store.js';
import { checkTimestamp, stampedDigest } from './timestamp.js';

/** Somebody outside who bears a size of the ledger out. `at` is ISO 8601; null for a checkpoint brought along. */
export type Anchor = {
  readonly kind: 'witness' | 'time-stamp' | 'checkpoint brought along';
  readonly by: string;
  readonly size: number;
  readonly at: string | null;
};

export type SignedVerdict = {
  readonly problems: readonly Problem[];
  /** Checkpoints whose root is that of the lines, and signatures of whom. */
  readonly checkpoints: number;
  readonly newest: number | null;
  readonly anchors: readonly Anchor[];
};

export type SignedCheckSettings = {
  readonly sequence: Sequence;
  readonly store: ProofStore;
  readonly keys: LogKeys;
  /** Keys of the witnesses that are believed. */
  readonly witnesses: readonly Verifier[];
  /** Certificates trusted as roots of time-stamping authorities. */
  readonly roots: readonly X509Certificate[];
  /** A key of the log that was handed out: the newest checkpoint must be signed with it. */
  readonly vkey?: Verifier;
  /** A checkpoint that was kept, which the ledger must continue. */
  readonly since?: string;
};

/** Goes along while the lines are read, leaf by leaf. */
export class SignedCheck implements Beside {
  private readonly problems: Problem[] = [];
  private readonly anchors: Anchor[] = [];
  private readonly levels: Buffer[][] = [];
  private readonly signed: Iterator<Checkpoint>;
  private next: Checkpoint | undefined;
  private newest: Checkpoint | undefined;
  private since: Checkpoint | null = null;
  private checkpoints = 0;

  /** @throws BadNote when the checkpoint brought along is none of this ledger's */
  constructor(private readonly settings: SignedCheckSettings) {
    const { store, since, keys, vkey } = settings;
    this.signed = store.all();
    if (since !== undefined) {
      const given = parseCheckpoint(since);
      believe(given, vkey ? [vkey, ...keys.verifiers()] : keys.verifiers());
      this.since = given;
    }
    this.advance();
    this.compareAt(0, Buffer.from([]));
  }

  readonly completed = (height: number, number: number, root: Uint8Array): void => {
    if (height % 8 === 0) this.take(height / 8, number, root);
  };

  added(tree: CompactRange, leaf: Uint8Array): void {
    this.take(0, tree.size - 1, leaf);
    if (this.next?.size === tree.size || this.since?.size === tree.size) this.compareAt(tree.size, tree.root());
  }

  /** Call it after the last line. */
  finish(tree: CompactRange): SignedVerdict {
    this.levels.forEach((hashes, level) => {
      if (level > 0 && hashes.length > 0) this.compareTile(level, this.tileOf(level, tree.size), hashes, tree.size);
    });
    while (this.next) {
      this.report(`a checkpoint of ${this.next.size} events was signed, and ${tree.size} are there: some are gone`);
      this.advance();
    }
    if (this.since && this.since.size > tree.size)
      this.report(`the checkpoint brought along is of ${this.since.size} events, and ${tree.size} are there`);
    this.judgeNewest();
    this.judgeTimestamps();
    const anchors = this.anchors.toSorted((a, b) => b.size - a.size || (b.at ?? '').localeCompare(a.at ?? ''));
    return { problems: this.problems, checkpoints: this.checkpoints, newest: this.newest?.size ?? null, anchors };
  }

  private tileOf(level: number, size: number): number {
    return Math.floor((Math.floor(size / WIDTH ** level) - 1) / WIDTH);
  }

  private report(what: string, position: number | null = null): void {
    this.problems.push({ position: position === null ? null : BigInt(position), stream: null, what });
  }

  private advance(): void {
    this.next = (this.signed.next().value as Checkpoint | undefined) ?? undefined;
  }

  private take(level: number, number: number, hash: Uint8Array): void {
    const hashes = (this.levels[level] ??= []);
    hashes.push(Buffer.from(hash));
    if (hashes.length < WIDTH) return;
    const tile = Math.floor(number / WIDTH);
    this.compareTile(level, tile, hashes, (tile + 1) * WIDTH ** (level + 1));
    this.levels[level] = [];
  }

  private compareTile(level: number, tile: number, hashes: readonly Buffer[], size: number): void {
    const first = tile * WIDTH ** (level + 1);
    try {
      const stored = this.settings.sequence.hashes(level, tile, size).subarray(0, hashes.length * HASH);
      if (stored.equals(Buffer.concat(hashes)) && widthOf(level, tile, size) >= hashes.length) return;
      this.report(`tile ${tile} of level ${level} is not made of the lines; it can be made anew from them`, first);
    } catch (error) {
      if (!(error instanceof Corrupt)) throw error;
      this.report(error.message, first);
    }
  }

  private compareAt(size: number, root: Buffer): void {
    while (this.next?.size === size) {
      if (size > 0 && !this.next.root.equals(root))
        this.report(`the checkpoint of ${size} events was signed over other lines`, size - 1);
      else this.accept(this.next);
      this.advance();
    }
    if (this.since?.size !== size || size === 0) return;
    if (!this.since.root.equals(root))
      this.report(`the checkpoint brought along, of ${size} events, was signed over other lines`, size - 1);
    else this.anchors.push({ kind: 'checkpoint brought along', by: this.since.origin, size, at: null });
  }

  /** The lines bear a checkpoint out; now its signatures are looked at. */
  private accept(checkpoint: Checkpoint): void {
    const { keys, witnesses } = this.settings;
    const parsed = parseCheckpoint(checkpoint.note);
    try {
      believe(parsed, keysFor(keys, checkpoint.size));
    } catch (error) {
      if (!(error instanceof BadNote)) throw error;
      return this.report(`the checkpoint of ${checkpoint.size} events: ${error.message}`);
    }
    this.checkpoints += 1;
    this.newest = checkpoint;
    for (const witness of witnesses)
      for (const signature of parsed.signatures.filter((one) => isBy(one, witness))) {
        const at = new Date(cosignedAt(signature) * 1000).toISOString();
        if (isGood(parsed.text, signature, witness))
          this.anchors.push({ kind: 'witness', by: witness.name, size: checkpoint.size, at });
        else this.report(`a cosignature of ${witness.name} under the checkpoint of ${checkpoint.size} events is false`);
      }
  }

  private judgeNewest(): void {
    const { vkey } = this.settings;
    if (!vkey) return;
    try {
      if (!this.newest) throw new BadNote('there is no checkpoint.');
      believe(parseCheckpoint(this.newest.note), [vkey]);
    } catch (error) {
      if (!(error instanceof BadNote)) throw error;
      this.report(`the newest checkpoint is not signed with the key given: ${error.message}`);
    }
  }

  private judgeTimestamps(): void {
    const { store, roots } = this.settings;
    for (const { size, authority, token } of store.timestamps()) {
      const checkpoint = store.at(size);
      try {
        if (!checkpoint) throw new BadNote('its checkpoint is missing.');
        const { at, trusted } = checkTimestamp(token, stampedDigest(checkpoint.text), { roots });
        if (trusted) this.anchors.push({ kind: 'time-stamp', by: authority, size, at });
      } catch (error) {
        this.report(`the time-stamp of ${authority} over ${size} events: ${(error as Error).message}`);
      }
    }
  }
}

/** A revoked key counts up to the last size at which it is trusted. */
const keysFor = (keys: LogKeys, size: number): Verifier[] =>
  keys.keys
    .filter(({ status, lastTrustedSize }) => status !== 'revoked' || size <= (lastTrustedSize ?? -1))
    .map(({ publicKey }) => keys.verifier(publicKey));
