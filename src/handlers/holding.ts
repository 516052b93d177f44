/** Holds carried out: what a scope reaches is found once, written down unit by unit, and let go when two people say. */
import { CommandBus } from '@nestjs/cqrs';
import { clock, type Member } from '../domain/actor.js';
import type { HoldOrdered, Scope } from '../domain/hold.js';
import { heldUnits, readable, type RetentionState } from '../domain/keeping.js';
import { type Bucket, retention, retentionStream } from '../domain/retention.js';
import type { Ledger } from '../ledger/ledger.js';
import { openRecorded } from '../ledger/line.js';
import { reachedBy, type Unit } from '../projections/buckets.js';
import { allHolds, holdingsOf } from '../projections/holds.js';
import type { Views } from '../projections/views.js';
import type { Vault } from '../vault/vault.js';
import { Act } from './act.js';
import type { AnyDecider } from './deciders.js';
import { Malformed } from './errors.js';
import { derivedId, freshId } from './ids.js';
import { rootOver } from './inventory.js';
import { type Receipt, Refused, type Request } from './orders.js';
import type { Streams } from './streams.js';

export type HoldOrder = {
  readonly matter: string;
  readonly authority: string;
  readonly reviewAt: string;
  readonly scope: Scope;
};

/** What an order would reach now: units in all, and day by day. Nothing of it is shown but how much it is. */
export type HoldPreview = {
  readonly units: number;
  readonly buckets: readonly (Bucket & { readonly units: number; readonly held: number })[];
};

/** Units named in one event: what still fits an append of EventStoreDB. */
const TOGETHER = 10_000;

const bucketsOf = (units: readonly Unit[]): Map<string, { bucket: Bucket; units: string[] }> => {
  const buckets = new Map<string, { bucket: Bucket; units: string[] }>();
  for (const { class: name, date, unit } of units) {
    const key = `${name}/${date}`;
    const known = buckets.get(key) ?? { bucket: { class: name, date } as Bucket, units: [] };
    known.units.push(unit);
    buckets.set(key, known);
  }
  return buckets;
};

export class Holding {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly views: Views,
    private readonly streams: Streams,
  ) {}

  /** @throws Refused when the policy does not allow it; the refusal is on the ledger */
  async place(order: HoldOrder, by: Member, commandId: string): Promise<{ holdId: string; receipt: Receipt }> {
    const holdId = derivedId('hold', commandId);
    const receipt = await this.#act({ type: 'PlaceHold', data: { ...order, holdId } }, by, commandId, order);
    await this.#carryOut(holdId, receipt);
    return { holdId, receipt };
  }

  /** How much an order would reach, and how much of that other holds keep already. @throws Refused */
  async preview(order: HoldOrder, by: Member, commandId: string): Promise<{ receipt: Receipt; found: HoldPreview }> {
    const data = { ...order, holdId: derivedId('hold-preview', commandId) };
    const receipt = await this.#act({ type: 'PreviewHold', data }, by, commandId, order);
    await this.views.reached(receipt.position);
    const buckets: (Bucket & { units: number; held: number })[] = [];
    for (const { bucket, units } of bucketsOf(reachedBy(this.views.db, order.scope)).values()) {
      const state = await this.stateOf(bucket);
      const kept = new Set(heldUnits(state));
      const left = readable(state, units);
      if (left.length > 0)
        buckets.push({ ...bucket, units: left.length, held: left.filter((unit) => kept.has(unit)).length });
    }
    buckets.sort((one, other) => (`${one.date} ${one.class}` < `${other.date} ${other.class}` ? -1 : 1));
    return { receipt, found: { units: buckets.reduce((sum, { units }) => sum + units, 0), buckets } };
  }

  /** Reaches for more, or again for the same where more has come since. @throws Refused */
  async extend(holdId: string, order: HoldOrder, by: Member, commandId: string): Promise<Receipt> {
    const receipt = await this.#act({ type: 'ExtendHold', data: { ...order, holdId } }, by, commandId);
    await this.#carryOut(holdId, receipt);
    return receipt;
  }

  requestRelease(holdId: string, resolution: string, by: Member, commandId: string): Promise<Receipt> {
    return this.#act({ type: 'RequestHoldRelease', data: { holdId, resolution } }, by, commandId);
  }

  /** The city attorney's word; the units are let go at once. @throws Refused */
  async release(holdId: string, resolution: string, by: Member, commandId: string): Promise<Receipt> {
    const receipt = await this.#act({ type: 'ReleaseHold', data: { holdId, resolution } }, by, commandId);
    await this.views.reached(receipt.position);
    await this.#letGo(holdId);
    return receipt;
  }

  /** Carries out what was ordered or released and then interrupted. */
  async resume(): Promise<void> {
    for (const { holdId, state, round, settled } of allHolds(this.views.db)) {
      if (state === 'released') await this.#letGo(holdId);
      else if (settled < round) await this.#settle(holdId);
    }
  }

  /** Units a hold keeps, day by day, as the days themselves have it. */
  async unitsOf(holdId: string): Promise<{ bucket: Bucket; units: readonly string[] }[]> {
    const found: { bucket: Bucket; units: readonly string[] }[] = [];
    for (const holding of holdingsOf(this.views.db, holdId)) {
      const bucket = holding as Bucket;
      const { holds } = await this.stateOf(bucket);
      found.push({ bucket, units: holds[holdId] ?? [] });
    }
    return found;
  }

  async stateOf(bucket: Bucket): Promise<RetentionState> {
    const { state } = await this.streams.load(retention as unknown as AnyDecider, retentionStream(bucket));
    return state as RetentionState;
  }

  async #carryOut(holdId: string, receipt: Receipt): Promise<void> {
    await this.views.reached(receipt.position);
    await this.#settle(holdId);
  }

  /** Holds what the last order reaches, and says what came of it. Repeating it is harmless. */
  async #settle(holdId: string): Promise<void> {
    const order = await this.#lastOrder(holdId);
    if (!order) throw new Malformed('There is no such hold', 'holdId', 'Look at the register of holds.');
    await this.views.caughtUp();
    const { round } = order.data;
    for (const { bucket, units } of bucketsOf(reachedBy(this.views.db, order.sealed?.scope ?? {})).values())
      for (let at = 0; at < units.length; at += TOGETHER) {
        const data = { ...bucket, holdId, round, units: units.slice(at, at + TOGETHER) };
        await this.#act({ type: 'HoldUnits', data }, clock, freshId());
      }
    await this.views.caughtUp();
    const held = (await this.unitsOf(holdId)).filter(({ units }) => units.length > 0);
    const names = held.flatMap(({ bucket, units }) => units.map((unit) => `${bucket.class}/${bucket.date}/${unit}`));
    const data = { holdId, round, units: names.length, root: rootOver(names.sort()), buckets: held.length };
    const { position } = await this.#act({ type: 'SettleHold', data }, clock, freshId());
    if (position >= 0n) await this.views.reached(position);
  }

  async #letGo(holdId: string): Promise<void> {
    let reached = -1n;
    for (const bucket of holdingsOf(this.views.db, holdId)) {
      const data = { ...(bucket as Bucket), holdId };
      const { position } = await this.#act({ type: 'LetGoUnits', data }, clock, freshId());
      if (position > reached) reached = position;
    }
    await this.views.reached(reached);
  }

  async #lastOrder(holdId: string): Promise<HoldOrdered | undefined> {
    let last: HoldOrdered | undefined;
    for await (const recorded of this.ledger.readStream(`hold-${holdId}`))
      if (recorded.type === 'HoldOrdered') last = openRecorded(this.vault, recorded) as unknown as HoldOrdered;
    return last;
  }

  async #act(request: Request, by: Member | typeof clock, commandId: string, asked?: unknown): Promise<Receipt> {
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return receipt;
  }
}
