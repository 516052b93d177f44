/** Reads over a real ledger and vault: recorded once each, whole or not at all, and no picture left lying about. */
import { randomUUID } from 'node:crypto';
import type { Camera } from '../../src/domain/actor.js';
import type { DetectionRecorded } from '../../src/domain/detection.js';
import { Busy, Malformed } from '../../src/handlers/errors.js';
import type { Receipt } from '../../src/handlers/orders.js';
import { whereImage } from '../../src/handlers/showing.js';
import { type Appended, type Entry, Unavailable } from '../../src/ledger/ledger.js';
import { type PassageReading, type PhotoReading, QueueFull, UnreadablePhoto } from '../../src/recognition/reader.js';
import type { ImageSeal } from '../../src/vault/images.js';
import {
  codesOf,
  factsOf,
  finished,
  type House,
  imageFiles,
  installed,
  jpeg,
  openTestHouse,
  Passing,
  problemsOf,
  sizeOf,
  type Staff,
  staffed,
} from '../support/house.js';

const plateRead = (plate: string) => ({
  plate,
  confidence: 0.97,
  state: 'CA',
  caption: 'CALIFORNIA',
  box: { x: 1.4, y: 2.6, width: 30, height: 10 },
  candidates: [{ plate, confidence: 0.97 }],
  characters: [...plate].map(() => 0.99),
  uncertain: [],
  secondReader: { plate, agrees: true },
  crop: jpeg,
});

const digest = 'd'.repeat(64);
const reading = (...plates: string[]): PhotoReading => ({
  plates: plates.map(plateRead),
  ms: 12,
  width: 640,
  height: 480,
  models: { corner: digest, ctc: digest, caption: digest, second: '' },
});

/** A photograph is its own answer: the plates it is said to show, or what goes wrong with it. */
const reader = {
  read: (photo: Uint8Array): Promise<PhotoReading> => {
    const text = Buffer.from(photo).toString();
    if (text === 'damaged') return Promise.reject(new UnreadablePhoto('damaged', 'The picture is damaged.'));
    if (text === 'twice failed') return Promise.reject(new UnreadablePhoto('failed', 'The reading thread failed.'));
    if (text === 'closing') return Promise.reject(new UnreadablePhoto('closed', 'The reader was closed.'));
    if (text === 'too many') return Promise.reject(new QueueFull(7));
    return Promise.resolve(reading(...text.split(' ').filter(Boolean)));
  },
  /** Each plate is seen best in the last frame that shows it. */
  readPassage: async (shots: readonly Uint8Array[]): Promise<PassageReading> => {
    const each = await Promise.all(shots.map((photo) => reader.read(photo)));
    const last = new Map(each.flatMap(({ plates }, frame) => plates.map((one) => [one.plate, { ...one, frame }])));
    return { ...reading(), plates: [...last.values()].map((one) => ({ ...one, frames: shots.length })) };
  },
};

const frames = (...texts: string[]): Buffer[] => texts.map((text) => Buffer.from(text));

/** Lets everything through but what it is told to fail. */
class Failing extends Passing {
  fail: ((stream: string) => Error | null) | null = null;
  /** The fact was written, and only the answer was lost. */
  after = false;
  override async append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    const error = this.fail?.(stream) ?? null;
    if (error && !this.after) throw error;
    const appended = await this.real.append(stream, expected, entries);
    if (error) throw error;
    return appended;
  }
}

let house: House;
let staff: Staff;
let camera: Camera;
let store: Failing;
beforeAll(async () => {
  house = await openTestHouse({ reader, between: (ledger) => (store = new Failing(ledger)) });
  staff = await staffed(house);
  camera = await installed(house, staff.administrator);
}, 60_000);
afterEach(() => {
  store.fail = null;
  store.after = false;
});
afterAll(() => house.raze());

const given = () => ({ capturedAt: house.watch.in(0), sourceEventId: randomUUID() });

/** Files that no event of the ledger names, and names without a file. */
const strays = async (): Promise<string[]> => {
  const named = (await factsOf(house)).flatMap(({ data }) =>
    ((data as { images?: { seal: { cth: string } }[] }).images ?? []).map(({ seal }) => seal.cth),
  );
  const lying = imageFiles(house.dir).map((file) => file.split('/').at(-1)!);
  return [...named.filter((cth) => !lying.includes(cth)), ...lying.filter((cth) => !named.includes(cth))];
};
afterEach(async () => expect([await strays(), await problemsOf(house)]).toEqual([[], []]));

describe('several frames of one passage', () => {
  const scenes = ({ recorded }: Receipt): string[] => {
    const { detectionId, capturedAt, images } = recorded[0]!.data as DetectionRecorded['data'];
    return images
      .filter(({ kind }) => kind === 'scene')
      .map(({ kind, seal }) => house.vault.getImage(whereImage(detectionId, capturedAt, kind), seal as ImageSeal))
      .map(String);
  };

  it('are one detection for each plate, with the frame that shows it best, and recorded once', async () => {
    const source = given();
    const shots = frames('7ABC123', '7ABC123 8XYZ987', '8XYZ987');
    const receipts = await house.reading.passage(camera, shots, source);
    expect(receipts.map(({ recorded }) => recorded[0]!.type)).toEqual(['DetectionRecorded', 'DetectionRecorded']);
    expect(scenes(receipts[0]!)).toEqual(['7ABC123 8XYZ987']);
    expect(scenes(receipts[1]!)).toEqual(['8XYZ987']);
    const size = await sizeOf(house);
    const again = await house.reading.passage(camera, shots, source);
    expect([again.every(({ repeated }) => repeated), await sizeOf(house)]).toEqual([true, size]);
  });

  it('without a plate are one failed read; damaged, or one too many, they record nothing', async () => {
    const [receipt] = await house.reading.passage(camera, frames(' ', ' '), given());
    expect(receipt!.recorded).toMatchObject([{ type: 'ReadFailed', data: { why: 'no-plate' } }]);
    const size = await sizeOf(house);
    await expect(house.reading.passage(camera, frames('7ABC123', 'damaged'), given())).rejects.toThrow(Malformed);
    await expect(house.reading.passage(camera, frames('too many'), given())).rejects.toThrow(Busy);
    expect(await sizeOf(house)).toBe(size);
  });
});

describe('a photograph', () => {
  it('sent twice is one detection, and the pictures of the second are taken away again', async () => {
    const photo = Buffer.from('7ABC123');
    const source = given();
    const [first] = await house.reading.photograph(camera, photo, source);
    const files = imageFiles(house.dir);
    const size = await sizeOf(house);
    const [second] = await house.reading.photograph(camera, photo, source);
    expect([first!.repeated, second!.repeated, second!.recorded]).toEqual([false, true, first!.recorded]);
    expect([imageFiles(house.dir), await sizeOf(house)]).toEqual([files, size]);
  });

  it('is one detection for each plate on it, its figures whole numbers and its plate sealed', async () => {
    const receipts = await house.reading.photograph(camera, Buffer.from('7ABC123 8XYZ987'), given());
    const [fact] = await factsOf(house, receipts[1]!.stream).then((facts) => facts.slice(-1));
    expect(receipts).toHaveLength(2);
    expect(fact).toMatchObject({
      data: { confidence: 9700, source: 'photograph', models: [digest, digest, digest] },
      sealed: { plate: '8XYZ987', box: { x: 1, y: 3, width: 30, height: 10 } },
      keep: { class: 'detection' },
    });
  });

  it('without a plate is a failed read, with its picture', async () => {
    const [receipt] = await house.reading.photograph(camera, Buffer.from(' '), given());
    expect(receipt!.recorded).toMatchObject([{ type: 'ReadFailed', data: { why: 'no-plate' } }]);
    expect((receipt!.recorded[0]!.data as { images: unknown[] }).images).toHaveLength(1);
  });

  it('on which the reader failed twice is a failed read, with its picture, and says so', async () => {
    const [receipt] = await house.reading.photograph(camera, Buffer.from('twice failed'), given());
    expect(receipt!.recorded).toMatchObject([{ type: 'ReadFailed', data: { why: 'reader-failed' } }]);
    expect((receipt!.recorded[0]!.data as { images: unknown[] }).images).toHaveLength(1);
  });

  it('that comes while the house closes is sent away to come again, and nothing is recorded', async () => {
    const size = await sizeOf(house);
    const late = house.reading.photograph(camera, Buffer.from('closing'), given());
    await expect(late).rejects.toThrow(Unavailable);
    expect(await sizeOf(house)).toBe(size);
  });

  it('that is damaged, or one too many, records nothing', async () => {
    const size = await sizeOf(house);
    await expect(house.reading.photograph(camera, Buffer.from('damaged'), given())).rejects.toThrow(Malformed);
    await expect(house.reading.photograph(camera, Buffer.from('too many'), given())).rejects.toThrow(Busy);
    expect(await sizeOf(house)).toBe(size);
  });

  it('of a camera taken out of service is refused, and its pictures are not kept', async () => {
    const old = await installed(house, staff.administrator);
    const data = { cameraId: old.id, why: 'replaced' };
    await house.act({ type: 'RetireEquipment', data }, staff.administrator);
    const files = imageFiles(house.dir);
    const [receipt] = await house.reading.photograph(old, Buffer.from('7ABC123'), given());
    expect([codesOf(receipt!), imageFiles(house.dir)]).toEqual([['R-SRC-UNKNOWN'], files]);
  });

  it('under the id of another one is a conflict, and its pictures are not kept', async () => {
    const source = given();
    await house.reading.photograph(camera, Buffer.from('7ABC123'), source);
    await expect(house.reading.photograph(camera, Buffer.from('8XYZ987'), source)).rejects.toThrow(/another request/);
  });
});

describe('when the ledger fails in the middle', () => {
  it('nothing half done is left, and the same photograph is recorded later', async () => {
    const source = given();
    const photo = Buffer.from('7AAA111 7BBB222');
    const size = await sizeOf(house);
    let appends = 0;
    store.fail = () => ((appends += 1) === 2 ? new Unavailable('The disk is full.', true) : null);
    await expect(house.reading.photograph(camera, photo, source)).rejects.toThrow(Unavailable);
    expect([await sizeOf(house), await strays()]).toEqual([size + 1, []]);
    store.fail = null;
    const receipts = await house.reading.photograph(camera, photo, source);
    expect(receipts.map(({ repeated }) => repeated)).toEqual([true, false]);
    expect(await sizeOf(house)).toBe(size + 2);
  });

  it('and the outcome is unknown, the pictures of what may be recorded stay', async () => {
    const source = given();
    store.fail = () => new Unavailable('The answer never came.', false);
    store.after = true;
    await expect(house.reading.photograph(camera, Buffer.from('7CCC333'), source)).rejects.toThrow(Unavailable);
    store.fail = null;
    const [receipt] = await house.reading.photograph(camera, Buffer.from('7CCC333'), source);
    expect(receipt!.repeated).toBe(true);
  });

  it('or the disk fills between two pictures, the first is taken away again', async () => {
    const { putImage } = house.vault;
    let put = 0;
    house.vault.putImage = function (...image) {
      if ((put += 1) === 2) throw new Error('no space left on the disk');
      return putImage.apply(this, image);
    };
    try {
      await expect(house.reading.photograph(camera, Buffer.from('7DDD444'), given())).rejects.toThrow('no space');
    } finally {
      house.vault.putImage = putImage;
    }
  });
});

describe('a read made elsewhere', () => {
  it('sent three times is recorded once; with another content under its id it is a conflict', async () => {
    const body = finished(house, '7ABC123');
    const receipts = [];
    for (let n = 0; n < 3; n += 1) receipts.push(await house.reading.finished(camera, body));
    expect(receipts.map(({ repeated }) => repeated)).toEqual([false, true, true]);
    await expect(house.reading.finished(camera, { ...body, plate: '7ABC124' })).rejects.toThrow(/another request/);
  });

  it('as a webhook is recorded once, and a heartbeat not at all', async () => {
    const webhook = {
      data_type: 'alpr_group',
      version: 2,
      epoch_start: Date.parse(house.watch.now()),
      epoch_end: Date.parse(house.watch.now()),
      best_uuid: randomUUID(),
      best_plate_number: '7EEE555',
      best_confidence: 93.2,
      best_region: 'us-ca',
      best_plate: { plate: '7EEE555', confidence: 93.2 },
      candidates: [{ plate: '7EEE555', confidence: 93.2 }],
    };
    const [first] = await house.reading.openalpr(camera, webhook);
    const [second] = await house.reading.openalpr(camera, webhook);
    expect([first!.repeated, second!.repeated]).toEqual([false, true]);
    const size = await sizeOf(house);
    expect(await house.reading.openalpr(camera, { data_type: 'heartbeat' })).toEqual([]);
    expect(await sizeOf(house)).toBe(size);
  });

  it('at the same moment by twenty connections is recorded once', async () => {
    const body = finished(house, '7FFF666');
    const receipts = await Promise.all(Array.from({ length: 20 }, () => house.reading.finished(camera, body)));
    expect(receipts.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  it('of another camera under the same id of its own is another detection', async () => {
    const other = await installed(house, staff.administrator);
    const body = finished(house, '7GGG777');
    const [one, two] = [await house.reading.finished(camera, body), await house.reading.finished(other, body)];
    expect([one.repeated, two.repeated]).toEqual([false, false]);
  });
});
