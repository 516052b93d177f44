/** The officer's story over HTTP, through the whole house: from an invitation to a stop, with every no on the way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { policySet } from '../../src/domain/policy/clauses.js';
import { Alerting } from '../../src/handlers/alerting.js';
import { Founding } from '../../src/handlers/founding.js';
import { Keyring, password } from '../support/keyring.js';
import { served } from '../support/served.js';

const dataDir = mkdtempSync(join(tmpdir(), 'alpr-ledger-api-'));
let log = '';

let app: NestFastifyApplication;
let founding: string;
beforeAll(async () => {
  app = await served(dataDir, { log: (line) => void (log += line) });
  founding = (await app.get(Founding).found())!.invitation;
  app.get(Alerting).start();
}, 60_000);
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const keys = new Keyring();
const plate = '7XYZ123';

type Answer = { status: number; body: any; bytes: Buffer };
const post = async (url: string, body?: object, token?: string, headers = {}, method: 'POST' | 'DELETE' = 'POST') => {
  const authorization = token && { authorization: `Bearer ${token}` };
  const answer = await app.inject({
    method,
    url,
    headers: { ...authorization, ...headers },
    ...(body && { payload: body }),
  });
  const isJson = /json/.test(String(answer.headers['content-type']));
  return { status: answer.statusCode, body: isJson ? answer.json() : null, bytes: answer.rawPayload } as Answer;
};
const done = async (...asked: Parameters<typeof post>) => {
  const { status, body } = await post(...asked);
  expect([status, body?.detail]).toEqual([expect.any(Number), undefined]);
  return body;
};
const codes = ({ body }: Answer): string[] => body.clauses.map(({ code }: { code: string }) => code);
const clauses = ({ body }: Answer): string[] => body.clauses.map(({ clause }: { clause: string }) => clause);

/** Takes up an invitation and works in a session whose banner is accepted. */
const comesIn = async (invitation: string, username: string): Promise<{ token: string; memberId: string }> => {
  const shown = keys.enrol(username, await done('/invitations/factors', { invitation }));
  await done('/invitations/acceptance', { invitation, ...shown });
  const { token, memberId, banner } = await done('/sessions', keys.credentials(username));
  expect(banner).toContain('confidential');
  await done('/sessions/current/banner', undefined, token);
  return { token, memberId };
};

const why = {
  purpose: 'stolen-vehicle',
  reason: 'Working the alert dispatched on Ramon Road',
  eventNumber: '26-11-0417',
};
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]);

let admin: { token: string; memberId: string };
let officer: { token: string; memberId: string };
let camera: { cameraId: string; token: string };
let hotListId: string;
let hitId: string;

describe('before anyone may look', () => {
  it('the Administrator takes up the first invitation, once', async () => {
    admin = await comesIn(founding, 'administrator');
    const again = await post('/invitations/acceptance', { invitation: founding, password: 'another password' });
    expect([again.status, ...codes(again)]).toEqual([403, 'R-INVITATION', 'R-SECOND-FACTOR']);
    expect((await post('/sessions', { username: 'administrator', password: 'another password' })).status).toBe(401);
  });

  it('an officer is invited, accepts the banner, and may still not look', async () => {
    const enrolment = { username: 'officer.a', name: 'Officer A', position: 'police-officer' };
    const { invitation } = await done('/members', enrolment, admin.token);
    officer = await comesIn(invitation, 'officer.a');
    const refused = await post('/queries', { ...why, question: 'detections', elements: { plate } }, officer.token);
    expect(refused.status).toBe(403);
    expect(codes(refused)).toEqual([
      'R-TRAINING:CLETS',
      'R-TRAINING:ALPR',
      'R-TRAINING:POST',
      'R-ACK-STALE',
      'R-NOT-APPROVED',
    ]);
  });

  it('is trained by somebody else, acknowledges for himself, and is approved by the Administrator', async () => {
    const of = `/members/${officer.memberId}`;
    const training = { training: 'ALPR', validUntil: '2099-01-01' };
    expect(codes(await post(`${of}/training`, training, officer.token))).toEqual(['R-TRAINER', 'R-SELF-TRAINING']);
    for (const kind of ['CLETS', 'ALPR', 'POST'])
      await done(`${of}/training`, { ...training, training: kind }, admin.token);
    expect(codes(await post(`${of}/approval`, undefined, admin.token))).toEqual(['R-ACK-STALE']);
    await done(`${of}/acknowledgement`, { digest: policySet.digest }, officer.token);
    expect(codes(await post(`${of}/approval`, undefined, officer.token))).toEqual(['R-NOT-ADMIN', 'R-SELF-APPROVE']);
    await done(`${of}/approval`, undefined, admin.token);
  });

  it('a camera is installed under one Idempotency-Key, however often that is asked', async () => {
    const installation = {
      name: 'Palm Canyon Dr',
      mobility: 'fixed',
      place: { latitude: 33.8303, longitude: -116.5453 },
    };
    const headers = { 'idempotency-key': '01930000-0000-7000-8000-00000000cafe' };
    camera = await done('/equipment', installation, admin.token, headers);
    const again = await done('/equipment', installation, admin.token, headers);
    expect(again).toMatchObject({ repeated: true, cameraId: camera.cameraId, token: null });
    const other = await post('/equipment', { ...installation, name: 'Elsewhere' }, admin.token, headers);
    expect(other.status).toBe(409);
  });

  it('a plate is put on a hot list only for a reason the policy names', async () => {
    ({ hotListId } = await done('/hot-lists', { source: 'local', name: 'Stolen vehicles' }, admin.token));
    const entry = {
      category: 'immigration-status',
      plate,
      plateState: 'CA',
      reason: 'Taken from its owner at gunpoint on Ramon Road',
      reference: '26-11-0417',
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const entries = `/hot-lists/${hotListId}/entries`;
    expect(codes(await post(entries, entry, officer.token))).toEqual(['R-HL-IVF', 'R-HL-CATEGORY']);
    await done(entries, { ...entry, category: 'stolen-vehicle' }, officer.token);
  });

  it('a whole list comes as a file, every faulty line of which is named', async () => {
    const send = (file: string) =>
      app.inject({
        method: 'POST',
        url: `/hot-lists/${hotListId}/file`,
        headers: { authorization: `Bearer ${officer.token}`, 'content-type': 'text/csv' },
        payload: file,
      });
    const header = 'plate,state,category,reason,reference,expires';
    const ends = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const good = `9HHH999,CA,stolen-vehicle,"Taken from a car park, two witnesses",26-11-0500,${ends}`;
    const wrong = await send(`plate,state,reason\n9HHH999,CA,because`);
    expect([wrong.statusCode, wrong.json().problems[0].line]).toEqual([400, 1]);
    const faulty = await send(`${header}\n${good}\n9HHH998,CA,no-such-category,because it was said,26-1,${ends}`);
    expect([faulty.statusCode, faulty.json().problems.map(({ line }: { line: number }) => line)]).toEqual([400, [3]]);
    expect(faulty.body).not.toContain('9HHH998');
    const vague = `9HHH997,CA,stolen-vehicle,test,26-11-0501,${ends}`;
    const taken = await send(`${header}\n${good}\n${vague}`);
    expect(taken.json()).toMatchObject({ added: 1, refused: [{ line: 3, clauses: [{ code: 'R-HL-REASON' }] }] });
  });
});

describe('an alert', () => {
  const read = {
    sourceEventId: 'cam-7/000431',
    capturedAt: new Date().toISOString(),
    plate,
    plateState: 'CA',
    confidence: 0.97,
    images: [{ kind: 'plate', jpeg: jpeg.toString('base64') }],
  };

  it('comes of a read by a camera on the register, sent once or twice, and of no other', async () => {
    expect((await post('/detections', read, officer.token)).status).toBe(401);
    expect((await post('/detections', read, `${camera.cameraId}.${'x'.repeat(43)}`)).status).toBe(401);
    const first = await done('/detections', read, camera.token);
    const second = await done('/detections', read, camera.token);
    expect([first.repeated, second.repeated, second.detectionId]).toEqual([false, true, first.detectionId]);
    const ahead = { ...read, sourceEventId: 'cam-7/ahead', capturedAt: new Date(Date.now() + 3_600_000).toISOString() };
    expect(codes(await post('/detections', ahead, camera.token))).toEqual(['R-DET-INCOMPLETE']);
  });

  it('stands in the queue, unverified, for whoever says why he looks', async () => {
    expect(codes(await post('/hits/queue', {}, officer.token))).toContain('R-NO-REASON');
    for (let tries = 0; hitId === undefined && tries < 100; tries += 1) {
      const { rows } = await done('/hits/queue', why, officer.token);
      expect(rows.length).toBeLessThanOrEqual(1);
      if (rows[0]) expect(rows[0]).toMatchObject({ plate, verified: false, category: 'stolen-vehicle' });
      hitId = rows[0]?.id;
      if (hitId === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(hitId).toBeDefined();
  });

  it('is not acted upon before it was compared by eye and confirmed: 430.6(k).1 and .3', async () => {
    const refused = await post(`/hits/${hitId}/action`, { action: 'traffic-stop' }, officer.token);
    expect([refused.status, clauses(refused)]).toEqual([403, ['430.6(k).1', '430.6(k).3']]);
    expect(refused.body.clauses[0].text.length).toBeGreaterThan(40);
  });

  it('is not compared before its picture was opened in this session', async () => {
    const agree = { stateAgrees: true, charactersAgree: true };
    expect(codes(await post(`/hits/${hitId}/comparison`, agree, officer.token))).toEqual(['R-VERIFY-NO-IMAGE']);
    const image = await post(`/hits/${hitId}/image`, { kind: 'plate' }, officer.token);
    expect([image.status, image.bytes.equals(jpeg)]).toEqual([200, true]);
    expect(codes(await post(`/hits/${hitId}/comparison`, { stateAgrees: true }, officer.token))).toEqual([
      'R-VERIFY-CHARACTERS',
    ]);
    await done(`/hits/${hitId}/comparison`, agree, officer.token);
  });

  it('is acted upon once it was confirmed, and the same request again records nothing', async () => {
    const stop = { action: 'traffic-stop' };
    expect(clauses(await post(`/hits/${hitId}/action`, stop, officer.token))).toEqual(['430.6(k).3']);
    const confirmation = { channel: 'radio', confirmer: 'Dispatch, desk 2', active: true };
    await done(`/hits/${hitId}/confirmation`, confirmation, officer.token);
    const headers = { 'idempotency-key': '01930000-0000-7000-8000-00000000beef' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => done(`/hits/${hitId}/action`, stop, officer.token, headers)),
    );
    expect(answers.filter(({ repeated }) => !repeated).length).toBe(1);
    expect(new Set(answers.map(({ recorded }) => JSON.stringify(recorded))).size).toBe(1);
  });

  it('cannot be worked by forging who one is', async () => {
    for (const field of ['by', 'memberId', 'position', 'role', 'administrator']) {
      const forged = await post(`/hits/${hitId}/action`, { action: 'arrest', [field]: 'police-chief' }, officer.token);
      expect([forged.status, forged.body.where]).toEqual([400, field]);
    }
  });
});

describe('a question', () => {
  const question = { question: 'detections', elements: { plate } };

  it('without a reason is refused, with one it is answered, and both can be found by the auditor', async () => {
    const refused = await post('/queries', { ...question, ...why, reason: '' }, officer.token);
    expect([refused.status, codes(refused)]).toEqual([403, ['R-NO-REASON']]);
    const { rows, more, queryId } = await done('/queries', { ...question, ...why }, officer.token);
    expect([rows.length, more]).toEqual([1, false]);
    expect(rows[0]).toMatchObject({ plate, plateState: 'CA' });
    const history = { question: 'access-history', elements: { memberId: officer.memberId }, purpose: 'audit' };
    const asked = { ...history, reason: 'Quarterly look at what was asked', noEventNumberBecause: 'an audit' };
    expect(codes(await post('/queries', asked, officer.token))).toEqual(['R-QUESTION']);
    const seen = await done('/queries', asked, admin.token);
    expect(JSON.stringify(seen.rows)).toContain(queryId);
  });

  it('asked by nobody, or in a session that was closed, is not answered', async () => {
    expect((await post('/queries', question)).status).toBe(401);
    await done('/sessions/current', undefined, officer.token, {}, 'DELETE');
    expect((await post('/queries', question, officer.token)).status).toBe(401);
  });
});

describe('the house', () => {
  it('is ready', async () => {
    const { statusCode, payload } = await app.inject({ method: 'GET', url: '/health/ready' });
    expect([statusCode, JSON.parse(payload)]).toEqual([200, { ready: true, waitsFor: [], attention: [] }]);
  });

  it('does not take a text for a photograph', async () => {
    const headers = { authorization: `Bearer ${camera.token}`, 'content-type': 'image/jpeg' };
    const { status, body } = await post('/detections/photographs', Buffer.from('no picture'), undefined, headers);
    expect([status, body.title]).toEqual([400, 'Not a request we understand']);
  });

  it('keeps wrong passwords out, and locks the account after five', async () => {
    const wrong = { username: 'officer.a', password: 'a guess' };
    for (let guess = 0; guess < 5; guess += 1) expect((await post('/sessions', wrong)).status).toBe(401);
    expect((await post('/sessions', keys.credentials('officer.a'))).status).toBe(401);
    await done(`/members/${officer.memberId}/release`, undefined, admin.token);
    expect((await post('/sessions', keys.credentials('officer.a'))).status).toBe(201);
  });

  it('wrote no plate, name, reason or token into its log', () => {
    expect(log.split('\n').length).toBeGreaterThan(50);
    expect(log).toContain('"route":"/hits/:hitId/action"');
    for (const secret of [
      plate,
      'Officer A',
      'officer.a',
      'Ramon',
      '26-11-0417',
      password,
      officer.token,
      camera.token,
    ])
      expect(log).not.toContain(secret);
  });
});
