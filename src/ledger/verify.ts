/** Verifying the whole ledger from its lines up, in bounded memory: what the store says of itself is not believed. */
import { hash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import { canonical } from '../vault/canonical.js';
import { DataLoss, Tampered } from '../vault/errors.js';
import type { Vault } from '../vault/vault.js';
import type { FirstLine, Ledger, Recorded } from './ledger.js';
import { type Line, openRecorded, parseLine } from './line.js';
import { IdSet, Latest } from './seen.js';
import { CompactRange, leafHash } from './tree.js';

/** One thing that is wrong; `position` is null when it concerns the ledger as a whole. */
export type Problem = { readonly position: bigint | null; readonly stream: string | null; readonly what: string };

/** Who goes along while the lines are read: hears of each leaf, and of each subtree that it completes. */
export type Beside = {
  readonly completed: (height: number, number: number, root: Uint8Array) => void;
  added(tree: CompactRange, leaf: Uint8Array): void;
};

export type Verdict = {
  readonly events: number;
  /** Root of the Merkle tree over all lines (RFC 6962), hex. */
  readonly root: string;
  /** The same of the events up to the position that was asked for; of all, where none was. */
  readonly until: { readonly events: number; readonly root: string };
  /** The tree itself. */
  readonly tree: CompactRange;
  /** The first problems in order, at most `MOST`. */
  readonly problems: readonly Problem[];
  /** All of them, counted. */
  readonly problemCount: number;
  /** Sealed parts by state; `purged` needs a vault, without one an absent part is only `absent`. */
  readonly parts: { readonly live: number; readonly purged: number; readonly absent: number };
};

/** What an adapter may add to the port: its own tree, to be compared with ours, and positions without gaps. */
type Checked = Ledger & { readonly tree?: () => { readonly size: number; readonly root: Uint8Array } };

/** Problems listed one by one. */
export const MOST = 1000;
/** Events after which whoever else waits for this thread has his turn: some milliseconds. */
const BREATH = 256;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

class Verification {
  readonly tree = CompactRange.empty();
  readonly problems: Problem[] = [];
  readonly parts = { live: 0, purged: 0, absent: 0 };
  problemCount = 0;
  private readonly ids: IdSet;
  private readonly latest = new Latest();

  constructor(
    private readonly ledger: Ledger,
    private readonly dense: boolean,
    expected: number,
    private readonly vault?: Pick<Vault, 'open' | 'status'>,
    private readonly beside?: Beside,
  ) {
    this.ids = new IdSet(expected);
  }

  report(what: string, at?: FirstLine): void {
    this.problemCount += 1;
    if (this.problems.length < MOST)
      this.problems.push({ position: at?.position ?? null, stream: at?.stream ?? null, what });
  }

  async take(fact: Recorded): Promise<void> {
    const leaf = leafHash(fact.line);
    if (!leaf.equals(fact.leaf)) this.report('the line does not hash to its leaf', fact);
    this.grow(fact, leaf);
    const line = this.lineOf(fact);
    await this.takeInStream(fact, leaf, line);
    if (line) this.takeParts(fact, line);
  }

  /** Lines that make the root they made when they were found whole are those lines, letter by letter. */
  takeAgain(fact: FirstLine, { events, root }: Whole): void {
    const leaf = leafHash(fact.line);
    this.grow(fact, leaf);
    this.latest.set(fact.stream, { revision: fact.revision, leaf });
    if (this.tree.size === events && hex(this.tree.root()) !== root)
      this.report(`the first ${events} lines are not those that were found whole before`);
  }

  private grow(fact: FirstLine, leaf: Buffer): void {
    if (this.dense && fact.position !== BigInt(this.tree.size))
      this.report(`the position is not ${this.tree.size}: something is missing or came twice`, fact);
    this.tree.append(leaf, this.beside?.completed);
    this.beside?.added(this.tree, leaf);
    if (!this.ids.add(fact.id)) this.report('the id was used before', fact);
  }

  /** The stream's revisions are dense, and `prev` is the leaf of the one before. */
  private async takeInStream(fact: Recorded, leaf: Buffer, line: Line | undefined): Promise<void> {
    const before = await this.before(fact);
    if (fact.revision !== (before?.revision ?? -1) + 1) this.report(`revision ${fact.revision} is out of order`, fact);
    if (line && line.prev !== (before ? hex(before.leaf) : null))
      this.report('prev is not the leaf of the event before it in its stream', fact);
    this.latest.set(fact.stream, { revision: fact.revision, leaf });
  }

  /** The stream's event before this one: remembered, or read again when too many streams lie between. */
  private async before({ stream, revision }: Recorded) {
    const known = this.latest.get(stream);
    if (known || revision === 0) return known;
    for await (const fact of this.ledger.readStream(stream, revision - 1))
      return fact.revision === revision - 1 ? { revision: fact.revision, leaf: leafHash(fact.line) } : undefined;
    return undefined;
  }

  private lineOf(fact: Recorded): Line | undefined {
    let line: Line;
    try {
      line = parseLine(fact.line);
      if (canonical(line) !== fact.line) this.report('the line is not canonical', fact);
    } catch (error) {
      this.report((error as Error).message, fact);
      return undefined;
    }
    for (const name of ['id', 'type', 'stream'] as const)
      if (line[name] !== fact[name]) this.report(`the line names another ${name} than the store`, fact);
    return line;
  }

  private takeParts(fact: Recorded, { sealed = [] }: Line): void {
    const named = new Set(sealed.map(({ p }) => p));
    for (const { name } of fact.parts) if (!named.has(name)) this.report('a part is there that no line names', fact);
    for (const seal of sealed) {
      const part = fact.parts.find(({ name }) => name === seal.p);
      if (part && (part.ciphertext.length !== seal.len || hash('sha256', part.ciphertext, 'hex') !== seal.cth))
        this.report(`the part ${seal.p} is not the ciphertext its line names`, fact);
      else if (this.vault) this.open(fact, this.vault, part !== undefined);
      else this.parts[part ? 'live' : 'absent'] += 1;
    }
  }

  /** The four states of a part: live, purged, purge incomplete, data loss. There is no fifth. */
  private open(fact: Recorded, vault: Pick<Vault, 'open' | 'status'>, present: boolean): void {
    try {
      const purged = openRecorded(vault, fact).sealed === null;
      this.parts[purged ? 'purged' : 'live'] += 1;
      if (purged && present && this.ledger.dropsParts)
        this.report('purge incomplete: the key is destroyed and the ciphertext is still there', fact);
    } catch (error) {
      if (!(error instanceof DataLoss) && !(error instanceof Tampered)) throw error;
      this.report(error.message, fact);
    }
  }
}

/** How many events an earlier verification found whole in every respect, and the root of the tree over them, hex. */
export type Whole = { readonly events: number; readonly root: string };

export type Verifying = {
  /** With it, also that what is readable opens, and that what is gone was destroyed. */
  readonly vault?: Pick<Vault, 'open' | 'status'>;
  readonly beside?: Beside;
  /** The last position of which size and root are told apart. */
  readonly until?: bigint;
  /**
   * Of events found whole before, only the lines are read again, and must make the same root: what was found of them
   * then holds still. Sealed parts, and what the store says beside its lines, are not looked at again.
   */
  readonly whole?: Whole;
};

/**
 * Reads every line once: leaves, the root against the store's own, revisions and prev of each stream, ids, canonical
 * form, and every ciphertext against its digest; with a vault, also that what is readable opens to its commitment and
 * that what is gone was destroyed and not lost. About 300 MB at most, whatever the size.
 */
export const verifyLedger = async (
  ledger: Checked,
  { vault, beside, until, whole }: Verifying = {},
): Promise<Verdict> => {
  const own = ledger.tree?.();
  const verification = new Verification(ledger, own !== undefined, own?.size ?? 0, vault, beside);
  const { tree } = verification;
  let rootAtOwnSize = own && own.size === 0 ? tree.root() : undefined;
  const here = () => ({ events: tree.size, root: hex(tree.root()) });
  let upTo: Verdict['until'] | undefined;
  let last = -1n;
  const follow = async <Fact extends FirstLine>(
    facts: AsyncIterable<Fact>,
    take: (fact: Fact) => Promise<void> | void,
  ): Promise<void> => {
    for await (const fact of facts) {
      if (until !== undefined && fact.position > until) upTo ??= here();
      await take(fact);
      if (tree.size === own?.size) rootAtOwnSize = tree.root();
      last = fact.position;
      if (tree.size % BREATH === 0) await others();
    }
  };
  if (whole) await follow(ledger.firstLines(whole.events), (fact) => verification.takeAgain(fact, whole));
  await follow(ledger.readAll(last), (fact) => verification.take(fact));
  if (whole && tree.size < whole.events)
    verification.report(`${whole.events} events were found whole before, and ${tree.size} are there`);
  // The store may have grown since its tree was read; its root is compared at the size it had then.
  if (own && !rootAtOwnSize) verification.report(`the head counts ${own.size} events, and ${tree.size} are there`);
  else if (own && !rootAtOwnSize?.equals(own.root)) verification.report('the root is not that of the head');
  const { problems, problemCount, parts } = verification;
  return { ...here(), until: upTo ?? here(), tree, problems, problemCount, parts };
};
