/** The Administrator's, the Custodian's and the city attorney's work over HTTP: kept, held, purged, certified. */
import { createHash, randomUUID } from 'node:crypto';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { untar } from '../../src/handlers/archive.js';
import { Custody } from '../../src/handlers/custody.js';
import { verifyCertificate } from '../../src/reports/certificate.js';
import { policySet } from '../../src/domain/policy/clauses.js';
import { Department } from './department.js';
import { nothing } from './roles.js';

let department: Department;
beforeAll(async () => {
  department = await Department.open();
}, 120_000);
afterAll(() => department.close());

const administrator = 'administrator';
const custodian = 'custodian-of-records';
const attorney = 'city-attorney';
const officer = 'police-officer';
const digest = 'a'.repeat(64);
const audit = {
  purpose: 'audit',
  reason: 'Quarterly look at what was kept and purged',
  noEventNumberBecause: 'an audit',
};
const why = {
  purpose: 'stolen-vehicle',
  reason: 'Working the alert dispatched on Ramon Road',
  eventNumber: '26-11-0417',
};

const register = async (name: string) =>
  (await department.done('/queries', administrator, { ...audit, question: 'registers', elements: { register: name } }))
    .rows;
const capturedAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
const date = capturedAt.slice(0, 10);
const read = async (plate: string): Promise<string> => {
  const body = { sourceEventId: plate, capturedAt, plate, plateState: 'CA', confidence: 0.97 };
  return (await department.done('/detections', 'camera', body)).detectionId;
};
const found = async (plate: string) =>
  (await department.done('/queries', officer, { ...why, question: 'detections', elements: { plate } })).rows;

let ids: string[];

describe('the schedule', () => {
  it('is adopted on the word of council and city attorney', async () => {
    const schedule = { resolution: digest, consent: digest, clocks: [{ class: 'detection', days: 30 }] };
    expect(await department.refusal('/retention/schedule', administrator, { ...schedule, consent: '' })).toEqual([
      'R-SCHEDULE-AUTH',
    ]);
    expect(await department.refusal('/retention/schedule', administrator, { ...schedule, downloadDays: 400 })).toEqual([
      'R-RETAIN-EXTEND',
    ]);
    await department.done('/retention/schedule', administrator, schedule);
    expect(await register('schedules')).toMatchObject([{ downloadDays: 365 }]);
  });

  it('goes by a clock that somebody may confirm', async () => {
    expect(await department.refusal('/retention/clock', administrator, { trueTime: '2020-01-01T00:00:00Z' })).toEqual([
      'R-CLOCK',
    ]);
    await department.done('/retention/clock', administrator, { trueTime: new Date().toISOString() });
  });
});

describe('a download', () => {
  it('is for a case to which it is relevant, and for a year at most', async () => {
    const { cameraId, token } = await department.done('/equipment', administrator, {
      name: 'North gate',
      mobility: 'fixed',
    });
    department.camera = { cameraId, token };
    ids = [await read('7GONE01'), await read('7HELD02'), await read('7DOWN03')];
    const download = `/detections/${ids[2]}/download`;
    expect(await department.refusal(download, officer, {})).toEqual(['R-DOWNLOAD-RELEVANCE']);
    const asked = { caseNumber: '26-11-0417', relevance: 'Shows the vehicle leaving the scene' };
    const longer = { ...asked, until: '2099-01-01' };
    expect(await department.refusal(download, officer, longer)).toEqual(['R-RETAIN-EXTEND']);
    expect(await department.refusal(`/detections/${nothing}/download`, officer, asked)).toEqual(['R-PURGED']);
    const { detection } = await department.done(download, officer, asked);
    expect(detection.plate).toBe('7DOWN03');
    expect(await register('downloads')).toMatchObject([{ detectionId: ids[2], caseNumber: '26-11-0417' }]);
  });
});

describe('a hold', () => {
  const order = {
    matter: 'People v. Doe, RIF2600001',
    authority: 'Preservation demand of 2 January',
    reviewAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
    scope: { plates: ['7HELD02'] },
  };
  let holdId: string;

  it('is placed by the Custodian for a matter, and says what it reached', async () => {
    expect(await department.refusal('/holds', custodian, { ...order, matter: '' })).toEqual(['R-HOLD-MATTER']);
    expect(await department.refusal('/holds', officer, order)).toEqual(['R-NOT-CUSTODIAN']);
    const preview = await department.done('/holds/preview', custodian, order);
    expect(preview).toMatchObject({ units: 1, buckets: [{ class: 'detection', date, units: 1, held: 0 }] });
    expect(await register('holds')).toEqual([]);
    ({ holdId } = await department.done('/holds', custodian, order));
    expect(await register('holds')).toMatchObject([{ holdId, state: 'placed', units: 1, buckets: 1 }]);
    await department.done(`/holds/${holdId}/extension`, custodian, { ...order, scope: { ids: [ids[1]!] } });
    expect(await department.refusal(`/holds/${nothing}/extension`, custodian, order)).toEqual(['R-HOLD-UNKNOWN']);
  });

  it('is booked as evidence, encrypted, and opens with the key of who receives it', async () => {
    const identity = await generateX25519Identity();
    const booking = {
      holdId,
      media: 'usb-drive',
      mediaId: 'USB-0042',
      propertyNumber: 'P-26-01177',
      recipients: [await identityToRecipient(identity)],
    };
    expect(await department.refusal('/evidence', custodian, { ...booking, propertyNumber: '' })).toEqual([
      'R-EVIDENCE-MEDIA',
    ]);
    expect((await department.post('/evidence', custodian, { ...booking, recipients: ['age1no'] })).status).toBe(400);
    const key = { 'idempotency-key': randomUUID() };
    const { bytes } = await department.post('/evidence', custodian, booking, key);
    const [sealed, manifest] = [...untar(bytes)];
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = [...untar(Buffer.from(await decrypter.decrypt(sealed!.bytes)))];
    expect(opened.map(({ path }) => path)).toContain(`items/${ids[1]}/detection-${date}.json`);
    const [row] = await register('evidence');
    expect(row).toMatchObject({ propertyNumber: 'P-26-01177', memberName: 'Person custodian-of-records' });
    expect(row.package).toBe(createHash('sha256').update(sealed!.bytes).digest('hex'));
    expect(JSON.parse(Buffer.from(manifest!.bytes).toString())).toMatchObject({ package: row.package, holdId });
    // The same request again is no second copy.
    expect((await department.post('/evidence', custodian, booking, key)).status).toBe(409);
  });

  it('is let go by the Custodian and the city attorney together, after the purge it outlived', async () => {
    await department.done('/policy/adoption', administrator, {
      digest: policySet.digest,
      version: policySet.version,
      settings: { coolingHours: 0, lateHours: 10_000 },
    });
    const bucket = { class: 'detection', date };
    const young = new Date().toISOString().slice(0, 10);
    expect(await department.refusal('/retention/purges', administrator, { ...bucket, date: young })).toContain(
      'R-NOT-DUE',
    );
    const preview = await department.done('/retention/purges/preview', custodian, { ...audit, ...bucket });
    expect(preview).toMatchObject({
      units: 3,
      spared: 2,
      goes: 1,
      downloads: 1,
      days: 30,
      holds: [{ holdId, matter: order.matter, units: 1 }],
      named: { exports: 0, releases: [], evidence: [{ propertyNumber: 'P-26-01177' }] },
    });
    const { purgeId } = await department.done('/retention/purges', administrator, bucket);
    expect(await department.refusal('/retention/purges', administrator, bucket)).toEqual(['R-PURGE-STEP']);
    expect(await department.refusal(`/retention/purges/${purgeId}/approval`, administrator)).toEqual(['R-SOD-PURGE']);
    await department.done(`/retention/purges/${purgeId}/approval`, custodian);
    await department.app.get(Custody).round();
    expect(department.app.get(Custody).failure).toBeNull();
    expect(
      [await found('7GONE01'), await found('7HELD02'), await found('7DOWN03')].map(({ length }) => length),
    ).toEqual([0, 1, 1]);
    const [purge] = await register('purges');
    expect(purge).toMatchObject({ state: 'completed', units: 3, kept: 2 });
    const certificate = `/retention/certificates/${purge.certificateId}`;
    const file = await department.post(certificate, custodian, { ...audit, format: 'json' });
    expect(verifyCertificate(file.bytes.toString())).toMatchObject({ valid: true });
    const paper = await department.post(certificate, custodian, { ...audit, format: 'pdf' });
    expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await department.refusal(certificate, officer, audit)).toContain('R-QUESTION');

    expect(await department.refusal('/retention/purges', administrator, bucket)).toContain('R-NOT-DUE');
    const resolution = { resolution: 'b'.repeat(64) };
    expect(await department.refusal(`/holds/${holdId}/release`, attorney, resolution)).toEqual(['R-HOLD-RELEASE']);
    await department.done(`/holds/${holdId}/release-request`, custodian, resolution);
    await department.done(`/holds/${holdId}/release`, attorney, resolution);
    expect(await register('holds')).toMatchObject([{ state: 'released' }]);
    await department.done('/retention/purges', administrator, bucket);
  }, 60_000);
});
