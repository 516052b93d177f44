/** What the public may see: counted once an hour, recorded, and handed out exactly as it stands on the ledger. */
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import { type PublicFigurePublished, type Table, withoutSmall } from '../domain/publication.js';
import { after, day, hour, instant, iso8601 } from '../domain/time.js';
import { agencyById } from '../projections/agencies.js';
import { agreementsInForce } from '../projections/agreements.js';
import { allAudits, type AuditView } from '../projections/audits.js';
import { departmentNow } from '../projections/members.js';
import { agenciesWithAccess, lastAudited, latestAudit, publicCounts } from '../projections/publicfigures.js';
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

/** What an agency with access is, and what its agreement opens. */
export type PublicAgency = {
  /** Null once the register that held it was purged. */
  readonly name: string | null;
  readonly class: string;
  readonly california: boolean;
  readonly scope: readonly string[];
  readonly until: string;
};

/** An audit, without what it found of whom: `violations` is null where there were a few, but fewer than may be told. */
export type PublicAudit = {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly closedAt: string;
  readonly items: number;
  readonly violations: number | null;
  readonly papers: string;
};

/** Everything on the public page: what was published this hour, and what its ids stand for. */
export type PublicNotice = {
  readonly figures: PublicFigures;
  readonly policyAdoptedAt: string | null;
  readonly smallest: number;
  readonly agencies: readonly PublicAgency[];
  readonly lastAudit: PublicAudit | null;
};

const tablesOf = ({ lines, ...rest }: PublicFigurePublished['data']): PublicFigures => {
  const tables: Record<string, Record<string, number | null>> = {};
  for (const { table, line, count } of lines) (tables[table] ??= {})[line] = count;
  return { ...rest, tables };
};

const publicAudit = (audit: AuditView, smallest: number): PublicAudit => {
  const { kind, from, to, closedAt, items, violations, papers } = audit;
  const told = withoutSmall({ violations, others: items - violations }, smallest).violations ?? null;
  return { kind, from, to, closedAt: closedAt ?? '', items, violations: told, papers: papers ?? '' };
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

  /** The public page. The agencies and the audit are those that this hour's publication names. */
  async notice(): Promise<PublicNotice> {
    const figures = await this.figures();
    const { smallestFigure: smallest } = (await this.standings.department()).terms.settings;
    const { db } = this.views;
    const agencies = (figures.agencies ?? []).flatMap((id) => this.#agency(id));
    const audit = allAudits(db).find(({ id }) => id === figures.audit);
    const { policyInForce, adoptedAt } = departmentNow(db);
    return {
      figures,
      policyAdoptedAt: policyInForce === figures.policy ? adoptedAt : null,
      smallest,
      agencies,
      lastAudit: audit ? publicAudit(audit, smallest) : null,
    };
  }

  #agency(agencyId: string): PublicAgency[] {
    const { db } = this.views;
    const agency = agencyById(db, agencyId);
    return agreementsInForce(db, agencyId, this.time.now()).map(({ scope, until }) => ({
      name: agency?.agencyName ?? null,
      class: agency?.agencyClass ?? 'unknown',
      california: agency?.california ?? false,
      scope,
      until,
    }));
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
    const { db } = this.views;
    const audits = { lastAudit: lastAudited(db), audit: latestAudit(db) };
    const named = { agencies: agenciesWithAccess(db, this.time.now()), ...audits };
    const data = { publicationId, ...period, policy: policyInForce ?? '', lines, ...named };
    const request = { type: 'PublishFigures', data } as const;
    const commandId = derivedId('publish', publicationId);
    const receipt = await this.commands.execute(new Act({ request, by: clock, commandId, asked: { publicationId } }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return tablesOf(receipt.recorded[0]!.data as PublicFigurePublished['data']);
  }
}
