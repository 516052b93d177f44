/** Random interleavings of holds, releases, downloads and purges on real vault and decider, for spec and campaign. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clock as system, nobody } from '../../src/domain/actor.js';
import { type AnyEvent, decide, fold, type Past, type Situation } from '../../src/domain/decider.js';
import { keptAt, type RetentionState } from '../../src/domain/keeping.js';
import { usualTerms } from '../../src/domain/policy/settings.js';
import { type RetentionCommand, retention } from '../../src/domain/retention.js';
import { kidOf, Vault } from '../../src/vault/vault.js';

export type Counted = {
  interleavings: number;
  steps: number;
  refused: number;
  purges: number;
  unitsDestroyed: number;
  unitsHeldThroughPurge: number;
  wrong: number;
};

/** A stream with optimistic concurrency: what was decided on an older history is not appended. */
class Stream {
  readonly past: Past<AnyEvent>[] = [];

  read(): { revision: number; state: RetentionState } {
    return { revision: this.past.length, state: fold(retention as never, this.past as never) as RetentionState };
  }

  append(expected: number, events: readonly AnyEvent[], at: string): boolean {
    if (expected !== this.past.length) return false;
    for (const event of events) this.past.push({ event, at });
    return true;
  }
}

const date = '2025-12-05';
const bucket = { class: 'detection', date } as const;
const bareAt = (hours: number): string =>
  new Date(Date.parse('2026-01-06T00:00:00.000Z') + hours * 3_600_000).toISOString();

type Random = () => number;

/** A small generator, so that a seed gives the same interleaving again (mulberry32). */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const member = (id: string, position: string, administrator = false): Situation['standing'] =>
  ({
    ...nobody,
    enrolled: true,
    position,
    administrator,
    session: 'accepted',
    sessionOpenedAt: null,
    departmentDevice: true,
    approved: true,
  }) as Situation['standing'] & { id?: string } as never;

/** One actor's act in two halves, between which others may come: it reads and decides, and then appends. */
type Half = { readonly expected: number; readonly events: readonly AnyEvent[]; readonly at: string };

export class Interleaving {
  readonly #stream = new Stream();
  readonly #units: string[];
  readonly #seals = new Map<string, ReturnType<Vault['seal']>>();
  /** What a person relies on: held by a hold that is in force, as its own append said. */
  readonly #relied = new Map<string, Set<string>>();
  readonly #destroyed = new Set<string>();
  #hours = 0;

  constructor(
    private readonly vault: Vault,
    private readonly day: string,
    private readonly random: Random,
    private readonly counted: Counted,
  ) {
    this.#units = Array.from({ length: 2 + Math.floor(random() * 5) }, () => randomUUID());
    for (const unit of this.#units) this.#seals.set(unit, vault.seal(this.#where(unit), { plate: '7ABC123' }));
  }

  #where(unit: string) {
    return { class: 'detection', day: this.day, unit, eventId: unit, type: 'DetectionRecorded', part: 'core' };
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!;
  }

  #some(): string[] {
    const some = this.#units.filter(() => this.random() < 0.4);
    return some.length > 0 ? some : [this.#units[0]!];
  }

  #decide(command: RetentionCommand, by: Situation['by'], standing: Situation['standing']): Half | null {
    const at = bareAt(this.#hours);
    const { revision, state } = this.#stream.read();
    const opened = { ...standing, sessionOpenedAt: bareAt(this.#hours - 1) };
    const facts = { command, state, by, at, standing: opened, terms: usualTerms };
    const decided = decide(retention as never, facts as never);
    const refused = decided.some(({ event }) => event.type === 'ActionRefused');
    if (refused) this.counted.refused += 1;
    return refused ? null : { expected: revision, events: decided.map(({ event }) => event), at };
  }

  #command(): [RetentionCommand, Situation['by'], Situation['standing']] {
    const { state } = this.#stream.read();
    const asClock = [system, nobody] as const;
    const purgeId = state.purge?.purgeId ?? 'p';
    const vouchedAt = bareAt(this.#hours);
    const found = { days: 30, vouchedAt, units: this.#units.length, youngestAt: null };
    const administrator = { kind: 'member', id: 'administrator', sessionId: 's' } as const;
    const custodian = { kind: 'member', id: 'custodian', sessionId: 's' } as const;
    const choice = this.random();
    if (choice < 0.25) {
      const holdId = this.#pick(['h1', 'h2', 'h3']);
      return [{ type: 'HoldUnits', data: { ...bucket, holdId, round: 1, units: this.#some() } }, ...asClock];
    }
    if (choice < 0.4)
      return [{ type: 'LetGoUnits', data: { ...bucket, holdId: this.#pick(['h1', 'h2', 'h3']) } }, ...asClock];
    if (choice < 0.6) {
      const data = { ...bucket, purgeId: `p${Math.floor(this.random() * 1e9)}`, ...found };
      return [{ type: 'ProposePurge', data }, administrator, member('administrator', 'police-captain', true)];
    }
    if (choice < 0.75)
      return [
        { type: 'ApprovePurge', data: { ...bucket, purgeId } },
        custodian,
        member('custodian', 'custodian-of-records'),
      ];
    if (choice < 0.95)
      return [{ type: 'CommitPurge', data: { ...bucket, purgeId, fingerprint: null, ...found } }, ...asClock];
    const certified = { certificateId: 'c', certificate: 'c', paper: 'p', units: 0, root: 'r', kept: 0, residue: 0 };
    return [{ type: 'CompletePurge', data: { ...bucket, purgeId, ...certified } }, ...asClock];
  }

  /** Several acts are decided, and then appended in another order: some come too late, and are dropped. */
  run(steps: number): string[] {
    const wrong: string[] = [];
    let open: Half[] = [];
    for (let step = 0; step < steps; step += 1) {
      this.counted.steps += 1;
      this.#hours += this.random() < 0.3 ? 13 : 0;
      const half = this.#decide(...this.#command());
      if (half) open.push(half);
      if (open.length > 2 || (open.length > 0 && this.random() < 0.7)) {
        const [one] = open.splice(Math.floor(this.random() * open.length), 1);
        if (this.#stream.append(one!.expected, one!.events, one!.at)) this.#tookEffect(one!.events);
      }
      wrong.push(...this.#check());
    }
    open = [];
    return wrong;
  }

  #tookEffect(events: readonly AnyEvent[]): void {
    for (const { type, data, sealed } of events) {
      const { holdId } = data as { holdId?: string };
      if (type === 'UnitsHeld') {
        const relied = this.#relied.get(holdId!) ?? new Set<string>();
        for (const unit of (sealed as { units: string[] }).units) relied.add(unit);
        this.#relied.set(holdId!, relied);
      }
      if (type === 'UnitsLetGo') this.#relied.delete(holdId!);
      if (type === 'PurgeCommitted') this.#purge();
    }
  }

  #purge(): void {
    const { state } = this.#stream.read();
    const kept = new Set(state.kept ?? []);
    this.vault.shred(kidOf({ class: 'detection', day: this.day }), kept);
    this.counted.purges += 1;
    for (const unit of this.#units) {
      if (kept.has(unit)) this.counted.unitsHeldThroughPurge += 1;
      else if (!this.#destroyed.has(unit)) {
        this.#destroyed.add(unit);
        this.counted.unitsDestroyed += 1;
      }
    }
  }

  /** Nothing that is held is unreadable, nothing that was destroyed is reported as held, or readable. */
  #check(): string[] {
    const { state } = this.#stream.read();
    const wrong: string[] = [];
    const reported = new Set(Object.values(state.holds).flatMap((units) => units ?? []));
    for (const held of this.#relied.values())
      for (const unit of held) {
        if (this.#destroyed.has(unit) || !this.#readable(unit)) wrong.push(`held and destroyed: ${unit}`);
        if (!keptAt(state, bareAt(this.#hours)).includes(unit)) wrong.push(`held and not kept: ${unit}`);
      }
    for (const unit of this.#destroyed) {
      if (reported.has(unit)) wrong.push(`destroyed and reported as held: ${unit}`);
      if (this.#readable(unit)) wrong.push(`destroyed and readable: ${unit}`);
    }
    return wrong;
  }

  #readable(unit: string): boolean {
    const { seal, ciphertext } = this.#seals.get(unit)!;
    return this.vault.open(this.#where(unit), seal, ciphertext) !== null;
  }
}

/** Runs so many interleavings, each on a day of its own, and answers what was counted and what was wrong. */
export const interleave = (
  times: number,
  seed: number,
  told: (counted: Counted) => void = () => undefined,
): { counted: Counted; wrong: string[] } => {
  const counted: Counted = {
    interleavings: 0,
    steps: 0,
    refused: 0,
    purges: 0,
    unitsDestroyed: 0,
    unitsHeldThroughPurge: 0,
    wrong: 0,
  };
  const wrong: string[] = [];
  let dir = '';
  let vault: Vault | undefined;
  const close = (): void => {
    vault?.close();
    if (dir) rmSync(dir, { recursive: true, force: true });
  };
  try {
    for (let n = 0; n < times; n += 1) {
      if (n % 500 === 0) {
        close();
        dir = mkdtempSync(join(tmpdir(), 'interleaved-'));
        vault = Vault.open(dir, { tell: () => undefined });
      }
      const day = new Date(Date.parse('2030-01-01') + (n % 500) * 86_400_000).toISOString().slice(0, 10);
      wrong.push(
        ...new Interleaving(vault!, day, seeded(seed + n), counted).run(40).map((what) => `seed ${seed + n}: ${what}`),
      );
      counted.interleavings += 1;
      counted.wrong = wrong.length;
      if (counted.interleavings % 500 === 0) told(counted);
    }
  } finally {
    close();
  }
  return { counted, wrong };
};
