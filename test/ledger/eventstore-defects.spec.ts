/** Each defect of the EventStoreDB client, by name, provoked through the real client, and what we make of it. */
import { readFileSync } from 'node:fs';
import { openEventStoreLedger, type EventStoreLedger, type EventStoreOptions } from '../../src/ledger/eventstore.js';
import { Conflict, NO_STREAM, Unavailable } from '../../src/ledger/ledger.js';
import { leafHash } from '../../src/ledger/tree.js';
import { Node } from '../support/eventstore-node/node.js';
import { entries, entry, gather, newStream } from './contract.js';

/** Short times, so that a silent server is noticed within the test. */
const HASTE: EventStoreOptions = { attempts: 4, deadlineMs: 250, pauseMs: 10, longestPauseMs: 40, recheckMs: 60_000 };
const never = new AbortController().signal;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let node: Node;
let ledger: EventStoreLedger;
let stream: string;
const crashes: unknown[] = [];
const crash = (reason: unknown): void => void crashes.push(reason);

beforeEach(async () => {
  process.on('unhandledRejection', crash).on('uncaughtException', crash);
  node = await Node.start();
  ledger = await openEventStoreLedger(node.url(), HASTE);
  stream = newStream();
});

afterEach(async () => {
  node.kill();
  await ledger?.close();
  process.off('unhandledRejection', crash).off('uncaughtException', crash);
  expect(crashes.splice(0)).toEqual([]);
});

const stored = (name = stream) => node.store.streams.get(name)?.events.length ?? 0;
const appendOne = (expected = NO_STREAM) => ledger.append(stream, expected, entries(stream, 1));

describe('1: data that the client cannot serialise ends the process', () => {
  it.each([
    ['a number too large for JSON', '{"n":12345678901234567890}'],
    ['no JSON at all', 'undefined'],
    ['nothing', ''],
    ['JSON with blanks', '{ "n": 1 }'],
  ])('so %s is refused before the client sees it', async (_, line) => {
    const bad = { ...entry(stream), line, leaf: leafHash(line) };
    await expect(ledger.append(stream, NO_STREAM, [entry(stream), bad])).rejects.toThrow(TypeError);
    expect(node.appendsSeen).toBe(0);
  });

  it('and a leaf that is not of its line, or no entry at all, is refused too', async () => {
    await expect(ledger.append(stream, NO_STREAM, [{ ...entry(stream), leaf: leafHash('x') }])).rejects.toThrow(
      TypeError,
    );
    await expect(ledger.append(stream, NO_STREAM, [])).rejects.toThrow(RangeError);
  });
});

describe('2: appends have no deadline on the side of the client', () => {
  it('so a silent server is asked again, and the facts are there once', async () => {
    node.faults.append.next({ do: 'hang' }, { do: 'drop-reply-after' });
    expect(await appendOne()).toMatchObject({ revision: 0, repeated: false });
    expect(stored()).toBe(1);
  });

  it('and one that stays silent is reported as an unknown outcome, in bounded time', async () => {
    node.faults.append.always({ do: 'hang' });
    const began = Date.now();
    await expect(appendOne()).rejects.toMatchObject({ code: 'unavailable', settled: false });
    expect(Date.now() - began).toBeLessThan(4_000);
  });
});

describe('3: when the server ends the batch stream well, appends under way are never answered', () => {
  it.each(['end-ok', 'end-ok-after'] as const)('so they are asked again (%s)', async (fault) => {
    node.faults.append.next({ do: fault });
    expect(await appendOne()).toMatchObject({ revision: 0, repeated: false });
    expect(stored()).toBe(1);
  });
});

describe('4: a broken stream of one client fails the appends of all clients in the process', () => {
  it('so ledgers of one store share one client and one batch stream', async () => {
    const second = await openEventStoreLedger(node.url(), HASTE);
    const other = newStream();
    await Promise.all([appendOne(), second.append(other, NO_STREAM, entries(other, 1))]);
    expect(node.openBatches.size).toBe(1);
    await second.close();
    expect(await appendOne(0)).toMatchObject({ revision: 1 });
  });

  it('and a second store is refused by name for as long as the first is open', async () => {
    const elsewhere = await Node.start();
    await expect(openEventStoreLedger(elsewhere.url(), HASTE)).rejects.toThrow(
      `already speaks to EventStoreDB at 127.0.0.1:${node.port}`,
    );
    await ledger.close();
    ledger = await openEventStoreLedger(elsewhere.url(), HASTE);
    expect(await ledger.append(stream, NO_STREAM, entries(stream, 1))).toMatchObject({ revision: 0 });
    await ledger.close();
    elsewhere.kill();
  });

  it('and answers that come late, after the client was replaced, crash nothing and double nothing', async () => {
    node.faults.append.next({ do: 'pass' }, { do: 'delay', ms: 500 }, { do: 'hang' }, { do: 'delay', ms: 300 });
    const streams = Array.from({ length: 12 }, () => newStream());
    await Promise.all(streams.map((name) => ledger.append(name, NO_STREAM, entries(name, 2))));
    await sleep(600);
    expect(streams.map(stored)).toEqual(streams.map(() => 2));
  });
});

describe('5: throwOnAppendFailure=false reports revision 1 whatever it is', () => {
  it('so it is refused', async () => {
    const url = `${node.url()}&throwOnAppendFailure=false`;
    await expect(openEventStoreLedger(url, HASTE)).rejects.toThrow('throwOnAppendFailure');
  });
});

describe('7: leaving a read early leaves its call open', () => {
  it('so reads are pages that end by themselves', async () => {
    for (let n = 0; n < 4; n += 1) await ledger.append(stream, n * 300 - 1, entries(stream, 300));
    for (let n = 0; n < 5; n += 1) for await (const fact of ledger.readStream(stream)) if (fact.revision === 3) break;
    for (let n = 0; n < 5; n += 1) for await (const fact of ledger.readAll(-1n)) if (fact.revision === 3) break;
    await sleep(50);
    expect(node.openReads.size).toBe(0);
  });

  it('and a read that hangs is cancelled, and asked again', async () => {
    await ledger.append(stream, NO_STREAM, entries(stream, 5));
    node.faults.read.next({ do: 'hang', after: 2 });
    expect(await gather(ledger.readStream(stream))).toHaveLength(5);
    await sleep(50);
    expect(node.openReads.size).toBe(0);
  });
});

describe('8: a checkpoint handler that fails stalls the subscription', () => {
  it('so none is given, and checkpoints of the server move nothing', async () => {
    const waiting = ledger.waitForMore(-1n, never);
    await sleep(100);
    const noise = {
      type: '$noise',
      contentType: 'application/json',
      data: Buffer.from('{}'),
      metadata: Buffer.alloc(0),
    };
    for (let n = 0; n < 200; n += 1) node.store.append('$noise', BigInt(n - 1), [{ id: `n${n}`, ...noise }]);
    await appendOne();
    await waiting;
    expect(await gather(ledger.readAll(-1n))).toHaveLength(1);
  });
});

describe('9: subscriptions never come back by themselves', () => {
  it.each([
    ['an error', { do: 'abort', after: 1, code: 14 }],
    ['a silent end', { do: 'end', after: 1 }],
    ['a consumer called too slow', { do: 'slow-consumer', after: 1 }],
    ['delivering everything twice', { do: 'duplicate' }],
  ] as const)('so after %s we subscribe again, and miss nothing', async (_, fault) => {
    let after = (await appendOne()).position;
    for (let n = 0; n < 4; n += 1) {
      node.faults.subscribe.next(fault, fault);
      const waiting = ledger.waitForMore(after, never);
      const { position } = await appendOne(n);
      await waiting;
      after = position;
    }
  });

  it('and one that lives but says nothing is found out by asking', async () => {
    await ledger.close();
    ledger = await openEventStoreLedger(node.url(), { ...HASTE, recheckMs: 50 });
    node.faults.subscribe.always({ do: 'hang', after: 0 });
    const { position } = await appendOne();
    const waiting = ledger.waitForMore(position, never);
    await sleep(30);
    await appendOne(0);
    await waiting;
  });

  it('and when nobody waits any more it ends', async () => {
    await ledger.close();
    ledger = await openEventStoreLedger(node.url(), { ...HASTE, recheckMs: 30, idleMs: 20 });
    const waiting = ledger.waitForMore(-1n, never);
    await sleep(60);
    expect(node.openReads.size).toBe(1);
    await appendOne();
    await waiting;
    await sleep(150);
    expect(node.openReads.size).toBe(0);
  });
});

describe('10: while the server is down the error is not one of the client’s own', () => {
  it('so it is judged by its code, and the same ledger works again once the server is back', async () => {
    node.kill();
    await expect(appendOne()).rejects.toMatchObject({ code: 'unavailable', settled: true });
    await expect(gather(ledger.readStream(stream))).rejects.toThrow(Unavailable);
    expect(await ledger.health()).toEqual({
      ready: false,
      waitsFor: `EventStoreDB at 127.0.0.1:${node.port} (not reachable)`,
      adapter: 'eventstoredb',
    });
    await node.up();
    expect(await appendOne()).toMatchObject({ revision: 0 });
    expect((await ledger.health()).ready).toBe(true);
  });
});

describe('11: an append under way when the server dies has an unknown outcome', () => {
  it.each(['die', 'die-after'] as const)('so it is asked again with the same ids (%s)', async (fault) => {
    node.faults.append.next({ do: fault });
    const appending = appendOne();
    while (node.alive) await sleep(5);
    await node.up();
    expect(await appending).toMatchObject({ revision: 0, repeated: false });
    expect(stored()).toBe(1);
  });
});

describe('12: a busy or starting server, and a wrong revision, come back without words', () => {
  it('so the one is tried again', async () => {
    node.faults.append.next({ do: 'busy' }, { do: 'not-ready' }, { do: 'timeout-after' });
    expect(await appendOne()).toMatchObject({ revision: 0, repeated: false });
  });

  it('and one that stays busy has settled that nothing was written', async () => {
    node.faults.append.always({ do: 'busy' });
    await expect(appendOne()).rejects.toMatchObject({ code: 'unavailable', settled: true });
    await expect(appendOne()).rejects.toThrow('busy');
  });

  it('and the other says where the stream is', async () => {
    await ledger.append(stream, NO_STREAM, entries(stream, 3));
    await expect(appendOne(0)).rejects.toThrow(new Conflict(`${stream} is at revision 2, not at 0`));
    const missing = newStream();
    const conflict = new Conflict(`${missing} does not exist, not at 4`);
    await expect(ledger.append(missing, 4, entries(missing, 1))).rejects.toThrow(conflict);
  });
});

describe('13: a rejected first question is remembered for the life of the client', () => {
  it.each([{ do: 'abort', code: 13 }, { do: 'abort', code: 2 }, { do: 'hang' }] as const)(
    'so the client is replaced (%p)',
    async (fault) => {
      node.faults.features.next(fault);
      expect(await appendOne()).toMatchObject({ revision: 0 });
      expect(await appendOne(0)).toMatchObject({ revision: 1 });
    },
  );
});

describe('14: two client packages in one process break each other', () => {
  it('so there is only one, in one version', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, unknown> };
    const clients = Object.keys(lock.packages).filter((path) => /@(?:eventstore|kurrent)\/[^/]+$/.test(path));
    expect(clients).toEqual(['node_modules/@eventstore/db-client']);
  });
});

describe('15: under DEBUG the client prints its password and what it sends', () => {
  it.each(['esdb*', '*', 'esdb', 'esdb:command:grpc', 'express,esdb:*', 'es*', '*,-esdb'])(
    'so DEBUG=%s is refused',
    async (debug) => {
      await expect(openEventStoreLedger(node.url(), { ...HASTE, debug })).rejects.toThrow('DEBUG');
    },
  );

  it.each(['', 'express', 'pino*', '*,-esdb*'])('and DEBUG=%s is not', async (debug) => {
    await (await openEventStoreLedger(node.url(), { ...HASTE, debug })).close();
  });
});
