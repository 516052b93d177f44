/** Operations over a real ledger: what the clock does by itself, and a read set aside before anything came of it. */
import { randomUUID } from 'node:crypto';
import type { Camera, Member } from '../../src/domain/actor.js';
import { unsentNotices } from '../../src/projections/notices.js';
import {
  codesOf,
  enrol,
  factsOf,
  finished,
  type House,
  installed,
  listed,
  openTestHouse,
  qualify,
  staffed,
  typesOf,
  wanted,
} from '../support/house.js';

let house: House;
let administrator: Member;
let officer: Member;
let sergeant: Member;
let camera: Camera;
let hotListId: string;
beforeEach(async () => {
  house = await openTestHouse();
  ({ administrator, officer } = await staffed(house));
  sergeant = await enrol(house, administrator, 'sergeant.a', 'police-sergeant');
  await qualify(house, administrator, administrator, sergeant);
  camera = await installed(house, administrator);
  hotListId = await listed(house, administrator);
}, 30_000);
afterEach(() => house.raze());

const read = async (plate: string) => {
  const { position, recorded } = await house.reading.finished(camera, finished(house, plate));
  await house.views.reached(position);
  return (recorded[0]!.data as { detectionId: string }).detectionId;
};

/** Has the alerts look at everything there is, and answers the last hit, if any. */
const alerted = async (): Promise<string | undefined> => {
  await house.alerting.reached((await factsOf(house)).at(-1)!.position);
  const hit = (await factsOf(house)).findLast(({ type }) => type === 'HitAlertRaised');
  return (hit?.data as { hitId: string } | undefined)?.hitId;
};

/** An exigency declared of a verified hit, whose id it answers. */
const exigency = async (): Promise<string> => {
  house.alerting.start();
  await wanted(house, officer, hotListId, '7XYZ123');
  await read('7XYZ123');
  const hitId = (await alerted())!;
  await house.views.caughtUp();
  await house.showing.hitImage(hitId, 'plate', officer, randomUUID());
  await house.act({ type: 'CompareHit', data: { hitId, stateAgrees: true, charactersAgree: true } }, officer);
  const narrative = 'the driver is firing at passers-by';
  const declared = await house.act({ type: 'DeclareExigency', data: { hitId, narrative } }, officer);
  expect(codesOf(declared)).toEqual([]);
  return hitId;
};

const types = async (of: RegExp): Promise<string[]> => (await typesOf(house)).filter((type) => of.test(type));

describe('an exigency', () => {
  it('that nobody has reviewed for 72 hours is flagged once, and calls for a notice', async () => {
    await exigency();
    house.watch.pass(71);
    await house.clockwork.keep();
    expect(await types(/^ExigencyReview/)).toEqual([]);
    house.watch.pass(2);
    await house.clockwork.keep();
    await house.clockwork.keep();
    expect(await types(/^ExigencyReview/)).toEqual(['ExigencyReviewOverdue']);
    await house.views.caughtUp();
    expect(unsentNotices(house.views.db)).toMatchObject([
      { notice: 'exigency-review-overdue', recipient: 'administrator', except: officer.id },
    ]);
  });

  it('that a sergeant reviewed is never flagged', async () => {
    const hitId = await exigency();
    const data = { hitId, justified: true, note: 'heard the pursuit on channel two' };
    expect(codesOf(await house.act({ type: 'ReviewExigency', data }, sergeant))).toEqual([]);
    house.watch.pass(100);
    await house.clockwork.keep();
    expect(await types(/^ExigencyReview/)).toEqual(['ExigencyReviewed']);
  });
});

it('a canvass ends with its window, once, and by the clock', async () => {
  const data = {
    canvassId: randomUUID(),
    incident: 'shooting',
    incidentNumber: '26-0417',
    area: 'around Ramon Road',
    from: house.watch.in(0),
    until: house.watch.in(2),
  } as const;
  await house.act({ type: 'OpenCanvass', data }, officer);
  await house.clockwork.keep();
  expect(await types(/^Canvass/)).toEqual(['CanvassOpened']);
  house.watch.pass(3);
  await house.clockwork.keep();
  await house.clockwork.keep();
  expect(await types(/^Canvass/)).toEqual(['CanvassOpened', 'CanvassClosed']);
  const closed = (await factsOf(house)).find(({ type }) => type === 'CanvassClosed')!;
  expect([closed.actor.kind, closed.data]).toEqual(['clock', { canvassId: data.canvassId, memberId: null }]);
});

describe('a read that was set aside', () => {
  const setAside = (detectionId: string) =>
    house.act({ type: 'QuarantineDetection', data: { detectionId, why: 'private-place' } }, officer);

  it('before the alerts looked at it raises none, and the refusal says why', async () => {
    await wanted(house, officer, hotListId, '7XYZ123');
    expect(codesOf(await setAside(await read('7XYZ123')))).toEqual([]);
    house.alerting.start();
    expect(await alerted()).toBeUndefined();
    const refused = (await factsOf(house)).findLast(({ type }) => type === 'ActionRefused')!;
    expect(refused.data).toEqual({ action: 'RaiseHitAlert', codes: ['R-QUARANTINED'] });
    await read('7XYZ123');
    expect(await alerted()).toBeDefined();
  });

  it('under a court order is not: it covers its camera, in its time', async () => {
    const warrant = {
      warrantId: randomUUID(),
      cameraId: camera.id,
      from: house.watch.in(-1),
      until: house.watch.in(1),
      document: 'c'.repeat(64),
      orderNumber: 'SW-26-0012',
      court: 'Superior Court, County of Riverside',
    };
    await house.act({ type: 'StartWarrantedCapture', data: warrant }, officer);
    await house.views.caughtUp();
    expect(codesOf(await setAside(await read('7XYZ123')))).toEqual(['R-WARRANTED']);
    house.watch.pass(2);
    expect(codesOf(await setAside(await read('7XYZ123')))).toEqual([]);
  });
});
