/** Stories of a shift: nothing mobile goes out uninspected, failing, or with an open fault (430.6(f) to (h)). */
import type { Unit } from '../../src/domain/equipment.js';
import type { Heard } from '../../src/domain/heartbeat.js';
import {
  type DeploymentEnded,
  type DeploymentStarted,
  type EquipmentInspected,
  type FunctionChecked,
  shift,
  type ShiftEnded,
  type ShiftStarted,
} from '../../src/domain/shift.js';
import { at, but, lacking, morning, noon, officer, partner } from './people.js';
import { type Stories, tell, told } from './story.js';

const { given } = tell(shift, officer);

const shiftId = 'shift-1';
const cameraId = 'camera-1';
const deploymentId = 'deployment-1';
const ofShift = { memberId: officer.by.id, shiftId };
const unit: Unit = { status: 'active', mobility: 'mobile', openFaults: 0 };
const heard: Heard = {
  lastReadAt: '2026-01-04T23:00:00.000Z',
  lastHeartbeatAt: '2026-01-05T11:30:00.000Z',
  clockSkewMs: 250,
  testRead: true,
};

const started: ShiftStarted = { type: 'ShiftStarted', data: { ...ofShift, startedAt: morning } };
const inspected = (found: Partial<EquipmentInspected['data']> = {}): EquipmentInspected => ({
  type: 'EquipmentInspected',
  data: { ...ofShift, cameraId, affixed: true, damaged: false, worn: false, photo: null, ...found },
});
const checked = (said: Partial<FunctionChecked['data']> = {}): FunctionChecked => ({
  type: 'FunctionChecked',
  data: { ...ofShift, cameraId, functioning: true, agrees: true, ...heard, ...said },
});
const deployed: DeploymentStarted = {
  type: 'DeploymentStarted',
  data: { ...ofShift, deploymentId, cameraId, mobility: 'mobile' },
};
const back: DeploymentEnded = { type: 'DeploymentEnded', data: { ...ofShift, deploymentId, cameraId } };
const over = (why: ShiftEnded['data']['why'] = 'ended'): ShiftEnded => ({
  type: 'ShiftEnded',
  data: { ...ofShift, why },
});

const start = { type: 'StartShift', data: ofShift } as const;
const end = { type: 'EndShift', data: ofShift } as const;
const inspect = (found: object = {}, its: Unit = unit) =>
  ({
    type: 'InspectEquipment',
    data: { ...ofShift, cameraId, affixed: true, damaged: false, worn: false, photo: null, unit: its, ...found },
  }) as const;
const attest = (functioning = true, more: Partial<Heard> = {}, its: Unit = unit) =>
  ({
    type: 'AttestFunction',
    data: { ...ofShift, cameraId, functioning, unit: its, heard: { ...heard, ...more } },
  }) as const;
const deploy = (its: Partial<Unit> = {}) =>
  ({ type: 'StartDeployment', data: { ...ofShift, deploymentId, cameraId, unit: { ...unit, ...its } } }) as const;
const recall = { type: 'EndDeployment', data: { ...ofShift, deploymentId } } as const;

const notOpen = '430.6(f) R-SHIFT';
const uninspected = '430.6(f) R-NO-INSPECTION';
/** In a session opened in the evening. */
const late = (time: string) => at(but(officer, { sessionOpenedAt: '2026-01-05T20:00:00.000Z' }), time);
const nextMorning = late('2026-01-06T00:00:00.000Z');

const shifts: Stories = {
  'an officer starts a shift, and no suspicion is asked of him': given()
    .when(start)
    .records({ type: 'ShiftStarted', data: { ...ofShift, startedAt: noon } }),
  'a new shift ends the one that was forgotten, and brings back what was out': given(started, inspected(), deployed)
    .when({ type: 'StartShift', data: { ...ofShift, shiftId: 'shift-2' } })
    .records(back, over('superseded'), {
      type: 'ShiftStarted',
      data: { ...ofShift, shiftId: 'shift-2', startedAt: noon },
    }),
  'nobody starts a shift for another': given().when(start, partner).refuses('430.6(f) R-SHIFT-OWN'),
  ...lacking('content', officer, 'starts no shift', (who) => given().when(start, who)),

  'a shift is ended, and brings back what was out': given(started, deployed).when(end).records(back, over()),
  'a shift is ended once': given(started, over()).when(end).refuses(notOpen),
  'a shift that was never started is not ended': given().when(end).refuses(notOpen),
  'nobody ends the shift of another': given(started).when(end, partner).refuses(notOpen),
  'a shift lasts sixteen hours at most': given(started).when(end, nextMorning).refuses(notOpen),
  'a shift of almost sixteen hours can still be ended': given(started)
    .when(end, late('2026-01-05T23:59:59.999Z'))
    .records(over()),
  ...lacking('content', officer, 'ends no shift', (who) => given(started).when(end, who)),
};

const inspecting: Stories = {
  'the equipment is inspected': given(started).when(inspect()).records(inspected()),
  'damage found is recorded, with the digest of its photograph': given(started)
    .when(inspect({ damaged: true, photo: 'a'.repeat(64) }))
    .records(inspected({ damaged: true, photo: 'a'.repeat(64) })),
  'an inspection that leaves out whether it is affixed is none': given(started)
    .when(inspect({ affixed: undefined }))
    .refuses('430.6(f) R-INSPECTION-INCOMPLETE'),
  'an inspection that leaves out damage is none': given(started)
    .when(inspect({ damaged: undefined }))
    .refuses('430.6(f) R-INSPECTION-INCOMPLETE'),
  'an inspection that leaves out wear is none': given(started)
    .when(inspect({ worn: undefined }))
    .refuses('430.6(f) R-INSPECTION-INCOMPLETE'),
  'nothing is inspected outside a shift': given().when(inspect()).refuses(notOpen),
  'a camera nobody installed is not inspected': given(started)
    .when(inspect({}, { ...unit, status: 'none' }))
    .refuses('430.3(a) R-EQUIPMENT'),
  ...lacking('content', officer, 'inspects no equipment', (who) => given(started).when(inspect(), who)),
};

const checking: Stories = {
  'the function is attested, and the system heard the camera too': given(started).when(attest()).records(checked()),
  'a failing camera of which nothing was heard agrees': given(started)
    .when(attest(false, { lastHeartbeatAt: null, testRead: null }))
    .records(checked({ functioning: false, lastHeartbeatAt: null, testRead: null })),
  'a camera said to work of which nothing was heard for an hour does not agree': given(started)
    .when(attest(true, { lastHeartbeatAt: '2026-01-05T10:59:59.999Z' }))
    .records(checked({ agrees: false, lastHeartbeatAt: '2026-01-05T10:59:59.999Z' })),
  'a read of half an hour ago is as good as a heartbeat': given(started)
    .when(attest(true, { lastReadAt: '2026-01-05T11:30:00.000Z', lastHeartbeatAt: null, clockSkewMs: null }))
    .records(checked({ lastReadAt: '2026-01-05T11:30:00.000Z', lastHeartbeatAt: null, clockSkewMs: null })),
  'a camera said to work whose clock is wrong does not agree': given(started)
    .when(attest(true, { clockSkewMs: -300_001 }))
    .records(checked({ agrees: false, clockSkewMs: -300_001 })),
  'a camera said to work that misread its test plate does not agree': given(started)
    .when(attest(true, { testRead: false }))
    .records(checked({ agrees: false, testRead: false })),
  'the function is not attested outside a shift': given().when(attest()).refuses(notOpen),
  'the function of a retired camera is not attested': given(started)
    .when(attest(true, {}, { ...unit, status: 'retired' }))
    .refuses('430.3(a) R-EQUIPMENT'),
  ...lacking('content', officer, 'attests no function', (who) => given(started).when(attest(), who)),
};

const deploying: Stories = {
  'a mobile unit goes out after its inspection': given(started, inspected()).when(deploy()).records(deployed),
  'a fixed camera needs no inspection on a vehicle': given(started)
    .when(deploy({ mobility: 'fixed' }))
    .records({ ...deployed, data: { ...deployed.data, mobility: 'fixed' } }),
  'a mobile unit nobody inspected stays': given(started).when(deploy()).refuses(uninspected),
  'an inspection of yesterday is not one of this shift': given(
    { ...started, data: { ...started.data, shiftId: 'shift-0' } },
    inspected({ shiftId: 'shift-0' }),
    { ...over(), data: { ...ofShift, shiftId: 'shift-0', why: 'ended' } },
    started,
  )
    .when(deploy())
    .refuses(uninspected),
  'an inspection of another camera is none of this one': given(started, inspected({ cameraId: 'camera-2' }))
    .when(deploy())
    .refuses(uninspected),
  'a unit that is not affixed stays': given(started, inspected({ affixed: false }))
    .when(deploy())
    .refuses(uninspected),
  'a damaged unit stays': given(started, inspected({ damaged: true }))
    .when(deploy())
    .refuses(uninspected),
  'a worn unit stays': given(started, inspected({ worn: true }))
    .when(deploy())
    .refuses(uninspected),
  'a unit affixed anew and inspected again goes out': given(started, inspected({ affixed: false }), inspected())
    .when(deploy())
    .records(deployed),
  'a unit that was found to fail stays': given(started, inspected(), checked({ functioning: false }))
    .when(deploy())
    .refuses('430.6(g) R-NOT-FUNCTIONING'),
  'a unit that failed and works again goes out': given(started, inspected(), checked({ functioning: false }), checked())
    .when(deploy())
    .records(deployed),
  'a unit with an open fault stays, whoever reported it': given(started, inspected())
    .when(deploy({ openFaults: 1 }))
    .refuses('430.6(h) R-FAULT-OPEN'),
  'a retired unit stays': given(started, inspected())
    .when(deploy({ status: 'retired' }))
    .refuses('430.3(a) R-EQUIPMENT'),
  'nothing goes out outside a shift': given().when(deploy()).refuses(notOpen, uninspected),
  ...lacking('content', officer, 'takes out no equipment', (who) => given(started, inspected()).when(deploy(), who)),

  'a unit comes back': given(started, inspected(), deployed).when(recall).records(back),
  'a unit that came back is not brought back again': given(started, inspected(), deployed, back).when(recall).records(),
  'a shift that ended brought everything back already': given(started, deployed, back, over())
    .when(recall)
    .refuses(notOpen),
  ...lacking('content', officer, 'brings back no equipment', (who) => given(started, deployed).when(recall, who)),
};

export const shiftStories = told(shift, { ...shifts, ...inspecting, ...checking, ...deploying });
