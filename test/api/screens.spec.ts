/** A browser's session is its own: no other site can act in it, frame it, or be let in by it. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { policyOfScreens } from '../../src/api/screens.js';
import { calling, openApi } from './calling.js';
import { behind, hitId, officerToken } from './fakes.js';

let app: NestFastifyApplication;
const call = calling(() => app);
beforeAll(async () => void (app = await openApi()));
afterAll(() => app.close());
beforeEach(() => behind.reset());

const cookie = `alpr_session=${officerToken}`;
const here = 'http://localhost:80';
const action = { url: `/hits/${hitId}/action`, body: { action: 'traffic-stop' }, as: 'nobody' } as const;
const screen = { cookie, 'x-alpr-screen': '1', 'sec-fetch-site': 'same-origin', origin: here };
const credentials = { username: 'officer.a', password: 'a password', code: '000000' };

describe('the cookie of a screen', () => {
  it('opens a member’s doors to a screen of ours, in every browser', async () => {
    expect((await call({ ...action, headers: screen })).status).toBe(201);
    const { 'sec-fetch-site': _, ...older } = screen;
    expect(
      (await call({ ...action, headers: { ...older, origin: 'http://localhost', host: 'localhost' } })).status,
    ).toBe(201);
    expect((await call({ method: 'GET', url: '/sessions/current', as: 'nobody', headers: screen })).status).toBe(200);
  });

  const foreign = {
    'a page of another site': { ...screen, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    'a page of a neighbour under the same name': { ...screen, 'sec-fetch-site': 'same-site' },
    'an old browser at another site': { cookie, 'x-alpr-screen': '1', origin: 'https://evil.example' },
    'a form, which can send no header of ours': { cookie, 'sec-fetch-site': 'same-origin', origin: here },
    'a caller that does not say where it comes from': { cookie, 'x-alpr-screen': '1' },
    'a page without an origin': { cookie, 'x-alpr-screen': '1', origin: 'null' },
  };
  it.each(Object.entries(foreign))('opens nothing to %s', async (_, headers) => {
    const { status, body } = await call({ ...action, headers });
    expect([status, body.type]).toEqual([403, 'urn:alpr-ledger:problem:foreign']);
    expect(behind.orders).toEqual([]);
  });

  it('is no credential of a camera or an agency', async () => {
    expect((await call({ url: '/detections', body: {}, as: 'nobody', headers: screen })).status).toBe(401);
    expect((await call({ method: 'GET', url: '/agency/releases', as: 'nobody', headers: screen })).status).not.toBe(
      200,
    );
  });

  it('is given to screens alone, out of reach of scripts, and then the answer holds no token', async () => {
    const logIn = (headers: Record<string, string>) =>
      call({ url: '/sessions', body: credentials, as: 'nobody', headers });
    const { cookie: _, ...fresh } = screen;
    const onScreen = await logIn(fresh);
    expect(onScreen.headers['set-cookie']).toBe(`alpr_session=${officerToken}; Path=/; HttpOnly; SameSite=Strict`);
    expect(onScreen.body.token).toBeNull();
    const byProgram = await logIn({});
    expect([byProgram.headers['set-cookie'], byProgram.body.token]).toEqual([undefined, officerToken]);
    const lured = await logIn({ ...fresh, 'sec-fetch-site': 'cross-site' });
    expect([lured.status, behind.logIns.length]).toEqual([403, 2]);
  });

  it('is taken back when the member logs out', async () => {
    const { headers } = await call({ method: 'DELETE', url: '/sessions/current', as: 'nobody', headers: screen });
    expect(headers['set-cookie']).toContain('alpr_session=; Max-Age=0');
  });
});

describe('the rules under which a browser shows a screen', () => {
  it('no script within the page, no style without the nonce, and no frame of another', () => {
    const policy = policyOfScreens('abc');
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-abc';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('are sent with every page, each with a nonce of its own', async () => {
    const page = () => call({ method: 'GET', url: '/app/officer/alerts', as: 'nobody' });
    const [one, other] = [await page(), await page()];
    const nonce = /nonce-([^']+)'/.exec(String(one.headers['content-security-policy']))![1]!;
    expect(one.text).toContain(nonce);
    expect(other.text).not.toContain(nonce);
    expect(one.headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(one.headers['cache-control']).toBe('no-store');
    expect(one.text).not.toMatch(/<script>|\sstyle=|\son\w+=/);
  });
});
