/** The read models follow the ledger exactly: nothing twice, nothing skipped, and the same again when built anew. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Corrupt, type Ledger, type Recorded, Unavailable } from '../../src/ledger/ledger.js';
import { projections } from '../../src/projections/all.js';
import { allMembers } from '../../src/projections/members.js';
import type { Projection } from '../../src/projections/projection.js';
import { searchDetections } from '../../src/projections/search.js';
import { many } from '../../src/projections/statements.js';
import { Behind, projectedTypes, Views } from '../../src/projections/views.js';
import { Ground } from './ground.js';
import { detect, enrol, workingDay } from './telling.js';

let ground: Ground;
beforeEach(async () => {
  ground = await Ground.open();
});
afterEach(() => ground.close());

/** The ledger as somebody else might hand it over: facts withheld, repeated, or not there at all. */
const handing = (change: (facts: Recorded[]) => Recorded[], exclusive = true): Ledger =>
  new Proxy(ground.ledger, {
    get: (target, name) => {
      if (name === 'exclusive') return exclusive;
      if (name === 'readAll')
        return async function* (after: bigint) {
          const facts: Recorded[] = [];
          for await (const fact of target.readAll(after)) facts.push(fact);
          yield* change(facts);
        };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const over = async (ledger: Ledger): Promise<Views> => {
  await ground.views.close();
  ground.views = Views.open(ground.dir, ledger, ground.vault);
  return ground.views;
};

describe('following', () => {
  it('shows a fact once its position is reached', async () => {
    ground.views.start();
    const position = await enrol(ground, 'officer', 'officer.one');
    await ground.views.reached(position);
    expect(allMembers(ground.views.db)).toHaveLength(1);
    expect(ground.views.position).toBe(position);
  });

  it('says that it lags rather than showing an old answer', async () => {
    ground.views.start();
    await expect(ground.views.reached(7n, 20)).rejects.toThrow(Behind);
  });

  it('tells listeners what was applied, in order, until they leave', async () => {
    const told: bigint[] = [];
    const leave = ground.views.onApplied(({ position }) => told.push(position));
    await workingDay(ground);
    await ground.settle();
    leave();
    await enrol(ground, 'captain', 'the.captain');
    await ground.settle();
    expect(told).toEqual(told.map((_, index) => BigInt(index)));
    expect(told).toHaveLength(Number(ground.views.position));
  });

  it('wakes those who wait when it is closed', async () => {
    ground.views.start();
    const waiting = ground.views.reached(99n);
    const closed = ground.views.close();
    await expect(waiting).rejects.toThrow(Behind);
    await closed;
  });
});

describe('the checkpoint', () => {
  it('goes on after a restart where it stopped, without reading what it knows', async () => {
    await workingDay(ground);
    await ground.settle();
    const digest = ground.views.digest();
    const read: bigint[] = [];
    const views = await over(handing((facts) => facts.map((fact) => (read.push(fact.position), fact))));
    views.start();
    const position = await enrol(ground, 'captain', 'the.captain');
    await views.reached(position);
    expect(read).toEqual([position]);
    expect(views.digest()).not.toBe(digest);
  });

  it('keeps rows and position together when a handler fails in the middle of a batch', async () => {
    await workingDay(ground);
    await ground.views.close();
    let failing = true;
    const broken: Projection = {
      name: 'broken',
      tables: 'create table broken (id integer primary key);',
      on: {
        HitConfirmed: () => {
          if (failing) throw new Error('power cut');
        },
      },
    };
    ground.views = Views.open(ground.dir, ground.ledger, ground.vault, { projections: [...projections, broken] });
    ground.views.start();
    await expect(ground.views.reached(10n)).rejects.toThrow('power cut');
    expect(ground.views.position).toBe(-1n);
    expect(many(ground.views.db, 'select * from detections')).toEqual([]);
    failing = false;
    const again = await ground.reopenViews({ projections: [...projections, broken] });
    again.start();
    await again.reached(15n);
    const digest = again.digest();
    await again.rebuild();
    expect(again.digest()).toBe(digest);
  });

  it('resumes exactly from what a power cut left, wherever it struck', async () => {
    const cuts: string[] = [];
    // The files as they lie on the disk while the transaction of an event is under way.
    const cut = (): void => {
      const left = mkdtempSync(join(tmpdir(), 'cut-'));
      cpSync(join(ground.dir, 'readmodels'), join(left, 'readmodels'), { recursive: true });
      cuts.push(left);
    };
    const types = [...projectedTypes()];
    const tap: Projection = { name: 'tap', tables: '', on: Object.fromEntries(types.map((type) => [type, cut])) };
    await ground.reopenViews({ projections: [...projections, tap] });
    ground.views.start();
    ground.views.onApplied(cut);
    await workingDay(ground);
    await ground.settle();
    const digest = ground.views.digest();
    expect(cuts.length).toBeGreaterThan(30);
    // Each is opened anew, which takes its time: every fourth is enough to hit every kind of moment.
    for (const left of cuts.filter((_, index) => index % 4 === 0)) {
      const views = Views.open(left, ground.ledger, ground.vault, { projections: [...projections, tap] });
      views.start();
      await views.reached(16n);
      expect(views.digest()).toBe(digest);
      await views.close();
    }
    for (const left of cuts) rmSync(left, { recursive: true });
  });

  it('takes facts told again, late and in any order, for the facts they were', async () => {
    await workingDay(ground);
    await ground.settle();
    const digest = ground.views.digest();
    const late = fc.array(fc.tuple(fc.nat(16), fc.nat(16)), { maxLength: 30 });
    for (const repeats of fc.sample(late, { numRuns: 10, seed: 430 })) {
      const shuffled = (facts: Recorded[]): Recorded[] =>
        facts.flatMap((fact, index) => [
          fact,
          ...repeats.filter(([at, again]) => at === index && again <= index).map(([, again]) => facts[again]!),
        ]);
      const views = await over(handing(shuffled, false));
      await views.rebuild();
      expect(views.digest()).toBe(digest);
    }
  });

  it.each([1, 2, 3])('takes a fact told again for the same fact (%i times more)', async (times) => {
    await workingDay(ground);
    await ground.settle();
    const digest = ground.views.digest();
    const repeating = handing((facts) => facts.flatMap((fact) => Array.from({ length: times + 1 }, () => fact)), false);
    const views = await over(repeating);
    await views.rebuild();
    expect(views.digest()).toBe(digest);
  });

  it('refuses a gap', async () => {
    await workingDay(ground);
    const views = await over(handing((facts) => facts.filter(({ position }) => position !== 4n)));
    views.start();
    await expect(views.reached(15n)).rejects.toThrow(Corrupt);
    expect(views.failure).toBeInstanceOf(Corrupt);
  });

  it('asks again when the ledger was out of reach', async () => {
    await workingDay(ground);
    let refusals = 1;
    const views = await over(
      handing((facts) => {
        refusals -= 1;
        if (refusals >= 0) throw new Unavailable('gone', true);
        return facts;
      }),
    );
    views.start();
    await views.reached(15n);
    expect(allMembers(views.db)).toHaveLength(2);
  });
});

it('no event of the domain is forgotten', () => {
  const domain = readdirSync(join(__dirname, '../../src/domain'))
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(join(__dirname, '../../src/domain', name), 'utf8').matchAll(/= Event<\s*'(\w+)'/g),
    ])
    .map(([, type]) => type);
  expect(domain.length).toBeGreaterThan(20);
  expect(domain.filter((type) => !(projectedTypes() as ReadonlySet<unknown>).has(type))).toEqual([]);
});

describe('building anew', () => {
  it('gives the same rows to the byte', async () => {
    await workingDay(ground);
    await ground.settle();
    const digest = ground.views.digest();
    await ground.views.rebuild();
    expect(ground.views.digest()).toBe(digest);
    await detect(ground, 'fourth', { plate: '4DEF567' });
    await ground.settle();
    expect(searchDetections(ground.views.db, { plate: '4DEF567' }, 10)).toHaveLength(1);
  });

  it('happens by itself when the tables are of another version', async () => {
    await workingDay(ground);
    await ground.settle();
    const extra: Projection = { name: 'extra', tables: 'create table extra (id integer primary key);', on: {} };
    const views = await ground.reopenViews({ projections: [...projections, extra] });
    expect(views.position).toBe(-1n);
    views.start();
    await views.reached(15n);
    expect(allMembers(views.db)).toHaveLength(2);
  });

  it('happens by itself when the file is damaged', async () => {
    await workingDay(ground);
    await ground.settle();
    await ground.views.close();
    writeFileSync(join(ground.dir, 'readmodels', 'views.db'), 'this is no database, and never was one'.repeat(100));
    ground.views = Views.open(ground.dir, ground.ledger, ground.vault);
    await ground.settle();
    expect(allMembers(ground.views.db)).toHaveLength(2);
  });

  it('happens by itself when the rows are of another ledger', async () => {
    await workingDay(ground);
    await ground.settle();
    const other = await Ground.open();
    try {
      await enrol(other, 'captain', 'the.captain');
      await ground.views.close();
      ground.views = Views.open(ground.dir, other.ledger, other.vault);
      ground.views.start();
      await ground.views.reached(0n);
      for (let i = 0; i < 100 && ground.views.position !== 0n; i += 1) await new Promise((r) => setTimeout(r, 5));
      expect(allMembers(ground.views.db).map(({ username }) => username)).toEqual(['the.captain']);
    } finally {
      await ground.views.close();
      await other.close();
    }
  });
});

describe('plain text', () => {
  it('is nowhere in the file once its key was destroyed, and nothing else is lost', async () => {
    await workingDay(ground);
    await detect(ground, 'fourth', { plate: '4DEF567', day: '2026-11-24' });
    await ground.settle();
    const file = (end: string): Buffer => readFileSync(join(ground.dir, 'readmodels', `views.db${end}`));
    const holds = (plate: string): boolean => ['', '-wal'].some((end) => file(end).includes(plate));
    expect(holds('4DEF567')).toBe(true);
    ground.views.db.exec("create virtual table temp.trigrams using fts5vocab('main', 'grams', 'row')");
    const trigrams = (): string[] =>
      many(ground.views.db, "select term from temp.trigrams where term in ('4def', 'def', '4de', 'f56')").map(
        ({ term }) => term as string,
      );
    expect(trigrams()).toEqual(['4de', 'def', 'f56']);
    const kid = 'detection/2026-11-24#0';
    ground.vault.shred(kid);
    await ground.ledger.dropParts(kid);
    expect(ground.views.rowsUnder(kid)).toBe(1);
    expect(ground.views.forget(kid)).toBe(1);
    expect(ground.views.rowsUnder(kid)).toBe(0);
    expect(holds('4DEF567')).toBe(false);
    expect(trigrams()).toEqual([]);
    expect(searchDetections(ground.views.db, { plate: '7ABC123' }, 10)).toHaveLength(1);
  });

  it.each(['detection', 'hit', 'access-record', 'register', 'hot-list'])(
    'of class %s forgotten is the same as never known',
    async (name) => {
      await workingDay(ground);
      await ground.settle();
      const kid = `${name}/2026-11-23#0`;
      ground.vault.shred(kid);
      await ground.ledger.dropParts(kid);
      expect(ground.views.forget(kid)).toBeGreaterThan(0);
      const digest = ground.views.digest();
      await ground.views.rebuild();
      expect(ground.views.digest()).toBe(digest);
    },
  );
});
