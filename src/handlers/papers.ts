/** Papers about one thing: they leave by the door of questions, and their digest is on the ledger before they go. */
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Member } from '../domain/actor.js';
import { accessHistory } from '../projections/history.js';
import { hitById } from '../projections/hits.js';
import { allHolds, heldDays } from '../projections/holds.js';
import { releaseById } from '../projections/releases.js';
import type { Views } from '../projections/views.js';
import type { PaperSigner } from '../proof/papersigner.js';
import { renderDossier } from '../reports/papers/dossier.js';
import { renderHoldNotice } from '../reports/papers/holdnotice.js';
import type { Letterhead } from '../reports/papers/letter.js';
import { renderManifest } from '../reports/papers/manifest.js';
import { Act } from './act.js';
import { Ask } from './ask.js';
import type { Checkpointing } from './checkpointing.js';
import { Malformed } from './errors.js';
import { paperKept } from './figureskept.js';
import { freshId, sha256 } from './ids.js';
import { disclosureNotice } from './manifests.js';
import { type Asked, Refused } from './orders.js';
import type { ReportSettings } from './reporting.js';
import type { Time } from './time.js';

/** Why it is asked for, as with any question. */
export type Inquiry = Omit<Asked, 'question' | 'elements' | 'format' | 'after' | 'limit'>;

/** A paper that is signed and recorded. */
export type Drawn = { readonly pdf: Uint8Array; readonly queryId: string };

/** Rows of a register that are looked through for the one asked for, as many as are shown at most. */
const MOST = 1000;
/** Acts of one hit on its dossier. */
const ACTS = 500;

export class Papers {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly checkpointing: Checkpointing,
    private readonly signer: PaperSigner,
    private readonly time: Time,
    private readonly settings: ReportSettings,
    private readonly dataDir: string,
  ) {}

  /** The notice of a hold, for whoever must keep what it names. @throws Refused, Malformed when there is none */
  async holdNotice(holdId: string, inquiry: Inquiry, by: Member, commandId: string): Promise<Drawn> {
    const queryId = await this.#asked({ ...inquiry, ...register('holds') }, holdId, by, commandId);
    const hold = allHolds(this.views.db).find(({ id }) => id === holdId)!;
    const head = await this.#head('Notice of a litigation hold', holdId);
    return this.#out(await renderHoldNotice(hold, heldDays(this.views.db, holdId), head), head, queryId, [holdId], by);
  }

  /** The manifest of a release. @throws Refused, Malformed when there is no such release */
  async manifest(releaseId: string, inquiry: Inquiry, by: Member, commandId: string): Promise<Drawn> {
    const queryId = await this.#asked({ ...inquiry, ...register('releases') }, releaseId, by, commandId);
    const head = await this.#head('Release manifest', releaseId);
    const pdf = await renderManifest(releaseById(this.views.db, releaseId)!, disclosureNotice, head);
    return this.#out(pdf, head, queryId, [releaseId], by);
  }

  /** The dossier of a hit, with its plate: for those who may see one. @throws Refused, Malformed when there is none */
  async dossier(hitId: string, inquiry: Inquiry, by: Member, commandId: string): Promise<Drawn> {
    const asked = { ...inquiry, question: 'hits', elements: { hitId } } as const;
    const queryId = await this.#asked(asked, hitId, by, commandId);
    const acts = accessHistory(this.views.db, { hitId }, ACTS);
    const head = await this.#head('Hit dossier', hitId);
    const pdf = await renderDossier(hitById(this.views.db, hitId)!, acts, head);
    return this.#out(pdf, head, queryId, [hitId, ...acts.map(({ id }) => id)], by);
  }

  /**
   * A report of a quarter as it was made and signed, for whoever has to read it before he acknowledges it (430.4A(h)).
   * @throws Refused, Malformed when there is no such report, or its paper is not kept
   */
  async report(reportId: string, inquiry: Inquiry, by: Member, commandId: string): Promise<Drawn> {
    const queryId = await this.#asked({ ...inquiry, ...register('reports') }, reportId, by, commandId);
    const pdf = paperKept(this.dataDir, reportId);
    if (!pdf) throw new Malformed('The paper of this report is not kept', 'reportId', 'Have the report made again.');
    await this.#recorded(pdf, queryId, [reportId], by);
    return { pdf, queryId };
  }

  /** Asks, and makes sure that what the paper is about was among what was shown. */
  async #asked(asked: Asked, rowId: string, by: Member, commandId: string): Promise<string> {
    const { queryId, rows } = await this.queries.execute(new Ask({ ...asked, limit: MOST }, by, commandId));
    if (rows.some(({ id }) => id === rowId)) return queryId;
    throw new Malformed('There is no such thing to put on paper', 'id', 'Look at the register, or at the hits.');
  }

  async #head(title: string, id: string): Promise<Letterhead> {
    const { size, root } = await this.checkpointing.now();
    return { ...this.settings, title, id, at: this.time.now(), checkpoint: { size, root } };
  }

  async #out(
    plain: Uint8Array,
    { title, id, at }: Letterhead,
    queryId: string,
    exported: readonly string[],
    by: Member,
  ): Promise<Drawn> {
    const pdf = await this.signer.sign(plain, { reason: `${title} ${id}`, at });
    await this.#recorded(pdf, queryId, exported, by);
    return { pdf, queryId };
  }

  /** What leaves, by its digest. @throws Refused */
  async #recorded(pdf: Uint8Array, queryId: string, exported: readonly string[], by: Member): Promise<void> {
    const data = { queryId, format: 'pdf', rows: exported.length, exported, digest: sha256(pdf) } as const;
    const request = { type: 'ExportRows', data } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId: freshId() }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
  }
}

const register = (name: 'holds' | 'releases' | 'reports') =>
  ({ question: 'registers', elements: { register: name } }) as const;
