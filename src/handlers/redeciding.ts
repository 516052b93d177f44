/** The whole ledger decided again: each command by the state, standing and terms of its time, or under a draft. */
import { type Actor, clock } from '../domain/actor.js';
import type { ActionRefused, AnyEvent, Past } from '../domain/decider.js';
import { step } from '../domain/decider.js';
import type { Terms } from '../domain/policy/settings.js';
import { decideAgain, type RulingAgain, yieldsAgain } from '../domain/redecide.js';
import { Corrupt, type Ledger, type Recorded } from '../ledger/ledger.js';
import { openRecorded, type Opened, parseLine } from '../ledger/line.js';
import { DataLoss, Tampered } from '../vault/errors.js';
import type { Vault } from '../vault/vault.js';
import { type AnyDecider, deciders } from './deciders.js';
import { rulesDigest } from './rulesfile.js';
import { Standings } from './standings.js';
import type { Folded } from './streams.js';

/** A draft: other terms than those that were in force, and rules (`clause code`) that it no longer has. */
export type Draft = { readonly terms: Terms; readonly without: ReadonlySet<string> };

export type Period = { /** ISO 8601. */ readonly from?: string; readonly to?: string };

/** A past command whose rules say something else now. Rules are named `clause code`. */
export type Differing = {
  /** Id of the first event of the command. */
  readonly id: string;
  readonly position: bigint;
  readonly stream: string;
  readonly action: string;
  readonly recordedAt: string;
  readonly recorded: 'allowed' | 'refused';
  /** `unknown` where the rules have no such command on such a stream. */
  readonly now: 'allowed' | 'refused' | 'unknown';
  /** It was decided by the rules of today: that these say something else is no matter of a newer version. */
  readonly sameRules: boolean;
  /** Rules of which the ledger says the opposite of what they say now. */
  readonly differ: readonly string[];
  /** Rules that would refuse it now. */
  readonly broken: readonly string[];
  /** The events that its rules give it, by their types, where the ledger has others; else null. */
  readonly yields: readonly string[] | null;
};

export type Redecided = {
  /** Commands of the period, and those of them that could be decided again. */
  readonly commands: number;
  readonly again: number;
  /** What was asked is purged, the line does not name the command, or the rules do not know it. */
  readonly unreadable: number;
  /** The same, each reason for itself. */
  readonly undecided: { readonly purged: number; readonly unnamed: number; readonly unknown: number };
  /** Rulings weighed again, and those taken on the ledger's word because the events do not keep what they ask for. */
  readonly rulings: number;
  readonly onItsWord: number;
  /** The latter by `command clause code`. */
  readonly onItsWordBy: Readonly<Record<string, number>>;
  readonly differing: number;
};

type Told = { readonly opened: Opened; readonly decider: AnyDecider | undefined };

/** The decider of a stream the program knows none of: what stands there is no act of this house. */
const none: AnyDecider = { category: '', stream: () => '', initial: null, evolve: (state) => state, on: {} };

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

type Outcome = Pick<Differing, 'now' | 'differ' | 'broken' | 'yields'>;

class Again {
  readonly #states = new Map<string, unknown>();
  readonly #standings: Standings;
  readonly #today = rulesDigest();
  /** The digest of the rules installed last; null before the first. */
  #installed: string | null = null;
  readonly tally = {
    commands: 0,
    again: 0,
    unreadable: 0,
    undecided: { purged: 0, unnamed: 0, unknown: 0 },
    rulings: 0,
    onItsWord: 0,
    onItsWordBy: {} as Record<string, number>,
    differing: 0,
  };

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
    try {
      await this.#take(told, first);
    } catch (error) {
      // Events that have not the form of their kind are none of this program's: that is said, and it goes on.
      if (this.draft !== null || !(error instanceof TypeError)) throw error;
      this.#strange(first.opened);
    }
  }

  async #take(told: readonly Told[], first: Told): Promise<void> {
    const { stream, recordedAt } = first.opened;
    const { from = '', to = '\uffff' } = this.period;
    if (recordedAt >= from && recordedAt < to) await this.#weigh(told, first);
    const { decider = none } = first;
    let state = this.#states.get(stream) ?? decider.initial;
    for (const { opened } of told) {
      state = step(decider, state, pastOf(opened));
      if (opened.type === 'RulesInstalled') this.#installed = (opened.data as { rules: string }).rules;
    }
    if (!decider.stateless) this.#states.set(stream, state);
  }

  async #weigh(told: readonly Told[], { opened, decider = none }: Told): Promise<void> {
    this.tally.commands += 1;
    const { action } = opened;
    if (action === undefined) return this.#undecided('unnamed');
    if (!decider.on[action]) return this.#strange(opened);
    const facts = {
      ...(await this.#standings.situation(actorOf(opened), opened.recordedAt)),
      ...(this.draft && { terms: this.draft.terms }),
      state: this.#states.get(opened.stream) ?? decider.initial,
    };
    const events = told.map((one) => eventOf(one.opened));
    const rulings = decideAgain(decider, action, events, facts);
    if (!rulings) return this.#undecided('purged');
    this.tally.again += 1;
    const weighed = rulings.filter((one) => !this.draft?.without.has(nameOf(one)));
    const upheld = weighed.every((one) => one.upheld || !one.knowable);
    const allowed = this.draft === null && events[0]?.type !== 'ActionRefused' && upheld;
    const types = events.map(({ type }) => type);
    const yields = allowed ? yieldsAgain(decider, action, events, facts) : null;
    this.#compare(opened, weighed, yields !== null && String(yields) !== String(types) ? yields : null);
  }

  #undecided(why: keyof Redecided['undecided']): void {
    this.tally.unreadable += 1;
    this.tally.undecided[why] += 1;
  }

  /** No rule of ours stands over it; under a draft that says nothing, otherwise it is told like any difference. */
  #strange(opened: Opened): void {
    this.#undecided('unknown');
    if (this.draft === null) this.#differs(opened, { now: 'unknown', differ: [], broken: [], yields: null });
  }

  #compare(opened: Opened, rulings: readonly RulingAgain[], yields: readonly string[] | null): void {
    const { upheld, broken } = opened.policy;
    const known = rulings.filter(({ knowable }) => knowable);
    this.#believe(
      opened,
      rulings.filter(({ knowable }) => !knowable),
    );
    this.tally.rulings += rulings.length;
    const nowBroken = known.filter((one) => !one.upheld).map(nameOf);
    // A rule of which only one of the two lists knows was made or withdrawn since: that is no contradiction.
    const differ = known.filter((one) => (one.upheld ? broken : upheld).includes(nameOf(one))).map(nameOf);
    const onItsWord = rulings.some((one) => !one.knowable && broken.includes(nameOf(one)));
    const now = nowBroken.length > 0 || onItsWord ? 'refused' : 'allowed';
    const recorded = broken.length > 0 ? 'refused' : 'allowed';
    if (this.draft ? recorded === now : differ.length === 0 && yields === null) return;
    this.#differs(opened, { now, differ, broken: nowBroken, yields });
  }

  #believe({ action }: Opened, unknown: readonly RulingAgain[]): void {
    this.tally.onItsWord += unknown.length;
    for (const one of unknown) {
      const name = `${action} ${nameOf(one)}`;
      this.tally.onItsWordBy[name] = (this.tally.onItsWordBy[name] ?? 0) + 1;
    }
  }

  #differs({ id, position, stream, action, recordedAt, policy }: Opened, outcome: Outcome): void {
    this.tally.differing += 1;
    const recorded = policy.broken.length > 0 ? 'refused' : 'allowed';
    const sameRules = this.#installed === null || this.#installed === this.#today;
    this.onDiffering({ id, position, stream, action: action ?? 'none', recordedAt, recorded, sameRules, ...outcome });
  }
}

/** Reads on where a part or a line is lost or damaged: verifying says so, and here nothing of it is known. */
const openedOf = (vault: Pick<Vault, 'open'>, recorded: Recorded): Opened | null => {
  try {
    return openRecorded(vault, recorded);
  } catch (error) {
    if (error instanceof Corrupt) return null;
    if (!(error instanceof DataLoss) && !(error instanceof Tampered)) throw error;
    const { v: _, retention: __, sealed, ...fact } = parseLine(recorded.line);
    const { position, revision } = recorded;
    return { ...fact, ...(sealed && { sealed: null }), position, revision, leaf: '' };
  }
};

export type Redeciding = {
  readonly period?: Period;
  readonly draft?: Draft | null;
  readonly onDiffering?: (differing: Differing) => void;
  readonly onFact?: (fact: Opened) => void;
};

/**
 * Decides every command of the ledger again, in its order (ledger.md, 4.7). Without a draft, `onDiffering` is told of
 * each command on which the rules contradict the rulings that stand on its line, or that has other events than its
 * rules give it, or that they do not know; with one, of each that the draft would have decided otherwise. Nothing
 * sealed is in what it is told. `onFact` hears of each event on the way.
 */
export const redecide = async (
  ledger: Ledger,
  vault: Pick<Vault, 'open'>,
  { period = {}, draft = null, onDiffering = () => undefined, onFact = () => undefined }: Redeciding = {},
): Promise<Redecided> => {
  const again = new Again(period, draft, onDiffering);
  let told: Told[] = [];
  for await (const recorded of ledger.readAll(-1n)) {
    const decider = deciderOfStream(recorded.stream);
    const opened = openedOf(vault, recorded);
    if (!opened) continue;
    onFact(opened);
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
