/** The read models, following the ledger: rows and checkpoint in one transaction, so that no event counts twice. */
import { join } from 'node:path';
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import { Corrupt, type Ledger, Unavailable } from '../ledger/ledger.js';
import { openRecorded, type Opened } from '../ledger/line.js';
import type { Sqlite } from '../vault/sqlite.js';
import { projections as all } from './all.js';
import { digestOf } from './digest.js';
import { forget, rowsUnder } from './forgetting.js';
import type { DomainEvent, Projection } from './projection.js';
import { openViews, type Progress, readProgress, removeViews, writeProgress } from './viewsfile.js';

type Opening = Parameters<typeof openRecorded>[0];
type AnyHandler = (db: Sqlite, event: Opened) => void;

/** Events in one transaction, after which others may take their turn. */
const BATCH = 500;
/** How long to wait before a ledger out of reach is asked again. */
const RETRY_MS = 500;

/** The read models have not come as far as was asked for: the answer would have been an old one. */
export class Behind extends Error {
  readonly code = 'behind';
}

export type ViewsSettings = {
  readonly projections?: readonly Projection[];
  /** Told once when following has stopped for good; `failure` keeps the error. */
  readonly onStopped?: (error: Error) => void;
};

export class Views {
  #db: Sqlite;
  #progress: Progress | null;
  #failure: Error | null = null;
  #stopping = new AbortController();
  #following: Promise<void> | undefined;
  /** Counts what was forgotten: what was opened before must not be written after. */
  #forgotten = 0;
  readonly #handlers: Map<string, AnyHandler[]>;
  readonly #waiting = new Set<() => void>();
  readonly #listeners = new Set<(event: Opened) => void>();

  private constructor(
    private readonly dir: string,
    private readonly ledger: Ledger,
    private readonly vault: Opening,
    private readonly projections: readonly Projection[],
    private readonly onStopped: (error: Error) => void,
  ) {
    this.#db = openViews(dir, projections);
    this.#progress = readProgress(this.#db);
    this.#handlers = new Map();
    for (const { on } of projections)
      for (const [type, handler] of Object.entries(on))
        this.#handlers.set(type, [...(this.#handlers.get(type) ?? []), handler as AnyHandler]);
  }

  /** Opens the read models of a data directory, `readmodels/views.db`; `start` has them follow the ledger. */
  static open(dataDir: string, ledger: Ledger, vault: Opening, settings: ViewsSettings = {}): Views {
    const { projections = all, onStopped = () => undefined } = settings;
    return new Views(join(dataDir, 'readmodels'), ledger, vault, projections, onStopped);
  }

  /** For the query functions of the projections. Ask for it anew each time: rebuilding replaces it. */
  get db(): Sqlite {
    return this.#db;
  }

  /** Where the rows lie, for a reader in another thread. */
  get file(): string {
    return join(this.dir, 'views.db');
  }

  /** The last position applied; -1 when there is none. */
  get position(): bigint {
    return this.#progress?.position ?? -1n;
  }

  /** What stopped the following, for the health check; null while all is well. */
  get failure(): Error | null {
    return this.#failure;
  }

  start(): void {
    this.#following ??= this.#follow().catch((error: unknown) => {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#wake();
      this.onStopped(this.#failure);
    });
  }

  /**
   * Resolves once the rows show everything up to `position`.
   * @throws Behind when that took longer than `timeoutMs`, or the views were closed
   * @throws what stopped the following, when it has stopped
   */
  async reached(position: bigint, timeoutMs = 5_000): Promise<void> {
    if (this.position >= position) return;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#wake();
    }, timeoutMs);
    try {
      while (this.position < position) {
        if (this.#failure) throw this.#failure;
        if (late) throw new Behind('The read models lag behind the ledger. Try again in a moment.');
        if (this.#stopping.signal.aborted) throw new Behind('The read models are closed.');
        await new Promise<void>((resolve) => this.#waiting.add(resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Resolves once the rows show the ledger as it is now. @throws as `reached` does */
  async caughtUp(timeoutMs?: number): Promise<void> {
    let last = this.position;
    for await (const { position } of this.ledger.readAll(last)) last = position;
    await this.reached(last, timeoutMs);
  }

  /**
   * Has `listener` told of every event whose rows are written, in ledger order. Answers how to stop that.
   * A listener that throws stops the views, as a failing handler does.
   */
  onApplied(listener: (event: Opened) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws every row away and reads the ledger from the beginning; resolves when it has been read to its end. */
  async rebuild(): Promise<void> {
    await this.#halt();
    this.#beginAnew();
    this.#stopping = new AbortController();
    await this.#catchUp();
    this.start();
  }

  /** SHA-256, hex, over all rows in the order of their keys. */
  digest(): string {
    return digestOf(this.#db);
  }

  /** After a key was destroyed: blanks what was sealed under it, but for the units held. Answers the rows touched. */
  forget(kid: string, keep: Iterable<string> = []): number {
    return this.#blank(kid, { keep });
  }

  /** After the key of one held unit was destroyed. */
  forgetUnit(kid: string, unit: string): number {
    return this.#blank(kid, { only: unit });
  }

  /** Rows that still hold something sealed under this key, for the certificate of a purge. */
  rowsUnder(kid: string, keep: readonly string[] = []): number {
    return rowsUnder(this.#db, this.projections, kid, keep);
  }

  async close(): Promise<void> {
    await this.#halt();
    this.#wake();
    this.#db.close();
  }

  async #halt(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
    this.#following = undefined;
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  #beginAnew(): void {
    this.#db.close();
    removeViews(this.dir);
    this.#db = openViews(this.dir, this.projections);
    this.#progress = null;
    this.#failure = null;
  }

  #blank(kid: string, which: { readonly keep?: Iterable<string>; readonly only?: string }): number {
    this.#forgotten += 1;
    const touched = this.#db.transaction(() => forget(this.#db, this.projections, kid, which));
    // Only now are the blanked pages in the file itself, and the old ones out of the log (ledger.md, 2.7).
    this.#db.exec('pragma wal_checkpoint(TRUNCATE)');
    return touched;
  }

  async #follow(): Promise<void> {
    if (!(await this.#isOfThisLedger())) this.#beginAnew();
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#catchUp();
        await this.ledger.waitForMore(this.position, signal);
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        await wait(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** False when the ledger was replaced by another one, or by an older copy of itself. */
  async #isOfThisLedger(): Promise<boolean> {
    const last = this.#progress;
    if (!last) return true;
    for await (const { leaf, position } of this.ledger.readStream(last.stream, last.revision))
      return position === last.position && Buffer.from(leaf).toString('hex') === last.leaf;
    return false;
  }

  /** Reads on until the end of the ledger, as it is when that is reached. */
  async #catchUp(): Promise<void> {
    let batch: Opened[] = [];
    let forgotten = this.#forgotten;
    for await (const recorded of this.ledger.readAll(this.position)) {
      if (this.#stopping.signal.aborted) return;
      if (batch.length === 0) forgotten = this.#forgotten;
      batch.push(openRecorded(this.vault, recorded));
      if (batch.length < BATCH) continue;
      if (!this.#apply(batch, forgotten)) return;
      batch = [];
      await breathe();
    }
    if (batch.length > 0) this.#apply(batch, forgotten);
  }

  /** False when something was forgotten since the batch was opened: it must be read again. */
  #apply(batch: readonly Opened[], forgotten: number): boolean {
    if (forgotten !== this.#forgotten) return false;
    let reached = this.position;
    const fresh = batch.filter(({ position }) => position > reached && ((reached = position), true));
    this.#refuseGaps(fresh);
    const last = fresh.at(-1);
    if (!last) return true;
    this.#db.transaction(() => {
      for (const event of fresh) for (const handle of this.#handlers.get(event.type) ?? []) handle(this.#db, event);
      writeProgress(this.#db, last);
    });
    const { position, stream, revision, leaf } = last;
    this.#progress = { position, stream, revision, leaf };
    this.#wake();
    for (const event of fresh) for (const listener of this.#listeners) listener(event);
    return true;
  }

  /** The embedded ledger numbers its events without a hole; one that is missing was lost or taken out. */
  #refuseGaps(events: readonly Opened[]): void {
    if (!this.ledger.exclusive) return;
    let expected = this.position + 1n;
    for (const { position } of events) {
      if (position !== expected)
        throw new Corrupt(
          `The ledger jumps from ${expected - 1n} to ${position}. Run the verification before serving.`,
        );
      expected += 1n;
    }
  }
}

/** The types of event for which some projection has rows, for a test that none was forgotten. */
export const projectedTypes = (projections: readonly Projection[] = all): ReadonlySet<DomainEvent['type']> =>
  new Set(projections.flatMap(({ on }) => Object.keys(on) as DomainEvent['type'][]));
