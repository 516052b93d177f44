/** The hit alerts over a real ledger: exactly one for a read that meets an entry, whatever stops in between. */
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Camera, Member } from '../../src/domain/actor.js';
import { type Appended, type Entry, Unavailable } from '../../src/ledger/ledger.js';
import {
  factsOf,
  finished,
  type House,
  installed,
  listed,
  openTestHouse,
  Passing,
  type Settings,
  staffed,
  wanted,
} from '../support/house.js';

let house: House;
let officer: Member;
let camera: Camera;
let hotListId: string;

const found = async (settings: Settings = {}) => {
  house = await openTestHouse(settings);
  const staff = await staffed(house);
  officer = staff.officer;
  camera = await installed(house, staff.administrator);
  hotListId = await listed(house, staff.administrator);
};
beforeEach(() => found(), 30_000);
afterEach(() => house.raze());

const read = async (plate: string, more: object = {}) => house.reading.finished(camera, finished(house, plate, more));

/** Has the alerts look at everything there is, and answers those on the ledger. */
const alerts = async () => {
  const last = (await factsOf(house)).at(-1)!.position;
  await house.alerting.reached(last);
  return (await factsOf(house)).filter(({ type }) => type === 'HitAlertRaised');
};

/** Stops the house and opens it again, as a restart does; `between` may spoil something meanwhile. */
const restart = async (between: (readmodels: string) => void = () => undefined): Promise<void> => {
  await house.close();
  between(join(house.dir, 'readmodels'));
  house = await openTestHouse({ dir: house.dir, watch: house.watch });
  house.alerting.start();
};
const forgetNote = (readmodels: string) => rmSync(join(readmodels, 'alerts.position'), { force: true });
const forgetViews = (readmodels: string) => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(readmodels, `views.db${end}`), { force: true });
};

describe('a read of a plate on the hot list', () => {
  it('raises one alert, which says what was read and what was sought', async () => {
    house.alerting.start();
    const { entryId } = await wanted(house, officer, hotListId, '7XYZ123');
    const { recorded } = await read('7XYZ123');
    const raised = await alerts();
    expect(raised).toHaveLength(1);
    expect(raised[0]).toMatchObject({
      data: { entryId, hotListId, match: 'exact', verified: false, category: 'stolen-vehicle' },
      sealed: { plate: '7XYZ123', entryPlate: '7XYZ123', reason: 'taken from a driveway on Sunday night' },
      cause: recorded[0]!.id,
      actor: { kind: 'clock' },
    });
  });

  it('sent twice raises one', async () => {
    house.alerting.start();
    await wanted(house, officer, hotListId, '7XYZ123');
    const body = finished(house, '7XYZ123');
    await house.reading.finished(camera, body);
    await house.reading.finished(camera, body);
    expect(await alerts()).toHaveLength(1);
  });

  it('that is on two lists raises one for each', async () => {
    house.alerting.start();
    await wanted(house, officer, hotListId, '7XYZ123');
    await wanted(house, officer, hotListId, '7XYZ123');
    await read('7XYZ123');
    expect(new Set((await alerts()).map(({ data }) => (data as { hitId: string }).hitId)).size).toBe(2);
  });
});

describe('no alert is raised', () => {
  it('for an entry added after the read', async () => {
    await read('7XYZ123');
    await wanted(house, officer, hotListId, '7XYZ123');
    house.alerting.start();
    expect(await alerts()).toEqual([]);
    await restart(forgetNote);
    expect(await alerts()).toEqual([]);
  });

  it('for an entry that was removed', async () => {
    house.alerting.start();
    const { entryId } = await wanted(house, officer, hotListId, '7XYZ123');
    await house.act({ type: 'RemoveHotListEntry', data: { hotListId, entryId, why: 'recovered' } }, officer);
    await read('7XYZ123');
    expect(await alerts()).toEqual([]);
  });

  it('for an entry that had expired when the plate was read', async () => {
    house.alerting.start();
    await wanted(house, officer, hotListId, '7XYZ123', 1);
    house.watch.pass(1);
    await read('7XYZ123');
    expect(await alerts()).toEqual([]);
  });

  it('for a plate that could not be read', async () => {
    house.alerting.start();
    await wanted(house, officer, hotListId, '7XYZ123');
    await read('unknown');
    expect(await alerts()).toEqual([]);
  });
});

describe('after a stop in the middle', () => {
  it.each([
    ['with its note', () => undefined],
    ['with its note lost', forgetNote],
    ['with a note that cannot be read', (dir: string) => writeFileSync(join(dir, 'alerts.position'), 'rubbish')],
    ['with the read models lost', forgetViews],
    ['with a note of another ledger', (dir: string) => writeFileSync(join(dir, 'alerts.position'), '999999')],
  ])('%s, there is still exactly one alert for each read', async (_, spoil) => {
    house.alerting.start();
    await wanted(house, officer, hotListId, '7XYZ123');
    await read('7XYZ123');
    await alerts();
    await house.alerting.stop();
    await read('7XYZ123');
    await restart(spoil);
    expect(await alerts()).toHaveLength(2);
    await read('7XYZ123');
    expect(await alerts()).toHaveLength(3);
    await restart(spoil);
    expect(await alerts()).toHaveLength(3);
  });

  it('a read made while the entry stood is alerted, although the entry was removed since', async () => {
    house.alerting.start();
    const { entryId } = await wanted(house, officer, hotListId, '7XYZ123');
    expect(await alerts()).toEqual([]);
    await house.alerting.stop();
    await read('7XYZ123');
    await house.act({ type: 'RemoveHotListEntry', data: { hotListId, entryId, why: 'recovered' } }, officer);
    await read('7XYZ123');
    await house.views.reached((await factsOf(house)).at(-1)!.position);
    await restart();
    expect(await alerts()).toHaveLength(1);
  });
});

/** Fails so many appends to hit streams, as a store that is out of reach. */
class Faltering extends Passing {
  failing = 0;
  override async append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    if (stream.startsWith('hit-') && this.failing > 0) {
      this.failing -= 1;
      throw new Unavailable('The store is out of reach.', true);
    }
    return this.real.append(stream, expected, entries);
  }
}

it('a ledger out of reach delays the alert, and does not lose it', async () => {
  let store!: Faltering;
  await house.raze();
  await found({ between: (ledger) => (store = new Faltering(ledger)) });
  house.alerting.start();
  await wanted(house, officer, hotListId, '7XYZ123');
  store.failing = 2;
  await read('7XYZ123', { sourceEventId: randomUUID() });
  expect(await alerts()).toHaveLength(1);
  expect([store.failing, house.alerting.failure]).toEqual([0, null]);
});

describe('a correction', () => {
  it('that meets another entry raises an alert for that one, and ends the first', async () => {
    house.alerting.start();
    const misread = await wanted(house, officer, hotListId, '7XYZ123');
    const meant = await wanted(house, officer, hotListId, '7XYZ199');
    await read('7XYZ123');
    const [first] = await alerts();
    const { hitId, entryId } = (first as unknown as { data: { hitId: string; entryId: string } }).data;
    expect(entryId).toBe(misread.entryId);
    const correction = { hitId, plate: '7XYZ199', plateState: 'CA', basis: 'image', secondMemberId: randomUUID() };
    const receipt = await house.act({ type: 'CorrectPlate', data: correction }, officer);
    expect(receipt.recorded[0]?.data).toMatchObject({ stillMatches: false });
    const raised = (await alerts()) as unknown as { data: { entryId: string; match: string }; cause?: string }[];
    expect(raised.map(({ data }) => [data.entryId, data.match])).toEqual([
      [misread.entryId, 'exact'],
      [meant.entryId, 'exact'],
    ]);
    expect(raised[1]!.cause).toBe(receipt.recorded[0]!.id);
  });
});
