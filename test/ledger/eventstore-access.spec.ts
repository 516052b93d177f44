/** Credentials and rights: over TLS, through the real client, against a node that asks who is there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { openEventStoreLedger, type EventStoreLedger } from '../../src/ledger/eventstore.js';
import { placeOf } from '../../src/ledger/eventstore-url.js';
import { NO_STREAM, Unavailable } from '../../src/ledger/ledger.js';
import { selfSigned } from '../support/eventstore-node/certificate.js';
import { Node } from '../support/eventstore-node/node.js';
import { entries, gather, newStream } from './contract.js';

const HASTE = { attempts: 3, deadlineMs: 1_000, pauseMs: 10 };
const PASSWORD = 'p:a@s/s?w#o%rd&';
const ROLES = { writers: ['ledger-app'], readers: ['ledger-readers'], purgers: ['ledger-purge'] };

let directory: string;
let authority: string;
let node: Node;
const open: EventStoreLedger[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'eventstore-'));
  const tls = selfSigned();
  authority = join(directory, 'ca.crt');
  writeFileSync(authority, tls.cert);
  const user = (...groups: string[]) => ({ password: PASSWORD, groups });
  const users = {
    admin: user('$admins'),
    'ledger-app': user(),
    'ledger-purge': user(),
    auditor: user('ledger-readers'),
    stranger: user(),
  };
  node = await Node.start({ tls, users });
});

afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close();
});

afterAll(() => {
  node.kill();
  rmSync(directory, { recursive: true });
});

const url = (user: string, password = encodeURIComponent(PASSWORD)) =>
  `${node.url(`${user}:${password}`)}&tlsCAFile=${encodeURIComponent(authority)}`;

const as = async (user: string, options = {}) => {
  const ledger = await openEventStoreLedger(url(user), { ...HASTE, ...options });
  open.push(ledger);
  return ledger;
};

const leave = async () => open.pop()?.close();

describe('the access lists of the store', () => {
  it('let nobody but an admin read everything at first, and the message says so', async () => {
    await expect(as('ledger-app')).rejects.toThrow(
      `EventStoreDB at localhost:${node.port} (its user is unknown, or may not read $all)`,
    );
  });

  it('are not for the application to write', async () => {
    expect(await (await as('ledger-app', { probe: false })).establishAccess(ROLES)).toBe('not permitted');
  });

  it('6: are written at the revision which the stream itself tells, once, and again when they differ', async () => {
    const admin = await as('admin');
    expect(await admin.establishAccess(ROLES)).toBe('set');
    expect(await admin.establishAccess(ROLES)).toBe('unchanged');
    expect(await admin.establishAccess({ ...ROLES, readers: [] })).toBe('set');
    expect(await admin.establishAccess(ROLES)).toBe('set');
    expect(node.store.last('$settings')).toBe(2n);
    expect(node.store.last('$$$all')).toBe(2n);
  });

  it('then let the application append and read', async () => {
    const ledger = await as('ledger-app');
    const stream = newStream();
    await ledger.append(stream, NO_STREAM, entries(stream, 2));
    expect(await gather(ledger.readAll(-1n))).toHaveLength(2);
  });

  it.each(['auditor', 'ledger-purge', 'stranger'])('and let %s append nothing', async (user) => {
    const ledger = await as(user, { probe: false });
    const stream = newStream();
    const denied = ledger.append(stream, NO_STREAM, entries(stream, 1));
    await expect(denied).rejects.toMatchObject({ code: 'unavailable', settled: true });
    await expect(denied).rejects.toThrow('does not let this user append');
  });

  it('and let the auditor read everything, but a stranger nothing', async () => {
    expect(await gather((await as('auditor')).readAll(-1n))).toHaveLength(2);
    await leave();
    const stranger = await as('stranger', { probe: false });
    await expect(gather(stranger.readAll(-1n))).rejects.toThrow(Unavailable);
  });

  it('and let only the purging identity delete', async () => {
    const stream = newStream();
    await (await as('ledger-app')).append(stream, NO_STREAM, entries(stream, 1));
    await leave();
    const deleteAs = async (user: string) => {
      const client = EventStoreDBClient.connectionString(url(user)) as EventStoreDBClient;
      await client.deleteStream(stream).finally(() => client.dispose());
    };
    await expect(deleteAs('ledger-app')).rejects.toMatchObject({ type: 'access-denied' });
    await expect(deleteAs('auditor')).rejects.toMatchObject({ type: 'access-denied' });
    await deleteAs('ledger-purge');
  });

  it('refuse a wrong password for good, without a second try', async () => {
    const opening = openEventStoreLedger(url('ledger-app', 'wrong'), HASTE);
    await expect(opening).rejects.toMatchObject({ code: 'unavailable', settled: true });
  });
});

describe('16: credentials given with a call take the slow way', () => {
  it('so they are in the connection string alone, and no append takes it', async () => {
    const ledger = await as('ledger-app');
    const stream = newStream();
    await ledger.append(stream, NO_STREAM, entries(stream, 1));
    expect(node.unaryAppends).toBe(0);
    expect(node.openBatches.size).toBe(1);
  });

  it('and without TLS, where they would not be sent, they are refused', () => {
    expect(() => placeOf('esdb://user:secret@host:2113?tls=false')).toThrow('credentials are never sent');
  });
});

describe('17: a connection string is misread without a word', () => {
  it.each([
    ['a password with a colon', 'esdb://user:se:cret@host'],
    ['a password with an @', 'esdb://user:se@cret@host'],
    ['a password with a slash', 'esdb://user:se/cret@host'],
    ['a password with a lone %', 'esdb://user:se%cret@host'],
    ['no password', 'esdb://secret@host'],
    ['an option the client does not know, and would print', 'esdb://user:secret@host?tlsVerify=secret'],
    ['tlsVerifyCert, which does nothing and prints the string', 'esdb://user:secret@host?tlsVerifyCert=false'],
    ['a keep-alive the server punishes', 'esdb://host?keepAliveInterval=1000'],
    ['a follower, which may not know the newest facts', 'esdb://host?nodePreference=follower'],
    ['another scheme', 'kurrentdb://user:secret@host'],
    ['no host', 'esdb://user:secret@'],
    ['a host that is none', 'esdb://ho st:2113'],
  ])('so %s is refused, and the message shows no secret', (_, text) => {
    expect(() => placeOf(text)).toThrow(/^EventStoreDB URL: /);
    expect(() => placeOf(text)).not.toThrow(/cret/);
  });

  it.each([
    ['esdb://host', 'host:2113'],
    [
      'esdb://user:p%40ss@a.example:2111,b.example:2112,c.example?tls=true',
      'a.example:2111,b.example:2112,c.example:2113',
    ],
    ['esdb+discover://user:x@cluster.example/?tlsCAFile=%2Fca.crt&maxDiscoverAttempts=3', 'cluster.example:2113'],
  ])('and %s is understood', (text, hosts) => {
    expect(placeOf(text)).toEqual({ hosts, name: `EventStoreDB at ${hosts}` });
  });
});
