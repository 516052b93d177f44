/** Showing each checkpoint to the witnesses, keeping what they sign, and believing them when they know of more. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sequence } from '../ledger/sequence.js';
import type { Checkpoint } from './checkpoint.js';
import { type Checkpoints, RolledBack } from './checkpoints.js';
import { BadNote, cosignedAt, isGood, signatureOf, toBase64, vkeyOf } from './note.js';
import { proveConsistency } from './proofs.js';
import type { ProofStore } from './store.js';
import type { Witness } from './witnesspolicy.js';

export type WitnessingSettings = {
  readonly witnesses: readonly Witness[];
  readonly sequence: Sequence;
  readonly store: ProofStore;
  readonly checkpoints: Checkpoints;
  /** Hears what the operator must know. */
  readonly tell: (message: string) => void;
  /** Between two rounds, milliseconds. */
  readonly everyMs?: number;
  /** For one answer, milliseconds. */
  readonly patienceMs?: number;
};

/** Somebody outside, and when he vouched; ISO 8601. */
export type Voucher = { readonly name: string; readonly at: string };
export type BorneOut = { readonly witnesses: readonly Voucher[]; readonly timestamps: readonly Voucher[] };

/** A checkpoint that nothing was added to is shown again after so long, so that its cosignature stays fresh. */
const FRESH_MS = 86_400_000;

type Said = { readonly status: number; readonly body: string };

export class Witnessing {
  private readonly stopping = new AbortController();
  private following: Promise<void> | null = null;

  constructor(private readonly settings: WitnessingSettings) {}

  /** Begins to show the newest checkpoint to every witness, every so often. */
  start(): void {
    if (this.settings.witnesses.length > 0) this.following ??= this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
  }

  /**
   * Shows the newest checkpoint to every witness that has not signed it. One that is out of reach is told of, and
   * asked again later.
   * @throws RolledBack when a witness saw more of this ledger than there is, or another history
   */
  async round(): Promise<void> {
    const newest = this.settings.checkpoints.newest();
    if (!newest || newest.size === 0) return;
    const results = await Promise.allSettled(this.settings.witnesses.map((witness) => this.show(witness, newest)));
    for (const result of results)
      if (result.status === 'rejected') {
        if (!(result.reason instanceof RolledBack)) throw result.reason;
        this.settings.checkpoints.halt(result.reason);
        throw result.reason;
      }
  }

  /** Who bears out the checkpoint of that size by now: witnesses that cosigned it, authorities that stamped it. */
  borneOutBy(size: number): BorneOut {
    const { store } = this.settings;
    return {
      witnesses: store.cosignatures(size).map(({ name, at }) => ({ name, at: new Date(at * 1000).toISOString() })),
      timestamps: store
        .timestamps(size)
        .filter((one) => one.size === size)
        .map(({ authority, at }) => ({ name: new URL(authority).host, at })),
    };
  }

  private async follow(): Promise<void> {
    const { everyMs = 60_000, tell } = this.settings;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.round().catch(({ message }: Error) => tell(message));
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async show(witness: Witness, newest: Checkpoint): Promise<void> {
    const { store, tell } = this.settings;
    const vkey = vkeyOf(witness.verifier);
    const state = store.witness(vkey);
    const fresh = state.at !== null && Date.now() - Date.parse(state.at) < FRESH_MS;
    if (state.size === newest.size && fresh && state.trouble === null) return;
    try {
      await this.submit(witness, newest, Math.min(state.size, newest.size));
    } catch (error) {
      if (error instanceof RolledBack) throw error;
      const trouble = `The witness ${witness.verifier.name} did not sign: ${(error as Error).message}`;
      if (state.trouble !== trouble) tell(trouble);
      store.putWitness(vkey, { ...state, trouble });
    }
  }

  private async submit(witness: Witness, newest: Checkpoint, old: number): Promise<void> {
    const { status, body } = await this.post(witness, newest, old);
    if (status === 200) return this.keep(witness, newest, body);
    const known = Number(body.trim());
    if (status === 409 && /^\d{1,16}$/.test(body.trim()) && known !== old) {
      this.assertNotAhead(witness, known);
      // It saw a checkpoint of ours that is newer than this one: the next round shows it that or a later one.
      if (known > newest.size) return;
      return this.submit(witness, newest, known);
    }
    if (status === 409 || status === 422)
      throw new RolledBack(
        `The witness ${witness.verifier.name} saw another history of this ledger at size ${old}. It keeps what ` +
          'it was shown. Nothing is signed until this is cleared up.',
      );
    throw new Error(`it answered ${status}.`);
  }

  private assertNotAhead({ verifier }: Witness, known: number): void {
    const { size } = this.settings.sequence.tree();
    if (known <= size) return;
    throw new RolledBack(
      `The ledger has ${size} events, and the witness ${verifier.name} has signed ${known}: ${known - size} events ` +
        'are gone. Nothing is signed. Restore a newer backup; see docs/operating/proof.md.',
    );
  }

  private async post({ url }: Witness, { size, note }: Checkpoint, old: number): Promise<Said> {
    const { sequence, patienceMs = 10_000 } = this.settings;
    const { proof } = proveConsistency(sequence, old, size);
    const body = `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
    const signal = AbortSignal.any([AbortSignal.timeout(patienceMs), this.stopping.signal]);
    const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body, signal, redirect: 'error' });
    return { status: answer.status, body: await answer.text() };
  }

  /** Keeps the lines of this witness that are good, and no others. */
  private keep({ verifier }: Witness, { size, text }: Checkpoint, body: string): void {
    const good = body
      .split('\n')
      .filter((line) => line !== '')
      .map(signatureOf)
      .filter((signature) => isGood(text, signature, verifier));
    const [first] = good;
    if (!first) throw new BadNote('what it answered is no cosignature of its own.');
    const at = cosignedAt(first);
    const { store } = this.settings;
    store.addCosignature(size, { name: verifier.name, keyId: verifier.keyId, line: first.line, at });
    store.putWitness(vkeyOf(verifier), { size, at: new Date(at * 1000).toISOString(), trouble: null });
  }
}
