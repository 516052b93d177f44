/** The watch over the queue: pushed as it is raised, recorded as seen, gone on from, and ended with the session. */
import { Ledger } from '../../src/ledger/ledger.js';
import { Vault } from '../../src/vault/vault.js';
import { Beat } from '../browser/beat.js';
import { factsOf } from '../support/house.js';
import { Department, type Role } from './department.js';
import { why } from './station.js';

type Event = { readonly id: bigint; readonly kind: string; readonly rows: readonly any[] };

let department: Department;
let beat: Beat;
let url = '';
beforeAll(async () => {
  department = await Department.open();
  await department.app.listen(0, '127.0.0.1');
  url = await department.app.getUrl();
  beat = await Beat.of(department);
}, 120_000);
afterAll(() => department.close());

/** Opens the watch; `next` waits for its next event, null once it has ended. */
const open = async (role: Role, headers: Record<string, string> = {}, body: object = why) => {
  const leave = new AbortController();
  const response = await fetch(`${url}/hits/watch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${department.token(role)}`, ...headers },
    body: JSON.stringify(body),
    signal: leave.signal,
  });
  const reader = response.body!.getReader();
  let text = '';
  const next = async (): Promise<Event | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
        if (field('event'))
          return { id: BigInt(field('id')), kind: field('event'), rows: JSON.parse(field('data')).rows };
      } else {
        const { done, value } = await reader.read();
        if (done) return null;
        text += Buffer.from(value).toString();
      }
    }
  };
  return { response, next, leave: () => leave.abort() };
};

const platesOf = ({ rows }: Event): string[] => rows.map(({ plate }) => plate);

/** Resolves once the alert stands in the queue. */
const raised = async (plate: string): Promise<void> => {
  await beat.alert(plate);
  for (;;) {
    const { rows } = await department.done('/hits/queue', 'administrator', why);
    if (rows.some((row: { plate: string }) => row.plate === plate)) return;
  }
};

it('tells the queue, then each alert as it is raised, with the place of the ledger to go on from', async () => {
  await raised('7WTC001');
  const watch = await open('police-officer');
  expect(watch.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const queue = (await watch.next())!;
  expect([queue.kind, platesOf(queue)]).toEqual(['queue', ['7WTC001']]);
  await beat.alert('7WTC002');
  const alert = (await watch.next())!;
  expect([alert.kind, platesOf(alert), alert.rows[0].verified]).toEqual(['alerts', ['7WTC002'], false]);
  expect(alert.id).toBeGreaterThan(queue.id);
  watch.leave();
  const again = await open('police-officer', { 'last-event-id': String(alert.id) });
  expect(platesOf((await again.next())!)).toEqual(['7WTC002', '7WTC001']);
  again.leave();
}, 60_000);

it('records every alert as seen before it is sent', async () => {
  const watch = await open('police-sergeant');
  await watch.next();
  await beat.alert('7WTC003');
  const { rows } = (await watch.next())!;
  watch.leave();
  const { app } = department;
  const facts = await factsOf({ ledger: app.get(Ledger), vault: app.get(Vault) });
  const looks = facts.filter(
    ({ type, actor }) => type === 'ResultsSeen' && actor.id === department.memberId('police-sergeant'),
  );
  expect(looks.map(({ data }) => (data as { seen: string[] }).seen)).toContainEqual([rows[0].id]);
}, 60_000);

it('tells how an alert goes on, with who took a hand in it, and again no plate', async () => {
  await raised('7WTC004');
  const watch = await open('police-dispatcher');
  const [row] = (await watch.next())!.rows;
  await department.post(`/hits/${row.id}/image`, 'police-officer', { kind: 'plate' });
  const { kind, rows } = (await watch.next())!;
  expect([kind, rows[0].openedBy]).toEqual(['progress', department.memberId('police-officer')]);
  expect(rows[0].people).toEqual({ [department.memberId('police-officer')]: 'Person police-officer' });
  expect(JSON.stringify(rows)).not.toContain('7WTC004');
  watch.leave();
}, 60_000);

it('tells who comes again of what was raised and settled while he was away', async () => {
  const first = await open('police-lieutenant');
  const { id } = (await first.next())!;
  first.leave();
  await raised('7WTC005');
  const meanwhile = await open('police-officer', {}, { ...why, once: true });
  const row = (await meanwhile.next())!.rows.find(({ plate }) => plate === '7WTC005');
  await department.post(`/hits/${row.id}/image`, 'police-officer', { kind: 'plate' });
  const said = { stateAgrees: false, charactersAgree: true };
  await department.post(`/hits/${row.id}/comparison`, 'police-officer', said);
  const back = await open('police-lieutenant', { 'last-event-id': String(id) }, { ...why, once: true });
  expect(platesOf((await back.next())!)).not.toContain('7WTC005');
  const missed = (await back.next())!;
  expect([missed.kind, missed.rows.map(({ plate, status }) => `${plate} ${status}`)]).toEqual([
    'alerts',
    expect.arrayContaining(['7WTC005 rejected']),
  ]);
  expect(await back.next()).toBeNull();
}, 60_000);

it('ends when the session is locked: what is raised then is not shown', async () => {
  const watch = await open('police-captain');
  await watch.next();
  await department.post('/sessions/current/lock', 'police-captain');
  await beat.alert('7WTC006');
  expect(await watch.next()).toMatchObject({ kind: 'ended', rows: [] });
  expect(await watch.next()).toBeNull();
}, 60_000);

it('is refused like any question: to whom may see no plates, and to whom gives no reason', async () => {
  expect(await department.refusal('/hits/watch', 'auditor', why)).toContain('R-POSITION');
  expect(await department.refusal('/hits/watch', 'police-officer', { ...why, reason: '' })).toEqual(['R-NO-REASON']);
});
