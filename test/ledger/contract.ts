/** What every ledger must do, whatever stores it: run by the spec of each adapter. */
import { createHash, randomUUID } from 'node:crypto';
import { Conflict, type Entry, type Ledger, NO_STREAM, type Recorded } from '../../src/ledger/ledger.js';
import { leafHash } from '../../src/ledger/tree.js';
import { canonical } from '../../src/vault/canonical.js';

/** A ledger under test, freshly made and empty of the streams the suite will use. */
export type World = {
  readonly ledger: Ledger;
  /** Makes the stored ciphertexts under a key vanish, as a purge does; left out where the store cannot. */
  readonly dropParts?: (kid: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

export const newStream = (category = 'hit'): string => `${category}-${randomUUID()}`;

export const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** An entry whose line is canonical JSON of its own; `data` is whatever the test needs in it. */
export const entry = (stream: string, data: unknown = null, id: string = randomUUID()): Entry => {
  const line = canonical({ data, id, stream, type: 'HitAlertRaised', v: 1 });
  return { id, type: 'HitAlertRaised', line, leaf: leafHash(line), request: digest(line), parts: [] };
};

export const entries = (stream: string, count: number): Entry[] =>
  Array.from({ length: count }, (_, i) => entry(stream, i));

export const gather = async (facts: AsyncIterable<Recorded>): Promise<Recorded[]> => {
  const all: Recorded[] = [];
  for await (const fact of facts) all.push(fact);
  return all;
};

const plain = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Facts without what the store assigns, to compare with what was appended. */
const asAppended = ({ id, type, line, leaf, parts }: Recorded | Entry) => ({
  id,
  type,
  line,
  leaf: plain(leaf),
  parts: parts.map(({ name, ciphertext }) => ({ name, ciphertext: plain(ciphertext) })),
});

const settled = async (work: readonly Promise<unknown>[]) => {
  const results = await Promise.allSettled(work);
  return {
    won: results.filter(({ status }) => status === 'fulfilled').length,
    reasons: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])),
  };
};

/**
 * Declares the suite. It names its streams at random, so a store that cannot be emptied may be used again.
 * @param make opens a world; called once for each test
 */
export const ledgerContract = (make: () => Promise<World>): void => {
  let world: World;
  let ledger: Ledger;
  beforeEach(async () => {
    world = await make();
    ledger = world.ledger;
  });
  afterEach(() => world.close());

  const read = (stream: string, from?: number) => gather(ledger.readStream(stream, from));
  /** The last position of the ledger before a test writes. */
  const end = async () => (await gather(ledger.readAll(-1n))).at(-1)?.position ?? -1n;

  describe('a stream', () => {
    it('that was never written is empty and has no head', async () => {
      expect(await read(newStream())).toEqual([]);
      expect(await ledger.head(newStream())).toBeNull();
    });

    it('gives back what was appended, byte for byte and in order', async () => {
      const stream = newStream();
      const appended = entries(stream, 3);
      const receipt = await ledger.append(stream, NO_STREAM, appended);
      expect(receipt).toMatchObject({ revision: 2, repeated: false });
      const facts = await read(stream);
      expect(facts.map(asAppended)).toEqual(appended.map(asAppended));
      expect(facts.map(({ revision }) => revision)).toEqual([0, 1, 2]);
      expect(facts.every((fact) => fact.stream === stream)).toBe(true);
      expect(facts.at(-1)?.position).toBe(receipt.position);
    });

    it('is read from any revision on', async () => {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 5));
      expect((await read(stream, 3)).map(({ revision }) => revision)).toEqual([3, 4]);
      expect(await read(stream, 5)).toEqual([]);
    });

    it('grows by several appends, and its head follows', async () => {
      const stream = newStream();
      for (let revision = NO_STREAM; revision < 4; revision += 1) {
        const one = entry(stream, revision);
        expect((await ledger.append(stream, revision, [one])).revision).toBe(revision + 1);
        const head = await ledger.head(stream);
        expect({ revision: head?.revision, leaf: plain(head!.leaf) }).toEqual({
          revision: revision + 1,
          leaf: plain(one.leaf),
        });
      }
    });

    it.each([
      ['500 facts in one batch', 500, () => 'x'],
      ['a line of 60 KB', 1, () => 'x'.repeat(59_000)],
      ['every kind of character', 3, () => 'é ß ☕ 車 😀 \u0000 \u001f \u2028 " \\ / \ufeff \uffff'],
    ])('holds %s', async (_, count, text) => {
      const stream = newStream();
      const appended = Array.from({ length: count }, (__, i) => entry(stream, { i, text: text() }));
      await ledger.append(stream, NO_STREAM, appended);
      expect((await read(stream)).map(asAppended)).toEqual(appended.map(asAppended));
    });

    it('does not mix with one whose name begins alike', async () => {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 2));
      await ledger.append(`${stream}-20261123`, NO_STREAM, entries(`${stream}-20261123`, 1));
      expect(await read(stream)).toHaveLength(2);
      expect(await read(`${stream}-20261123`)).toHaveLength(1);
    });

    it('can be left half read', async () => {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 10));
      for await (const { revision } of ledger.readStream(stream)) if (revision === 1) break;
      expect(await read(stream)).toHaveLength(10);
    });
  });

  describe('the expected revision', () => {
    it.each([
      ['too low', -1],
      ['one behind', 1],
      ['one ahead', 3],
      ['far ahead', 1000],
    ])('is exact: %s is a conflict that leaves no trace', async (_, expected) => {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 3));
      const before = await end();
      await expect(ledger.append(stream, expected, entries(stream, 2))).rejects.toThrow(Conflict);
      expect(await read(stream)).toHaveLength(3);
      expect(await gather(ledger.readAll(before))).toEqual([]);
    });

    it('of a stream that must exist is a conflict when it does not', async () => {
      const stream = newStream();
      await expect(ledger.append(stream, 0, entries(stream, 1))).rejects.toThrow(Conflict);
      expect(await read(stream)).toEqual([]);
    });

    it('lets a stale writer through once it has read again', async () => {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 1));
      await expect(ledger.append(stream, NO_STREAM, entries(stream, 1))).rejects.toThrow(Conflict);
      const { revision } = (await ledger.head(stream))!;
      expect((await ledger.append(stream, revision, entries(stream, 1))).revision).toBe(1);
    });
  });

  describe('a repeated append', () => {
    it('answers the first receipt and writes nothing', async () => {
      const stream = newStream();
      const one = entries(stream, 3);
      const first = await ledger.append(stream, NO_STREAM, one);
      const before = await end();
      expect(await ledger.append(stream, NO_STREAM, one)).toEqual({ ...first, repeated: true });
      expect(await gather(ledger.readAll(before))).toEqual([]);
    });

    it('is recognised after the stream has moved on', async () => {
      const stream = newStream();
      const one = entries(stream, 2);
      const first = await ledger.append(stream, NO_STREAM, one);
      await ledger.append(stream, 1, entries(stream, 2));
      expect(await ledger.append(stream, NO_STREAM, one)).toEqual({ ...first, repeated: true });
      expect(await read(stream)).toHaveLength(4);
    });

    it('is a conflict when the same id asks for something else', async () => {
      const stream = newStream();
      const [one] = entries(stream, 1);
      await ledger.append(stream, NO_STREAM, [one!]);
      const other = { ...entry(stream, 'other', one!.id), request: digest('another request') };
      await expect(ledger.append(stream, NO_STREAM, [other])).rejects.toThrow(Conflict);
      await expect(ledger.append(stream, 0, [other])).rejects.toThrow(Conflict);
      expect(await read(stream)).toHaveLength(1);
    });

    it('of which both copies are under way is written once', async () => {
      const stream = newStream();
      const one = entries(stream, 2);
      const receipts = await Promise.all([1, 2, 3].map(() => ledger.append(stream, NO_STREAM, one)));
      expect(new Set(receipts.map(({ position }) => position)).size).toBe(1);
      expect(await read(stream)).toHaveLength(2);
    });
  });

  describe('sealed parts', () => {
    const sealed = (stream: string, kid: string, size = 300): Entry => ({
      ...entry(stream, { kid }),
      parts: [
        { name: 'core', ciphertext: digest(kid + size), kid },
        { name: 'extra', ciphertext: Buffer.alloc(size, 7), kid },
      ],
    });

    it('come back byte for byte, from the stream and from the whole', async () => {
      const stream = newStream('detection');
      const before = await end();
      const appended = [sealed(stream, 'detection/2026-11-23#0'), entry(stream), sealed(stream, 'x', 20_000)];
      await ledger.append(stream, NO_STREAM, appended);
      expect((await read(stream)).map(asAppended)).toEqual(appended.map(asAppended));
      expect((await gather(ledger.readAll(before))).map(asAppended)).toEqual(appended.map(asAppended));
    });

    it('may be gone after a purge, and everything else still reads', async () => {
      if (!world.dropParts) return;
      const stream = newStream('detection');
      const [purged, kept] = [`detection/${randomUUID()}#0`, `detection/${randomUUID()}#0`];
      const appended = [sealed(stream, purged), sealed(stream, kept), sealed(stream, purged)];
      await ledger.append(stream, NO_STREAM, appended);
      await world.dropParts(purged);
      const facts = await read(stream);
      expect(facts.map(({ line }) => line)).toEqual(appended.map(({ line }) => line));
      expect(facts.map(({ parts }) => parts.length)).toEqual([0, 2, 0]);
    });
  });

  describe('the total order', () => {
    it('holds all streams in the order in which they were appended, and each batch together', async () => {
      const before = await end();
      const [a, b] = [newStream(), newStream('query')];
      await ledger.append(a, NO_STREAM, entries(a, 2));
      await ledger.append(b, NO_STREAM, entries(b, 2));
      await ledger.append(a, 1, entries(a, 1));
      const facts = await gather(ledger.readAll(before));
      expect(facts.map(({ stream, revision }) => [stream, revision])).toEqual([
        [a, 0],
        [a, 1],
        [b, 0],
        [b, 1],
        [a, 2],
      ]);
      for (const [i, { position }] of facts.entries())
        expect(position).toBeGreaterThan(i === 0 ? before : facts[i - 1]!.position);
    });

    it('can be resumed after any position', async () => {
      const before = await end();
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 20));
      const facts = await gather(ledger.readAll(before));
      for (const at of [0, 7, 18, 19])
        expect((await gather(ledger.readAll(facts[at]!.position))).map(({ id }) => id)).toEqual(
          facts.slice(at + 1).map(({ id }) => id),
        );
    });

    it('is read again by its first lines, as many as are asked for', async () => {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 300));
      const all = await gather(ledger.readAll(-1n));
      for (const count of [0, 1, all.length - 1, all.length, all.length + 1]) {
        const lines: unknown[] = [];
        for await (const { position, stream: of, revision, id, line } of ledger.firstLines(count))
          lines.push([position, of, revision, id, line]);
        const first = all.slice(0, count);
        expect(lines).toEqual(first.map((one) => [one.position, one.stream, one.revision, one.id, one.line]));
      }
    });

    it('is read across many pages', async () => {
      const before = await end();
      const stream = newStream();
      for (let n = 0; n < 3; n += 1) await ledger.append(stream, n * 400 - 1, entries(stream, 400));
      const facts = await gather(ledger.readAll(before));
      expect(facts.map(({ revision }) => revision)).toEqual(Array.from({ length: 1200 }, (_, i) => i));
    });
  });

  describe('waiting for more', () => {
    const never = new AbortController().signal;

    it('ends at once when there is more already', async () => {
      const before = await end();
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 1));
      await ledger.waitForMore(before, never);
    });

    it('ends when something is appended, for everyone who waits', async () => {
      const before = await end();
      const waiting = [1, 2, 3].map(() => ledger.waitForMore(before, never));
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 1));
      await Promise.all(waiting);
      expect(await gather(ledger.readAll(before))).toHaveLength(1);
    });

    it('ends when it is called off, before or while waiting', async () => {
      const before = await end();
      await ledger.waitForMore(before, AbortSignal.abort());
      const calling = new AbortController();
      const waiting = ledger.waitForMore(before, calling.signal);
      setTimeout(() => calling.abort(), 20);
      await waiting;
    });

    it('does not end for what was there before', async () => {
      const stream = newStream();
      await ledger.append(stream, NO_STREAM, entries(stream, 1));
      const calling = new AbortController();
      let ended = false;
      const waiting = ledger.waitForMore(await end(), calling.signal).then(() => (ended = true));
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(ended).toBe(false);
      calling.abort();
      await waiting;
    });
  });

  describe('writers at the same time', () => {
    it('on one stream: one wins each round, and no revision is missing', async () => {
      const stream = newStream();
      for (let round = 0; round < 10; round += 1) {
        const tries = Array.from({ length: 5 }, () => ledger.append(stream, round - 1, entries(stream, 1)));
        const { won, reasons } = await settled(tries);
        expect(won).toBe(1);
        expect(reasons.every((reason) => reason instanceof Conflict)).toBe(true);
      }
      expect((await read(stream)).map(({ revision }) => revision)).toEqual(Array.from({ length: 10 }, (_, i) => i));
    });

    it('on many streams: all are written, each in order, none twice', async () => {
      const before = await end();
      const streams = Array.from({ length: 20 }, () => newStream());
      await Promise.all(
        streams.map(async (stream) => {
          for (let n = 0; n < 5; n += 1) await ledger.append(stream, n - 1, [entry(stream, n)]);
        }),
      );
      const facts = await gather(ledger.readAll(before));
      expect(facts).toHaveLength(100);
      expect(new Set(facts.map(({ id }) => id)).size).toBe(100);
      for (const stream of streams)
        expect(facts.filter((fact) => fact.stream === stream).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    });
  });

  it('says that it is ready, and of what kind it is', async () => {
    expect(await ledger.health()).toEqual({ ready: true, waitsFor: null, adapter: expect.any(String) });
  });
};
