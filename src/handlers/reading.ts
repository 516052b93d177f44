/** How a picture or a finished read becomes a detection: read, sealed, put away, and recorded once per source event. */
import { CommandBus } from '@nestjs/cqrs';
import type { Camera } from '../domain/actor.js';
import type { Image, SourceSystem } from '../domain/detection.js';
import type { Place } from '../domain/equipment.js';
import type { CanonicalRead } from '../intake/canonical.js';
import { parseFinished } from '../intake/finished.js';
import { parseOpenalpr } from '../intake/openalpr.js';
import {
  type PassagePlate,
  type PassageReading,
  type PhotoReading,
  type PlateReading,
  QueueFull,
  type Reader,
  UnreadablePhoto,
} from '../recognition/reader.js';
import type { ImageSeal } from '../vault/images.js';
import type { Vault } from '../vault/vault.js';
import { Act } from './act.js';
import { Busy, Malformed, Unavailable } from './errors.js';
import { derivedId, sha256 } from './ids.js';
import type { Receipt, Request } from './orders.js';
import { keyOfDay, whereImage } from './showing.js';

type Given = { readonly capturedAt: string; readonly sourceEventId: string };
type Recording = Extract<Request, { type: 'RecordDetection' | 'RecordFailedRead' }>;
type Read = PhotoReading | PassageReading;
type Picture = { readonly kind: Image['kind']; readonly bytes: Uint8Array };

const tenThousandths = (probability: number): number => Math.round(Math.min(1, Math.max(0, probability)) * 10_000);

export class Reading {
  constructor(
    private readonly commands: CommandBus,
    private readonly vault: Vault,
    private readonly reader: Reader,
  ) {}

  /**
   * A photograph, read by us: one detection for each plate in it, or the receipt of a read that found none, or that
   * failed twice through no fault of the picture.
   * @throws Malformed when it is not a picture we can read, Busy when too many are waiting
   */
  async photograph(camera: Camera, photo: Uint8Array, given: Given): Promise<readonly Receipt[]> {
    const reading = await this.#read(() => this.reader.read(photo));
    const asked = { photograph: sha256(photo), ...given };
    return this.#recordAll(camera, reading, () => photo, given, asked);
  }

  /**
   * Several frames of one passage, read together: one detection for each plate, with the frame that shows it best.
   * @throws Malformed when one of them is not a picture we can read, Busy when too many are waiting
   */
  async passage(camera: Camera, frames: readonly Uint8Array[], given: Given): Promise<readonly Receipt[]> {
    const reading = await this.#read(() => this.reader.readPassage(frames));
    const asked = { passage: frames.map((frame) => sha256(frame)), ...given };
    return this.#recordAll(camera, reading, (plate) => frames[plate?.frame ?? 0]!, given, asked);
  }

  /** `scene` gives the photograph that a plate is on, or one for a read that found none. */
  async #recordAll(
    camera: Camera,
    reading: Read | null,
    scene: (plate: Partial<PassagePlate> | null) => Uint8Array,
    given: Given,
    asked: object,
  ): Promise<readonly Receipt[]> {
    const source: SourceSystem = 'photograph';
    const common = { cameraId: camera.id, capturedAt: given.capturedAt, source } as const;
    if (reading === null || reading.plates.length === 0) {
      const detectionId = this.#detectionId(camera, source, given, 0);
      const failed = { ...common, detectionId, why: reading === null ? 'reader-failed' : 'no-plate' } as const;
      const images = [{ kind: 'scene', bytes: scene(null) }] as const;
      return [await this.#record(camera, { type: 'RecordFailedRead', data: { ...failed, images: [] } }, images, asked)];
    }
    const receipts: Receipt[] = [];
    for (const [index, plate] of reading.plates.entries()) {
      const detectionId = this.#detectionId(camera, source, given, index);
      const request = this.#detection({ ...common, detectionId }, plate, reading, given);
      const pictures = [
        { kind: 'plate', bytes: plate.crop },
        { kind: 'scene', bytes: scene(plate) },
      ] as const;
      receipts.push(await this.#record(camera, request, pictures, { ...asked, index }));
    }
    return receipts;
  }

  /** A finished read, in our own format. @throws Malformed */
  async finished(camera: Camera, body: unknown): Promise<Receipt> {
    const [read] = parseFinished(body);
    if (!read) throw new Malformed('Nothing was read', 'body', 'Send one read.');
    return this.#recordRead(camera, 'finished-read', read);
  }

  /** A Rekor or OpenALPR webhook; heartbeats, tests and previews record nothing. @throws Malformed */
  async openalpr(camera: Camera, body: unknown): Promise<readonly Receipt[]> {
    const receipts: Receipt[] = [];
    for (const read of parseOpenalpr(body)) receipts.push(await this.#recordRead(camera, 'openalpr', read));
    return receipts;
  }

  /** Null when the reader itself failed: that is recorded, for the camera will not send the picture again. */
  async #read<R>(read: () => Promise<R>): Promise<R | null> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof QueueFull) throw new Busy(error.retryAfterSeconds);
      if (error instanceof UnreadablePhoto && error.code === 'failed') return null;
      if (error instanceof UnreadablePhoto && error.code === 'closed')
        throw new Unavailable('The house is closing.', true);
      if (error instanceof UnreadablePhoto)
        throw new Malformed(error.message, 'photograph', 'Send a JPEG, PNG or WebP picture.');
      throw error;
    }
  }

  #detectionId(camera: Camera, source: SourceSystem, { sourceEventId }: Given, index: number): string {
    return derivedId('detection', camera.id, source, sourceEventId, String(index));
  }

  #detection(
    common: { cameraId: string; capturedAt: string; source: SourceSystem; detectionId: string },
    plate: PlateReading,
    { models }: Read,
    { sourceEventId }: Given,
  ): Recording {
    const box = Object.fromEntries(Object.entries(plate.box).map(([name, value]) => [name, Math.round(value)]));
    return {
      type: 'RecordDetection',
      data: {
        ...common,
        confidence: tenThousandths(plate.confidence),
        unread: plate.plate === 'unknown',
        stateKnown: plate.state !== 'unknown',
        images: [],
        models: [models.corner, models.ctc, models.caption, models.second].filter(Boolean),
        plate: plate.plate,
        plateState: plate.state,
        candidates: plate.candidates.map((one) => ({ ...one, confidence: tenThousandths(one.confidence) })),
        characters: plate.characters.map(tenThousandths),
        secondReader: plate.secondReader,
        box: box as { x: number; y: number; width: number; height: number },
        place: null,
        sourceEventId,
      },
    };
  }

  #recordRead(camera: Camera, source: SourceSystem, read: CanonicalRead): Promise<Receipt> {
    const { sourceEventId, capturedAt, plate, plateState, confidence, candidates } = read;
    const given = { sourceEventId, capturedAt };
    const detectionId = this.#detectionId(camera, source, given, 0);
    const request: Recording = {
      type: 'RecordDetection',
      data: {
        detectionId,
        cameraId: camera.id,
        capturedAt,
        source,
        confidence: tenThousandths(confidence),
        unread: plate.normalised === '' || plate.normalised === 'unknown',
        stateKnown: plateState !== 'unknown',
        images: [],
        models: [],
        plate: plate.normalised || 'unknown',
        plateState,
        candidates: candidates.map((one) => ({ plate: one.plate, confidence: tenThousandths(one.confidence) })),
        characters: [],
        secondReader: null,
        box: null,
        place: placeOf(read),
        sourceEventId,
      },
    };
    return this.#record(camera, request, read.images, { read: read.payloadDigest });
  }

  /** Pictures are durable before the event that names them; those of a read recorded before are taken away again. */
  async #record(camera: Camera, request: Recording, pictures: readonly Picture[], asked: unknown): Promise<Receipt> {
    const { detectionId, capturedAt } = request.data;
    const images: { kind: Image['kind']; seal: ImageSeal }[] = [];
    const drop = (): void => images.forEach(({ seal }) => this.vault.dropImage(seal));
    try {
      // Of a day that was purged nothing is kept, not even for a moment; the policy then refuses the read itself.
      const late = this.vault.status(keyOfDay(capturedAt)) === 'destroyed';
      for (const { kind, bytes } of late ? [] : pictures)
        images.push({ kind, seal: this.vault.putImage(whereImage(detectionId, capturedAt, kind), bytes) });
    } catch (error) {
      drop();
      throw error;
    }
    const complete = { ...request, data: { ...request.data, images } } as Recording;
    const commandId = derivedId('record', detectionId);
    try {
      const receipt = await this.commands.execute(new Act({ request: complete, by: camera, commandId, asked }));
      if (receipt.repeated || receipt.refused.length > 0) drop();
      return receipt;
    } catch (error) {
      // An unknown outcome may be a recorded event, and its pictures must not be missing then.
      if (!(error instanceof Unavailable) || error.settled) drop();
      throw error;
    }
  }
}

const placeOf = ({ place }: CanonicalRead): Place | null =>
  place && {
    latitude: Math.round(place.latitude * 1e6),
    longitude: Math.round(place.longitude * 1e6),
  };
