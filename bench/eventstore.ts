/** The ledger on EventStoreDB against the bare client, alternately, at the same node in a process of its own. */
import { createHash, randomUUID } from 'node:crypto';
import { EventStoreDBClient, type EventData, jsonEvent } from '@eventstore/db-client';
import { type EventStoreLedger, openEventStoreLedger } from '../src/ledger/eventstore.js';
import { type Entry, NO_STREAM } from '../src/ledger/ledger.js';
import { leafHash } from '../src/ledger/tree.js';
import { canonical } from '../src/vault/canonical.js';
import { spawnNode } from '../test/support/eventstore-node/spawn.js';

export const name = 'eventstore';

/** One comparison: rates of ours and the peer's, and their ratio with its spread over the rounds. */
export type Row = {
  readonly what: string;
  readonly unit: string;
  readonly n: number;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly ratio: number;
  readonly ratioMin: number;
  readonly ratioMax: number;
};

type Side = { readonly ours: () => Promise<void>; readonly peer: () => Promise<void> };

const ROUNDS = 9;
const BATCH = 500;

/** Compares batches of 500, single appends, and a full read. Starts and stops its own node. */
export const run = async (): Promise<Row[]> => {
  const node = await spawnNode();
  const ledger = await openEventStoreLedger(node.url);
  const client = EventStoreDBClient.connectionString(node.url) as EventStoreDBClient;
  try {
    const batches = await compare('append, batches of 500', BATCH * 8, 'facts/s', appends(ledger, client, 8, BATCH));
    const single = await compare('append, one at a time', 150, 'facts/s', appends(ledger, client, 150, 1));
    const stream = await filled(ledger, 3_000);
    const reads = await compare('read a stream', 3_000, 'facts/s', {
      ours: () => count(ledger.readStream(stream), 3_000),
      peer: () => count(client.readStream(stream), 3_000),
    });
    return [batches, single, reads];
  } finally {
    await ledger.close();
    await client.dispose();
    node.stop();
  }
};

/** The same facts to both; the client is given them ready made, we must check and dress them first. */
const appends = (ledger: EventStoreLedger, client: EventStoreDBClient, batches: number, size: number): Side => ({
  ours: async () => {
    const stream = `detection-${randomUUID()}`;
    const all = Array.from({ length: batches }, () => facts(stream, size));
    await timed(async () => {
      for (const [n, batch] of all.entries()) await ledger.append(stream, NO_STREAM + n * size, batch);
    });
  },
  peer: async () => {
    const stream = `detection-${randomUUID()}`;
    const all = Array.from({ length: batches }, () => facts(stream, size).map(asEvent));
    await timed(async () => {
      for (const [n, batch] of all.entries()) {
        const expectedRevision = n === 0 ? 'no_stream' : BigInt(n * size - 1);
        await client.appendToStream(stream, batch, { expectedRevision });
      }
    });
  },
});

let elapsed = 0;
/** Only what happens inside is measured: making the facts is neither side's work. */
const timed = async (work: () => Promise<void>): Promise<void> => {
  const began = performance.now();
  await work();
  elapsed = performance.now() - began;
};

const count = (facts: AsyncIterable<unknown>, expected: number): Promise<void> =>
  timed(async () => {
    let seen = 0;
    for await (const _ of facts) seen += 1;
    if (seen !== expected) throw new Error(`read ${seen} facts of ${expected}`);
  });

const filled = async (ledger: EventStoreLedger, size: number): Promise<string> => {
  const stream = `detection-${randomUUID()}`;
  for (let at = 0; at < size; at += BATCH) await ledger.append(stream, at - 1, facts(stream, BATCH));
  return stream;
};

/** Facts like a camera's: a line of about 700 bytes and one sealed part of 214. */
const facts = (stream: string, size: number): Entry[] =>
  Array.from({ length: size }, (_, index) => {
    const id = randomUUID();
    const data = { camera: 'c-17', confidence: 9712, index, image: 'a'.repeat(64), rules: ['430.6.a', '430.8.1'] };
    const line = canonical({
      data,
      id,
      prev: 'b'.repeat(64),
      request: 'c'.repeat(64),
      stream,
      text: 'd'.repeat(200),
      v: 1,
    });
    const request = createHash('sha256').update(id).digest();
    const parts = [{ name: 'core', ciphertext: Buffer.alloc(214, index & 255), kid: 'detection/2026-11-23#0' }];
    return { id, type: 'PlateDetected', line, leaf: leafHash(line), request, parts };
  });

const asEvent = ({ id, type, line, leaf, request, parts }: Entry): EventData => {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const metadata = {
    id,
    leaf: base64(leaf),
    request: base64(request),
    parts: parts.map(({ name: part, kid, ciphertext }) => ({ name: part, kid, base64: base64(ciphertext) })),
  };
  return jsonEvent({ id, type, data: JSON.parse(line) as Record<string, string>, metadata });
};

/** One warm-up, then pairs in turn; whoever begins changes with each pair. */
const compare = async (what: string, n: number, unit: string, side: Side): Promise<Row> => {
  const rate = async (work: () => Promise<void>): Promise<number> => {
    await work();
    return (n / elapsed) * 1000;
  };
  await side.ours();
  await side.peer();
  const pairs: { ours: number; peer: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) {
      const ours = await rate(side.ours);
      pairs.push({ ours, peer: await rate(side.peer) });
    } else {
      const peer = await rate(side.peer);
      pairs.push({ ours: await rate(side.ours), peer });
    }
  }
  const ratios = pairs.map(({ ours, peer }) => ours / peer);
  return {
    what,
    unit,
    n: ROUNDS,
    ours: median(pairs.map(({ ours }) => ours)),
    peer: median(pairs.map(({ peer }) => peer)),
    peerName: '@eventstore/db-client 6.2.1, bare',
    ratio: median(ratios),
    ratioMin: Math.min(...ratios),
    ratioMax: Math.max(...ratios),
  };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
