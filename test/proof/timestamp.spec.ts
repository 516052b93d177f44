/** A time-stamp is kept only when it stamps this very checkpoint, under a certificate that may do so. */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stamping } from '../../src/proof/stamping.js';
import {
  BadTimestamp,
  certificatesIn,
  checkTimestamp,
  requestTimestamp,
  stampedDigest,
} from '../../src/proof/timestamp.js';
import { Timestamper } from '../support/timestamper.js';
import { Ground } from './ground.js';

let authority: Timestamper;
beforeAll(async () => {
  authority = await Timestamper.start();
});
afterAll(() => authority.stop());
beforeEach(() => {
  authority.behaviour = {};
});

const digest = stampedDigest('a checkpoint\n');
const ask = () => requestTimestamp(authority.url, digest, { roots: certificatesIn(authority.root) });

it('says when, by whom, and whether the authority is one we trust', async () => {
  const at = new Date('2026-11-25T08:00:00.000Z');
  authority.behaviour = { at };
  const { token, timestamp } = await ask();
  expect(timestamp).toEqual({ at: at.toISOString(), authority: 'CN=Test time-stamping authority', trusted: true });
  expect(checkTimestamp(token, digest).trusted).toBe(false);
  const stranger = await Timestamper.start();
  expect(checkTimestamp(token, digest, { roots: certificatesIn(stranger.root) }).trusted).toBe(false);
  await stranger.stop();
});

it.each([
  ['refused', { refuses: true }, 'refused'],
  ['over something else', { stampsElse: true }, 'something else'],
  ['an answer to another request', { otherNonce: true }, 'another request'],
  ['an error of the server', { status: 500 }, 'answered 500'],
  ['no DER', { spoil: () => Buffer.from('no') }, 'no time-stamp response'],
  ['cut short', { spoil: (der: Buffer) => der.subarray(0, -20) }, ''],
])('%s is none', async (_, behaviour, says) => {
  authority.behaviour = behaviour;
  await expect(ask()).rejects.toThrow(BadTimestamp);
  await expect(ask()).rejects.toThrow(says);
});

it('of a certificate that is not for time-stamps is none', async () => {
  const server = await Timestamper.start('1.3.6.1.5.5.7.3.1');
  await expect(requestTimestamp(server.url, digest)).rejects.toThrow('not one for time-stamps');
  await server.stop();
});

it('with any one byte changed stamps nothing else, and no later time', async () => {
  const { token, timestamp } = await ask();
  const roots = certificatesIn(authority.root);
  let refused = 0;
  for (let n = 0; n < 60; n += 1) {
    const spoilt = Buffer.from(token);
    spoilt[randomInt(spoilt.length)]! ^= 1 << randomInt(8);
    try {
      const found = checkTimestamp(spoilt, digest, { roots });
      if (found.trusted) expect(found.at).toBe(timestamp.at);
    } catch (error) {
      if (!(error instanceof BadTimestamp)) throw error;
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(40);
});

it('is read by another program too', async () => {
  const { token } = await ask();
  const ground = await Ground.open();
  const file = join(ground.dir, 'stamp.tsr');
  writeFileSync(file, token);
  try {
    const text = execFileSync('openssl', ['ts', '-reply', '-in', file, '-text'], { encoding: 'utf8' });
    expect(text).toContain('Status: Granted');
    const pem = join(ground.dir, 'root.pem');
    writeFileSync(pem, authority.root);
    const verified = execFileSync(
      'openssl',
      ['ts', '-verify', '-digest', digest.toString('hex'), '-in', file, '-CAfile', pem],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    expect(verified).toContain('OK');
  } catch (error) {
    // Where there is no openssl nothing is compared.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    await ground.raze();
  }
});

it('is kept with the checkpoint it is of; an authority out of reach is told of', async () => {
  const ground = await Ground.open();
  await ground.add(5);
  const { store, checkpoints } = ground.proof;
  const told: string[] = [];
  const stamping = new Stamping({
    urls: [authority.url, 'http://127.0.0.1:9/'],
    roots: certificatesIn(authority.root),
    store,
    checkpoints,
    tell: (message) => told.push(message),
  });
  const checkpoint = await checkpoints.sign();
  expect(await stamping.stamp(checkpoint)).toBe(1);
  expect(told).toEqual([expect.stringContaining('127.0.0.1:9 did not stamp')]);
  const [stamp] = store.timestamps();
  expect(stamp).toMatchObject({ size: 5, authority: authority.url });
  expect(checkTimestamp(stamp!.token, stampedDigest(checkpoint.text)).at).toBe(stamp!.at);
  await ground.raze();
});

it('is asked for once a day, not at every start', async () => {
  const ground = await Ground.open();
  await ground.add(5);
  const { store, checkpoints } = ground.proof;
  await checkpoints.sign();
  const before = authority.asked;
  for (let n = 0; n < 3; n += 1) {
    const stamping = new Stamping({ urls: [authority.url], roots: [], store, checkpoints, tell: () => undefined });
    stamping.start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await stamping.stop();
  }
  expect(authority.asked - before).toBe(1);
  await ground.raze();
});
