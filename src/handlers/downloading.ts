/** A read downloaded to a case (430.8¶2.3): recorded with its relevance before the first byte leaves. */
import { CommandBus } from '@nestjs/cqrs';
import type { Member } from '../domain/actor.js';
import { schedule, type ScheduleState, scheduleStream } from '../domain/schedule.js';
import { detectionById, type DetectionView } from '../projections/detections.js';
import type { Views } from '../projections/views.js';
import type { ImageSeal } from '../vault/images.js';
import type { Vault } from '../vault/vault.js';
import { Act } from './act.js';
import type { AnyDecider } from './deciders.js';
import { derivedId } from './ids.js';
import { type Receipt, Refused } from './orders.js';
import { whereImage } from './showing.js';
import type { Streams } from './streams.js';
import type { Time } from './time.js';

export type DownloadAsked = {
  readonly detectionId: string;
  readonly caseNumber: string;
  readonly relevance: string;
  readonly until: string | null;
};

export type Downloaded = {
  readonly downloadId: string;
  readonly receipt: Receipt;
  readonly detection: Omit<DetectionView, 'images' | 'models'>;
  readonly images: readonly { readonly kind: string; readonly base64: string }[];
};

export class Downloading {
  constructor(
    private readonly commands: CommandBus,
    private readonly vault: Vault,
    private readonly views: Views,
    private readonly streams: Streams,
    private readonly time: Time,
  ) {}

  /** @throws Refused when the policy does not allow it; the refusal is on the ledger */
  async download(asked: DownloadAsked, by: Member, commandId: string): Promise<Downloaded> {
    const row = detectionById(this.views.db, asked.detectionId);
    const { state } = await this.streams.load(schedule as unknown as AnyDecider, scheduleStream);
    const { downloadDays } = state as ScheduleState;
    const data = {
      ...asked,
      class: 'detection',
      date: (row?.capturedAt ?? this.time.now()).slice(0, 10),
      downloadId: derivedId('download', commandId),
      known: row !== undefined && !row.purged,
      downloadDays,
    } as const;
    const request = { type: 'DownloadToCase', data } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    await this.views.reached(receipt.position);
    const { images, models: _, ...detection } = detectionById(this.views.db, asked.detectionId)!;
    return {
      downloadId: data.downloadId,
      receipt,
      detection,
      images: images.flatMap((one) => this.#open(detection, one)),
    };
  }

  #open(
    { detectionId, capturedAt }: Pick<DetectionView, 'detectionId' | 'capturedAt'>,
    { kind, seal }: DetectionView['images'][number],
  ): { kind: string; base64: string }[] {
    const bytes = this.vault.getImage(whereImage(detectionId, capturedAt, kind), seal as unknown as ImageSeal);
    return bytes ? [{ kind, base64: bytes.toString('base64') }] : [];
  }
}
