/** Devices over HTTP: the Department's own hold their sessions, personal ones need paper, offline ones a journal. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { journalText } from '../../src/handlers/journals.js';
import { Department } from './department.js';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const rowId = '0b000000-0000-4000-8000-000000000001';
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

describe('a device', () => {
  const role = 'police-dispatcher';

  it('of the Department is known by its token, and holds the sessions opened on it', async () => {
    const device = { name: 'Console 1', class: 'dispatch', ownership: 'issued' };
    const { deviceId, token } = await department.done('/devices', 'administrator', device);
    const kept = await department.post('/devices/current', 'nobody', { token });
    expect(kept.status).toBe(204);
    const { username } = department.people.get(role)!;
    const headers = { cookie: `alpr_device=${token}` };
    const session = await department.done('/sessions', 'nobody', department.keys.credentials(username), headers);
    const authorization = `Bearer ${session.token}`;
    const banner = (more: object) => department.post('/sessions/current/banner', 'nobody', undefined, more);
    expect((await banner({ authorization })).status).toBe(401);
    expect((await banner({ authorization, 'x-device-token': token })).status).toBe(201);
    const ask = () => department.post('/queries', 'nobody', search, { authorization, ...headers });
    expect((await ask()).status).toBe(200);
    await department.done(`/devices/${deviceId}/retirement`, 'administrator', { why: 'stolen' });
    expect((await ask()).status).toBe(401);
    expect(await department.refusal(`/devices/${deviceId}/retirement`, 'administrator', { why: 'stolen' })).toEqual([
      'R-DEVICE-UNKNOWN',
    ]);
    await department.logsIn(role, username);
  });

  it('of a member’s own needs a permission in writing, and verified controls for hits', async () => {
    const { username, memberId } = department.people.get('community-service-officer')!;
    const permission = { memberId, scope: 'plates', expiresAt: inDays(90), document: digestOf('permission 7') };
    expect(await department.refusal('/devices/personal', 'police-chief', permission)).toEqual(['R-NOT-ADMIN']);
    expect(
      await department.refusal('/devices/personal', 'administrator', { ...permission, expiresAt: inDays(400) }),
    ).toEqual(['R-DEVICE-PERMISSION']);
    const { deviceId, token } = await department.done('/devices/personal', 'administrator', permission);
    const own = { 'x-device-token': token };
    const session = await department.done('/sessions', 'nobody', department.keys.credentials(username), own);
    const headers = { authorization: `Bearer ${session.token}`, ...own };
    await department.done('/sessions/current/banner', 'nobody', undefined, headers);
    await department.done('/queries', 'nobody', search, headers);
    expect(await department.refusal('/hits/queue', 'nobody', why, headers)).toEqual(['R-BYOD-CJI']);
    const controls = { document: digestOf('controls'), validUntil: inDays(30) };
    expect(
      await department.refusal(`/devices/${deviceId}/controls`, 'administrator', {
        ...controls,
        validUntil: inDays(400),
      }),
    ).toEqual(['R-DEVICE-CONTROLS']);
    await department.done(`/devices/${deviceId}/controls`, 'administrator', controls);
    await department.done('/hits/queue', 'nobody', why, headers);
    await department.done(`/devices/${deviceId}/revocation`, 'administrator', { why: 'permission-withdrawn' });
    expect((await department.post('/hits/queue', 'nobody', why, headers)).status).toBe(401);
    expect((await department.register('devices')).map(({ kind }: { kind: string }) => kind)).toContain('personal');
    await department.logsIn('community-service-officer', username);
  });
});

describe('a device that was offline', () => {
  const role = 'police-captain';
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const journalKey = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('hex');
  let deviceId: string;

  const entry = (seq: number, more: object = {}) => {
    const memberId = department.memberId(role);
    const told = { seq, memberId, at: new Date().toISOString(), what: 'hit' as const, rowId, ...more };
    const signature = sign(null, Buffer.from(journalText(deviceId, told)), privateKey).toString('base64url');
    return { ...told, signature };
  };
  const sync = async (...entries: object[]) => {
    const { synced, refused: no } = await department.done(`/devices/${deviceId}/journal`, role, { entries });
    return [synced, ...no.map(({ seq, clauses }: any) => [seq, ...clauses.map(({ code }: any) => code)])];
  };

  it('brings in what was opened there, in order, signed, and in time', async () => {
    const device = { name: 'MDC of unit 12', class: 'vehicle', ownership: 'issued', journalKey };
    const registered = await department.done('/devices', 'administrator', device);
    ({ deviceId } = registered);
    const { username } = department.people.get(role)!;
    const headers = { 'x-device-token': registered.token };
    await department.done('/sessions', 'nobody', department.keys.credentials(username), headers);
    await department.logsIn(role, username);
    expect(await sync(entry(1), entry(2))).toEqual([2]);
    expect(await sync(entry(4))).toEqual([0, [4, 'R-OFFLINE-JOURNAL']]);
    expect(await sync({ ...entry(3), rowId: deviceId })).toEqual([0, [3, 'R-OFFLINE-JOURNAL']]);
    const stranger = { memberId: department.memberId('police-officer') };
    expect(await sync(entry(3, stranger), entry(4))).toEqual([1, [3, 'R-OFFLINE-EXPIRED']]);
    const history = {
      ...why,
      purpose: 'audit',
      question: 'access-history',
      elements: { memberId: department.memberId(role) },
    };
    const { rows } = await department.done('/queries', 'auditor', { ...history, limit: 1000 });
    expect(rows.filter(({ act }: { act: string }) => act === 'OfflineAccessSynced')).toHaveLength(3);
  });
});
