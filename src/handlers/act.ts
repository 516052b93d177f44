/** The one door in: load, decide, append. A refusal is appended like any other fact. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AnyEvent, Decided, Decider, Keep } from '../domain/decider.js';
import { decide } from '../domain/decider.js';
import { policySet } from '../domain/policy/clauses.js';
import type { Ruling } from '../domain/policy/rule.js';
import { type Appended, Conflict, type Entry, Ledger } from '../ledger/ledger.js';
import { type Opened, writeLine } from '../ledger/line.js';
import { kidOf, Vault } from '../vault/vault.js';
import { type AnyDecider, deciderOf, schemaOf } from './deciders.js';
import { Findings } from './findings.js';
import { derivedId } from './ids.js';
import { Lanes } from './lanes.js';
import type { AnyCommand, Order, Receipt } from './orders.js';
import { attemptOf, requestDigest } from './request.js';
import { rulingsOf, textOf } from './rulings.js';
import { Standings } from './standings.js';
import { type Folded, Streams } from './streams.js';
import { Time } from './time.js';

/** The one message every change travels in: what is asked, by whom. */
export class Act extends Command<Receipt> {
  constructor(readonly order: Order) {
    super();
  }
}

/** How often a command is decided anew because somebody else was first. */
const ATTEMPTS = 3;

const policyName = `${policySet.version}@sha256:${policySet.digest}`;

type Deciding = {
  readonly order: Order;
  readonly command: AnyCommand;
  readonly decider: AnyDecider;
  readonly stream: string;
  readonly now: string;
};

@CommandHandler(Act)
export class ActHandler implements ICommandHandler<Act> {
  readonly #lanes = new Lanes();

  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(Streams) private readonly streams: Streams,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(Findings) private readonly findings: Findings,
    @Inject(Time) private readonly time: Time,
  ) {}

  /**
   * @throws Conflict when the command's id was used for another request, or others were first three times
   * @throws Unavailable when the ledger is out of reach: nothing was done, or the outcome is unknown
   */
  execute({ order }: Act): Promise<Receipt> {
    return this.#lanes.run(this.findings.laneOf(order) ?? this.#streamOf(order), async () => {
      const command = await this.findings.complete(order);
      const decider = deciderOf(command);
      const now = this.time.now();
      return this.#settle({ order, command, decider, stream: decider.stream(command), now });
    });
  }

  #streamOf({ request }: Order): string {
    return deciderOf(request).stream(request);
  }

  async #settle(deciding: Deciding): Promise<Receipt> {
    const { order, decider, stream } = deciding;
    for (let attempt = 1; ; attempt += 1) {
      const begins = attempt === 1 && decider.on[order.request.type]?.founding === true;
      const folded = begins ? this.streams.begin(decider, stream) : await this.streams.load(decider, stream);
      const before = folded.commands.get(order.commandId);
      if (before !== undefined) return this.#firstReceipt(deciding, before);
      const decided = await this.#decide(deciding, folded);
      const [first] = decided;
      if (!first) return this.#nothingToDo(deciding, folded);
      const entries = this.#write(deciding, folded, decided);
      try {
        const appended = await this.ledger.append(stream, folded.revision, entries);
        if (appended.repeated) {
          this.streams.forget(stream);
          return await this.#firstReceipt(deciding, appended.revision - entries.length + 1);
        }
        return this.#receipt(deciding, folded, decided, entries, appended);
      } catch (error) {
        this.streams.forget(stream);
        if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async #decide({ order, command, decider, now }: Deciding, folded: Folded): Promise<readonly Decided<AnyEvent>[]> {
    const decided = decide<AnyCommand, unknown, AnyEvent>(decider as Decider<AnyCommand, unknown, AnyEvent>, {
      command,
      state: folded.state,
      ...(await this.standings.situation(order.by, now)),
    });
    this.#attend(order, decided[0]?.rulings ?? [], now);
    return decided;
  }

  /** A session is in use while acts are tried in it that ask for it to be unlocked, and find it so. */
  #attend({ by }: Order, rulings: readonly Ruling[], now: string): void {
    if (by.kind !== 'member' || by.sessionId === null) return;
    if (rulings.some(({ code, upheld }) => code === 'R-SESSION-LOCKED' && upheld))
      this.standings.seen(by.sessionId, now);
  }

  /** Writes the events down, each naming the one before it. */
  #write(deciding: Deciding, folded: Folded, decided: readonly Decided<AnyEvent>[]): Entry[] {
    const { order, command, decider, stream, now } = deciding;
    let prev = folded.leaf;
    return decided.map(({ event, rulings }, index) => {
      const refused = event.type === 'ActionRefused';
      const sealed = refused ? { attempt: attemptOf(command) } : event.sealed;
      const keep = refused ? ({ class: 'access-record', unit: order.commandId } as const) : event.keep;
      const occurredAt = (!refused && decider.occurredAt?.(command)) || now;
      const personal = sealed !== undefined && keep ? keep : null;
      const entry = writeLine(this.vault, {
        id: derivedId(order.commandId, String(index)),
        type: event.type,
        schema: schemaOf(event.type),
        stream,
        prev,
        occurredAt,
        recordedAt: now,
        actor: {
          kind: order.by.kind,
          id: order.by.id,
          ...('sessionId' in order.by && order.by.sessionId && { session: order.by.sessionId }),
          // Which person of the agency: also a refused attempt names him.
          ...(order.by.kind === 'agency' && { person: order.by.person }),
        },
        action: order.request.type,
        command: order.commandId,
        request: requestDigest(this.vault, order, personal, occurredAt),
        policy: { set: policyName, ...textOf(rulings) },
        ...(order.cause && { cause: order.cause }),
        data: event.data,
        ...(personal && { keep: personal, sealed }),
      });
      prev = Buffer.from(entry.leaf).toString('hex');
      return entry;
    });
  }

  #receipt(
    { order, decider, stream, now }: Deciding,
    folded: Folded,
    decided: readonly Decided<AnyEvent>[],
    entries: readonly Entry[],
    { revision, position }: Appended,
  ): Receipt {
    const added = decided.map(({ event }, index) => ({ event, at: now, leaf: entries[index]!.leaf }));
    this.streams.advance(decider, stream, folded, added, order.commandId);
    this.findings.recordedAt(order, position);
    const rulings = decided[0]?.rulings ?? [];
    return {
      commandId: order.commandId,
      stream,
      revision,
      position,
      recorded: decided.map(({ event: { type, data } }, index) => ({ id: entries[index]!.id, type, data })),
      ...divided(rulings),
      repeated: false,
    };
  }

  /** The command was answered before: the answer is the same, read back from the ledger. */
  async #firstReceipt({ order, stream }: Deciding, from: number): Promise<Receipt> {
    const facts = await this.streams.recordedBy(stream, order.commandId, from);
    const [first] = facts;
    if (!first) throw new Conflict(`Command ${order.commandId} is on stream ${stream}, but not where it was expected.`);
    this.#sameRequest(order, first);
    return {
      commandId: order.commandId,
      stream,
      revision: facts.at(-1)!.revision,
      position: facts.at(-1)!.position,
      recorded: facts.map(({ id, type, data }) => ({ id, type, data })),
      ...divided(rulingsOf(first.policy)),
      repeated: true,
    };
  }

  #sameRequest(order: Order, first: Opened): void {
    const { keep, occurredAt } = first;
    if (keep && this.vault.status(kidOf({ ...keep, day: occurredAt.slice(0, 10) })) === 'destroyed') return;
    if (requestDigest(this.vault, order, (keep as Keep | undefined) ?? null, occurredAt) === first.request) return;
    throw new Conflict('This Idempotency-Key was used for another request. Use a fresh one.');
  }

  #nothingToDo({ order, stream }: Deciding, { revision }: Folded): Receipt {
    return {
      commandId: order.commandId,
      stream,
      revision,
      position: -1n,
      recorded: [],
      upheld: [],
      refused: [],
      repeated: false,
    };
  }
}

const divided = (rulings: readonly Ruling[]): Pick<Receipt, 'upheld' | 'refused'> => ({
  upheld: rulings.filter(({ upheld }) => upheld),
  refused: rulings.filter(({ upheld }) => !upheld),
});
