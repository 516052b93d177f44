/** Remembering a whole ledger's ids and streams in bounded memory. */

import { hash } from 'node:crypto';

const uuidEnd = /^[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids in one generation; two are kept, of at most 64 MB each, so a repetition within 4 million events is seen. */
const GENERATION = 4_194_304;

/** A set of 64-bit values that doubles as it fills: open addressing, at most half full; 0 marks an empty slot. */
class Generation {
  count = 0;
  private slots: BigUint64Array;

  /** @param expected so many find room at once; more are found it as they come */
  constructor(expected: number) {
    this.slots = new BigUint64Array(2 ** Math.ceil(Math.log2(Math.max(4096, 2 * expected))));
  }

  has(value: bigint): boolean {
    return this.slots[this.slotOf(value)] !== 0n;
  }

  add(value: bigint): void {
    if (this.count * 2 >= this.slots.length) this.grow();
    this.slots[this.slotOf(value)] = value;
    this.count += 1;
  }

  private slotOf(value: bigint): number {
    const mask = this.slots.length - 1;
    let slot = Number(value & 0x3fff_ffffn) & mask;
    while (this.slots[slot] !== 0n && this.slots[slot] !== value) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new BigUint64Array(old.length * 2);
    for (const value of old) if (value !== 0n) this.slots[this.slotOf(value)] = value;
  }
}

/** 64 bits of an id, never 0. What is no UUID, in a damaged or forged ledger, counts by its digest. */
const numberOf = (id: string): bigint => {
  const end = id.slice(19);
  const digits = uuidEnd.test(end) ? end.replace('-', '') : hash('sha256', id).slice(0, 16);
  return BigInt(`0x${digits}`) || 1n;
};

/**
 * Whether an id was seen before, by the last 62 bits of a UUID, which are random in every version we make: among eight
 * million ids two that differ are taken for the same with a chance of 1 in 140,000.
 */
export class IdSet {
  private young: Generation;
  private old = new Generation(0);

  /** @param expected how many ids there will be, as far as is known */
  constructor(expected = 0) {
    this.young = new Generation(Math.min(expected, GENERATION));
  }

  /** False when it was there already. */
  add(id: string): boolean {
    const value = numberOf(id);
    if (this.young.has(value) || this.old.has(value)) return false;
    if (this.young.count >= GENERATION) {
      this.old = this.young;
      this.young = new Generation(GENERATION);
    }
    this.young.add(value);
    return true;
  }
}

/** Where a stream stood when it was last met. */
export type Stand = { readonly revision: number; readonly leaf: Uint8Array };

/** Streams remembered at once; the one not met for the longest is forgotten first. */
const STREAMS = 200_000;

export class Latest {
  private readonly stands = new Map<string, Stand>();

  get(stream: string): Stand | undefined {
    return this.stands.get(stream);
  }

  /** The leaf is copied: a hash of 32 bytes may be a piece of a buffer of 8 KB, which would be kept with it. */
  set(stream: string, { revision, leaf }: Stand): void {
    const stand = { revision, leaf: new Uint8Array(leaf) };
    this.stands.delete(stream);
    if (this.stands.size >= STREAMS) this.stands.delete(this.stands.keys().next().value as string);
    this.stands.set(stream, stand);
  }
}
