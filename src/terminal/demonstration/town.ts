/** The town of the demonstration: cameras that never stood, and a month of vehicles that never drove. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Person } from './people.js';
import type { Steps } from './steps.js';
import type { Reply, Visitor } from './visitor.js';

export type TownCamera = { readonly cameraId: string; readonly name: string; readonly door: Visitor };

/** Out at sea, where no street is: nobody can take the map for a real one. */
const corners = [
  ['North gate', 33.061, -119.462, 'fixed'],
  ['South gate', 33.012, -119.455, 'fixed'],
  ['Market and First', 33.043, -119.449, 'fixed'],
  ['Harbour road', 33.029, -119.491, 'fixed'],
  ['Patrol car 7', 33.036, -119.47, 'mobile'],
] as const;

export const installTown = async (steps: Steps, door: Visitor, administrator: Person): Promise<TownCamera[]> => {
  const cameras: TownCamera[] = [];
  for (const [name, latitude, longitude, mobility] of corners) {
    const reply = await steps.allowed(`a camera is installed: ${name}`, '430.4A(i)', () =>
      administrator.visitor.post('/equipment', { name, mobility, place: { latitude, longitude } }),
    );
    cameras.push({ cameraId: String(reply.body['cameraId']), name, door: door.as(String(reply.body['token'])) });
  }
  return cameras;
};

/** The same town every time: mulberry32, seeded. */
export const dice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
};

const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const letter = (roll: (sides: number) => number): string => letters[roll(letters.length)]!;

/** In the form of California's, and of no vehicle: the series begins with 9Z. */
export const madeUpPlate = (roll: (sides: number) => number): string =>
  `9Z${letter(roll)}${letter(roll)}${String(roll(1000)).padStart(3, '0')}`;

const DAYS = 27;
const VEHICLES = 90;
const DAY_MS = 86_400_000;

export type Read = { readonly plate: string; readonly capturedAt: string; readonly confidence: number };

const readOf = ({ plate, capturedAt, confidence }: Read) => ({
  sourceEventId: crypto.randomUUID(),
  plateState: 'CA',
  plate,
  capturedAt,
  confidence,
});

export const sendRead = ({ door }: TownCamera, read: Read): Promise<Reply> => door.post('/detections', readOf(read));

/** A month of reads, as a vendor's cameras would have sent them: more by day, fewer on Sundays. */
export const pastMonth = async (steps: Steps, cameras: readonly TownCamera[], reads: number): Promise<void> => {
  const roll = dice(430);
  const vehicles = Array.from({ length: VEHICLES }, () => madeUpPlate(roll));
  const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  let recorded = 0;
  for (let n = 0; n < reads; n += 1) {
    // An evening here ends after midnight UTC: from the day before yesterday on, none of it is still to come.
    const day = midnight - (2 + roll(DAYS)) * DAY_MS;
    const capturedAt = new Date(day + (14 + roll(12)) * 3_600_000 + roll(3_600_000)).toISOString();
    const read = { plate: vehicles[roll(VEHICLES)]!, capturedAt, confidence: 0.8 + roll(200) / 1000 };
    const reply = await sendRead(cameras[roll(cameras.length)]!, read);
    recorded += Number(reply.status < 300);
  }
  steps.found(
    'every read is recorded under its camera and its day',
    '430.1¶1.1',
    recorded === reads,
    `${recorded} reads`,
  );
};

/** Sends a photograph, again for as long as too many wait to be read. */
export const sendPhoto = async (camera: Visitor, file: string): Promise<Reply> => {
  const headers = { 'x-captured-at': new Date().toISOString() };
  for (;;) {
    const reply = await camera.send('/detections/photographs', 'image/jpeg', readFileSync(file), headers);
    if (reply.status !== 429) return reply;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
};

/** The plates of the shipped photographs, by their list. */
export const shownPlates = (photos: readonly string[]): readonly string[] => {
  const [folder] = photos.map((file) => file.slice(0, -basename(file).length));
  if (folder === undefined || !readdirSync(folder).includes('labels.tsv')) return [];
  const rows = readFileSync(`${folder}labels.tsv`, 'utf8').split('\n').slice(1);
  return rows.map((row) => row.split('\t')[5] ?? '').filter((plate) => plate !== '');
};
