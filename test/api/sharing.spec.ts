/** Agencies and agreements over HTTP, through the whole house: who is registered, who may search, and until when. */
import { randomUUID } from 'node:crypto';
import { keyed, type Person, Precinct } from './precinct.js';

let precinct: Precinct;
let admin: Person;
let chief: Person;
let officer: Person;
beforeAll(async () => {
  precinct = await Precinct.open();
  admin = precinct.administrator;
  chief = await precinct.hire('chief', 'police-chief');
  officer = await precinct.hire('officer.a', 'police-officer');
}, 60_000);
afterAll(() => precinct.close());

const neighbour = {
  agencyName: 'Cathedral City Police Department',
  agencyClass: 'local-le',
  california: true,
  ori: 'CA0330200',
  network: 'learn',
};
const maria = { personName: 'Named Person', rank: 'Detective', contact: 'named.person@pd.example' };
const nobody = randomUUID();
const clauses = [
  'legitimate-use-only',
  'no-immigration-enforcement',
  'no-onward-transfer',
  'reason-for-every-search',
  'audit-on-demand',
  'breach-notice',
  'retention-limit',
  'termination',
];
const document = 'd'.repeat(64);
const basis = 'the agreement bars any use for immigration, and its audits are ours';

let agencyId: string;
let person: { token: string };
const search = {
  question: 'detections',
  elements: { plate: '7QQQ771' },
  purpose: 'stolen-vehicle',
  reason: 'silver sedan taken on Date Palm Drive last night',
  eventNumber: '26-11-0417',
};

describe('an agency', () => {
  it('is registered by the Administrator once, for what it is', async () => {
    expect(await precinct.codes('/agencies', neighbour, officer)).toEqual(['R-NOT-ADMIN']);
    expect(await precinct.codes('/agencies', { ...neighbour, ori: 'CA1' }, admin)).toEqual(['R-AGENCY-ORI']);
    const federal = { ...neighbour, agencyClass: 'federal-le' };
    expect(await precinct.codes('/agencies', federal, admin)).toEqual(['R-AGENCY-PUBLIC']);
    const key = keyed();
    ({ agencyId } = await precinct.done('/agencies', neighbour, admin, key));
    expect(await precinct.done('/agencies', neighbour, admin, key)).toMatchObject({ agencyId, repeated: true });
    expect((await precinct.post('/agencies', { ...neighbour, california: false }, admin, key)).status).toBe(409);
    const odd = await precinct.post('/agencies', { ...neighbour, agencyClass: 'private' }, admin);
    expect([odd.status, odd.body.where]).toEqual([400, 'agencyClass']);
  });

  it('names persons, one credential each, shown once', async () => {
    const persons = `/agencies/${agencyId}/persons`;
    const desk = { ...maria, contact: 'records@pd.example' };
    expect(await precinct.codes(persons, desk, admin)).toEqual(['R-PERSON-NAMED']);
    expect(await precinct.codes(`/agencies/${nobody}/persons`, maria, admin)).toEqual(['R-AGENCY-UNKNOWN']);
    const key = keyed();
    const { personId, token } = await precinct.done(persons, maria, admin, key);
    expect(token).toMatch(new RegExp(`^${agencyId}\\.`));
    expect((await precinct.done(persons, maria, admin, key)).token).toBeNull();
    // It is another agency’s credential: it opens no member’s door.
    expect((await precinct.post('/queries', {}, { token })).status).toBe(401);
    const renewed = await precinct.done(`${persons}/${personId}/credential`, undefined, admin);
    expect(renewed.token).not.toBe(token);
    expect(await precinct.codes(`${persons}/${nobody}/removal`, { why: 'reassigned' }, admin)).toEqual([
      'R-PERSON-UNKNOWN',
    ]);
    await precinct.done(`${persons}/${personId}/removal`, { why: 'reassigned' }, admin);
    const [row] = await precinct.register('agencies');
    expect(row).toMatchObject({ agencyName: neighbour.agencyName, networkApproved: true });
    expect(row.persons).toEqual([expect.objectContaining({ ...maria, removedAt: expect.any(String) })]);
    expect(precinct.log).not.toContain('Named Person');
  });

  it('shares by an approved network, or by an exception with reason and end', async () => {
    const at = `/agencies/${agencyId}`;
    await precinct.done(`${at}/network`, { network: 'valley-share' }, admin);
    const exception = { until: precinct.watch.in(24), reason: 'needed' };
    expect(await precinct.codes(`${at}/exception`, exception, admin)).toEqual(['R-EXCEPTION']);
    expect(await precinct.codes('/sharing/networks', { networks: [] }, admin)).toEqual(['R-NETWORK-LIST']);
    await precinct.done('/sharing/networks', { networks: ['learn', 'valley-share'] }, admin);
    expect((await precinct.register('agencies'))[0].networkApproved).toBe(true);
    await precinct.done('/sharing/networks', { networks: ['learn'] }, admin);
    expect((await precinct.register('agencies'))[0].networkApproved).toBe(false);
  });
});

describe('an agreement', () => {
  let mouId: string;
  const agreement = (but: object = {}) => ({
    agencyId,
    clauses,
    document,
    scope: ['detections'],
    from: precinct.watch.in(0),
    until: precinct.watch.in(48),
    ...but,
  });
  const agreements = '/sharing/agreements';

  it('is the Chief’s, with every clause, signed, and with a local agency', async () => {
    expect(await precinct.codes(agreements, agreement(), admin)).toEqual(['R-NOT-CHIEF']);
    const lacking = agreement({ clauses: clauses.slice(1), document: null });
    expect(await precinct.codes(agreements, lacking, chief)).toEqual(['R-MOU-DOCUMENT', 'R-MOU-CLAUSE']);
    const unregistered = agreement({ agencyId: nobody });
    expect(await precinct.codes(agreements, unregistered, chief)).toEqual(['R-AGENCY-UNKNOWN', 'R-MOU-AGENCY']);
    ({ mouId } = await precinct.done(agreements, agreement(), chief));
  });

  it('opens access only with the Values Act determined, in an approved network', async () => {
    const access = `${agreements}/${mouId}/access`;
    expect(await precinct.codes(`${agreements}/${nobody}/access`, undefined, admin)).toEqual([
      'R-NO-MOU',
      'R-AGENCY-UNKNOWN',
      'R-NETWORK',
      'R-VALUES-ACT',
    ]);
    expect(await precinct.codes(access, undefined, admin)).toEqual(['R-NETWORK', 'R-VALUES-ACT']);
    const determination = `${agreements}/${mouId}/values-act`;
    expect(await precinct.codes(determination, { complies: true, basis: 'ok' }, chief)).toEqual(['R-VALUES-BASIS']);
    await precinct.done(determination, { complies: true, basis }, chief);
    const exception = { until: precinct.watch.in(240), reason: 'Joint burglary task force of the valley' };
    await precinct.done(`/agencies/${agencyId}/exception`, exception, admin);
    expect(await precinct.codes(access, undefined, chief)).toEqual(['R-NOT-ADMIN']);
    await precinct.done(access, undefined, admin);
    expect((await precinct.register('agreements', chief))[0]).toMatchObject({ revokedAt: null, ended: null });
  });

  it('lets a person of the agency search what it names, with reason, and every row is on record', async () => {
    const { token } = await precinct.done(`/agencies/${agencyId}/persons`, maria, admin);
    person = { token };
    expect(await precinct.codes('/agency/searches', { ...search, reason: 'test' }, person)).toEqual(['R-VAGUE-REASON']);
    expect(await precinct.codes('/agency/searches', { ...search, question: 'hits' }, person)).toEqual(['R-MOU-SCOPE']);
    const found = await precinct.post('/agency/searches', search, person);
    expect([found.status, found.body.rows, found.body.more]).toEqual([200, [], false]);
    expect((await precinct.post('/agency/searches', search, officer)).status).toBe(401);
    expect((await precinct.post('/agency/searches', { ...search, question: 'registers' }, person)).status).toBe(400);
    const acts: { act: string }[] = await precinct.history({ memberId: agencyId });
    expect(acts.filter(({ act }) => act === 'QueryMade')).toContainEqual(
      expect.objectContaining({
        act: 'QueryMade',
        actorKind: 'agency',
        username: neighbour.agencyName,
        purpose: 'stolen-vehicle',
      }),
    );
    expect(precinct.log).not.toContain(search.elements.plate);
  });

  it('ends by its own date before anybody noted that, and the clock notes it once', async () => {
    await precinct.pass(49);
    expect(await precinct.codes('/agency/searches', search, person)).toEqual(['R-NO-MOU']);
    const access = `${agreements}/${mouId}/access`;
    expect(await precinct.codes(access, undefined, admin)).toEqual(['R-NO-MOU']);
    await precinct.tick();
    await precinct.tick();
    const [row] = await precinct.register('agreements');
    expect(row).toMatchObject({ mouId, ended: 'expired', revokedAt: expect.any(String) });
    expect(await precinct.codes(`${access}/revocation`, { why: 'misuse' }, admin)).toEqual(['R-MOU-UNKNOWN']);
    expect(await precinct.codes(`${agreements}/${mouId}/termination`, { why: 'misuse' }, chief)).toEqual([
      'R-MOU-UNKNOWN',
    ]);
  });

  it('may be ended by the Chief before that, and takes the access along', async () => {
    const { mouId: second } = await precinct.done(agreements, agreement(), chief);
    await precinct.done(`${agreements}/${second}/values-act`, { complies: true, basis }, chief);
    await precinct.done(`${agreements}/${second}/access`, undefined, admin);
    await precinct.done(`${agreements}/${second}/access/revocation`, { why: 'misuse' }, admin);
    await precinct.done(`${agreements}/${second}/access`, undefined, admin);
    const ended = await precinct.done(`${agreements}/${second}/termination`, { why: 'law-changed' }, chief);
    expect(ended.recorded.map(({ type }: { type: string }) => type)).toEqual(['MouTerminated', 'AgencyAccessRevoked']);
  });
});

describe('the Chief’s designee', () => {
  it('is named by the Chief alone, and is somebody else', async () => {
    const until = precinct.watch.in(100);
    const name = (memberId: string) => ({ memberId, until });
    expect(await precinct.codes('/sharing/designees', name(officer.memberId), admin)).toEqual(['R-NOT-CHIEF']);
    expect(await precinct.codes('/sharing/designees', name(chief.memberId), chief)).toEqual(['R-DESIGNEE']);
    await precinct.done('/sharing/designees', name(officer.memberId), chief);
    expect(await precinct.register('designees')).toEqual([
      expect.objectContaining({ memberId: officer.memberId, until }),
    ]);
    await precinct.done(`/sharing/designees/${officer.memberId}/end`, undefined, chief);
    expect(await precinct.register('designees')).toEqual([]);
  });

  it('a retired agency is gone, with everybody it named', async () => {
    const persons = `/agencies/${agencyId}/persons`;
    await precinct.done(persons, maria, admin);
    await precinct.done(`/agencies/${agencyId}/retirement`, { why: 'dissolved' }, admin);
    expect(await precinct.codes(persons, maria, admin)).toEqual(['R-AGENCY-UNKNOWN']);
    const [row] = await precinct.register('agencies');
    expect(row.persons.every(({ removedAt }: { removedAt: string | null }) => removedAt !== null)).toBe(true);
  });
});
