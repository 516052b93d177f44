/** Misfortune on purpose: nodes die, hang, forget, are tampered with; nothing acknowledged is lost or doubled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStoreLedger, type EventStoreLedger } from '../../src/ledger/eventstore.js';
import { Conflict, Corrupt, NO_STREAM, type Recorded, Unavailable } from '../../src/ledger/ledger.js';
import type { AppendFault, ReadFault } from '../support/eventstore-node/faults.js';
import { Node } from '../support/eventstore-node/node.js';
import { entries, entry, gather, newStream } from './contract.js';

const HASTE = { attempts: 4, deadlineMs: 200, pauseMs: 5, longestPauseMs: 40, recheckMs: 100 };
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let directory: string;
let node: Node;
let ledger: EventStoreLedger;
let stream: string;
const crashes: unknown[] = [];
const crash = (reason: unknown): void => void crashes.push(reason);

beforeEach(async () => {
  process.on('unhandledRejection', crash).on('uncaughtException', crash);
  directory = mkdtempSync(join(tmpdir(), 'eventstore-'));
  node = await Node.start({ file: join(directory, 'node.log') });
  ledger = await openEventStoreLedger(node.url(), HASTE);
  stream = newStream();
});

afterEach(async () => {
  node.kill();
  await ledger?.close();
  rmSync(directory, { recursive: true });
  process.off('unhandledRejection', crash).off('uncaughtException', crash);
  expect(crashes.splice(0)).toEqual([]);
});

/** Appends until the outcome is known, as a caller must: with the same ids each time. */
const insist = async (name: string, expected: number, batch: ReturnType<typeof entries>) => {
  for (;;) {
    try {
      return await ledger.append(name, expected, batch);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      await sleep(10);
    }
  }
};

/** Keeps starting the node again, as an orchestrator does. Call what it returns to end it. */
const orchestrate = (): (() => Promise<void>) => {
  let on = true;
  const loop = (async () => {
    for (; on; await sleep(10)) if (!node.alive) await node.up();
    if (!node.alive) await node.up();
  })();
  return () => {
    on = false;
    return loop;
  };
};

describe('a node that dies while it appends', () => {
  it.each(['die', 'die-after', 'die-torn'] as const)('and comes back has the facts once (%s)', async (fault) => {
    const first = entries(stream, 3);
    const second = entries(stream, 4);
    await ledger.append(stream, NO_STREAM, first);
    node.faults.append.next({ do: fault });
    const stop = orchestrate();
    expect(await insist(stream, 2, second)).toMatchObject({ revision: 6 });
    await stop();
    const facts = await gather(ledger.readStream(stream));
    expect(facts.map(({ id }) => id)).toEqual([...first, ...second].map(({ id }) => id));
  });

  it('and stays dead leaves an unknown outcome, which a later process settles', async () => {
    const batch = entries(stream, 2);
    node.faults.append.next({ do: 'die-after' });
    await expect(ledger.append(stream, NO_STREAM, batch)).rejects.toMatchObject({ settled: false });
    await ledger.close();
    await node.up();
    ledger = await openEventStoreLedger(node.url(), HASTE);
    expect(await ledger.append(stream, NO_STREAM, batch)).toMatchObject({ revision: 1, repeated: true });
    expect(await gather(ledger.readStream(stream))).toHaveLength(2);
  });
});

describe('a repeated append is recognised', () => {
  it('by a process that has never seen the stream, whatever revision it expects', async () => {
    const batch = entries(stream, 2);
    const receipt = await ledger.append(stream, NO_STREAM, batch);
    await ledger.append(stream, 1, entries(stream, 1));
    for (const expected of [NO_STREAM, 0, 1, 2]) {
      await ledger.close();
      ledger = await openEventStoreLedger(node.url(), HASTE);
      expect(await ledger.append(stream, expected, batch)).toEqual({ ...receipt, repeated: true });
    }
    expect(await gather(ledger.readStream(stream))).toHaveLength(3);
  });

  it('when it was decided again with more or fewer facts, by its first receipt', async () => {
    const [one, two, three] = entries(stream, 3);
    const receipt = await ledger.append(stream, NO_STREAM, [one!, two!]);
    expect(await ledger.append(stream, 1, [one!])).toEqual({ ...receipt, repeated: true });
    expect(await ledger.append(stream, 1, [one!, two!, three!])).toEqual({ ...receipt, repeated: true });
    await expect(ledger.append(stream, 1, [three!, two!])).rejects.toThrow(Conflict);
    await expect(ledger.append(stream, 1, [three!, three!])).rejects.toThrow(Conflict);
  });
});

describe('a store that is not there', () => {
  it('when the ledger opens is named, with no credentials', async () => {
    await ledger.close();
    node.kill();
    const opening = openEventStoreLedger(node.url(), HASTE);
    const message = `The ledger cannot be opened: EventStoreDB at 127.0.0.1:${node.port} (not reachable).`;
    await expect(opening).rejects.toThrow(new Unavailable(message, true));
  });

  it('can be waited for instead', async () => {
    await ledger.close();
    node.kill();
    ledger = await openEventStoreLedger(node.url(), { ...HASTE, probe: false });
    const waiting = ledger.waitForMore(-1n, new AbortController().signal);
    expect((await ledger.health()).ready).toBe(false);
    await node.up();
    expect((await ledger.health()).ready).toBe(true);
    await ledger.append(stream, NO_STREAM, entries(stream, 1));
    await waiting;
  });

  it('any more, once the ledger is closed, is said so, even while another of this process is open', async () => {
    const other = await openEventStoreLedger(node.url(), HASTE);
    await other.append(stream, NO_STREAM, entries(stream, 1));
    await other.close();
    await other.close();
    await expect(other.append(stream, 0, entries(stream, 1))).rejects.toThrow(Unavailable);
    await expect(gather(other.readStream(stream))).rejects.toThrow(Unavailable);
    await other.waitForMore(-1n, new AbortController().signal);
    expect((await ledger.head(stream))?.revision).toBe(0);
  });
});

describe('a store that contradicts itself', () => {
  const tamper = (change: (data: string) => string) => {
    const [event] = node.store.stream(stream).events;
    node.store.stream(stream).events[0] = { ...event!, data: Buffer.from(change(Buffer.from(event!.data).toString())) };
  };

  beforeEach(() => ledger.append(stream, NO_STREAM, entries(stream, 3)));
  const reading = () => gather(ledger.readStream(stream));

  it('by another line is found out', async () => {
    tamper((data) => data.replace('"data":0', '"data":1'));
    await expect(reading()).rejects.toThrow(
      new Corrupt(`${stream} at revision 0: the line does not hash to its leaf.`),
    );
  });

  it('by a line that is none is found out', async () => {
    tamper((data) => data.slice(1));
    await expect(reading()).rejects.toThrow(Corrupt);
  });

  it('by another request beside the line is found out', async () => {
    const [event] = node.store.stream(stream).events;
    const beside = { ...JSON.parse(Buffer.from(event!.metadata).toString()), request: 'AAAA' };
    node.store.stream(stream).events[0] = { ...event!, metadata: Buffer.from(JSON.stringify(beside)) };
    await expect(reading()).rejects.toThrow('not made of its content');
  });

  it('by missing first facts is found out', async () => {
    node.store.setMetadata(stream, { $tb: 2 });
    await expect(reading()).rejects.toThrow(`${stream}: revisions 0 to 1 are missing.`);
  });

  it('by a stream deleted for good is found out, reading and appending', async () => {
    node.store.tombstone(stream);
    await expect(reading()).rejects.toThrow('deleted');
    await expect(ledger.append(stream, 2, entries(stream, 1))).rejects.toThrow(Corrupt);
  });

  it('by going on where a deleted stream ended is found out', async () => {
    node.store.softDelete(stream);
    await expect(ledger.append(stream, NO_STREAM, entries(stream, 1))).rejects.toThrow('expected to end at revision 0');
  });

  it('by an event of somebody else in our stream is found out; in a stream of its own it is passed over', async () => {
    const foreign = { type: 'Foreign', contentType: 'application/json', metadata: Buffer.alloc(0) };
    node.store.append('theirs', NO_STREAM_AT, [{ ...foreign, id: 'a', data: Buffer.from('{}') }]);
    expect(await gather(ledger.readAll(-1n))).toHaveLength(3);
    node.store.append(stream, 2n, [{ ...foreign, id: 'b', data: Buffer.from('{}') }]);
    await expect(reading()).rejects.toThrow('was not written by this ledger');
  });

  it('by forgetting what it acknowledged is found out when the id comes again', async () => {
    const batch = entries(stream, 1);
    await ledger.append(stream, 2, batch);
    node.truncateLast(2);
    await expect(ledger.append(stream, 2, batch)).rejects.toThrow(Corrupt);
  });
});

const NO_STREAM_AT = BigInt(NO_STREAM);

describe('an append that is too large', () => {
  it('is refused before it is sent, with its size', async () => {
    const large = { ...entry(stream), parts: [{ name: 'core', ciphertext: new Uint8Array(900_000) }] };
    await expect(ledger.append(stream, NO_STREAM, [large])).rejects.toThrow(/1 entries of 12\d{5} bytes are more/);
    expect(node.appendsSeen).toBe(0);
  });

  it('for this server alone is refused in its name', async () => {
    await ledger.close();
    const small = await Node.start({ maxAppendSize: 1_000 });
    ledger = await openEventStoreLedger(small.url(), HASTE);
    await expect(ledger.append(stream, NO_STREAM, entries(stream, 9))).rejects.toThrow('too large for EventStoreDB at');
    await ledger.close();
    small.kill();
  });
});

describe('a cluster', () => {
  it('is entered through gossip, and a node that lost the lead is left for the leader', async () => {
    await ledger.close();
    const roles = new Map<Node, 'leader' | 'follower'>();
    const members = () => [...roles].map(([{ port, alive }, state]) => ({ port, state, alive }));
    const [a, b, c] = [await Node.start({ members }), await Node.start({ members }), await Node.start({ members })];
    for (const each of [a, b, c]) roles.set(each, each === a ? 'leader' : 'follower');
    const seeds = [a, b, c].map(({ port }) => `127.0.0.1:${port}`).join(',');
    ledger = await openEventStoreLedger(`esdb://${seeds}?tls=false`, { ...HASTE, deadlineMs: 1_000 });
    await ledger.append(stream, NO_STREAM, entries(stream, 2));
    expect([a, b, c].map(({ appendsSeen }) => appendsSeen)).toEqual([1, 0, 0]);
    roles.set(a, 'follower').set(b, 'leader');
    b.store = a.store;
    a.faults.read.always({ do: 'not-leader', host: '127.0.0.1', port: b.port });
    expect(await ledger.append(stream, 1, entries(stream, 1))).toMatchObject({ revision: 2, repeated: false });
    expect(await gather(ledger.readStream(stream))).toHaveLength(3);
    a.kill();
    expect(await ledger.append(stream, 2, entries(stream, 1))).toMatchObject({ revision: 3 });
    await ledger.close();
    for (const each of [b, c]) each.kill();
  });
});

/** A small generator of numbers, so that a failing run can be run again. */
const random = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
  return seed / 0x80000000;
};

const APPEND_FAULTS: AppendFault[] = [
  { do: 'delay', ms: 30 },
  { do: 'delay', ms: 260 },
  { do: 'busy' },
  { do: 'not-ready' },
  { do: 'not-leader' },
  { do: 'timeout-after' },
  { do: 'hang' },
  { do: 'drop-reply-after' },
  { do: 'end-ok' },
  { do: 'end-ok-after' },
  { do: 'abort', code: 14 },
  { do: 'abort-after', code: 13 },
  { do: 'die' },
  { do: 'die-after' },
  { do: 'die-torn' },
];

const READ_FAULTS: ReadFault[] = [
  { do: 'delay', ms: 20 },
  { do: 'hang', after: 1 },
  { do: 'abort', after: 0, code: 14 },
  { do: 'abort', after: 1, code: 1 },
  { do: 'slow-consumer', after: 1 },
  { do: 'duplicate' },
];

describe('under any misfortune', () => {
  const seeds = Array.from({ length: 50 }, (_, index) => index + 1);

  it.each(seeds)('nothing acknowledged is lost, doubled or out of order (run %i)', async (seed) => {
    const next = random(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
    const strike = () => {
      if (next() < 0.5) node.faults.append.next(pick(APPEND_FAULTS));
      if (next() < 0.2) node.faults.read.next(pick(READ_FAULTS));
      if (next() < 0.2) node.faults.subscribe.next(pick(READ_FAULTS));
    };
    const stop = orchestrate();
    const done = new AbortController();
    const followed = follow(done.signal);
    const written = await Promise.all(
      [newStream(), newStream()].map(async (name) => {
        const ids: string[] = [];
        for (let round = 0; round < 4; round += 1) {
          strike();
          const batch = entries(name, 1 + Math.floor(next() * 3));
          const receipt = await insist(name, ids.length - 1, batch);
          ids.push(...batch.map(({ id }) => id));
          expect(receipt.revision).toBe(ids.length - 1);
        }
        return { name, ids };
      }),
    );
    node.faults.clear();
    await stop();
    const total = written.flatMap(({ ids }) => ids).length;
    for (const { name, ids } of written) {
      expect((await gather(ledger.readStream(name))).map(({ id }) => id)).toEqual(ids);
    }
    const all = await gather(ledger.readAll(-1n));
    expect(all).toHaveLength(total);
    expect((await followed(total)).map(({ position }) => position)).toEqual(all.map(({ position }) => position));
    done.abort();
  });

  /** Follows the ledger as a projection does; what it returns waits until so many facts have come. */
  const follow = (signal: AbortSignal) => {
    const seen: Recorded[] = [];
    void (async () => {
      while (!signal.aborted) {
        try {
          for await (const fact of ledger.readAll(seen.at(-1)?.position ?? -1n)) seen.push(fact);
        } catch (error) {
          if (!(error instanceof Unavailable)) throw error;
        }
        await ledger.waitForMore(seen.at(-1)?.position ?? -1n, signal);
      }
    })();
    return async (count: number) => {
      while (seen.length < count) await sleep(5);
      return seen;
    };
  };
});
