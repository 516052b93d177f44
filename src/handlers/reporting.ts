/** The two reports of a quarter: figures drawn at a checkpoint, put on paper, and the paper's digest recorded. */
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import type { Ledger } from '../ledger/ledger.js';
import { verifyLedger } from '../ledger/verify.js';
import { memberById } from '../projections/members.js';
import type { Views } from '../projections/views.js';
import type { PaperSigner } from '../proof/papersigner.js';
import type { Cover } from '../reports/cover.js';
import { printReport, type ReportKind, type Standpoint } from '../reports/press.js';
import { isQuarter } from '../reports/quarter.js';
import { Act } from './act.js';
import type { Checkpointing } from './checkpointing.js';
import { Malformed } from './errors.js';
import type { Foresight } from './foresight.js';
import { dropReport, keepFigures, keepPaper } from './figureskept.js';
import { derivedId, sha256 } from './ids.js';
import { type Receipt, Refused } from './orders.js';
import type { Standings } from './standings.js';
import type { Time } from './time.js';
import { type FoundWhole, lastFoundWhole } from './verifying.js';

export type ReportSettings = { readonly agency: string; readonly demonstration: boolean };

export type Report = {
  readonly reportId: string;
  readonly receipt: Receipt;
  /** Signed. */
  readonly pdf: Uint8Array;
  /** As they are embedded in the paper, JSON. */
  readonly figures: string;
  /** How much of the ledger the figures are drawn from, and the root over it, hex. */
  readonly treeSize: number;
  readonly root: string;
};

const readWhole = (events: number): string =>
  `Every line, leaf and sealed part of ${events} events was read back and agrees.`;

const readAgain = (events: number, { events: before, at }: FoundWhole): string =>
  `Every line of ${events} events was read back and makes the root that is signed. The first ${before} make the root ` +
  `for which the verification of ${at} found them whole, sealed parts and all; those since agree in every respect.`;

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
    private readonly signer: PaperSigner,
  ) {}

  /**
   * The Quarterly ALPR System Audit Report (430.4A(h), 430.9(e).3).
   * @param quarter `2026-Q4`
   * @throws Malformed when that is no quarter, Refused when the actor may not report, or something is not explained
   */
  quarterly(quarter: string, by: Actor, commandId: string): Promise<Report> {
    return this.#make('audit', quarter, by, commandId);
  }

  /** The Total Detection Report (430.4A(h)), beside the figures of the quarter before. @throws as `quarterly` does */
  totalDetection(quarter: string, by: Actor, commandId: string): Promise<Report> {
    return this.#make('total-detection', quarter, by, commandId);
  }

  async #make(kind: ReportKind, quarter: string, by: Actor, commandId: string): Promise<Report> {
    if (!isQuarter(quarter)) throw new Malformed('That is not a quarter', 'quarter', 'Write it as 2026-Q4.');
    const reportId = derivedId('report', commandId);
    const named = { reportId, quarter: quarter.toLowerCase(), ...(kind === 'audit' ? {} : { kind }) };
    await this.#foreseen(named, quarter, by, commandId);
    await this.views.caughtUp();
    const now = this.time.now();
    const order = { kind, views: this.views.file, quarter, asOf: now, cover: await this.#cover(reportId, now) };
    let drawnAt = { treeSize: 0, root: '' };
    const printed = await printReport(order, async (position) => {
      const standpoint = await this.#standpoint(position, now);
      drawnAt = { treeSize: standpoint.ledger.events, root: standpoint.ledger.root };
      return standpoint;
    });
    const reason = `${kind === 'audit' ? 'Quarterly ALPR System Audit Report' : 'Total Detection Report'}, ${quarter}`;
    const pdf = await this.signer.sign(printed.pdf, { reason, at: now });
    const signer = await this.signer.fingerprint();
    const data = { ...named, pdf: sha256(pdf), figures: sha256(printed.figures), ...drawnAt, signer };
    keepFigures(this.dataDir, reportId, printed.figures);
    keepPaper(this.dataDir, reportId, pdf);
    const request = { type: 'GenerateReport', data } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked: { quarter } }));
    if (receipt.refused.length > 0) {
      dropReport(this.dataDir, reportId);
      throw new Refused(receipt);
    }
    return { reportId, receipt, pdf, figures: printed.figures, ...drawnAt };
  }

  /**
   * What the ledger says of itself just where the rows stand: what is recorded while it is read back is in neither.
   * A report needs not find out again what the last verification found, only that those lines are still the same.
   * @param position the last event in the rows
   */
  async #standpoint(position: bigint, at: string): Promise<Standpoint> {
    const { note } = await this.checkpointing.stamped();
    const before = await lastFoundWhole(this.ledger);
    const { events, until, problems, problemCount } = await verifyLedger(this.ledger, {
      until: position,
      whole: before,
    });
    const whole = before ? readAgain(events, before) : readWhole(events);
    const [first] = problems;
    const found = `${problemCount} problems, the first at position ${String(first?.position)}: ${first?.what}`;
    const verification = { at, intact: problemCount === 0, detail: problemCount === 0 ? whole : found };
    const signed = this.checkpointing.standing();
    return { ledger: { events: until.events, root: until.root, verification, signed }, checkpoint: note };
  }

  /** Whoever may not report is told so before a whole report is made for him. */
  async #foreseen(
    named: { readonly reportId: string; readonly quarter: string; readonly kind?: 'total-detection' },
    quarter: string,
    by: Actor,
    commandId: string,
  ): Promise<void> {
    const none = '0'.repeat(64);
    const data = { ...named, pdf: none, figures: none, treeSize: 1, root: none };
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
