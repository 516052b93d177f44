/** The versions of one list: which was in force when a plate was seen, and which source files are on. */
import { createHash } from 'node:crypto';
import type { HotVersion } from './hotindex.js';

type Dated = { readonly from: number; readonly version: HotVersion };

/** UUID (version 8) of an entry of a version: the same version always gives its entries the same ids. */
export const entryIdOf = (versionId: string, number: number): string => {
  const digest = createHash('sha256').update(`alpr/listed/1\n${versionId}\n${number}`).digest();
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

export class Versions {
  /** Latest first. */
  #versions: Dated[] = [];
  #retiredAt = Infinity;
  readonly #on = new Set<string>();

  publish(version: HotVersion): void {
    const others = this.#versions.filter((one) => one.version.versionId !== version.versionId);
    for (const one of others) one.version.release();
    this.#versions = [{ from: Date.parse(version.publishedAt), version }, ...others].sort((a, b) => b.from - a.from);
  }

  /** The version in force at that time (milliseconds since 1970): the last one published by then. */
  at(time: number): HotVersion | undefined {
    return time < this.#retiredAt ? this.#versions.find(({ from }) => from <= time)?.version : undefined;
  }

  retire(at: string): void {
    this.#retiredAt = Date.parse(at);
  }

  switchFile(file: string, on: boolean): void {
    if (on) this.#on.add(file);
    else this.#on.delete(file);
  }

  /** What came from no source file of its own has no switch. */
  isOn(file: string): boolean {
    return file === '' || this.#on.has(file);
  }
}
