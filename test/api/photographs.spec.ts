/** Photographs arrive as a form or bare, one or several of one passage, in full or not at all. */
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { calling, openApi } from './calling.js';
import { behind, cameraToken } from './fakes.js';

let app: NestFastifyApplication;
const call = calling(() => app);
beforeAll(async () => void (app = await openApi()));
afterAll(() => app.close());
beforeEach(() => behind.reset());

const MEGABYTE = 1024 * 1024;
const jpeg = (bytes: number): Buffer => Buffer.alloc(bytes, 0xff);
const url = '/detections/photographs';

type Part = { name: string; value: string | Buffer };
const form = (...parts: Part[]) => {
  const boundary = 'boundary-of-the-form';
  const file = '; filename="a.jpg"\r\ncontent-type: image/jpeg';
  const body = Buffer.concat([
    ...parts.flatMap(({ name, value }) => [
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"`),
      Buffer.from(`${typeof value === 'string' ? '' : file}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
};

const bare = (body: Buffer, headers: Record<string, string> = {}) =>
  call({ url, as: 'camera', headers: { 'content-type': 'image/jpeg', ...headers }, body });

describe('a bare picture', () => {
  it('is read with its particulars from headers', async () => {
    const headers = { 'x-captured-at': '2026-11-24T09:30:00-08:00', 'x-source-event-id': 'cam-7/431' };
    const { status, body } = await bare(jpeg(3 * MEGABYTE), headers);
    expect([status, body.detections[0].detectionId]).toEqual([201, 'd1']);
    expect(behind.photographs).toEqual([
      { bytes: 3 * MEGABYTE, capturedAt: '2026-11-24T17:30:00.000Z', sourceEventId: 'cam-7/431' },
    ]);
  });

  it('without particulars counts as taken now, and as known by its Idempotency-Key', async () => {
    const key = '01930000-0000-7000-8000-00000000abcd';
    await bare(jpeg(1), { 'idempotency-key': key });
    const [photo] = behind.photographs;
    expect(photo!.sourceEventId).toBe(key);
    expect(Math.abs(Date.now() - Date.parse(photo!.capturedAt))).toBeLessThan(60_000);
  });

  it('that is empty, or none at all, is not taken', async () => {
    expect((await bare(Buffer.alloc(0))).body).toMatchObject({ status: 400, where: 'photograph' });
    expect((await bare(Buffer.from('GIF, perhaps'))).body).toMatchObject({ status: 400, where: 'photograph' });
    expect((await call({ url, as: 'camera', body: { picture: 'x' } })).status).toBe(415);
  });

  it('with a time that is none is not taken', async () => {
    const { body } = await bare(jpeg(1), { 'x-captured-at': 'noon' });
    expect([body.where, behind.photographs]).toEqual(['capturedAt', []]);
  });

  it('is not even taken in without a credential', async () => {
    const headers = { 'content-type': 'image/jpeg' };
    expect((await call({ url, as: 'nobody', headers, body: jpeg(21 * MEGABYTE) })).status).toBe(401);
  });
});

describe('a form', () => {
  it('is read whatever the order of its fields', async () => {
    const parts = [
      { name: 'photograph', value: jpeg(2 * MEGABYTE) },
      { name: 'capturedAt', value: '2026-11-24T17:30:00Z' },
      { name: 'sourceEventId', value: 'cam-7/432' },
    ];
    for (const order of [parts, parts.toReversed()])
      expect((await call({ url, as: 'camera', ...form(...order) })).status).toBe(201);
    const read = { bytes: 2 * MEGABYTE, capturedAt: '2026-11-24T17:30:00.000Z', sourceEventId: 'cam-7/432' };
    expect(behind.photographs).toEqual([read, read]);
  });

  it('with a field it does not have, or without its picture, is not taken', async () => {
    const picture = { name: 'photograph', value: jpeg(1) };
    const strange = await call({ url, as: 'camera', ...form(picture, { name: 'officer', value: 'A' }) });
    expect(strange.body).toMatchObject({ status: 400, where: 'officer' });
    const none = await call({ url, as: 'camera', ...form({ name: 'capturedAt', value: '2026-11-24' }) });
    expect(none.body).toMatchObject({ status: 400, where: 'photograph' });
  });

  it('with two pictures, or cut off in the middle, is not taken', async () => {
    const two = await call({
      url,
      as: 'camera',
      ...form({ name: 'a', value: jpeg(9) }, { name: 'b', value: jpeg(9) }),
    });
    expect(two.status).toBe(413);
    const { body, headers } = form({ name: 'photograph', value: jpeg(1000) });
    const cut = await call({ url, as: 'camera', headers, body: body.subarray(0, 500) });
    expect(cut.status).toBe(400);
    expect(behind.photographs).toEqual([]);
  });
});

describe('several frames of one passage', () => {
  const passage = (...parts: Part[]) => call({ url: '/detections/passages', as: 'camera', ...form(...parts) });
  const frame = (bytes: number): Part => ({ name: 'frame', value: jpeg(bytes) });

  it('are read together, with the particulars of the form', async () => {
    const particulars = [
      { name: 'capturedAt', value: '2026-11-24T17:30:00Z' },
      { name: 'sourceEventId', value: 'cam-7/433' },
    ];
    const { status, body } = await passage(frame(1000), frame(2000), ...particulars, frame(3000));
    expect([status, body.detections]).toMatchObject([201, [{ detectionId: 'd1' }]]);
    expect(behind.photographs).toEqual([
      { bytes: 6000, capturedAt: '2026-11-24T17:30:00.000Z', sourceEventId: 'cam-7/433' },
    ]);
  });

  it('are not taken when there is none, one too many, one too large, or an empty one', async () => {
    expect((await passage({ name: 'capturedAt', value: '2026-11-24T17:30:00Z' })).body).toMatchObject({
      status: 400,
      where: 'frame',
    });
    expect((await passage(frame(1), frame(0))).body).toMatchObject({ status: 400, where: 'frame' });
    expect((await passage(...Array.from({ length: 13 }, () => frame(1)))).status).toBe(413);
    expect((await passage(frame(1), frame(5 * MEGABYTE + 1))).status).toBe(413);
    expect((await call({ url: '/detections/passages', as: 'camera', body: { frame: 'x' } })).status).toBe(415);
    expect(behind.photographs).toEqual([]);
  });
});

describe('a picture of more than 20 MB', () => {
  it('is too large, as a form and bare', async () => {
    const large = jpeg(20 * MEGABYTE + 1);
    expect((await call({ url, as: 'camera', ...form({ name: 'photograph', value: large }) })).status).toBe(413);
    expect((await bare(large)).body).toMatchObject({ status: 413, type: 'urn:alpr-ledger:problem:too-large' });
    expect(behind.photographs).toEqual([]);
  });

  it('is answered also when its length was not announced, over a real connection', async () => {
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const headers = { authorization: `Bearer ${cameraToken}`, 'content-type': 'image/jpeg' };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request({ port, path: url, method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sending.on('error', reject);
      for (let sent = 0; sent <= 21; sent += 1) sending.write(jpeg(MEGABYTE));
      sending.end();
    });
    expect(status).toBe(413);
  });
});
