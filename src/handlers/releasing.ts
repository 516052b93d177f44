/**
 * Releases leave the house here: what is delivered is what was approved, and is on the ledger before it goes; and the
 * ledger is signed before each, so that whatever led to it can be proved by whoever receives it.
 */
import { CommandBus } from '@nestjs/cqrs';
import type { Agency, Member } from '../domain/actor.js';
import { release } from '../domain/release.js';
import type { ReleaseState } from '../domain/releasefacts.js';
import { releaseById, type ReleaseView } from '../projections/releases.js';
import type { Views } from '../projections/views.js';
import { canonicalSealed } from '../vault/canonical.js';
import type { Vault } from '../vault/vault.js';
import { Act } from './act.js';
import type { AnyDecider } from './deciders.js';
import type { Checkpointing } from './checkpointing.js';
import { Conflict } from './errors.js';
import { sha256 } from './ids.js';
import { Manifests, type Package } from './manifests.js';
import { type Receipt, Refused, type Request } from './orders.js';
import type { Streams } from './streams.js';

export type Delivered = { readonly receipt: Receipt; readonly package: Package };

export class Releasing {
  readonly #manifests: Manifests;

  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly streams: Streams,
    vault: Vault,
    private readonly checkpointing: Checkpointing,
  ) {
    this.#manifests = new Manifests(views, vault);
  }

  /** The request as it was written, and the manifest, for those who weigh it. @throws Refused */
  async open(releaseId: string, by: Member, commandId: string): Promise<{ receipt: Receipt; release: ReleaseView }> {
    const receipt = await this.#act({ type: 'OpenRelease', data: { releaseId } }, by, commandId);
    return { receipt, release: this.#view(releaseId) };
  }

  /** Where the request of an agency stands, and why it was denied if it was. @throws Refused */
  async tell(releaseId: string, by: Agency, commandId: string): Promise<{ receipt: Receipt; release: ReleaseView }> {
    const receipt = await this.#act({ type: 'AskReleaseState', data: { releaseId } }, by, commandId);
    return { receipt, release: this.#view(releaseId) };
  }

  /**
   * Fulfils an approved release.
   * @throws Refused, Conflict when something of it changed at that moment, Unavailable when the ledger cannot be signed
   */
  async fulfil(releaseId: string, recipients: readonly string[], by: Member, commandId: string): Promise<Delivered> {
    await this.checkpointing.now();
    const receipt = await this.#act({ type: 'FulfilRelease', data: { releaseId, recipients } }, by, commandId);
    return this.#delivered(releaseId, receipt);
  }

  /** Hands a fulfilled release to a person of the agency that asked. @throws as `fulfil` does */
  async collect(releaseId: string, by: Agency, commandId: string): Promise<Delivered> {
    await this.checkpointing.now();
    const receipt = await this.#act({ type: 'CollectRelease', data: { releaseId } }, by, commandId);
    return this.#delivered(releaseId, receipt);
  }

  async #delivered(releaseId: string, receipt: Receipt): Promise<Delivered> {
    const { state } = await this.streams.load(release as unknown as AnyDecider, `release-${releaseId}`);
    const made = this.#manifests.package(state as ReleaseState, releaseId);
    const { contents } = receipt.recorded[0]!.data as { contents: string };
    if (sha256(canonicalSealed(made)) !== contents)
      throw new Conflict('Something of the release changed while it was made up. Ask again.');
    return { receipt, package: made };
  }

  #view(releaseId: string): ReleaseView {
    return releaseById(this.views.db, releaseId)!;
  }

  async #act(request: Request, by: Member | Agency, commandId: string): Promise<Receipt> {
    await this.views.caughtUp();
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    await this.views.reached(receipt.position);
    return receipt;
  }
}
