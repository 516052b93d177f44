/** Hot lists over HTTP: what a vehicle may be sought for, whole versions, and what never comes into force. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Alerting } from '../../src/handlers/alerting.js';
import { Views } from '../../src/projections/views.js';
import { type Answer, codesOf, Department, type Role } from './department.js';

let department: Department;
beforeAll(async () => void (department = await Department.open()), 60_000);
afterAll(() => department.close());

const sample = (name: string): string => readFileSync(join(__dirname, '../../demo/hotlists', name), 'latin1');
const ncic = sample('ncic-like.mapping.json');
const officer: Role = 'police-officer';
const why = {
  purpose: 'stolen-vehicle',
  reason: 'the sedan taken at gunpoint on Ramon Road',
  eventNumber: '26-11-0417',
};
const hours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString();

const list = async (source = 'federal'): Promise<string> =>
  (await department.done('/hot-lists', 'administrator', { source, name: `List ${randomUUID()}` })).hotListId;

/** Sends a form as a browser would. */
const send = (of: string, file: string, mapping: string, more: { asOf?: string; as?: Role; key?: string } = {}) => {
  const boundary = randomUUID();
  const part = (name: string, text: string, filename = '') =>
    [`--${boundary}`, `content-disposition: form-data; name="${name}"${filename}`, '', text, ''].join('\r\n');
  const asOf = more.asOf ? part('asOf', more.asOf) : '';
  const body = `${part('mapping', mapping)}${asOf}${part('list', file, '; filename="list.txt"')}--${boundary}--\r\n`;
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    ...(more.key && { 'idempotency-key': more.key }),
  };
  return department.post(`/hot-lists/${of}/versions`, more.as ?? 'administrator', body, headers);
};
const enable = (of: string, file: string) =>
  department.post(`/hot-lists/${of}/source-files/${file}/enabling`, 'administrator');
const see = async (plate: string, capturedAt = new Date().toISOString()): Promise<void> => {
  const read = { sourceEventId: randomUUID(), capturedAt, plate, plateState: 'CA', confidence: 0.97 };
  const { position } = await department.done('/detections', 'camera', read);
  await department.app.get(Alerting).reached(BigInt(position));
  await department.app.get(Views).caughtUp();
};
const hitsOf = async (plate: string): Promise<any[]> => {
  await department.app.get(Alerting).reached(department.app.get(Views).position);
  await department.app.get(Views).caughtUp();
  return (await department.done('/queries', officer, { ...why, question: 'hits', elements: { plate } })).rows;
};
/** Alerts look at what was recorded in its order, so a version is in force before the next read is looked at. */
const inForce = async ({ body }: Answer): Promise<void> => department.app.get(Alerting).reached(BigInt(body.position));
const row = (code: string, plate: string, number: string): string =>
  `${code.padEnd(3)}${plate.padEnd(10)}CA${number.padEnd(10)}CA0000000${''.padEnd(24)} `;

describe('an entry', () => {
  const entry = { category: 'stolen-vehicle', plateState: 'CA', reason: 'taken from a driveway on Sunday' };
  const add = (of: string, more: object, as: Role = officer) => {
    const body = { ...entry, plate: '7HLA001', reference: '26-1', expiresAt: hours(24), ...more };
    return department.post(`/hot-lists/${of}/entries`, as, body);
  };

  it.each([
    [{ category: 'immigration-violator' }, ['R-HL-IVF', 'R-HL-CATEGORY']],
    [{ category: 'curiosity' }, ['R-HL-CATEGORY']],
    [{ reason: 'bolo' }, ['R-HL-REASON']],
    [{ reference: 'none' }, ['R-HL-REFERENCE']],
    [{ expiresAt: null }, ['R-HL-NO-EXPIRY']],
    [{ category: 'watch-list' }, ['R-HL-NOT-SPECIFIC']],
    [{ category: 'restraining-order' }, ['R-HL-REFERENCE']],
    [{ category: 'expired-registration', sourceDate: hours(-31 * 24) }, ['R-HL-REFERENCE']],
    [{ plate: '7AB 12' }, ['R-HL-PLATE']],
  ])('with %j is refused', async (more, codes) => expect(codesOf(await add(await list('local'), more))).toEqual(codes));

  it('on a list that is not registered, or was taken out of use, is refused', async () => {
    expect(codesOf(await add(randomUUID(), {}))).toEqual(['R-HL-UNKNOWN']);
    const of = await list('local');
    await department.done(`/hot-lists/${of}/retirement`, 'administrator', { why: 'superseded' });
    expect(codesOf(await add(of, {}))).toEqual(['R-HL-UNKNOWN']);
  });

  it('for involvement in a crime is matched only once a sergeant has co-signed it', async () => {
    const of = await list('local');
    const believed = { category: 'involved-in-crime', plate: '7HLB001', offence: 'Penal Code 211' };
    const { body } = await add(of, believed);
    await see('7HLB001');
    expect(await hitsOf('7HLB001')).toEqual([]);
    const coSign = (as: Role) => department.post(`/hot-lists/${of}/entries/${body.entryId}/co-signature`, as);
    expect(codesOf(await coSign('police-dispatcher'))).toEqual(['R-HL-COSIGN']);
    await inForce(await coSign('police-sergeant'));
    await see('7HLB001');
    expect(await hitsOf('7HLB001')).toMatchObject([
      { category: 'involved-in-crime', reference: '26-1', verified: false },
    ]);
  });
});

describe('a source file', () => {
  it('is off until it is switched on, and some can never be', async () => {
    const of = await list();
    expect(codesOf(await enable(of, 'immigration-violator'))).toEqual(['R-HL-IVF']);
    expect(codesOf(await enable(of, 'gang'))).toEqual(['R-HL-FILE']);
    expect((await enable(of, 'vehicle')).status).toBe(201);
  });
});

describe('an imported file', () => {
  it('comes into force as a version; what the policy does not name is set aside by reason', async () => {
    const of = await list();
    const files = [
      'vehicle',
      'license-plate',
      'wanted-person',
      'missing-person',
      'protection-order',
      'threat-screening',
    ];
    for (const file of files) await enable(of, file);
    const { status, body } = await send(of, sample('ncic-like.txt'), ncic);
    expect([status, body]).toMatchObject([201, { number: 1, entries: 9, added: 9, removed: 0, unchanged: 0 }]);
    expect(body).toMatchObject({ duplicates: 1, collisions: 1 });
    const setAside = body.quarantine.map(({ code, entries, lines }: any) => [code, entries, lines]);
    expect(setAside).toEqual(
      expect.arrayContaining([
        ['R-HL-FILE-OFF', 1, [9]],
        ['R-HL-NOT-SPECIFIC', 1, [11]],
        ['R-HL-CATEGORY', 1, [12]],
        ['R-HL-IVF', 1, [13]],
        ['R-HL-PLATE', 1, [15]],
      ]),
    );
    const register = { question: 'registers', elements: { register: 'hot-list-quarantine' }, ...why, purpose: 'audit' };
    const { rows } = await department.done('/queries', 'auditor', register);
    expect(rows.filter(({ hotListId }: any) => hotListId === of)).toHaveLength(5);
  });

  it('of a wrong layout is not taken, and every wrong line is named', async () => {
    const of = await list();
    const { status, body } = await send(of, 'EV FAKE001\nEV FAKE002   CAV000000002CA0000000\n', ncic);
    expect([status, body.problems.map(({ line }: any) => line)]).toEqual([400, [1, 2]]);
    expect(JSON.stringify(body)).not.toContain('FAKE');
    const mapping = await send(of, 'x', '{\n"name": "x",\n}');
    expect([mapping.status, mapping.body.problems[0].line]).toEqual([400, 3]);
  });

  it('is met from its moment on, and an entry that left the list is met no more', async () => {
    const of = await list();
    await enable(of, 'vehicle');
    await inForce(
      await send(of, `${row('EV', '7HLC001', 'V000000001')}\n${row('EV', '7HLC002', 'V000000002')}\n`, ncic),
    );
    await see('7HLC001');
    const [hit] = await hitsOf('7HLC001');
    expect(hit).toMatchObject({ match: 'exact', reference: 'V000000001', staleHours: null, priority: 2 });
    const entries = { ...why, question: 'hot-list-entries', elements: { plate: '7HLC001' } };
    const { rows } = await department.done('/queries', officer, entries);
    expect(rows).toMatchObject([{ plate: '7HLC001', reference: 'V000000001', hotListId: of }]);
    const between = new Date().toISOString();
    const next = await send(of, `${row('EV', '7HLC002', 'V000000002')}\n${row('EV', '7HLC003', 'V000000003')}\n`, ncic);
    expect(next.body).toMatchObject({ number: 2, added: 1, removed: 1, unchanged: 1 });
    await inForce(next);
    await see('7HLC001');
    expect(await hitsOf('7HLC001')).toHaveLength(1);
    // A camera that was offline sends what it saw under the version before.
    await see('7HLC001', between);
    expect(await hitsOf('7HLC001')).toHaveLength(2);
    await see('7HLC0O3');
    expect(await hitsOf('7HLC003')).toMatchObject([{ match: 'confusable' }]);
    await inForce(await department.post(`/hot-lists/${of}/source-files/vehicle/disabling`, 'administrator'));
    await see('7HLC003');
    expect(await hitsOf('7HLC003')).toHaveLength(1);
    await inForce(await enable(of, 'vehicle'));
    await inForce(await department.post(`/hot-lists/${of}/retirement`, 'administrator', { why: 'superseded' }));
    await see('7HLC003');
    expect(await hitsOf('7HLC003')).toHaveLength(1);
  });

  it('that its source has not vouched for since yesterday makes its alerts say so', async () => {
    const of = await list();
    await enable(of, 'vehicle');
    await inForce(await send(of, `${row('EV', '7HLD001', 'V000000001')}\n`, ncic, { asOf: hours(-30) }));
    await see('7HLD001');
    expect(await hitsOf('7HLD001')).toMatchObject([{ staleHours: 30 }]);
  });

  it('is recorded once however often it is sent under one key, and never over a newer one', async () => {
    const of = await list();
    await enable(of, 'vehicle');
    const key = randomUUID();
    const file = `${row('EV', '7HLE001', 'V000000001')}\n`;
    const first = await send(of, file, ncic, { key, asOf: hours(-1) });
    const again = await send(of, file, ncic, { key, asOf: hours(-1) });
    expect([first.status, again.status]).toEqual([201, 409]);
    expect(codesOf(await send(of, file, ncic, { asOf: hours(-2) }))).toEqual(['R-HL-VERSION']);
    expect(codesOf(await send(of, file, ncic, { as: 'police-sergeant' }))).toEqual(['R-NOT-ADMIN']);
    expect(codesOf(await send(randomUUID(), file, ncic))).toContain('R-HL-UNKNOWN');
  });

  it('of the State, delimited, is read by its own mapping', async () => {
    const of = await list('state');
    const mapping = sample('svs-like.mapping.json');
    const { body } = await send(
      of,
      sample('svs-like.txt').replaceAll('2026', String(new Date().getFullYear())),
      mapping,
    );
    expect(body.entries).toBeGreaterThanOrEqual(3);
    expect(body.quarantine.map(({ code }: any) => code)).toContain('R-HL-CATEGORY');
  });
});
