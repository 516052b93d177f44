/** Reading the ledger back, and putting on it what was found: whole, or a suspicion of tampering (430.7(i)). */
import { CommandBus } from '@nestjs/cqrs';
import { type Actor, isTerminal } from '../domain/actor.js';
import { assuranceStream, type RecordVerification } from '../domain/assurance.js';
import type { Ledger } from '../ledger/ledger.js';
import { parseLine } from '../ledger/line.js';
import { verifyLedger, type Whole } from '../ledger/verify.js';
import type { Vault } from '../vault/vault.js';
import { Act } from './act.js';
import { derivedId } from './ids.js';
import type { Receipt } from './orders.js';
import type { Standings } from './standings.js';

const unread: RecordVerification['data']['found'] = { treeSize: 0, root: '', problems: 0, firstAt: null };

/** What a verification on the ledger found whole, and when. */
export type FoundWhole = Whole & { readonly at: string };

/** The newest of them; none, where one since then suspected tampering. */
export const lastFoundWhole = async (ledger: Ledger): Promise<FoundWhole | undefined> => {
  let last: FoundWhole | undefined;
  for await (const { line } of ledger.readStream(assuranceStream)) {
    const { type, data, occurredAt: at } = parseLine(line);
    const { treeSize: events, root } = data as Partial<typeof unread>;
    if (type === 'TamperSuspected') last = undefined;
    else if (type === 'IntegrityVerified' && events && root) last = { events, root, at };
  }
  return last;
};

export class Verifying {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly standings: Standings,
  ) {}

  /** Reads every line and every sealed part, and records the outcome with the root of the tree it was found for. */
  async verify(by: Actor, commandId: string): Promise<Receipt> {
    const found = (await this.#may(by)) ? await this.#read() : unread;
    const verificationId = derivedId('verification', commandId);
    const request = { type: 'RecordVerification', data: { verificationId, found } } as const;
    return this.commands.execute(new Act({ request, by, commandId, asked: {} }));
  }

  /** The rule itself stands in the domain; a whole ledger is not read for somebody whom it will refuse. */
  async #may(by: Actor): Promise<boolean> {
    if (by.kind === 'clock' || isTerminal(by)) return true;
    const { position, administrator } = await this.standings.of(by);
    return administrator || position === 'auditor';
  }

  async #read(): Promise<typeof unread> {
    const { events, root, problems, problemCount } = await verifyLedger(this.ledger, { vault: this.vault });
    const first = problems[0]?.position ?? null;
    const firstAt = first === null ? null : Number(first);
    return { treeSize: events, root, problems: problemCount, firstAt };
  }
}
