/** The whole history of a member or a plate is replayed in order, with reasons and clauses, and no plate in full. */
import { type AccessView, accessHistory, type HistoryAsked, masked } from '../../src/projections/history.js';
import { allMembers, departmentNow, memberByUsername } from '../../src/projections/members.js';
import { findRefusals } from '../../src/projections/refusals.js';
import { sessionByToken, sessionsOf } from '../../src/projections/sessions.js';
import { Ground, id } from './ground.js';
import { ask, auditor, detect, enrol, happen, officer, refuse, workingDay } from './telling.js';

let ground: Ground;
beforeEach(async () => {
  ground = await Ground.open();
  await workingDay(ground);
  await ground.settle();
});
afterEach(() => ground.close());

const replay = (asked: HistoryAsked, limit = 100): AccessView[] => accessHistory(ground.views.db, asked, limit);
const acts = (asked: HistoryAsked): string[] => replay(asked).map(({ act }) => act);

describe('the history', () => {
  it('of a member is everything he did, in order', () => {
    const done = [
      'MemberEnrolled',
      'HotListEntryAdded',
      'HitImageOpened',
      'HitVisuallyVerified',
      'HitConfirmed',
      'PlateCorrected',
      'QueryMade',
      'ResultsSeen',
      'QueryMade',
      'MakeQuery',
    ];
    expect(acts({ memberId: officer.id })).toEqual(done);
    expect(acts({ username: 'Officer.One' })).toEqual(done);
    expect(acts({ username: 'nobody' })).toEqual([]);
  });

  it('of a member holds whoever looked into it, by his id or his name, and what others approved for him', async () => {
    const before = acts({ memberId: officer.id }).length;
    await ask(ground, 'replayed', { elements: { memberId: officer.id }, seen: [], by: auditor });
    await ask(ground, 'replayed by name', { elements: { username: 'officer.ONE' }, seen: [], by: auditor });
    await ask(ground, 'of another', { elements: { memberId: auditor.id }, seen: [], by: auditor });
    const approvalId = id('approval');
    await ground.tell(
      {
        type: 'SearchApproved',
        data: {
          approvalId,
          memberId: officer.id,
          approver: auditor.id,
          ground: 'repeated-search',
          until: '2026-12-01T00:00:00.000Z',
        },
        sealed: { tag: null, reason: 'A surveillance under one case' },
        keep: { class: 'access-record', unit: approvalId },
      },
      { stream: `approval-${approvalId}`, by: auditor },
    );
    await ground.settle();
    const since = replay({ memberId: officer.id }).slice(before);
    expect(since.map(({ act, actorId }) => [act, actorId])).toEqual([
      ['QueryMade', auditor.id],
      ['QueryMade', auditor.id],
      ['SearchApproved', auditor.id],
    ]);
    expect(replay({ username: 'officer.one' }).slice(before)).toEqual(since);
  });

  it('of one event is that event', () => {
    const [, second] = replay({});
    expect(replay({ eventId: second!.id })).toEqual([second]);
    expect(replay({ eventId: id('nothing') })).toEqual([]);
  });

  it('of a plate is every question for it, every look at a row of it, and every act on its hits', async () => {
    await detect(ground, 'other', { plate: '4DEF567' });
    await ask(ground, 'other', { elements: { plate: '4DEF567' }, seen: [id('other')], by: auditor });
    await ask(ground, 'by camera', { elements: { cameraId: id('camera') }, seen: [id('first'), id('other')] });
    await ground.settle();
    expect(acts({ plate: '7ABC123' })).toEqual([
      'HotListEntryAdded',
      'HitImageOpened',
      'HitVisuallyVerified',
      'HitConfirmed',
      'PlateCorrected',
      'QueryMade',
      'ResultsSeen',
      // Asked for by a part of it.
      'QueryMade',
      // Asked by camera, and seen in the answer.
      'ResultsSeen',
    ]);
    expect(acts({ plate: '4DEF567' })).toEqual(['QueryMade', 'ResultsSeen', 'ResultsSeen']);
    expect(acts({ plate: '4D*' })).toEqual(['QueryMade', 'ResultsSeen', 'ResultsSeen']);
    expect(acts({ plate: '1AAA111' })).toEqual([]);
  });

  it('finds a refused attempt by its plate as well', () => {
    expect(replay({ plate: '9XYZ321' })).toMatchObject([
      {
        kind: 'refusal',
        act: 'MakeQuery',
        outcome: 'refused',
        reason: 'because',
        rulings: [{ clause: '430.6(d)', code: 'R-NOT-APPROVED' }],
      },
    ]);
  });

  it('tells who, when, why, under which clause and with what outcome', () => {
    const [question] = replay({ kinds: ['query'] });
    expect(question).toMatchObject({
      kind: 'query',
      outcome: 'done',
      actorKind: 'member',
      actorId: officer.id,
      username: 'officer.one',
      sessionId: officer.session,
      purpose: 'stolen-vehicle',
      question: 'detections',
      eventNumber: '26-11873',
      eventNumberGiven: true,
      reason: 'theft from the depot, 26-11873',
      shown: 2,
      rulings: [{ clause: '430.7(g)', code: 'R-NO-REASON' }],
    });
  });

  it('shows no plate in full, not even in a reason', async () => {
    const reason = 'my neighbour’s 7 abc-123, plate 7ABC123';
    await ask(ground, 'telling', { elements: { plate: '7ABC123' }, reason });
    await ground.settle();
    expect(JSON.stringify(replay({}))).not.toMatch(/7ABC123|7A8C123|7A8C128|9XYZ321|7 abc-123/);
    expect(replay({ kinds: ['query'] }).at(-1)).toMatchObject({
      elements: { plate: '7•••••3' },
      reason: 'my neighbour’s 7•••••3, plate 7•••••3',
    });
    expect(['', '7', '7A', '7AB'].map(masked)).toEqual(['', '•', '••', '7•B']);
  });

  it('is found by case or event number, hit, time and kind, page by page', () => {
    expect(acts({ caseNumber: ' 26-11873 ' })).toEqual(['QueryMade', 'QueryMade']);
    expect(acts({ hitId: id('hit second') })).toEqual(['PlateCorrected']);
    expect(acts({ kinds: ['image'] })).toEqual(['HitImageOpened']);
    const all = replay({});
    expect(acts({ from: all[2]!.at, to: all[4]!.at })).toEqual([all[2]!.act, all[3]!.act]);
    const paged: AccessView[] = [];
    for (let page = replay({}, 3); page.length > 0; page = replay({ after: paged.at(-1)!.position }, 3))
      paged.push(...page);
    expect(paged).toEqual(all);
    expect(all.map(({ position }) => position)).toEqual(all.map(({ position }) => position).toSorted((a, b) => a - b));
  });

  it('keeps who looked and when after the words of it were purged', async () => {
    const kid = 'access-record/2026-11-23#0';
    ground.vault.shred(kid);
    ground.views.forget(kid);
    expect(acts({ plate: '9XYZ321' })).toEqual([]);
    expect(replay({ kinds: ['query'] })[0]).toMatchObject({ elements: null, reason: null, actorId: officer.id });
  });

  it('takes what was attempted in any shape', async () => {
    for (const attempt of [null, 'text', 7, [], { elements: 'none', plate: 9 }, { elements: { plate: 'ok1', a: [] } }])
      await refuse(ground, 'Trying', attempt);
    await ground.settle();
    expect(acts({ plate: 'OK1' })).toEqual(['Trying']);
  });
});

describe('refusals', () => {
  it('are found under their clause, latest first', async () => {
    await refuse(ground, 'OpenHitImage', { hitId: id('hit first') });
    await ground.settle();
    expect(findRefusals(ground.views.db, { clause: '430.6(d)' }, 10).map(({ action }) => action)).toEqual([
      'OpenHitImage',
      'MakeQuery',
    ]);
    expect(findRefusals(ground.views.db, { clause: '430.9¶2' }, 10)).toEqual([]);
  });
});

describe('members and sessions', () => {
  const memberId = officer.id;
  const stream = `member-${officer.id}`;

  it('are known by username, whatever its case, with what the ledger says of them', async () => {
    await ground.tell(
      {
        type: 'CredentialSet',
        data: { memberId },
        sealed: { passwordHash: '$argon2id$v=19$example' },
        keep: { class: 'register', unit: memberId },
      },
      { stream },
    );
    await ground.tell(
      {
        type: 'TrainingCompleted',
        data: { memberId, training: 'ALPR', validUntil: '2027-11-01T00:00:00.000Z', certificate: null },
      },
      { stream },
    );
    const digest = '2'.repeat(64);
    await ground.tell(
      { type: 'PolicyAdopted', data: { digest, version: 'psp-430' } },
      { stream: `department-${id('d')}` },
    );
    await ground.tell({ type: 'PolicyAcknowledged', data: { memberId, digest } }, { stream });
    await ground.tell({ type: 'AccessApproved', data: { memberId, approver: auditor.id } }, { stream });
    await ground.tell({ type: 'AdministratorDesignated', data: { memberId } }, { stream: `department-${id('d')}` });
    await ground.settle();
    expect(memberByUsername(ground.views.db, 'OFFICER.ONE')).toEqual({
      id: memberId,
      memberId,
      position: 'police-officer',
      username: 'officer.one',
      name: 'Member officer.one',
      passwordHash: '$argon2id$v=19$example',
      enrolledAt: expect.any(String),
      approvedAt: expect.any(String),
      factors: [],
      training: { ALPR: '2027-11-01T00:00:00.000Z' },
      acknowledged: true,
      approved: true,
      administrator: true,
      revokedAt: null,
      revokedWhy: null,
    });
    expect(departmentNow(ground.views.db)).toMatchObject({ policyInForce: digest, administrator: memberId });
    await ground.tell({ type: 'AccessRevoked', data: { memberId, why: 'left' } }, { stream });
    await ground.tell(
      { type: 'PolicyAdopted', data: { digest: '3'.repeat(64), version: 'psp-430' } },
      { stream: `department-${id('d')}` },
    );
    await ground.settle();
    expect(memberByUsername(ground.views.db, 'officer.one')).toMatchObject({ approved: false, acknowledged: false });
  });

  it('are nobody when unknown', () => {
    expect(memberByUsername(ground.views.db, 'nobody')).toBeUndefined();
    expect(allMembers(ground.views.db).map(({ username }) => username)).toEqual(['officer.one', 'the.auditor']);
  });

  it('have sessions from log-in to log-out', async () => {
    const token = '4'.repeat(64);
    const session = { memberId, sessionId: officer.session };
    const where = { stream: `session-${memberId}`, by: officer };
    const openedAt = '2026-11-23T08:00:00.000Z';
    await ground.tell({ type: 'SessionOpened', data: { ...session, token, departmentDevice: true, openedAt } }, where);
    await ground.tell({ type: 'BannerAccepted', data: session }, where);
    await ground.settle();
    expect(sessionByToken(ground.views.db, token)).toMatchObject({ memberId, openedAt, departmentDevice: true });
    await ground.tell({ type: 'SessionClosed', data: { ...session, why: 'logged-out' } }, where);
    await ground.settle();
    expect(sessionByToken(ground.views.db, token)).toBeUndefined();
    expect(sessionsOf(ground.views.db, memberId)).toMatchObject([
      { bannerAcceptedAt: expect.any(String), why: 'logged-out' },
    ]);
  });

  it('enrolled twice under one id stay who they were', async () => {
    await enrol(ground, 'officer', 'officer.two');
    await happen(ground, 'first', 'HitImageOpened');
    await ground.settle();
    expect(memberByUsername(ground.views.db, 'officer.two')).toBeUndefined();
  });
});
