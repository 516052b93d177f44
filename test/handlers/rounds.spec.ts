/** The rounds: the posted policy is looked at once a day, the ledger read back once a week, each on the ledger. */
import { randomUUID } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import { policySet } from '../../src/domain/policy/clauses.js';
import { Posting, PublicWeb } from '../../src/handlers/posting.js';
import { Rounds } from '../../src/handlers/rounds.js';
import { Verifying } from '../../src/handlers/verifying.js';
import { factsOf, type House, openTestHouse, type Staff, staffed } from '../support/house.js';

/** What stands at the address of the posted policy, and how often somebody looked. */
class Page extends PublicWeb {
  stands: string | null = 'a'.repeat(64);
  looks = 0;

  override async digestOf(): Promise<string | null> {
    this.looks += 1;
    return this.stands;
  }
}

let house: House;
let staff: Staff;
let page: Page;
let posting: Posting;
let rounds: Rounds;
beforeEach(async () => {
  house = await openTestHouse();
  staff = await staffed(house);
  page = new Page();
  const bus = { execute: (act: { order: any }) => house.act(act.order.request, act.order.by, act.order.commandId) };
  posting = new Posting(bus as unknown as CommandBus, house.views, house.standings, page);
  const verifying = new Verifying(bus as unknown as CommandBus, house.ledger, house.vault, house.standings);
  rounds = new Rounds(house.views, posting, verifying, house.watch);
});
afterEach(() => house.raze());

const recorded = async (...types: readonly string[]): Promise<string[]> =>
  (await factsOf(house)).map(({ type }) => type).filter((type) => types.includes(type));
const attest = () => posting.attest('https://city.example/430', policySet.digest, staff.administrator, randomUUID());

it('the ledger is read back at the first round, and again after a week', async () => {
  await rounds.make();
  house.watch.pass(6 * 24);
  await rounds.make();
  expect(await recorded('IntegrityVerified', 'TamperSuspected')).toEqual(['IntegrityVerified']);
  house.watch.pass(2 * 24);
  await rounds.make();
  expect(await recorded('IntegrityVerified')).toHaveLength(2);
});

it('a posting that drifts is found the next day, once', async () => {
  await attest();
  await rounds.make();
  expect(await recorded('PolicyPostingDriftDetected')).toEqual([]);
  page.stands = 'b'.repeat(64);
  house.watch.pass(24);
  await rounds.make();
  house.watch.pass(24);
  await rounds.make();
  expect(await recorded('PolicyPostingDriftDetected')).toEqual(['PolicyPostingDriftDetected']);
  page.stands = 'a'.repeat(64);
  house.watch.pass(24);
  await rounds.make();
  expect(await recorded('PolicyPostingSeen')).toEqual(['PolicyPostingSeen']);
});

it('a day holds one look, and one more where the posting was attested anew', async () => {
  await attest();
  for (const _ of [1, 2, 3]) await rounds.make();
  expect(page.looks).toBe(2);
  await attest();
  await rounds.make();
  expect(page.looks).toBe(4);
});

it('nobody looks for a policy that was never posted', async () => {
  await rounds.make();
  expect(page.looks).toBe(0);
});
