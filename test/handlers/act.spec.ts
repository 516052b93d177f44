/** The one door in, over a real ledger: repeated requests, races, refusals, and what a standing rests on. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Member } from '../../src/domain/actor.js';
import { departmentId } from '../../src/domain/department.js';
import type { Request } from '../../src/handlers/orders.js';
import { type Appended, Conflict, type Entry, Unavailable } from '../../src/ledger/ledger.js';
import { writeLine } from '../../src/ledger/line.js';
import {
  codesOf,
  enrol,
  factsOf,
  type House,
  installed,
  listed,
  logIn,
  openTestHouse,
  Passing,
  problemsOf,
  qualify,
  sizeOf,
  type Staff,
  staffed,
  typesOf,
  wanted,
  why,
} from '../support/house.js';

/** Runs something before each append that reaches the ledger, as another process might. */
class Interrupted extends Passing {
  before: (stream: string) => Promise<void> = () => Promise.resolve();

  override async append(stream: string, expected: number, entries: readonly Entry[]): Promise<Appended> {
    await this.before(stream);
    return this.real.append(stream, expected, entries);
  }
}

let house: House;
let staff: Staff;
let between: Interrupted;
beforeAll(async () => {
  house = await openTestHouse({ between: (ledger) => (between = new Interrupted(ledger)) });
  staff = await staffed(house);
}, 60_000);
afterEach(() => {
  between.before = () => Promise.resolve();
});
afterAll(() => house.raze());

const registering = (hotListId: string, name = 'Stolen vehicles'): Request => ({
  type: 'RegisterHotList',
  data: { hotListId, source: 'local', name },
});

const question = (queryId: string = randomUUID()): Request => ({
  type: 'MakeQuery',
  data: { ...why, queryId, question: 'detections', elements: { plate: '7XYZ123' } },
});

/** What another process of the department would add to a stream. */
const addBehind = async (stream: string, type: string, data: object, at = house.watch.now()): Promise<void> => {
  const facts = await factsOf(house, stream);
  const last = facts.at(-1);
  const fact = {
    id: randomUUID(),
    type,
    schema: 1,
    stream,
    prev: last?.leaf ?? null,
    occurredAt: at,
    recordedAt: at,
    actor: { kind: 'clock', id: 'clock' },
    command: randomUUID(),
    request: '0'.repeat(64),
    policy: { set: `psp-430@sha256:${'0'.repeat(64)}`, upheld: [], broken: [] },
    data,
  } as const;
  await house.ledger.append(stream, last?.revision ?? -1, [writeLine(house.vault, fact)]);
};

describe('a request made twice', () => {
  it('is answered with its first receipt, and nothing is written twice', async () => {
    const commandId = randomUUID();
    const request = registering(randomUUID());
    const first = await house.act(request, staff.administrator, commandId);
    const size = await sizeOf(house);
    const second = await house.act(request, staff.administrator, commandId);
    expect({ ...second, repeated: false }).toEqual(first);
    expect([second.repeated, await sizeOf(house)]).toEqual([true, size]);
  });

  it('twenty times at once is written once', async () => {
    const commandId = randomUUID();
    const request = registering(randomUUID());
    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => house.act(request, staff.administrator, commandId)),
    );
    expect(receipts.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(receipts.map(({ recorded }) => recorded[0]!.id)).size).toBe(1);
  });

  it('is answered with its first receipt after a restart too, and when it was refused', async () => {
    const commandId = randomUUID();
    const request = registering(randomUUID());
    const first = await house.act(request, staff.officer, commandId);
    expect(codesOf(first)).toEqual(['R-NOT-ADMIN']);
    house.streams.forget(first.stream);
    const second = await house.act(request, staff.officer, commandId);
    expect({ ...second, repeated: false }).toMatchObject({ recorded: first.recorded, repeated: false });
    expect([codesOf(second), second.repeated]).toEqual([['R-NOT-ADMIN'], true]);
    expect(second.refused[0]!.requires).toBe(first.refused[0]!.requires);
  });

  it('with other content, or by somebody else, is a conflict that writes nothing', async () => {
    const commandId = randomUUID();
    const hotListId = randomUUID();
    await house.act(registering(hotListId), staff.administrator, commandId);
    const size = await sizeOf(house);
    await expect(house.act(registering(hotListId, 'Other'), staff.administrator, commandId)).rejects.toThrow(Conflict);
    await expect(house.act(registering(hotListId), staff.officer, commandId)).rejects.toThrow(Conflict);
    expect(await sizeOf(house)).toBe(size);
  });

  it('of which nothing came writes nothing', async () => {
    const hotListId = randomUUID();
    await house.act(registering(hotListId), staff.administrator);
    const size = await sizeOf(house);
    const again = await house.act(registering(hotListId), staff.administrator);
    expect([again.recorded, again.refused, await sizeOf(house)]).toEqual([[], [], size]);
  });
});

describe('when others write to the same stream', () => {
  const streamOf = (member: Member) => `member-${member.id}`;
  const revoke = (member: Member): Request => ({
    type: 'RevokeAccess',
    data: { memberId: member.id, why: 'left-position' },
  });

  it('a lost race is decided anew on what the other wrote', async () => {
    const victim = await enrol(house, staff.administrator, 'officer.raced', 'police-officer');
    await qualify(house, staff.administrator, staff.administrator, victim);
    const data = { memberId: victim.id, why: 'left-position' };
    let once = true;
    between.before = async (stream) => {
      if (stream !== streamOf(victim) || !once) return;
      once = false;
      await addBehind(stream, 'AccessRevoked', data);
    };
    const receipt = await house.act(revoke(victim), staff.administrator);
    expect(receipt.recorded).toEqual([]);
    const types = await typesOf(house, streamOf(victim));
    expect(types.filter((type) => type === 'AccessRevoked')).toHaveLength(1);
  });

  it('the third lost race is a conflict, and nothing of the act is on the ledger', async () => {
    const hotListId = randomUUID();
    const stream = `hotlist-${hotListId}`;
    let races = 0;
    between.before = async (written) => {
      if (written !== stream) return;
      races += 1;
      await addBehind(stream, 'ActionRefused', { action: 'RegisterHotList', codes: ['R-NOT-ADMIN'] });
    };
    await expect(house.act(registering(hotListId), staff.administrator)).rejects.toThrow(Conflict);
    between.before = () => Promise.resolve();
    expect([races, await typesOf(house, stream)]).toEqual([3, ['ActionRefused', 'ActionRefused', 'ActionRefused']]);
    const receipt = await house.act(registering(hotListId), staff.administrator);
    expect(receipt.recorded.map(({ type }) => type)).toEqual(['HotListRegistered']);
    expect(await problemsOf(house)).toEqual([]);
  });

  it('a ledger out of reach leaves nothing behind, and the same request goes through once it is back', async () => {
    const request = registering(randomUUID());
    const commandId = randomUUID();
    const size = await sizeOf(house);
    between.before = () => Promise.reject(new Unavailable('The disk is full.', true));
    await expect(house.act(request, staff.administrator, commandId)).rejects.toThrow(Unavailable);
    expect(await sizeOf(house)).toBe(size);
    between.before = () => Promise.resolve();
    expect(await house.act(request, staff.administrator, commandId)).toMatchObject({ repeated: false, refused: [] });
  });

  it('an answer lost on its way is asked for again under the same id', async () => {
    const request = registering(randomUUID());
    const commandId = randomUUID();
    const append = between.append.bind(between);
    between.append = async (...given) => {
      await append(...given);
      throw new Unavailable('The answer never came.', false);
    };
    await expect(house.act(request, staff.administrator, commandId)).rejects.toThrow(Unavailable);
    between.append = append;
    const size = await sizeOf(house);
    expect(await house.act(request, staff.administrator, commandId)).toMatchObject({ repeated: true, refused: [] });
    expect(await sizeOf(house)).toBe(size);
  });
});

describe('a refusal', () => {
  it('is on the ledger with every ruling, and what was attempted is sealed', async () => {
    const receipt = await house.act(
      { type: 'MakeQuery', data: { ...why, ...(question().data as object), reason: '' } } as Request,
      staff.officer,
    );
    const [fact] = await factsOf(house, receipt.stream);
    expect(fact).toMatchObject({
      type: 'ActionRefused',
      data: { action: 'MakeQuery', codes: ['R-NO-REASON'] },
      sealed: { attempt: { elements: { plate: '7XYZ123' }, reason: '' } },
      keep: { class: 'access-record' },
      policy: { broken: ['430.7(g) R-NO-REASON'] },
    });
    expect(fact!.policy.upheld).toContain('430.6(d) R-NOT-APPROVED');
  });

  it('never keeps a password, its hash, an invitation or a token, not even sealed', async () => {
    const { doorkeeper } = house;
    await expect(
      doorkeeper.logIn({ username: 'officer.a', password: 'hunter2 hunter2', address: '10.0.0.7' }),
    ).rejects.toThrow();
    const forged = `${staff.officer.id}.${'x'.repeat(43)}`;
    await expect(doorkeeper.acceptInvitation(forged, 'another pass phrase')).rejects.toThrow();
    const refused = (await factsOf(house)).filter(({ type }) => type === 'ActionRefused');
    const kept = refused.map(({ sealed }) => Object.keys((sealed as { attempt: object } | null)?.attempt ?? {})).flat();
    expect(kept).toContain('passwordVerified');
    for (const secret of ['password', 'passwordHash', 'token', 'invitation', 'credential'])
      expect(kept).not.toContain(secret);
    expect(JSON.stringify(refused.map(({ sealed, data }) => [sealed, data]))).not.toMatch(
      /hunter2|another pass phrase|argon2/,
    );
  });

  it('for a name nobody bears stands with the department', async () => {
    const unknown = { username: 'nobody.here', password: 'hunter2 hunter2', address: '10.0.0.7' };
    await expect(house.doorkeeper.logIn(unknown)).rejects.toThrow();
    expect((await factsOf(house, `session-${departmentId}`)).at(-1)).toMatchObject({ type: 'ActionRefused' });
  });
});

describe('standing', () => {
  const looks = async (by: Member) => codesOf(await house.act(question(), by));

  it('is nobody’s who forges a session, or borrows one', async () => {
    const { administrator, officer } = staff;
    expect(await looks(officer)).toEqual([]);
    expect(await looks({ ...officer, sessionId: randomUUID() })).toContain('R-AUTH');
    expect(await looks({ ...officer, sessionId: administrator.sessionId })).toContain('R-AUTH');
    expect(await looks({ ...officer, sessionId: null })).toContain('R-AUTH');
    expect(await looks({ kind: 'member', id: randomUUID(), sessionId: officer.sessionId })).toContain('R-AUTH');
  });

  it('ends with the session: closed, superseded, or twelve hours old', async () => {
    const member = await enrol(house, staff.administrator, 'officer.late', 'police-officer');
    await qualify(house, staff.administrator, staff.administrator, member);
    const next = await logIn(house, 'officer.late');
    expect([await looks(member), await looks(next)]).toEqual([expect.arrayContaining(['R-AUTH']), []]);
    const closing = { memberId: next.id, sessionId: next.sessionId! };
    await house.act({ type: 'LogOut', data: closing }, next);
    expect(await looks(next)).toContain('R-AUTH');
    const personal = await logIn(house, 'officer.late', '203.0.113.9');
    expect(await looks(personal)).toEqual(['R-DEVICE']);
  });

  it('is lost at once when approval is revoked', async () => {
    const member = await enrol(house, staff.administrator, 'officer.revoked', 'police-officer');
    await qualify(house, staff.administrator, staff.administrator, member);
    expect(await looks(member)).toEqual([]);
    const data = { memberId: member.id, why: 'left-position' };
    await house.act({ type: 'RevokeAccess', data }, staff.administrator);
    expect(await looks(member)).toEqual(['R-NOT-APPROVED']);
  });

  it('is lost the millisecond a training lapses', async () => {
    const member = await enrol(house, staff.administrator, 'officer.lapsed', 'police-officer');
    await qualify(house, staff.administrator, staff.administrator, member);
    const validUntil = house.watch.in(1);
    const data = { memberId: member.id, training: 'ALPR', validUntil, certificate: null } as const;
    await house.act({ type: 'RecordTraining', data }, staff.administrator);
    expect(await looks(member)).toEqual([]);
    house.watch.pass(1);
    expect(await looks(member)).toEqual(['R-TRAINING:ALPR']);
  });

  it('waits for the policy to be acknowledged when a new version is adopted', async () => {
    const digest = 'a'.repeat(64);
    await house.act({ type: 'AdoptPolicy', data: { digest, version: 'psp-430' } }, staff.administrator);
    expect(await looks(staff.officer)).toEqual(['R-ACK-STALE']);
    const acknowledge = { memberId: staff.officer.id, digest };
    await house.act({ type: 'AcknowledgePolicy', data: acknowledge }, staff.officer);
    expect(await looks(staff.officer)).toEqual([]);
  });

  it('after twelve hours asks for a new session', async () => {
    house.watch.pass(12);
    expect(await looks(staff.officer)).toContain('R-AUTH');
    staff = { administrator: await logIn(house, 'administrator'), officer: await logIn(house, 'officer.a') };
    expect(await looks(staff.officer)).toEqual([]);
  });
});

describe('a member’s name', () => {
  it('is taken by one of two who are enrolled under it at the same moment', async () => {
    const enrolment = { username: 'twin', name: 'A twin', position: 'police-officer' } as const;
    const both = await Promise.allSettled(
      [1, 2].map(() => house.doorkeeper.invite(enrolment, staff.administrator, randomUUID())),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

it('a house with its writer in a thread does the same, and is whole', async () => {
  const other = await openTestHouse({ threaded: true });
  try {
    const { administrator, officer } = await staffed(other);
    await installed(other, administrator);
    const hotListId = await listed(other, administrator);
    const acts = Array.from({ length: 50 }, (_, n) => wanted(other, officer, hotListId, `7AAA${100 + n}`));
    expect((await Promise.all(acts)).flatMap(({ receipt }) => codesOf(receipt))).toEqual([]);
    expect(await problemsOf(other)).toEqual([]);
    const raw = readdirSync(join(other.dir, 'ledger')).map((name) => readFileSync(join(other.dir, 'ledger', name)));
    expect(raw.some((bytes) => bytes.includes('7AAA1'))).toBe(false);
  } finally {
    await other.raze();
  }
});
