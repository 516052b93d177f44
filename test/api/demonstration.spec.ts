/** The door of a demonstration: anybody of its cast, from a screen of ours alone; and in no other department. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Cast } from '../../src/handlers/cast.js';
import { Founding } from '../../src/handlers/founding.js';
import { Keyring } from '../support/keyring.js';
import { served } from '../support/served.js';

const dirs: string[] = [];
const apps: NestFastifyApplication[] = [];
const open = async (environment: Record<string, string>): Promise<NestFastifyApplication> => {
  const dir = mkdtempSync(join(tmpdir(), 'alpr-demonstration-'));
  dirs.push(dir);
  const app = await served(dir, { environment });
  apps.push(app);
  return app;
};
afterAll(async () => {
  for (const app of apps) await app.close();
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

const screen = { 'x-alpr-screen': '1', 'sec-fetch-site': 'same-origin' };
const enter = (app: NestFastifyApplication, username: string, headers: Record<string, string> = screen) =>
  app.inject({ method: 'POST', url: '/demonstration/sessions', headers, payload: { username } });

describe('a demonstration department', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await open({ ALPR_DEMONSTRATION: 'yes' });
    const { invitation } = (await app.get(Founding).found())!;
    const keys = new Keyring();
    const { body: offered } = await app.inject({
      method: 'POST',
      url: '/invitations/factors',
      payload: { invitation },
    });
    const taken = { invitation, ...keys.enrol('administrator', JSON.parse(offered)) };
    await app.inject({ method: 'POST', url: '/invitations/acceptance', payload: taken });
    const shows = () => keys.credentials('administrator');
    app.get(Cast).admit({ username: 'administrator', position: 'ALPR Administrator' }, shows);
  });

  it('lets a visitor in as one of its cast, by a cookie no script can read', async () => {
    const { body } = await app.inject({ method: 'GET', url: '/demonstration/cast' });
    expect(JSON.parse(body)).toEqual([{ username: 'administrator', position: 'ALPR Administrator' }]);
    const answer = await enter(app, 'administrator');
    expect([answer.statusCode, JSON.parse(answer.body).token]).toEqual([201, undefined]);
    expect(answer.headers['set-cookie']).toMatch(/^alpr_session=\S+; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('lets nobody in from another site, and nobody who is not of the cast', async () => {
    expect((await enter(app, 'administrator', {})).statusCode).toBe(403);
    expect((await enter(app, 'administrator', { ...screen, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    const stranger = await enter(app, 'stranger');
    expect([stranger.statusCode, JSON.parse(stranger.body).where]).toEqual([400, 'username']);
  });
});

it('no other department has such a door, and keeps nobody’s password', async () => {
  const app = await open({});
  expect((await enter(app, 'administrator')).statusCode).toBe(404);
  expect((await app.inject({ method: 'GET', url: '/demonstration/cast' })).statusCode).toBe(404);
  const part = { username: 'a', position: 'b' };
  expect(() => app.get(Cast).admit(part, () => ({ username: 'a', password: 'b', code: 'c' }))).toThrow(RangeError);
});
