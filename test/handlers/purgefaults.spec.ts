/** Whatever happens to a purge between its fence and its certificate, it ends as one: gone, certified, and for good. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Between } from '../../src/handlers/destruction.js';
import { allPurges } from '../../src/projections/retention.js';
import { searchDetections } from '../../src/projections/search.js';
import { verifyCertificate } from '../../src/reports/certificate.js';
import { bucketOf, custodians, custodyOf, order, pass, readsOf, today } from '../support/custody.js';
import { factsOf, type House, logIn, openTestHouse, problemsOf, typesOf } from '../support/house.js';

let house: House;
let date: string;
let purgeId: string;

/** A day with one read that is held and two that are not, whose purge is approved and ripe. */
const ripe = async (): Promise<void> => {
  house = await openTestHouse();
  const custodial = custodyOf(house);
  const people = await custodians(house);
  await custodial.timekeeper.note();
  date = today(house);
  await readsOf(house, people, ['7GONE01', '7GONE02', '7HELD03']);
  await custodial.holding.place(order(house, { plates: ['7HELD03'] }), people.custodian, randomUUID());
  await pass(house, custodial, 31);
  const administrator = await logIn(house, 'administrator');
  ({ purgeId } = await custodial.purging.propose(bucketOf(date), administrator, randomUUID()));
  await custodial.purging.approve(purgeId, await logIn(house, 'custodian.a'), randomUUID());
  await pass(house, custodial, 1.5);
};

const reopen = async (): Promise<ReturnType<typeof custodyOf>> => {
  const { dir, watch } = house;
  await house.close();
  house = await openTestHouse({ dir, watch });
  return custodyOf(house);
};

const plates = (plate: string) => searchDetections(house.views.db, { plate }, 10).length;
const filesHolding = (text: string): string[] =>
  readdirSync(house.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));

beforeEach(ripe, 60_000);
afterEach(() => house.raze());

const steps: readonly Parameters<Between>[0][] = [
  'committed',
  'keys',
  'rows',
  'parts',
  'images',
  'search',
  'certificate',
];

describe('a purge that stops', () => {
  it.each(steps)(
    'after "%s" is closed to reading at the next start, and goes on to its certificate',
    async (at) => {
      const stopping = custodyOf(house, (step) => {
        if (step === at) throw new Error(`stopped after ${step}`);
      });
      await expect(stopping.purging.run()).rejects.toThrow(`stopped after ${at}`);
      const custodial = await reopen();
      await custodial.custody.guard();
      await house.views.caughtUp();
      expect([plates('7GONE01'), plates('7HELD03')]).toEqual([0, 1]);
      expect(house.vault.status(`detection/${date}#0`)).toBe('destroyed');
      const [done] = await custodial.purging.run();
      expect(done).toMatchObject({ purgeId, outcome: 'completed' });
      const file = custodial.certifying.read(done!.certificateId!, 'json').toString();
      expect(verifyCertificate(file)).toMatchObject({ valid: true });
      expect(JSON.parse(file).certificate).toMatchObject({ verification: { resumed: true }, kept: { units: 1 } });
      expect(filesHolding('7GONE01')).toEqual([]);
      expect(await problemsOf(house)).toEqual([]);
      expect(allPurges(house.views.db)).toMatchObject([{ state: 'completed' }]);
      expect(await custodial.purging.run()).toEqual([]);
    },
    60_000,
  );

  it('for bytes that were left is not certified', async () => {
    const leaving = custodyOf(house, (step) => {
      if (step === 'images') cpSync(join(saved, 'ledger'), join(house.dir, 'left'), { recursive: true });
    });
    const saved = mkdtempSync(join(tmpdir(), 'saved-'));
    cpSync(join(house.dir, 'ledger'), join(saved, 'ledger'), { recursive: true });
    await expect(leaving.purging.run()).rejects.toThrow(/left something: a piece of a ciphertext in left/);
    expect(await typesOf(house, `retention-detection-${date.replaceAll('-', '')}`)).not.toContain('PurgeCompleted');
    rmSync(join(house.dir, 'left'), { recursive: true });
    expect(await custodyOf(house).purging.run()).toMatchObject([{ outcome: 'completed' }]);
    rmSync(saved, { recursive: true });
  }, 60_000);
});

describe('a key that comes back with an old backup', () => {
  it('is destroyed again before anything is read, and that is on the record', async () => {
    const saved = mkdtempSync(join(tmpdir(), 'saved-'));
    cpSync(join(house.dir, 'vault'), join(saved, 'vault'), { recursive: true });
    await custodyOf(house).purging.run();
    const { dir, watch } = house;
    await house.close();
    cpSync(join(saved, 'vault'), join(dir, 'vault'), { recursive: true });
    house = await openTestHouse({ dir, watch });
    expect(house.vault.status(`detection/${date}#0`)).toBe('live');
    const { custody } = custodyOf(house);
    expect(await custody.guard()).toBe(1);
    expect(await custody.guard()).toBe(0);
    expect(house.vault.status(`detection/${date}#0`)).toBe('destroyed');
    const stream = `retention-detection-${date.replaceAll('-', '')}`;
    expect((await typesOf(house, stream)).at(-1)).toBe('PurgeResurrectionBlocked');
    const reads = (await factsOf(house)).filter(({ type }) => type === 'DetectionRecorded');
    expect(reads.map(({ sealed }) => sealed && (sealed as { plate: string }).plate)).toEqual([null, null, '7HELD03']);
    expect(await problemsOf(house)).toEqual([]);
    rmSync(saved, { recursive: true });
  }, 60_000);
});
