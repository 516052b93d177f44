/** The watch: the queue of alerts as a question whose answer goes on; each new alert is recorded as seen, then sent. */
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Actor, Member } from '../domain/actor.js';
import type { HitEvent } from '../domain/hit.js';
import { weigh } from '../domain/policy/rule.js';
import { content } from '../domain/standing.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Opened } from '../ledger/line.js';
import { cameraById } from '../projections/cameras.js';
import { memberById } from '../projections/members.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { answers } from './answers.js';
import { Ask } from './ask.js';
import type { Askers } from './askers.js';
import { freshId } from './ids.js';
import type { Asked } from './orders.js';
import type { Standings } from './standings.js';
import type { Time } from './time.js';

/** Why one watches; the question itself is always the queue. */
export type WatchAsked = Omit<Asked, 'question' | 'elements' | 'after' | 'format'>;

export type WatchTerms = {
  /** How far he had seen: alerts raised since are told even if somebody has settled them meanwhile. */
  readonly after: bigint | null;
  /** What is there, and no more. */
  readonly once: boolean;
  readonly signal: AbortSignal;
};

type Row = { readonly id: string } & Readonly<Record<string, unknown>>;

/** What goes out, with how far the ledger had come: who names that place again misses nothing. */
export type Push =
  | {
      /** `queue` replaces what was known; `alerts` adds to it; `progress` says how known ones stand now. */
      readonly kind: 'queue' | 'alerts' | 'progress';
      readonly position: bigint;
      readonly rows: readonly Row[];
    }
  /** Nothing more may be shown: the session was locked, left alone or ended. */
  | { readonly kind: 'ended'; readonly position: bigint; readonly rows: readonly [] };

/** Events after which what was shown of a hit is no longer what there is to see of it. */
const anew: ReadonlySet<string> = new Set<HitEvent['type']>(['HitAlertRaised', 'PlateCorrected']);
const ofHits: ReadonlySet<string> = new Set<HitEvent['type']>([
  'HitAlertRaised',
  'HitImageOpened',
  'HitVisuallyVerified',
  'HitRejected',
  'HitConfirmed',
  'HitConfirmationNegative',
  'ExigencyDeclared',
  'EnforcementActionRecorded',
  'PlateCorrected',
]);
/** What `progress` tells: how it stands and who took a hand in it; no plate and no word of anybody. */
const standingOf = (row: Row): Row => {
  const { id, status, verified, openedAt, openedBy, verdict, verdictAt, verdictBy } = row;
  const { confirmation, confirmationAt, confirmationBy, channel, exigent, action, actionAt, actionBy, people } = row;
  const told = { id, status, verified, openedAt, openedBy, verdict, verdictAt, verdictBy, people };
  return { ...told, confirmation, confirmationAt, confirmationBy, channel, exigent, action, actionAt, actionBy };
};

/** Facts read back at most for who comes again; who was away for longer is shown the queue alone. */
const MOST_MISSED = 20_000;
const MOST_ROWS = 1000;

type Waiting = { readonly hitId: string; readonly anew: boolean; readonly position: bigint };

/** What was applied and not sent yet. */
class Pending {
  readonly #waiting: Waiting[] = [];
  #wake: () => void = () => undefined;

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  add({ type, data, position }: Opened): void {
    if (!ofHits.has(type)) return;
    this.#waiting.push({ hitId: (data as { hitId: string }).hitId, anew: anew.has(type), position });
    this.#wake();
  }

  /** Everything that has come, as soon as there is something; nothing once the watch was given up. */
  async take(): Promise<readonly Waiting[]> {
    if (this.#waiting.length === 0 && !this.signal.aborted)
      await new Promise<void>((resolve) => void (this.#wake = resolve));
    return this.#waiting.splice(0);
  }
}

export class Watching {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
    private readonly views: Views,
    private readonly askers: Askers,
    private readonly standings: Standings,
    private readonly time: Time,
  ) {}

  /**
   * The queue as it stands, then whatever comes, until `signal`, or until the member may see no more.
   * @throws Refused when the policy does not allow the question; the refusal is on the ledger
   */
  async *watch(
    asked: WatchAsked,
    by: Member,
    commandId: string,
    { after, once, signal }: WatchTerms,
  ): AsyncGenerator<Push> {
    const pending = new Pending(signal);
    // Listening begins before the queue is read, so that nothing falls between the two.
    const stop = this.views.onApplied((event) => pending.add(event));
    try {
      const question = { ...asked, question: 'open-hits', elements: {}, limit: MOST_ROWS } as const;
      const { queryId, rows } = await this.queries.execute(new Ask(question, by, commandId));
      let position = this.views.position;
      yield { kind: 'queue', position, rows: rows.map((row) => this.#whole(row as Row)) };
      const missed = after === null ? [] : await this.#missed(after, new Set(rows.map(({ id }) => id)));
      if (missed.length > 0) yield { kind: 'alerts', position, rows: await this.#shown(missed, queryId, by) };
      while (!once && !signal.aborted) {
        const waiting = await pending.take();
        if (waiting.length === 0) continue;
        position = waiting.at(-1)!.position;
        if (!(await this.#maySee(by))) return yield { kind: 'ended', position, rows: [] };
        const fresh = new Set(waiting.filter((one) => one.anew).map(({ hitId }) => hitId));
        const known = new Set(waiting.map(({ hitId }) => hitId).filter((hitId) => !fresh.has(hitId)));
        if (fresh.size > 0) yield { kind: 'alerts', position, rows: await this.#shown([...fresh], queryId, by) };
        if (known.size > 0) yield { kind: 'progress', position, rows: this.#rows([...known], by).map(standingOf) };
      }
    } finally {
      stop();
    }
  }

  async #maySee(by: Member): Promise<boolean> {
    const facts = { command: null, state: null, ...(await this.standings.situation(by, this.time.now())) };
    return weigh(content, facts).every(({ upheld }) => upheld);
  }

  /** Hits that something happened to since, beside those in the queue. */
  async #missed(after: bigint, queued: ReadonlySet<string>): Promise<readonly string[]> {
    const missed = new Set<string>();
    let facts = 0;
    if (after > this.views.position) return [];
    for await (const { type, stream, position } of this.ledger.readAll(after)) {
      if (position > this.views.position || (facts += 1) > MOST_MISSED) break;
      const hitId = stream.replace(/^hit-/, '');
      if (ofHits.has(type) && !queued.has(hitId)) missed.add(hitId);
    }
    return [...missed];
  }

  /** The rows, once it is on the ledger that they are seen. */
  async #shown(hitIds: readonly string[], queryId: string, by: Member): Promise<readonly Row[]> {
    const rows = this.#rows(hitIds, by);
    const data = { queryId, rows: rows.length, seen: rows.map(({ id }) => id) };
    await this.commands.execute(
      new Act({ request: { type: 'RecordResults', data }, by: by as Actor, commandId: freshId() }),
    );
    return rows;
  }

  #rows(hitIds: readonly string[], by: Member): readonly Row[] {
    const rows = hitIds.flatMap((hitId) => answers.hits(this.views.db, { hitId }, 1, by));
    return this.askers.withhold(by, rows).rows.map((row) => this.#whole(row as Row));
  }

  /** With the names a colleague knows: of the camera, and of who took a hand in it. */
  #whole(row: Row): Row {
    const { db } = this.views;
    const hands = [row['openedBy'], row['verdictBy'], row['confirmationBy'], row['actionBy']];
    const people = Object.fromEntries(
      hands.flatMap((id) => (typeof id === 'string' ? [[id, memberById(db, id)?.name ?? null]] : [])),
    );
    return { ...row, camera: cameraById(db, String(row['cameraId']))?.name ?? null, people };
  }
}
