/** Sessions over a real ledger: left alone they lock, on an enrolled device they stay, and a stray token is noticed. */
import { randomUUID } from 'node:crypto';
import type { Member } from '../../src/domain/actor.js';
import type { DeviceClass } from '../../src/domain/device.js';
import { freshToken, sha256 } from '../../src/handlers/ids.js';
import { Refused } from '../../src/handlers/orders.js';
import {
  codeOf,
  codesOf,
  factsOf,
  type House,
  logIn,
  openTestHouse,
  password,
  type Staff,
  staffed,
  typesOf,
  why,
} from '../support/house.js';

const username = 'officer.a';
const personalNetwork = '203.0.113.9';

let house: House;
let staff: Staff;
beforeEach(async () => {
  house = await openTestHouse();
  staff = await staffed(house);
  house.watch.pass(0.1);
});
afterEach(() => house.raze());

const asks = async (by: Member, question: 'detections' | 'hits' = 'detections'): Promise<string[]> => {
  const data = { ...why, queryId: randomUUID(), question, elements: { plate: '7XYZ123' } } as const;
  return codesOf(await house.act({ type: 'MakeQuery', data }, by));
};
const refusedBy = async (act: Promise<unknown>): Promise<string[]> => {
  try {
    await act;
    return [];
  } catch (error) {
    if (error instanceof Refused) return codesOf(error.receipt);
    throw error;
  }
};
const unlock = (by: Member, given: object = { code: codeOf(house, username) }): Promise<string[]> =>
  refusedBy(house.doorkeeper.unlock(by, { password, ...given }, randomUUID()));

describe('a session left alone', () => {
  it('is locked after half an hour, and opens to its owner with both factors', async () => {
    const { officer } = staff;
    expect(await asks(officer)).toEqual([]);
    house.watch.idle(0.49);
    expect(await asks(officer)).toEqual([]);
    house.watch.idle(0.5);
    expect(await asks(officer)).toEqual(['R-SESSION-LOCKED']);
    // That it was tried does not open it.
    expect(await asks(officer)).toEqual(['R-SESSION-LOCKED']);
    expect(await unlock(officer, {})).toEqual(['R-SECOND-FACTOR']);
    expect(await unlock(officer)).toEqual([]);
    expect(await asks(officer)).toEqual([]);
  });

  it('is recorded as locked by the clock, once', async () => {
    await asks(staff.officer);
    house.watch.idle(0.6);
    await house.clockwork.keep();
    await house.clockwork.keep();
    const locked = (await factsOf(house)).filter(({ type }) => type === 'SessionLocked');
    expect(locked.map(({ actor, data }) => [actor.kind, (data as any).memberId])).toEqual(
      expect.arrayContaining([['clock', staff.officer.id]]),
    );
    expect(new Set(locked.map(({ stream }) => stream)).size).toBe(locked.length);
    expect(await asks(staff.officer)).toEqual(['R-SESSION-LOCKED']);
    expect(await unlock(staff.officer)).toEqual([]);
    await house.clockwork.keep();
    expect((await typesOf(house, `session-${staff.officer.id}`)).at(-1)).toBe('SessionUnlocked');
  });

  it('is locked by hand at once, and five guesses at it lock the account', async () => {
    await house.doorkeeper.lock(staff.officer, randomUUID());
    expect(await asks(staff.officer)).toEqual(['R-SESSION-LOCKED']);
    for (let guess = 0; guess < 5; guess += 1)
      expect(await unlock(staff.officer, { code: '000000' })).toContain('R-SECOND-FACTOR');
    expect(await unlock(staff.officer)).toEqual(['R-LOCKED']);
  });

  it('counts from its last act after a new start of the house as well', async () => {
    await asks(staff.officer);
    await house.views.caughtUp();
    house.watch.idle(0.4);
    await house.close();
    house = await openTestHouse({ dir: house.dir, watch: house.watch });
    await house.views.caughtUp();
    expect(await asks(staff.officer)).toEqual([]);
    house.watch.idle(0.6);
    expect(await asks(staff.officer)).toEqual(['R-SESSION-LOCKED']);
  });
});

/** Registers a device of the Department and answers its token. */
const register = async (of: DeviceClass) => {
  const deviceId = randomUUID();
  const token = freshToken(deviceId);
  const its = { deviceId, class: of, ownership: 'issued', credential: sha256(token), journalKey: null } as const;
  const data = { ...its, name: 'MDC of unit 12' };
  expect(codesOf(await house.act({ type: 'RegisterDevice', data }, staff.administrator))).toEqual([]);
  return { deviceId, token };
};
const permit = async (scope: 'metadata' | 'plates') => {
  const deviceId = randomUUID();
  const token = freshToken(deviceId);
  const its = { deviceId, memberId: staff.officer.id, scope, expiresAt: house.watch.in(240) };
  const data = { ...its, document: 'd'.repeat(64), credential: sha256(token) };
  expect(codesOf(await house.act({ type: 'GrantPersonalDevice', data }, staff.administrator))).toEqual([]);
  return { deviceId, token };
};
const logInOn = async (deviceToken: string | null, address = personalNetwork) => {
  const code = codeOf(house, username);
  const { token, memberId, sessionId } = await house.doorkeeper.logIn({
    username,
    password,
    code,
    address,
    deviceToken,
  });
  const by = (await house.doorkeeper.memberBy(token, deviceToken))!;
  await house.act({ type: 'AcceptBanner', data: { memberId, sessionId } }, by);
  return { by, token };
};

describe('an enrolled device', () => {
  it('makes a session one of the Department wherever it is, until it is retired', async () => {
    const { deviceId, token } = await register('desk');
    const { by } = await logInOn(token);
    expect(await asks(by)).toEqual([]);
    await house.act({ type: 'RetireDevice', data: { deviceId, why: 'stolen' } }, staff.administrator);
    expect(await asks(by)).toEqual(['R-DEVICE']);
    expect(await asks((await logInOn(token, '10.0.0.7')).by)).toEqual(['R-DEVICE']);
  });

  it('in a vehicle is exempt from locking, one at a desk is not', async () => {
    const [vehicle, desk] = [await register('vehicle'), await register('desk')];
    const inVehicle = await logInOn(vehicle.token);
    house.watch.idle(5);
    expect(await asks(inVehicle.by)).toEqual([]);
    const atDesk = await logInOn(desk.token);
    house.watch.idle(0.5);
    expect(await asks(atDesk.by)).toEqual(['R-SESSION-LOCKED']);
  });

  it('keeps its session: the token is of no use elsewhere, and that is on the ledger once', async () => {
    const { token: deviceToken } = await register('desk');
    const { token } = await logInOn(deviceToken);
    await house.views.caughtUp();
    for (const elsewhere of [null, (await register('desk')).token, `${randomUUID()}.${'x'.repeat(43)}`])
      expect(await house.doorkeeper.memberBy(token, elsewhere)).toBeNull();
    expect(await house.doorkeeper.memberBy(token, deviceToken)).not.toBeNull();
    const strays = (await factsOf(house)).filter(({ type }) => type === 'StrayTokenPresented');
    expect(strays.map(({ data }) => data)).toEqual([expect.objectContaining({ how: 'other-device' })]);
  });
});

describe('a personal device', () => {
  it('opens nothing without a permission, and lists alone with one for lists', async () => {
    expect(await asks((await logInOn(null)).by)).toEqual(['R-DEVICE']);
    expect(await asks((await logInOn((await permit('metadata')).token)).by)).toEqual(['R-DEVICE']);
  });

  it('shows what cameras saw with one for plates, and hits only while its controls are verified', async () => {
    const { deviceId, token } = await permit('plates');
    const { by } = await logInOn(token, '10.0.0.7');
    expect(await asks(by)).toEqual([]);
    expect(await asks(by, 'hits')).toEqual(['R-BYOD-CJI']);
    const data = { deviceId, document: 'e'.repeat(64), validUntil: house.watch.in(0.2) };
    await house.act({ type: 'VerifyDeviceControls', data }, staff.administrator);
    expect(await asks(by, 'hits')).toEqual([]);
    house.watch.pass(0.3);
    expect(await asks(by, 'hits')).toEqual(['R-BYOD-CJI']);
  });

  it('ends with its permission, at once and on the ledger', async () => {
    const { token } = await permit('plates');
    house.watch.pass(240);
    await house.clockwork.keep();
    expect(await asks((await logInOn(token)).by)).toEqual(['R-DEVICE']);
    expect(await typesOf(house)).toContain('PersonalDevicePermissionRevoked');
  });

  it('of another member is nobody’s', async () => {
    const { token } = await permit('plates');
    const code = codeOf(house, 'administrator');
    const address = personalNetwork;
    const login = { username: 'administrator', password, code, address, deviceToken: token };
    const { sessionId, memberId } = await house.doorkeeper.logIn(login);
    expect((await house.standings.session(memberId)).device).toBeNull();
    expect((await house.standings.of({ kind: 'member', id: memberId, sessionId })).departmentDevice).toBe(false);
  });
});

describe('two people in one account', () => {
  it('are noticed: the first session was in use a moment before', async () => {
    expect(await asks(staff.officer)).toEqual([]);
    await logIn(house, username);
    expect(await typesOf(house)).toContain('ConcurrentUseDetected');
  });

  it('are not suspected where the first was left alone for longer', async () => {
    expect(await asks(staff.officer)).toEqual([]);
    house.watch.idle(0.2);
    await logIn(house, username);
    expect(await typesOf(house)).not.toContain('ConcurrentUseDetected');
  });

  it('do not pass by the token of a session that was closed', async () => {
    const { by, token } = await logInOn(null, '10.0.0.7');
    await house.act({ type: 'LogOut', data: { memberId: by.id, sessionId: by.sessionId! } }, by);
    await house.views.caughtUp();
    expect([await house.doorkeeper.memberBy(token), await house.doorkeeper.memberBy(token)]).toEqual([null, null]);
    const strays = (await factsOf(house)).filter(({ type }) => type === 'StrayTokenPresented');
    expect(strays.map(({ data }) => data)).toEqual([expect.objectContaining({ how: 'closed-session' })]);
  });
});
