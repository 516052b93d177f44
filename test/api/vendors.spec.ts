/** Vendors over HTTP: what is on file of them, what drifts, what vanishes from their logs, and what a batch lacks. */
import { createHash, randomUUID } from 'node:crypto';
import { type Person, Precinct } from './precinct.js';

let precinct: Precinct;
let admin: Person;
let officer: Person;
let camera: { cameraId: string; token: string };
beforeAll(async () => {
  precinct = await Precinct.open({ ALPR_DEPARTMENT_NETWORKS: '127.0.0.1' });
  admin = precinct.administrator;
  officer = await precinct.hire('officer.a', 'police-officer', true);
  camera = await precinct.done('/equipment', { name: 'North gate', mobility: 'fixed', place: null }, admin);
}, 120_000);
afterAll(() => precinct.close());

const document = 'd'.repeat(64);
const flock = { vendor: 'Flock Safety', product: 'FlockOS', contract: document, addendum: document };
const nothing = randomUUID();
let store: string;
const findings = async (): Promise<any[]> => precinct.register('vendor-findings');

it('a store is registered with contract and addendum, and attested', async () => {
  expect(await precinct.codes('/vendors', { ...flock, addendum: null }, admin)).toEqual(['R-STORE-CONTRACT']);
  expect(await precinct.codes('/vendors', flock, officer)).toEqual(['R-NOT-ADMIN']);
  const { dataStoreId } = await precinct.done('/vendors', flock, admin);
  store = `/vendors/${dataStoreId}`;
  const report = { kind: 'soc-report', document, validUntil: precinct.watch.in(1000) };
  expect(await precinct.codes(`${store}/attestations`, { ...report, document: null }, admin)).toEqual([
    'R-ATTESTATION',
  ]);
  expect(await precinct.codes(`/vendors/${nothing}/attestations`, report, admin)).toEqual(['R-STORE-UNKNOWN']);
  await precinct.done(`${store}/attestations`, report, admin);
  const [row] = await precinct.register('vendors');
  expect(row).toMatchObject({ vendor: 'Flock Safety', attestations: [{ kind: 'soc-report', document }] });
});

describe('the sharing switches', () => {
  const settings = { sharing: { nationwide: false, with: ['Cathedral City PD'] }, immigrationEnforcement: 'off' };

  it('are approved as they were last seen, and a difference from those is a finding', async () => {
    const { digest, immigration } = await precinct.done(`${store}/settings`, { settings }, admin);
    expect(immigration).toEqual([]);
    expect(await precinct.codes(`${store}/settings/approval`, { digest: document }, admin)).toEqual([
      'R-SETTINGS-SEEN',
    ]);
    await precinct.done(`${store}/settings/approval`, { digest }, admin);
    const turned = { immigrationEnforcement: 'off', sharing: { with: ['Cathedral City PD'], nationwide: false } };
    expect((await precinct.done(`${store}/settings`, { settings: turned }, admin)).digest).toBe(digest);
    expect(await findings()).toEqual([]);
    const wider = { ...settings, sharing: { ...settings.sharing, nationwide: true } };
    await precinct.done(`${store}/settings`, { settings: wider }, admin);
    const [found] = await findings();
    expect(found).toMatchObject({ finding: 'settings', counts: { changed: 1, immigration: 0 } });
    expect(found.details).toEqual(['sharing.nationwide']);
  });

  it('that share for immigration enforcement are found by name or by value, and never approved', async () => {
    const on = { ...settings, immigrationEnforcement: 'on', sharing: { with: ['ICE ERO Los Angeles'] } };
    const { digest, immigration } = await precinct.done(`${store}/settings`, { settings: on }, admin);
    expect(immigration).toEqual(['immigrationEnforcement', 'sharing.with.0']);
    expect(await precinct.codes(`${store}/settings/approval`, { digest }, admin)).toEqual(['R-VENDOR-IMMIGRATION']);
    expect((await findings())[0].counts.immigration).toBe(2);
    expect((await precinct.register('vendors'))[0].immigration).toBe(2);
  });
});

describe('the vendor’s log', () => {
  const header = 'Name,Org Name,License Plate,Search Time,Reason';
  const rows = [1, 2, 3].map((n) => `Officer ${n},PSPD,7XYZ12${n},2026-11-2${n}T08:00:00Z,stolen vehicle ${n}`);
  const send = (lines: readonly string[], at = store, by = admin) =>
    precinct.app.inject({
      method: 'POST',
      url: `${at}/audit-log`,
      headers: { authorization: `Bearer ${by.token}`, 'content-type': 'text/csv' },
      payload: lines.join('\n'),
    });

  it('is imported by its header, once a file', async () => {
    const answer = await send([header, ...rows]);
    expect(answer.json()).toMatchObject({ rows: 3, discrepancy: null });
    expect((await send([header, ...rows])).json()).toMatchObject({ recorded: [], discrepancy: null });
    expect((await precinct.register('vendor-logs')).length).toBe(1);
    expect(precinct.log).not.toContain('7XYZ121');
  });

  it('that lacks a row, or tells one otherwise, or drops a column is a finding', async () => {
    expect((await send([header, rows[0]!, rows[2]!])).json().discrepancy).toMatchObject({ vanished: 1, changed: 0 });
    const altered = rows.map((row) => row.replace('stolen vehicle 2', 'REDACTED'));
    expect((await send([header, ...altered])).json().discrepancy).toMatchObject({ vanished: 0, changed: 1 });
    const narrow = [header, ...rows].map((row) =>
      row
        .split(',')
        .filter((_, index) => index !== 2)
        .join(','),
    );
    expect((await send(narrow)).json().discrepancy).toMatchObject({ columnsDropped: 1, changed: 0 });
    expect((await findings())[0]).toMatchObject({ finding: 'log', details: ['license plate'] });
  });

  it('is not taken without a time, or of a store nobody registered', async () => {
    expect((await send(['Name,Reason', 'Officer 1,theft'])).statusCode).toBe(400);
    const local = await send([header, rows[0]!.replace(':00Z', ':00')]);
    expect([local.statusCode, local.json().where]).toEqual([400, 'line 2']);
    expect(local.body).not.toContain('7XYZ121');
    const codes = (answer: { json: () => any }) => answer.json().clauses.map(({ code }: { code: string }) => code);
    expect(codes(await send([header, ...rows], `/vendors/${nothing}`))).toEqual(['R-STORE-UNKNOWN']);
    expect(codes(await send([header]))).toEqual(['R-LOG-EMPTY']);
    expect(codes(await send([header, ...rows], store, officer))).toEqual(['R-NOT-ADMIN']);
  });
});

describe('what was collected', () => {
  const captured: string[] = [];
  const digestOf = (...ids: string[]) => createHash('sha256').update(ids.sort().join('\n')).digest('hex');
  const manifest = (but: object = {}) => ({
    cameraId: camera.cameraId,
    count: 2,
    first: captured[0],
    last: captured[1],
    reads: digestOf('north-1', 'north-2'),
    ...but,
  });

  it('is compared with the manifest of the batch, which counts once', async () => {
    for (const sourceEventId of ['north-1', 'north-2']) {
      captured.push(precinct.watch.in(0));
      const read = { sourceEventId, capturedAt: captured.at(-1), plate: '7XYZ123', plateState: 'CA', confidence: 0.9 };
      await precinct.done('/detections', read, camera);
    }
    const { transferId } = await precinct.done('/transfers', manifest(), officer);
    expect(await precinct.done('/transfers', manifest(), officer)).toMatchObject({ transferId, recorded: [] });
    await precinct.done('/transfers', manifest({ count: 3 }), officer);
    const [found] = await findings();
    expect(found).toMatchObject({ finding: 'transfer', counts: { count: 3, recorded: 2, same: 1 } });
    expect((await precinct.register('transfers')).map(({ matches }) => matches).toSorted()).toEqual([false, true]);
    expect(await precinct.codes('/transfers', manifest({ cameraId: nothing }), officer)).toEqual(['R-TRANSFER-UNIT']);
    const turned = manifest({ first: captured[1], last: captured[0] });
    expect(await precinct.codes('/transfers', turned, officer)).toEqual(['R-TRANSFER-MANIFEST']);
  });

  it('is kept by the vendor for thirty days, neither more nor less', async () => {
    const held = (but: object = {}) => ({
      asOf: precinct.watch.in(0),
      from: precinct.watch.in(-24),
      reads: ['north-1', 'north-2'].map((sourceEventId, index) => ({ sourceEventId, capturedAt: captured[index] })),
      ...but,
    });
    const url = `${store}/purge-reconciliation`;
    const types = ({ recorded }: { recorded: { type: string }[] }) => recorded.map(({ type }) => type);
    expect(types(await precinct.done(url, held(), officer))).toEqual(['VendorPurgeReconciled']);
    const [one] = held().reads;
    expect(types(await precinct.done(url, held({ reads: [one] }), officer))).toContain('VendorPurgeDiscrepancy');
    expect((await findings())[0].counts).toEqual({ overdue: 0, missing: 1 });
    const old = { sourceEventId: 'north-0', capturedAt: precinct.watch.in(-32 * 24) };
    await precinct.done(url, held({ reads: [...held().reads, old] }), officer);
    expect((await findings())[0].counts).toEqual({ overdue: 1, missing: 0 });
    expect(await precinct.codes(url, held({ asOf: precinct.watch.in(5) }), officer)).toEqual(['R-RECONCILE-TIME']);
    const unknown = `/vendors/${nothing}/purge-reconciliation`;
    expect(await precinct.codes(unknown, held(), officer)).toEqual(['R-STORE-UNKNOWN']);
  });
});
