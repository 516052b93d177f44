/** The first start over a real ledger: an invitation until it is taken up, and a crash at any step is made good. */
import { policySet } from '../../src/domain/policy/clauses.js';
import { type Appended, type Entry, type Ledger } from '../../src/ledger/ledger.js';
import { Refused } from '../../src/handlers/orders.js';
import { arrive, type House, openTestHouse, Passing, problemsOf, typesOf, password } from '../support/house.js';

/** Dies after so many appends: written, and never answered. */
class Dying extends Passing {
  constructor(
    real: Ledger,
    private left: number,
  ) {
    super(real);
  }
  override async append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    const appended = await this.real.append(stream, expected, entries);
    this.left -= 1;
    if (this.left <= 0) throw new Error('killed');
    return appended;
  }
}

const founded = ['RulesInstalled', 'PolicyAdopted', 'MemberEnrolled', 'AdministratorDesignated', 'InvitationRenewed'];

let house: House;
afterEach(() => house.raze());

const restart = async (): Promise<void> => {
  await house.close();
  house = await openTestHouse({ dir: house.dir, watch: house.watch });
};

it('adopts the shipped policy, and invites and designates the Administrator', async () => {
  house = await openTestHouse();
  const { invitation } = (await house.founding.found())!;
  expect(await typesOf(house)).toEqual(founded);
  const { policyInForce, administrator } = await house.standings.department();
  expect([policyInForce, administrator]).toEqual([policySet.digest, invitation.split('.')[0]]);
});

it('makes a new invitation at each start, and only the last one opens', async () => {
  house = await openTestHouse();
  const first = (await house.founding.found())!.invitation;
  await restart();
  const second = (await house.founding.found())!.invitation;
  await expect(house.doorkeeper.acceptInvitation(first, password)).rejects.toThrow(Refused);
  const administrator = await arrive(house, 'administrator', second);
  expect((await house.standings.of(administrator)).administrator).toBe(true);
});

it('invites nobody once the invitation was taken up, and writes nothing', async () => {
  house = await openTestHouse();
  await arrive(house, 'administrator', (await house.founding.found())!.invitation);
  const before = await typesOf(house);
  await restart();
  expect([await house.founding.found(), await typesOf(house)]).toEqual([null, before]);
});

it('refuses an invitation of three days ago, and the next start makes another', async () => {
  house = await openTestHouse();
  const { invitation } = (await house.founding.found())!;
  house.watch.pass(72);
  await expect(house.doorkeeper.acceptInvitation(invitation, password)).rejects.toThrow(Refused);
  await restart();
  await arrive(house, 'administrator', (await house.founding.found())!.invitation);
});

it.each([1, 2, 3, 4, 5])('killed after its act number %i, it goes on where it stopped', async (left) => {
  house = await openTestHouse({ between: (ledger) => new Dying(ledger, left) });
  await expect(house.founding.found()).rejects.toThrow('killed');
  expect(await typesOf(house)).toEqual(founded.slice(0, left));
  await restart();
  const { invitation } = (await house.founding.found())!;
  expect(await typesOf(house)).toEqual([...founded, ...(left === 5 ? ['InvitationRenewed'] : [])]);
  await arrive(house, 'administrator', invitation);
  expect(await problemsOf(house)).toEqual([]);
});
