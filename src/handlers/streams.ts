/** What streams have come to: folded once, kept in memory, and carried on as facts are added. */
import { type AnyEvent, type Past, step } from '../domain/decider.js';
import { type Ledger, NO_STREAM, type Recorded } from '../ledger/ledger.js';
import { openRecorded, type Opened } from '../ledger/line.js';
import type { Vault } from '../vault/vault.js';
import type { AnyDecider } from './deciders.js';

/** Where a stream stands. `commands` tells at which revision each command was first answered. */
export type Folded = {
  readonly revision: number;
  /** Leaf of the last fact, hex; null when there is none. */
  readonly leaf: string | null;
  readonly state: unknown;
  readonly commands: ReadonlyMap<string, number>;
};

/** Streams kept in memory; the one longest unused is forgotten first. */
const KEPT = 20_000;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export class Streams {
  readonly #kept = new Map<string, Folded>();

  constructor(
    private readonly ledger: Ledger,
    private readonly vault: Vault,
  ) {}

  /** The stream as it stands. With other writers about, what they added since is read first. */
  async load(decider: AnyDecider, stream: string): Promise<Folded> {
    const kept = this.#kept.get(stream);
    if (kept && this.ledger.exclusive) return kept;
    const folded = decider.stateless ? await this.#end(decider, stream) : await this.#catchUp(decider, stream, kept);
    this.#keep(stream, folded);
    return folded;
  }

  /** The stream as it was kept, or as one that does not exist yet; what is wrong there, the append finds out. */
  begin(decider: AnyDecider, stream: string): Folded {
    const unbegun = { revision: NO_STREAM, leaf: null, state: decider.initial, commands: new Map<string, number>() };
    return this.#kept.get(stream) ?? unbegun;
  }

  /** Carries a stream on after an append by this process. */
  advance(decider: AnyDecider, stream: string, from: Folded, added: readonly Added[], command: string): void {
    const last = added.at(-1);
    if (!last) return;
    const state = added.reduce((now, { event, at }) => step(decider, now, { event, at }), from.state);
    const commands = decider.stateless
      ? from.commands
      : new Map(from.commands).set(command, from.commands.get(command) ?? from.revision + 1);
    this.#keep(stream, { revision: from.revision + added.length, leaf: hex(last.leaf), state, commands });
  }

  /** Forgets what was kept of a stream, because somebody else wrote to it. */
  forget(stream: string): void {
    this.#kept.delete(stream);
  }

  /** Forgets everything that was kept: after a purge nothing of it may stay readable in memory. */
  forgetAll(): void {
    this.#kept.clear();
  }

  /** The facts that one command recorded, from the revision at which it did. */
  async recordedBy(stream: string, command: string, from: number): Promise<Opened[]> {
    const facts: Opened[] = [];
    for await (const recorded of this.ledger.readStream(stream, from)) {
      const fact = openRecorded(this.vault, recorded);
      if (fact.command !== command) break;
      facts.push(fact);
    }
    return facts;
  }

  async #end(decider: AnyDecider, stream: string): Promise<Folded> {
    const head = await this.ledger.head(stream);
    return {
      revision: head?.revision ?? NO_STREAM,
      leaf: head ? hex(head.leaf) : null,
      state: decider.initial,
      commands: new Map(),
    };
  }

  async #catchUp(decider: AnyDecider, stream: string, kept: Folded | undefined): Promise<Folded> {
    let { revision, leaf, state } = kept ?? { revision: NO_STREAM, leaf: null, state: decider.initial };
    const commands = new Map(kept?.commands);
    for await (const recorded of this.ledger.readStream(stream, revision + 1)) {
      const fact = openRecorded(this.vault, recorded);
      state = step(decider, state, pastOf(fact));
      ({ revision } = recorded);
      leaf = hex(recorded.leaf);
      if (!commands.has(fact.command)) commands.set(fact.command, revision);
    }
    return { revision, leaf, state, commands };
  }

  #keep(stream: string, folded: Folded): void {
    this.#kept.delete(stream);
    this.#kept.set(stream, folded);
    if (this.#kept.size <= KEPT) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** A fact just appended. */
export type Added = Past<AnyEvent> & { readonly leaf: Recorded['leaf'] };

const pastOf = (fact: Opened): Past<AnyEvent> => ({
  event: { type: fact.type, data: fact.data, sealed: fact.sealed } as AnyEvent,
  at: fact.occurredAt,
});
