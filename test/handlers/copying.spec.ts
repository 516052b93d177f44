/** Backups: made beside a running house, restored and read back; old copies of keys bring back nothing that is gone. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copiesIn, copyStores, leaveNote, restoreStores } from '../../src/handlers/copying.js';
import { searchDetections } from '../../src/projections/search.js';
import { allBackups } from '../../src/projections/backups.js';
import { custodians, custodyOf, pass, purge, readsOf, today } from '../support/custody.js';
import { type House, imageFiles, logIn, openTestHouse, problemsOf, sizeOf } from '../support/house.js';

let house: House;
let root: string;
let into: string;
const rules = { keyDays: 30, sealedDays: 30 };

beforeEach(async () => {
  house = await openTestHouse({ threaded: true });
  root = mkdtempSync(join(tmpdir(), 'copies-'));
  into = join(mkdtempSync(join(tmpdir(), 'restored-')), 'data');
});
afterEach(async () => {
  await house.raze();
  for (const dir of [root, into]) rmSync(dir, { recursive: true, force: true });
});

const copy = (at = house.watch.in(0)) => copyStores(house.dir, root, { backupId: randomUUID(), takenAt: at }, rules);
const newest = () => ({
  ledger: copiesIn(root, 'ledger')[0]!,
  sealed: copiesIn(root, 'sealed')[0]!,
  keys: copiesIn(root, 'keys')[0]!,
});
/** The restored department; its passphrase is brought from elsewhere. */
const reopened = async (chosen = newest()): Promise<House> => {
  restoreStores(root, chosen, into);
  const passphrase = readFileSync(join(house.dir, 'vault', 'keys', 'passphrase'));
  writeFileSync(join(into, 'vault', 'keys', 'passphrase'), passphrase);
  return openTestHouse({ dir: into, watch: house.watch });
};

it('made beside a running house restores to the same ledger, every sealed part and picture readable', async () => {
  const people = await custodians(house);
  await readsOf(house, people, ['7COPY01', '7COPY02']);
  const made = await copy();
  expect(made).toMatchObject({ treeSize: await sizeOf(house), destroyed: 0 });
  await readsOf(house, people, ['7LATER03']);
  const restored = await reopened();
  try {
    await restored.views.caughtUp();
    expect(await sizeOf(restored)).toBe(made.treeSize);
    expect(await problemsOf(restored)).toEqual([]);
    expect(searchDetections(restored.views.db, { plate: '7COPY01' }, 10)).toHaveLength(1);
    expect(searchDetections(restored.views.db, { plate: '7LATER03' }, 10)).toEqual([]);
    expect(imageFiles(into)).toHaveLength(2);
  } finally {
    await restored.close();
  }
}, 60_000);

it('keeps ciphertexts out of the copy that is kept for ever, and the passphrase out of all', async () => {
  const people = await custodians(house);
  await readsOf(house, people, ['7COPY01']);
  await copy();
  const ciphertexts: Buffer[] = [];
  for await (const { parts } of house.ledger.readAll(-1n))
    ciphertexts.push(...parts.map(({ ciphertext }) => Buffer.from(ciphertext)));
  const bytes = readFileSync(join(root, 'ledger', newest().ledger, 'ledger.db'));
  expect(ciphertexts.length).toBeGreaterThan(5);
  expect(ciphertexts.filter((one) => bytes.includes(one.subarray(0, 16)))).toEqual([]);
  const secret = readFileSync(join(house.dir, 'vault', 'keys', 'passphrase'), 'utf8').trim();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name)).includes(secret)).toBe(false);
}, 60_000);

it('with keys of before a purge is read by nobody: they are destroyed again before anything opens', async () => {
  const people = await custodians(house);
  const custodial = custodyOf(house);
  await custodial.timekeeper.note();
  await readsOf(house, people, ['7GONE01']);
  const date = today(house);
  await copy();
  const before = newest();
  await pass(house, custodial, 31);
  await purge(house, custodial, date, (username) => logIn(house, username));
  await copyStores(
    house.dir,
    root,
    { backupId: randomUUID(), takenAt: house.watch.in(0) },
    { keyDays: 99, sealedDays: 99 },
  );
  for (const chosen of [before, { ...newest(), ledger: before.ledger }])
    expect(() => restoreStores(root, chosen, into)).toThrow(/newer copy of the ledger/);
  const restored = await reopened({ ...before, ledger: newest().ledger });
  try {
    expect(await custodyOf(restored).custody.guard()).toBe(1);
    await restored.views.caughtUp();
    expect(searchDetections(restored.views.db, { plate: '7GONE01' }, 10)).toEqual([]);
    expect(imageFiles(into)).toEqual([]);
    expect(await problemsOf(restored)).toEqual([]);
  } finally {
    await restored.close();
  }
}, 90_000);

it('destroys copies of keys and sealed parts that are older than they may become, and none of the ledger', async () => {
  await custodians(house);
  await copy(house.watch.in(-24 * 40));
  await copy(house.watch.in(-24 * 20));
  expect(await copy()).toMatchObject({ destroyed: 2 });
  expect([copiesIn(root, 'ledger'), copiesIn(root, 'sealed'), copiesIn(root, 'keys')].map((one) => one.length)).toEqual(
    [3, 2, 2],
  );
}, 60_000);

it('made while the house held the ledger is on the record within the hour', async () => {
  await custodians(house);
  const made = await copy();
  leaveNote(house.dir, { type: 'RecordBackup', data: made });
  const { custody } = custodyOf(house);
  await custody.round();
  await custody.round();
  expect(custody.failure).toBeNull();
  await house.views.caughtUp();
  expect(allBackups(house.views.db)).toMatchObject([{ backupId: made.backupId, what: 'copied', root: made.root }]);
}, 60_000);
