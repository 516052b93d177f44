/** A member's shifts: equipment is inspected and its function checked before it is deployed (430.6(b), (f), (g)). */
import type { Case, Command, Decider, Event } from './decider.js';
import type { Unit } from './equipment.js';
import { type Heard, soundsWell } from './heartbeat.js';
import { type Rule, rule } from './policy/rule.js';
import { content } from './standing.js';
import { between, hour } from './time.js';

type OfShift<Data = object> = { readonly memberId: string; readonly shiftId: string } & Data;

// Stored for good: never rename, only add.
export type ShiftStarted = Event<'ShiftStarted', OfShift<{ readonly startedAt: string }>>;
export type EquipmentInspected = Event<
  'EquipmentInspected',
  OfShift<{
    readonly cameraId: string;
    readonly affixed: boolean;
    readonly damaged: boolean;
    readonly worn: boolean;
    /** SHA-256 of a photograph of the equipment, hex, where one was taken. */
    readonly photo: string | null;
  }>
>;
/** What the member attested, beside what the system itself had heard of the camera. */
export type FunctionChecked = Event<
  'FunctionChecked',
  OfShift<{ readonly cameraId: string; readonly functioning: boolean; readonly agrees: boolean } & Heard>
>;
type OfDeployment = OfShift<{ readonly deploymentId: string; readonly cameraId: string }>;
export type DeploymentStarted = Event<'DeploymentStarted', OfDeployment & { readonly mobility: 'fixed' | 'mobile' }>;
export type DeploymentEnded = Event<'DeploymentEnded', OfDeployment>;
export type ShiftEnded = Event<'ShiftEnded', OfShift<{ readonly why: 'ended' | 'superseded' }>>;
export type ShiftEvent =
  ShiftStarted | EquipmentInspected | FunctionChecked | DeploymentStarted | DeploymentEnded | ShiftEnded;

export type StartShift = Command<'StartShift', OfShift>;
export type InspectEquipment = Command<
  'InspectEquipment',
  OfShift<{
    readonly cameraId: string;
    readonly affixed?: boolean | undefined;
    readonly damaged?: boolean | undefined;
    readonly worn?: boolean | undefined;
    readonly photo: string | null;
    /** Found by the shell. */
    readonly unit: Unit;
  }>
>;
export type AttestFunction = Command<
  'AttestFunction',
  OfShift<{
    readonly cameraId: string;
    readonly functioning: boolean;
    /** Found by the shell. */
    readonly unit: Unit;
    readonly heard: Heard;
  }>
>;
export type StartDeployment = Command<
  'StartDeployment',
  OfShift<{
    readonly deploymentId: string;
    readonly cameraId: string;
    /** Found by the shell. */
    readonly unit: Unit;
  }>
>;
export type EndDeployment = Command<'EndDeployment', OfShift<{ readonly deploymentId: string }>>;
export type EndShift = Command<'EndShift', OfShift>;
export type ShiftCommand = StartShift | InspectEquipment | AttestFunction | StartDeployment | EndDeployment | EndShift;

export type ShiftState = {
  readonly shiftId: string | null;
  readonly startedAt: string;
  /** Cameras inspected in this shift: whether each was found affixed, undamaged and not worn the last time. */
  readonly inspected: Readonly<Record<string, boolean>>;
  /** Cameras checked in this shift: whether each was found working the last time. */
  readonly functioning: Readonly<Record<string, boolean>>;
  /** Deployments that run, with their cameras. */
  readonly deployed: Readonly<Record<string, string>>;
};

const off: ShiftState = { shiftId: null, startedAt: '', inspected: {}, functioning: {}, deployed: {} };

type OfAShift = Case<Command<string, OfShift>, ShiftState>;

/** Who forgets to end a shift has not worked through the next night: it ends by itself. */
const open: Rule<OfAShift> = rule(
  '430.6(f)',
  'R-SHIFT',
  'the shift is the member’s own, and has not ended',
  ({ by, state, command: { data }, at, terms }) =>
    by.id === data.memberId &&
    state.shiftId === data.shiftId &&
    between(state.startedAt, at) < terms.settings.shiftHours * hour,
  'Start a shift of your own.',
);

const inService: Rule<Case<Command<string, { readonly unit: Unit }>, ShiftState>> = rule(
  '430.3(a)',
  'R-EQUIPMENT',
  'the camera is installed and in service',
  ({ command }) => command.data.unit.status === 'active',
  'Install the camera first.',
);

const deploying: readonly Rule<Case<StartDeployment, ShiftState>>[] = [
  open,
  inService,
  rule(
    '430.6(f)',
    'R-NO-INSPECTION',
    'mobile equipment was inspected in this shift, and found affixed, undamaged and not worn',
    ({ state, command: { data } }) => data.unit.mobility !== 'mobile' || state.inspected[data.cameraId] === true,
    'Inspect the equipment on the vehicle; report what is damaged or worn, and take another unit.',
  ),
  rule(
    '430.6(g)',
    'R-NOT-FUNCTIONING',
    'the equipment was not found to fail in this shift',
    ({ state, command: { data } }) => state.functioning[data.cameraId] !== false,
    'Report the fault; check the function again once it is repaired.',
  ),
  rule(
    '430.6(h)',
    'R-FAULT-OPEN',
    'no fault of the equipment is open',
    ({ command }) => command.data.unit.openFaults === 0,
    'Take another unit, until the ALPR Administrator has cleared the fault.',
  ),
];

const evolve = (state: ShiftState, { type, data }: ShiftEvent): ShiftState => {
  switch (type) {
    case 'ShiftStarted':
      return { ...off, shiftId: data.shiftId, startedAt: data.startedAt };
    case 'EquipmentInspected': {
      const sound = data.affixed && !data.damaged && !data.worn;
      return { ...state, inspected: { ...state.inspected, [data.cameraId]: sound } };
    }
    case 'FunctionChecked':
      return { ...state, functioning: { ...state.functioning, [data.cameraId]: data.functioning } };
    case 'DeploymentStarted':
      return { ...state, deployed: { ...state.deployed, [data.deploymentId]: data.cameraId } };
    case 'DeploymentEnded': {
      const { [data.deploymentId]: _, ...deployed } = state.deployed;
      return { ...state, deployed };
    }
    case 'ShiftEnded':
      return data.shiftId === state.shiftId ? off : state;
  }
};

/** Whatever is still deployed comes back with the shift. */
const ended = (memberId: string, { shiftId, deployed }: ShiftState, why: ShiftEnded['data']['why']): ShiftEvent[] => [
  ...Object.entries(deployed).map(([deploymentId, cameraId]): DeploymentEnded => ({
    type: 'DeploymentEnded',
    data: { memberId, shiftId: shiftId!, deploymentId, cameraId },
  })),
  { type: 'ShiftEnded', data: { memberId, shiftId: shiftId!, why } },
];

export const shift: Decider<ShiftCommand, ShiftState, ShiftEvent> = {
  category: 'shift',
  stream: ({ data }) => `shift-${data.memberId}`,
  initial: off,
  evolve,
  on: {
    StartShift: {
      rules: [
        ...content,
        rule(
          '430.6(f)',
          'R-SHIFT-OWN',
          'a member starts a shift for himself',
          ({ by, command }) => by.id === command.data.memberId,
          'Each member starts a shift in a session of his own.',
        ),
      ],
      events: ({ command: { data }, state, at }) => [
        ...(state.shiftId === null ? [] : ended(data.memberId, state, 'superseded')),
        { type: 'ShiftStarted', data: { ...data, startedAt: at } },
      ],
    },
    InspectEquipment: {
      rules: [
        ...content,
        open,
        inService,
        rule(
          '430.6(f)',
          'R-INSPECTION-INCOMPLETE',
          'the inspection says whether the camera is affixed, damaged, and worn',
          ({ command: { data } }) =>
            data.affixed !== undefined && data.damaged !== undefined && data.worn !== undefined,
          'Answer every point of the checklist.',
        ),
      ],
      events: ({ command: { data } }) => {
        const { unit: _, affixed = false, damaged = true, worn = true, ...rest } = data;
        return [{ type: 'EquipmentInspected', data: { ...rest, affixed, damaged, worn } }];
      },
    },
    AttestFunction: {
      rules: [...content, open, inService],
      events: ({ command: { data }, at, terms }) => {
        const { unit: _, heard, ...attested } = data;
        const agrees = data.functioning === soundsWell(heard, at, terms.settings);
        return [{ type: 'FunctionChecked', data: { ...attested, ...heard, agrees } }];
      },
    },
    StartDeployment: {
      rules: [...content, ...deploying],
      events: ({ command: { data } }) => {
        const { unit, ...deployment } = data;
        return [{ type: 'DeploymentStarted', data: { ...deployment, mobility: unit.mobility! } }];
      },
    },
    EndDeployment: {
      rules: [...content, open],
      events: ({ command: { data }, state }) => {
        const cameraId = state.deployed[data.deploymentId];
        return cameraId === undefined ? [] : [{ type: 'DeploymentEnded', data: { ...data, cameraId } }];
      },
    },
    EndShift: {
      rules: [...content, open],
      events: ({ command: { data }, state }) => ended(data.memberId, state, 'ended'),
    },
  },
};
