/** Papers over HTTP: a hold notice and a hit dossier, signed, for those who may, and on the ledger first. */
import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Views } from '../../src/projections/views.js';
import { many } from '../../src/projections/statements.js';
import { hostile, textOf, itWithPoppler } from '../reports/paper.js';
import { Department } from './department.js';
import { nothing } from './roles.js';

let department: Department;
beforeAll(async () => {
  department = await Department.open();
}, 120_000);
afterAll(() => department.close());

const [administrator, custodian, officer] = ['administrator', 'custodian-of-records', 'police-officer'] as const;
const audit = { purpose: 'audit', reason: 'Notice to those who must keep it', noEventNumberBecause: 'an audit' };
const why = {
  purpose: 'stolen-vehicle',
  reason: 'Working the alert dispatched on Ramon Road',
  eventNumber: '26-11-0417',
};
const tomorrow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** The digests of what was exported, as the ledger has them. */
const exported = async (): Promise<string[]> => {
  const views = department.app.get(Views);
  await views.caughtUp();
  return many(views.db, "select event_id from accesses where act = 'RowExported'").map(
    ({ event_id: id }) => id as string,
  );
};

const paper = async (url: string, as: typeof administrator | typeof custodian | typeof officer, body: object) => {
  const { status, bytes } = await department.post(url, as, body);
  expect([url, status, bytes.subarray(0, 5).toString()]).toEqual([url, 200, '%PDF-']);
  expect(bytes.toString('latin1')).toContain('/SubFilter /ETSI.CAdES.detached');
  return bytes;
};

describe('the notice of a hold', () => {
  let holdId: string;
  beforeAll(async () => {
    const read = {
      sourceEventId: 'held',
      capturedAt: tomorrow(-1),
      plate: '7HLD001',
      plateState: 'CA',
      confidence: 0.97,
    };
    await department.done('/detections', 'camera', read);
    const matter = `People v. Doe ${hostile.replace('\ud800', '')}`.slice(0, 200);
    const order = { matter, authority: 'Preservation demand', reviewAt: tomorrow(90), scope: { plates: ['7HLD001'] } };
    expect((await department.post('/holds', custodian, { ...order, matter: 'half \ud800' })).status).toBe(400);
    ({ holdId } = await department.done('/holds', custodian, order));
  });

  itWithPoppler('names the matter and what is held, and no plate; its leaving is on the ledger', async () => {
    const before = (await exported()).length;
    const text = textOf(await paper(`/papers/holds/${holdId}`, custodian, audit));
    expect(text).toContain('People v. Doe');
    expect(text).toContain('Preservation demand');
    expect(text).toMatch(/Detection\s+\d{4}-\d\d-\d\d\s+1/);
    expect(text).not.toContain('7HLD001');
    expect(await exported()).toHaveLength(before + 1);
  });

  it('is not for an officer, nor of a hold that is none', async () => {
    expect(await department.refusal(`/papers/holds/${holdId}`, officer, why)).toContain('R-QUESTION');
    expect((await department.post(`/papers/holds/${nothing}`, custodian, audit)).status).toBe(400);
  });

  it('is asked for with a reason, like everything', async () => {
    const { reason: _, ...silent } = audit;
    expect(await department.refusal(`/papers/holds/${holdId}`, custodian, silent)).toContain('R-NO-REASON');
  });
});

describe('the dossier of a hit', () => {
  let hitId: string;
  beforeAll(async () => {
    const { hotListId } = await department.done('/hot-lists', administrator, {
      source: 'local',
      name: 'Stolen vehicles',
    });
    const entry = {
      plate: '7DSR001',
      plateState: 'CA',
      category: 'stolen-vehicle',
      reason: 'Taken from a driveway on Ramon Road',
      reference: '26-11873',
      expiresAt: tomorrow(10),
    };
    await department.done(`/hot-lists/${hotListId}/entries`, officer, entry);
    const read = {
      sourceEventId: 'dossier',
      capturedAt: tomorrow(0),
      plate: '7DSR001',
      plateState: 'CA',
      confidence: 0.97,
    };
    await department.done('/detections', 'camera', read);
    for (let tries = 0; hitId === undefined && tries < 100; tries += 1) {
      const { rows } = await department.done('/hits/queue', officer, why);
      hitId = rows.find(({ plate }: { plate: string }) => plate === '7DSR001')?.id;
      if (hitId === undefined) await pause(50);
    }
    await department.done(`/hits/${hitId}/image`, officer, { kind: 'plate' }).catch(() => undefined);
  });

  itWithPoppler('tells from the read to the last act, to those who may see the plate', async () => {
    const pdf = await paper(`/papers/hits/${hitId}`, officer, why);
    const text = textOf(pdf);
    expect(text).toContain('7DSR001');
    expect(text).toContain('26-11873');
    expect(text).toContain('HitImageOpened');
    expect(hash('sha256', pdf, 'hex')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not for an auditor, who sees plates masked', async () => {
    expect(await department.refusal(`/papers/hits/${hitId}`, 'auditor', audit)).toContain('R-POSITION');
    expect((await department.post(`/papers/hits/${nothing}`, officer, why)).status).toBe(400);
  });
});
