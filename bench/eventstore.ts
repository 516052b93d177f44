/** The ledger on EventStoreDB against the bare client, by turns, at the same test node in a process of its own. */
import { createHash, randomUUID } from 'node:crypto';
import { EventStoreDBClient, type EventData, jsonEvent } from '@eventstore/db-client';
import { type EventStoreLedger, openEventStoreLedger } from '../src/ledger/eventstore.js';
import { type Entry, NO_STREAM } from '../src/ledger/ledger.js';
import { leafHash } from '../src/ledger/tree.js';
import { canonical } from '../src/vault/canonical.js';
import { spawnNode } from '../test/support/eventstore-node/spawn.js';
import { compare, type Row } from './bench.js';

export const name = 'eventstore';

const PEER = '@eventstore/db-client 6.2.1, bare';
const TURNS = 9;
const BATCH = 500;
const BATCHES = 8;
const SINGLE = 200;
const READ = 3_000;

type Clock = { readonly unit: string; seconds(): number };
const wall: Clock = { unit: 'facts/s', seconds: () => performance.now() / 1e3 };
/** What a busy machine disturbs least: the time this process itself spends, without the node's. */
const own: Clock = {
  unit: 'facts per second of own CPU',
  seconds: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
};

/** Batches of 500, single appends, and reading; each in time and in processor time. */
export const run = async (): Promise<Row[]> => {
  const node = await spawnNode();
  const ledger = await openEventStoreLedger(node.url);
  const client = EventStoreDBClient.connectionString(node.url) as EventStoreDBClient;
  const stream = await filled(ledger, READ);
  const rows: Row[] = [];
  try {
    for (const clock of [wall, own]) {
      const shared = { unit: clock.unit, peerName: PEER, turns: TURNS };
      const batches = appends(ledger, client, BATCHES, BATCH, clock);
      rows.push(await compare({ what: 'append, batches of 500', ...shared, ...batches }));
      const single = appends(ledger, client, SINGLE, 1, clock);
      rows.push(await compare({ what: 'append, one at a time', ...shared, ...single }));
      const ours = () => reads(ledger.readStream(stream), clock);
      const peer = () => reads(client.readStream(stream), clock);
      rows.push(await compare({ what: 'read a stream', ...shared, ours, peer }));
    }
    return rows;
  } finally {
    await ledger.close();
    await client.dispose();
    node.stop();
  }
};

/** The same facts to both; the client is given them ready made, while the ledger must check and dress them first. */
const appends = (
  ledger: EventStoreLedger,
  client: EventStoreDBClient,
  batches: number,
  size: number,
  clock: Clock,
) => ({
  ours: (): Promise<number> => {
    const stream = `detection-${randomUUID()}`;
    const all = Array.from({ length: batches }, () => facts(stream, size));
    return rate(clock, batches * size, async () => {
      for (const [n, batch] of all.entries()) await ledger.append(stream, NO_STREAM + n * size, batch);
    });
  },
  peer: (): Promise<number> => {
    const stream = `detection-${randomUUID()}`;
    const all = Array.from({ length: batches }, () => facts(stream, size).map(asEvent));
    return rate(clock, batches * size, async () => {
      for (const [n, batch] of all.entries()) {
        const expectedRevision = n === 0 ? 'no_stream' : BigInt(n * size - 1);
        await client.appendToStream(stream, batch, { expectedRevision });
      }
    });
  },
});

const reads = (events: AsyncIterable<unknown>, clock: Clock): Promise<number> =>
  rate(clock, READ, async () => {
    let seen = 0;
    for await (const _ of events) seen += 1;
    if (seen !== READ) throw new Error(`read ${seen} facts of ${READ}`);
  });

const rate = async (clock: Clock, count: number, work: () => Promise<void>): Promise<number> => {
  const began = clock.seconds();
  await work();
  return count / (clock.seconds() - began);
};

const filled = async (ledger: EventStoreLedger, size: number): Promise<string> => {
  const stream = `detection-${randomUUID()}`;
  for (let at = 0; at < size; at += BATCH) await ledger.append(stream, at - 1, facts(stream, BATCH));
  return stream;
};

/** Facts like a camera's: a line of about 700 bytes and one sealed part of 214. */
const facts = (stream: string, size: number): Entry[] =>
  Array.from({ length: size }, (_, index) => {
    const id = randomUUID();
    const [prev, request] = ['b'.repeat(64), 'c'.repeat(64)];
    const data = { camera: 'c-17', confidence: 9712, index, image: 'a'.repeat(64), note: 'd'.repeat(200) };
    const line = canonical({ data, id, policy: ['430.6.a', '430.8.1'], prev, request, stream, v: 1 });
    const parts = [{ name: 'core', ciphertext: Buffer.alloc(214, index & 255), kid: 'detection/2026-11-23#0' }];
    const asked = createHash('sha256').update(id).digest();
    return { id, type: 'PlateDetected', line, leaf: leafHash(line), request: asked, parts };
  });

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const asEvent = ({ id, type, line, leaf, request, parts }: Entry): EventData => {
  const sealed = parts.map(({ name: part, kid, ciphertext }) => ({ name: part, kid, base64: base64(ciphertext) }));
  const metadata = { id, leaf: base64(leaf), request: base64(request), parts: sealed };
  return jsonEvent({ id, type, data: JSON.parse(line) as Record<string, string>, metadata });
};
