/** The whole ledger decided again: each command by the state, standing and terms of its time, or under a draft. */
import { type Actor, clock } from '../domain/actor.js';
import type { ActionRefused, AnyEvent, Past } from '../domain/decider.js';
import { step } from '../domain/decider.js';
import type { Terms } from '../domain/policy/settings.js';
import { decideAgain, type RulingAgain } from '../domain/redecide.js';
import type { Ledger, Recorded } from '../ledger/ledger.js';
import { openRecorded, type Opened, parseLine } from '../ledger/line.js';
import { DataLoss, Tampered } from '../vault/errors.js';
import type { Vault } from '../vault/vault.js';
import { type AnyDecider, deciders } from './deciders.js';
import { Standings } from './standings.js';
import type { Folded } from './streams.js';

/** A draft: other terms than those that were in force, and rules (`clause code`) that it no longer has. */
export type Draft = { readonly terms: Terms; readonly without: ReadonlySet<string> };

export type Period = { /** ISO 8601. */ readonly from?: string; readonly to?: string };

/** A past command whose rules say something else now. Rules are named `clause code`. */
export type Differing = {
  readonly position: bigint;
  readonly stream: string;
  readonly action: string;
  readonly recordedAt: string;
  readonly recorded: 'allowed' | 'refused';
  readonly now: 'allowed' | 'refused';
  /** Rules of which the ledger says the opposite of what they say now. */
  readonly differ: readonly string[];
  /** Rules that would refuse it now. */
  readonly broken: readonly string[];
};

export type Redecided = {
  /** Commands of the period, and those of them that could be decided again. */
  readonly commands: number;
  readonly again: number;
  /** What was asked is purged, or the line does not name the command. */
  readonly unreadable: number;
  /** Rulings weighed again, and those taken on the ledger's word because the events do not keep what they ask for. */
  readonly rulings: number;
  readonly onItsWord: number;
  readonly differing: number;
};

type Told = { readonly opened: Opened; readonly decider: AnyDecider };

const nameOf = ({ clause, code }: Pick<RulingAgain, 'clause' | 'code'>): string => `${clause} ${code}`;

const deciderOfStream = (stream: string): AnyDecider | undefined =>
  deciders.find(({ category }) => stream === category || stream.startsWith(`${category}-`));

const actorOf = ({ actor }: Opened): Actor =>
  actor.kind === 'member'
    ? { kind: 'member', id: actor.id, sessionId: actor.session ?? null }
    : actor.kind === 'clock'
      ? clock
      : ({ kind: actor.kind, id: actor.id, person: '' } as Actor);

const eventOf = ({ type, data, sealed }: Opened): AnyEvent | ActionRefused => ({ type, data, sealed }) as AnyEvent;

const pastOf = (fact: Opened): Past<AnyEvent> => ({ event: eventOf(fact), at: fact.occurredAt });

class Again {
  readonly #states = new Map<string, unknown>();
  readonly #standings: Standings;
  readonly tally = { commands: 0, again: 0, unreadable: 0, rulings: 0, onItsWord: 0, differing: 0 };

  constructor(
    private readonly period: Period,
    private readonly draft: Draft | null,
    private readonly onDiffering: (differing: Differing) => void,
  ) {
    const load = async ({ initial }: AnyDecider, stream: string): Promise<Folded> => ({
      revision: -1,
      leaf: null,
      state: this.#states.get(stream) ?? initial,
      commands: new Map(),
    });
    this.#standings = new Standings({ load });
  }

  /** The events of one command, which stand next to each other. */
  async take(told: readonly Told[]): Promise<void> {
    const [first] = told;
    if (!first) return;
    const { stream, recordedAt } = first.opened;
    const { from = '', to = '\uffff' } = this.period;
    if (recordedAt >= from && recordedAt < to) await this.#weigh(told, first);
    const { decider } = first;
    let state = this.#states.get(stream) ?? decider.initial;
    for (const { opened } of told) state = step(decider, state, pastOf(opened));
    if (!decider.stateless) this.#states.set(stream, state);
  }

  async #weigh(told: readonly Told[], { opened, decider }: Told): Promise<void> {
    this.tally.commands += 1;
    const by = actorOf(opened);
    const facts = {
      ...(await this.#standings.situation(by, opened.recordedAt)),
      ...(this.draft && { terms: this.draft.terms }),
      state: this.#states.get(opened.stream) ?? decider.initial,
    };
    const events = told.map((one) => eventOf(one.opened));
    const rulings = opened.action === undefined ? null : decideAgain(decider, opened.action, events, facts);
    if (!rulings) {
      this.tally.unreadable += 1;
      return;
    }
    this.tally.again += 1;
    this.#compare(
      opened,
      rulings.filter((one) => !this.draft?.without.has(nameOf(one))),
    );
  }

  #compare(opened: Opened, rulings: readonly RulingAgain[]): void {
    const { upheld, broken } = opened.policy;
    const known = rulings.filter(({ knowable }) => knowable);
    this.tally.rulings += rulings.length;
    this.tally.onItsWord += rulings.length - known.length;
    const nowBroken = known.filter((one) => !one.upheld).map(nameOf);
    // A rule of which only one of the two lists knows was made or withdrawn since: that is no contradiction.
    const differ = known.filter((one) => (one.upheld ? broken : upheld).includes(nameOf(one))).map(nameOf);
    const recorded = broken.length > 0 ? 'refused' : 'allowed';
    const onItsWord = rulings.some((one) => !one.knowable && broken.includes(nameOf(one)));
    const now = nowBroken.length > 0 || onItsWord ? 'refused' : 'allowed';
    if (this.draft ? recorded === now : differ.length === 0) return;
    this.tally.differing += 1;
    const { position, stream, recordedAt } = opened;
    this.onDiffering({
      position,
      stream,
      action: opened.action!,
      recordedAt,
      recorded,
      now,
      differ,
      broken: nowBroken,
    });
  }
}

/** Reads on where a part is lost or damaged: verifying says so, and here nothing of it is known. */
const openedOf = (vault: Pick<Vault, 'open'>, recorded: Recorded): Opened => {
  try {
    return openRecorded(vault, recorded);
  } catch (error) {
    if (!(error instanceof DataLoss) && !(error instanceof Tampered)) throw error;
    const { v: _, retention: __, sealed, ...fact } = parseLine(recorded.line);
    const { position, revision } = recorded;
    return { ...fact, ...(sealed && { sealed: null }), position, revision, leaf: '' };
  }
};

/**
 * Decides every command of the ledger again, in its order (ledger.md, 4.7). Without a draft, `onDiffering` is told of
 * each command on which the rules contradict the rulings that stand on its line; with one, of each that the draft
 * would have decided otherwise. Nothing sealed is in what it is told.
 */
export const redecide = async (
  ledger: Ledger,
  vault: Pick<Vault, 'open'>,
  {
    period = {},
    draft = null,
    onDiffering = () => undefined,
  }: { period?: Period; draft?: Draft | null; onDiffering?: (differing: Differing) => void } = {},
): Promise<Redecided> => {
  const again = new Again(period, draft, onDiffering);
  let told: Told[] = [];
  for await (const recorded of ledger.readAll(-1n)) {
    const decider = deciderOfStream(recorded.stream);
    if (!decider) continue;
    const opened = openedOf(vault, recorded);
    const [last] = told;
    if (last && (last.opened.command !== opened.command || last.opened.stream !== opened.stream)) {
      await again.take(told);
      told = [];
    }
    told.push({ opened, decider });
  }
  await again.take(told);
  return again.tally;
};
