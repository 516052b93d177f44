/** The clock that acts: what is due is done once, a failure is told and tried again, and nothing acts after the end. */
import type { CommandBus } from '@nestjs/cqrs';
import { Clockwork } from '../../src/handlers/clockwork.js';
import type { Deadline } from '../../src/handlers/deadlines.js';
import type { Act } from '../../src/handlers/act.js';
import { factsOf, type House, logIn, openTestHouse, type Staff, staffed } from '../support/house.js';

let house: House;
let staff: Staff;
beforeEach(async () => {
  house = await openTestHouse();
  staff = await staffed(house);
});
afterEach(() => house.raze());

const typesIn = (receipts: Awaited<ReturnType<Clockwork['keep']>>): string[] =>
  receipts.flatMap(({ recorded }) => recorded.map(({ type }) => type));
const kept = async (): Promise<string[]> => typesIn(await house.clockwork.keep());
const factsOfType = async (sought: string) => (await factsOf(house)).filter(({ type }) => type === sought);

const trainUntil = async (validUntil: string): Promise<void> => {
  const data = { memberId: staff.officer.id, training: 'ALPR', certificate: null, validUntil } as const;
  await house.act({ type: 'RecordTraining', data }, staff.administrator);
};

describe('access', () => {
  it('goes on while everything is current', async () => expect(await kept()).toEqual([]));

  it('is suspended when a training lapses, once, by the clock', async () => {
    const validUntil = house.watch.in(0.1);
    await trainUntil(validUntil);
    house.watch.pass(0.12);
    expect(await kept()).toEqual(['AccessSuspended']);
    expect(await kept()).toEqual([]);
    const [{ actor, data }] = (await factsOfType('AccessSuspended')) as [any];
    expect(actor).toEqual({ kind: 'clock', id: 'clock' });
    expect(data).toEqual({ memberId: staff.officer.id, lapsed: 'ALPR', since: validUntil });
  });

  it('is suspended anew when the training lapses anew', async () => {
    await trainUntil(house.watch.in(0.1));
    house.watch.pass(0.12);
    await house.clockwork.keep();
    await trainUntil(house.watch.in(0.1));
    expect(await kept()).toEqual([]);
    house.watch.pass(0.12);
    expect(await kept()).toEqual(['AccessSuspended']);
  });

  it('is suspended while a new policy is not acknowledged', async () => {
    const digest = 'f'.repeat(64);
    await house.act({ type: 'AdoptPolicy', data: { digest, version: 'next' } }, staff.administrator);
    expect(await kept()).toEqual(['AccessSuspended']);
    await house.act({ type: 'AcknowledgePolicy', data: { memberId: staff.officer.id, digest } }, staff.officer);
    expect(await kept()).toEqual([]);
    expect((await factsOfType('AccessSuspended')).map(({ data }) => data)).toEqual([
      expect.objectContaining({ lapsed: 'acknowledgement' }),
    ]);
  });
});

describe('an account', () => {
  it('that nobody used for ninety days is disabled, and one in use is not', async () => {
    house.watch.pass(89 * 24);
    expect(await kept()).not.toContain('AccountDisabled');
    await logIn(house, 'officer.a');
    house.watch.pass(2 * 24);
    expect(await kept()).toEqual(['AccountDisabled']);
    expect(await kept()).toEqual([]);
    await expect(logIn(house, 'administrator')).rejects.toThrow('disabled for disuse');
    await logIn(house, 'officer.a');
  });
});

describe('a clock that was set back', () => {
  it('is on the ledger once an hour, and brings no lapsed training back', async () => {
    const behind = Object.assign(Object.create(house.watch), { behind: () => 7_200_000 });
    const bus = { execute: ({ order: { request, by, commandId } }: Act) => house.act(request as any, by, commandId) };
    const clockwork = new Clockwork(bus as unknown as CommandBus, house.views, house.standings, behind, []);
    await clockwork.keep();
    await clockwork.keep();
    expect((await factsOfType('ClockSetBack')).map(({ data }) => data)).toEqual([{ behindSeconds: 7200 }]);
    expect(clockwork.failures.size).toBe(0);
  });
});

describe('a time limit', () => {
  const bus = { execute: ({ order: { request, by, commandId } }: Act) => house.act(request as any, by, commandId) };
  const over = (...deadlines: Deadline[]): Clockwork =>
    new Clockwork(bus as unknown as CommandBus, house.views, house.standings, house.watch, deadlines);
  const disable: Deadline = {
    name: 'disable',
    due: () => [
      {
        request: {
          type: 'DisableAccount',
          data: { memberId: staff.officer.id, unusedSince: '2026-01-01T00:00:00.000Z' },
        },
        of: ['the officer'],
      },
    ],
  };

  it('that is told for ever is acted upon once, by however many clocks', async () => {
    house.watch.pass(91 * 24);
    const [one, other] = [over(disable), over(disable)];
    await Promise.all([one.keep(), other.keep(), one.keep()]);
    await other.keep();
    expect(await factsOfType('AccountDisabled')).toHaveLength(1);
  });

  it('that fails is named until it is kept, and keeps no other from being kept', async () => {
    house.watch.pass(91 * 24);
    let broken = true;
    const failing: Deadline = {
      name: 'failing',
      due: () => {
        if (broken) throw new Error('no such table');
        return [];
      },
    };
    const clockwork = over(failing, disable);
    expect(typesIn(await clockwork.keep())).toEqual(['AccountDisabled']);
    expect([...clockwork.failures].map(([name, { message }]) => `${name}: ${message}`)).toEqual([
      'failing: no such table',
    ]);
    broken = false;
    await clockwork.keep();
    expect(clockwork.failures.size).toBe(0);
  });

  it('is looked at from the start, and never after the end', async () => {
    let looked = 0;
    const clockwork = over({ name: 'counting', due: () => ((looked += 1), []) });
    clockwork.start();
    while (looked === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await clockwork.stop();
    expect(looked).toBe(1);
    clockwork.start();
    expect(looked).toBe(1);
  });
});
