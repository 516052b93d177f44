/** Evidence put onto portable media (430.8¶3.3): everything a hold keeps, opened once, encrypted, and booked. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { Encrypter } from 'age-encryption';
import type { Member } from '../domain/actor.js';
import type { MediaKind } from '../domain/evidence.js';
import { instant } from '../domain/time.js';
import type { Ledger, Recorded } from '../ledger/ledger.js';
import { openRecorded, type Opened } from '../ledger/line.js';
import { writeDurably } from '../vault/durable.js';
import type { ImageSeal } from '../vault/images.js';
import { kidOf, type Vault } from '../vault/vault.js';
import { Act } from './act.js';
import { type Entry, tar } from './archive.js';
import { Malformed } from './errors.js';
import type { Proving } from './proving.js';
import type { Holding } from './holding.js';
import type { Foresight } from './foresight.js';
import { derivedId, sha256 } from './ids.js';
import { rootOver } from './inventory.js';
import { type Receipt, Refused } from './orders.js';
import { whereImage } from './showing.js';
import type { Time } from './time.js';

export type Booking = {
  readonly holdId: string;
  /** Who can open it: age recipients, `age1…`. */
  readonly recipients: readonly string[];
  /** The folder at which the medium is mounted. */
  readonly folder: string;
  readonly media: MediaKind;
  readonly propertyNumber: string;
  readonly mediaId: string;
};

export type Booked = {
  readonly packageId: string;
  readonly receipt: Receipt;
  readonly file: string;
  readonly manifest: string;
  readonly items: number;
};

/** One thing in the package, as the manifest names it: nothing personal. */
type Item = { readonly path: string; readonly sha256: string; readonly leaf: string | null };

/** What a browser is given at most; a larger package goes straight to its medium, at the terminal. */
const MOST_BYTES = 512 * 1024 * 1024;

const readme = (holdId: string, when: string): string =>
  `Evidence booked under Policy 430.8 from an alpr-ledger, for hold ${holdId}, ${when}.

items/<unit>/<day>.ndjson   lines of the ledger that concern the unit, byte for byte; SHA-256(0x00 || line) is a leaf
items/<unit>/<day>.json     the same, with what was sealed (plate, place) opened
items/<unit>/<kind>.jpg     the pictures as the camera sent them
items/<unit>/proofs/<event id>.tlog-proof
                            that this line is in the ledger (C2SP tlog-proof): the hashes lead from its leaf to the root
                            of the checkpoint below them, which is signed; check it with the verifier key of the ledger
manifest.json               every file with its SHA-256
`;

export class Evidencing {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly holding: Holding,
    private readonly time: Time,
    private readonly proving: Pick<Proving, 'proof'>,
    /** Asked before anything is made up; without it the policy judges the package that was made. */
    private readonly foresight: Pick<Foresight, 'refuses'> = { refuses: () => Promise.resolve(false) },
  ) {}

  /**
   * Books a package that is put on its medium elsewhere: both files as one tar archive, which lies nowhere afterwards.
   * @throws as `book` does; Malformed too when it is larger than a browser is given; Conflict when asked for twice:
   * encrypted anew it is another package
   */
  async handOver(
    booking: Omit<Booking, 'folder'>,
    by: Member,
    commandId: string,
  ): Promise<{ packageId: string; file: Buffer }> {
    const folder = mkdtempSync(join(tmpdir(), 'alpr-evidence-'));
    try {
      const { packageId, file, manifest } = await this.book({ ...booking, folder }, by, commandId, MOST_BYTES);
      const entries: Entry[] = [
        { path: `evidence-${packageId}.tar.age`, bytes: readFileSync(file) },
        { path: `evidence-${packageId}.manifest.json`, bytes: Buffer.from(manifest) },
      ];
      const seconds = Math.floor(instant(this.time.now()) / 1000);
      const pieces: Uint8Array[] = [];
      for await (const piece of tar(ReadableStream.from(entries), seconds)) pieces.push(piece);
      return { packageId, file: Buffer.concat(pieces) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Writes the encrypted package and its manifest to the medium, and books them. The package gets its name only once
   * the booking is on the ledger; refused, it is taken away again.
   * @throws Malformed when there is nothing to book or nobody who could open it, Refused as the policy says
   */
  async book(booking: Booking, by: Member, commandId: string, most = Number.POSITIVE_INFINITY): Promise<Booked> {
    const { holdId, recipients, folder, media, propertyNumber, mediaId } = booking;
    const packageId = derivedId('evidence', commandId);
    await this.#judge({ packageId, holdId, media, propertyNumber, mediaId }, by, commandId);
    const partial = join(folder, `.${packageId}.partial`);
    const items: Item[] = [];
    const digest = await this.#write(partial, this.#entries(holdId, items), recipients).catch((error: unknown) => {
      rmSync(partial, { force: true });
      throw error;
    });
    if (statSync(partial).size > most) {
      rmSync(partial, { force: true });
      throw new Malformed('The package is too large for this', 'hold', 'Book it with `alpr-ledger evidence book`.');
    }
    const manifest = `${JSON.stringify({ v: 1, packageId, holdId, package: digest, items }, null, 2)}\n`;
    const root = rootOver(items.map(({ path, sha256: one }) => `${path} ${one}`));
    const count = items.length;
    const clear = { packageId, holdId, media, package: digest, manifest: sha256(manifest), items: count, root };
    const request = { type: 'BookEvidence', data: { ...clear, propertyNumber, mediaId } } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId })).catch((error: unknown) => {
      rmSync(partial, { force: true });
      throw error;
    });
    if (receipt.refused.length > 0) {
      rmSync(partial, { force: true });
      throw new Refused(receipt);
    }
    const file = join(folder, `evidence-${packageId}.tar.age`);
    writeDurably(join(folder, `evidence-${packageId}.manifest.json`), manifest);
    renameSync(partial, file);
    return { packageId, receipt, file, manifest, items: count };
  }

  /** Whom the policy refuses is refused before anything is opened for him; that nothing was made up yet is said. */
  async #judge(
    booking: { packageId: string; holdId: string; media: MediaKind; propertyNumber: string; mediaId: string },
    by: Member,
    commandId: string,
  ): Promise<void> {
    const nothing = '0'.repeat(64);
    const foreseen = { ...booking, package: nothing, manifest: nothing, items: 1, root: nothing };
    if (!(await this.foresight.refuses({ request: { type: 'BookEvidence', data: foreseen }, by, commandId }))) return;
    const data = { ...booking, package: '', manifest: '', items: 0, root: '' };
    const receipt = await this.commands.execute(new Act({ request: { type: 'BookEvidence', data }, by, commandId }));
    throw new Refused(receipt);
  }

  /** Encrypts as it goes: in clear, nothing of it ever lies on a disk. Answers the SHA-256 of what was written. */
  async #write(file: string, entries: AsyncIterable<Entry>, recipients: readonly string[]): Promise<string> {
    if (recipients.length === 0)
      throw new Malformed('Nobody could open it', 'recipient', 'Give at least one age recipient (age1…).');
    const encrypter = new Encrypter();
    for (const recipient of recipients)
      try {
        encrypter.addRecipient(recipient);
      } catch {
        throw new Malformed(
          'This is no age recipient',
          'recipients',
          'It begins with age1; the private key stays away.',
        );
      }
    const seconds = Math.floor(instant(this.time.now()) / 1000);
    const stream = await encrypter.encrypt(ReadableStream.from(tar(entries, seconds)) as ReadableStream<Uint8Array>);
    const handle = openSync(file, 'w', 0o600);
    const digest = createHash('sha256');
    try {
      for await (const piece of stream as unknown as AsyncIterable<Uint8Array>) {
        writeSync(handle, piece);
        digest.update(piece);
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    return digest.digest('hex');
  }

  async *#entries(holdId: string, items: Item[]): AsyncGenerator<Entry> {
    const note = (path: string, bytes: Uint8Array, leaf: string | null = null): Entry => {
      items.push({ path, sha256: sha256(bytes), leaf });
      return { path, bytes };
    };
    yield note('README.txt', Buffer.from(readme(holdId, this.time.now())));
    for (const { bucket, units } of await this.holding.unitsOf(holdId)) {
      const facts = await this.#factsOf(kidOf({ class: bucket.class, day: bucket.date }), new Set(units));
      for (const [unit, lines] of facts) {
        const folder = `items/${unit}`;
        const opened = lines.map((one) => openRecorded(this.vault, one));
        const text = lines.map(({ line }) => `${line}\n`).join('');
        const leaf = Buffer.from(lines[0]!.leaf).toString('hex');
        yield note(`${folder}/${bucket.class}-${bucket.date}.ndjson`, Buffer.from(text), leaf);
        yield note(`${folder}/${bucket.class}-${bucket.date}.json`, Buffer.from(JSON.stringify(opened, shown, 2)));
        for (const { id } of opened) {
          const proof = await this.proving.proof(id);
          if (proof === null) throw new Error(`the event ${id} could not be proved`);
          yield note(`${folder}/proofs/${id}.tlog-proof`, Buffer.from(proof));
        }
        for (const { kind, bytes } of this.#pictures(opened)) yield note(`${folder}/${kind}.jpg`, bytes);
      }
    }
    if (items.length === 1) throw new Malformed('The hold keeps nothing', 'hold', 'Look at the register of holds.');
    yield { path: 'manifest.json', bytes: Buffer.from(JSON.stringify({ v: 1, holdId, items }, null, 2)) };
  }

  async #factsOf(kid: string, units: ReadonlySet<string>): Promise<Map<string, Recorded[]>> {
    const found = new Map<string, Recorded[]>();
    for await (const fact of this.ledger.linesUnder(kid)) {
      const { retention, data } = JSON.parse(fact.line) as {
        retention?: { kid: string; unit: string };
        data: { detectionId?: string };
      };
      const unit = retention?.kid === kid ? retention.unit : data.detectionId;
      if (unit === undefined || !units.has(unit)) continue;
      found.set(unit, [...(found.get(unit) ?? []), fact]);
    }
    return found;
  }

  #pictures(facts: readonly Opened[]): { kind: string; bytes: Buffer }[] {
    return facts.flatMap(({ data }) => {
      const {
        detectionId,
        capturedAt,
        images = [],
      } = data as {
        detectionId?: string;
        capturedAt?: string;
        images?: readonly { kind: 'plate' | 'vehicle' | 'scene'; seal: ImageSeal }[];
      };
      if (!detectionId || !capturedAt) return [];
      return images.flatMap(({ kind, seal }) => {
        const bytes = this.vault.getImage(whereImage(detectionId, capturedAt, kind), seal);
        return bytes ? [{ kind, bytes }] : [];
      });
    });
  }
}

const shown = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
