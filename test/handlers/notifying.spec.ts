/** The outbox over a real ledger and a real mail server: down, slow, refusing; restarted, and killed in between. */
import { randomUUID } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import type { Camera, Member } from '../../src/domain/actor.js';
import type { Act } from '../../src/handlers/act.js';
import { type Mail, NoMail, NotDelivered, Smtp } from '../../src/handlers/mail.js';
import { nextAttempt, Notifying } from '../../src/handlers/notifying.js';
import { Unavailable } from '../../src/ledger/ledger.js';
import { unsentNotices } from '../../src/projections/notices.js';
import { factsOf, type House, installed, openTestHouse, staffed } from '../support/house.js';
import { MailServer } from '../support/mailserver.js';

const quick = { connectionTimeout: 500, greetingTimeout: 500, socketTimeout: 500 };
const settings = { agency: 'Test Department', publicUrl: 'https://alpr.department.example' };
const mailbox = 'administrator@department.example';
const secret = 'cracked mount seen beside 7XYZ123';

let server: MailServer;
let house: House;
let administrator: Member;
let officer: Member;
let camera: Camera;
let outbox: Notifying;

const outboxOf = (mail: Mail, execute?: (act: Act) => Promise<unknown>): Notifying => {
  const acting = ({ order: { request, by, commandId } }: Act) => house.act(request, by, commandId);
  return new Notifying(
    { execute: execute ?? acting } as unknown as CommandBus,
    house.views,
    mail,
    house.watch,
    settings,
  );
};
const smtp = (): Smtp => new Smtp(server.url, 'alpr@department.example', quick);

beforeEach(async () => {
  server = await MailServer.at();
  house = await openTestHouse();
  ({ administrator, officer } = await staffed(house));
  camera = await installed(house, administrator);
  outbox = outboxOf(smtp());
  house.views.start();
}, 30_000);
afterEach(async () => {
  await outbox.stop();
  await server.stop();
  await house.raze();
});

const address = (of = administrator, to = mailbox) =>
  house.act({ type: 'SetAddress', data: { memberId: of.id, address: to } }, of);

const fault = async (): Promise<string> => {
  const faultId = randomUUID();
  const data = { cameraId: camera.id, faultId, kind: 'damage', description: secret } as const;
  const { position } = await house.act({ type: 'ReportEquipmentFault', data }, officer);
  await house.views.reached(position);
  return faultId;
};

const caughtUp = async (): Promise<void> => house.views.caughtUp();
const attempts = async () =>
  (await factsOf(house))
    .filter(({ type }) => type.startsWith('Notification'))
    .map(({ type, data }) => [type, (data as { attempt: number }).attempt, (data as { why?: string }).why]);
const unsent = () => unsentNotices(house.views.db);

describe('a fault that was reported', () => {
  it('goes to the Administrator by e-mail, and the message id is on the ledger', async () => {
    await server.start();
    await address();
    const faultId = await fault();
    expect(await outbox.send()).toBe(1);
    const [{ to, source }] = server.delivered as [{ to: string[]; source: string }];
    expect(to).toEqual([mailbox]);
    expect(source).toContain(`Fault ${faultId}`);
    expect(source).toContain('430.6(h)');
    const sent = (await factsOf(house)).find(({ type }) => type === 'NotificationSent')!;
    const { messageId } = sent.data as { messageId: string };
    expect(source).toContain(`Message-ID: <${messageId}@department.example>`);
    expect(sent.data).toMatchObject({ memberId: administrator.id, attempt: 1, notice: 'equipment-fault' });
    expect([unsent(), outbox.trouble]).toEqual([[], null]);
  });

  it('is told without what was written, and the ledger holds no address', async () => {
    await server.start();
    await address();
    await fault();
    await outbox.send();
    const { source } = server.delivered[0]!;
    expect(source).not.toMatch(/7XYZ123|cracked/);
    expect(JSON.stringify((await factsOf(house)).map(({ data }) => data))).not.toContain(mailbox);
  });

  it('is sent once, however often it is looked', async () => {
    await server.start();
    await address();
    await fault();
    for (let look = 0; look < 5; look += 1) await outbox.send();
    expect([server.delivered.length, await attempts()]).toEqual([1, [['NotificationSent', 1, undefined]]]);
  });

  it('waits while no mail server is set, and while nobody has an address; both are said', async () => {
    const without = outboxOf(new NoMail());
    await fault();
    expect(await without.send()).toBe(0);
    expect(without.trouble).toBe('1 notices unsent: no mail server is set');
    await server.start();
    expect(await outbox.send()).toBe(0);
    expect(outbox.trouble).toBe('1 notices unsent: their recipient has no e-mail address');
    expect(await attempts()).toEqual([]);
    await address();
    await caughtUp();
    expect(await outbox.send()).toBe(1);
  });
});

describe('a mail server', () => {
  it.each([
    [421, 'refused-for-now'],
    [451, 'refused-for-now'],
    [550, 'refused'],
    [554, 'refused'],
    ['hang', 'unreachable'],
  ] as const)('that answers %s delays the notice, is recorded as %s, and is tried again', async (manner, why) => {
    await server.start();
    server.manner = manner;
    await address();
    await fault();
    expect(await outbox.send()).toBe(0);
    expect(await attempts()).toEqual([['NotificationFailed', 1, why]]);
    expect(outbox.trouble).toBe('1 notices unsent: the mail server did not take them');
    server.manner = 'take';
    expect(await outbox.send()).toBe(0);
    house.watch.pass(1 / 60);
    expect(await outbox.send()).toBe(1);
    expect(await attempts()).toEqual([
      ['NotificationFailed', 1, why],
      ['NotificationSent', 2, undefined],
    ]);
    const words = JSON.stringify((await factsOf(house)).map(({ data }) => data));
    expect(words).not.toMatch(/no such mailbox|not now/);
  });

  it('that does not let us in is told apart, and its password stands nowhere', async () => {
    await server.start({ locked: true });
    const url = server.url.replace('//', '//alpr:s3cret@');
    outbox = outboxOf(new Smtp(url, 'alpr@department.example', quick));
    await address();
    await fault();
    expect(await outbox.send()).toBe(0);
    expect(await attempts()).toEqual([['NotificationFailed', 1, 'not-let-in']]);
    expect(JSON.stringify(await factsOf(house), (_, value) => (typeof value === 'bigint' ? 0 : value))).not.toContain(
      's3cret',
    );
  });

  it('that is down is tried again, later each time, and takes everything once it is up', async () => {
    await address();
    await fault();
    await fault();
    for (const [look, hours] of [1 / 60, 2 / 60, 4 / 60].entries()) {
      expect([look, await outbox.send()]).toEqual([look, 0]);
      expect(await outbox.send()).toBe(0);
      house.watch.pass(hours);
    }
    expect((await attempts()).map(([type, attempt, why]) => [type, attempt, why])).toEqual(
      [1, 2, 3].flatMap((attempt) => Array(2).fill(['NotificationFailed', attempt, 'unreachable'])),
    );
    await server.start();
    expect(await outbox.send()).toBe(2);
    expect(new Set(server.delivered.map(({ source }) => /Message-ID: (\S+)/i.exec(source)?.[1])).size).toBe(2);
  });

  it('is never asked more rarely than every six hours', () => {
    const failedAt = '2026-11-23T08:00:00.000Z';
    expect(nextAttempt({ attempts: 0, failedAt: null })).toBeNull();
    expect(nextAttempt({ attempts: 1, failedAt })).toBe('2026-11-23T08:01:00.000Z');
    expect(nextAttempt({ attempts: 4, failedAt })).toBe('2026-11-23T08:08:00.000Z');
    for (const tries of [10, 100, 10_000])
      expect(nextAttempt({ attempts: tries, failedAt })).toBe('2026-11-23T14:00:00.000Z');
  });
});

describe('after a stop', () => {
  const restart = async (): Promise<void> => {
    await outbox.stop();
    await house.close();
    house = await openTestHouse({ dir: house.dir, watch: house.watch });
    await house.views.caughtUp();
    outbox = outboxOf(smtp());
  };

  it('a notice that had not been sent is sent, and one that had is not', async () => {
    await server.start();
    await address();
    await fault();
    await outbox.send();
    await fault();
    await restart();
    expect(unsent()).toHaveLength(1);
    await outbox.send();
    await restart();
    expect([await outbox.send(), server.delivered.length]).toEqual([0, 2]);
  });

  it('between sending and recording, it is sent again under the same message id: at least once', async () => {
    await server.start();
    await address();
    await fault();
    const killed = outboxOf(smtp(), () => new Promise(() => undefined));
    void killed.send();
    for (let look = 0; look < 200 && server.delivered.length === 0; look += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(server.delivered).toHaveLength(1);
    await restart();
    expect(await outbox.send()).toBe(1);
    const ids = server.delivered.map(({ source }) => /Message-ID: (\S+)/i.exec(source)?.[1]);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(await attempts()).toEqual([['NotificationSent', 1, undefined]]);
  });

  it('of the ledger alone, what was sent is recorded when it is back, and not sent again', async () => {
    await server.start();
    await address();
    await fault();
    let away = true;
    outbox = outboxOf(smtp(), ({ order: { request, by, commandId } }) =>
      away ? Promise.reject(new Unavailable('out of reach', true)) : house.act(request, by, commandId),
    );
    await expect(outbox.send()).rejects.toThrow(Unavailable);
    away = false;
    await outbox.send();
    expect([server.delivered.length, await attempts()]).toEqual([1, [['NotificationSent', 1, undefined]]]);
  });
});

it('woken by the ledger, the outbox sends by itself', async () => {
  await server.start();
  await address();
  outbox.start();
  await fault();
  for (let look = 0; look < 200 && server.delivered.length === 0; look += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(server.delivered).toHaveLength(1);
  await outbox.stop();
});

it('a letter to several at once, or with a line break, does not leave', async () => {
  await server.start();
  const letter = { to: mailbox, messageId: 'a@b.example', subject: 'x\r\nBcc: other@b.example', text: 'x' };
  await smtp().send(letter);
  expect(server.delivered[0]!.to).toEqual([mailbox]);
  expect(server.delivered[0]!.source).not.toMatch(/^Bcc:/m);
  await server.stop();
  await expect(smtp().send(letter)).rejects.toThrow(NotDelivered);
});
