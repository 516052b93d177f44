/** Searches over HTTP, through the whole house: every way in which one is refused, and what would have allowed it. */
import { randomUUID } from 'node:crypto';
import { Alerting } from '../../src/handlers/alerting.js';
import { Views } from '../../src/projections/views.js';
import { codesOf, Department, type Role } from './department.js';

let department: Department;
beforeAll(async () => void (department = await Department.open()), 60_000);
afterAll(() => department.close());

const why = {
  purpose: 'stolen-vehicle',
  reason: 'the sedan taken at gunpoint on Ramon Road',
  eventNumber: '26-11-0417',
};
const alone = { eventNumber: null, noEventNumberBecause: 'the report is being taken' };
const officer: Role = 'police-officer';
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]).toString('base64');

const search = (plate: string, more: object = {}) => ({ question: 'detections', elements: { plate }, ...why, ...more });
const ask = (body: object, as: Role = officer, headers = {}) => department.post('/queries', as, body, headers);
const refusal = async (body: object, as?: Role) => codesOf(await ask(body, as));
const rows = async (body: object, as?: Role): Promise<any[]> =>
  (await department.done('/queries', as ?? officer, body)).rows;

const see = async (plate: string): Promise<string> => {
  const read = {
    sourceEventId: randomUUID(),
    capturedAt: new Date().toISOString(),
    plate,
    plateState: 'CA',
    confidence: 0.97,
  };
  const images = [{ kind: 'plate', jpeg }];
  const { detectionId } = await department.done('/detections', 'camera', { ...read, images });
  return detectionId;
};
const settled = () => department.app.get(Views).caughtUp();

describe('a reason', () => {
  it.each([
    ['', 'R-NO-REASON'],
    ['investigatoin', 'R-VAGUE-REASON'],
    ['Assist ICE with the pickup', 'R-IMMIGRATION'],
    ['deportaton of the driver', 'R-IMMIGRATION'],
    ['who was at the protest downtown', 'R-PROTECTED-ACTIVITY'],
  ])('that says %p is refused', async (reason, code) =>
    expect(await refusal(search('7AAA001', { reason }))).toEqual([code]),
  );

  it('that touches a gathering passes once a sergeant has approved the search', async () => {
    const reason = 'robbery of a stand at the protest downtown';
    const approval = { memberId: department.memberId(officer), ground: 'protected-activity', plate: '7AAA002', reason };
    await department.done('/approvals/searches', 'police-sergeant', approval);
    expect((await ask(search('7AAA002', { reason }))).status).toBe(200);
    expect(await refusal(search('7AAA003', { reason }))).toEqual(['R-PROTECTED-ACTIVITY']);
  });

  it('needs its event number, or why there is none', async () =>
    expect(await refusal(search('7AAA004', { eventNumber: null }))).toEqual(['R-NO-EVENTNO']));
});

describe('a purpose', () => {
  it('that the policy does not name is none', async () =>
    expect(await refusal(search('7AAA005', { purpose: 'immigration-enforcement' }))).toEqual(['R-PURPOSE']));

  it('left out leaves out a field that the law asks for', async () =>
    expect(await refusal(search('7AAA005', { purpose: '' }))).toEqual(['R-PURPOSE', 'R-52-FIELDS']));

  it('of training is for made-up plates', async () =>
    expect(await refusal(search('7AAA005', { purpose: 'TRAINING' }))).toEqual(['R-LIVE-TRAINING']));

  it('of a civil matter needs its number, and a captain who is another', async () => {
    const civil = { purpose: 'ADMIN_CIVIL', eventNumber: 'IA-26-014' };
    expect(await refusal(search('7AAA006', civil))).toEqual(['R-ADMIN-CIVIL']);
    const approval = {
      memberId: department.memberId(officer),
      number: 'ia-26-014',
      reason: 'the collision of the patrol car',
    };
    const civilUse = (as: Role, more = {}) => department.post('/approvals/civil-use', as, { ...approval, ...more });
    expect(codesOf(await civilUse('police-sergeant'))).toEqual(['R-POSITION']);
    expect(codesOf(await civilUse('police-captain', { number: 'none' }))).toEqual(['R-ADMIN-CIVIL-NUMBER']);
    expect(codesOf(await civilUse('police-captain', { reason: 'ok' }))).toEqual(['R-APPROVAL-REASON']);
    const own = { memberId: department.memberId('police-captain') };
    expect(codesOf(await civilUse('police-captain', own))).toEqual(['R-SELF-APPROVE']);
    expect((await civilUse('police-captain')).status).toBe(201);
    expect((await ask(search('7AAA006', civil))).status).toBe(200);
    expect(await refusal(search('7AAA006', { ...civil, eventNumber: 'IA-26-015' }))).toEqual(['R-ADMIN-CIVIL']);
  });

  it('that the Department has not opened is none, until it does', async () => {
    const adopt = (purposes: string[]) => department.post('/department/purposes', 'administrator', { purposes });
    expect(codesOf(await adopt(['curiosity']))).toEqual(['R-PURPOSE']);
    const all = (await adopt(['stolen-vehicle', 'audit', 'administrative-or-civil'])).status;
    expect([all, await refusal(search('7AAA007', { purpose: 'WANTED' }))]).toEqual([201, ['R-PURPOSE']]);
    await adopt(['stolen-vehicle', 'audit', 'administrative-or-civil', 'wanted-person', 'training']);
    expect((await ask(search('7AAA007', { purpose: 'WANTED' }))).status).toBe(200);
  });
});

describe('one plate, searched again', () => {
  it('is challenged the third time, until it names its case or a sergeant has approved it', async () => {
    for (let time = 1; time <= 2; time += 1) expect((await ask(search('7BBB001', alone))).status).toBe(200);
    const third = await ask(search('7BBB001', alone));
    expect([third.status, codesOf(third)]).toEqual([403, ['R-REPEAT-SEARCH']]);
    expect(third.body.clauses[0]).toMatchObject({ clause: '430.9P(c)', remedy: expect.stringContaining('sergeant') });
    // A look-alike is the same plate; a colleague and a case are not the same search.
    expect(await refusal(search('7B8B0O1', alone))).toEqual(['R-REPEAT-SEARCH']);
    expect((await ask(search('7BBB001'))).status).toBe(200);
    expect((await ask(search('7BBB001', alone), 'police-dispatcher')).status).toBe(200);
    const approval = { memberId: department.memberId(officer), ground: 'repeated-search', plate: '7BBB001' };
    const reason = 'circles the school at closing time';
    const approve = (more: object) =>
      department.post('/approvals/searches', 'police-sergeant', { ...approval, ...more });
    expect(codesOf(await approve({ reason, plate: '7BB*' }))).toEqual(['R-APPROVAL-PLATE']);
    expect((await approve({ reason })).status).toBe(201);
    expect((await ask(search('7BBB001', alone))).status).toBe(200);
  });

  it('does not slip through by being asked many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(search('7BBB002', alone), 'police-chief')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 403, 403, 403, 403]);
  });
});

describe('a plate that concerns oneself', () => {
  const conflict = ['R-CONFLICT-OF-INTEREST'];

  it('is searched, listed and corrected by others alone, and its row is left out of what one asks', async () => {
    const as: Role = 'police-lieutenant';
    await see('7CCC001');
    await see('7CCC009');
    await department.done('/protected-plates', as, { relation: 'household', plate: '7CCC001' });
    expect(await refusal(search('7CCC001'), as)).toEqual(conflict);
    expect((await ask(search('7CCC001'), officer)).body.rows).toHaveLength(1);
    await settled();
    const pattern = await department.done('/queries', as, search('7CCC0*'));
    expect([pattern.rows.map(({ plate }: any) => plate), pattern.withheld]).toEqual([['7CCC009'], 1]);
    const { hotListId } = await department.done('/hot-lists', 'administrator', { source: 'local', name: 'Stolen' });
    const entry = {
      category: 'stolen-vehicle',
      plate: '7CCC001',
      plateState: 'CA',
      reference: '26-1',
      expiresAt: soon(),
    };
    const add = { ...entry, reason: 'taken from a driveway on Sunday' };
    const listing = await department.post(`/hot-lists/${hotListId}/entries`, as, add);
    expect(codesOf(listing)).toEqual(conflict);
    await department.done(`/hot-lists/${hotListId}/entries`, officer, add);
    await see('7CCC001');
    const hitId = await alertOf('7CCC001');
    const correction = { plate: '7CCC007', plateState: 'CA', basis: 'image' };
    expect(codesOf(await department.post(`/hits/${hitId}/correction`, as, correction))).toEqual(conflict);
    const described = { ...correction, note: 'female driver, blond' };
    expect(codesOf(await department.post(`/hits/${hitId}/correction`, officer, described))).toEqual(['R-PERSON-FIELD']);
    const named = { ...correction, note: 'as Person police-sergeant said' };
    expect(codesOf(await department.post(`/hits/${hitId}/correction`, officer, named))).toEqual(['R-PERSON-FIELD']);
  });

  it('is enrolled by oneself, and a victim’s by the Administrator; nobody can read the register', async () => {
    const protect = (as: Role, body: object) => department.post('/protected-plates', as, { plate: '7CCC002', ...body });
    const victim = { relation: 'victim', memberId: department.memberId(officer) };
    expect(codesOf(await protect(officer, { relation: 'own', plate: '7CC*' }))).toEqual(['R-PROTECT-PLATE']);
    expect(codesOf(await protect('police-sergeant', victim))).toEqual(['R-PROTECT-OWN']);
    const { protectionId } = (await protect('administrator', victim)).body;
    expect(await refusal(search('7CCC002'))).toEqual(conflict);
    const of = `/protected-plates/${protectionId}/withdrawal`;
    expect(codesOf(await department.post(of, officer, { why: 'mistaken' }))).toEqual([
      'R-NOT-ADMIN',
      'R-SELF-WITHDRAW',
    ]);
    const register = { question: 'registers', elements: { register: 'protected-plates' }, ...why, purpose: 'audit' };
    const counts = await rows(register, 'auditor');
    expect(counts.find(({ relation }) => relation === 'victim')).toMatchObject({ standing: 1, withdrawn: 0 });
    expect(JSON.stringify(counts)).not.toMatch(/7CCC|[0-9a-f]{64}/);
    expect((await department.post(of, 'administrator', { why: 'mistaken' })).status).toBe(201);
    const again = await department.post(of, 'administrator', { why: 'mistaken' });
    expect(codesOf(again)).toEqual(['R-PROTECT-UNKNOWN']);
    expect((await ask(search('7CCC002'))).status).toBe(200);
  });
});

describe('what an answer leads to', () => {
  it('is shown page by page, and only what was shown is recorded as seen', async () => {
    for (let n = 0; n < 5; n += 1) await see('7DDD001');
    await settled();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await department.done('/queries', officer, search('7DDD001', { limit: 2 }), headers);
    const after = first.rows.at(-1).id;
    const second = await department.done('/queries', officer, search('7DDD001', { limit: 2, after }), headers);
    const seen = [...first.rows, ...second.rows].map(({ id }: any) => id);
    expect([first.more, second.more, new Set(seen).size, second.receipt.repeated]).toEqual([true, true, 4, true]);
    const [made] = await history({ plate: '7DDD001' }, ({ kind }) => kind === 'query');
    expect(made).toMatchObject({ shown: 4, username: officer, elements: { plate: '7•••••1' } });
  });

  it('is opened as a picture, which is on the record; of what was not shown none is', async () => {
    const detectionId = await see('7DDD002');
    const hidden = await see('7DDD003');
    const { queryId } = await department.done('/queries', officer, search('7DDD002'));
    const open = (of: string, as: Role, id = queryId) =>
      department.post(`/queries/${id}/detections/${of}/image`, as, { kind: 'plate' });
    expect((await open(detectionId, officer)).bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(codesOf(await open(hidden, officer))).toEqual(['R-NOT-SHOWN']);
    expect(codesOf(await open(detectionId, 'police-sergeant'))).toEqual(['R-QUERY-OWN']);
    expect(codesOf(await open(detectionId, officer, randomUUID()))).toEqual(['R-52-FIELDS', 'R-NOT-SHOWN']);
    const images = await history({ plate: '7DDD002' }, ({ kind }) => kind === 'image');
    expect(images).toMatchObject([{ act: 'ImageOpened', username: officer }]);
  });

  it('is taken away as a file, every row of it on the record', async () => {
    await see('7DDD004');
    await settled();
    const answer = await department.post('/queries/export', officer, search('7DDD004'));
    const [header, row, end] = answer.bytes.toString().split('\r\n');
    expect([answer.status, header!.split(',').slice(0, 2), end]).toEqual([200, ['id', 'detectionId'], '']);
    expect(row).toContain('7DDD004');
    const exports = await history({ plate: '7DDD004' }, ({ kind }) => kind === 'export');
    expect(exports).toMatchObject([{ act: 'RowExported', shown: 1 }]);
    expect(codesOf(await department.post('/queries/export', 'auditor', search('7DDD004')))).toContain('R-POSITION');
  });

  it('names what it looks for', async () =>
    expect(await refusal({ ...search(''), elements: {} })).toEqual(['R-52-FIELDS']));

  it('for an analyst’s pattern names its case', async () => {
    expect(await refusal(search('7DD*', alone), 'crime-analyst')).toEqual(['R-NO-EVENTNO']);
    expect((await ask(search('7DD*'), 'crime-analyst')).status).toBe(200);
  });
});

describe('the access history', () => {
  it('is replayed by user, plate, case and time, and the replay stands in it', async () => {
    await ask(search('7EEE001', { eventNumber: '26-EEE-1' }), 'police-captain');
    const from = new Date(Date.now() - 60_000).toISOString();
    const by = (elements: object, question = 'detections') => history(elements, (row) => row.question === question);
    const username = 'police-captain';
    for (const elements of [{ plate: '7EEE001' }, { caseNumber: '26-eee-1' }, { username, from }])
      expect(await by(elements)).toMatchObject([{ username, eventNumber: '26-EEE-1', purpose: 'stolen-vehicle' }]);
    const replays = await by({ username: 'auditor' }, 'access-history');
    expect(replays.length).toBeGreaterThanOrEqual(3);
    expect(codesOf(await ask({ ...search(''), question: 'access-history', elements: {} }))).toEqual(['R-QUESTION']);
  });
});

describe('the public', () => {
  it('sees counts, the same for everybody in that hour, and nothing that could be a plate', async () => {
    const first = await department.call('GET', '/public/figures', 'nobody');
    expect([first.status, first.body.tables.reads.read]).toEqual([200, expect.any(Number)]);
    const text = JSON.stringify({ ...first.body, publicationId: '', policy: '', from: '', to: '' });
    expect(text).not.toMatch(/\b[A-Z0-9]{5,8}\b/);
    for (const table of Object.values<Record<string, number | null>>(first.body.tables))
      for (const count of Object.values(table)) expect(count === null || count === 0 || count >= 5).toBe(true);
    expect((await department.call('GET', '/public/figures', 'nobody')).body).toEqual(first.body);
    const register = { question: 'registers', elements: { register: 'publications' }, ...why, purpose: 'audit' };
    expect(await rows(register, 'auditor')).toMatchObject([
      { id: first.body.publicationId, policy: first.body.policy },
    ]);
  });
});

describe('the public page', () => {
  it('names the agencies with access and no plate, no person and no place', async () => {
    const { status, body } = await department.call('GET', '/public/notice', 'nobody');
    expect([status, body.agencies, body.lastAudit]).toEqual([
      200,
      [
        {
          name: 'Indio Police Department',
          class: 'local-le',
          california: true,
          scope: ['detections'],
          until: expect.any(String),
        },
      ],
      null,
    ]);
    expect(body.tables).toEqual((await department.call('GET', '/public/figures', 'nobody')).body.tables);
    expect(JSON.stringify(body)).not.toMatch(/Named Person|33\.83|7XYZ|officer/i);
  });
});

const soon = (): string => new Date(Date.now() + 86_400_000).toISOString();

/** The history as the auditor sees it, in the order of the ledger. */
const history = async (elements: object, which: (row: any) => boolean = () => true): Promise<any[]> =>
  (await rows({ ...why, purpose: 'audit', question: 'access-history', elements, limit: 1000 }, 'auditor')).filter(
    which,
  );

const alertOf = async (plate: string): Promise<string> => {
  await settled();
  await department.app.get(Alerting).reached(department.app.get(Views).position);
  const [hit] = await rows({ ...search(plate), question: 'hits' });
  return hit.id;
};
