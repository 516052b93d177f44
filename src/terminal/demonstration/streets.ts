/** The streets go on while the visitor looks: a read every few seconds, and now and then a vehicle that is sought. */
import { setTimeout as pause } from 'node:timers/promises';
import { dice, madeUpPlate, sendPhoto, sendRead, type TownCamera } from './town.js';

const EVERY_MS = 4000;
/** One read in so many is a photograph with a plate of the hot list on it. */
const ONE_IN = 8;

/** Until the signal; a read that fails is the server's to tell. */
export const goOn = async (
  cameras: readonly TownCamera[],
  photos: readonly string[],
  signal: AbortSignal,
): Promise<void> => {
  const roll = dice(Date.now());
  while (!signal.aborted) {
    const camera = cameras[roll(cameras.length)]!;
    const photo = roll(ONE_IN) === 0 ? photos[roll(photos.length)] : undefined;
    const read = { plate: madeUpPlate(roll), capturedAt: new Date().toISOString(), confidence: 0.8 + roll(200) / 1000 };
    await (photo === undefined ? sendRead(camera, read) : sendPhoto(camera.door, photo)).catch(() => undefined);
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
};
