/** Stories of the equipment: a camera is on the register, has a credential of its own, and is retired once. */
import {
  type CredentialRotated,
  equipment,
  type EquipmentFaultReported,
  type EquipmentInstalled,
  type EquipmentMaintained,
  type EquipmentRetired,
  type FaultCleared,
} from '../../src/domain/equipment.js';
import { administrator, camera, contractor, lacking, officer, stranger } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(equipment, administrator);

const cameraId = 'camera-1';
const named = { name: 'Indian Canyon, northbound', place: { latitude: 33_830_300, longitude: -116_545_300 } };
const installed: EquipmentInstalled = {
  type: 'EquipmentInstalled',
  data: { cameraId, mobility: 'fixed', credential: 'first' },
  sealed: named,
  keep: { class: 'register', unit: cameraId },
};
const rotated: CredentialRotated = { type: 'CredentialRotated', data: { cameraId, credential: 'second' } };
const retired: EquipmentRetired = { type: 'EquipmentRetired', data: { cameraId, why: 'replaced' } };

const install = { type: 'InstallEquipment', data: { ...installed.data, ...named } } as const;
const rotate = { type: 'RotateCredential', data: rotated.data } as const;
const retire = { type: 'RetireEquipment', data: retired.data } as const;

const faultId = 'fault-1';
const description = 'the mount is cracked';
const faulty: EquipmentFaultReported = {
  type: 'EquipmentFaultReported',
  data: { cameraId, faultId, memberId: officer.by.id, kind: 'damage' },
  sealed: { description },
  keep: { class: 'register', unit: faultId },
};
const cleared: FaultCleared = {
  type: 'FaultCleared',
  data: { cameraId, faultId, memberId: administrator.by.id, how: 'repaired' },
};
const maintained = (memberId: string): EquipmentMaintained => ({
  type: 'EquipmentMaintained',
  data: { cameraId, memberId, work: 'cleaning' },
});
const reportFault = (text = description) =>
  ({ type: 'ReportEquipmentFault', data: { cameraId, faultId, kind: 'damage', description: text } }) as const;
const clear = { type: 'ClearFault', data: { cameraId, faultId, how: 'repaired' } } as const;
const maintain = { type: 'RecordMaintenance', data: { cameraId, work: 'cleaning' } } as const;

export const equipmentStories = told(equipment, {
  'the Administrator installs a camera; its name and place are sealed': given().when(install).records(installed),
  'a camera is installed once': given(installed).when(install).refuses('430.3(a) R-EQUIPMENT-KNOWN'),
  'a retired camera does not come back under its old number': given(installed, retired)
    .when(install)
    .refuses('430.3(a) R-EQUIPMENT-KNOWN'),
  'the maintenance contractor installs no camera by himself': given()
    .when(install, contractor)
    .refuses('430.4A(i) R-NOT-ASSIGNED'),
  ...lacking('equipment', administrator, 'installs no camera', (who) => given().when(install, who)),

  'the credential of a camera in service is replaced': given(installed).when(rotate).records(rotated),
  'a camera that was never installed gets no credential': given().when(rotate).refuses('430.3(a) R-EQUIPMENT'),
  'a retired camera gets no new credential': given(installed, retired).when(rotate).refuses('430.3(a) R-EQUIPMENT'),
  'a camera does not replace its own credential': given(installed)
    .when(rotate, camera)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(i) R-NOT-ASSIGNED'),
  ...lacking('equipment', administrator, 'replaces no credential of a camera', (who) =>
    given(installed).when(rotate, who),
  ),

  'a camera is taken out of service': given(installed, rotated).when(retire).records(retired),
  'a camera is retired once': given(installed, retired).when(retire).refuses('430.3(a) R-EQUIPMENT'),
  ...lacking('equipment', administrator, 'retires no camera', (who) => given(installed).when(retire, who)),

  'an officer reports damage; what he wrote is sealed': given(installed).when(reportFault(), officer).records(faulty),
  'a fault may be reported by who is not approved: nothing is seen by that': given(installed)
    .when(reportFault(), contractor)
    .records({ ...faulty, data: { ...faulty.data, memberId: contractor.by.id } }),
  'a report that says nothing is none': given(installed)
    .when(reportFault('  '), officer)
    .refuses('430.6(h) R-FAULT-TEXT'),
  'a camera that was never installed has no faults': given()
    .when(reportFault(), officer)
    .refuses('430.3(a) R-EQUIPMENT'),
  'who has not logged in reports no fault': given(installed)
    .when(reportFault(), stranger)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER'),
  ...lacking('session', officer, 'reports no fault', (who) => given(installed).when(reportFault(), who)),

  'the Administrator clears a fault': given(installed, faulty).when(clear).records(cleared),
  'a fault is cleared once': given(installed, faulty, cleared).when(clear).refuses('430.6(h) R-FAULT-UNKNOWN'),
  'a fault of another camera is not cleared here': given(installed).when(clear).refuses('430.6(h) R-FAULT-UNKNOWN'),
  'an officer clears no fault': given(installed, faulty).when(clear, officer).refuses('430.4A(i) R-NOT-ASSIGNED'),
  ...lacking('equipment', administrator, 'clears no fault', (who) => given(installed, faulty).when(clear, who)),

  'the contractor records what was maintained': given(installed)
    .when(maintain, contractor)
    .records(maintained(contractor.by.id)),
  'the Administrator records what was maintained': given(installed)
    .when(maintain)
    .records(maintained(administrator.by.id)),
  'an officer maintains nothing': given(installed).when(maintain, officer).refuses('430.4A(i) R-MAINTAINER'),
  'a retired camera is not maintained': given(installed, retired).when(maintain).refuses('430.3(a) R-EQUIPMENT'),
  ...lacking('session', administrator, 'maintains nothing', (who) => given(installed).when(maintain, who)),
});
