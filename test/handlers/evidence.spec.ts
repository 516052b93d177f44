/** What an officer is told of a read: each character and its chance, the doubtful ones marked, and what it may be. */
import { randomUUID } from 'node:crypto';
import type { Camera, Member } from '../../src/domain/actor.js';
import type { PhotoReading } from '../../src/recognition/reader.js';
import { type ReadingView, readingOf } from '../../src/handlers/evidence.js';
import {
  factsOf,
  finished,
  type House,
  installed,
  jpeg,
  listed,
  openTestHouse,
  staffed,
  wanted,
  why,
} from '../support/house.js';

const digest = 'd'.repeat(64);
const read: PhotoReading = {
  plates: [
    {
      plate: '7XYZ128',
      confidence: 0.91,
      state: 'CA',
      caption: '',
      box: { x: 10, y: 20, width: 100, height: 50 },
      candidates: [
        { plate: '7XYZ128', confidence: 0.91 },
        { plate: '7XYZ12B', confidence: 0.06 },
      ],
      characters: [0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.93],
      uncertain: [6],
      secondReader: { plate: '7XYZ12B', agrees: false },
      crop: jpeg,
    },
  ],
  ms: 80,
  width: 1280,
  height: 720,
  models: { corner: digest, ctc: digest, caption: digest, second: digest },
};

let house: House;
let officer: Member;
let camera: Camera;
beforeAll(async () => {
  house = await openTestHouse({ reader: { read: () => Promise.resolve(read) } });
  const { administrator, ...staff } = await staffed(house);
  officer = staff.officer;
  camera = await installed(house, administrator);
  const hotListId = await listed(house, administrator);
  house.alerting.start();
  await wanted(house, officer, hotListId, '7XYZ128');
}, 60_000);
afterAll(() => house.raze());

const caughtUp = async (): Promise<void> => {
  const { position } = (await factsOf(house)).at(-1)!;
  await house.alerting.reached(position);
  await house.views.reached((await factsOf(house)).at(-1)!.position);
};

it('comes with the hit: the doubtful character marked, the other candidate, and the call to look again', async () => {
  const given = { capturedAt: house.watch.in(0), sourceEventId: randomUUID() };
  await house.reading.photograph(camera, jpeg, given);
  await caughtUp();
  const { rows } = await house.ask({ ...why, question: 'open-hits', elements: {} }, officer);
  const { reading } = rows[0] as unknown as { reading: ReadingView };
  expect([reading.confidence, reading.state]).toEqual([9100, 'CA']);
  expect(reading.lookAgain).toBe(true);
  expect(reading.candidates[1]).toEqual({ plate: '7XYZ12B', confidence: 600 });
  expect(
    reading.characters.map(({ character, uncertain }) => (uncertain ? `[${character}]` : character)).join(''),
  ).toBe('7XYZ12[8]');
});

it('of a finished read has no characters to mark, and of an unknown one nothing', async () => {
  await house.reading.finished(camera, finished(house, '8ABC123'));
  await caughtUp();
  const fact = (await factsOf(house)).filter(({ type }) => type === 'DetectionRecorded').at(-1)!;
  const { detectionId } = fact.data as { detectionId: string };
  expect(readingOf(house.views.db, detectionId)).toMatchObject({ characters: [], lookAgain: false });
  expect(readingOf(house.views.db, randomUUID())).toBeNull();
});
