/** A cluster's events get one order: the same for everybody, whole after every interruption, and never over a fork. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStoreLedger, openEventStoreLedger } from '../../src/ledger/eventstore.js';
import { type Entry, type Recorded, Unavailable } from '../../src/ledger/ledger.js';
import { holdsInclusion, inclusionProof } from '../../src/ledger/merkle.js';
import { type Positioned, Sequencer, type SequencerOptions } from '../../src/ledger/sequencer.js';
import { openSqliteLedger } from '../../src/ledger/sqlite.js';
import { CompactRange, leafHash } from '../../src/ledger/tree.js';
import { openSqlite } from '../../src/vault/sqlite.js';
import { Node } from '../support/eventstore-node/node.js';
import { Passing } from '../support/house.js';
import { entries, entry, gather, newStream } from './contract.js';

let node: Node;
let ledger: EventStoreLedger;
let dir: string;
let told: string[];
let opened: Sequencer[];

beforeEach(async () => {
  node = await Node.start();
  ledger = await openEventStoreLedger(node.url());
  dir = mkdtempSync(join(tmpdir(), 'sequence-'));
  told = [];
  opened = [];
});
afterEach(async () => {
  for (const one of opened) await one.close();
  await ledger.close();
  node.kill();
  rmSync(dir, { recursive: true, force: true });
});

const open = async (more: Partial<SequencerOptions> & { at?: string; over?: Positioned } = {}): Promise<Sequencer> => {
  const { at = dir, over = ledger, ...options } = more;
  const sequencer = await Sequencer.open(over, at, { tell: (message) => told.push(message), ...options });
  opened.push(sequencer);
  return sequencer;
};
const closed = async (sequencer: Sequencer): Promise<void> => {
  opened = opened.filter((one) => one !== sequencer);
  await sequencer.close();
};
const add = async (count: number): Promise<Entry[]> => {
  const stream = newStream();
  const added = entries(stream, count);
  await ledger.append(stream, -1, added);
  return added;
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const until = async (true_: () => boolean): Promise<void> => {
  for (const end = Date.now() + 8000; !true_() && Date.now() < end;) await sleep(20);
  expect(true_()).toBe(true);
};

/** A store that lost or changed something since: what it tells is the real store's, spoilt. */
class Spoilt extends Passing {
  constructor(
    private readonly store: EventStoreLedger,
    private readonly spoil: (fact: Recorded) => Recorded | null,
  ) {
    super(store);
  }

  override readAll = (after: bigint) => this.spoilt(after);

  async at(position: bigint): Promise<Recorded | null> {
    const found = await this.store.at(position);
    return found && this.spoil(found);
  }

  private async *spoilt(after: bigint): AsyncGenerator<Recorded> {
    for await (const fact of this.store.readAll(after)) {
      const left = this.spoil(fact);
      if (left) yield left;
    }
  }
}

it('the order, the leaves and the root are those of the embedded ledger with the same events', async () => {
  const embedded = await openSqliteLedger(join(dir, 'embedded'), { inline: true });
  for (const count of [1, 300, 7]) {
    const stream = newStream();
    const same = entries(stream, count);
    await ledger.append(stream, -1, same);
    await embedded.append(stream, -1, same);
  }
  const sequencer = await open();
  expect(sequencer.tree().size).toBe(308);
  expect(hex(sequencer.tree().root())).toBe(hex(embedded.tree().root));
  expect(hex(sequencer.rootAt(308))).toBe(hex(embedded.tree().root));
  await embedded.close();
});

it('two who read one store come to one tree, whenever they began and however often they stopped', async () => {
  const early = await open();
  early.start();
  await add(100);
  await early.caughtUp();
  await closed(early);
  await add(230);
  const again = await open();
  again.start();
  await add(11);
  await again.caughtUp();
  const late = await open({ at: join(dir, 'auditor') });
  expect(late.tree().size).toBe(341);
  expect(hex(again.tree().root())).toBe(hex(late.tree().root()));
});

it('an event is found by its id, proven, and read back at its index', async () => {
  await add(40);
  const added = await add(300);
  const sequencer = await open();
  const { index, leaf } = sequencer.find(added[250]!.id)!;
  expect(index).toBe(290);
  const proof = inclusionProof(sequencer.nodes(340), index, 340);
  expect(holdsInclusion(leaf, index, 340, proof, sequencer.tree().root())).toBe(true);
  const facts = await gather(sequencer.facts(288, 293));
  expect(facts.map(({ id }) => id)).toEqual(added.slice(248, 253).map(({ id }) => id));
  expect((await gather(sequencer.facts(0, 340))).length).toBe(340);
  expect(sequencer.find('0197a000-0000-7000-8000-000000000001')).toBeNull();
});

it('it follows what is appended, and wakes who waits for a size', async () => {
  const sequencer = await open();
  sequencer.start();
  const waiting = sequencer.waitFor(5, new AbortController().signal);
  await add(3);
  await add(3);
  await waiting;
  expect(sequencer.tree().size).toBeGreaterThanOrEqual(5);
});

it('a store out of reach is waited for', async () => {
  let fails = 3;
  const failing = new (class extends Spoilt {
    override readAll = (after: bigint) => {
      if ((fails -= 1) >= 0 && opened.length > 0) throw new Unavailable('gone', true);
      return ledger.readAll(after);
    };
  })(ledger, (fact) => fact);
  const sequencer = await open({ over: failing, pauseMs: 10 });
  sequencer.start();
  fails = 3;
  await add(4);
  await until(() => sequencer.tree().size === 4);
  expect(sequencer.trouble).toBeNull();
});

describe('a fork', () => {
  const added: Entry[] = [];
  beforeEach(async () => {
    added.splice(0, added.length, ...(await add(60)), ...(await add(60)));
    await closed(await open());
  });

  it.each([
    ['a tail that is gone', (i: number) => i >= 110],
    ['one that is gone near the end', (i: number) => i === 100],
  ])('is noticed at the start: %s', async (_, gone) => {
    const ids = new Set(added.filter((__, i) => gone(i)).map(({ id }) => id));
    const sequencer = await open({ over: new Spoilt(ledger, (fact) => (ids.has(fact.id) ? null : fact)) });
    expect(sequencer.trouble).toMatch(/^FORK: .* index 1[01]0/);
    await add(1);
    await sequencer.caughtUp();
    expect(sequencer.tree().size).toBe(120);
  });

  it('is noticed where an event was changed long ago, by reading at random', async () => {
    const changed = added[3]!.id;
    const spoil = (fact: Recorded) => (fact.id === changed ? { ...fact, leaf: leafHash('another') } : fact);
    const sequencer = await open({ over: new Spoilt(ledger, spoil), sample: 40, everyMs: 5 });
    sequencer.start();
    await until(() => sequencer.trouble !== null);
    expect(sequencer.trouble).toContain('index 3');
    expect(told).toEqual([sequencer.trouble]);
  });

  it('in what is read out stops the reading', async () => {
    const spoil = (fact: Recorded) => (fact.id === added[70]!.id ? null : fact);
    const sequencer = await open({ over: new Spoilt(ledger, spoil), sample: 10 });
    await expect(gather(sequencer.facts(60, 80))).rejects.toThrow('Index 70');
  });
});

it('an id that comes twice keeps both places, and is told', async () => {
  const stream = newStream();
  const twice = entry(stream);
  await ledger.append(stream, -1, [twice]);
  const doubling = new (class extends Spoilt {
    override readAll = (after: bigint) => this.doubled(after);
    private async *doubled(after: bigint): AsyncGenerator<Recorded> {
      for await (const fact of ledger.readAll(after)) {
        yield fact;
        yield { ...fact, position: fact.position + 1n };
      }
    }
  })(ledger, (fact) => fact);
  const sequencer = await open({ over: doubling });
  expect(sequencer.tree().size).toBe(2);
  expect(sequencer.find(twice.id)?.index).toBe(0);
  expect(told).toEqual(['The id of the event at index 1 was used before.']);
});

it('damaged tiles are made anew from its own leaves', async () => {
  await add(300);
  const sequencer = await open();
  const db = openSqlite(join(dir, 'sequence.db'));
  db.exec('update tiles set hashes = zeroblob(length(hashes))');
  db.close();
  const tree = CompactRange.empty();
  for await (const { leaf } of ledger.readAll(-1n)) tree.append(leaf);
  sequencer.rebuild();
  expect(hex(sequencer.rootAt(300))).toBe(hex(tree.root()));
});
