/** Verifying finds whatever was changed behind the ledger's back, and nothing where nothing was. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLine } from '../../src/ledger/line.js';
import { openSqliteLedger, type SqliteLedger } from '../../src/ledger/sqlite.js';
import { leafHash } from '../../src/ledger/tree.js';
import { type Verdict, verifyLedger, type Whole } from '../../src/ledger/verify.js';
import { openSqlite, type Sqlite } from '../../src/vault/sqlite.js';
import { Vault } from '../../src/vault/vault.js';
import { chain, detection } from './facts.js';
import { gather, newStream } from './contract.js';

const KID = 'detection/2026-11-23#0';

let dir: string;
let vault: Vault;
let ledger: SqliteLedger;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'verify-'));
  vault = Vault.open(dir, { tell: () => {} });
  ledger = await openSqliteLedger(dir, { inline: true });
});
afterEach(async () => {
  await ledger.close();
  vault.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Three streams, interleaved. */
const fill = async (rounds = 4): Promise<void> => {
  const streams = ['detection', 'hit', 'query'].map(newStream);
  const last = new Map<string, string>();
  for (let round = 0; round < rounds; round += 1)
    for (const stream of streams) {
      const entries = chain(vault, stream, 3, last.get(stream) ?? null);
      await ledger.append(stream, round * 3 - 1, entries);
      last.set(stream, Buffer.from(entries.at(-1)!.leaf).toString('hex'));
    }
};
const edit = (sql: string, values: Parameters<ReturnType<Sqlite['prepare']>['run']>[0] = []): void => {
  const db = openSqlite(join(dir, 'ledger.db'));
  db.prepare(sql).run(values);
  db.close();
};
const found = ({ problems }: Verdict): [number | null, string][] =>
  problems.map(({ position, what }) => [position === null ? null : Number(position), what]);

describe('verifying', () => {
  it('an empty ledger finds an empty tree', async () => {
    expect(await verifyLedger(ledger)).toMatchObject({ events: 0, problems: [] });
  });

  it('an untouched ledger finds nothing, with a vault and without', async () => {
    await fill();
    const root = ledger.tree().root.toString('hex');
    expect(await verifyLedger(ledger)).toMatchObject({ events: 36, root, problems: [], parts: { live: 36 } });
    expect(await verifyLedger(ledger, { vault })).toMatchObject({ problems: [], parts: { live: 36, purged: 0 } });
  });

  it('goes on while others append', async () => {
    await fill(2);
    const verdict = verifyLedger(ledger, { vault });
    await fill(2);
    expect((await verdict).problems).toEqual([]);
  });

  it('lets whoever else waits have his turn while it reads', async () => {
    await fill(200);
    let turns = 0;
    const wait = (): void => void setImmediate(() => ((turns += 1), running && wait()));
    let running = true;
    wait();
    const { events, problems } = await verifyLedger(ledger);
    running = false;
    expect([events, problems]).toEqual([1800, []]);
    expect(turns).toBeGreaterThanOrEqual(Math.floor(1800 / 256));
  });

  it('finds a changed line, the event that pointed to it, and the root that no longer fits', async () => {
    await fill();
    // Position 2 is the last of its batch; the stream goes on at position 9.
    edit(`update lines set line = replace(line, '9731', '9732') where position = 2`);
    expect(found(await verifyLedger(ledger))).toEqual([
      [2, expect.stringContaining('does not hash to its leaf')],
      [9, expect.stringContaining('prev is not the leaf')],
      [null, expect.stringContaining('root')],
    ]);
  });

  it('finds a line that was forged together with its leaf', async () => {
    await fill();
    const [last] = await gather(ledger.readAll(34n));
    const line = last!.line.replace('9731', '9732');
    edit('update lines set line = ?, leaf = ? where position = 35', [line, leafHash(line)]);
    expect(found(await verifyLedger(ledger))).toEqual([[null, expect.stringContaining('root')]]);
  });

  it.each([
    ['a deleted event', 'delete from lines where position = 7', 8],
    ['a deleted tail', 'delete from lines where position > 33', null],
    ['a swapped stream', `update lines set stream = 'hit-x' where position = 4`, 4],
    ['a swapped id', `update lines set id = '0197a000-0000-7000-8000-000000000001' where position = 4`, 4],
    ['a swapped type', `update lines set type = 'HitRejected' where position = 4`, 4],
    ['a changed ciphertext', 'update parts set ciphertext = zeroblob(length(ciphertext)) where position = 4', 4],
    ['a shortened ciphertext', 'update parts set ciphertext = substr(ciphertext, 2) where position = 4', 4],
    ['a part no line names', `insert into parts values(4, 'other', '', x'00')`, 4],
    ['a line that is no JSON', `update lines set line = '{' where position = 4`, 4],
  ])('finds %s', async (_, sql, position) => {
    await fill();
    edit(sql);
    const problems = found(await verifyLedger(ledger));
    expect(problems[0]?.[0]).toBe(position);
  });

  it('finds an id that stands in two lines, whatever the index of the store says', async () => {
    const stream = newStream();
    const [first] = chain(vault, stream, 1);
    const twin = writeLine(vault, detection(stream, { id: first!.id, prev: Buffer.from(first!.leaf).toString('hex') }));
    const facts = [first!, twin].map((each, i) => ({ ...each, position: BigInt(i), revision: i, stream }));
    const forged = Object.assign(Object.create(ledger) as SqliteLedger, {
      readAll: async function* () {
        yield* facts;
      },
      tree: undefined,
    });
    expect(found(await verifyLedger(forged))).toEqual([[1, expect.stringContaining('id was used before')]]);
  });

  it('tells a purge from a loss', async () => {
    await fill();
    edit('delete from parts where position = 4');
    expect(await verifyLedger(ledger)).toMatchObject({ problems: [], parts: { live: 35, absent: 1 } });
    expect(found(await verifyLedger(ledger, { vault }))).toEqual([[4, expect.stringContaining('DATA LOSS')]]);

    vault.shred(KID);
    const halfway = await verifyLedger(ledger, { vault });
    expect(halfway.problemCount).toBe(35);
    expect(halfway.problems[0]?.what).toContain('purge incomplete');

    expect(await ledger.dropParts(KID)).toBe(35);
    expect(await verifyLedger(ledger, { vault })).toMatchObject({ problems: [], parts: { live: 0, purged: 36 } });
  });

  it('finds a single changed byte of the file, wherever a line holds it', async () => {
    await fill(20);
    await ledger.close();
    const file = join(dir, 'ledger.db');
    const whole = readFileSync(file);
    const places: number[] = [];
    for (let at = whole.indexOf('"confidence":'); at >= 0; at = whole.indexOf('"confidence":', at + 1)) places.push(at);
    expect(places.length).toBeGreaterThan(100);
    for (let n = 0; n < 25; n += 1) {
      const damaged = Buffer.from(whole);
      const at = places[Math.floor((n * places.length) / 25)]! + ((n * 37) % 300) - 150;
      damaged[at]! ^= 1 << (n % 8);
      writeFileSync(file, damaged);
      // The tail check sees it when it is among the last lines; verifying sees it wherever it is.
      const problems = await openSqliteLedger(dir, { inline: true }).then(
        async (opened) => {
          const { problemCount } = await verifyLedger(opened);
          await opened.close();
          return problemCount;
        },
        (refused: { code?: string }) => (refused.code === 'corrupt' ? 1 : 0),
      );
      expect({ at, problems }).not.toEqual({ at, problems: 0 });
    }
  });
});

describe('verifying what came after the last verification', () => {
  /** 36 events found whole, and 9 more in the same streams. */
  const grown = async (): Promise<Whole> => {
    const streams = ['detection', 'hit', 'query'].map(newStream);
    const ends = new Map<string, string>();
    const grow = async (from: number, rounds: number): Promise<void> => {
      for (let round = from; round < from + rounds; round += 1)
        for (const stream of streams) {
          const entries = chain(vault, stream, 3, ends.get(stream) ?? null);
          await ledger.append(stream, round * 3 - 1, entries);
          ends.set(stream, Buffer.from(entries.at(-1)!.leaf).toString('hex'));
        }
    };
    await grow(0, 4);
    const { events, root, problems } = await verifyLedger(ledger, { vault });
    expect([events, problems]).toEqual([36, []]);
    await grow(4, 1);
    return { events, root };
  };
  const after = async (whole: Whole): Promise<[number | null, string][]> =>
    found(await verifyLedger(ledger, { vault, whole }));

  it('comes to the same root, and finds nothing where nothing is', async () => {
    const whole = await grown();
    const again = await verifyLedger(ledger, { vault, whole });
    expect([again.root, again.events, again.problems]).toEqual([ledger.tree().root.toString('hex'), 45, []]);
  });

  it('finds that a line was changed since, with its leaf and without', async () => {
    const whole = await grown();
    const changed = ['the first 36 lines are not those that were found whole before', expect.stringContaining('root')];
    edit(`update lines set line = replace(line, '9731', '9732') where position = 3`);
    expect((await after(whole)).map(([, what]) => what)).toEqual(changed);
    const [fact] = await gather(ledger.readAll(2n));
    edit('update lines set leaf = ? where position = 3', [leafHash(fact!.line)]);
    expect((await after(whole)).map(([, what]) => what)).toEqual(changed);
  });

  it('looks at everything of an event that came later, also where it hangs on an earlier one', async () => {
    const whole = await grown();
    edit('update parts set ciphertext = zeroblob(length(ciphertext)) where position = 40');
    edit(`update lines set line = replace(line, '"prev":"', '"prev":"0') where position = 36`);
    const problems = await after(whole);
    expect(problems.map(([position]) => position)).toEqual(expect.arrayContaining([36, 40]));
    expect(problems.map(([, what]) => what)).toContainEqual(expect.stringContaining('prev is not the leaf'));
  });

  it('finds that events are gone which were found whole', async () => {
    const whole = await grown();
    edit('delete from lines where position > 30');
    expect((await after(whole)).map(([, what]) => what)).toEqual([
      '36 events were found whole before, and 31 are there',
      'the head counts 45 events, and 31 are there',
    ]);
  });
});
