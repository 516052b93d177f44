/** What lies under one key: its units, where their lines stand, their commitments and their pictures. */
import type { Ledger, Recorded } from '../ledger/ledger.js';
import { parseLine } from '../ledger/line.js';
import { CompactRange, leafHash } from '../ledger/tree.js';
import { failedPictures } from '../projections/buckets.js';
import type { Views } from '../projections/views.js';
import { bucketOf } from '../vault/vault.js';

export type UnitFound = {
  readonly positions: bigint[];
  /** Commitments of its sealed parts and pictures, hex, in the order of the ledger. */
  readonly commitments: string[];
  /** Names of its pictures in the vault. */
  readonly images: string[];
  /** Pieces of its ciphertexts, by which leftovers would be known again. */
  readonly traces: Buffer[];
};

export type Inventory = {
  readonly units: ReadonlyMap<string, UnitFound>;
  /** Where the last line under the key stands; null when there is none. */
  readonly last: bigint | null;
  /** Ciphertexts that are there. */
  readonly parts: number;
};

/** Bytes of a ciphertext that tell it from every other: its first hold a random IV. */
const TRACE = 16;

const tracesOf = (ciphertext: Uint8Array): Buffer[] => {
  const bytes = Buffer.from(ciphertext);
  const middle = Math.floor(bytes.length / 2);
  return bytes.length < 2 * TRACE
    ? [bytes.subarray(0, TRACE)]
    : [bytes.subarray(0, TRACE), bytes.subarray(middle, middle + TRACE)];
};

type Sealed = { readonly seal?: { readonly kid?: string; readonly cth: string; readonly cm?: string } };

class Taking {
  readonly units = new Map<string, UnitFound>();
  last: bigint | null = null;
  parts = 0;

  constructor(private readonly kid: string) {}

  unit(name: string): UnitFound {
    const known = this.units.get(name);
    if (known) return known;
    const fresh: UnitFound = { positions: [], commitments: [], images: [], traces: [] };
    this.units.set(name, fresh);
    return fresh;
  }

  take(fact: Recorded): void {
    const { retention, sealed = [], data } = parseLine(fact.line);
    this.last = fact.position;
    if (retention?.kid === this.kid) {
      const unit = this.unit(retention.unit);
      unit.positions.push(fact.position);
      for (const { cm } of sealed) unit.commitments.push(cm);
      for (const { ciphertext } of fact.parts) unit.traces.push(...tracesOf(ciphertext));
      this.parts += fact.parts.length;
    }
    const { detectionId, images = [] } = data as { detectionId?: string; images?: readonly Sealed[] };
    if (detectionId !== undefined && Array.isArray(images))
      for (const { seal } of images) if (seal?.kid === this.kid) this.picture(detectionId, seal);
    // The content of a hot list's version lies beside the pictures, under the version's own unit.
    const { versionId, content } = data as { versionId?: string; content?: Sealed['seal'] };
    if (versionId !== undefined && content?.kid === this.kid) this.picture(versionId, content);
  }

  picture(name: string, { cth, cm }: { readonly cth: string; readonly cm?: string }): void {
    const unit = this.unit(name);
    if (unit.images.includes(cth)) return;
    unit.images.push(cth);
    if (cm) unit.commitments.push(cm);
  }
}

/** Takes stock of everything under a key, from the ledger's own lines. Some 50,000 lines a second. */
export const inventoryOf = async (
  ledger: Pick<Ledger, 'linesUnder'>,
  views: Pick<Views, 'db'>,
  kid: string,
): Promise<Inventory> => {
  const taking = new Taking(kid);
  for await (const fact of ledger.linesUnder(kid)) taking.take(fact);
  const { class: name, date } = bucketOf(kid);
  if (name === 'detection')
    for (const { unit, images } of failedPictures(views.db, date))
      for (const image of images) taking.picture(unit, image);
  return taking;
};

/** The Merkle root (RFC 6962) over texts in their order, hex. */
export const rootOver = (texts: readonly string[]): string => {
  const tree = CompactRange.empty();
  for (const text of texts) tree.append(leafHash(text));
  return tree.root().toString('hex');
};

/**
 * The Merkle root over what is destroyed: one leaf `unit commitment` for each commitment of each unit, in the order of
 * their text. Who kept a unit's id and what it was can show that it was among them.
 */
export const destroyedRoot = ({ units }: Inventory, kept: ReadonlySet<string>): string =>
  rootOver(
    [...units]
      .filter(([unit]) => !kept.has(unit))
      .flatMap(([unit, { commitments }]) => commitments.map((cm) => `${unit} ${cm}`))
      .sort(),
  );
