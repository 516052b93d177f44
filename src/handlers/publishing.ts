/** What the public may see: counted once an hour, recorded, and handed out exactly as it stands on the ledger. */
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import { type PublicFigurePublished, type Table, withoutSmall } from '../domain/publication.js';
import { after, day, hour, instant, iso8601 } from '../domain/time.js';
import { lastAudited, publicCounts } from '../projections/publicfigures.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { derivedId } from './ids.js';
import { Refused } from './orders.js';
import type { Standings } from './standings.js';
import type { Time } from './time.js';

/** As they stand on the ledger, table by table. */
export type PublicFigures = Omit<PublicFigurePublished['data'], 'lines'> & {
  readonly tables: Readonly<Record<string, Table>>;
};

const tablesOf = ({ lines, ...rest }: PublicFigurePublished['data']): PublicFigures => {
  const tables: Record<string, Record<string, number | null>> = {};
  for (const { table, line, count } of lines) (tables[table] ??= {})[line] = count;
  return { ...rest, tables };
};

export class Publishing {
  #current: { readonly hour: number; readonly figures: Promise<PublicFigures> } | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly standings: Standings,
    private readonly time: Time,
  ) {}

  /**
   * The figures of this hour. However many ask, they are counted and recorded once.
   * @throws Refused when what was counted may not be published
   */
  figures(): Promise<PublicFigures> {
    const now = Math.floor(instant(this.time.now()) / hour);
    if (this.#current?.hour !== now) {
      const figures = this.#publish(now);
      this.#current = { hour: now, figures };
      figures.catch(() => (this.#current = undefined));
    }
    return this.#current!.figures;
  }

  async #publish(hours: number): Promise<PublicFigures> {
    const to = iso8601(hours * hour);
    const { policyInForce, terms } = await this.standings.department();
    const { publicDays, smallestFigure } = terms.settings;
    const from = after(to, -publicDays * day);
    const counts = publicCounts(this.views.db, from, to);
    const lines = Object.entries(counts).flatMap(([table, lineCounts]) =>
      Object.entries(withoutSmall(lineCounts, smallestFigure)).map(([line, count]) => ({ table, line, count })),
    );
    const publicationId = derivedId('publication', to);
    const period = { from: from.slice(0, 10), to: to.slice(0, 10) };
    const lastAudit = lastAudited(this.views.db);
    const data = { publicationId, ...period, policy: policyInForce ?? '', lines, lastAudit };
    const request = { type: 'PublishFigures', data } as const;
    const commandId = derivedId('publish', publicationId);
    const receipt = await this.commands.execute(new Act({ request, by: clock, commandId, asked: { publicationId } }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return tablesOf(receipt.recorded[0]!.data as PublicFigurePublished['data']);
  }
}
