/** Drawing a sample from the ledger itself, which anybody with a copy of it can do again; and what a report lacks. */
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import type { AuditOpened, Draw, Item, SampleDrawn } from '../domain/review.js';
import type { Ledger } from '../ledger/ledger.js';
import { parseLine } from '../ledger/line.js';
import { CompactRange, leafHash } from '../ledger/tree.js';
import { drawSample, itemOf } from '../reports/sample.js';
import { Act } from './act.js';
import type { Receipt } from './orders.js';
import type { Standings } from './standings.js';

type Opening = AuditOpened['data'];

const openingOf = async (ledger: Ledger, auditId: string): Promise<(Opening & { readonly eventId: string }) | null> => {
  for await (const { type, line, id } of ledger.readStream(`review-${auditId}`))
    if (type === 'AuditOpened') return { ...(parseLine(line).data as Opening), eventId: id };
  return null;
};

/**
 * Draws the sample of an audit from the lines of the ledger, reading them once up to its opening. Needs no key: what
 * counts is who did what when, which stands in clear. Null when there is no such audit.
 */
export const drawFor = async (ledger: Ledger, auditId: string): Promise<Draw | null> => {
  const opening = await openingOf(ledger, auditId);
  if (!opening) return null;
  const tree = CompactRange.empty();
  const items: Item[] = [];
  for await (const { id, line } of ledger.readAll(-1n)) {
    tree.append(leafHash(line));
    if (id === opening.eventId) break;
    const told = parseLine(line);
    if (told.occurredAt < opening.from || told.occurredAt >= opening.to) continue;
    const item = itemOf(told);
    if (item) items.push(item);
  }
  const root = tree.root().toString('hex');
  return { treeSize: tree.size, root, ...drawSample({ root, auditId, areas: opening.areas }, items) };
};

/** The draw as it stands on the ledger, to be laid beside one that was done again. */
export const recordedDraw = async (ledger: Ledger, auditId: string): Promise<Draw | null> => {
  for await (const { type, line } of ledger.readStream(`review-${auditId}`))
    if (type === 'SampleDrawn') return parseLine(line).data as SampleDrawn['data'];
  return null;
};

export class Auditing {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
    private readonly standings: Standings,
  ) {}

  /** Draws the sample of an audit and records it. */
  async draw(auditId: string, by: Actor, commandId: string): Promise<Receipt> {
    // The rule itself stands in the domain; a whole ledger is not read for somebody whom it will refuse.
    const { position, administrator } = await this.standings.of(by);
    const draw = administrator || position === 'auditor' ? await drawFor(this.ledger, auditId) : null;
    const request = { type: 'DrawSample', data: { auditId, draw } } as const;
    return this.commands.execute(new Act({ request, by, commandId, asked: { auditId } }));
  }
}
