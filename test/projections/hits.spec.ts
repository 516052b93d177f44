/** The queue and the screen of an alert show where it stands, and a correction undoes what rested on the old text. */
import { alertById } from '../../src/projections/alerts.js';
import { findHits, hitById, hitQueue } from '../../src/projections/hits.js';
import { findEntries, standingEntries } from '../../src/projections/hotlists.js';
import { Ground, id } from './ground.js';
import { confirm, correct, detect, enrol, happen, install, list, officer, raise } from './telling.js';

let ground: Ground;
beforeEach(async () => {
  ground = await Ground.open();
  await install(ground);
  await enrol(ground, 'officer', 'officer.one');
  await list(ground, '7ABC123');
  await detect(ground, 'first', { plate: '7ABC123' });
  await raise(ground, 'first', '7ABC123');
});
afterEach(() => ground.close());

const hit = () => hitById(ground.views.db, id('hit first'));
const queued = () => hitQueue(ground.views.db).map(({ id: one }) => one);
const told = <Type extends string, Data>(type: Type, data: Data) =>
  ground.tell({ type, data: { hitId: id('hit first'), memberId: officer.id, ...data } } as never, {
    stream: `hit-${id('hit first')}`,
    by: officer,
  });

describe('an alert', () => {
  it('keeps how it stood when it was acted upon, whatever is said of it later', async () => {
    await happen(ground, 'first', 'HitImageOpened');
    await happen(ground, 'first', 'HitVisuallyVerified');
    await confirm(ground, 'first');
    await told('EnforcementActionRecorded', { action: 'traffic-stop', confirmed: true, exigent: false });
    await told('HitRejected', { wrongState: false, misread: true });
    await ground.settle();
    expect(hit()).toMatchObject({
      verdict: 'misread',
      confirmation: null,
      whenActed: { verified: true, confirmed: true },
    });
    await told('EnforcementActionRecorded', { action: 'tow', confirmed: false, exigent: true });
    await ground.settle();
    expect(hit()).toMatchObject({ whenActed: { verified: false, confirmed: false } });
  });

  it('shows everything its screen needs', async () => {
    await happen(ground, 'first', 'HitImageOpened');
    await ground.settle();
    expect(alertById(ground.views.db, id('hit first'))).toMatchObject({
      status: 'raised',
      plate: '7ABC123',
      entryPlate: '7ABC123',
      reason: 'stolen from the depot yard',
      match: 'exact',
      openedBy: officer.id,
      stateDiffers: false,
      detection: { plate: '7ABC123', confidence: 9321, images: [] },
      entry: { reference: '26-11873', category: 'stolen-vehicle', partial: false },
      camera: { name: 'Gate 4', mobility: 'fixed' },
      corrections: [],
    });
    expect(alertById(ground.views.db, id('nothing'))).toBeUndefined();
  });

  it('goes its way from raised to acted, and leaves the queue', async () => {
    const seen: (string | undefined)[] = [];
    const look = async (): Promise<void> => {
      await ground.settle();
      seen.push(hit()?.status);
    };
    await look();
    await happen(ground, 'first', 'HitImageOpened');
    await happen(ground, 'first', 'HitVisuallyVerified');
    await look();
    await confirm(ground, 'first');
    await look();
    expect(queued()).toEqual([id('hit first')]);
    await told('EnforcementActionRecorded', { action: 'traffic-stop', confirmed: true, exigent: false });
    await look();
    expect(seen).toEqual(['raised', 'verified', 'confirmed', 'acted']);
    expect(queued()).toEqual([]);
    expect(hit()).toMatchObject({ confirmer: 'dispatch 12', channel: 'radio', action: 'traffic-stop' });
  });

  it.each([
    [{ wrongState: true, misread: false }, 'wrong-state'],
    [{ wrongState: false, misread: true }, 'misread'],
    [{ wrongState: true, misread: true }, 'misread'],
  ])('rejected as %j is %s', async (found, verdict) => {
    await told('HitRejected', found);
    await ground.settle();
    expect(hit()).toMatchObject({ status: 'rejected', verdict });
    expect(queued()).toEqual([]);
  });
});

it('marks the characters that differ, of the plate as it is now known', async () => {
  await detect(ground, 'second', { plate: '7A8C1Z3' });
  await raise(ground, 'second', '7A8C1Z3', '7ABC123');
  await ground.settle();
  const marked = () =>
    hitById(ground.views.db, id('hit second'))?.differences.map(({ position, read, listed }) => [
      position,
      read,
      listed,
    ]);
  expect(hit()?.differences).toEqual([]);
  expect(marked()).toEqual([
    [2, '8', 'B'],
    [5, 'Z', '2'],
  ]);
  await correct(ground, 'second', '7A8C1Z3', '7ABC1Z3', true);
  await ground.settle();
  expect(marked()).toEqual([[5, 'Z', '2']]);
});

describe('a correction', () => {
  it('keeps the original, and voids what was verified and confirmed of it', async () => {
    await happen(ground, 'first', 'HitVisuallyVerified');
    await confirm(ground, 'first');
    await correct(ground, 'first', '7ABC123', '7ABC128', true);
    await ground.settle();
    expect(hit()).toMatchObject({
      plate: '7ABC128',
      readPlate: '7ABC123',
      status: 'raised',
      verdict: null,
      confirmation: null,
      confirmer: null,
    });
    expect(queued()).toEqual([id('hit first')]);
  });

  it('after which nothing is met any more ends the hit as a misread', async () => {
    await correct(ground, 'first', '7ABC123', '7ABC128', false);
    await ground.settle();
    expect(hit()).toMatchObject({ status: 'rejected', verdict: 'misread', verdictBy: officer.id });
  });
});

describe('hits', () => {
  it('are found by any of their plates, by camera and by time', async () => {
    await correct(ground, 'first', '7ABC123', '7ABC128', true);
    await ground.settle();
    const count = (asked: Parameters<typeof findHits>[1]): number => findHits(ground.views.db, asked, 10).length;
    expect([{ plate: '7ABC123' }, { plate: '7abc128' }, { plate: '7A*' }, { plate: '9*' }].map(count)).toEqual([
      1, 1, 1, 0,
    ]);
    expect(count({ hitId: id('hit first') })).toBe(1);
    expect(count({ cameraId: id('another') })).toBe(0);
    expect(count({ from: '2027-01-01T00:00:00.000Z' })).toBe(0);
    expect(count({ after: id('hit first') })).toBe(0);
  });
});

describe('hot-list entries', () => {
  it('stand until removed, and are found by plate', async () => {
    await list(ground, '7AB?1*', 'amber-alert');
    await ground.settle();
    expect([...standingEntries(ground.views.db)].map(({ plate }) => plate).toSorted()).toEqual(['7AB?1*', '7ABC123']);
    expect(findEntries(ground.views.db, { plate: '7ABX199' }, 10)).toMatchObject([{ plate: '7AB?1*', partial: true }]);
    const entryId = id('entry 7ABC123');
    await ground.tell(
      { type: 'HotListEntryRemoved', data: { hotListId: id('list'), entryId, why: 'recovered' } },
      { stream: `entry-${entryId}`, by: officer },
    );
    await ground.settle();
    expect([...standingEntries(ground.views.db)]).toMatchObject([{ plate: '7AB?1*', reason: expect.any(String) }]);
    expect(findEntries(ground.views.db, { standingAt: '2026-11-24T00:00:00.000Z' }, 10)).toHaveLength(1);
    expect(findEntries(ground.views.db, { standingAt: '2027-11-24T00:00:00.000Z' }, 10)).toEqual([]);
  });
});
