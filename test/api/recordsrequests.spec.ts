/** A public records request over HTTP: what the public is given, what never, and what was taken out. */
import { randomUUID } from 'node:crypto';
import { type Person, Precinct } from './precinct.js';

let precinct: Precinct;
let chief: Person;
let custodian: Person;
let officer: Person;
beforeAll(async () => {
  precinct = await Precinct.open({ ALPR_DEPARTMENT_NETWORKS: '127.0.0.1' });
  chief = await precinct.hire('chief', 'police-chief');
  custodian = await precinct.hire('custodian', 'custodian-of-records');
  officer = await precinct.hire('officer.a', 'police-officer', true);
}, 120_000);
afterAll(() => precinct.close());

const requests = '/records-requests';
const asked = (hoursAgo = 1) => ({
  receivedAt: precinct.watch.in(-hoursAgo),
  requester: 'Desert Sun',
  contact: 'newsroom@paper.example',
  asks: 'the audit trail of the plate readers',
});
const period = (but: object = {}) => ({
  what: 'audit-rows',
  from: precinct.watch.in(-24),
  to: precinct.watch.in(0),
  ...but,
});
const searched = {
  question: 'detections',
  elements: { plate: '7XYZ123' },
  purpose: 'stolen-vehicle',
  reason: 'Looking for the vehicle of the report of Sunday night',
  eventNumber: '26-11873',
};
type Row = Record<string, unknown>;

let requestId: string;

it('is logged by the custodian, and due ten days after it came in', async () => {
  expect(await precinct.codes(requests, asked(), chief)).toEqual(['R-NOT-CUSTODIAN']);
  expect(await precinct.codes(requests, asked(-1), custodian)).toEqual(['R-REQUEST-RECEIVED']);
  ({ requestId } = await precinct.done(requests, asked(), custodian));
  const [row] = await precinct.register('records-requests', custodian);
  expect(Date.parse(row.dueAt) - Date.parse(row.receivedAt)).toBe(10 * 86_400_000);
});

it('is given redacted rows, each name replaced by one of this request, and told what was taken out', async () => {
  await precinct.done('/queries', searched, officer);
  await precinct.done('/queries', searched, officer);
  const answer = await precinct.post(`${requests}/${requestId}/disclosures`, period(), custodian);
  expect(answer.status).toBe(200);
  const { rows, redactions, completeness } = answer.body.package as { rows: Row[]; redactions: Row; completeness: Row };
  const queries = rows.filter(({ kind, plate }) => kind === 'query' && plate !== null);
  expect(queries.length).toBeGreaterThanOrEqual(2);
  expect(queries[0]!.plate).toMatch(/^[0-9a-f]{16}$/);
  expect(queries[0]!.plate).toBe(queries[1]!.plate);
  expect(queries[0]!.actor).toBe(queries[1]!.actor);
  expect([redactions.plate, completeness.rows]).toEqual([queries.length, rows.length]);
  const sent = answer.bytes.toString();
  for (const secret of ['7XYZ123', officer.memberId, 'Sunday night', '26-11873']) expect(sent).not.toContain(secret);

  const { requestId: second } = await precinct.done(requests, asked(), custodian);
  const other = await precinct.done(`${requests}/${second}/disclosures`, period(), custodian);
  const again = (other.package.rows as Row[]).find(({ kind, plate }) => kind === 'query' && plate !== null)!;
  expect(again.plate).toMatch(/^[0-9a-f]{16}$/);
  expect(again.plate).not.toBe(queries[0]!.plate);
});

it('is given figures, the small ones withheld', async () => {
  const { package: made } = await precinct.done(
    `${requests}/${requestId}/disclosures`,
    period({ what: 'figures' }),
    custodian,
  );
  const searches = (made.rows as Row[]).find(({ figure }) => figure === 'searches for stolen-vehicle')!;
  expect([searches.count, made.redactions.count]).toEqual([null, expect.any(Number)]);
  expect(made.redactions.count).toBeGreaterThanOrEqual(1);
});

it('is never given a read, and nothing by anybody else, or of a time to come', async () => {
  const url = `${requests}/${requestId}/disclosures`;
  expect(await precinct.codes(url, period({ what: 'detections' }), custodian)).toEqual(['R-PUBLIC-RAW']);
  expect(await precinct.codes(url, period(), officer)).toEqual(['R-NOT-CUSTODIAN']);
  expect(await precinct.codes(url, period({ to: precinct.watch.in(5) }), custodian)).toEqual(['R-REQUEST-PERIOD']);
  const unknown = `${requests}/${randomUUID()}/disclosures`;
  expect(await precinct.codes(unknown, period(), custodian)).toEqual(['R-REQUEST-OPEN']);
});

it('is closed with what was given, once; one that is late is noted so by the clock', async () => {
  const { requestId: late } = await precinct.done(requests, asked(), custodian);
  const closing = `${requests}/${requestId}/closing`;
  expect(await precinct.codes(`${requests}/${late}/closing`, { outcome: 'given' }, custodian)).toEqual([
    'R-REQUEST-ANSWER',
  ]);
  await precinct.done(closing, { outcome: 'given' }, custodian);
  expect(await precinct.codes(closing, { outcome: 'given' }, custodian)).toEqual(['R-REQUEST-OPEN']);
  await precinct.pass(11 * 24);
  await precinct.tick();
  const rows = await precinct.register('records-requests', custodian);
  const of = (id: string) => rows.find((row) => row.id === id);
  expect([of(late).overdue, of(requestId).overdue, of(requestId).late]).toEqual([true, false, false]);
  const why = 'Plates and places identify vehicles and are withheld';
  await precinct.done(`${requests}/${late}/closing`, { outcome: 'denied', why }, custodian);
  const after = (await precinct.register('records-requests', custodian)).find(({ id }) => id === late);
  expect(after).toMatchObject({ outcome: 'denied', late: true, why });
});
