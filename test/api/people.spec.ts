/** People over HTTP: a member, his trainer, the Administrator, a delegate and a contractor do their work. */
import { policySet } from '../../src/domain/policy/clauses.js';
import { codesOf, Department, password } from './department.js';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const plate = '7XYZ123';
const why = {
  purpose: 'stolen-vehicle',
  reason: 'Working the alert dispatched on Ramon Road',
  eventNumber: '26-11-0417',
};
const search = { ...why, question: 'detections', elements: { plate } };

let department: Department;
beforeAll(async () => {
  department = await Department.open();
}, 120_000);
afterAll(() => department.close());

const as = (role: string) => role as Parameters<Department['post']>[1];

describe('a new member', () => {
  const username = 'officer.new';
  let invitation: string;

  it('is invited, and takes the invitation up with a password and a second factor of his own', async () => {
    const enrolment = { username, name: 'Trial Placeholder', position: 'police-officer' };
    ({ invitation } = await department.done('/members', 'administrator', enrolment));
    const bare = await department.post('/invitations/acceptance', 'nobody', { invitation, password });
    expect([bare.status, ...codesOf(bare)]).toEqual([403, 'R-SECOND-FACTOR']);
    const keys = department.keys.enrol(
      username,
      await department.done('/invitations/factors', 'nobody', { invitation }),
    );
    for (const weak of ['password1', 'kort7', 'Placeholder', '12345678']) {
      const answer = await department.post('/invitations/acceptance', 'nobody', {
        invitation,
        ...keys,
        password: weak,
      });
      expect([answer.status, answer.body.where]).toEqual([400, 'password']);
      expect(JSON.stringify(answer.body)).not.toContain(weak);
    }
    await department.done('/invitations/acceptance', 'nobody', { invitation, ...keys });
    const again = await department.post('/invitations/factors', 'nobody', { invitation });
    expect(again.status).toBe(400);
    await department.logsIn(as(username), username);
  });

  it('comes in by no other way: not without the code, not with one used before, not with a token made up', async () => {
    const credentials = department.keys.credentials(username);
    const enter = async (body: object) => (await department.post('/sessions', 'nobody', body)).status;
    expect(await enter({ username, password })).toBe(401);
    expect(await enter({ ...credentials, code: '000000' })).toBe(401);
    const { token } = await department.done('/sessions', 'nobody', credentials);
    expect(await enter(credentials)).toBe(401);
    const forged = `${department.memberId(as(username))}.${'x'.repeat(43)}`;
    for (const one of [forged, `${token}x`, department.token(as(username))!]) {
      const headers = { authorization: `Bearer ${one}` };
      expect((await department.post('/sessions/current/banner', 'nobody', undefined, headers)).status).toBe(401);
    }
    department.people.set(as(username), { token, memberId: department.memberId(as(username)), username });
    await department.done('/sessions/current/banner', as(username));
  });

  it('may do nothing before he was trained, has acknowledged and is approved, each by another', async () => {
    const of = `/members/${department.memberId(as(username))}`;
    expect(await department.refusal('/queries', as(username), search)).toEqual([
      'R-TRAINING:CLETS',
      'R-TRAINING:ALPR',
      'R-TRAINING:POST',
      'R-ACK-STALE',
      'R-NOT-APPROVED',
    ]);
    const course = { training: 'CLETS', validUntil: inDays(365), certificate: 'C-1', course: '26.1.0' };
    expect(await department.refusal(`${of}/training`, as(username), course)).toEqual(['R-TRAINER', 'R-SELF-TRAINING']);
    for (const training of ['CLETS', 'ALPR', 'POST'])
      await department.done(`${of}/training`, 'training-sergeant', { ...course, training });
    expect(await department.refusal(`${of}/acknowledgement`, as(username), { digest: '0'.repeat(64) })).toEqual([
      'R-ACK-STALE',
    ]);
    expect(await department.refusal(`${of}/acknowledgement`, 'police-officer', { digest: policySet.digest })).toEqual([
      'R-ACK-OWN',
    ]);
    await department.done(`${of}/acknowledgement`, as(username), { digest: policySet.digest });
    expect(await department.refusal(`${of}/approval`, as(username))).toEqual(['R-NOT-ADMIN', 'R-SELF-APPROVE']);
    const both = await Promise.all([1, 2].map(() => department.post(`${of}/approval`, 'administrator')));
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    await department.done('/queries', as(username), search);
  });

  it('cannot ask in another’s name, and one key stands for one request', async () => {
    for (const field of ['memberId', 'by', 'position', 'administrator', 'departmentDevice', 'standing'])
      expect((await department.post('/queries', as(username), { ...search, [field]: 'police-chief' })).status).toBe(
        400,
      );
    const of = `/members/${department.memberId(as(username))}`;
    const headers = { 'idempotency-key': '01930000-0000-7000-8000-00000000f00d' };
    const training = { training: 'ALPR', validUntil: inDays(300), certificate: 'C-2' };
    await department.done(`${of}/training`, 'training-sergeant', training, headers);
    const other = { ...training, certificate: 'C-3' };
    expect((await department.post(`${of}/training`, 'training-sergeant', other, headers)).status).toBe(409);
    expect((await department.post(`${of}/training`, 'administrator', training, headers)).status).toBe(409);
  });

  it('loses his access the moment it is revoked', async () => {
    const of = `/members/${department.memberId(as(username))}`;
    await department.done(`${of}/revocation`, 'administrator', { why: 'reassigned' });
    expect(await department.refusal('/queries', as(username), search)).toEqual(['R-NOT-APPROVED']);
  });
});

describe('credentials', () => {
  const role = 'police-sergeant';

  it('are changed by their owner, knowing the old ones; one factor always remains', async () => {
    const next = 'tall reeds by the old canal';
    expect(await department.refusal('/credentials/password', role, { password: 'a guess', next })).toEqual(['R-AUTH']);
    await department.done('/credentials/password', role, { password, next });
    await department.done('/credentials/password', role, { password: next, next: password });
    const unproved = {
      totp: { offer: (await department.done('/credentials/factors/offer', role)).totp.offer, code: '000000' },
    };
    expect(await department.refusal('/credentials/factors', role, unproved)).toEqual(['R-SECOND-FACTOR']);
    const nobodys = '/credentials/factors/00000000-0000-4000-8000-00000000dead';
    const removal = await department.call('DELETE', nobodys, role);
    expect([removal.status, ...codesOf(removal)]).toEqual([403, 'R-LAST-FACTOR']);
  });

  it('that were lost are reset by the Administrator, and nothing of before opens', async () => {
    const of = `/members/${department.memberId(role)}`;
    const { username } = department.people.get(role)!;
    expect(await department.refusal(`${of}/reset`, 'police-chief')).toEqual(['R-RESET']);
    expect(await department.refusal(`/members/${department.memberId('administrator')}/reset`, 'administrator')).toEqual(
      ['R-RESET', 'R-SELF-RESET'],
    );
    const { invitation } = await department.done(`${of}/reset`, 'administrator');
    expect((await department.post('/queries', role, search)).status).toBe(401);
    expect((await department.post('/sessions', 'nobody', department.keys.credentials(username))).status).toBe(401);
    expect((await department.call('GET', '/sessions/current', role)).status).toBe(401);
    // Nor does the session of before come to life again when he has credentials again.
    const keys = department.keys.enrol(
      username,
      await department.done('/invitations/factors', 'nobody', { invitation }),
    );
    await department.done('/invitations/acceptance', 'nobody', { invitation, ...keys });
    expect((await department.call('GET', '/sessions/current', role)).status).toBe(401);
    expect((await department.post('/queries', role, search)).status).toBe(401);
    await department.logsIn(role, username);
    await department.done('/queries', role, search);
  });

  it('five failures lock, and only the Administrator or the Chief releases', async () => {
    const { username, memberId } = department.people.get('police-lieutenant')!;
    for (let guess = 0; guess < 5; guess += 1) {
      const answer = await department.post('/sessions', 'nobody', { username, password: 'a guess', code: '000000' });
      expect(answer.status).toBe(401);
    }
    const locked = await department.post('/sessions', 'nobody', department.keys.credentials(username));
    expect([locked.status, JSON.stringify(locked.body).includes('R-LOCKED')]).toEqual([401, false]);
    expect(await department.refusal(`/members/${memberId}/release`, 'police-officer')).toEqual(['R-NOT-ASSIGNED']);
    await department.done(`/members/${memberId}/release`, 'police-chief');
    await department.logsIn('police-lieutenant', username);
  });
});

describe('a session', () => {
  const role = 'crime-analyst';

  it('that is locked opens to its owner alone', async () => {
    const { username } = department.people.get(role)!;
    await department.done('/sessions/current/lock', role);
    expect(await department.refusal('/queries', role, search)).toEqual(['R-SESSION-LOCKED']);
    expect(await department.refusal('/sessions/current/unlock', role, { password, code: '000000' })).toEqual([
      'R-SECOND-FACTOR',
    ]);
    const code = department.keys.code(username);
    expect(await department.refusal('/sessions/current/unlock', role, { password: 'a guess', code })).toEqual([
      'R-AUTH',
    ]);
    await department.done('/sessions/current/unlock', role, { password, code });
    expect(await department.refusal('/sessions/current/unlock', role, { password, code })).toEqual(['R-REPLAY']);
    await department.done('/queries', role, search);
  });

  it('that was closed opens nothing to who kept its token, and that is in the register', async () => {
    const { token, username } = department.people.get(role)!;
    await department.call('DELETE', '/sessions/current', role);
    const kept = { authorization: `Bearer ${token}` };
    expect((await department.post('/queries', 'nobody', search, kept)).status).toBe(401);
    expect((await department.post('/queries', 'nobody', search, kept)).status).toBe(401);
    await department.logsIn(role, username);
    const rows = await department.register('sessions');
    const { memberId } = department.people.get(role)!;
    const astray = rows.filter((one: any) => one.memberId === memberId && one.strays > 0);
    expect(astray.map(({ strays, why: ended }: any) => [strays, ended])).toEqual([[1, 'logged-out']]);
    expect(JSON.stringify(rows)).not.toContain(token.split('.')[1]);
  });
});

describe('a delegate', () => {
  const role = 'community-service-officer';
  const device = { name: 'Desk of the watch commander', class: 'desk', ownership: 'owned' };

  it('is assigned by the Administrator, for a scope and until a day', async () => {
    const of = `/delegations/${department.memberId(role)}`;
    const work = { scopes: ['devices', 'enrolment'], until: inDays(30) };
    expect(await department.refusal('/devices', role, device)).toEqual(['R-NOT-ASSIGNED']);
    expect(await department.refusal(of, 'police-chief', work)).toEqual(['R-NOT-ADMIN']);
    expect(await department.refusal(of, 'administrator', { ...work, until: inDays(400) })).toEqual(['R-DELEGATE']);
    expect(await department.refusal(`/delegations/${department.memberId('auditor')}`, 'administrator', work)).toEqual([
      'R-DELEGATE',
    ]);
    await department.done(of, 'administrator', work);
    const { token } = await department.done('/devices', role, device);
    expect(token).toMatch(/^[0-9a-f-]{36}\.[\w-]{43}$/);
    const enrolment = { username: 'officer.next', name: 'Officer Next', position: 'police-officer' };
    await department.done('/members', role, enrolment);
    const opened = { ...why, question: 'registers', elements: { register: 'devices' } };
    const { rows } = await department.done('/queries', role, opened);
    expect(rows.map(({ name }: any) => name)).toContain(device.name);
    const others = { ...opened, elements: { register: 'sessions' } };
    expect(await department.refusal('/queries', role, others)).toEqual(['R-QUESTION']);
    expect(await department.register('delegations')).toEqual([
      expect.objectContaining({ scopes: work.scopes, endedAt: null }),
    ]);
  });

  it('does nothing beyond his scope, and nothing once it was taken back', async () => {
    const of = `/delegations/${department.memberId(role)}`;
    expect(await department.refusal('/equipment', role, { name: 'Gate', mobility: 'fixed' })).toEqual([
      'R-NOT-ASSIGNED',
    ]);
    await department.done(`${of}/revocation`, 'administrator');
    expect(await department.refusal(`${of}/revocation`, 'administrator')).toEqual(['R-NO-DELEGATE']);
    expect(await department.refusal('/devices', role, device)).toEqual(['R-NOT-ASSIGNED']);
  });
});

describe('a contractor', () => {
  const role = 'maintenance-contractor';
  const fault = '/equipment/00000000-0000-4000-8000-00000000dead/faults';
  const damage = { kind: 'damage', description: 'The mount is cracked' };

  it('works within his window, never sees a plate, and is let out when it closes', async () => {
    const of = `/contractors/${department.memberId(role)}/window`;
    expect(await department.refusal('/queries', role, search)).toContain('R-CTR-CONTENT');
    expect(await department.refusal(fault, role, damage)).not.toContain('R-CTR-WINDOW');
    await department.done(`${of}/closing`, 'administrator');
    expect(await department.refusal(`${of}/closing`, 'administrator')).toEqual(['R-CTR-NOT-OPEN']);
    expect(await department.refusal(fault, role, damage)).toContain('R-CTR-WINDOW');
    expect(await department.refusal(of, 'administrator', { until: inDays(60), work: 'repair' })).toEqual([
      'R-CTR-TERM',
    ]);
    const officers = `/contractors/${department.memberId('police-officer')}/window`;
    expect(await department.refusal(officers, 'administrator', { until: inDays(1), work: 'repair' })).toEqual([
      'R-CTR-POSITION',
    ]);
    await department.done(of, 'administrator', { until: inDays(1), work: 'repair' });
    expect(await department.refusal(fault, role, damage)).not.toContain('R-CTR-WINDOW');
    expect(await department.register('contractor-access')).toHaveLength(2);
  });
});

describe('the Department', () => {
  it('lists positions of the policy alone, and who holds one that is withdrawn is out at once', async () => {
    expect(await department.refusal('/positions/auditor/listing', 'administrator')).toEqual(['R-POSITION-LIST']);
    await department.done('/positions/crime-analyst/listing', 'administrator');
    await department.done('/positions/crime-analyst/withdrawal', 'administrator');
    expect(await department.refusal('/queries', 'crime-analyst', search)).toEqual(['R-POSITION']);
    await department.done('/positions/crime-analyst/listing', 'administrator');
    await department.done('/queries', 'crime-analyst', search);
  });

  it('asks more training of a position, never less', async () => {
    const of = '/positions/crime-analyst/training-requirement';
    expect(await department.refusal(of, 'training-sergeant', { trainings: ['CLETS'] })).toEqual(['R-REQUIREMENT']);
    expect(await department.refusal(of, 'police-officer', { trainings: ['CLETS', 'ALPR'] })).toEqual([
      'R-REQUIREMENT-SETTER',
    ]);
    const { memberId } = department.people.get('crime-analyst')!;
    const lapsed = { training: 'POST', validUntil: '2020-01-01' };
    await department.done(`/members/${memberId}/training`, 'training-sergeant', lapsed);
    await department.done('/queries', 'crime-analyst', search);
    await department.done(of, 'training-sergeant', { trainings: ['CLETS', 'ALPR', 'POST'] });
    expect(await department.refusal('/queries', 'crime-analyst', search)).toEqual(['R-TRAINING:POST']);
    const rows = await department.register('positions');
    const analyst = rows.find(({ position }: { position: string }) => position === 'crime-analyst');
    expect(analyst.trainings).toEqual(['CLETS', 'ALPR', 'POST']);
  });

  it('has one Administrator at every moment, a captain, and the next one from a day to come', async () => {
    const designate = (memberId: string, from?: string) => ({ memberId, ...(from && { from }) });
    const url = '/department/administrator';
    const captain = department.memberId('police-captain');
    expect(await department.refusal(url, 'police-chief', designate(department.memberId('police-officer')))).toEqual([
      'R-CAPTAIN',
    ]);
    expect(await department.refusal(url, 'police-chief', designate(captain, inDays(-1)))).toEqual(['R-DESIGNATION']);
    expect(await department.refusal(url, 'administrator', designate(captain))).toEqual(['R-NOT-CHIEF']);
    await department.done(url, 'police-chief', designate(captain, inDays(10)));
    const rows = await department.register('designations');
    expect(rows.map(({ memberId, toCome }: any) => [memberId, toCome])).toEqual([
      [captain, true],
      [department.memberId('administrator'), false],
    ]);
  });
});

describe('an auditor', () => {
  it('sees one plate unmasked once another agreed, and every step is in the register', async () => {
    const { queryId } = await department.done('/queries', 'police-officer', search);
    const history = {
      ...why,
      question: 'access-history',
      elements: { memberId: department.memberId('police-officer') },
    };
    const { rows } = await department.done('/queries', 'auditor', { ...history, purpose: 'audit', limit: 1000 });
    expect(JSON.stringify(rows)).not.toContain(plate);
    const wanted = { kind: 'query', rowId: queryId, reason: 'Item 14 of the audit of the third quarter' };
    expect(await department.refusal('/unmaskings', 'police-officer', wanted)).toEqual(['R-UNMASK-WHO']);
    expect(await department.refusal('/unmaskings', 'auditor', { ...wanted, reason: 'test' })).toEqual([
      'R-UNMASK-REASON',
    ]);
    const { unmaskId } = await department.done('/unmaskings', 'auditor', wanted);
    const of = `/unmaskings/${unmaskId}`;
    expect(await department.refusal(`${of}/plate`, 'auditor')).toEqual(['R-UNMASK']);
    expect(await department.refusal(`${of}/approval`, 'auditor')).toEqual(['R-UNMASK-APPROVER']);
    const nothing = '/unmaskings/00000000-0000-4000-8000-00000000dead/approval';
    expect(await department.refusal(nothing, 'police-chief')).toEqual(['R-UNMASK-UNKNOWN']);
    const both = await Promise.all(
      (['administrator', 'police-chief'] as const).map((role) => department.post(`${of}/approval`, role)),
    );
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(await department.refusal(`${of}/plate`, 'city-attorney')).toEqual(['R-UNMASK']);
    expect(await department.done(`${of}/plate`, 'auditor')).toMatchObject({ plate, plateState: null });
    expect(await department.refusal(`${of}/plate`, 'auditor')).toEqual(['R-UNMASK']);
    const [row] = await department.register('unmaskings');
    expect(row).toMatchObject({ kind: 'query', rowId: queryId, approvedAt: expect.any(String) });
    expect(row.shownAt).not.toBeNull();
    expect(JSON.stringify(row)).not.toContain(plate);
  });
});
