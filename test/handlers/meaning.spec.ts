/** What the lines say is read back: an act the rules would have refused, and a report whose figure is another. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Member, terminal } from '../../src/domain/actor.js';
import { policySet } from '../../src/domain/policy/clauses.js';
import { sha256 } from '../../src/handlers/ids.js';
import { readMeaning } from '../../src/handlers/meaning.js';
import type { Recorded } from '../../src/ledger/ledger.js';
import { writeLine } from '../../src/ledger/line.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import {
  finished,
  type House,
  installed,
  listed,
  logIn,
  openTestHouse,
  Passing,
  problemsOf,
  staffed,
  wanted,
  why,
} from '../support/house.js';

const plate = '7XYZ123';

let house: House;
let officer: Member;
beforeEach(async () => {
  house = await openTestHouse();
  const staff = await staffed(house);
  ({ officer } = staff);
  const camera = await installed(house, staff.administrator);
  await wanted(house, officer, await listed(house, staff.administrator), plate);
  for (const one of [plate, '6ABC001', '6ABC002']) await house.reading.finished(camera, finished(house, one) as never);
  await house.ask({ question: 'detections', elements: { plate }, ...why }, officer);
}, 60_000);
afterEach(() => house.raze());

const meaning = () => readMeaning(house.ledger, house.vault, house.dir);

/** Appends an event as somebody would who holds the ledger's files and its keys, and knows how lines are made. */
const forge = async (fact: { stream: string; type: string; action: string; data: object; upheld?: string[] }) => {
  const { upheld = [], ...rest } = fact;
  const head = await house.ledger.head(fact.stream);
  const at = house.watch.now();
  const id = randomUUID();
  const line = writeLine(house.vault, {
    ...rest,
    id,
    schema: 1,
    prev: head ? Buffer.from(head.leaf).toString('hex') : null,
    occurredAt: at,
    recordedAt: at,
    actor: { kind: 'member', id: officer.id, session: officer.sessionId! },
    command: randomUUID(),
    request: '0'.repeat(64),
    policy: { set: `${policySet.version}@sha256:${policySet.digest}`, upheld, broken: [] },
  });
  await house.ledger.append(fact.stream, head?.revision ?? -1, [line]);
  expect(await problemsOf(house)).toEqual([]);
  return id;
};

const report = async (): Promise<string> => {
  const { reportId } = await house.reporting.quarterly('2026-Q4', terminal, randomUUID());
  return reportId;
};

const filesOf = (): string => join(house.dir, 'reports');

describe('a ledger that was kept by its rules', () => {
  it('means what it says: every act is decided again as it was, and every report counted again', async () => {
    await report();
    await house.reporting.totalDetection('2026-Q4', terminal, randomUUID());
    const { decided, differing, reports, problems } = await meaning();
    expect({ differing, problems, reports }).toEqual({
      differing: [],
      problems: [],
      reports: { counted: 2, absent: 0 },
    });
    expect(decided.again).toBe(decided.commands);
    expect(decided.undecided).toEqual({ purged: 0, unnamed: 0, unknown: 0 });
    expect(Object.values(decided.onItsWordBy).reduce((sum, one) => sum + one, 0)).toBe(decided.onItsWord);
  });

  it('says of what it could not decide again why: the key of a refused attempt is destroyed', async () => {
    await house
      .ask({ question: 'detections', elements: { plate }, ...why, reason: '' }, officer)
      .catch(() => undefined);
    const day = house.watch.in(0).slice(0, 10);
    house.vault.shred(`access-record/${day}#0`, []);
    const { decided, problems } = await meaning();
    expect(problems).toEqual([]);
    expect(decided.undecided).toEqual({ purged: 1, unnamed: 0, unknown: 0 });
    expect(decided.commands - decided.again).toBe(1);
  });
});

describe('an event of which every hash holds', () => {
  it('that the rules would have refused is found, with its id, stream and rule', async () => {
    const stream = `hotlist-${randomUUID()}`;
    const hotListId = stream.slice('hotlist-'.length);
    const id = await forge({
      stream,
      type: 'HotListRegistered',
      action: 'RegisterHotList',
      data: { hotListId, source: 'local' },
      upheld: ['430.4A(i) R-NOT-ADMIN'],
    });
    const { differing, problems } = await meaning();
    expect(differing).toMatchObject([{ id, stream, action: 'RegisterHotList', recorded: 'allowed', now: 'refused' }]);
    expect(problems).toMatchObject([
      { stream, what: expect.stringMatching(new RegExp(`${id}.*allowed.*refused.*430\\.4A\\(i\\) R-NOT-ADMIN`)) },
    ]);
  });

  it('that its command does not give is found', async () => {
    const stream = `member-${officer.id}`;
    await forge({
      stream,
      type: 'AccessApproved',
      action: 'AcknowledgePolicy',
      data: { memberId: officer.id, digest: policySet.digest },
    });
    const { problems } = await meaning();
    expect(problems).toMatchObject([{ stream, what: expect.stringContaining('AcknowledgePolicy') }]);
  });

  it.each([
    ['a command that nobody knows', `detection-${randomUUID()}-20261123`],
    ['a stream that nobody knows', `secret-${randomUUID()}`],
  ])('of %s is found', async (_, stream) => {
    const id = await forge({ stream, type: 'SomethingDone', action: 'DoSomething', data: {} });
    const { problems, decided } = await meaning();
    expect(problems).toMatchObject([{ stream, what: expect.stringContaining(id) }]);
    expect(decided.undecided.unknown).toBe(1);
  });
});

/** A ledger whose reports have another digest of their figures. */
class Lying extends Passing {
  constructor(
    real: House['ledger'],
    private readonly digest: string,
  ) {
    super(real);
  }

  override readAll = (after: bigint): AsyncIterable<Recorded> => this.#told(after);

  async *#told(after: bigint): AsyncIterable<Recorded> {
    for await (const fact of this.real.readAll(after))
      yield { ...fact, line: fact.line.replace(/("figures":")[0-9a-f]{64}/, `$1${this.digest}`) };
  }
}

describe('a report', () => {
  it('whose figures were changed afterwards is found, whichever was', async () => {
    const reportId = await report();
    const file = join(filesOf(), `${reportId}.json`);
    const text = readFileSync(file, 'utf8');
    expect(readdirSync(filesOf()).toSorted()).toEqual([`${reportId}.json`, `${reportId}.pdf`]);
    writeFileSync(file, text.replace(/("hits": \{\s+"raised": )\d+/, '$199'));
    expect((await meaning()).problems).toMatchObject([{ what: expect.stringContaining('their digest is another') }]);
  });

  it('that was drawn with another figure than the lines give is found, though the ledger has its digest', async () => {
    const reportId = await report();
    const file = join(filesOf(), `${reportId}.json`);
    const figures = readFileSync(file, 'utf8').replace('"total": 3', '"total": 4');
    expect(figures).not.toBe(readFileSync(file, 'utf8'));
    writeFileSync(file, figures);
    const lying = new Lying(house.ledger, sha256(figures));
    const { problems } = await readMeaning(lying, house.vault, house.dir);
    expect(problems).toMatchObject([
      { what: `the figures of report ${reportId}: reads.total is 3 by the lines, and the report says 4` },
    ]);
  });

  it('of which no figures are kept here is said to be', async () => {
    const reportId = await report();
    rmSync(join(filesOf(), `${reportId}.json`));
    expect((await meaning()).reports).toEqual({ counted: 0, absent: 1 });
  });

  it('speaks of the events up to one moment, however long it takes', async () => {
    const camera = await installed(house, await logIn(house, 'administrator'));
    const drawing = house.reporting.quarterly('2026-Q4', terminal, randomUUID());
    const busy = (async () => {
      for (let n = 0; n < 40; n += 1)
        await house.reading.finished(camera, finished(house, `6ABD${String(n).padStart(3, '0')}`) as never);
    })();
    await Promise.all([drawing, busy]);
    const { problems, reports } = await meaning();
    expect({ problems, reports }).toEqual({ problems: [], reports: { counted: 1, absent: 0 } });
    expect((await verifyLedger(house.ledger)).problems).toEqual([]);
  });
});
