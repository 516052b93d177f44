/** Equipment: an ALPR is a camera and its computer, fixed or mobile, known to us by a credential of its own. */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { administration } from './standing.js';

export type Place = { /** Millionths of a degree, WGS 84. */ readonly latitude: number; readonly longitude: number };

// Stored for good: never rename, only add.
export type EquipmentInstalled = Event<
  'EquipmentInstalled',
  {
    readonly cameraId: string;
    readonly mobility: 'fixed' | 'mobile';
    /** SHA-256 of the camera's bearer token, hex. */
    readonly credential: string;
  },
  { readonly name: string; readonly place: Place | null }
>;
export type CredentialRotated = Event<'CredentialRotated', { readonly cameraId: string; readonly credential: string }>;
export type EquipmentRetired = Event<'EquipmentRetired', { readonly cameraId: string; readonly why: string }>;
export type EquipmentEvent = EquipmentInstalled | CredentialRotated | EquipmentRetired;

export type InstallEquipment = Command<
  'InstallEquipment',
  EquipmentInstalled['data'] & { readonly name: string; readonly place: Place | null }
>;
export type RotateCredential = Command<'RotateCredential', CredentialRotated['data']>;
export type RetireEquipment = Command<'RetireEquipment', EquipmentRetired['data']>;
export type EquipmentCommand = InstallEquipment | RotateCredential | RetireEquipment;

export type EquipmentState = { readonly status: 'none' | 'active' | 'retired'; readonly credential: string | null };

const installed = rule<Case<unknown, EquipmentState>>(
  '430.3(a)',
  'R-EQUIPMENT',
  'the camera is installed and in service',
  ({ state }) => state.status === 'active',
  'Install the camera first.',
);

export const equipment: Decider<EquipmentCommand, EquipmentState, EquipmentEvent> = {
  category: 'equipment',
  stream: ({ data }) => `equipment-${data.cameraId}`,
  initial: { status: 'none', credential: null },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'EquipmentInstalled':
        return { status: 'active', credential: data.credential };
      case 'CredentialRotated':
        return { ...state, credential: data.credential };
      case 'EquipmentRetired':
        return { status: 'retired', credential: null };
    }
  },
  on: {
    InstallEquipment: {
      rules: [
        ...administration,
        rule(
          '430.3(a)',
          'R-EQUIPMENT-KNOWN',
          'the camera is new to the register',
          ({ state }) => state.status === 'none',
          'This camera is already registered; rotate its credential instead.',
        ),
      ],
      events: ({ command: { data } }) => [
        {
          type: 'EquipmentInstalled',
          data: { cameraId: data.cameraId, mobility: data.mobility, credential: data.credential },
          sealed: { name: data.name, place: data.place },
          keep: { class: 'register', unit: data.cameraId },
        },
      ],
    },
    RotateCredential: {
      rules: [...administration, installed],
      events: ({ command }) => [{ type: 'CredentialRotated', data: command.data }],
    },
    RetireEquipment: {
      rules: [...administration, installed],
      events: ({ command }) => [{ type: 'EquipmentRetired', data: command.data }],
    },
  },
};
