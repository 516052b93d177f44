/** The whole server, killed at random moments: what it answered is on the ledger, and it starts again by itself. */
import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { parseLine } from '../../src/ledger/line.js';
import { openSqliteLedger } from '../../src/ledger/sqlite.js';
import { Authenticator } from '../../src/terminal/demonstration/authenticator.js';
import { assertBuilt, post, type Running, run, startServer, temporary } from './running.js';

const KILLS = 10;
const dataDir = join(temporary('killed'), 'data');
const password = 'correct horse battery staple';

/** Ids of the requests that were answered as done. */
const acknowledged = new Set<string>();
let token = '';
let camera = '';
const said: string[] = [];

const start = async (): Promise<Running> => startServer(dataDir);

const moveIn = async ({ url, said: heard }: Running): Promise<void> => {
  const invitation = /#invitation=(\S+)/.exec(heard())![1]!;
  const { totp } = (await post(url, '/invitations/factors', { invitation })).body as any;
  const authenticator = new Authenticator(totp.secret);
  const shown = { offer: totp.offer, code: authenticator.code() };
  await post(url, '/invitations/acceptance', { invitation, password, totp: shown });
  const credentials = { username: 'administrator', password, code: authenticator.code() };
  token = String((await post(url, '/sessions', credentials)).body['token']);
  await post(url, '/sessions/current/banner', undefined, token);
  const installed = await post(url, '/equipment', { name: 'North gate', mobility: 'fixed' }, token);
  camera = String(installed.body['token']);
};

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]).toString('base64');

/** Acts one after another until the server is gone. */
const busy = async (url: string, act: (key: string) => Promise<{ status: number }>): Promise<void> => {
  for (;;) {
    const key = randomUUID();
    const answer = await act(key).catch(() => null);
    if (!answer) return;
    if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}`);
    acknowledged.add(key);
  }
};

const read = (sourceEventId: string) => ({
  sourceEventId,
  capturedAt: new Date().toISOString(),
  plate: `7ABC${randomInt(100, 999)}`,
  confidence: 0.9,
  images: [{ kind: 'plate', jpeg }],
});

const drive = (url: string): Promise<unknown> =>
  Promise.all([
    busy(url, (key) => post(url, '/hot-lists', { name: 'Stolen vehicles', source: 'local' }, token, key)),
    busy(url, (key) => post(url, '/hot-lists', { name: 'Stolen vehicles', source: 'local' }, token, key)),
    busy(url, (key) => post(url, '/detections', read(key), camera)),
    busy(url, (key) => post(url, '/detections', read(key), camera)),
  ]);

/** Starts, drives, and kills; the kill comes at any moment between the first request and half a second later. */
const cycle = async (): Promise<void> => {
  const server = await start();
  if (!token) await moveIn(server);
  const driven = drive(server.url);
  setTimeout(() => server.process.kill('SIGKILL'), randomInt(500));
  await driven;
  expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
  said.push(server.said());
};

beforeAll(assertBuilt);
afterAll(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }));

it(`killed ${KILLS} times, it starts again each time, and nothing it answered is lost`, async () => {
  for (let n = 0; n < KILLS; n += 1) await cycle();
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  const verdict = await run(['verify', '--json'], { ALPR_DATA_DIR: dataDir });
  expect([verdict.code, JSON.parse(verdict.out)]).toEqual([2, expect.objectContaining({ problemCount: 0 })]);
  const ledger = await openSqliteLedger(join(dataDir, 'ledger'), { inline: true });
  const commands = new Set<string>();
  let detections = 0;
  for await (const { line, type } of ledger.readAll(-1n)) {
    commands.add(parseLine(line).command);
    if (type === 'DetectionRecorded') detections += 1;
  }
  await ledger.close();
  const lost = [...acknowledged].filter((key) => !commands.has(key));
  // A read has no id of the request's: its own id says whether it was recorded.
  expect(lost.length).toBeLessThanOrEqual(detections);
  const server = await start();
  try {
    for (const key of lost) expect((await post(server.url, '/detections', read(key), camera)).status).toBe(409);
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toEqual({
      ready: true,
      waitsFor: [],
      attention: [],
    });
  } finally {
    server.process.kill('SIGKILL');
    await server.ended;
  }
}, 180_000);

it('says nothing of plates, tokens or passwords while it is killed', () => {
  const all = said.join('\n');
  expect(all).toContain('"route":"/detections"');
  for (const secret of ['7ABC', password, token, camera]) expect(all).not.toContain(secret);
});

it('told to stop, it stops within two seconds although a request is open, and leaves nothing in the way', async () => {
  const server = await start();
  const { port, hostname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const head = `POST /detections HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${camera}\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"plate":`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const began = performance.now();
  server.process.kill('SIGTERM');
  const { code, signal } = await server.ended;
  expect(performance.now() - began).toBeLessThan(2000);
  expect(code === 0 || code === 143 || signal === 'SIGTERM').toBe(true);
  expect(server.said()).not.toMatch(/^ {4}at /m);
  socket.destroy();
  const again = await start();
  again.process.kill('SIGTERM');
  await again.ended;
  expect(readFileSync(join(dataDir, 'readmodels', 'alerts.position'), 'utf8')).toMatch(/^\d+$/);
}, 60_000);
