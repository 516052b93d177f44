/** The terminal's part in custody: holds, purges, evidence and copies, each decision under a member's own name. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { custodians, readsOf } from '../support/custody.js';
import { codeOf, type House, openTestHouse, password, Watch } from '../support/house.js';
import { assertBuilt, linesOf, run, type Said, stack, temporary } from './running.js';

const dir = temporary('custody');
const said: Said[] = [];
let house: House;
let settings: NodeJS.ProcessEnv;

beforeAll(async () => {
  assertBuilt();
  house = await openTestHouse({ watch: new Watch(Date.now() - 120_000) });
  const people = await custodians(house);
  await readsOf(house, people, ['7HELD01', '7FREE02']);
  await house.close();
  settings = { ALPR_DATA_DIR: house.dir };
  writeFileSync(join(dir, 'password'), `${password}\n`);
}, 60_000);
afterAll(() => {
  expect(said.filter(({ out, err }) => stack.test(out + err))).toEqual([]);
  for (const each of [dir, house.dir]) rmSync(each, { recursive: true, force: true });
});

const told = async (...args: string[]): Promise<Said> => {
  const one = await run(args, settings, 120_000);
  said.push(one);
  return one;
};
const as = (username: string): string[] => {
  // The authenticator goes by the hour of its house, which must be the real one here.
  house.watch.jump((Date.now() - Date.parse(house.watch.in(0))) / 3_600_000);
  return ['--as', username, '--password-file', join(dir, 'password'), '--code', codeOf(house, username)];
};

let holdId: string;

it('the Custodian places a hold, which says what it reached and stands in the register', async () => {
  const order = ['--matter', 'People v. Doe', '--authority', 'Preservation demand', '--review', '2099-01-01'];
  const placed = await told('hold', 'place', ...as('custodian.a'), ...order, '--plate', '7held01');
  expect([placed.code, placed.out]).toEqual([0, expect.stringMatching(/^hold [0-9a-f-]{36}: 1 units of 1 days/)]);
  holdId = placed.out.slice(5, 41);
  const listed = linesOf((await told('hold', 'list', '--json')).out).map((line) => JSON.parse(line));
  expect(listed).toMatchObject([{ holdId, state: 'placed', units: 1 }]);
}, 120_000);

it('evidence is booked onto a medium by the officer of the case', async () => {
  const medium = join(dir, 'medium');
  mkdirSync(medium);
  const recipient = await identityToRecipient(await generateX25519Identity());
  const labels = ['--property', 'P26-00417', '--media-id', 'SN 60A4', '--recipient', recipient];
  const booked = await told('evidence', 'book', ...as('officer.a'), '--hold', holdId, '--to', medium, ...labels);
  expect([booked.code, booked.err.includes('7HELD01')]).toEqual([0, false]);
  expect(readdirSync(medium).sort()).toEqual([expect.stringMatching(/manifest.json$/), expect.stringMatching(/age$/)]);
}, 120_000);

it('a purge before its time is refused, with the code that says so', async () => {
  expect((await told('purge', 'due')).out).toBe('nothing is due\n');
  const today = new Date().toISOString().slice(0, 10);
  const refused = await told('purge', 'propose', 'detection', today, ...as('administrator'));
  expect([refused.code, refused.err]).toEqual([77, expect.stringContaining('430.8¶3.1')]);
  expect((await told('purge', 'run')).out).toContain('no purge is ripe');
  expect((await told('purge', 'verify', join(dir, 'password'))).code).toBe(1);
}, 120_000);

it('copies are made, listed, and restored to be read back', async () => {
  const out = join(dir, 'copies');
  const made = await told('backup', 'make', '--out', out);
  expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^backup [0-9a-f-]{36}: \d+ events/)]);
  expect(linesOf((await told('backup', 'list', '--out', out)).out)).toHaveLength(3);
  const tested = await told('restore', '--out', out, '--test');
  expect([tested.code, tested.out]).toEqual([0, expect.stringMatching(/ 0 purged; 0 problems/)]);
  const into = join(dir, 'restored');
  expect((await told('restore', '--out', out, '--into', into)).code).toBe(0);
  expect((await told('restore', '--out', out, '--into', into)).code).toBe(64);
  const listed = await told('report', 'quarter', '2026-Q9');
  expect(listed.code).toBe(64);
}, 240_000);
