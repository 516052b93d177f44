/** Every failure is a problem document: a refusal names its clauses, a fault of ours names nothing but an incident. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Busy, Conflict, Malformed, Unavailable } from '../../src/handlers/errors.js';
import { calling, openApi } from './calling.js';
import { behind, hitId, unconfirmed, unverified } from './fakes.js';

let app: NestFastifyApplication;
const call = calling(() => app);
beforeAll(async () => void (app = await openApi()));
afterAll(() => app.close());
beforeEach(() => behind.reset());

const stop = () => call({ url: `/hits/${hitId}/action`, body: { action: 'traffic-stop' } });

describe('a refusal', () => {
  it('lists every clause that stood against it, in the policy’s own words, and its place on the ledger', async () => {
    behind.refuses = [unverified, unconfirmed];
    const { status, headers, body } = await stop();
    expect([status, headers['content-type']]).toEqual([403, 'application/problem+json; charset=utf-8']);
    expect(body).toEqual({
      type: 'urn:alpr-ledger:problem:refused',
      title: 'The policy does not allow this',
      status: 403,
      detail: `430.6(k).1: ${unverified.requires}; 430.6(k).3: ${unconfirmed.requires}`,
      clauses: [
        {
          clause: '430.6(k).1',
          code: 'R-UNVERIFIED',
          requires: unverified.requires,
          text: expect.stringMatching(/verif/i),
          remedy: unverified.remedy,
        },
        expect.objectContaining({ clause: '430.6(k).3', code: 'R-UNCONFIRMED' }),
      ],
      receipt: '0d000000-0000-4000-8000-000000000001',
    });
  });

  it('of a question, of a camera’s read and of an enrolment reads the same way', async () => {
    behind.refuses = [unverified];
    const enrolment = { username: 'officer.b', name: 'Officer B', position: 'police-officer' };
    for (const answer of [
      await call({ url: '/queries', body: { question: 'hits' } }),
      await call({ url: '/detections', as: 'camera', body: {} }),
      await call({ url: '/members', body: enrolment }),
    ])
      expect([answer.status, answer.body.clauses[0].clause]).toEqual([403, '430.6(k).1']);
  });
});

describe('what goes wrong', () => {
  it.each([
    [new Malformed('no plate', 'plate', 'Send it.'), 400, { where: 'plate', remedy: 'Send it.', detail: 'no plate' }],
    [new Conflict('someone'), 409, { title: 'Somebody else was first' }],
    [new Busy(7), 429, { title: 'No room for more work just now' }],
    [new Unavailable('gone', true), 503, { settled: true, detail: 'Nothing was recorded. Ask again.' }],
    [Object.assign(new Error('no space left'), { code: 'ENOSPC' }), 503, { settled: false }],
    [Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' }), 503, { settled: false }],
    [new Unavailable('gone', false), 503, { settled: false, detail: expect.stringContaining('same Idempotency-Key') }],
  ])('%s is answered %i', async (error, status, more) => {
    behind.throws = error;
    const answer = await stop();
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ status, ...more })]);
    expect(answer.headers['retry-after']).toBe({ 429: '7', 503: '5' }[status]);
  });

  it('by a fault of ours says an incident, and nothing of what happened', async () => {
    behind.throws = new Error('SQLITE_CONSTRAINT: plate 7XYZ123 of Officer A');
    const { status, body } = await stop();
    expect([status, Object.keys(body)]).toEqual([500, ['type', 'title', 'status', 'detail', 'incident']]);
    expect(JSON.stringify(body)).not.toMatch(/SQLITE|7XYZ123|Officer|at /);
    expect(behind.log).toContain(body.incident);
    expect(behind.log).toContain('problems.spec');
    expect(behind.log).not.toMatch(/7XYZ123|SQLITE|Officer/);
  });

  it('by something thrown that is no error is a fault of ours too', async () => {
    for (const thrown of ['7XYZ123', null, { statusCode: 200 }, Object.assign(new Error('x'), { statusCode: 599 })]) {
      behind.throws = thrown as never;
      const { status } = await stop();
      expect(status).toBe(thrown === null ? 201 : 500);
    }
    expect(behind.log).not.toContain('7XYZ123');
  });
});

describe('what is not understood', () => {
  it('as JSON is answered 400', async () => {
    const headers = { 'content-type': 'application/json' };
    const { status, body } = await call({ url: '/queries', headers, body: '{"plate": "7XYZ123' });
    expect([status, body.type]).toEqual([400, 'urn:alpr-ledger:problem:malformed']);
    expect(JSON.stringify(body)).not.toContain('7XYZ123');
  });

  it('as an address is answered 404, and not repeated', async () => {
    for (const url of ['/plates/7XYZ123', '/hits/7XYZ123', '/hits/%E0%A4%A7XYZ123', '/hits/%zz7XYZ123'])
      for (const method of ['GET', 'PUT'] as const) {
        const { status, body, text } = await call({ method, url });
        expect([status, body.type]).toEqual([404, 'urn:alpr-ledger:problem:not-found']);
        expect(text).not.toContain('XYZ123');
      }
  });

  it('as a kind of content is answered 415', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      const { status, body } = await call({
        url: '/queries',
        headers: { 'content-type': type },
        body: 'question=hits',
      });
      expect([status, body?.type]).toEqual([415, 'urn:alpr-ledger:problem:media-type']);
    }
  });

  it('for its size is answered 413', async () => {
    const reason = 'x'.repeat(1024 * 1024);
    expect((await call({ url: '/queries', body: { question: 'hits', reason } })).body).toMatchObject({ status: 413 });
    const read = { picture: 'x'.repeat(3 * 1024 * 1024) };
    expect((await call({ url: '/detections', as: 'camera', body: read })).status).toBe(201);
    const larger = { picture: 'x'.repeat(4 * 1024 * 1024) };
    expect((await call({ url: '/intake/openalpr', as: 'camera', body: larger })).status).toBe(413);
  });
});

describe('readiness', () => {
  it('is 503 with what is waited for while something is missing', async () => {
    behind.ready = false;
    const { status, body } = await call({ method: 'GET', url: '/health/ready', as: 'nobody' });
    expect([status, body]).toEqual([
      503,
      { ready: false, waitsFor: ['the read models, which stopped'], attention: [] },
    ]);
  });
});
