/** The ledger decided again: as it was where nothing was changed, otherwise where a line lies, or under a draft. */
import { randomUUID } from 'node:crypto';
import { type Member, terminal } from '../../src/domain/actor.js';
import { packsInForce } from '../../src/domain/policy/packs.js';
import { defaults } from '../../src/domain/policy/settings.js';
import { type Differing, type Draft, redecide } from '../../src/handlers/redeciding.js';
import type { Ledger, Recorded } from '../../src/ledger/ledger.js';
import {
  finished,
  type House,
  installed,
  listed,
  openTestHouse,
  Passing,
  staffed,
  wanted,
  why,
} from '../support/house.js';

const plate = '7XYZ123';
const question = { question: 'detections', elements: { plate }, ...why } as const;

let house: House;
let begun: string;
let officer: Member;
beforeAll(async () => {
  house = await openTestHouse();
  const staff = await staffed(house);
  const { administrator } = staff;
  ({ officer } = staff);
  const camera = await installed(house, administrator);
  const hotListId = await listed(house, administrator);
  await wanted(house, officer, hotListId, plate);
  await house.reading.finished(camera, finished(house, plate) as never);
  begun = house.watch.now();
  await house.ask(question, officer);
  await house.ask({ ...question, reason: 'a stolen car, seen' }, officer);
  await house.ask({ ...question, reason: '' }, officer).catch(() => undefined);
  const training = {
    memberId: officer.id,
    training: 'ALPR',
    validUntil: house.watch.in(999),
    certificate: null,
  } as const;
  await house.act({ type: 'RecordTraining', data: training }, officer);
}, 60_000);
afterAll(() => house.raze());

const decided = async (ledger: Ledger, settings: Parameters<typeof redecide>[2] = {}) => {
  const differing: Differing[] = [];
  const tally = await redecide(ledger, house.vault, { ...settings, onDiffering: (one) => void differing.push(one) });
  return { tally, differing };
};

/** A ledger that tells one of its lines otherwise. */
class Lying extends Passing {
  constructor(
    real: Ledger,
    private readonly lie: (line: string, fact: Recorded) => string,
  ) {
    super(real);
  }

  override readAll = (after: bigint): AsyncIterable<Recorded> => this.#told(after);

  async *#told(after: bigint): AsyncIterable<Recorded> {
    for await (const fact of this.real.readAll(after)) yield { ...fact, line: this.lie(fact.line, fact) };
  }
}

describe('deciding again', () => {
  it('finds every ruling as it was recorded, and says how much it took on the ledger’s word', async () => {
    const { tally, differing } = await decided(house.ledger);
    expect(differing).toEqual([]);
    expect(tally.again).toBe(tally.commands);
    expect(tally.commands).toBeGreaterThan(20);
    expect(tally.onItsWord / tally.rulings).toBeLessThan(0.15);
  });

  it('finds a refusal that was turned into an allowed act, and names the rule', async () => {
    const lying = new Lying(house.ledger, (line, { type }) =>
      type === 'ActionRefused' && line.includes('R-NO-REASON')
        ? line.replace(/"broken":\["([^\]]*)"\],"set":("[^"]*"),"upheld":\[/, '"broken":[],"set":$2,"upheld":["$1",')
        : line,
    );
    const { differing } = await decided(lying);
    expect(differing).toMatchObject([
      { action: 'MakeQuery', recorded: 'allowed', now: 'refused', differ: ['430.7(g) R-NO-REASON'] },
    ]);
  });

  it('finds an act that was recorded in the name of somebody who might not do it', async () => {
    const lying = new Lying(house.ledger, (line, { type, stream }) =>
      type === 'HotListRegistered' && stream.startsWith('hotlist-')
        ? line.replace(/"id":"[^"]*","kind":"member"/, `"id":"${randomUUID()}","kind":"member"`)
        : line,
    );
    const { differing } = await decided(lying);
    expect(differing.map(({ action, now }) => [action, now])).toEqual([['RegisterHotList', 'refused']]);
    expect(differing[0]!.differ).toContain('430.4A(i) R-NOT-ADMIN');
  });

  it('looks at one period alone', async () => {
    const { tally } = await decided(house.ledger, { period: { from: begun } });
    const all = await decided(house.ledger);
    expect(tally.commands).toBeGreaterThan(2);
    expect(tally.commands).toBeLessThan(all.tally.commands);
  });
});

describe('under a draft', () => {
  const draft = (more: Partial<Draft> & { settings?: object }): Draft => ({
    terms: { settings: { ...defaults, ...more.settings }, packs: packsInForce },
    without: more.without ?? new Set(),
  });

  it('what would have been refused is listed, without a word of what was asked', async () => {
    const { differing } = await decided(house.ledger, { draft: draft({ settings: { reasonLength: 30 } }) });
    expect(differing).toMatchObject([
      { action: 'MakeQuery', recorded: 'allowed', now: 'refused', broken: ['430.7(g) R-VAGUE-REASON'] },
    ]);
    expect(JSON.stringify(differing, (_, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toMatch(
      new RegExp(`${plate}|stolen car`),
    );
  });

  it('what a withdrawn rule refused would have been allowed', async () => {
    const { differing } = await decided(house.ledger, { draft: draft({ without: new Set(['430.7(g) R-NO-REASON']) }) });
    expect(differing).toMatchObject([{ action: 'MakeQuery', recorded: 'refused', now: 'allowed', broken: [] }]);
  });

  it('of the same terms changes nothing', async () =>
    expect((await decided(house.ledger, { draft: draft({}) })).differing).toEqual([]));
});

describe('a dry run', () => {
  const draft = JSON.stringify({ settings: { reasonLength: 30 } });

  it('is recorded with its counts, and repeated under its id it is not recorded twice', async () => {
    const commandId = randomUUID();
    const { wouldRefuse, receipt } = await house.drafting.dryRun(draft, { from: begun }, terminal, commandId);
    expect(wouldRefuse).toBe(1);
    expect(receipt.recorded).toMatchObject([
      { type: 'DraftWeighed', data: { wouldRefuse: 1, wouldAllow: 0, from: begun } },
    ]);
  });

  it('is refused to an officer before anything is read for him, and that is on the ledger', async () => {
    const asked = house.drafting.dryRun(draft, {}, officer, randomUUID());
    await expect(asked).rejects.toMatchObject({ code: 'refused', receipt: { refused: [{ code: 'R-NOT-ADMIN' }] } });
  });

  it.each([
    ['{', 'draft', /JSON/],
    ['[]', 'draft', /object/],
    ['{"setings":{}}', 'setings', /no more/],
    ['{"settings":{"reasonLenght":1}}', 'settings.reasonLenght', /policy terms/],
    ['{"settings":{"reasonLength":0.5}}', 'settings.reasonLength', /whole numbers/],
    ['{"packs":["nevada"]}', 'packs', /law packs/],
    ['{"without":["R-NO-EVENTNO"]}', 'without', /clause and code/],
  ])('of %s is not understood, and says what is wrong', async (text, where, remedy) => {
    const asked = house.drafting.dryRun(text, {}, terminal, randomUUID());
    await expect(asked).rejects.toMatchObject({ code: 'malformed', where, remedy: expect.stringMatching(remedy) });
  });
});
