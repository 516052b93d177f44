/** An officer's shift over HTTP: inspected, checked, taken out and brought back, with every no on the way. */
import { Department } from './department.js';
import { nothing } from './roles.js';

let department: Department;
let cameraId: string;
beforeAll(async () => {
  department = await Department.open();
  const unit = await department.done('/equipment', 'administrator', { name: 'Unit 12', mobility: 'mobile' });
  ({ cameraId } = unit);
  department.camera = unit;
}, 60_000);
afterAll(() => department.close());

const officer = 'police-officer';
const sergeant = 'police-sergeant';
let shift: string;
let faultId: string;

const sound = () => ({ cameraId, affixed: true, damaged: false, worn: false });

describe('a shift', () => {
  it('is started by the member for himself; a body cannot name another', async () => {
    const { shiftId, recorded } = await department.done('/shifts', officer);
    expect(recorded.map(({ type }: { type: string }) => type)).toEqual(['ShiftStarted']);
    shift = `/shifts/${shiftId}`;
  });

  it('is nobody’s but his who started it', async () => {
    expect(await department.refusal(`${shift}/inspections`, sergeant, sound())).toEqual(['R-SHIFT']);
    expect(await department.refusal(`${shift}/end`, sergeant)).toEqual(['R-SHIFT']);
  });
});

describe('a mobile unit', () => {
  const deploy = () => department.refusal(`${shift}/deployments`, officer, { cameraId });

  it('stays until it was inspected in this shift', async () => {
    expect(await deploy()).toEqual(['R-NO-INSPECTION']);
    const half = { cameraId, affixed: true };
    expect(await department.refusal(`${shift}/inspections`, officer, half)).toEqual(['R-INSPECTION-INCOMPLETE']);
    expect(await department.refusal(`${shift}/inspections`, officer, { ...sound(), cameraId: nothing })).toEqual([
      'R-EQUIPMENT',
    ]);
    await department.done(`${shift}/inspections`, officer, { ...sound(), worn: true });
    expect(await deploy()).toEqual(['R-NO-INSPECTION']);
    await department.done(`${shift}/inspections`, officer, { ...sound(), photo: 'ab'.repeat(32) });
  });

  it('stays while it fails, and the system says what it had heard of it', async () => {
    await department.done(`${shift}/function-checks`, officer, { cameraId, functioning: false });
    expect(await deploy()).toEqual(['R-NOT-FUNCTIONING']);
    expect((await department.post('/heartbeats', officer, { sentAt: new Date().toISOString() })).status).toBe(401);
    await department.done('/heartbeats', 'camera', { sentAt: new Date().toISOString(), testRead: true });
    await department.done(`${shift}/function-checks`, officer, { cameraId, functioning: true });
  });

  it('stays while a fault of it is open, and goes out once that was cleared', async () => {
    const faults = `/equipment/${cameraId}/faults`;
    const fault = { kind: 'damage', description: 'The mount is cracked' };
    expect(await department.refusal(faults, officer, { kind: 'wear' })).toEqual(['R-FAULT-TEXT']);
    expect(await department.refusal(`/equipment/${nothing}/faults`, officer, fault)).toEqual(['R-EQUIPMENT']);
    ({ faultId } = await department.done(faults, sergeant, fault));
    expect(await deploy()).toEqual(['R-FAULT-OPEN']);
    expect(await department.refusal(`${faults}/${faultId}/clearing`, officer, { how: 'repaired' })).toEqual([
      'R-NOT-ASSIGNED',
    ]);
    await department.done(`${faults}/${faultId}/clearing`, 'administrator', { how: 'repaired' });
    expect(await department.refusal(`${faults}/${faultId}/clearing`, 'administrator', { how: 'repaired' })).toEqual([
      'R-FAULT-UNKNOWN',
    ]);
    const { deploymentId } = await department.done(`${shift}/deployments`, officer, { cameraId });
    await department.done(`${shift}/deployments/${deploymentId}/end`, officer);
  });

  it('is maintained by the Administrator, and by no officer', async () => {
    const maintenance = `/equipment/${cameraId}/maintenance`;
    expect(await department.refusal(maintenance, officer, { work: 'cleaning' })).toEqual(['R-MAINTAINER']);
    await department.done(maintenance, 'administrator', { work: 'cleaning' });
  });
});

describe('the registers', () => {
  it('show a sergeant the shift, with its inspections, checks and deployments', async () => {
    await department.done(`${shift}/deployments`, officer, { cameraId });
    await department.done(`${shift}/end`, officer);
    const [row] = await department.register('shifts', sergeant);
    expect(row).toMatchObject({ memberId: department.memberId(officer), endedAt: expect.any(String) });
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
    expect(await department.register('equipment-faults', officer)).toMatchObject([
      { faultId, kind: 'damage', description: 'The mount is cracked', how: 'repaired' },
    ]);
    expect(await department.register('maintenance', sergeant)).toMatchObject([{ work: 'cleaning' }]);
    const asked = { purpose: 'audit', reason: 'Who was on duty last night', noEventNumberBecause: 'roster' };
    const query = { ...asked, question: 'registers', elements: { register: 'shifts' } };
    expect(await department.refusal('/queries', officer, query)).toEqual(['R-QUESTION']);
  });
});
