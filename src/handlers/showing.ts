/** Images leave the house here: the opening is on the ledger before the first byte goes out. */
import { CommandBus } from '@nestjs/cqrs';
import type { Member } from '../domain/actor.js';
import type { Image } from '../domain/detection.js';
import { detectionById } from '../projections/detections.js';
import { hitById } from '../projections/hits.js';
import { memberById } from '../projections/members.js';
import type { Views } from '../projections/views.js';
import type { ImageSeal } from '../vault/images.js';
import { kidOf, type Vault, type Where } from '../vault/vault.js';
import { marked } from '../recognition/viewmark.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import { Refused, type Request } from './orders.js';
import type { Time } from './time.js';

/** The key under which reads of that time are kept, and their pictures. */
export const keyOfDay = (capturedAt: string): string => kidOf({ class: 'detection', day: capturedAt.slice(0, 10) });

/** Where a detection's picture is kept: under the detection's own key, so that both are purged as one. */
export const whereImage = (detectionId: string, capturedAt: string, kind: Image['kind']): Where => ({
  class: 'detection',
  day: capturedAt.slice(0, 10),
  unit: detectionId,
  eventId: detectionId,
  type: 'Image',
  part: kind,
});

/** By the first bytes; a camera may have sent any of these, and it is kept as it was sent. */
const mediaTypeOf = (bytes: Uint8Array): string => {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\x89PNG')) return 'image/png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return head.startsWith('\xff\xd8') ? 'image/jpeg' : 'application/octet-stream';
};

type Shown = { readonly bytes: Uint8Array; readonly mediaType: string };

export class Showing {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly time: Time,
  ) {}

  /**
   * The picture of a hit, for comparison by eye (430.6(k)).
   * @throws Refused when the policy does not allow it, Malformed when there is no such picture any more
   */
  async hitImage(hitId: string, kind: 'plate' | 'scene', by: Member, commandId: string): Promise<Shown> {
    await this.#act({ type: 'OpenHitImage', data: { hitId } }, by, commandId);
    return this.#picture(hitById(this.views.db, hitId)?.detectionId ?? '', kind, by);
  }

  /**
   * The picture of a detection that an answer showed, outside any hit (430.9¶2).
   * @throws Refused when the policy does not allow it, Malformed when there is no such picture any more
   */
  async detectionImage(
    queryId: string,
    detectionId: string,
    kind: Image['kind'],
    by: Member,
    commandId: string,
  ): Promise<Shown> {
    await this.#act({ type: 'OpenImage', data: { queryId, detectionId, image: kind } }, by, commandId);
    return this.#picture(detectionId, kind, by);
  }

  /** Who looks and when, in UTC (430.7(e)). */
  #words(by: Member): string {
    const { username = by.id } = memberById(this.views.db, by.id) ?? {};
    return `${username} · ${this.time.now().slice(0, 19).replace('T', ' ')} UTC · this look is on the ledger`;
  }

  async #act(request: Request, by: Member, commandId: string): Promise<void> {
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    await this.views.reached(receipt.position);
  }

  async #picture(detectionId: string, kind: Image['kind'], by: Member): Promise<Shown> {
    const detection = detectionById(this.views.db, detectionId);
    const image = detection?.images.find((one) => one.kind === kind) ?? detection?.images[0];
    const bytes =
      detection &&
      image &&
      this.vault.getImage(
        whereImage(detection.detectionId, detection.capturedAt, image.kind),
        image.seal as unknown as ImageSeal,
      );
    if (!bytes)
      throw new Malformed('There is no such picture', kind, 'It was not sent with the read, or it has been purged.');
    return { bytes: await marked(bytes, this.#words(by)), mediaType: mediaTypeOf(bytes) };
  }
}
