/** A release over HTTP, through the whole house: from an agency's written request to the package, with every no. */
import { createHash, randomUUID } from 'node:crypto';
import { Ledger } from '../../src/ledger/ledger.js';
import { keyed, type Person, Precinct } from './precinct.js';

let precinct: Precinct;
let admin: Person;
let chief: Person;
let officer: Person;
let partner: Person;
let counsel: Person;
beforeAll(async () => {
  precinct = await Precinct.open({ ALPR_DEPARTMENT_NETWORKS: '127.0.0.1' });
  admin = precinct.administrator;
  chief = await precinct.hire('chief', 'police-chief', true);
  officer = await precinct.hire('officer.a', 'police-officer', true);
  partner = await precinct.hire('officer.b', 'police-officer', true);
  counsel = await precinct.hire('counsel', 'city-attorney');
}, 120_000);
afterAll(() => precinct.close());

const document = 'd'.repeat(64);
const written = {
  agencyName: 'Cathedral City Police Department',
  personName: 'Named Person',
  contact: 'named.person@pd.example',
  purpose: 'stolen-vehicle',
  reason: 'a series of catalytic converter thefts on Date Palm Drive',
  seeks: 'reads of a white van at Ramon Road on Friday night',
  caseNumber: '26-4410',
  document,
};
const basis = 'a theft of parts; neither person nor status is sought';
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]);

/** An agency on the register, and a person of it with a credential. */
const joins = async (agencyClass: string, california: boolean, network: string | null = 'learn') => {
  const registered = { agencyName: `Agency ${agencyClass}`, agencyClass, california, ori: 'CA0330200', network };
  const { agencyId } = await precinct.done('/agencies', registered, admin);
  const { personName, contact } = written;
  const person = { personName, contact, rank: 'Detective' };
  const { token } = await precinct.done(`/agencies/${agencyId}/persons`, person, admin);
  return { agencyId: agencyId as string, token: token as string };
};

let neighbour: { agencyId: string; token: string };
let detectionId: string;
const asks = async (who: { token: string }, but: object = {}): Promise<string> =>
  (await precinct.done('/agency/releases', { ...written, ...but }, who)).releaseId;
const rootOf = async (releaseId: string): Promise<string> =>
  (await precinct.register('releases', chief)).find(({ id }) => id === releaseId).root;
const prepares = async (releaseId: string, by = officer): Promise<string> => {
  await precinct.done(`/releases/${releaseId}/scope`, { detectionIds: [detectionId] }, by);
  return rootOf(releaseId);
};
const weighs = (releaseId: string) =>
  precinct.done(`/releases/${releaseId}/values-act`, { complies: true, basis }, chief);
const approves = (releaseId: string, root: string, by = chief, sent = {}) =>
  precinct.post(`/releases/${releaseId}/approval`, { root }, by, sent);

it('there is an agency that asks, and a read to ask for', async () => {
  neighbour = await joins('local-le', true);
  const installation = { name: 'Ramon Road', mobility: 'fixed', place: { latitude: 33.83, longitude: -116.54 } };
  const camera = await precinct.done('/equipment', installation, admin);
  const read = {
    sourceEventId: 'north-1',
    capturedAt: precinct.watch.in(0),
    plate: '7XYZ123',
    plateState: 'CA',
    confidence: 0.97,
    images: [{ kind: 'plate', jpeg: jpeg.toString('base64') }],
  };
  ({ detectionId } = await precinct.done('/detections', read, camera));
});

describe('a written request', () => {
  it('names agency, person and purpose, in a document, or is refused for each that it lacks', async () => {
    const empty = await precinct.codes('/agency/releases', { seeks: 'all of it' }, neighbour);
    expect(empty).toEqual(['R-NOT-WRITTEN', 'R-AGENCY-NAME', 'R-PERSON-NAMED', 'R-PURPOSE', 'R-VAGUE-REASON']);
    const desk = { ...written, contact: 'records@pd.example' };
    expect(await precinct.codes('/agency/releases', desk, neighbour)).toEqual(['R-PERSON-NAMED']);
    expect((await precinct.post('/agency/releases', written, officer)).status).toBe(401);
    expect((await precinct.post('/releases', { ...written, agencyId: neighbour.agencyId }, neighbour)).status).toBe(
      401,
    );
    const unknown = { ...written, agencyId: randomUUID() };
    expect(await precinct.codes('/releases', unknown, officer)).toEqual(['R-AGENCY-UNKNOWN']);
    expect(await precinct.codes('/releases', { ...written, agencyId: neighbour.agencyId }, counsel)).toEqual([
      'R-INTAKE',
    ]);
  });

  it('that is refused names the person who made it, on the ledger', async () => {
    const facts: { line: string }[] = [];
    for await (const fact of precinct.app.get(Ledger).readAll(-1n)) if (fact.type === 'ActionRefused') facts.push(fact);
    const actors = facts.map(({ line }) => JSON.parse(line).actor).filter(({ kind }) => kind === 'agency');
    expect(actors.length).toBeGreaterThan(0);
    const { persons } = (await precinct.register('agencies')).find(({ id }) => id === neighbour.agencyId);
    for (const { id, person } of actors) expect([id, person]).toEqual([neighbour.agencyId, persons[0].personId]);
  });

  it('of an entity outside law enforcement goes to the custodian, and of an immigration agency nowhere', async () => {
    const reporter = await joins('non-le', false);
    expect(await precinct.codes('/agency/releases', written, reporter)).toEqual(['R-AGENCY-CLASS', 'R-NON-LE']);
    const ice = await joins('federal-immigration', false);
    expect(await precinct.codes('/agency/releases', written, ice)).toEqual(['R-IMMIGRATION']);
    const order = { ...written, courtOrder: document, orderNamesData: false };
    expect(await precinct.codes('/agency/releases', order, ice)).toEqual(['R-IMMIGRATION']);
  });

  it('sent twice under one key is one request, and with other content a conflict', async () => {
    const key = keyed();
    const { releaseId } = await precinct.done('/agency/releases', written, neighbour, key);
    expect(await precinct.done('/agency/releases', written, neighbour, key)).toMatchObject({
      releaseId,
      repeated: true,
    });
    const other = { ...written, purpose: 'wanted-person' };
    expect((await precinct.post('/agency/releases', other, neighbour, key)).status).toBe(409);
  });
});

describe('a release', () => {
  let releaseId: string;
  let root: string;

  it('is opened, prepared item by item, and not approved before', async () => {
    releaseId = await asks(neighbour);
    expect(await precinct.codes(`/releases/${releaseId}/fulfilment`, { recipients: ['Maria'] }, partner)).toEqual([
      'R-RELEASE-UNAPPROVED',
      'R-RELEASE-FROZEN',
    ]);
    const early = await approves(releaseId, document);
    expect(early.body.clauses.map(({ code }: { code: string }) => code)).toEqual(['R-RELEASE-FROZEN', 'R-VALUES-ACT']);
    const { release } = await precinct.done(`/releases/${releaseId}/opening`, undefined, officer);
    expect(release).toMatchObject({ seeks: written.seeks, personName: written.personName, status: 'requested' });
    expect(await precinct.codes(`/releases/${randomUUID()}/opening`, undefined, officer)).toEqual(['R-RELEASE-NONE']);
    const absent = { detectionIds: [detectionId, randomUUID()] };
    expect(await precinct.codes(`/releases/${releaseId}/scope`, absent, officer)).toEqual(['R-RELEASE-SCOPE']);
    root = await prepares(releaseId);
    const row = (await precinct.register('releases', counsel))[0];
    expect([row.count, row.seeks, row.items]).toEqual([1, undefined, undefined]);
  });

  it('is weighed by the Chief, who is told what it lacks', async () => {
    const values = `/releases/${releaseId}/values-act`;
    expect(await precinct.codes(values, { complies: true, basis }, admin)).toEqual(['R-NOT-APPROVER']);
    expect(await precinct.codes(values, { complies: true, basis: 'ok' }, chief)).toEqual(['R-VALUES-BASIS']);
    await weighs(releaseId);
    expect(await precinct.codes(`/releases/${releaseId}/approval`, { root: document }, chief)).toEqual([
      'R-RELEASE-FROZEN',
    ]);
  });

  it('is approved once, however many approve at the same moment', async () => {
    const answers = await Promise.all([approves(releaseId, root), approves(releaseId, root)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403]);
    const late = answers.find(({ status }) => status === 403)!;
    expect(late.body.clauses.map(({ code }: { code: string }) => code)).toEqual(['R-RELEASE-DECIDED']);
    const filed = (await precinct.register('releases', chief)).find(({ id }) => id === releaseId);
    expect(filed).toMatchObject({ status: 'approved', filed: [document] });
    expect(await precinct.codes(`/releases/${releaseId}/denial`, { why: basis }, chief)).toEqual(['R-RELEASE-DECIDED']);
  });

  it('is fulfilled by somebody else, exactly so, with the digests of its pictures', async () => {
    const fulfilment = `/releases/${releaseId}/fulfilment`;
    expect(await precinct.codes(fulfilment, { recipients: ['Named Person'] }, chief)).toEqual(['R-FOUR-EYES']);
    expect(await precinct.codes(fulfilment, {}, partner)).toEqual(['R-RECIPIENTS']);
    const { package: made } = await precinct.done(fulfilment, { recipients: ['Named Person'] }, partner);
    const sha256 = createHash('sha256').update(jpeg).digest('hex');
    expect(made.rows).toEqual([
      expect.objectContaining({ id: detectionId, plate: '7XYZ123', images: [{ kind: 'plate', sha256 }] }),
    ]);
    expect(made.manifest).toMatchObject({ count: 1, root, items: [{ kind: 'detection', id: detectionId }] });
    expect(made.notice).toContain('may not be sold');
  });

  it('has a manifest on paper, signed, for those who oversee releases; it names no plate', async () => {
    const audit = { purpose: 'audit', reason: 'Papers of the release', noEventNumberBecause: 'an audit' };
    const { status, bytes } = await precinct.post(`/papers/releases/${releaseId}`, audit, chief);
    const raw = bytes.toString('latin1');
    expect([status, raw.slice(0, 5)]).toEqual([200, '%PDF-']);
    expect(raw).toContain('ETSI.CAdES.detached');
    expect(raw).not.toContain('7XYZ123');
    expect(await precinct.codes(`/papers/releases/${releaseId}`, audit, officer)).toContain('R-QUESTION');
  });

  it('is fetched by the agency that asked, and by no other', async () => {
    const url = `/agency/releases/${releaseId}`;
    const state = await precinct.done(`${url}/state`, undefined, neighbour);
    expect(state).toMatchObject({ status: 'fulfilled', count: 1, denial: null });
    const { package: made } = await precinct.done(`${url}/package`, undefined, neighbour);
    expect([made.manifest.root, made.rows.length]).toEqual([root, 1]);
    const other = await joins('local-le', true);
    expect(await precinct.codes(`${url}/package`, undefined, other)).toEqual(['R-OTHER-AGENCY']);
    expect(await precinct.codes(`${url}/state`, undefined, other)).toEqual(['R-OTHER-AGENCY']);
  });

  it('stands in the register of disclosures, in four figures', async () => {
    const [quarter] = await precinct.register('disclosures', chief);
    expect(quarter).toMatchObject({ id: '2026-q4', disclosures: 1, items: 1, agencies: 1 });
    expect(quarter.purposes).toEqual({ 'stolen-vehicle': 1 });
    expect(quarter.policyChanges).toBeGreaterThanOrEqual(1);
    expect(precinct.log).not.toMatch(/7XYZ123|Named Person/);
  });

  it('that is denied says why to the agency', async () => {
    const second = await asks(neighbour);
    expect(await precinct.codes(`/releases/${second}/denial`, { why: 'no' }, chief)).toEqual(['R-DENIAL-REASON']);
    const why = 'your own cameras hold the same reads';
    await precinct.done(`/releases/${second}/denial`, { why }, chief);
    const state = await precinct.done(`/agency/releases/${second}/state`, undefined, neighbour);
    expect([state.status, state.denial]).toEqual(['denied', why]);
    expect(await precinct.codes(`/agency/releases/${second}/package`, undefined, neighbour)).toEqual([
      'R-RELEASE-UNAPPROVED',
      'R-RELEASE-FROZEN',
    ]);
    const gone = { detectionIds: [detectionId] };
    expect(await precinct.codes(`/releases/${second}/scope`, gone, officer)).toEqual(['R-RELEASE-UNKNOWN']);
  });

  it('taken in by the Chief is approved by the designee, and not by the Chief', async () => {
    const taken = await precinct.done('/releases', { ...written, agencyId: neighbour.agencyId }, chief);
    const values = `/releases/${taken.releaseId}/values-act`;
    expect(await precinct.codes(values, { complies: true, basis }, chief)).toEqual(['R-FOUR-EYES']);
    const until = precinct.watch.in(100);
    await precinct.done('/sharing/designees', { memberId: admin.memberId, until }, chief);
    await precinct.done(values, { complies: true, basis }, admin);
    const its = await prepares(taken.releaseId);
    expect(await precinct.codes(`/releases/${taken.releaseId}/approval`, { root: its }, chief)).toEqual([
      'R-FOUR-EYES',
    ]);
    expect((await approves(taken.releaseId, its, admin)).status).toBe(201);
    await precinct.done(`/sharing/designees/${admin.memberId}/end`, undefined, chief);
  });
});

describe('the law beside the policy', () => {
  const opines = (releaseId: string, but: object = {}) =>
    precinct.done(`/releases/${releaseId}/opinion`, { document, permits: true, immigration: false, ...but }, counsel);
  const refusal = async (releaseId: string) =>
    precinct.codes(`/releases/${releaseId}/approval`, { root: await rootOf(releaseId) }, chief);
  const ready = async (who: { token: string }, but: object = {}): Promise<string> => {
    const releaseId = await asks(who, but);
    await weighs(releaseId);
    await prepares(releaseId);
    return releaseId;
  };

  it('an agency of another state needs a special request, and counsel’s opinion on the conflict', async () => {
    const nevada = await joins('out-of-state-le', false);
    expect(await precinct.codes('/agency/releases', written, nevada)).toEqual(['R-SPECIAL-REQUEST']);
    const releaseId = await ready(nevada, { specialRequest: document });
    expect((await precinct.register('releases', counsel))[0].conflict).toBe('out-of-state');
    expect(await refusal(releaseId)).toEqual(['R-LAW-CONFLICT']);
    const opinion = { document, permits: true, immigration: false };
    expect(await precinct.codes(`/releases/${releaseId}/opinion`, opinion, chief)).toEqual(['R-NOT-COUNSEL']);
    const unwritten = { ...opinion, document: null };
    expect(await precinct.codes(`/releases/${releaseId}/opinion`, unwritten, counsel)).toEqual(['R-OPINION-WRITTEN']);
    await opines(releaseId, { permits: false });
    expect(await refusal(releaseId)).toEqual(['R-LAW-CONFLICT']);
    await opines(releaseId);
    expect((await approves(releaseId, await rootOf(releaseId))).status).toBe(201);
  });

  it('words of immigration wait for the city attorney', async () => {
    const reason = 'assisting ERO with the arrest of a deported person';
    const releaseId = await ready(neighbour, { reason });
    expect((await precinct.register('releases', counsel))[0].escalated).toBe('immigration-words');
    expect(await refusal(releaseId)).toEqual(['R-IMMIGRATION']);
    await opines(releaseId, { immigration: true });
    expect(await refusal(releaseId)).toEqual(['R-IMMIGRATION']);
  });

  it('an immigration agency comes to anything only by order, opinion, and the Chief in person', async () => {
    const ice = await joins('federal-immigration', false);
    const releaseId = await ready(ice, { courtOrder: document, orderNamesData: true });
    expect(await refusal(releaseId)).toEqual(['R-IMMIGRATION', 'R-IMMIGRATION', 'R-LAW-CONFLICT']);
    await opines(releaseId);
    expect((await approves(releaseId, await rootOf(releaseId))).status).toBe(201);
  });

  it('an agency outside the approved networks needs the Administrator’s exception', async () => {
    const outsider = await joins('local-le', true, 'valley-share');
    const releaseId = await ready(outsider);
    expect(await refusal(releaseId)).toEqual(['R-NETWORK']);
    const exception = { until: precinct.watch.in(24), reason: 'Joint burglary task force of the valley' };
    await precinct.done(`/agencies/${outsider.agencyId}/exception`, exception, admin);
    const root = await rootOf(releaseId);
    expect((await approves(releaseId, root)).status).toBe(201);
    await precinct.done(`/agencies/${outsider.agencyId}/retirement`, { why: 'dissolved' }, admin);
    const fulfilment = `/releases/${releaseId}/fulfilment`;
    expect(await precinct.codes(fulfilment, { recipients: ['Named Person'] }, partner)).toEqual(['R-AGENCY-UNKNOWN']);
    // Its credentials are no longer any.
    expect((await precinct.post(`/agency/releases/${releaseId}/state`, undefined, outsider)).status).toBe(401);
  });
});
