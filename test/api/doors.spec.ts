/** Nobody passes a door without a credential of his own, and a wrong one reads like none. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { calling, openApi } from './calling.js';
import { type Role, roles } from './department.js';
import { agencyToken, behind, cameraToken, hitId, officerToken, unverified } from './fakes.js';
import { uses } from './roles.js';

let app: NestFastifyApplication;
const call = calling(() => app);
beforeAll(async () => void (app = await openApi()));
afterAll(() => app.close());
beforeEach(() => behind.reset());

/** The table of roles names every route; a path's ids are filled in with one of a hit. */
const routesFor = (whom: (may: readonly Role[]) => boolean): readonly string[] =>
  Object.entries(uses)
    .filter(([, { may }]) => whom(may))
    .map(([route]) =>
      route
        .replace('{quarter}', '2026-Q4')
        .replace('{position}', 'police-dispatcher')
        .replaceAll(/\{\w+\}/g, hitId),
    );
const cameras = routesFor((may) => may.length === 1 && may[0] === 'camera');
const agencies = Object.keys(uses)
  .filter((route) => route.includes(' /agency/'))
  .map((route) => route.replaceAll(/\{\w+\}/g, hitId));
const anyone = ['GET /', 'GET /home.css', 'GET /app', 'GET /app/officer/alerts', ...routesFor((may) => may === roles)];
const members = routesFor((may) => may !== roles && !(may.length === 1 && may[0] === 'camera')).filter(
  (route) => !agencies.includes(route),
);

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

describe.each(agencies)('%s', (route) => {
  it('is closed to members, cameras and strangers, and open to a person of another agency', async () => {
    for (const as of ['nobody', 'officer', 'camera'] as const) {
      const { status, headers } = await call({ ...to(route), as });
      expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="alpr-ledger agency"']);
    }
    const headers = { authorization: `Bearer ${agencyToken}` };
    expect((await call({ ...to(route), as: 'nobody', headers, body: {} })).status).not.toBe(401);
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
    expect((await call({ ...to(route), as: 'nobody' })).status).not.toBe(401);
  });
});
