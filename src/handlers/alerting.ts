/** The follower that turns a detection into a hit alert: at least once from the ledger, exactly once by the hit's id. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import type { DetectionRecorded } from '../domain/detection.js';
import type { HotListEntryAdded, HotListEntryRemoved } from '../domain/hotlist.js';
import type { Ledger } from '../ledger/ledger.js';
import { openRecorded, type Opened } from '../ledger/line.js';
import type { HotIndex, Match } from '../matching/hotindex.js';
import type { Vault } from '../vault/vault.js';
import { Act } from './act.js';
import { derivedId } from './ids.js';

/** How often the position is noted. Losing it costs a second look at those facts, never a second alert. */
const NOTED_EVERY_MS = 2000;

export class Alerting {
  readonly #stopping = new AbortController();
  #position: bigint;
  #noted = 0;
  #following: Promise<void> | undefined;
  #failure: Error | null = null;

  constructor(
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly hotIndex: HotIndex,
    private readonly commands: CommandBus,
    /** Where the position is noted between starts. */
    private readonly file: string,
  ) {
    this.#position = this.#readNote();
  }

  /** Null while all is well; otherwise what stopped the alerts, for the health check. */
  get failure(): Error | null {
    return this.#failure;
  }

  get position(): bigint {
    return this.#position;
  }

  start(): void {
    this.#following = this.#follow().catch((error: unknown) => {
      this.#failure = error as Error;
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
    this.#note(true);
  }

  /** Resolves once every fact up to `position` was looked at. */
  async reached(position: bigint): Promise<void> {
    while (this.#position < position && !this.#failure && !this.#stopping.signal.aborted)
      await new Promise((resolve) => setTimeout(resolve, 2));
    if (this.#failure) throw this.#failure;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      for await (const recorded of this.ledger.readAll(this.#position)) {
        if (signal.aborted) return;
        if (this.#concerns(recorded.type)) await this.#take(openRecorded(this.vault, recorded));
        this.#position = recorded.position;
        this.#note(false);
      }
      await this.ledger.waitForMore(this.#position, signal);
    }
  }

  #concerns(type: string): boolean {
    return type === 'DetectionRecorded' || type === 'HotListEntryAdded' || type === 'HotListEntryRemoved';
  }

  async #take(fact: Opened): Promise<void> {
    const event = fact as unknown as (DetectionRecorded | HotListEntryAdded | HotListEntryRemoved) & Opened;
    switch (event.type) {
      case 'HotListEntryAdded':
        if (event.sealed) this.hotIndex.add({ ...event.data, ...event.sealed, addedAt: fact.recordedAt });
        return;
      case 'HotListEntryRemoved':
        this.hotIndex.remove(event.data.entryId);
        return;
      case 'DetectionRecorded':
        if (event.sealed && !event.data.unread) await this.#match(event, fact);
    }
  }

  async #match({ data, sealed }: DetectionRecorded, { id, recordedAt }: Opened): Promise<void> {
    const { plate, plateState, candidates } = sealed!;
    const matches = this.hotIndex.match({ plate, plateState, candidates, at: data.capturedAt });
    // An entry added after the read was recorded is not the list in force when it was captured (430.1¶1.2).
    for (const match of matches) if (match.addedAt <= recordedAt) await this.#raise(data, sealed!, match, id);
  }

  async #raise(
    { detectionId, cameraId, capturedAt }: DetectionRecorded['data'],
    { plate, plateState }: NonNullable<DetectionRecorded['sealed']>,
    { entryId, hotListId, category, kind, plate: entryPlate, plateState: entryState, reason }: Match,
    cause: string,
  ): Promise<void> {
    const hitId = derivedId('hit', detectionId, entryId);
    const hit = { hitId, detectionId, cameraId, capturedAt, entryId, hotListId, category, match: kind };
    const data = { ...hit, plate, plateState, entryPlate, entryState, reason };
    const request = { type: 'RaiseHitAlert', data } as const;
    await this.commands.execute(new Act({ request, by: clock, commandId: derivedId('alert', hitId), cause }));
  }

  #readNote(): bigint {
    try {
      return BigInt(readFileSync(this.file, 'utf8').trim());
    } catch {
      return -1n;
    }
  }

  #note(now: boolean): void {
    const at = performance.now();
    if (!now && at - this.#noted < NOTED_EVERY_MS) return;
    this.#noted = at;
    writeFileSync(`${this.file}.new`, String(this.#position));
    renameSync(`${this.file}.new`, this.file);
  }
}
