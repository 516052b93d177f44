/** Test only: a node's append-only file, one line for each atomic write, so that a killed node can be started again. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import type { Journal, Proposed, Store } from './store.js';

type Line =
  | { stream: string; created: string; events: { id: string; type: string; ct: string; d: string; m: string }[] }
  | { tombstone: string };

/** A journal over one file. `tearNext` makes the next write stop half-way, as a power cut does. */
export class FileJournal implements Journal {
  private readonly file: number;
  private tear = false;
  private closed = false;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'a');
  }

  tearNext(): void {
    this.tear = true;
  }

  wrote(stream: string, events: readonly Proposed[], created: bigint): void {
    const packed = events.map(({ id, type, contentType, data, metadata }) => ({
      id,
      type,
      ct: contentType,
      d: Buffer.from(data).toString('base64'),
      m: Buffer.from(metadata).toString('base64'),
    }));
    this.line({ stream, created: created.toString(), events: packed });
  }

  tombstoned(stream: string): void {
    this.line({ tombstone: stream });
  }

  /** A node that is dead writes nothing any more, whatever still comes in. */
  private line(line: Line): void {
    if (this.closed) throw new Torn();
    const text = Buffer.from(`${JSON.stringify(line)}\n`);
    writeSync(this.file, this.tear ? text.subarray(0, text.length >> 1) : text);
    if (this.tear) throw new Torn();
  }

  /** Reads the file back into an empty store; a torn last line is cut off, as the server does at start-up. */
  replay(store: Store): void {
    if (!existsSync(this.path)) return;
    const text = readFileSync(this.path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) truncateSync(this.path, Buffer.byteLength(whole));
    for (const line of whole.split('\n').filter(Boolean)) this.apply(store, JSON.parse(line) as Line);
  }

  private apply(store: Store, line: Line): void {
    if ('tombstone' in line) {
      store.stream(line.tombstone).tombstoned = true;
      return;
    }
    const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
    const events = line.events.map(({ id, type, ct, d, m }) => ({
      id,
      type,
      contentType: ct,
      data: bytes(d),
      metadata: bytes(m),
    }));
    store.place(line.stream, events, BigInt(line.created));
  }

  /** Writes the file anew from what the store still holds, one line for each event. */
  rewrite(store: Store): void {
    ftruncateSync(this.file, 0);
    for (const event of store.log) this.wrote(event.stream, [event], event.created);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    fsyncSync(this.file);
    closeSync(this.file);
  }
}

/** The write that was cut off half-way: the node is dead and answers nothing any more. */
export class Torn extends Error {}
