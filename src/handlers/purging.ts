/** Purges: proposed, approved by a second person, and a day later carried out, from whatever step it stopped at. */
import { CommandBus } from '@nestjs/cqrs';
import { type Actor, clock, type Member } from '../domain/actor.js';
import type { RetentionClass } from '../domain/decider.js';
import { earlier, keptAt, type RetentionState } from '../domain/keeping.js';
import { type Bucket, type Found, type PurgeCompleted, retention, retentionStream } from '../domain/retention.js';
import { daysOf, dueAt, schedule, type ScheduleState, scheduleStream } from '../domain/schedule.js';
import { after, between, hour } from '../domain/time.js';
import type { Ledger } from '../ledger/ledger.js';
import { allPurges, purgeById, type PurgeView, vouchedSince } from '../projections/retention.js';
import type { Views } from '../projections/views.js';
import { bucketOf, kidOf, type Vault } from '../vault/vault.js';
import { Act } from './act.js';
import type { Certifying } from './certifying.js';
import type { AnyDecider } from './deciders.js';
import type { Between, Destruction, Marked } from './destruction.js';
import type { Holding } from './holding.js';
import { derivedId, freshId } from './ids.js';
import { type Inventory, inventoryOf } from './inventory.js';
import { type Receipt, Refused, type Request } from './orders.js';
import type { Standings } from './standings.js';
import type { Streams } from './streams.js';
import type { Time } from './time.js';
import type { Timekeeper } from './timekeeper.js';

/** A day whose time has run out, or will within the hours of cooling. */
export type DueBucket = Bucket & { readonly kid: string; readonly days: number; readonly dueAt: string };

export type Purged = {
  readonly purgeId: string;
  readonly outcome: 'completed' | 'blocked';
  readonly certificateId: string | null;
};

const keyName = ({ class: name, date: day }: Bucket): string => kidOf({ class: name, day });

export class Purging {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly views: Views,
    private readonly streams: Streams,
    private readonly standings: Standings,
    private readonly time: Time,
    private readonly timekeeper: Timekeeper,
    private readonly holding: Holding,
    private readonly destruction: Destruction,
    private readonly certifying: Certifying,
    /** For tests that end the process between two steps. */
    private readonly between: Between = () => undefined,
  ) {}

  /** Every day with a living key whose time has run out, or may be proposed now. Oldest first. */
  async due(): Promise<DueBucket[]> {
    const [{ settings }, now, clocks] = [
      (await this.standings.department()).terms,
      this.time.now(),
      await this.#schedule(),
    ];
    const soon = after(now, settings.coolingHours * hour);
    const found: DueBucket[] = [];
    for (const { kid } of this.vault.living()) {
      const bucket = bucketOf(kid) as Bucket;
      const days = daysOf(clocks, bucket.class);
      if (days === null || between(dueAt(bucket.date, days), soon) < 0) continue;
      const state = await this.#state(bucket);
      const left = state.kept === null || keptAt(state, now).length < state.kept.length;
      if (left) found.push({ ...bucket, kid, days, dueAt: dueAt(bucket.date, days) });
    }
    return found.sort((one, other) => (one.date < other.date ? -1 : 1));
  }

  /** What there is of a day, as every step of its purge finds it anew; and the names of its units. */
  async found(bucket: Bucket): Promise<{ readonly found: Found; readonly units: readonly string[] }> {
    await this.views.caughtUp();
    const { found, inventory } = await this.#find(bucket);
    return { found, units: [...inventory.units.keys()] };
  }

  /** @throws Refused when it is not due, or the actor is not the Administrator; the refusal is on the ledger */
  async propose(bucket: Bucket, by: Actor, commandId: string): Promise<{ purgeId: string; receipt: Receipt }> {
    const purgeId = derivedId('purge', commandId);
    const data = { ...bucket, purgeId, ...(await this.#find(bucket)).found };
    const receipt = await this.#act({ type: 'ProposePurge', data }, by, commandId, bucket);
    await this.views.reached(receipt.position);
    return { purgeId, receipt };
  }

  /** @throws Refused when the actor is not the Custodian, or is the one who proposed it */
  async approve(purgeId: string, by: Member, commandId: string): Promise<Receipt> {
    const data = { ...this.#purge(purgeId), purgeId };
    const receipt = await this.#act({ type: 'ApprovePurge', data }, by, commandId, { purgeId });
    await this.views.reached(receipt.position);
    return receipt;
  }

  /** Carries out every purge whose hours of cooling have passed, and every one that stopped half way. */
  async run(): Promise<Purged[]> {
    await this.views.caughtUp();
    await this.holding.resume();
    const { coolingHours } = (await this.standings.department()).terms.settings;
    const vouchedAt = await this.timekeeper.note();
    const now = this.time.now();
    // What would only be refused is not tried: an hour later it may be due, or the clock confirmed.
    const ripe = ({ state, proposedAt, vouchedAt: since, dueAt: due }: PurgeView): boolean =>
      state === 'committed' ||
      (state === 'approved' &&
        between(due, earlier(now, vouchedAt)) >= 0 &&
        between(after(proposedAt, coolingHours * hour), now) >= 0 &&
        between(after(since, coolingHours * hour), vouchedAt) >= 0);
    const done: Purged[] = [];
    for (const purge of allPurges(this.views.db).filter(ripe).toReversed()) done.push(await this.#carryOut(purge));
    return done;
  }

  /**
   * Before anything is served: what a fence names is destroyed, also where an old backup brought it back.
   * @returns how many keys had come back
   */
  async resume(): Promise<number> {
    let reburied = 0;
    for await (const stream of this.ledger.streamsOf('retention')) {
      const bucket = bucketIn(stream);
      const state = await this.#state(bucket);
      if (state.kept === null) continue;
      const kid = keyName(bucket);
      const kept = new Set(state.kept);
      const back = this.vault.unitsUnder(kid).filter((unit) => !kept.has(unit)).length;
      const keys = back + (this.vault.status(kid) === 'live' ? 1 : 0);
      // A purge that stopped after its fence goes on, perhaps with its rows; only what comes back after it came back.
      const unfinished = state.purge?.committed === true;
      if (unfinished || keys > 0 || this.vault.status(kid) !== 'destroyed')
        this.destruction.unreadable(kid, state.kept, () => undefined);
      if (keys === 0 || unfinished) continue;
      await this.#rebury(bucket, kid, state.kept, keys);
      reburied += keys;
    }
    return reburied;
  }

  /** Has the read models forget what a fence names whenever they come to one, also one that another process set. */
  follow(): () => void {
    return this.views.onApplied(({ type, data }) => {
      if (type !== 'PurgeCommitted') return;
      const bucket = data as Bucket;
      void this.#state(bucket).then(
        ({ kept }) => this.views.forget(keyName(bucket), kept ?? []),
        () => undefined,
      );
    });
  }

  async #rebury(bucket: Bucket, kid: string, kept: readonly string[], keys: number): Promise<void> {
    const marked = await this.destruction.markAgain(kid);
    await this.destruction.remove(kid, marked, kept, () => undefined);
    await this.#act({ type: 'ReburyKeys', data: { ...bucket, keys } }, clock, freshId());
  }

  async #carryOut(purge: PurgeView): Promise<Purged> {
    const bucket = { class: purge.class as RetentionClass, date: purge.date };
    const kid = keyName(bucket);
    const before = await this.#state(bucket);
    const resumed = before.purge?.committed === true;
    const marked = resumed ? await this.destruction.markAgain(kid) : await this.#commit(bucket, purge.purgeId, before);
    if (marked === null) return { purgeId: purge.purgeId, outcome: 'blocked', certificateId: null };
    const state = await this.#state(bucket);
    const kept = state.kept ?? [];
    const rows = this.destruction.unreadable(kid, kept, this.between);
    const keyDestroyedAt = this.time.now();
    const [parts, images] = await this.destruction.remove(kid, marked, kept, this.between);
    const checked = await this.destruction.check(kid, marked, kept);
    this.between('search');
    const destroyed = { keyDestroyedAt, parts, images, rows };
    return this.#certify(bucket, purge.purgeId, { state, marked, destroyed, checked, resumed });
  }

  /** Marks what is to go, and sets the fence; null when a hold was first. */
  async #commit(bucket: Bucket, purgeId: string, state: RetentionState): Promise<Marked | null> {
    const kid = keyName(bucket);
    await this.certifying.before();
    const { found, inventory } = await this.#find(bucket);
    const kept = keptAt(state, earlier(this.time.now(), found.vouchedAt));
    const marked = await this.destruction.mark(kid, kept, inventory);
    const data = { ...bucket, purgeId, fingerprint: this.vault.keyFingerprint(kid), ...found };
    const receipt = await this.#act({ type: 'CommitPurge', data }, clock, freshId(), { ...bucket, purgeId });
    if (receipt.recorded[0]?.type !== 'PurgeCommitted') {
      for (const key of marked.keys) key.fill(0);
      await this.views.reached(receipt.position);
      return null;
    }
    this.between('committed');
    return marked;
  }

  async #certify(
    bucket: Bucket,
    purgeId: string,
    done: Pick<Parameters<Certifying['issue']>[0], 'marked' | 'destroyed' | 'checked' | 'resumed'> & {
      readonly state: RetentionState;
    },
  ): Promise<Purged> {
    const { state, ...outcome } = done;
    const kept = state.kept ?? [];
    const { settings } = (await this.standings.department()).terms;
    const certificateId = derivedId('certificate', purgeId);
    const issued = await this.certifying.issue({
      ...outcome,
      purgeId,
      certificateId,
      kept,
      stream: retentionStream(bucket),
      date: bucket.date,
      issuedAt: this.time.now(),
      holds: Object.keys(state.holds).sort(),
      downloads: Object.keys(state.clocks).filter((unit) => kept.includes(unit)).length,
      schedule: (await this.#schedule()).adopted,
      coolingHours: settings.coolingHours,
      backupDays: { keys: settings.keyBackupDays, sealedParts: settings.vaultBackupDays },
    });
    this.between('certificate');
    const { destroyed, verification } = issued.certificate;
    const data: PurgeCompleted['data'] = {
      ...bucket,
      purgeId,
      certificateId,
      certificate: issued.json,
      paper: issued.paper,
      units: destroyed.units,
      root: destroyed.root,
      kept: kept.length,
      residue:
        verification.residue +
        verification.partsLeft +
        verification.imagesLeft +
        verification.rowsLeft +
        (verification.keyAbsent ? 0 : 1),
    };
    const receipt = await this.#act({ type: 'CompletePurge', data }, clock, freshId());
    await this.views.reached(receipt.position);
    return { purgeId, outcome: 'completed', certificateId };
  }

  /** What no caller may assert: how long the class is kept, what time is vouched for, and what there is. */
  async #find(bucket: Bucket): Promise<{ found: Found; inventory: Inventory }> {
    const kid = keyName(bucket);
    const vouchedAt = await this.timekeeper.note();
    const inventory = await inventoryOf(this.ledger, this.views, kid);
    const { last } = inventory;
    const units = this.vault.status(kid) === 'live' ? Math.max(1, inventory.units.size) : 0;
    const youngestAt = last === null ? null : vouchedSince(this.views.db, last);
    return { found: { days: daysOf(await this.#schedule(), bucket.class), vouchedAt, units, youngestAt }, inventory };
  }

  async #schedule(): Promise<ScheduleState> {
    return (await this.streams.load(schedule as unknown as AnyDecider, scheduleStream)).state as ScheduleState;
  }

  async #state(bucket: Bucket): Promise<RetentionState> {
    const { state } = await this.streams.load(retention as unknown as AnyDecider, retentionStream(bucket));
    return state as RetentionState;
  }

  /** The day a purge is of; of a purge nobody proposed it is today, where it is then refused. */
  #purge(purgeId: string): Bucket {
    const { class: name = 'detection', date = this.time.now().slice(0, 10) } = purgeById(this.views.db, purgeId) ?? {};
    return { class: name as RetentionClass, date };
  }

  async #act(request: Request, by: Actor, commandId: string, asked?: unknown): Promise<Receipt> {
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return receipt;
  }
}

/** `retention-access-record-20261123`, taken apart. */
const bucketIn = (stream: string): Bucket => {
  const [, name, year, month, day] = /^retention-([a-z-]+)-(\d{4})(\d\d)(\d\d)$/.exec(stream) ?? [];
  return { class: name as RetentionClass, date: `${year}-${month}-${day}` };
};
