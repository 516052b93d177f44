/** Encrypted images, one file each, named by its ciphertext's digest: nothing says what it shows, or when. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durable.js';
import type { Seal } from './seal.js';

/** What it takes to find an image again, and to know that it is the one: a seal, or only its digest and length. */
export type ImageSeal = Pick<Seal, 'cth' | 'len'> & Partial<Seal>;

const digest = /^[0-9a-f]{64}$/;

export class ImageStore {
  constructor(private readonly dir: string) {}

  /** Writes a ciphertext durably to `images/<first two digits>/<digest>`. */
  put(cth: string, ciphertext: Uint8Array): void {
    writeDurably(this.path(cth), ciphertext);
  }

  get(cth: string): Buffer | undefined {
    try {
      return readFileSync(this.path(cth));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  has(cth: string): boolean {
    return existsSync(this.path(cth));
  }

  drop(cth: string): void {
    rmSync(this.path(cth), { force: true });
  }

  private path(cth: string): string {
    // The name may come from a ledger someone else wrote: it must not lead out of the folder.
    if (!digest.test(cth)) throw new TypeError('not the digest of an image');
    return join(this.dir, cth.slice(0, 2), cth);
  }
}
