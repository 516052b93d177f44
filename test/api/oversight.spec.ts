/** Oversight over HTTP: a report goes round whom it concerns, what is attested is compared, every no explained. */
import { PublicWeb } from '../../src/handlers/posting.js';
import { policySet } from '../../src/domain/policy/clauses.js';
import { type Person, Station } from './station.js';

let station: Station;
let administrator: Person;
let chief: Person;
let sergeant: Person;
let officer: Person;
let auditor: Person;
let cameraId: string;
/** What stands at the address of the posted policy. */
let posted: string | null = 'c'.repeat(64);

beforeAll(async () => {
  station = await Station.open();
  station.app.get(PublicWeb).digestOf = async () => posted;
  administrator = await station.administrator();
  chief = await station.enrolled(administrator, 'the.chief', 'police-chief');
  sergeant = await station.enrolled(administrator, 'sergeant.s', 'police-sergeant');
  officer = await station.enrolled(administrator, 'officer.o', 'police-officer');
  auditor = await station.enrolled(administrator, 'auditor.x', 'auditor');
  ({ cameraId } = await station.camera(administrator));
}, 120_000);
afterAll(() => station.close());

const digest = 'a'.repeat(64);
const account = 'He looked up the plate of his neighbour, I was there';
const findings = 'The search bears the number of another case';
const statusesOf = async (by: Person): Promise<string[]> =>
  (await station.register('violations', by)).map(({ status }: { status: string }) => status);

describe('a report of a violation', () => {
  let violationId: string;
  const to = (step: string): string => `/violations/${violationId}/${step}`;

  it('is taken from anyone, shown to who handles it, and not to whom it is about', async () => {
    const report = { kind: 'personal-use', account, subjectId: officer.memberId };
    ({ violationId } = await station.done('/violations', report, chief));
    expect(await statusesOf(officer)).toEqual([]);
    const [seen] = await station.register('violations', sergeant);
    expect(seen).toMatchObject({ id: violationId, account, route: 'supervisor', reporterId: chief.memberId });
    const [own] = await station.register('violations', chief);
    expect(own).toEqual({ ...own, id: violationId, status: 'reported', register: 'violations' });
    expect(own).not.toHaveProperty('account');
    expect(await statusesOf(auditor)).toEqual([]);
  });

  it('is handled by those it was routed to, in order, and by nobody whom it concerns', async () => {
    expect(await station.refusal(to('triage'), {}, auditor)).toEqual(['R-VIOLATION-ROUTE']);
    expect(await station.refusal(to('triage'), {}, chief)).toEqual(['R-SELF-REVIEW']);
    const concluded = { substantiated: true, findings };
    expect(await station.refusal(to('conclusion'), concluded, sergeant)).toEqual(['R-VIOLATION-STEP']);
    await station.done(to('triage'), {}, sergeant);
    expect(await station.refusal(to('conclusion'), { substantiated: true }, sergeant)).toEqual([
      'R-VIOLATION-FINDINGS',
    ]);
    await station.done(to('conclusion'), concluded, sergeant);
  });

  it('is disposed of by the Chief, as a class and a day; who reported it does not', async () => {
    const disposition = { outcome: 'training', decidedOn: '2026-01-05' };
    expect(await station.refusal(to('disposition'), disposition, sergeant)).toEqual(['R-NOT-CHIEF']);
    // The Chief reported this one himself; nobody disposes of his own report.
    expect(await station.refusal(to('disposition'), disposition, chief)).toEqual(['R-SELF-REVIEW']);
    const report = { kind: 'error', account, subjectId: officer.memberId };
    ({ violationId } = await station.done('/violations', report, auditor));
    await station.done(to('triage'), {}, sergeant);
    await station.done(to('conclusion'), { substantiated: true, findings }, sergeant);
    expect(await station.refusal(to('disposition'), { ...disposition, outcome: 'scolding' }, chief)).toEqual([
      'R-DISPOSITION',
    ]);
    await station.done(to('disposition'), disposition, chief);
    await station.done(to('closing'), undefined, sergeant);
    expect(await statusesOf(auditor)).toEqual(['closed']);
  });

  it('about a supervisor goes round his chain, and one without a name to the auditor', async () => {
    await station.done('/violations', { kind: 'other', account, subjectId: sergeant.memberId }, officer);
    const { violationId: unnamed } = await station.done('/violations/anonymous', { kind: 'disclosure', account });
    const seen = await station.register('violations', auditor);
    expect(
      seen
        .filter(({ route }) => route === 'auditor')
        .map(({ reporterId }) => reporterId)
        .sort(),
    ).toEqual([null, officer.memberId].sort());
    expect(seen.map(({ id }) => id)).toContain(unnamed);
    const bySergeant = await station.register('violations', sergeant);
    expect(bySergeant.filter(({ subjectId }) => subjectId === sergeant.memberId)).toEqual([]);
  });

  it('stands in no access history, where its subject could read who made it', async () => {
    const asked = { purpose: 'audit', reason: 'Quarterly look at what was done', noEventNumberBecause: 'an audit' };
    const { rows } = await station.done('/queries', { ...asked, question: 'access-history' }, administrator);
    expect(JSON.stringify(rows)).not.toMatch(/ViolationReported|ViolationTriaged/);
  });
});

describe('a placement', () => {
  const approval = {
    publicView: 'public-road',
    fieldOfView: 'Both northbound lanes up to the kerb',
    sites: [],
    frame: digest,
    masks: 0,
  };

  it('is approved with everything it must state, and reviewed', async () => {
    const url = `/placements/${cameraId}`;
    expect(await station.refusal(url, {}, officer)).toEqual([
      'R-NOT-ADMIN',
      'R-PUBLIC-VIEW',
      'R-PLACEMENT-SITES',
      'R-PLACEMENT-FRAME',
    ]);
    expect(await station.refusal(`${url}/review`, { ...reviewed, masks: 1 }, administrator)).toEqual([
      'R-PLACEMENT-UNKNOWN',
    ]);
    expect(await station.refusal(url, { ...approval, sites: ['school'] }, administrator)).toEqual([
      'R-PLACEMENT-JUSTIFIED',
    ]);
    const nowhere = `/placements/${administrator.memberId}`;
    expect(await station.refusal(nowhere, approval, administrator)).toEqual(['R-EQUIPMENT']);
    await station.done(url, approval, administrator);
    await station.done(`${url}/review`, reviewed, administrator);
    const [row] = await station.register('placements', auditor);
    expect(row).toMatchObject({ id: cameraId, outcome: 'kept', masks: 2, fieldOfView: approval.fieldOfView });
    expect(Date.parse(row.reviewDue)).toBeGreaterThan(Date.now() + 360 * 86_400_000);
  });

  const reviewed = { keepsToPublicView: true, sites: [], note: 'Two masks over the windows', frame: digest, masks: 2 };
});

describe('the posted policy', () => {
  const posting = { url: 'https://city.example/police/430', policy: policySet.digest };

  it('is attested where a copy can be fetched, and its drift is found', async () => {
    expect(await station.refusal('/policy/posting/check', undefined, administrator)).toEqual(['R-POSTING-UNKNOWN']);
    expect(await station.refusal('/policy/posting', { ...posting, url: 'http://intranet' }, administrator)).toEqual([
      'R-POSTING-URL',
    ]);
    expect(await station.refusal('/policy/posting', { ...posting, policy: digest }, administrator)).toEqual([
      'R-POSTING-VERSION',
    ]);
    posted = null;
    expect(await station.refusal('/policy/posting', posting, administrator)).toEqual(['R-POSTING-COPY']);
    posted = digest;
    await station.done('/policy/posting', posting, administrator);
    expect((await station.done('/policy/posting/check', undefined, administrator)).recorded).toEqual([]);
    posted = 'd'.repeat(64);
    const { recorded } = await station.done('/policy/posting/check', undefined, administrator);
    expect(recorded.map(({ type }: { type: string }) => type)).toEqual(['PolicyPostingDriftDetected']);
    const [row] = await station.register('postings', auditor);
    expect(row).toMatchObject({ drift: 'changed', url: posting.url, copy: digest });
  });

  it('has procedures that answer every element of Civil Code 1798.90.51', async () => {
    const title = 'ALPR procedures, Operations Division';
    expect(await station.refusal('/policy/procedures', { title: '', digest: 'x' }, administrator)).toEqual([
      'R-PROCEDURE-INCOMPLETE',
      'R-PROCEDURE-TEXT',
    ]);
    const elements = {
      'authorised-purposes': '430.1¶2.1',
      'titles-and-training': '430.4U.0',
      monitoring: '430.9¶2',
      'periodic-audits': '430.9(e).3',
      sharing: '430.10.0',
      custodian: '430.4A(e)',
      accuracy: '430.6(l)',
      retention: '430.8¶3.2',
    };
    const answered = Object.entries(elements).map(([element, clause]) => ({ element, clauses: [clause] }));
    await station.done('/policy/procedures', { title, digest, answered }, administrator);
    expect(await station.register('procedures', chief)).toMatchObject([{ title, digest }]);
  });
});

describe('monitoring and assurance', () => {
  it('has a plan that somebody else reviews', async () => {
    const plan = { detectors: ['repeat-target'], everyDays: 7, sample: 5, reviewers: [auditor.memberId] };
    expect(await station.refusal('/monitoring/plan', { ...plan, everyDays: 30, reviewers: [] }, administrator)).toEqual(
      ['R-MONITORING-PLAN', 'R-MONITORING-REVIEWERS'],
    );
    await station.done('/monitoring/plan', plan, administrator);
    const week = { from: '2026-01-01', to: '2026-01-08', note: 'Five searches, each with its case' };
    expect(await station.refusal('/monitoring/reviews', { ...week, looked: 4 }, administrator)).toEqual([
      'R-MONITORING-REVIEWER',
      'R-MONITORING-REVIEW',
    ]);
    await station.done('/monitoring/reviews', { ...week, looked: 5 }, auditor);
    expect(await station.register('monitoring-reviews', auditor)).toMatchObject([
      { kind: 'plan', sample: 5 },
      { kind: 'review', looked: 5, by: auditor.memberId, note: week.note },
    ]);
  });

  it('attests by documents, and reads the ledger back', async () => {
    const physical = { safeguard: 'physical', document: digest };
    expect(await station.refusal('/assurances/safeguards', { safeguard: 'physical' }, administrator)).toEqual([
      'R-SAFEGUARD',
    ]);
    await station.done('/assurances/safeguards', physical, administrator);
    const hosting = { redundant: true, accessControlled: false, document: digest };
    expect(await station.refusal('/assurances/hosting', hosting, administrator)).toEqual(['R-HOSTING']);
    await station.done('/assurances/hosting', { ...hosting, accessControlled: true }, administrator);
    expect(await station.refusal('/assurances/verification', undefined, officer)).toEqual(['R-VERIFIER']);
    await station.done('/assurances/verification', undefined, auditor);
    const kinds = (await station.register('assurances', chief)).map(({ kind }) => kind);
    expect(kinds).toEqual(['integrity-verified', 'hosting', 'physical-safeguards']);
  });
});

describe('the procedure after a breach', () => {
  const url = '/breaches/0b000000-0000-4000-8000-000000000001';
  const breach = { residents: 501, heldByVendor: false, account: 'A laptop with an unencrypted export was stolen' };

  it('lists whom the law wants told, and is not closed before', async () => {
    expect(await station.refusal(`${url}/closing`, undefined, administrator)).toEqual(['R-BREACH-UNKNOWN']);
    expect(await station.refusal(url, { ...breach, account: 'hack' }, administrator)).toEqual(['R-BREACH-ACCOUNT']);
    await station.done(url, breach, administrator);
    expect(await station.refusal(url, breach, administrator)).toEqual(['R-BREACH-STARTED']);
    expect(await station.refusal(`${url}/closing`, undefined, administrator)).toEqual(['R-BREACH-OPEN']);
    const vendor = { duty: 'vendor', document: digest };
    expect(await station.refusal(`${url}/notices`, vendor, administrator)).toEqual(['R-BREACH-NOTICE']);
    for (const duty of ['residents', 'attorney-general'])
      await station.done(`${url}/notices`, { duty, document: digest }, administrator);
    await station.done(`${url}/closing`, undefined, administrator);
    const [row] = await station.register('breaches', auditor);
    expect(row).toMatchObject({ owed: [], residents: 501, closedAt: expect.any(String) });
    expect(row.sent).toHaveLength(2);
  });
});

it('nothing that was told in confidence stands in the log', () => {
  for (const secret of [account, findings, 'city.example', 'unencrypted export'])
    expect(station.log()).not.toContain(secret);
});
