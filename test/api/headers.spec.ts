/** What every answer carries for its protection, and the page at the door. */
import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { clauseIds, policySet } from '../../src/domain/policy/clauses.js';
import { calling, openApi } from './calling.js';
import { behind } from './fakes.js';

let app: NestFastifyApplication;
const call = calling(() => app);
beforeAll(async () => void (app = await openApi()));
afterAll(() => app.close());
beforeEach(() => behind.reset());

const get = (url: string, headers = {}) => call({ method: 'GET', url, as: 'nobody', headers });

describe.each(['/', '/policy', '/health/live', '/nowhere', '/api/docs-json'])('%s', (url) => {
  it('carries the headers of a careful server, and none that tells on it', async () => {
    const { headers } = await get(url, { origin: 'https://example.org' });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': expect.any(String),
      'strict-transport-security': expect.any(String),
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    for (const name of ['x-powered-by', 'server', 'access-control-allow-origin']) expect(headers[name]).toBeUndefined();
  });
});

it('lets nobody on the way keep an answer, but the policy', async () => {
  expect((await call({ url: '/queries', body: { question: 'hits' } })).headers['cache-control']).toBe('no-store');
  expect((await get('/policy')).headers['cache-control']).toBe('public, max-age=300');
});

it('answers no preflight', async () => {
  const answer = await app.inject({
    method: 'OPTIONS',
    url: '/queries',
    headers: { origin: 'https://example.org', 'access-control-request-method': 'POST' },
  });
  expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([404, undefined]);
});

describe('the page at the door', () => {
  it('is HTML with a style of its own and no script, and every link leads somewhere', async () => {
    const { headers, text } = await get('/');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("script-src 'none'");
    expect(text).toBe(readFileSync(new URL('../../src/web/home.html', import.meta.url), 'utf8'));
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=/);
    const links = [...text.matchAll(/href="(\/[^"]*)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect([link, (await get(link)).status]).toEqual([link, 200]);
  });
});

describe('the policy', () => {
  it('can be read by anyone, clause by clause, with the digest that members acknowledge', async () => {
    const { body } = await get('/policy');
    expect(body).toMatchObject({ version: policySet.version, digest: policySet.digest });
    expect(body.clauses.map(({ clause }: { clause: string }) => clause)).toEqual(clauseIds);
    expect(body.clauses[0]).toEqual({ clause: clauseIds[0], text: expect.any(String), kinds: expect.any(Array) });
  });
});

describe('the description of the API', () => {
  it('cites the policy’s words at what it governs, with the problems each may answer', async () => {
    const { body } = await get('/api/docs-json');
    const { post } = body.paths['/hits/{hitId}/action'];
    expect(post.description).toContain('**430.6(k).3** “');
    expect(post['x-policy-clauses']).toContain('430.6(k).1');
    expect(post.security).toEqual([{ member: [] }]);
    const problem = (name: string) => ({
      'application/problem+json': { schema: { $ref: `#/components/schemas/${name}` } },
    });
    expect(post.responses['403'].content).toEqual(problem('RefusalBody'));
    expect(post.responses['401'].content).toEqual(problem('ProblemBody'));
    expect(post.parameters.map(({ name }: { name: string }) => name).sort()).toEqual(['Idempotency-Key', 'hitId']);
    expect(Object.keys(body.components.schemas)).toEqual(expect.arrayContaining(['ProblemBody', 'RefusalBody']));
  });

  it('may run its own scripts, and only there', async () => {
    const { headers, text } = await get('/api/docs');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(text).not.toMatch(/<script>(?!\s*<\/script>)/);
  });
});
