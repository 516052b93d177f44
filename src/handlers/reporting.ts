/** The quarterly report: figures drawn at a checkpoint of the ledger, put on paper, and the paper's digest recorded. */
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import type { Ledger } from '../ledger/ledger.js';
import { type Verdict, verifyLedger } from '../ledger/verify.js';
import { figureSource } from '../projections/figuresource.js';
import { memberById } from '../projections/members.js';
import type { Views } from '../projections/views.js';
import type { Cover } from '../reports/cover.js';
import { figuresText, quarterFigures, type QuarterFigures } from '../reports/figures.js';
import { renderQuarterlyReport } from '../reports/quarterly.js';
import type { LedgerRow } from '../reports/source.js';
import { Act } from './act.js';
import type { Checkpointing } from './checkpointing.js';
import { Malformed } from './errors.js';
import type { Foresight } from './foresight.js';
import { dropFigures, keepFigures } from './figureskept.js';
import { derivedId, sha256 } from './ids.js';
import { type Receipt, Refused } from './orders.js';
import type { Standings } from './standings.js';
import type { Time } from './time.js';

export type ReportSettings = { readonly agency: string; readonly demonstration: boolean };

export type Report = {
  readonly reportId: string;
  readonly receipt: Receipt;
  readonly pdf: Uint8Array;
  readonly figures: QuarterFigures;
};

export class Reporting {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
    private readonly views: Views,
    private readonly standings: Standings,
    private readonly time: Time,
    private readonly checkpointing: Checkpointing,
    private readonly settings: ReportSettings,
    private readonly foresight: Foresight,
    private readonly dataDir: string,
  ) {}

  /**
   * The Quarterly ALPR System Audit Report (430.4A(h), 430.9(e).3).
   * @param quarter `2026-Q4`
   * @throws Malformed when that is no quarter, Refused when the actor may not report
   */
  async quarterly(quarter: string, by: Actor, commandId: string): Promise<Report> {
    if (!/^\d{4}-Q[1-4]$/.test(quarter))
      throw new Malformed('That is not a quarter', 'quarter', 'Write it as 2026-Q4.');
    await this.#foreseen(quarter, by, commandId);
    const now = this.time.now();
    const { note } = await this.checkpointing.stamped();
    await this.views.caughtUp();
    // Rows and ledger of one moment: what is recorded while the ledger is read back is in neither.
    const [rows, position] = [still(figureSource(this.views.db, null)), this.views.position];
    const verdict = await verifyLedger(this.ledger, { until: position });
    const figures = quarterFigures({ ...rows, ledger: () => ledgerRow(verdict, now) }, { quarter, asOf: now });
    const reportId = derivedId('report', commandId);
    const pdf = await renderQuarterlyReport(figures, { ...(await this.#cover(reportId, now)), checkpoint: note });
    const data = {
      reportId,
      quarter: quarter.toLowerCase(),
      pdf: sha256(pdf),
      figures: sha256(figuresText(figures)),
      treeSize: verdict.until.events,
      root: verdict.until.root,
    };
    keepFigures(this.dataDir, reportId, figuresText(figures));
    const request = { type: 'GenerateReport', data } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked: { quarter } }));
    if (receipt.refused.length > 0) {
      dropFigures(this.dataDir, reportId);
      throw new Refused(receipt);
    }
    return { reportId, receipt, pdf, figures };
  }

  /** Whoever may not report is told so before a whole report is made for him. */
  async #foreseen(quarter: string, by: Actor, commandId: string): Promise<void> {
    const none = '0'.repeat(64);
    const reportId = derivedId('report', commandId);
    const data = { reportId, quarter: quarter.toLowerCase(), pdf: none, figures: none, treeSize: 1, root: none };
    const order = { request: { type: 'GenerateReport', data }, by, commandId, asked: { quarter } } as const;
    if (await this.foresight.refuses(order)) throw new Refused(await this.commands.execute(new Act(order)));
  }

  async #cover(reportId: string, generatedAt: string): Promise<Cover> {
    const { administrator } = await this.standings.department();
    const member = administrator ? memberById(this.views.db, administrator) : undefined;
    return {
      agency: this.settings.agency,
      administrator: { name: member?.name ?? 'not designated', title: 'ALPR Administrator' },
      reportId,
      generatedAt,
      demonstration: this.settings.demonstration,
    };
  }
}

/** Rows as they are at this moment, however long it takes until they are counted. */
const still = <Source extends Record<string, () => unknown>>(source: Source): Source =>
  Object.fromEntries(
    Object.entries(source).map(([name, rows]) => {
      const found = rows();
      const kept = isIterable(found) ? [...found] : found;
      return [name, () => kept];
    }),
  ) as Source;

const isIterable = (value: unknown): value is Iterable<unknown> =>
  value !== null && typeof value === 'object' && Symbol.iterator in value;

const ledgerRow = ({ events, until, problems, problemCount }: Verdict, at: string): LedgerRow => ({
  events: until.events,
  root: until.root,
  verification: {
    at,
    intact: problemCount === 0,
    detail:
      problemCount === 0
        ? `Every line, leaf and sealed part of ${events} events was read back and agrees.`
        : `${problemCount} problems, the first at position ${String(problems[0]?.position)}: ${problems[0]?.what}`,
  },
});
