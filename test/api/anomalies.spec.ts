/** Flags over HTTP: the clock flags what the detectors see, once; a person not concerned says what it was. */
import { Clockwork } from '../../src/handlers/clockwork.js';
import { type Person, Station, why } from './station.js';

let station: Station;
let administrator: Person;
let officer: Person;
let auditor: Person;

const canary = '9CAN111';

beforeAll(async () => {
  station = await Station.open({ ALPR_DEPARTMENT_NETWORKS: '127.0.0.1' });
  administrator = await station.administrator();
  officer = await station.qualified(administrator, 'officer.o', 'police-officer');
  auditor = await station.enrolled(administrator, 'auditor.x', 'auditor');
}, 120_000);
afterAll(() => station.close());

const flagged = async (): Promise<string[]> => {
  const receipts = await station.app.get(Clockwork).keep();
  expect([...station.app.get(Clockwork).failures]).toEqual([]);
  return receipts
    .flatMap(({ recorded }) => recorded)
    .filter(({ type }) => type === 'AnomalyFlagged')
    .map(({ data }) => (data as { detector: string }).detector);
};

it('a canary is seeded by the auditor, and its plate is kept nowhere', async () => {
  expect(await station.refusal('/canaries', { plate: canary }, administrator)).toEqual(['R-CANARY']);
  expect((await station.post('/canaries', { plate: '9CAN*' }, auditor)).status).toBe(400);
  const { canaryId } = await station.done('/canaries', { plate: canary }, auditor);
  expect(await station.register('canaries', auditor)).toEqual([
    { register: 'canaries', id: canaryId, seededAt: expect.any(String), seededBy: auditor.memberId },
  ]);
});

it('who searches for it is flagged by the clock, once, with the search as evidence', async () => {
  expect(await flagged()).toEqual([]);
  const asked = { ...why, question: 'detections', elements: { plate: canary } };
  const { receipt } = await station.done('/queries', asked, officer);
  expect(await flagged()).toEqual(['canary-plate']);
  expect(await flagged()).toEqual([]);
  const [flag] = await station.register('anomalies', auditor);
  expect(flag).toMatchObject({
    detector: 'canary-plate',
    memberId: officer.memberId,
    severity: 'high',
    sentence: 'A plate that no vehicle bears was searched 1 times; whoever searched it was told of it.',
    events: [receipt.recorded[0].id],
  });
  expect(JSON.stringify(flag)).not.toContain(canary);
  expect(await station.register('anomaly-digest', auditor)).toHaveLength(1);
});

it('is looked at by somebody whom it does not concern, and counts for the detector', async () => {
  const [{ id }] = await station.register('anomalies', auditor);
  const url = `/anomalies/${id}/disposition`;
  const said = { disposition: 'violation', note: 'He was told the plate by a neighbour and looked' };
  expect(await station.refusal(url, said, officer)).toEqual(['R-ANOMALY-REVIEWER', 'R-SELF-REVIEW']);
  expect(await station.refusal(url, { disposition: 'violation' }, auditor)).toEqual(['R-ANOMALY-OPEN']);
  await station.done(url, said, auditor);
  expect(await station.refusal(url, said, administrator)).toEqual(['R-ANOMALY-OPEN']);
  expect(await station.register('anomaly-digest', auditor)).toEqual([]);
  expect(await station.register('detectors', auditor)).toMatchObject([
    { detector: 'canary-plate', flagged: 1, looked: 1, violations: 1, precision: 1 },
  ]);
});

it('the calendar tells what is due', async () => {
  const due = await station.register('duties', auditor);
  expect(due.map(({ duty }) => duty)).toEqual(expect.arrayContaining(['posting-attestation', 'hosting-attestation']));
  expect(due.every(({ overdue }) => overdue === false)).toBe(true);
});
