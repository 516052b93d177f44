/** What leaves the house, over a real ledger: answers, images and reports, each on the record before it goes. */
import { randomUUID } from 'node:crypto';
import type { Camera, Member } from '../../src/domain/actor.js';
import { Malformed } from '../../src/handlers/errors.js';
import { type Asked, Refused } from '../../src/handlers/orders.js';
import { sha256 } from '../../src/handlers/ids.js';
import {
  enrol,
  factsOf,
  finished,
  type House,
  installed,
  jpeg,
  listed,
  openTestHouse,
  qualify,
  sizeOf,
  staffed,
  typesOf,
  wanted,
  why,
} from '../support/house.js';

let house: House;
let administrator: Member;
let officer: Member;
let camera: Camera;
let hotListId: string;
let hitId: string;
beforeAll(async () => {
  house = await openTestHouse();
  ({ administrator, officer } = await staffed(house));
  camera = await installed(house, administrator);
  hotListId = await listed(house, administrator);
  house.alerting.start();
  await wanted(house, officer, hotListId, '7XYZ123');
  await house.reading.finished(camera, finished(house, '7XYZ123'));
  for (let n = 0; n < 8; n += 1) await house.reading.finished(camera, finished(house, `8ABC12${n}`));
  const last = (await factsOf(house)).at(-1)!.position;
  await house.alerting.reached(last);
  const hit = (await factsOf(house)).find(({ type }) => type === 'HitAlertRaised');
  ({ hitId } = hit!.data as { hitId: string });
}, 60_000);
afterAll(() => house.raze());

const asking = (more: Partial<Asked> = {}): Asked => ({
  ...why,
  question: 'detections',
  elements: { from: '2026-01-01T00:00:00.000Z' },
  ...more,
});

const refusedOf = async (attempt: Promise<unknown>): Promise<string[]> => {
  const error = await attempt.then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown as Refused,
  );
  expect(error).toBeInstanceOf(Refused);
  return (error as Refused).receipt.refused.map(({ code }) => code);
};

describe('a question', () => {
  it('is on the ledger before its answer, with every row that was seen', async () => {
    const { rows, queryId, receipt } = await house.ask(asking(), officer);
    const [made, seen, ...more] = await factsOf(house, `query-${queryId}`);
    expect([made!.type, seen!.type, more]).toEqual(['QueryMade', 'ResultsSeen', []]);
    expect(made!.position).toBe(receipt.position);
    expect(rows.length).toBe(9);
    expect(seen!.data).toEqual({ queryId, rows: rows.length, seen: rows.map(({ id }) => id) });
  });

  it('that finds nothing says so on the ledger too', async () => {
    const { queryId } = await house.ask(asking({ elements: { plate: 'NOSUCH' } }), officer);
    expect((await factsOf(house, `query-${queryId}`)).at(-1)).toMatchObject({ data: { rows: 0, seen: [] } });
  });

  it('that is refused shows no row', async () => {
    const commandId = randomUUID();
    expect(await refusedOf(house.ask(asking({ reason: '' }), officer, commandId))).toEqual(['R-NO-REASON']);
    const last = (await factsOf(house)).at(-1)!;
    expect(last).toMatchObject({ type: 'ActionRefused', command: commandId });
    expect(await typesOf(house, last.stream)).toEqual(['ActionRefused']);
  });

  it.each([
    [1, 1, true],
    [8, 8, true],
    [9, 9, false],
    [1000, 9, false],
    [5000, 9, false],
    [0, 1, true],
    [-3, 1, true],
  ])('for %i rows is answered with %i, and says whether there are more', async (limit, rows, more) => {
    const answer = await house.ask(asking({ limit }), officer);
    expect([answer.rows.length, answer.more]).toEqual([rows, more]);
  });

  it('asked again under its id is answered anew, and what it showed is recorded anew', async () => {
    const commandId = randomUUID();
    const first = await house.ask(asking(), officer, commandId);
    const second = await house.ask(asking(), officer, commandId);
    expect(second.queryId).toBe(first.queryId);
    expect(await typesOf(house, `query-${first.queryId}`)).toEqual(['QueryMade', 'ResultsSeen', 'ResultsSeen']);
  });

  it.each(['detections', 'hits', 'open-hits', 'hot-list-entries', 'access-history', 'figures', 'registers'] as const)(
    'about %s is answered without a hash, a credential or the seal of an image',
    async (question) => {
      const { rows } = await house.ask(asking({ question, purpose: 'audit' }), administratorOrOfficer(question));
      if (question !== 'figures') expect(rows.length).toBeGreaterThan(0);
      const { credential } = await house.standings.equipment(camera.id);
      const { token } = await house.standings.session(officer.id);
      const told = JSON.stringify(rows);
      for (const secret of [credential!, token!, 'argon2', 'passwordHash', '"seal"', '"cth"', '"cm"'])
        expect(told).not.toContain(secret);
    },
  );

  const administratorOrOfficer = (question: string): Member =>
    ['access-history', 'figures', 'registers'].includes(question) ? administrator : officer;
});

describe('the image of a hit', () => {
  it('goes out only once its opening is on the ledger', async () => {
    const commandId = randomUUID();
    const { bytes } = await house.showing.hitImage(hitId, 'plate', officer, commandId);
    expect(Buffer.from(bytes).equals(jpeg)).toBe(true);
    const opened = (await factsOf(house, `hit-${hitId}`)).at(-1);
    expect(opened).toMatchObject({
      type: 'HitImageOpened',
      command: commandId,
      data: { memberId: officer.id, sessionId: officer.sessionId },
    });
  });

  it('is refused to whoever may not look, or when there is no such alert', async () => {
    const stranger = await enrol(house, administrator, 'officer.untrained', 'police-officer');
    expect(await refusedOf(house.showing.hitImage(hitId, 'plate', stranger, randomUUID()))).toContain(
      'R-TRAINING:ALPR',
    );
    const nowhere = house.showing.hitImage(randomUUID(), 'plate', officer, randomUUID());
    expect(await refusedOf(nowhere)).toEqual(['R-HIT-UNKNOWN']);
  });
});

describe('the quarterly report', () => {
  it('states the same figures, digest and root when it is counted again', async () => {
    const report = await house.reporting.quarterly('2026-Q4', administrator, randomUUID());
    const { receipt, pdf, figures, treeSize, root } = report;
    const [recorded] = receipt.recorded;
    expect(recorded).toMatchObject({
      type: 'AuditReportGenerated',
      data: {
        quarter: '2026-q4',
        pdf: sha256(pdf),
        figures: sha256(figures),
        treeSize,
        root,
        signer: await house.papers.fingerprint(),
      },
    });
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const facts = (await factsOf(house)).slice(0, treeSize);
    const reads = facts.filter(({ type }) => type === 'DetectionRecorded').length;
    const counted = JSON.parse(figures) as { ledger: { events: number } };
    expect([counted.ledger.events, reads]).toEqual([facts.length, 9]);
    expect(figures).not.toContain('7XYZ123');
  });

  it('is refused to everybody but the Administrator, and the refusal is on the ledger', async () => {
    expect(await refusedOf(house.reporting.quarterly('2026-Q4', officer, randomUUID()))).toEqual(['R-NOT-ADMIN']);
    expect((await factsOf(house)).at(-1)).toMatchObject({ data: { action: 'GenerateReport' } });
  });

  it.each(['2026', '2026-Q5', '2026-Q0', '26-Q1', '2026-q1', '', '2026-Q1\n'])('%j is no quarter', async (quarter) => {
    const size = await sizeOf(house);
    await expect(house.reporting.quarterly(quarter, administrator, randomUUID())).rejects.toThrow(Malformed);
    expect(await sizeOf(house)).toBe(size);
  });
});

describe('when the day of a detection was purged', () => {
  it('its image is said to be gone, and a question no longer shows its plate', async () => {
    const second = await enrol(house, administrator, 'officer.b', 'police-officer');
    await qualify(house, administrator, administrator, second);
    house.vault.shred('detection/2026-11-23#0');
    house.views.forget('detection/2026-11-23#0');
    const gone = house.showing.hitImage(hitId, 'plate', second, randomUUID());
    await expect(gone).rejects.toThrow(/no such picture/);
    const { rows } = await house.ask(asking(), second);
    expect(JSON.stringify(rows)).not.toContain('8ABC12');
  });
});
