/** Operations over HTTP: each role's job, each refusal, and the notices that go out, by a real mail server. */
import { Clockwork } from '../../src/handlers/clockwork.js';
import { Notifying } from '../../src/handlers/notifying.js';
import { MailServer } from '../support/mailserver.js';
import { Department, type Role } from './department.js';
import { nothing } from './roles.js';

let mail: MailServer;
let department: Department;
beforeAll(async () => {
  mail = await MailServer.at();
  await mail.start();
  department = await Department.open({ ALPR_SMTP_URL: mail.url, ALPR_MAIL_FROM: 'alpr@department.example' });
  department.app.get(Notifying).start();
}, 60_000);
afterAll(async () => {
  await department.close();
  await mail.stop();
});

const officer: Role = 'police-officer';
const sergeant: Role = 'police-sergeant';
const administrator: Role = 'administrator';
const hour = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]).toString('base64');
const why = { purpose: 'stolen-vehicle', reason: 'Working the alert dispatched on Ramon Road', eventNumber: '26-0417' };

const until = async <T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing came of it');
};
const queue = async (): Promise<any[]> => (await department.done('/hits/queue', officer, why)).rows;
const read = (plate: string, sourceEventId: string) =>
  department.done('/detections', 'camera', {
    sourceEventId,
    capturedAt: new Date().toISOString(),
    plate,
    plateState: 'CA',
    confidence: 0.97,
    images: [{ kind: 'plate', jpeg }],
  });
const searched = async (plate: string): Promise<any[]> =>
  (await department.done('/queries', officer, { ...why, question: 'detections', elements: { plate } })).rows;

let hotListId: string;

describe('a canvass', () => {
  const canvass = {
    incident: 'homicide',
    incidentNumber: '26-0417',
    area: 'Ramon Road',
    from: inHours(-1),
    until: inHours(5),
  };

  it('is opened by an officer for an incident, an area and a window, and closed', async () => {
    const refused = (body: object, as: Role = officer) => department.refusal('/canvasses', as, { ...canvass, ...body });
    expect(await refused({ incidentNumber: '' })).toEqual(['R-CANVASS']);
    expect(await refused({ until: inHours(100) })).toEqual(['R-CANVASS-WINDOW']);
    expect(await refused({}, 'police-dispatcher')).toEqual(['R-POSITION']);
    const { canvassId } = await department.done('/canvasses', officer, canvass);
    expect(await department.register('canvasses', sergeant)).toMatchObject([
      { id: canvassId, incident: 'homicide', area: 'Ramon Road', closedAt: null },
    ]);
    await department.done(`/canvasses/${canvassId}/closing`, sergeant);
    expect(await department.refusal(`/canvasses/${canvassId}/closing`, officer)).toEqual(['R-CANVASS-CLOSED']);
  });

  it('ends by itself with its window', async () => {
    await department.done('/canvasses', officer, { ...canvass, until: new Date(Date.now() + 400).toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await department.app.get(Clockwork).keep();
    const rows = await department.register('canvasses', sergeant);
    expect(rows.map(({ closedAt }) => typeof closedAt)).toEqual(['string', 'string']);
  });
});

describe('a partial plate', () => {
  it('of a major crime is entered by dispatch, and meets the read it fits', async () => {
    ({ hotListId } = await department.done('/hot-lists', administrator, { source: 'local', name: 'Major crimes' }));
    const partials = `/hot-lists/${hotListId}/partials`;
    const partial = {
      plate: '7AB?1?3',
      plateState: 'CA',
      crime: 'homicide',
      incidentNumber: '26-0417',
      reason: 'Grey sedan seen leaving the scene',
      expiresAt: inHours(24),
    };
    const refused = (body: object) => department.refusal(partials, officer, { ...partial, ...body });
    expect(await refused({ plate: '7A???' })).toEqual(['R-PARTIAL-TOO-BROAD']);
    expect(await refused({ expiresAt: inHours(15 * 24) })).toEqual(['R-PARTIAL-TOO-BROAD']);
    expect(await refused({ crime: 'theft' })).toEqual(['R-PARTIAL-CRIME']);
    expect(await department.refusal(`/hot-lists/${nothing}/partials`, officer, partial)).toEqual(['R-HL-UNKNOWN']);
    await department.done(partials, 'police-dispatcher', partial);
    await read('7ABC123', 'partial');
    const [hit] = await until(async () => ((await queue()).length > 0 ? queue() : undefined));
    expect(hit).toMatchObject({ match: 'partial', entryPlate: '7AB?1?3', plate: '7ABC123' });
  });
});

describe('an owner', () => {
  const lookup = {
    source: 'dmv',
    reason: 'Owner of the grey sedan',
    caseNumber: '26-0417',
    use: 'government-function',
  };
  let hitId: string;
  const refused = (body: object = {}) => department.refusal('/owner-lookups', officer, { ...lookup, hitId, ...body });

  it('is looked up by who may use the source, and only after a verified alert', async () => {
    hitId = (await queue())[0].id;
    expect(await refused()).toEqual(['R-OWNER-NO-ALERT', 'R-SOURCE-AUTH']);
    const sources = `/members/${department.memberId(officer)}/sources`;
    expect(await department.refusal(sources, administrator, { source: 'dmv', validUntil: inHours(-1) })).toEqual([
      'R-SOURCE-END',
    ]);
    const own = `/members/${department.memberId(administrator)}/sources`;
    expect(await department.refusal(own, administrator, { source: 'dmv', validUntil: inHours(24) })).toEqual([
      'R-SELF-APPROVE',
    ]);
    await department.done(sources, administrator, { source: 'dmv', validUntil: inHours(24) });
    expect(await refused()).toEqual(['R-OWNER-NO-ALERT']);
    await department.done(`/hits/${hitId}/image`, officer, { kind: 'plate' }).catch(() => undefined);
    await department.done(`/hits/${hitId}/comparison`, officer, { stateAgrees: true, charactersAgree: true });
    expect(await refused({ use: 'curiosity' })).toEqual(['R-DPPA-PURPOSE']);
    expect(await refused({ reason: 'check' })).toEqual(['R-SOURCE-REASON']);
    await department.done('/owner-lookups', officer, { ...lookup, hitId });
  });

  it('and every other access to the data of others stands in a register', async () => {
    const access = { source: 'dmv', reason: 'Registration of the grey sedan', caseNumber: '26-0417' };
    await department.done('/external-access', officer, access);
    const rows = await department.register('external-access', 'auditor');
    expect(rows.map(({ ownerLookup, use }) => [ownerLookup, use]).toSorted()).toEqual([
      [false, null],
      [true, 'government-function'],
    ]);
    const sources = `/members/${department.memberId(officer)}/sources`;
    await department.done(`${sources}/withdrawal`, administrator, { source: 'dmv' });
    expect(await department.refusal('/external-access', officer, access)).toEqual(['R-SOURCE-AUTH']);
  });
});

describe('an exigency', () => {
  it('is reviewed by a supervisor who did not declare it', async () => {
    const hitId = (await queue())[0].id;
    const review = `/hits/${hitId}/exigency/review`;
    const said = { justified: true, note: 'Heard the pursuit on channel two' };
    expect(await department.refusal(review, sergeant, said)).toEqual(['R-EXIGENCY-NONE']);
    const narrative = 'The driver was firing at passers-by';
    await department.done(`/hits/${hitId}/exigency`, sergeant, { narrative });
    expect(await department.refusal(review, sergeant, said)).toEqual(['R-SELF-REVIEW']);
    expect(await department.refusal(review, officer, said)).toEqual(['R-SUPERVISOR']);
    expect(await department.refusal(review, 'police-lieutenant', { justified: false })).toEqual(['R-EXIGENCY-NOTE']);
    await department.done(review, 'police-lieutenant', said);
    expect(await department.register('exigencies', sergeant)).toMatchObject([
      { hitId, declaredBy: department.memberId(sergeant), justified: true, inTime: true, overdueSince: null },
    ]);
  });
});

describe('a read of a private place', () => {
  it('is set aside: no search and no queue shows it, no picture is opened, until it is released', async () => {
    const { detectionId } = await read('7ABX193', 'private');
    const hit = await until(async () => (await queue()).find(({ plate }) => plate === '7ABX193'));
    const quarantine = `/detections/${detectionId}/quarantine`;
    const none = `/detections/${nothing}/quarantine`;
    expect(await department.refusal(none, officer, { why: 'private-place' })).toEqual(['R-DET-UNKNOWN']);
    expect(await searched('7ABX193')).toHaveLength(1);
    await department.done(quarantine, officer, { why: 'private-place' });
    await until(async () => ((await searched('7ABX193')).length === 0 ? true : undefined));
    expect((await queue()).map(({ plate }) => plate)).not.toContain('7ABX193');
    expect(await department.refusal(`/hits/${hit.id}/image`, officer, { kind: 'plate' })).toEqual(['R-QUARANTINED']);
    expect(await department.register('quarantine', 'auditor')).toMatchObject([{ detectionId, why: 'private-place' }]);
    const release = `/detections/${detectionId}/release`;
    await department.done(release, administrator, { basis: 'public-view' });
    expect(await department.refusal(release, administrator, { basis: 'public-view' })).toEqual(['R-QUARANTINE-NONE']);
    await until(async () => ((await searched('7ABX193')).length === 1 ? true : undefined));
  });

  it('that a court order covers is not', async () => {
    const warrant = {
      cameraId: department.camera.cameraId,
      orderNumber: 'SW-26-0012',
      court: 'Superior Court, County of Riverside',
      document: 'c'.repeat(64),
      from: inHours(-1),
      until: inHours(24),
    };
    expect(await department.refusal('/warrants', officer, { ...warrant, orderNumber: '' })).toEqual(['R-WARRANT']);
    expect(await department.refusal('/warrants', 'crime-analyst', warrant)).toEqual(['R-POSITION']);
    const { warrantId } = await department.done('/warrants', officer, warrant);
    expect(await department.register('warrants', sergeant)).toMatchObject([{ id: warrantId, court: warrant.court }]);
    const { detectionId } = await read('7WARRNT', 'warranted');
    expect(
      await department.refusal(`/detections/${detectionId}/quarantine`, officer, { why: 'private-place' }),
    ).toEqual(['R-WARRANTED']);
  });
});

describe('a potential breach', () => {
  const account = 'A workstation stood open in the lobby, beside 7ABC123';
  const addressed = async (role: Role, address: string) =>
    department.done(`/members/${department.memberId(role)}/address`, role, { address });

  it('is reported by anyone, with or without a session, and reaches the Administrator at once', async () => {
    expect(
      await department.refusal(`/members/${department.memberId(officer)}/address`, officer, { address: 'nowhere' }),
    ).toEqual(['R-ADDRESS']);
    expect(
      await department.refusal(`/members/${department.memberId(sergeant)}/address`, officer, {
        address: 'one@department.example',
      }),
    ).toEqual(['R-ADDRESS-OWN']);
    await addressed(administrator, 'administrator@department.example');
    await addressed('police-chief', 'chief@department.example');
    await department.done('/incidents/outside', 'nobody', { account });
    const { incidentId } = await department.done('/incidents', 'maintenance-contractor', { account });
    const letter = await until(() => mail.delivered.find(({ source }) => source.includes(incidentId)));
    expect(letter.to).toEqual(['administrator@department.example']);
    expect(letter.source).not.toMatch(/lobby|7ABC123/);
    const rows = await department.register('breach-reports', administrator);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ account, passedAt: null });
  });

  it('about the Administrator reaches the Chief, and the Administrator does not see it', async () => {
    const subjectId = department.memberId(administrator);
    const { incidentId } = await department.done('/incidents', officer, { account, subjectId });
    const letter = await until(() => mail.delivered.find(({ source }) => source.includes(incidentId)));
    expect(letter.to).toEqual(['chief@department.example']);
    const seen = await department.register('breach-reports', administrator);
    expect(seen.map(({ id }) => id)).not.toContain(incidentId);
    const forwarding = `/incidents/${incidentId}/forwarding`;
    expect(await department.refusal(forwarding, administrator, { to: 'no-breach' })).toEqual(['R-BREACH-HANDLER']);
    await department.done(forwarding, 'police-chief', { to: 'cjis-systems-agency' });
    expect(await department.refusal(forwarding, 'police-chief', { to: 'no-breach' })).toEqual(['R-BREACH-REPORT']);
    expect(await department.register('breach-reports', 'police-chief')).toContainEqual(
      expect.objectContaining({ id: incidentId, inTime: true, passedTo: 'cjis-systems-agency' }),
    );
  });

  it('and what was sent of it stands in the register of notices', async () => {
    const all = await department.register('notices', 'auditor');
    const rows = all.filter(({ notice }) => notice === 'breach-reported');
    expect(rows.length).toBe(3);
    for (const row of rows) expect(row).toMatchObject({ notice: 'breach-reported', attempts: 1, why: null });
    expect(JSON.stringify(rows)).not.toContain('@');
  });
});
