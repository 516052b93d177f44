/** A draft of the policy is held against the past: what would have been refused, had it been in force (dry run). */
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import { isClause } from '../domain/policy/clauses.js';
import { isPack, type Pack } from '../domain/policy/packs.js';
import { isSetting, type Settings } from '../domain/policy/settings.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Vault } from '../vault/vault.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import { sha256 } from './ids.js';
import { type Order, type Receipt, Refused } from './orders.js';
import { type Differing, type Draft, type Period, redecide, type Redecided } from './redeciding.js';
import type { Foresight } from './foresight.js';
import type { Standings } from './standings.js';

/** What a draft changes: anything it does not name stays as it is in force today. */
type DraftFile = {
  readonly settings?: Partial<Settings>;
  readonly packs?: readonly Pack[];
  /** Rules left out, each as `430.7(g) R-NO-EVENTNO`. */
  readonly without?: readonly string[];
};

/** Cases listed one by one; all are counted. */
const MOST_LISTED = 10_000;

/** A draft allows or refuses: what no rule knows it says nothing of. */
export type Weighed = Differing & { readonly now: 'allowed' | 'refused' };

export type DryRun = {
  readonly tally: Redecided;
  readonly wouldRefuse: number;
  readonly wouldAllow: number;
  /** The first of them, without anything that was sealed. */
  readonly cases: readonly Weighed[];
  readonly receipt: Receipt;
};

const wrong = (where: string, remedy: string): Malformed => new Malformed('This is not a draft', where, remedy);

const ruleName = /^(\S+) R-[A-Z0-9:-]+$/;

/** @throws Malformed saying which member is wrong, and what to write instead */
export const parseDraft = (text: string): DraftFile => {
  let draft: unknown;
  try {
    draft = JSON.parse(text);
  } catch (error) {
    throw wrong('draft', `It must be JSON: ${(error as Error).message}.`);
  }
  if (draft === null || typeof draft !== 'object' || Array.isArray(draft))
    throw wrong('draft', 'It must be an object with settings, packs or without.');
  const { settings = {}, packs, without = [], ...others } = draft as DraftFile & Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) throw wrong(other.slice(0, 40), 'A draft has settings, packs and without, and no more.');
  for (const [name, value] of Object.entries(settings))
    if (!isSetting(name) || !Number.isInteger(value) || (value as number) < 0)
      throw wrong(
        `settings.${name.slice(0, 40)}`,
        'Name settings as `alpr-ledger policy terms` lists them, with whole numbers.',
      );
  for (const name of packs ?? [])
    if (!isPack(name)) throw wrong('packs', 'Name law packs as `alpr-ledger policy terms` lists them.');
  for (const name of without)
    if (!isClause(ruleName.exec(name)?.[1] ?? ''))
      throw wrong('without', 'Name rules by clause and code: `430.7(g) R-NO-EVENTNO`.');
  return { settings, without, ...(packs && { packs }) };
};

export class Drafting {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly standings: Standings,
    private readonly foresight: Foresight,
  ) {}

  /**
   * Decides a period of the past again under a draft, and records that this was done, with its counts.
   * @param text the draft, JSON
   * @throws Malformed when it is no draft, Refused when the actor may not weigh one
   */
  async dryRun(text: string, period: Period, by: Actor, commandId: string): Promise<DryRun> {
    const { settings, packs, without = [] } = parseDraft(text);
    const terms = await this.standings.terms();
    const draft: Draft = {
      terms: { settings: { ...terms.settings, ...settings }, packs: packs ?? terms.packs },
      without: new Set(without),
    };
    const cases: Weighed[] = [];
    const counts = { allowed: 0, refused: 0 };
    const onDiffering = ({ now, ...one }: Differing): void => {
      if (now === 'unknown') return;
      counts[now] += 1;
      if (cases.length < MOST_LISTED) cases.push({ ...one, now });
    };
    const asked = { draft: sha256(text), from: period.from ?? null, to: period.to ?? null };
    const orderOf = ({ commands, again }: Pick<Redecided, 'commands' | 'again'>): Order => {
      const data = { ...asked, commands, again, wouldRefuse: counts.refused, wouldAllow: counts.allowed };
      return { request: { type: 'RecordDraftWeighed', data }, by, commandId, asked };
    };
    const untried = orderOf({ commands: 0, again: 0 });
    // Whoever may not weigh a draft is told so before the whole past is read for him.
    if (await this.foresight.refuses(untried)) throw new Refused(await this.commands.execute(new Act(untried)));
    const tally = await redecide(this.ledger, this.vault, { period, draft, onDiffering });
    const receipt = await this.commands.execute(new Act(orderOf(tally)));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return { tally, wouldRefuse: counts.refused, wouldAllow: counts.allowed, cases, receipt };
  }
}
