/** Nobody passes a door without a credential of his own, and a wrong one reads like none. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { calling, openApi } from './calling.js';
import { behind, camera, cameraToken, hitId, officer, officerToken, unverified } from './fakes.js';

let app: NestFastifyApplication;
const call = calling(() => app);
beforeAll(async () => void (app = await openApi()));
afterAll(() => app.close());
beforeEach(() => behind.reset());

/** Every route but those that are for anyone; a new one must be added here, or the last test fails. */
const members = [
  'POST /sessions/current/banner',
  'DELETE /sessions/current',
  'POST /members',
  ...['invitation', 'training', 'acknowledgement', 'approval', 'revocation', 'release'].map(
    (act) => `POST /members/${officer.id}/${act}`,
  ),
  'POST /policy/adoption',
  'POST /department/administrator',
  'POST /equipment',
  `POST /equipment/${camera.id}/credential`,
  `POST /equipment/${camera.id}/retirement`,
  `POST /equipment/${camera.id}/faults`,
  `POST /equipment/${camera.id}/faults/${hitId}/clearing`,
  `POST /equipment/${camera.id}/maintenance`,
  'POST /shifts',
  ...['inspections', 'function-checks', 'deployments', `deployments/${hitId}/end`, 'end'].map(
    (step) => `POST /shifts/${hitId}/${step}`,
  ),
  'POST /hot-lists',
  `POST /hot-lists/${hitId}/entries`,
  `POST /hot-lists/${hitId}/file`,
  `POST /hot-lists/${hitId}/entries/${hitId}/removal`,
  'POST /hits/queue',
  ...['image', 'comparison', 'confirmation', 'exigency', 'action', 'correction'].map(
    (step) => `POST /hits/${hitId}/${step}`,
  ),
  'POST /queries',
  'POST /reports/quarterly/2026-Q4',
];
const cameras = ['POST /detections', 'POST /detections/photographs', 'POST /intake/openalpr', 'POST /heartbeats'];
const anyone = [
  'GET /',
  'GET /home.css',
  'GET /health/live',
  'GET /health/ready',
  'GET /policy',
  'POST /sessions',
  'POST /invitations/acceptance',
];

const to = (route: string) => {
  const [method, url] = route.split(' ') as ['POST' | 'GET' | 'DELETE', string];
  return { method, url };
};

describe.each(members)('%s', (route) => {
  it('is closed without a token, with a wrong one, and with a camera’s: all read the same', async () => {
    const answers = await Promise.all([
      call({ ...to(route), as: 'nobody' }),
      call({ ...to(route), as: 'nobody', headers: { authorization: 'Bearer wrong' } }),
      call({ ...to(route), as: 'camera' }),
      call({ ...to(route), as: 'nobody', headers: { 'x-camera-token': cameraToken } }),
      call({ ...to(route), as: 'nobody', headers: { authorization: `Basic ${btoa(`x:${officerToken}`)}` } }),
    ]);
    for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]!.body]);
    expect(answers[0]!.headers['www-authenticate']).toBe('Bearer realm="alpr-ledger member"');
    expect(behind.orders).toEqual([]);
  });
});

describe.each(cameras)('%s', (route) => {
  it('is closed to members and strangers', async () => {
    expect((await call({ ...to(route), as: 'nobody' })).status).toBe(401);
    expect((await call({ ...to(route), as: 'officer' })).status).toBe(401);
  });
});

describe('a camera', () => {
  it.each([
    ['a bearer token', { authorization: `Bearer ${cameraToken}` }],
    ['a header of its own', { 'x-camera-token': cameraToken }],
    ['the password of HTTP Basic', { authorization: `Basic ${btoa(`camera-7:${cameraToken}`)}` }],
  ])('is known by %s', async (_, headers) => {
    const { status, body } = await call({ url: '/detections', as: 'nobody', headers: headers as never, body: {} });
    expect([status, body.detectionId]).toEqual([201, 'd1']);
  });

  it('is not known by a token in the address, which would stand in every log on the way', async () => {
    const { status } = await call({ url: `/detections?token=${cameraToken}`, as: 'nobody', body: {} });
    expect(status).toBe(401);
  });
});

describe('logging in', () => {
  const credentials = { username: 'officer.a', password: 'correct horse battery staple' };

  it('answers a token and the banner', async () => {
    const { status, body } = await call({ url: '/sessions', as: 'nobody', body: credentials });
    expect([status, body.token, body.banner]).toEqual([201, officerToken, 'For official use.']);
    expect(behind.logIns).toEqual([{ username: 'officer.a', address: '127.0.0.1' }]);
  });

  it('that fails says the same of an unknown name, a wrong password and a locked account', async () => {
    behind.refuses = [{ ...unverified, clause: '430.6(i)', code: 'R-AUTH' }];
    const wrong = await call({ url: '/sessions', as: 'nobody', body: credentials });
    behind.refuses = [{ ...unverified, clause: '430.6(i)', code: 'R-LOCKED' }];
    const locked = await call({ url: '/sessions', as: 'nobody', body: credentials });
    expect([wrong.status, wrong.body]).toEqual([401, locked.body]);
    expect(JSON.stringify(wrong.body)).not.toMatch(/R-AUTH|R-LOCKED/);
  });

  it('is limited for each address, while cameras are not', async () => {
    const tries = await Promise.all(
      Array.from({ length: 40 }, () => call({ url: '/sessions', as: 'nobody', body: credentials })),
    );
    const late = tries.find(({ status }) => status === 429)!;
    expect(late.body).toMatchObject({ status: 429, title: 'Too many attempts' });
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    const reads = await Promise.all(
      Array.from({ length: 60 }, () => call({ url: '/detections', as: 'camera', body: {} })),
    );
    expect(reads.every(({ status }) => status === 201)).toBe(true);
  });
});

describe('for anyone', () => {
  it.each(anyone.filter((route) => route.startsWith('GET')))('%s is open', async (route) => {
    expect((await call({ ...to(route), as: 'nobody' })).status).toBe(200);
  });

  it('there are no other routes than those tested here', async () => {
    const { body } = await call({ method: 'GET', url: '/api/docs-json', as: 'nobody' });
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const known = [...members, ...cameras, ...anyone]
      .map((route) => route.replace('2026-Q4', ':').replaceAll(/[0-9a-f-]{36}/g, ':'))
      .filter((route) => !['GET /', 'GET /home.css'].includes(route));
    expect(described.map((route) => route.replaceAll(/\{\w+\}/g, ':')).sort()).toEqual(known.sort());
  });
});
