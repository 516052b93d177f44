/** An audit over HTTP, from its plan to the Chief's acknowledgement; and its sample drawn again by somebody else. */
import { createHash } from 'node:crypto';
import { drawFor, recordedDraw } from '../../src/handlers/auditing.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { type Person, Station, why } from './station.js';

let station: Station;
let administrator: Person;
let chief: Person;
let officer: Person;
let auditor: Person;
let custodian: Person;
let camera: Person & { cameraId: string };
let began: string;

const SEARCHES = 12;
const digest = 'a'.repeat(64);
const plan = {
  everyDays: 7,
  auditors: ['auditor'],
  approver: 'police-chief',
  papersYears: 2,
  areas: [
    { area: 'searches', sample: 5 },
    { area: 'log-ins', sample: 2 },
  ],
  documentation: digest,
  resolutionDays: 30,
};

beforeAll(async () => {
  began = new Date(Date.now() - 1000).toISOString();
  station = await Station.open({ ALPR_DEPARTMENT_NETWORKS: '127.0.0.1' });
  administrator = await station.administrator();
  chief = await station.enrolled(administrator, 'the.chief', 'police-chief');
  officer = await station.qualified(administrator, 'officer.o', 'police-officer');
  auditor = await station.enrolled(administrator, 'auditor.x', 'auditor');
  custodian = await station.enrolled(administrator, 'custodian.r', 'custodian-of-records');
  camera = await station.camera(administrator);
  for (let n = 0; n < SEARCHES; n += 1)
    await station.done('/queries', { ...why, question: 'detections', elements: { plate: `7XYZ1${n}` } }, officer);
}, 120_000);
afterAll(() => station.close());

describe('an audit', () => {
  let auditId: string;
  const to = (step: string): string => `/audits/${auditId}/${step}`;
  const items = async (): Promise<any[]> =>
    (await station.register('audit-items', auditor)).filter((one) => one.auditId === auditId);

  it('follows a plan that says everything', async () => {
    const week = { kind: 'weekly', from: began, to: new Date().toISOString() };
    expect(await station.refusal('/audits', week, auditor)).toEqual(['R-AUDIT-PLAN']);
    expect(await station.refusal('/audits/plan', { ...plan, papersYears: 1 }, administrator)).toEqual([
      'R-AUDIT-PLAN-INCOMPLETE',
    ]);
    expect(await station.refusal('/audits/plan', { ...plan, approver: 'auditor' }, administrator)).toEqual([
      'R-AUDIT-PLAN-APPROVER',
    ]);
    await station.done('/audits/plan', plan, administrator);
    expect(await station.refusal('/audits', { ...week, to: '2099-01-01' }, auditor)).toEqual(['R-AUDIT-PERIOD']);
    expect(await station.refusal('/audits', week, officer)).toEqual(['R-AUDITOR']);
    ({ auditId } = await station.done('/audits', week, auditor));
  });

  it('draws its sample once, by a lot that nobody could choose', async () => {
    expect(await station.refusal(to('sample'), undefined, officer)).toEqual(['R-AUDITOR']);
    await station.done(to('sample'), undefined, auditor);
    expect(await station.refusal(to('sample'), undefined, auditor)).toEqual(['R-AUDIT-STEP']);
    const [audit] = await station.register('audits', chief);
    expect(audit.strata).toEqual([
      { area: 'searches', population: SEARCHES, drawn: 5 },
      { area: 'log-ins', population: expect.any(Number), drawn: 2 },
    ]);
  });

  it('can be drawn again from the ledger alone, to the same ids', async () => {
    const ledger = station.app.get(Ledger);
    const again = await drawFor(ledger, auditId);
    expect({ ...again, auditId, drawnBy: auditor.memberId }).toEqual(await recordedDraw(ledger, auditId));
    // And by hand, with nothing of ours but the rule: the smallest numbers of all searches.
    const searches: string[] = [];
    for await (const { type, id, line } of ledger.readAll(-1n))
      if (type === 'QueryMade' && JSON.parse(line).data.question === 'detections') searches.push(id);
    const number = (id: string): string =>
      createHash('sha256').update(`${again!.root}\n${auditId}\nsearches\n${id}`).digest('hex');
    const smallest = searches.toSorted((a, b) => (number(a) < number(b) ? -1 : 1)).slice(0, 5);
    const drawn = again!.items.filter(({ area }) => area === 'searches').map(({ itemId }) => itemId);
    expect(drawn).toEqual(smallest);
    expect((await verifyLedger(ledger)).root).not.toBe(again!.root);
  });

  it('is reviewed item by item, by nobody who did it himself', async () => {
    const drawn = await items();
    const [search] = drawn.filter(({ area }) => area === 'searches');
    const review = (itemId: string, body: object, by: Person) => [to(`items/${itemId}/review`), body, by] as const;
    expect(await station.refusal(...review(search.id, { verdict: 'violation' }, auditor))).toEqual(['R-ITEM-NOTE']);
    expect(await station.refusal(...review(auditId, { verdict: 'compliant' }, auditor))).toEqual(['R-ITEM']);
    const note = 'The number belongs to another case';
    await station.done(...review(search.id, { verdict: 'violation', note }, auditor));
    for (const { id, actorId } of drawn.filter(({ id }) => id !== search.id)) {
      if (actorId === auditor.memberId)
        expect(await station.refusal(...review(id, { verdict: 'compliant' }, auditor))).toEqual(['R-SELF-REVIEW']);
      const by = actorId === auditor.memberId ? administrator : auditor;
      await station.done(...review(id, { verdict: 'compliant' }, by));
    }
    expect(drawn.length).toBe(7);
    const own = (await items()).find(({ id }) => id === search.id);
    expect(own).toMatchObject({ verdict: 'violation', note, reviewedBy: auditor.memberId, act: 'QueryMade' });
  });

  it('is not closed before every violation has its finding, and its papers are kept', async () => {
    expect(await station.refusal(to('closing'), {}, chief)).toEqual(['R-AUDIT-ITEMS', 'R-AUDIT-PAPERS']);
    const [violation] = (await items()).filter(({ verdict }) => verdict === 'violation');
    const finding = { severity: 'major', clause: '430.7(g)', itemId: violation.id, text: 'One number for two cases' };
    expect(await station.refusal(to('findings'), { ...finding, clause: '430.5' }, auditor)).toEqual(['R-FINDING']);
    const { findingId } = await station.done(to('findings'), finding, auditor);
    const resolution = { resolution: 'The officer was trained anew' };
    const resolve = to(`findings/${findingId}/resolution`);
    expect(await station.refusal(resolve, resolution, officer)).toEqual(['R-FINDING-RESOLVER']);
    expect(await station.refusal(resolve, {}, auditor)).toEqual(['R-FINDING-OPEN', 'R-SELF-RESOLVE']);
    expect(await station.refusal(to('closing'), { papers: digest }, auditor)).toEqual([
      'R-AUDIT-APPROVER',
      'R-SELF-APPROVE',
    ]);
    await station.done(to('closing'), { papers: digest }, chief);
    await station.done(resolve, resolution, administrator);
    const [row] = await station.register('audit-findings', chief);
    expect(row).toMatchObject({ id: findingId, resolvedBy: administrator.memberId, ...resolution });
  });
});

describe('the report of a quarter', () => {
  let reportId: string;

  const generate = async (quarter: string, kind: 'quarterly' | 'total-detection' = 'quarterly'): Promise<string> => {
    const { status } = await station.post(`/reports/${kind}/${quarter}`, undefined, administrator);
    expect(status).toBe(200);
    const rows = await station.register('reports', chief);
    const of = kind === 'quarterly' ? 'audit' : kind;
    return rows.find((row) => row.quarter === quarter.toLowerCase() && row.kind === of).id;
  };

  it('is not submitted before its quarter was audited and what is old was explained', async () => {
    const read = {
      sourceEventId: 'cam/old',
      capturedAt: '2024-01-05T10:00:00Z',
      plate: '7OLD123',
      plateState: 'CA',
      confidence: 0.9,
    };
    await station.done('/detections', read, camera);
    const refused = await station.post('/reports/quarterly/2026-Q3', undefined, administrator);
    expect(refused.status).toBe(403);
    expect(refused.body.clauses.map(({ clause, code }: any) => `${clause} ${code}`)).toEqual([
      '430.9(e).4 R-REPORT-INCOMPLETE',
    ]);
    expect(await station.register('reports', chief)).toEqual([]);
    // The other report of the quarter explains nothing, and is made; it is not submitted before the audit either.
    const total = await generate('2026-Q3', 'total-detection');
    expect(await station.refusal(`/reports/${total}/submission`, undefined, chief)).toContain('R-NOT-ADMIN');
    const held = await station.post(`/reports/${total}/submission`, undefined, administrator);
    expect(held.body.clauses.map(({ clause, code }: any) => `${clause} ${code}`)).toEqual([
      '430.9(e).3 R-REPORT-INCOMPLETE',
      '430.9(e).4 R-REPORT-INCOMPLETE',
    ]);
    expect(await station.register('kept-long', custodian)).toMatchObject([
      { day: '2024-01-05', kept: 1, explained: false },
    ]);
  });

  it('goes to the Chief once it is complete, and is acknowledged', async () => {
    const quarter = { kind: 'quarterly', from: '2026-07-01T00:00:00-07:00', to: '2026-10-01T00:00:00-07:00' };
    const { auditId } = await station.done('/audits', quarter, auditor);
    await station.done(`/audits/${auditId}/sample`, undefined, auditor);
    await station.done(`/audits/${auditId}/closing`, { papers: digest }, chief);
    const days = { class: 'detection', from: '2024-01-01', to: '2024-01-31' };
    expect(await station.refusal('/reports/explanations', { ...days, to: '2099-01-01' }, custodian)).toEqual([
      'R-EXPLANATION',
    ]);
    const explanation = 'Held as evidence in a case before the Superior Court';
    expect(await station.refusal('/reports/explanations', { ...days, explanation }, auditor)).toEqual([
      'R-NOT-CUSTODIAN',
    ]);
    await station.done('/reports/explanations', { ...days, explanation }, custodian);
    reportId = await generate('2026-Q3');
    expect(await station.refusal(`/reports/${reportId}/acknowledgement`, undefined, chief)).toEqual(['R-REPORT-STEP']);
    await station.done(`/reports/${reportId}/submission`, undefined, administrator);
    expect(await station.refusal(`/reports/${reportId}/acknowledgement`, undefined, administrator)).toEqual([
      'R-NOT-CHIEF',
      'R-SELF-APPROVE',
    ]);
    // What he acknowledges he has read first: the very paper that was signed, and on the ledger that he fetched it.
    const audit = { purpose: 'audit', reason: 'Reading the report of the quarter', noEventNumberBecause: 'an audit' };
    const { bytes } = await station.post(`/papers/reports/${reportId}`, audit, chief);
    const made = (await station.register('reports', chief)).find(({ id }) => id === reportId);
    expect([bytes.subarray(0, 5).toString(), createHash('sha256').update(bytes).digest('hex')]).toEqual([
      '%PDF-',
      made!.pdf,
    ]);
    expect(await station.refusal(`/papers/reports/${reportId}`, { ...audit, reason: '' }, chief)).toContain(
      'R-NO-REASON',
    );
    await station.done(`/reports/${reportId}/acknowledgement`, undefined, chief);
    expect(await station.register('reports', auditor)).toMatchObject([
      { kind: 'audit', id: reportId, acknowledgedBy: chief.memberId, submittedBy: administrator.memberId },
      { kind: 'total-detection', submittedBy: null },
    ]);
    expect(await station.register('explanations', auditor)).toMatchObject([{ explanation }]);
  });
});
