/** What somebody tries who means harm, or whose clock or line is bad: refused or settled once, and on the ledger. */
import { randomUUID } from 'node:crypto';
import { SystemTime } from '../../src/handlers/time.js';
import { Ledger } from '../../src/ledger/ledger.js';
import type { Line } from '../../src/ledger/line.js';
import { type Answer, keyed, type Person, Precinct } from './precinct.js';

let precinct: Precinct;
let admin: Person;
let chief: Person;
let sergeant: Person;
let officer: Person;
beforeAll(async () => {
  precinct = await Precinct.open(
    { ALPR_DEPARTMENT_NETWORKS: '127.0.0.1' },
    (watch) =>
      new SystemTime(
        () => Date.parse(watch.in(0)),
        () => watch.elapsed(),
      ),
  );
  admin = precinct.administrator;
  chief = await precinct.hire('chief', 'police-chief', true);
  sergeant = await precinct.hire('sergeant.a', 'police-sergeant', true);
  officer = await precinct.hire('officer.a', 'police-officer', true);
}, 60_000);
afterAll(() => precinct.close());

/** Every line of the ledger so far. */
const lines = async (): Promise<Line[]> => {
  const all: Line[] = [];
  for await (const { line } of precinct.app.get(Ledger).readAll(-1n)) all.push(JSON.parse(line) as Line);
  return all;
};
const onLedger = async (type: string): Promise<Line[]> => (await lines()).filter((one) => one.type === type);
const refusals = async (action: string): Promise<readonly (readonly string[])[]> =>
  (await onLedger('ActionRefused'))
    .filter(({ data }) => (data as { action: string }).action === action)
    .map(({ data }) => (data as { codes: string[] }).codes);

const look = {
  question: 'detections',
  elements: { plate: '7QQQ771' },
  purpose: 'stolen-vehicle',
  reason: 'silver sedan taken on Date Palm Drive last night',
  eventNumber: '26-11-0417',
};

it('a role that the caller claims counts for nothing, wherever he claims it', async () => {
  for (const claim of ['role', 'position', 'by', 'administrator', 'sessionId'])
    expect(await precinct.post('/queries', { ...look, [claim]: 'police-chief' }, officer)).toMatchObject({
      status: 400,
      body: { where: claim },
    });
  const headers = { 'x-role': 'police-chief', 'x-member-id': admin.memberId, 'x-forwarded-user': 'administrator' };
  const enrolment = { username: 'friend', name: 'Named Person', position: 'police-chief' };
  const { status, body } = await precinct.post('/members', enrolment, officer, { headers });
  expect([status, body.clauses.map(({ code }: { code: string }) => code)]).toEqual([403, ['R-NOT-ASSIGNED']]);
  expect(await refusals('EnrolMember')).toEqual([['R-NOT-ASSIGNED']]);
  const [refused] = (await onLedger('ActionRefused')).slice(-1);
  expect(refused!.actor.id).toBe(officer.memberId);
});

it('a session that was closed opens nothing, and that somebody tried is written down once', async () => {
  const stolen = { ...officer };
  await precinct.done('/sessions/current', undefined, officer, { method: 'DELETE' });
  for (let time = 0; time < 3; time += 1) expect((await precinct.post('/queries', look, stolen)).status).toBe(401);
  const astray = await onLedger('StrayTokenPresented');
  expect(astray.map(({ data }) => data)).toEqual([
    expect.objectContaining({ memberId: officer.memberId, how: 'closed-session' }),
  ]);
  await precinct.pass(1);
});

it('a one-time code works once, whoever sends it again', async () => {
  const credentials = precinct.keys.credentials('officer.a');
  Object.assign(officer, await precinct.done('/sessions', credentials));
  const again = await precinct.post('/sessions', credentials);
  expect([again.status, again.body.clauses?.map(({ code }: { code: string }) => code)]).toEqual([401, undefined]);
  expect((await refusals('LogIn')).at(-1)).toContain('R-REPLAY');
  await precinct.done('/sessions/current/banner', undefined, officer);
});

it('another agency’s credential opens no door but its own, and an agreement that ran out opens none', async () => {
  const neighbour = { agencyName: 'Indio Police Department', agencyClass: 'local-le', california: true };
  const { agencyId } = await precinct.done('/agencies', { ...neighbour, ori: 'CA0330400', network: 'learn' }, admin);
  const named = { personName: 'Named Person', rank: 'Detective', contact: 'named.person@pd.example' };
  const person = await precinct.done(`/agencies/${agencyId}/persons`, named, admin);
  for (const door of ['/queries', '/detections', '/members'])
    expect((await precinct.post(door, look, person)).status).toBe(401);
  const clauses = 'legitimate-use-only no-immigration-enforcement no-onward-transfer reason-for-every-search';
  const agreement = {
    agencyId,
    clauses: [...clauses.split(' '), 'audit-on-demand', 'breach-notice', 'retention-limit', 'termination'],
    document: 'd'.repeat(64),
    scope: ['detections'],
    from: precinct.watch.in(0),
    until: precinct.watch.in(24),
  };
  const { mouId } = await precinct.done('/sharing/agreements', agreement, chief);
  const basis = 'the agreement bars any use for immigration, and its audits are ours';
  await precinct.done(`/sharing/agreements/${mouId}/values-act`, { complies: true, basis }, chief);
  await precinct.done(`/sharing/agreements/${mouId}/access`, undefined, admin);
  await precinct.done('/agency/searches', look, person);
  await precinct.pass(25);
  expect(await precinct.codes('/agency/searches', look, person)).toEqual(['R-NO-MOU']);
  expect((await refusals('MakeQuery')).at(-1)).toEqual(['R-NO-MOU']);
});

it('a clock set back brings back nothing that lapsed, and the house writes down that it was', async () => {
  const { recordedAt } = (await lines()).at(-1)!;
  precinct.watch.jump(-1000);
  await precinct.done('/queries', look, officer);
  expect((await lines()).at(-1)!.recordedAt >= recordedAt).toBe(true);
  await precinct.tick();
  await precinct.tick();
  const [set, ...more] = (await onLedger('ClockSetBack')).map(({ data }) => data as { behindSeconds: number });
  expect([set!.behindSeconds, more]).toEqual([expect.any(Number), []]);
  expect(set!.behindSeconds).toBeGreaterThan(900 * 3600);
  precinct.watch.jump(1000);
});

it('of approvals that race for one entry one is recorded, and nobody is told that his was another', async () => {
  const { hotListId } = await precinct.done('/hot-lists', { source: 'local', name: 'Local' }, admin);
  const believed = {
    category: 'involved-in-crime',
    plate: '7HLB001',
    plateState: 'CA',
    reason: 'left the robbery of a jeweller on Palm Canyon Drive',
    reference: '26-11-0417',
    offence: 'Penal Code 211',
    sourceDate: precinct.watch.in(-1),
    expiresAt: precinct.watch.in(24 * 20),
  };
  const { entryId } = await precinct.done(`/hot-lists/${hotListId}/entries`, believed, officer);
  const other = await precinct.hire('sergeant.b', 'police-sergeant', true);
  const signed = await Promise.all(
    [sergeant, other, sergeant, other].map((by) =>
      precinct.post(`/hot-lists/${hotListId}/entries/${entryId}/co-signature`, undefined, by),
    ),
  );
  expect(signed.every(({ status }) => status < 300 || status === 403)).toBe(true);
  expect(signed.filter(({ body }) => body.recorded?.length === 1).length).toBe(1);
  expect((await onLedger('HotListEntryCoSigned')).length).toBe(1);
});

it('the same command id with other content is a conflict, and the first stands', async () => {
  const key = keyed(randomUUID());
  const first = await precinct.done('/queries', look, officer, key);
  const again = await precinct.done('/queries', look, officer, key);
  expect([again.queryId, again.receipt.repeated]).toEqual([first.queryId, true]);
  const other: Answer = await precinct.post('/queries', { ...look, elements: { plate: '7QQQ772' } }, officer, key);
  expect(other.status).toBe(409);
  expect((await onLedger('QueryMade')).filter(({ data }) => (data as any).queryId === first.queryId).length).toBe(1);
});

it('a camera that was retired is refused by the policy, and its attempts stand on the ledger', async () => {
  const place = { latitude: 33.83, longitude: -116.54 };
  const camera = await precinct.done('/equipment', { name: 'Palm Canyon Dr', mobility: 'fixed', place }, admin);
  const sign = { sentAt: precinct.watch.in(0), testRead: null };
  await precinct.done('/heartbeats', sign, camera);
  await precinct.done(`/equipment/${camera.cameraId}/retirement`, { why: 'replaced' }, admin);
  expect(await precinct.codes('/heartbeats', sign, camera)).toEqual(['R-SRC-UNKNOWN']);
  expect(await refusals('SendHeartbeat')).toEqual([['R-SRC-UNKNOWN']]);
});
