/** A day is purged by two people after a day between: what is gone is gone from every file, and what is held is not. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Camera } from '../../src/domain/actor.js';
import { readMeaning } from '../../src/handlers/meaning.js';
import { Refused } from '../../src/handlers/orders.js';
import { allPurges } from '../../src/projections/retention.js';
import { searchDetections } from '../../src/projections/search.js';
import { verifyCertificate } from '../../src/reports/certificate.js';
import {
  bucketOf,
  type Custodial,
  custodians,
  type Custodians,
  custodyOf,
  order,
  pass,
  purge,
  readsOf,
  today,
} from '../support/custody.js';
import {
  factsOf,
  finished,
  type House,
  imageFiles,
  installed,
  logIn,
  openTestHouse,
  problemsOf,
  sizeOf,
  typesOf,
} from '../support/house.js';

let house: House;
let custodial: Custodial;
let people: Custodians;
let date: string;
let ids: string[];
const plates = ['7GONE01', '7GONE02', '7HELD03'];
const as = (username: string) => logIn(house, username);

beforeEach(async () => {
  house = await openTestHouse();
  custodial = custodyOf(house);
  people = await custodians(house);
  await custodial.timekeeper.note();
  date = today(house);
  ids = await readsOf(house, people, plates);
  installedLately = undefined;
});
afterEach(() => house.raze());

const codes = async (act: Promise<unknown>): Promise<string[]> => {
  try {
    await act;
  } catch (error) {
    if (error instanceof Refused) return error.receipt.refused.map(({ code }) => code);
    throw error;
  }
  return [];
};
let installedLately: Camera | undefined;
/** A camera that is in service still. */
const lateCamera = async (): Promise<Camera> => (installedLately ??= await installed(house, await as('administrator')));

const filesHolding = (text: string): string[] =>
  readdirSync(house.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));

describe('a purge', () => {
  it('is carried out when the time has run out, and leaves nothing in any file', async () => {
    expect(filesHolding('7GONE01')).not.toEqual([]);
    expect(imageFiles(house.dir)).toHaveLength(3);
    await pass(house, custodial, 31);
    const [done] = await purge(house, custodial, date, as);
    expect(done).toMatchObject({ outcome: 'completed' });
    expect(plates.flatMap(filesHolding)).toEqual([]);
    expect(imageFiles(house.dir)).toEqual([]);
    expect(searchDetections(house.views.db, { plate: '7GONE01' }, 10)).toEqual([]);
    expect(await problemsOf(house)).toEqual([]);
    expect(allPurges(house.views.db)[0]).toMatchObject({ state: 'completed', units: 3, kept: 0 });
  }, 60_000);

  it('gives a certificate that verifies by itself, and that no changed word survives', async () => {
    await pass(house, custodial, 31);
    const [done] = await purge(house, custodial, date, as);
    const file = custodial.certifying.read(done!.certificateId!, 'json').toString();
    expect(verifyCertificate(file)).toMatchObject({ valid: true, wrong: [] });
    for (const [from, to] of [
      [date, '2020-01-01'],
      [people.custodian.id, people.administrator.id],
      ['"units": 3', '"units": 2'],
    ] as const)
      expect(verifyCertificate(file.replaceAll(from, to)).valid).toBe(false);
    expect(verifyCertificate(file, ['another key']).valid).toBe(false);
    expect(custodial.certifying.read(done!.certificateId!, 'pdf').subarray(0, 5).toString()).toBe('%PDF-');
  }, 60_000);

  it('is not proposed before its time, nor by one person alone', async () => {
    await pass(house, custodial, 20);
    const early = custodial.purging.propose(bucketOf(date), await as('administrator'), randomUUID());
    expect(await codes(early)).toEqual(['R-NOT-DUE', 'R-CLOCK']);
    await pass(house, custodial, 11);
    expect((await custodial.purging.due()).map((one) => one.kid)).toEqual([expect.stringContaining('detection/')]);
    const { purgeId } = await custodial.purging.propose(bucketOf(date), await as('administrator'), randomUUID());
    expect(await codes(custodial.purging.approve(purgeId, await as('administrator'), randomUUID()))).toEqual([
      'R-SOD-PURGE',
    ]);
    expect(await custodial.purging.run()).toEqual([]);
    await pass(house, custodial, 2);
    expect(await custodial.purging.run()).toEqual([]);
    expect((await factsOf(house)).every(({ sealed }) => sealed !== null)).toBe(true);
  }, 60_000);

  it('is not caused by a clock that jumps, whichever way', async () => {
    for (const years of [1, 10, -1]) {
      house.watch.jump(years * 365 * 24);
      await custodial.timekeeper.note();
      const jumped = custodial.purging.propose(bucketOf(date), people.administrator, randomUUID());
      expect(await codes(jumped)).toContain('R-CLOCK');
      house.watch.jump(-years * 365 * 24);
    }
    await pass(house, custodial, 31);
    const { purgeId } = await custodial.purging.propose(bucketOf(date), await as('administrator'), randomUUID());
    await custodial.purging.approve(purgeId, await as('custodian.a'), randomUUID());
    house.watch.jump(48);
    expect(await custodial.purging.run()).toEqual([]);
    house.watch.jump(-48);
    await pass(house, custodial, 1.5);
    expect(await custodial.purging.run()).toMatchObject([{ outcome: 'completed' }]);
  }, 60_000);
});

describe('a read that comes late, for a day that was purged', () => {
  it('is refused by the policy, kept in no file, and never makes the key of that day anew', async () => {
    await pass(house, custodial, 31);
    await purge(house, custodial, date, as);
    const camera = await lateCamera();
    const before = await sizeOf(house);
    const body = finished(house, '7LATE09', { capturedAt: `${date}T20:00:00.000Z` });
    const { refused, recorded } = await house.reading.finished(camera, body as never);
    expect(refused.map(({ clause, code }) => `${clause} ${code}`)).toEqual(['430.8¶3.2 R-DAY-PURGED']);
    expect(recorded.map(({ type }) => type)).toEqual(['ActionRefused']);
    expect(await sizeOf(house)).toBe(before + 1);
    // That it came is on record; what it showed is kept nowhere, not even sealed.
    const { sealed } = (await factsOf(house)).at(-1)! as { sealed: { attempt: object } };
    expect(Object.keys(sealed.attempt).toSorted()).toEqual([
      'cameraId',
      'capturedAt',
      'dayPurged',
      'detectionId',
      'source',
      'withheld',
    ]);
    expect(filesHolding('7LATE09')).toEqual([]);
    expect(imageFiles(house.dir)).toEqual([]);
    expect(house.vault.status(`detection/${date}#0`)).toBe('destroyed');
    const { problems, decided } = await readMeaning(house.ledger, house.vault, house.dir);
    expect([problems, decided.undecided.unknown]).toEqual([[], 0]);
  }, 60_000);
});

describe('a hold', () => {
  it('keeps what it reaches through the purge of its day, until two people let it go', async () => {
    const { holdId } = await custodial.holding.place(
      order(house, { plates: ['7HELD03'] }),
      people.custodian,
      randomUUID(),
    );
    await pass(house, custodial, 31);
    await purge(house, custodial, date, as);
    expect(filesHolding('7GONE01')).toEqual([]);
    expect(filesHolding('7HELD03')).not.toEqual([]);
    expect(imageFiles(house.dir)).toHaveLength(1);
    expect(searchDetections(house.views.db, { plate: '7HELD03' }, 10)).toMatchObject([{ detectionId: ids[2] }]);
    const read = (await factsOf(house)).filter(({ type }) => type === 'DetectionRecorded');
    expect(read.map(({ sealed }) => sealed && (sealed as { plate: string }).plate)).toEqual([null, null, '7HELD03']);
    expect(await problemsOf(house)).toEqual([]);

    expect(await codes(custodial.purging.propose(bucketOf(date), await as('administrator'), randomUUID()))).toEqual([
      'R-HOLD',
    ]);
    const resolution = 'e'.repeat(64);
    const custodian = await as('custodian.a');
    const attorney = await as('attorney.a');
    await custodial.holding.requestRelease(holdId, resolution, custodian, randomUUID());
    expect(await codes(custodial.holding.release(holdId, resolution, custodian, randomUUID()))).toEqual([
      'R-HOLD-RELEASE',
    ]);
    await custodial.holding.release(holdId, resolution, attorney, randomUUID());
    await purge(house, custodial, date, as);
    expect(filesHolding('7HELD03')).toEqual([]);
    expect(imageFiles(house.dir)).toEqual([]);
    expect(await problemsOf(house)).toEqual([]);
  }, 90_000);

  it('on everything stops a purge that was approved, and that is on the record', async () => {
    await pass(house, custodial, 31);
    const { purgeId } = await custodial.purging.propose(bucketOf(date), await as('administrator'), randomUUID());
    await custodial.purging.approve(purgeId, await as('custodian.a'), randomUUID());
    await custodial.holding.place(order(house, { ids }), await as('custodian.a'), randomUUID());
    await pass(house, custodial, 1.5);
    expect(await custodial.purging.run()).toEqual([{ purgeId, outcome: 'blocked', certificateId: null }]);
    expect(await typesOf(house, `retention-detection-${date.replaceAll('-', '')}`)).toContain('PurgeBlockedByHold');
  }, 60_000);

  it('that was interrupted is carried out before any purge', async () => {
    await pass(house, custodial, 31);
    const { purgeId } = await custodial.purging.propose(bucketOf(date), await as('administrator'), randomUUID());
    await custodial.purging.approve(purgeId, await as('custodian.a'), randomUUID());
    const data = { holdId: randomUUID(), ...order(house, { plates: ['7HELD03'] }) };
    await house.act({ type: 'PlaceHold', data }, await as('custodian.a'));
    await pass(house, custodial, 1.5);
    await custodial.purging.run();
    expect(searchDetections(house.views.db, { plate: '7HELD03' }, 10)).toHaveLength(1);
    expect(await typesOf(house, `hold-${data.holdId}`)).toEqual(['HoldOrdered', 'HoldPlaced']);
  }, 60_000);
});

describe('a download', () => {
  it('outlives the day on its own clock, and ends with that', async () => {
    const asked = { detectionId: ids[0]!, caseNumber: '26-0017', relevance: 'shows the vehicle at the scene' };
    const until = house.watch.in(24 * 60);
    const { detection, images } = await custodial.downloading.download(
      { ...asked, until },
      people.officer,
      randomUUID(),
    );
    expect([detection.plate, images.length]).toEqual(['7GONE01', 1]);
    const longer = { ...asked, until: house.watch.in(24 * 70) };
    expect(await codes(custodial.downloading.download(longer, people.officer, randomUUID()))).toEqual([
      'R-RETAIN-EXTEND',
    ]);
    await pass(house, custodial, 31);
    await purge(house, custodial, date, as);
    expect(filesHolding('7GONE01')).not.toEqual([]);
    expect(filesHolding('7GONE02')).toEqual([]);
    await pass(house, custodial, 30);
    await purge(house, custodial, date, as);
    expect(filesHolding('7GONE01')).toEqual([]);
    const gone = custodial.downloading.download({ ...asked, until: null }, await as('officer.a'), randomUUID());
    expect(await codes(gone)).toEqual(['R-PURGED', 'R-RETAIN-EXTEND']);
  }, 90_000);
});
