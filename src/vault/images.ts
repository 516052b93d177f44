/** Encrypted images, one file each under a random name: neither name nor folder says what it shows, or when. */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durable.js';
import type { Seal } from './seal.js';

/** A seal whose ciphertext lies in a file: `images/<first two digits>/<file>`. */
export type ImageSeal = Seal & { readonly file: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class ImageStore {
  constructor(private readonly dir: string) {}

  /** Writes a ciphertext durably and answers its file's name. */
  put(ciphertext: Uint8Array): string {
    const file = randomUUID();
    writeDurably(this.path(file), ciphertext);
    return file;
  }

  get(file: string): Buffer | undefined {
    try {
      return readFileSync(this.path(file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  drop(file: string): void {
    rmSync(this.path(file), { force: true });
  }

  private path(file: string): string {
    // The name may come from a ledger someone else wrote: it must not lead out of the folder.
    if (!uuid.test(file)) throw new TypeError(`not the name of an image: ${file}`);
    return join(this.dir, file.slice(0, 2), file);
  }
}
