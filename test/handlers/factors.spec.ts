/** Second factors over a real ledger: codes and passkeys are enrolled, open once, and lie nowhere in clear. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Member } from '../../src/domain/actor.js';
import { Refused } from '../../src/handlers/orders.js';
import { flawOf } from '../../src/handlers/passwords.js';
import { Authenticator } from '../../src/terminal/demonstration/authenticator.js';
import {
  arrive,
  codeOf,
  codesOf,
  enrol,
  factsOf,
  type House,
  logIn,
  openTestHouse,
  password,
  problemsOf,
  type Staff,
  staffed,
} from '../support/house.js';
import { Passkey } from '../support/passkey.js';

const origin = 'https://alpr.example';
const address = '10.0.0.7';
const username = 'officer.a';

let house: House;
let staff: Staff;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await staffed(house);
});
afterAll(() => house.raze());
beforeEach(() => house.watch.pass(1));

/** The codes of the rules that refused, or none. */
const refusedBy = async (act: Promise<unknown>): Promise<string[]> => {
  try {
    await act;
    return [];
  } catch (error) {
    if (error instanceof Refused) return codesOf(error.receipt);
    throw error;
  }
};
const release = async (): Promise<void> => {
  const administrator = await logIn(house, 'administrator');
  await house.act({ type: 'ReleaseAccount', data: { memberId: staff.officer.id } }, administrator);
};

describe('a code', () => {
  it('opens once, and neither it nor an earlier one again', async () => {
    const [earlier, code] = [codeOf(house, username), codeOf(house, username)];
    const enter = (one: string) => house.doorkeeper.logIn({ username, password, code: one, address });
    expect(await refusedBy(enter(code))).toEqual([]);
    expect(await refusedBy(enter(code))).toEqual(['R-REPLAY']);
    expect(await refusedBy(enter(earlier))).toEqual(['R-REPLAY']);
    house.watch.pass(1);
    expect(await refusedBy(enter(code))).toEqual(['R-SECOND-FACTOR']);
  });

  it('shown twice at the same moment opens for one', async () => {
    const code = codeOf(house, username);
    const enter = () => refusedBy(house.doorkeeper.logIn({ username, password, code, address }));
    const both = await Promise.all([enter(), enter()]);
    expect(both.toSorted()).toEqual([[], ['R-REPLAY']]);
  });

  it('is nothing without the password, and the password nothing without it', async () => {
    await release();
    const code = codeOf(house, username);
    const wrong = { username, password: 'another pass phrase', code, address };
    expect(await refusedBy(house.doorkeeper.logIn(wrong))).toEqual(['R-AUTH']);
    expect(await refusedBy(house.doorkeeper.logIn({ username, password, address }))).toEqual(['R-SECOND-FACTOR']);
    for (const bad of ['000000', 'abcdef', ''])
      expect(await refusedBy(house.doorkeeper.logIn({ username, password, code: bad, address }))).toContain(
        'R-SECOND-FACTOR',
      );
    expect(await refusedBy(house.doorkeeper.logIn({ username, password, code, address }))).toEqual(['R-LOCKED']);
    await release();
  });

  it('of another member opens nothing', async () => {
    const code = codeOf(house, 'administrator');
    expect(await refusedBy(house.doorkeeper.logIn({ username, password, code, address }))).toEqual(['R-SECOND-FACTOR']);
  });
});

describe('an authenticator', () => {
  it('is enrolled with the offer made to its owner, and no other', async () => {
    const officer = await logIn(house, username);
    const { totp } = await house.credentials.offer(officer);
    const code = new Authenticator(totp.secret, () => Date.parse(house.watch.in(0))).code();
    const add = (offer: string, by: Member = officer) =>
      refusedBy(house.credentials.addFactor(by, { totp: { offer, code } }, randomUUID()));
    expect(await add(totp.offer.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')))).toEqual(['R-SECOND-FACTOR']);
    expect(await add(`${totp.secret}.0.${'0'.repeat(64)}`)).toEqual(['R-SECOND-FACTOR']);
    expect(await add(totp.offer, await logIn(house, 'administrator'))).toEqual(['R-SECOND-FACTOR']);
    house.watch.pass(0.26);
    expect(await add(totp.offer)).toEqual(['R-SECOND-FACTOR']);
  });

  it('leaves its secret nowhere in clear', async () => {
    const officer = await logIn(house, username);
    const { totp } = await house.credentials.offer(officer);
    const code = new Authenticator(totp.secret, () => Date.parse(house.watch.in(0))).code();
    await house.credentials.addFactor(officer, { totp: { offer: totp.offer, code } }, randomUUID());
    const files = (dir: string): string[] =>
      readdirSync(dir, { withFileTypes: true }).flatMap((one) =>
        one.isDirectory() ? files(join(dir, one.name)) : [join(dir, one.name)],
      );
    const found = files(house.dir).filter((file) => readFileSync(file).includes(totp.secret));
    expect(found).toEqual([]);
    expect(JSON.stringify((await factsOf(house)).map(({ data }) => data))).not.toContain(totp.secret);
  });
});

describe('a passkey', () => {
  const passkey = new Passkey(origin);

  it('is enrolled, and opens with the password', async () => {
    const officer = await logIn(house, username);
    const offer = await house.credentials.offer(officer);
    const made = passkey.create(offer.passkey);
    expect(await refusedBy(house.credentials.addFactor(officer, { passkey: made }, randomUUID()))).toEqual([]);
    const answer = passkey.get(await house.factors.challenge());
    expect(await refusedBy(house.doorkeeper.logIn({ username, password, passkey: answer, address }))).toEqual([]);
    const opened = (await factsOf(house)).filter(({ type }) => type === 'SessionOpened').at(-1)!;
    expect((opened.data as any).factor).toMatchObject({ kind: 'passkey', counter: 1 });
  });

  const enter = (answer: object) => refusedBy(house.doorkeeper.logIn({ username, password, passkey: answer, address }));

  it('answers a challenge once', async () => {
    const answer = passkey.get(await house.factors.challenge());
    expect(await enter(answer)).toEqual([]);
    expect(await enter(answer)).toContain('R-SECOND-FACTOR');
    const again = await house.factors.challenge();
    expect(await enter(passkey.get(again))).toEqual([]);
    expect(await enter(passkey.get(again))).toEqual(['R-REPLAY']);
    await release();
  });

  it('answers in time, to a challenge of ours, at our address, and is no copy', async () => {
    const late = passkey.get(await house.factors.challenge());
    house.watch.pass(0.04);
    expect(await enter(late)).toEqual(['R-REPLAY']);
    expect(await enter(passkey.get({ challenge: Buffer.from('x.1.abc').toString('base64url') }))).toEqual([
      'R-SECOND-FACTOR',
    ]);
    const elsewhere = new Passkey('https://alpr.example.attacker.test');
    expect(await enter(elsewhere.get(await house.factors.challenge()))).toEqual(['R-SECOND-FACTOR']);
    passkey.forgetCount();
    expect(await enter(passkey.get(await house.factors.challenge()))).toEqual(['R-SECOND-FACTOR']);
    expect(await enter({})).toContain('R-SECOND-FACTOR');
    await release();
  });
});

describe('lost credentials', () => {
  it('are reset by the Administrator: nothing old opens, open sessions end, the new ones work', async () => {
    const administrator = await logIn(house, 'administrator');
    const lost = await enrol(house, administrator, 'officer.lost', 'police-officer');
    const { invitation } = await house.credentials.reset(lost.id, administrator, randomUUID());
    const acknowledge = { type: 'AcknowledgePolicy', data: { memberId: lost.id, digest: 'x' } } as const;
    expect(codesOf(await house.act(acknowledge, lost))).toContain('R-AUTH');
    expect(await refusedBy(logIn(house, 'officer.lost'))).toEqual(['R-AUTH', 'R-SECOND-FACTOR']);
    house.watch.pass(1);
    await arrive(house, 'officer.lost', invitation);
    expect(await problemsOf(house)).toEqual([]);
  });
});

describe('a password', () => {
  it.each([
    ['seven77', 'shorter'],
    ['Password1!', 'common'],
    ['P@ssw0rd2026', 'common'],
    ['aaaaaaaaaa', 'row of keys'],
    ['12345678', 'row of keys'],
    ['87654321', 'row of keys'],
    ['qwerasdf', 'row of keys'],
    ['Placeholder', 'a name'],
    ['placeholder1999', 'a name'],
  ])('%s is none: %s', (text, because) =>
    expect(flawOf(text, ['t.placeholder', 'Trial Placeholder'])).toContain(because),
  );

  it.each(['correct horse battery staple', 'tall reeds by the canal', 'kR7#vq2Lw'])('%s is one', (text) =>
    expect(flawOf(text, ['t.placeholder', 'Trial Placeholder'])).toBeNull(),
  );
});
