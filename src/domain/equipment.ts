/** Equipment: a camera and its computer, fixed or mobile, with a credential of its own; its faults and its upkeep. */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { assigned, session } from './standing.js';

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
/** Damage, excessive wear, or an issue of function (430.6(h)). */
export type EquipmentFaultReported = Event<
  'EquipmentFaultReported',
  {
    readonly cameraId: string;
    readonly faultId: string;
    readonly memberId: string;
    readonly kind: 'damage' | 'wear' | 'function';
  },
  { readonly description: string }
>;
export type FaultCleared = Event<
  'FaultCleared',
  {
    readonly cameraId: string;
    readonly faultId: string;
    readonly memberId: string;
    readonly how: 'repaired' | 'replaced' | 'no-fault-found';
  }
>;
export type EquipmentMaintained = Event<
  'EquipmentMaintained',
  {
    readonly cameraId: string;
    readonly memberId: string;
    readonly work: 'inspection' | 'cleaning' | 'alignment' | 'repair' | 'replacement' | 'software' | 'clock';
  }
>;
export type EquipmentEvent =
  | EquipmentInstalled
  | CredentialRotated
  | EquipmentRetired
  | EquipmentFaultReported
  | FaultCleared
  | EquipmentMaintained;

export type InstallEquipment = Command<
  'InstallEquipment',
  EquipmentInstalled['data'] & { readonly name: string; readonly place: Place | null }
>;
export type RotateCredential = Command<'RotateCredential', CredentialRotated['data']>;
export type RetireEquipment = Command<'RetireEquipment', EquipmentRetired['data']>;
export type ReportEquipmentFault = Command<
  'ReportEquipmentFault',
  Omit<EquipmentFaultReported['data'], 'memberId'> & { readonly description: string }
>;
export type ClearFault = Command<'ClearFault', Omit<FaultCleared['data'], 'memberId'>>;
export type RecordMaintenance = Command<'RecordMaintenance', Omit<EquipmentMaintained['data'], 'memberId'>>;
export type EquipmentCommand =
  InstallEquipment | RotateCredential | RetireEquipment | ReportEquipmentFault | ClearFault | RecordMaintenance;

export type EquipmentState = {
  readonly status: 'none' | 'active' | 'retired';
  /** Of a retired camera the last one: what it still sends is known for its own, and refused. */
  readonly credential: string | null;
  readonly mobility: 'fixed' | 'mobile' | null;
  /** Ids of the faults nobody has cleared. */
  readonly faults: readonly string[];
};

/** What the shell finds of a unit that somebody wants to inspect or to deploy. */
export type Unit = Pick<EquipmentState, 'status' | 'mobility'> & { readonly openFaults: number };

const installed = rule<Case<unknown, EquipmentState>>(
  '430.3(a)',
  'R-EQUIPMENT',
  'the camera is installed and in service',
  ({ state }) => state.status === 'active',
  'Install the camera first.',
);

const evolve = (state: EquipmentState, { type, data }: EquipmentEvent): EquipmentState => {
  switch (type) {
    case 'EquipmentInstalled':
      return { ...state, status: 'active', credential: data.credential, mobility: data.mobility };
    case 'CredentialRotated':
      return { ...state, credential: data.credential };
    case 'EquipmentRetired':
      return { ...state, status: 'retired' };
    case 'EquipmentFaultReported':
      return { ...state, faults: [...state.faults, data.faultId] };
    case 'FaultCleared':
      return { ...state, faults: state.faults.filter((one) => one !== data.faultId) };
    case 'EquipmentMaintained':
      return state;
  }
};

export const equipment: Decider<EquipmentCommand, EquipmentState, EquipmentEvent> = {
  category: 'equipment',
  stream: ({ data }) => `equipment-${data.cameraId}`,
  initial: { status: 'none', credential: null, mobility: null, faults: [] },
  evolve,
  on: {
    InstallEquipment: {
      rules: [
        ...assigned('equipment'),
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
      rules: [...assigned('equipment'), installed],
      events: ({ command }) => [{ type: 'CredentialRotated', data: command.data }],
    },
    RetireEquipment: {
      rules: [...assigned('equipment'), installed],
      events: ({ command }) => [{ type: 'EquipmentRetired', data: command.data }],
    },
    ReportEquipmentFault: {
      rules: [
        ...session,
        installed,
        rule(
          '430.6(h)',
          'R-FAULT-TEXT',
          'the report says what is wrong',
          ({ command }) => command.data.description.trim() !== '',
          'Say what is damaged, worn or failing.',
        ),
      ],
      events: ({ command: { data }, by }) => {
        const { description, ...fault } = data;
        return [
          {
            type: 'EquipmentFaultReported',
            data: { ...fault, memberId: by.id },
            sealed: { description },
            keep: { class: 'register', unit: data.faultId },
          },
        ];
      },
    },
    ClearFault: {
      rules: [
        ...assigned('equipment'),
        rule(
          '430.6(h)',
          'R-FAULT-UNKNOWN',
          'the fault is open',
          ({ state, command }) => state.faults.includes(command.data.faultId),
          'The fault was cleared already, or belongs to another camera.',
        ),
      ],
      events: ({ command: { data }, by }) => [{ type: 'FaultCleared', data: { ...data, memberId: by.id } }],
    },
    RecordMaintenance: {
      rules: [
        ...session,
        installed,
        rule(
          '430.4A(i)',
          'R-MAINTAINER',
          'maintenance is recorded by the ALPR Administrator or the city-approved maintenance contractor',
          ({ standing }) => standing.administrator || standing.position === 'maintenance-contractor',
          'Report what needs maintenance as a fault; the ALPR Administrator has it done.',
        ),
      ],
      events: ({ command: { data }, by }) => [{ type: 'EquipmentMaintained', data: { ...data, memberId: by.id } }],
    },
  },
};
