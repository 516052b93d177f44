/** The follower that turns a detection into a hit alert: each is looked at at least once, and raised exactly once. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import type { DetectionRecorded, PlateRead } from '../domain/detection.js';
import type { HitAlertRaised, PlateCorrected } from '../domain/hit.js';
import type { HotListEntryAdded, HotListEntryCoSigned, HotListEntryRemoved } from '../domain/entry.js';
import type {
  HotListRetired,
  HotListVersionPublished,
  SourceFileDisabled,
  SourceFileEnabled,
} from '../domain/hotlist.js';
import { Conflict, type Ledger, type Recorded, Unavailable } from '../ledger/ledger.js';
import { openRecorded, type Opened } from '../ledger/line.js';
import type { HotIndex, Match } from '../matching/hotindex.js';
import type { ImageSeal } from '../vault/images.js';
import type { Vault } from '../vault/vault.js';
import { Act } from './act.js';
import { derivedId } from './ids.js';
import type { HotVersions } from './hotversions.js';

/** How often the position is noted. Losing it costs a second look at those facts, never a second alert. */
const NOTED_EVERY_MS = 2000;
/** While the ledger is out of reach, or others keep writing first: how long until it is tried again. */
const RETRY_MS = 500;

/** What may lead to an alert, or to none. */
type Concerning =
  | DetectionRecorded
  | HotListEntryAdded
  | HotListEntryCoSigned
  | HotListEntryRemoved
  | HotListRetired
  | HotListVersionPublished
  | PlateCorrected
  | SourceFileDisabled
  | SourceFileEnabled;
const concerning: ReadonlySet<string> = new Set<Concerning['type']>([
  'DetectionRecorded',
  'HotListEntryAdded',
  'HotListEntryCoSigned',
  'HotListEntryRemoved',
  'HotListRetired',
  'HotListVersionPublished',
  'PlateCorrected',
  'SourceFileDisabled',
  'SourceFileEnabled',
]);

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
    /** How far the read models had come when the hot lists were loaded from them: later entries are unknown. */
    private readonly known: bigint,
    private readonly versions: HotVersions,
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
    let begun = false;
    while (!signal.aborted) {
      try {
        if (!begun) await this.#begin();
        begun = true;
        await this.#catchUp(signal);
        await this.ledger.waitForMore(this.#position, signal);
      } catch (error) {
        if (!(error instanceof Unavailable || error instanceof Conflict)) throw error;
        await wait(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Goes on from the note, where it is of this ledger, with the hot lists as they stood there. */
  async #begin(): Promise<void> {
    if (!(await this.#isOfThisLedger())) this.#position = -1n;
    if (this.#position > this.known) this.#position = this.known;
    for await (const { type, stream } of this.ledger.readAll(this.#position))
      if (type === 'HotListEntryRemoved') await this.#reinstate(stream);
  }

  /** False for a note of another ledger, or of this one before an older copy of it was restored. */
  async #isOfThisLedger(): Promise<boolean> {
    for await (const { position } of this.ledger.readAll(this.#position - 1n)) return position === this.#position;
    return false;
  }

  /** An entry that was removed since still stood when the reads that come next were recorded. */
  async #reinstate(stream: string): Promise<void> {
    let standing: Recorded | undefined;
    for await (const fact of this.ledger.readStream(stream))
      if (fact.position <= this.#position) standing = fact.type === 'HotListEntryAdded' ? fact : undefined;
    if (standing) await this.#take(openRecorded(this.vault, standing));
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    for await (const recorded of this.ledger.readAll(this.#position)) {
      if (signal.aborted) return;
      if (concerning.has(recorded.type)) await this.#take(openRecorded(this.vault, recorded));
      this.#position = recorded.position;
      this.#note(false);
    }
  }

  async #take(fact: Opened): Promise<void> {
    const event = fact as unknown as Concerning & Opened;
    switch (event.type) {
      case 'HotListEntryAdded':
        if (!event.data.awaitsCoSign) this.#add(event, fact.recordedAt);
        return;
      case 'HotListEntryCoSigned':
        await this.#coSigned(fact);
        return;
      case 'HotListVersionPublished': {
        const { content, ...version } = event.data;
        const published = { ...version, publishedAt: fact.recordedAt, content: content as unknown as ImageSeal };
        this.hotIndex.publish(this.versions.versionOf(published));
        return;
      }
      case 'SourceFileEnabled':
      case 'SourceFileDisabled':
        this.hotIndex.switchFile(event.data.hotListId, event.data.file, event.type === 'SourceFileEnabled');
        return;
      case 'HotListRetired':
        this.hotIndex.retire(event.data.hotListId, fact.recordedAt);
        return;
      case 'HotListEntryRemoved':
        this.hotIndex.remove(event.data.entryId);
        return;
      case 'DetectionRecorded':
        if (event.sealed && !event.data.unread) await this.#match(event, fact);
        return;
      case 'PlateCorrected':
        if (event.sealed) await this.#matchCorrected(event, fact);
    }
  }

  #add({ data, sealed }: HotListEntryAdded, addedAt: string): void {
    if (sealed) this.hotIndex.add({ ...data, ...sealed, addedAt });
  }

  /** From the moment it is co-signed the entry is matched; what it says was sealed when it was added. */
  async #coSigned({ stream, recordedAt }: Opened): Promise<void> {
    let added: HotListEntryAdded | undefined;
    for await (const fact of this.ledger.readStream(stream))
      if (fact.type === 'HotListEntryAdded') added = openRecorded(this.vault, fact) as unknown as HotListEntryAdded;
    if (added) this.#add(added, recordedAt);
  }

  async #match({ data, sealed }: DetectionRecorded, { id, recordedAt }: Opened): Promise<void> {
    const { plate, plateState, candidates } = sealed!;
    const matches = this.hotIndex.match({ plate, plateState, candidates, at: data.capturedAt });
    // An entry added after the read was recorded is not the list in force when it was captured (430.1¶1.2).
    for (const match of matches) if (match.addedAt <= recordedAt) await this.#raise(data, sealed!, match, id);
  }

  /** A corrected plate may meet an entry that the misread one did not: that is another alert (430.6(l)). */
  async #matchCorrected({ data, sealed }: PlateCorrected, { id }: Opened): Promise<void> {
    const { to: plate, toState: plateState } = sealed!;
    for await (const first of this.ledger.readStream(`hit-${data.hitId}`)) {
      const { data: raised, recordedAt } = openRecorded(this.vault, first) as unknown as HitAlertRaised & Opened;
      const met = this.hotIndex.match({ plate, plateState, candidates: [], at: raised.capturedAt });
      for (const match of met)
        if (match.kind !== 'confusable' && match.addedAt <= recordedAt && match.entryId !== raised.entryId)
          await this.#raise(raised, { plate, plateState }, match, id);
      return;
    }
  }

  async #raise(
    { detectionId, cameraId, capturedAt }: Pick<HitAlertRaised['data'], 'detectionId' | 'cameraId' | 'capturedAt'>,
    { plate, plateState }: Pick<PlateRead, 'plate' | 'plateState'>,
    { entryId, hotListId, category, kind, plate: entryPlate, plateState: entryState, reason, ...more }: Match,
    cause: string,
  ): Promise<void> {
    const hitId = derivedId('hit', detectionId, entryId);
    const hit = { hitId, detectionId, cameraId, capturedAt, entryId, hotListId, category, match: kind };
    const { version = null, reference = null } = more;
    const data = { ...hit, plate, plateState, entryPlate, entryState, reason, reference, version };
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
