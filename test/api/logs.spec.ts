/** The log says that something was asked, and never what: no plate, name, reason, token or address typed in. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { calling, openApi } from './calling.js';
import { behind, cameraToken, hitId, officerToken, unverified } from './fakes.js';

let app: NestFastifyApplication;
const call = calling(() => app);
beforeAll(async () => void (app = await openApi()));
afterAll(() => app.close());
beforeEach(() => behind.reset());

const lines = () =>
  behind.log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it('holds method, route, status, time and id of each request, and no more', async () => {
  await call({ url: `/hits/${hitId}/action?plate=7XYZ123`, body: { action: 'tow' } });
  const [line, ...others] = lines();
  expect(others).toEqual([]);
  expect(line).toEqual({
    level: 30,
    time: expect.any(Number),
    pid: process.pid,
    hostname: expect.any(String),
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'POST',
    route: '/hits/:hitId/action',
    status: 201,
    milliseconds: expect.any(Number),
    msg: 'request',
  });
});

it('never holds what was sent, whichever way it came and however it ended', async () => {
  const secrets = /7XYZ123|Officer A|officer\.a|silver sedan|horse|token-of|26-11-0417/;
  const headers = { 'x-request-id': '7XYZ123', cookie: 'plate=7XYZ123', 'user-agent': '7XYZ123', referer: '/7XYZ123' };
  const question = { question: 'detections', elements: { plate: '7XYZ123' }, reason: 'The silver sedan' };
  const requests = async () => {
    await call({ url: '/queries', headers, body: question });
    await call({ url: '/queries', headers, body: { ...question, eventNumber: '26-11-0417', officer: 'Officer A' } });
    await call({ url: '/queries', headers: { ...headers, 'content-type': 'application/json' }, body: '{7XYZ123' });
    await call({ url: '/sessions', as: 'nobody', headers, body: { username: 'officer.a', password: 'horse' } });
    await call({ method: 'GET', url: '/plates/7XYZ123?plate=7XYZ123', headers });
    await call({ method: 'GET', url: '/hits/%E0%A4%A7XYZ123', headers });
    await call({ url: '/detections', as: 'camera', headers: { 'x-camera-token': cameraToken }, body: {} });
    await call({ url: '/detections', as: 'nobody', headers: { authorization: `Bearer ${officerToken}` }, body: {} });
  };
  await requests();
  behind.refuses = [unverified];
  await requests();
  behind.throws = Object.assign(new Error('plate 7XYZ123', { cause: new Error('7XYZ123') }), { plate: '7XYZ123' });
  behind.refuses = [];
  await requests();
  expect(lines().length).toBeGreaterThan(20);
  expect(behind.log).not.toMatch(secrets);
});

it('gives an unknown address no route at all', async () => {
  await call({ method: 'GET', url: '/plates/7XYZ123' });
  expect(lines()[0]).toMatchObject({ route: null, status: 404 });
});
