/** The test node behaves as the real server does, where our tests rely on it: seen through the real client. */
import {
  BACKWARDS,
  binaryEvent,
  END,
  eventTypeFilter,
  EventStoreDBClient,
  jsonEvent,
  type ResolvedEvent,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { Node } from '../support/eventstore-node/node.js';

let node: Node;
let client: EventStoreDBClient;

beforeAll(async () => {
  node = await Node.start();
  client = EventStoreDBClient.connectionString(node.url()) as EventStoreDBClient;
});

afterAll(async () => {
  await client.dispose();
  node.kill();
});

const event = (id: string = crypto.randomUUID(), n = 0) => jsonEvent({ id, type: 'Tested', data: { n } });
const stream = () => `tested-${crypto.randomUUID()}`;
const read = async (events: AsyncIterable<ResolvedEvent>) => {
  const revisions: number[] = [];
  for await (const { event: one } of events) revisions.push(Number(one?.revision));
  return revisions;
};

describe('with an exact revision', () => {
  it('the same ids again are a silent success with the first revision, after any number of later events', async () => {
    const name = stream();
    const both = [event(), event()];
    const first = await client.appendToStream(name, both, { expectedRevision: 'no_stream' });
    for (let n = 0; n < 3; n += 1) await client.appendToStream(name, event());
    expect(await client.appendToStream(name, both, { expectedRevision: 'no_stream' })).toEqual(first);
    expect(node.store.last(name)).toBe(4n);
  });

  it('ids are compared and content is not', async () => {
    const name = stream();
    const id = crypto.randomUUID();
    await client.appendToStream(name, event(id, 1), { expectedRevision: 'no_stream' });
    await client.appendToStream(name, event(id, 2), { expectedRevision: 'no_stream' });
    expect(node.store.last(name)).toBe(0n);
  });

  it('the same ids at the end of the stream are written again', async () => {
    const name = stream();
    const again = event();
    await client.appendToStream(name, again, { expectedRevision: 'no_stream' });
    await client.appendToStream(name, again, { expectedRevision: 0n });
    expect(node.store.last(name)).toBe(1n);
  });

  it('part of the ids, or another revision, is a wrong revision', async () => {
    const name = stream();
    const one = event();
    await client.appendToStream(name, one, { expectedRevision: 'no_stream' });
    for (const [events, expectedRevision] of [
      [[one, event()], 'no_stream'],
      [[event()], 'no_stream'],
      [[event()], 1n],
    ] as const) {
      const wrong = { type: 'wrong-expected-version', actualVersion: 0n, expectedVersion: expectedRevision };
      await expect(client.appendToStream(name, [...events], { expectedRevision })).rejects.toMatchObject(wrong);
    }
  });
});

describe('with any revision', () => {
  it('the same ids are recognised only while they are remembered', async () => {
    const file = stream();
    const one = event();
    await client.appendToStream(file, one);
    await client.appendToStream(file, one);
    expect(node.store.last(file)).toBe(0n);
    Reflect.get(node.store, 'recent').clear();
    await client.appendToStream(file, one);
    expect(node.store.last(file)).toBe(1n);
  });

  it('a stream that must exist must', async () => {
    const options = { expectedRevision: 'stream_exists' } as const;
    await expect(client.appendToStream(stream(), event(), options)).rejects.toMatchObject({
      actualVersion: 'no_stream',
    });
  });
});

describe('deleting', () => {
  it('softly hides what is there, and numbering goes on', async () => {
    const name = stream();
    await client.appendToStream(name, [event(), event()]);
    await client.deleteStream(name);
    await expect(read(client.readStream(name))).rejects.toMatchObject({ type: 'stream-not-found' });
    const { nextExpectedRevision } = await client.appendToStream(name, event(), { expectedRevision: 'no_stream' });
    expect(nextExpectedRevision).toBe(2n);
    expect(await read(client.readStream(name))).toEqual([2]);
  });

  it('for good ends the name', async () => {
    const name = stream();
    await client.appendToStream(name, event());
    await client.tombstoneStream(name);
    await expect(client.appendToStream(name, event())).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(read(client.readStream(name))).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it('at another revision is refused', async () => {
    const name = stream();
    await client.appendToStream(name, event());
    const wrong = client.deleteStream(name, { expectedRevision: 5n });
    await expect(wrong).rejects.toMatchObject({ type: 'wrong-expected-version' });
  });
});

describe('reading', () => {
  const name = stream();
  beforeAll(() =>
    client.appendToStream(
      name,
      Array.from({ length: 5 }, (_, n) => event(undefined, n)),
    ),
  );

  it('goes both ways, from anywhere, as far as asked', async () => {
    expect(await read(client.readStream(name, { fromRevision: 1n, maxCount: 2 }))).toEqual([1, 2]);
    const back = { direction: BACKWARDS, fromRevision: END, maxCount: 2 } as const;
    expect(await read(client.readStream(name, back))).toEqual([4, 3]);
    expect(await read(client.readStream(name, { direction: BACKWARDS, fromRevision: 1n }))).toEqual([1, 0]);
    expect(await read(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 2 }))).toEqual([4, 3]);
    const all = await read(client.readAll());
    expect(all.slice(-5)).toEqual([0, 1, 2, 3, 4]);
  });

  it('obeys truncation and the largest number of events', async () => {
    await client.setStreamMetadata(name, { truncateBefore: 2 });
    expect(await read(client.readStream(name))).toEqual([2, 3, 4]);
    await client.setStreamMetadata(name, { maxCount: 1 });
    expect(await read(client.readStream(name))).toEqual([4]);
    expect((await client.getStreamMetadata(name)).metadata).toEqual({ maxCount: 1 });
  });

  it('refuses more than fits one append', async () => {
    const large = binaryEvent({ type: 'Large', data: new Uint8Array(1_100_000) });
    const refused = { type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576 };
    await expect(client.appendToStream(stream(), large)).rejects.toMatchObject(refused);
  });
});

describe('subscribing', () => {
  it.each([
    ['by type', () => eventTypeFilter({ prefixes: ['Wanted'] })],
    ['by name', () => streamNameFilter({ regex: '^wanted' })],
  ])('filters %s, says when it caught up, and goes on', async (_, filter) => {
    const name = `wanted-${crypto.randomUUID()}`;
    const wanted = () => client.appendToStream(name, jsonEvent({ type: 'Wanted', data: {} }));
    await wanted();
    const seen: string[] = [];
    const subscription = client.subscribeToAll({ fromPosition: START, filter: filter() });
    const told = new Promise((resolve) => subscription.once('caughtUp', resolve));
    subscription.on('data', ({ event: one }) => void seen.push(one?.streamId ?? ''));
    await told;
    await client.appendToStream(stream(), event());
    await wanted();
    while (seen.filter((id) => id === name).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen.every((id) => id.startsWith('wanted-'))).toBe(true);
    await subscription.unsubscribe();
  });

  it('with credentials given per call an append takes the slow way, and means the same', async () => {
    const name = stream();
    const credentials = { username: 'a', password: 'b' };
    await client.appendToStream(name, event(), { expectedRevision: 'no_stream', credentials });
    const again = client.appendToStream(name, event(), { expectedRevision: 'no_stream', credentials });
    await expect(again).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 0n });
    expect(node.unaryAppends).toBe(2);
  });
});
