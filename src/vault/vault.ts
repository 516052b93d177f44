/** The vault: seals what must one day be unreadable, opens it while its key lives, and destroys keys. */
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalSealed } from './canonical.js';
import { writeDurably } from './durable.js';
import { DataLoss, Tampered } from './errors.js';
import { hmac } from './hmac.js';
import { type ImageSeal, ImageStore } from './images.js';
import { KeyStore, type KeyStatus, type Living, type Shredded } from './keys.js';
import { openRootKey, type Passphrase } from './root.js';
import { type Binding, openBytes, type Seal, sealBytes, type SealedPart, unitKey } from './seal.js';

/** Where a part belongs: its key (retention class and UTC day `yyyy-mm-dd`), its unit and its event. */
export type Where = {
  readonly class: string;
  readonly day: string;
  /** What is purged as one: a detection, a query. */
  readonly unit: string;
  readonly eventId: string;
  readonly type: string;
  /** The part's name within the event, such as `core`. */
  readonly part: string;
};

/** Class and UTC day, `yyyy-mm-dd`, of the name of a bucket key. */
export const bucketOf = (kid: string): { readonly class: string; readonly date: string } => {
  const [, name, day] = /^([a-z-]+)\/(\d{4}-\d\d-\d\d)#\d$/.exec(kid) ?? [];
  if (!name || !day) throw new RangeError('that does not name a key');
  return { class: name, date: day };
};

/** The name of a bucket key: `access-record/2026-11-23#0`. */
export const kidOf = ({ class: name, day }: { readonly class: string; readonly day: string }): string =>
  `${name}/${day}#0`;

const bindingOf = (where: Where): Binding => ({ ...where, kid: kidOf(where) });

export class Vault {
  private constructor(
    private readonly keys: KeyStore,
    private readonly images: ImageStore,
    private readonly dir: string,
  ) {}

  /**
   * Opens the vault of a data directory, founding it at the first start: keys in `keys/`, images in `images/`.
   * @throws WrongPassphrase when the passphrase does not open the root key
   * @throws DataLoss when the root key's file is gone although keys depend on it
   */
  static open(dir: string, settings: Passphrase = {}): Vault {
    const keys = join(dir, 'keys');
    mkdirSync(keys, { recursive: true, mode: 0o700 });
    const store = KeyStore.open(join(keys, 'keys.db'), (inUse) => openRootKey(keys, settings, inUse));
    return new Vault(store, new ImageStore(join(dir, 'images')), dir);
  }

  /**
   * Seals a JSON value. Its key is durable before this returns, so that no event can outlive its key.
   * @throws KeyDestroyed when that day's key was destroyed
   */
  seal(where: Where, plaintext: unknown): SealedPart {
    const binding = bindingOf(where);
    const key = unitKey(this.keys.forSealing(binding.kid), where.unit);
    return sealBytes(key, binding, Buffer.from(canonicalSealed(plaintext)));
  }

  /**
   * What was sealed, or null when its key was destroyed.
   * @throws DataLoss when key or ciphertext are missing although nobody destroyed them
   * @throws Tampered when they are not what the line committed to
   */
  open(where: Where, seal: Seal, ciphertext: Uint8Array | undefined): unknown {
    const key = this.keyFor(where, seal);
    if (!key) return null;
    if (!ciphertext) throw new DataLoss(`DATA LOSS: a part of event ${where.eventId} is missing, and its key lives.`);
    return JSON.parse(openBytes(key, bindingOf(where), seal, ciphertext).toString());
  }

  /** Seals an image into a file of its own, named by its ciphertext's digest `cth`; the seal belongs into the event. */
  putImage(where: Where, bytes: Uint8Array): Seal {
    const binding = bindingOf(where);
    const key = unitKey(this.keys.forSealing(binding.kid), where.unit);
    const { seal, ciphertext } = sealBytes(key, binding, Buffer.from(bytes));
    this.images.put(seal.cth, ciphertext);
    return seal;
  }

  /** The image, or null when its key was destroyed. @throws DataLoss, Tampered as `open` does */
  getImage(where: Where, seal: ImageSeal): Buffer | null {
    const key = this.keyFor(where, seal);
    if (!key) return null;
    const ciphertext = this.images.get(seal.cth);
    if (!ciphertext) throw new DataLoss(`DATA LOSS: an image of event ${where.eventId} is missing, and its key lives.`);
    return openBytes(key, bindingOf(where), seal, ciphertext);
  }

  /** Whether an image's file is there, readable or not. */
  hasImage(cth: string): boolean {
    return this.images.has(cth);
  }

  /** Deletes an image's file; absent is fine. Call it after its key was destroyed. */
  dropImage(seal: Pick<ImageSeal, 'cth'>): void {
    this.images.drop(seal.cth);
  }

  /** Every key that can still open something. */
  living(): readonly Living[] {
    return this.keys.living();
  }

  /** Units that outlived the day of this key. */
  unitsUnder(kid: string): readonly string[] {
    return this.keys.unitsUnder(kid);
  }

  /** SHA-256("alpr/kcv/1" ‖ key), hex, of a living key: by it a certificate names what was destroyed. */
  keyFingerprint(kid: string): string | null {
    return this.keys.fingerprint(kid);
  }

  /** The bytes of keys that must be nowhere after `shred(kid, keep)`; to be overwritten once they were searched for. */
  bytesToGo(kid: string, keep: Iterable<string> = []): Buffer[] {
    return this.keys.bytesToGo(kid, keep);
  }

  /**
   * Destroys all under a bucket key, fences it so that it is never made again, and shows that its bytes are gone. Units
   * in `keep` are under a hold and stay readable. Repeating it, or naming a key that never was, is harmless.
   * @throws Residue when the bytes could not be shown to be gone: call it again
   */
  shred(kid: string, keep: Iterable<string> = []): Shredded {
    return this.keys.shred(kid, keep);
  }

  /** Destroys the key of one unit that outlived its day under a hold. */
  shredUnit(kid: string, unit: string): void {
    this.keys.shredUnit(kid, unit);
  }

  /**
   * Digest of a request that holds something personal: HMAC-SHA-256(EK, "alpr/rq/1" ‖ SHA-256(text)), hex. It tells
   * a repeated request from another one; nobody without the unit's key can test a guess against it, and it dies with
   * that key.
   */
  fingerprint(where: Pick<Where, 'class' | 'day' | 'unit'>, text: string): string {
    const key = unitKey(this.keys.forSealing(kidOf(where)), where.unit);
    return hmac(key, `alpr/rq/1${hash('sha256', text, 'hex')}`).toString('hex');
  }

  /**
   * A keyed digest by which the same text is known again and which tells nobody the text: HMAC-SHA-256(TK, "alpr/tg/1"
   * ‖ text), hex. TK belongs to `purpose` alone, so that digests made for two purposes cannot be compared; destroying
   * the key `tag/<purpose>#0` makes all of them mean nothing.
   */
  tag(purpose: string, text: string): string {
    return hmac(this.keys.forSealing(kidOf({ class: 'tag', day: purpose })), `alpr/tg/1${text}`).toString('hex');
  }

  status(kid: string): KeyStatus {
    return this.keys.status(kid);
  }

  /** Keeps a secret of the house itself, such as its signing keys: wrapped under the root key, whole or not at all. */
  keepSecret(name: string, secret: Uint8Array): void {
    writeDurably(this.secretFile(name), this.keys.wrapSecret(name, secret));
  }

  /** The secret of that name, or null. @throws Tampered when its file is not what was kept */
  secret(name: string): Buffer | null {
    const file = this.secretFile(name);
    if (!existsSync(file)) return null;
    try {
      return this.keys.unwrapSecret(name, readFileSync(file));
    } catch {
      throw new Tampered(`${file} does not open under the root key: it was changed, or belongs to another ledger.`);
    }
  }

  close(): void {
    this.keys.close();
  }

  private secretFile(name: string): string {
    return join(this.dir, 'keys', `${name}.wrapped`);
  }

  private keyFor(where: Where, seal: Partial<Seal>): Buffer | null {
    const kid = kidOf(where);
    if (seal.kid !== undefined && seal.kid !== kid)
      throw new Tampered(`A part of event ${where.eventId} names the key ${seal.kid}, not ${kid}.`);
    return this.keys.forOpening(kid, where.unit);
  }
}
