/** Stories of the equipment: a camera is on the register, has a credential of its own, and is retired once. */
import {
  type CredentialRotated,
  equipment,
  type EquipmentInstalled,
  type EquipmentRetired,
} from '../../src/domain/equipment.js';
import { administrator, camera, contractor, lacking } from './people.js';
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

export const equipmentStories = told(equipment, {
  'the Administrator installs a camera; its name and place are sealed': given().when(install).records(installed),
  'a camera is installed once': given(installed).when(install).refuses('430.3(a) R-EQUIPMENT-KNOWN'),
  'a retired camera does not come back under its old number': given(installed, retired)
    .when(install)
    .refuses('430.3(a) R-EQUIPMENT-KNOWN'),
  'the maintenance contractor installs no camera by himself': given()
    .when(install, contractor)
    .refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'installs no camera', (who) => given().when(install, who)),

  'the credential of a camera in service is replaced': given(installed).when(rotate).records(rotated),
  'a camera that was never installed gets no credential': given().when(rotate).refuses('430.3(a) R-EQUIPMENT'),
  'a retired camera gets no new credential': given(installed, retired).when(rotate).refuses('430.3(a) R-EQUIPMENT'),
  'a camera does not replace its own credential': given(installed)
    .when(rotate, camera)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'replaces no credential of a camera', (who) =>
    given(installed).when(rotate, who),
  ),

  'a camera is taken out of service': given(installed, rotated).when(retire).records(retired),
  'a camera is retired once': given(installed, retired).when(retire).refuses('430.3(a) R-EQUIPMENT'),
  ...lacking('administration', administrator, 'retires no camera', (who) => given(installed).when(retire, who)),
});
