/** An officer's shift over HTTP: inspected, checked, taken out and brought back, with every no on the way. */
import { type Person, Station } from './station.js';

let station: Station;
let administrator: Person;
let officer: Person;
let sergeant: Person;
let unit: Person & { cameraId: string };
beforeAll(async () => {
  station = await Station.open();
  administrator = await station.administrator();
  officer = await station.qualified(administrator, 'officer.a', 'police-officer');
  sergeant = await station.qualified(administrator, 'sergeant.a', 'police-sergeant');
  unit = await station.camera(administrator, 'mobile');
}, 60_000);
afterAll(() => station.close());

const nowhere = '0e000000-0000-4000-8000-000000000001';
let shift: string;
let faultId: string;

const sound = () => ({ cameraId: unit.cameraId, affixed: true, damaged: false, worn: false });

describe('a shift', () => {
  it('is started by the member for himself; a body cannot name another', async () => {
    const { shiftId, recorded } = await station.done('/shifts', undefined, officer);
    expect(recorded.map(({ type }: { type: string }) => type)).toEqual(['ShiftStarted']);
    shift = `/shifts/${shiftId}`;
  });

  it('is nobody’s but his who started it', async () => {
    expect(await station.refusal(`${shift}/inspections`, sound(), sergeant)).toEqual(['R-SHIFT']);
    expect(await station.refusal(`${shift}/end`, undefined, sergeant)).toEqual(['R-SHIFT']);
  });
});

describe('a mobile unit', () => {
  const deploy = () => station.refusal(`${shift}/deployments`, { cameraId: unit.cameraId }, officer);

  it('stays until it was inspected in this shift', async () => {
    expect(await deploy()).toEqual(['R-NO-INSPECTION']);
    const half = { cameraId: unit.cameraId, affixed: true };
    expect(await station.refusal(`${shift}/inspections`, half, officer)).toEqual(['R-INSPECTION-INCOMPLETE']);
    expect(await station.refusal(`${shift}/inspections`, { ...sound(), cameraId: nowhere }, officer)).toEqual([
      'R-EQUIPMENT',
    ]);
    await station.done(`${shift}/inspections`, { ...sound(), worn: true }, officer);
    expect(await deploy()).toEqual(['R-NO-INSPECTION']);
    await station.done(`${shift}/inspections`, { ...sound(), photo: 'ab'.repeat(32) }, officer);
  });

  it('stays while it fails, and the system says what it had heard of it', async () => {
    await station.done(`${shift}/function-checks`, { cameraId: unit.cameraId, functioning: false }, officer);
    expect(await deploy()).toEqual(['R-NOT-FUNCTIONING']);
    expect((await station.post('/heartbeats', { sentAt: new Date().toISOString() }, officer)).status).toBe(401);
    await station.done('/heartbeats', { sentAt: new Date().toISOString(), testRead: true }, unit);
    await station.done(`${shift}/function-checks`, { cameraId: unit.cameraId, functioning: true }, officer);
  });

  it('stays while a fault of it is open, and goes out once that was cleared', async () => {
    const faults = `/equipment/${unit.cameraId}/faults`;
    const fault = { kind: 'damage', description: 'The mount is cracked' };
    expect(await station.refusal(faults, { kind: 'wear' }, officer)).toEqual(['R-FAULT-TEXT']);
    expect(await station.refusal(`/equipment/${nowhere}/faults`, fault, officer)).toEqual(['R-EQUIPMENT']);
    ({ faultId } = await station.done(faults, fault, sergeant));
    expect(await deploy()).toEqual(['R-FAULT-OPEN']);
    expect(await station.refusal(`${faults}/${faultId}/clearing`, { how: 'repaired' }, officer)).toEqual([
      'R-NOT-ADMIN',
    ]);
    await station.done(`${faults}/${faultId}/clearing`, { how: 'repaired' }, administrator);
    expect(await station.refusal(`${faults}/${faultId}/clearing`, { how: 'repaired' }, administrator)).toEqual([
      'R-FAULT-UNKNOWN',
    ]);
    const { deploymentId } = await station.done(`${shift}/deployments`, { cameraId: unit.cameraId }, officer);
    await station.done(`${shift}/deployments/${deploymentId}/end`, undefined, officer);
  });

  it('is maintained by the Administrator, and by no officer', async () => {
    const maintenance = `/equipment/${unit.cameraId}/maintenance`;
    expect(await station.refusal(maintenance, { work: 'cleaning' }, officer)).toEqual(['R-MAINTAINER']);
    await station.done(maintenance, { work: 'cleaning' }, administrator);
  });
});

describe('the registers', () => {
  it('show a sergeant the shift, with its inspections, checks and deployments', async () => {
    await station.done(`${shift}/deployments`, { cameraId: unit.cameraId }, officer);
    await station.done(`${shift}/end`, undefined, officer);
    const [row] = await station.register('shifts', sergeant);
    expect(row).toMatchObject({ memberId: officer.memberId, endedAt: expect.any(String) });
    expect(row.inspections.map(({ worn, photo }: any) => [worn, photo])).toEqual([
      [true, null],
      [false, 'ab'.repeat(32)],
    ]);
    expect(row.checks.map(({ functioning, agrees, testRead }: any) => [functioning, agrees, testRead])).toEqual([
      [false, true, null],
      [true, true, true],
    ]);
    expect(row.deployments.map(({ endedAt }: any) => typeof endedAt)).toEqual(['string', 'string']);
  });

  it('show the faults and the maintenance, and the shifts of others to no officer', async () => {
    expect(await station.register('equipment-faults', officer)).toMatchObject([
      { faultId, kind: 'damage', description: 'The mount is cracked', how: 'repaired' },
    ]);
    expect(await station.register('maintenance', sergeant)).toMatchObject([{ work: 'cleaning' }]);
    const asked = { purpose: 'audit', reason: 'Who was on duty last night', noEventNumberBecause: 'roster' };
    const query = { ...asked, question: 'registers', elements: { register: 'shifts' } };
    expect(await station.refusal('/queries', query, officer)).toEqual(['R-QUESTION']);
  });
});
