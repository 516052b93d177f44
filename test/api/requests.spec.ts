/** What reaches the two doors from a request, and what never does. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { calling, openApi } from './calling.js';
import { behind, camera, hitId, officer } from './fakes.js';

let app: NestFastifyApplication;
const call = calling(() => app);
beforeAll(async () => void (app = await openApi()));
afterAll(() => app.close());
beforeEach(() => behind.reset());

const key = '01930000-0000-7000-8000-00000000abcd';

describe('an act', () => {
  it('travels as one order, by whom the credential says, under the Idempotency-Key', async () => {
    const { status, body } = await call({
      url: `/hits/${hitId}/action`,
      headers: { 'idempotency-key': key.toUpperCase() },
      body: { action: 'traffic-stop' },
    });
    expect(behind.orders).toEqual([
      { request: { type: 'RecordAction', data: { action: 'traffic-stop', hitId } }, by: officer, commandId: key },
    ]);
    expect([status, body]).toEqual([
      201,
      {
        commandId: key,
        recorded: [{ id: '0d000000-0000-4000-8000-000000000001', type: 'RecordAction' }],
        upheld: [{ clause: '430.6(k).1', code: 'R-UNVERIFIED' }],
        position: '9007199254740993',
        repeated: false,
      },
    ]);
  });

  it('gets a fresh id when no key was sent', async () => {
    await call({ url: `/hits/${hitId}/action`, body: { action: 'tow' } });
    await call({ url: `/hits/${hitId}/action`, body: { action: 'tow' } });
    expect(new Set(behind.orders.map(({ commandId }) => commandId)).size).toBe(2);
  });

  it('is not taken under a key that is no UUID', async () => {
    const headers = { 'idempotency-key': '7XYZ123' };
    const { status, body } = await call({ url: `/hits/${hitId}/action`, headers, body: { action: 'tow' } });
    expect([status, body.where, behind.orders]).toEqual([400, 'Idempotency-Key', []]);
    expect(JSON.stringify(body)).not.toContain('7XYZ123');
  });

  it('holds only the fields that were given', async () => {
    await call({ url: `/hits/${hitId}/comparison`, body: { stateAgrees: false } });
    expect(behind.orders[0]!.request.data).toStrictEqual({ stateAgrees: false, hitId });
  });

  it('never holds a secret in what a repeated request is known by', async () => {
    const { body } = await call({ url: `/equipment/${camera.id}/credential` });
    expect(behind.orders[0]!.asked).toEqual({ cameraId: camera.id });
    expect(JSON.stringify(behind.orders[0])).not.toContain(body.token);
  });

  it('shows a secret once: a repeated answer holds none', async () => {
    const enrolment = { username: 'officer.b', name: 'Officer B', position: 'police-officer' };
    expect((await call({ url: '/members', body: enrolment })).body.invitation).toBe('one-time');
    behind.repeated = true;
    expect((await call({ url: '/members', body: enrolment })).body).toMatchObject({ invitation: null, repeated: true });
    expect((await call({ url: `/equipment/${camera.id}/credential` })).body.token).toBeNull();
  });
});

describe('a body', () => {
  it.each(['role', 'administrator', 'by', 'memberId', 'passwordVerified', 'departmentDevice'])(
    'with a field %s that is not its own is not taken, and the field is named',
    async (field) => {
      const { status, body } = await call({ url: `/hits/${hitId}/action`, body: { action: 'tow', [field]: 'chief' } });
      expect([status, body.where, behind.orders]).toEqual([400, field, []]);
      expect(body.fields).toEqual([{ field, says: [`${field} is not a field of this request`] }]);
    },
  );

  it('is told of everything that is wrong, with the path of what lies within', async () => {
    const { body } = await call({
      url: '/queries',
      body: { question: 'gossip', elements: { colour: 'red' }, limit: 0 },
    });
    expect(body.where.split(', ').sort()).toEqual(['elements.colour', 'limit', 'question']);
  });

  it('that is none, an array or a text is not taken', async () => {
    for (const body of [undefined, [], '"chief"', 'null', '[{"action":"tow"}]']) {
      const headers = { 'content-type': 'application/json' };
      const { status } = await call({ url: `/hits/${hitId}/action`, ...(body !== undefined && { headers, body }) });
      expect(status).toBe(400);
    }
    expect(behind.orders).toEqual([]);
  });

  it.each(['__proto__', 'constructor'])('cannot reach behind an object by %s', async (name) => {
    const body = `{"action":"tow","${name}":{"prototype":{"role":"chief"}}}`;
    const headers = { 'content-type': 'application/json' };
    expect((await call({ url: `/hits/${hitId}/action`, headers, body })).status).toBe(400);
    expect(behind.orders).toEqual([]);
  });

  it('may leave a reason out: refusing that is for the policy, which records it', async () => {
    expect((await call({ url: '/queries', body: { question: 'detections' } })).status).toBe(200);
    expect(behind.asked[0]!.asked).toStrictEqual({
      question: 'detections',
      elements: {},
      purpose: '',
      reason: '',
      eventNumber: null,
      noEventNumberBecause: null,
      limit: 100,
    });
  });

  it('may name a category no list has: refusing that is for the policy too', async () => {
    const entry = { category: 'immigration-status', plate: '7XYZ123', plateState: 'CA', reason: '', reference: '' };
    expect((await call({ url: `/hot-lists/${hitId}/entries`, body: entry })).status).toBe(201);
    expect(behind.orders[0]!.request.data).toMatchObject({ category: 'immigration-status', expiresAt: null });
  });
});

describe('a time', () => {
  const train = (validUntil: unknown) =>
    call({ url: `/members/${officer.id}/training`, body: { training: 'ALPR', validUntil } });

  it.each([
    ['2027-11-24T00:00:00-08:00', '2027-11-24T08:00:00.000Z'],
    ['2027-11-24T08:00Z', '2027-11-24T08:00:00.000Z'],
    ['2027-11-24', '2027-11-24T00:00:00.000Z'],
    ['2027-11-24T08:00:00.123456Z', '2027-11-24T08:00:00.123Z'],
  ])('written as %s is passed on in UTC', async (written, utc) => {
    await train(written);
    expect(behind.orders[0]!.request.data).toMatchObject({ validUntil: utc });
  });

  it.each(['2027-02-30', '2027-11-24T08:00:00', 'tomorrow', 1_800_000_000, null, '2027-13-01', '2027-11-24T25:00Z'])(
    'written as %s is not taken',
    async (written) => {
      expect((await train(written)).body).toMatchObject({ status: 400, where: 'validUntil' });
    },
  );
});

describe('an id in a path', () => {
  it('that is none is not taken, and not repeated', async () => {
    const { status, body } = await call({ url: '/hits/7XYZ123/action', body: { action: 'tow' } });
    expect([status, body.where]).toEqual([400, 'hitId']);
    expect(JSON.stringify(body)).not.toContain('7XYZ123');
  });
});

describe('an answer', () => {
  it('gives positions on the ledger as text, in rows too', async () => {
    const { body } = await call({ url: '/hits/queue', body: { purpose: 'stolen-vehicle', reason: 'As dispatched' } });
    expect(body).toMatchObject({ rows: [{ id: 'r', position: '7' }], receipt: { position: '9007199254740993' } });
    expect(behind.asked[0]!.asked).toMatchObject({ question: 'open-hits', elements: {} });
  });

  it('is a picture, or paper, where that was asked for', async () => {
    const image = await call({ url: `/hits/${hitId}/image`, body: { kind: 'plate' } });
    expect([image.status, image.headers['content-type']]).toEqual([200, 'image/jpeg']);
    const report = await call({ url: '/reports/quarterly/2026-Q4' });
    expect([report.status, report.headers['content-type'], report.text]).toEqual([200, 'application/pdf', '%PDF-1.7']);
    expect(report.headers['receipt']).toBe('0d000000-0000-4000-8000-000000000001');
    expect((await call({ url: '/reports/quarterly/2026-Q5' })).body).toMatchObject({ status: 400, where: 'quarter' });
  });
});
