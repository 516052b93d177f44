/** Signs of life: a camera tells its time, and whether it read its test plate; a function check is held against it. */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import type { Settings } from './policy/settings.js';
import { between, minute } from './time.js';

/** What the system itself had heard of a camera when its function was checked; null where nothing was. */
export type Heard = {
  readonly lastReadAt: string | null;
  readonly lastHeartbeatAt: string | null;
  /** How far ahead of ours its clock was, milliseconds; negative when it was behind. */
  readonly clockSkewMs: number | null;
  /** Whether it read its test plate, where it says so. */
  readonly testRead: boolean | null;
};

// Stored for good: never rename, only add.
export type HeartbeatReceived = Event<
  'HeartbeatReceived',
  { readonly cameraId: string; readonly clockSkewMs: number; readonly testRead: boolean | null }
>;

export type SendHeartbeat = Command<
  'SendHeartbeat',
  {
    readonly cameraId: string;
    /** By the camera's own clock. */ readonly sentAt: string;
    readonly testRead: boolean | null;
  }
>;

/** True when the camera was heard of lately, its clock is right, and its test plate was not misread. */
export const soundsWell = (
  { lastReadAt, lastHeartbeatAt, clockSkewMs, testRead }: Heard,
  at: string,
  { heardMinutes, clockSkewMinutes }: Settings,
): boolean => {
  const lately = (time: string | null): boolean => time !== null && between(time, at) <= heardMinutes * minute;
  return (
    (lately(lastReadAt) || lately(lastHeartbeatAt)) &&
    Math.abs(clockSkewMs ?? 0) <= clockSkewMinutes * minute &&
    testRead !== false
  );
};

export const heartbeat: Decider<SendHeartbeat, null, HeartbeatReceived> = {
  category: 'heartbeat',
  stream: ({ data }) => `heartbeat-${data.cameraId}`,
  stateless: true,
  initial: null,
  evolve: () => null,
  on: {
    SendHeartbeat: {
      rules: [
        rule(
          '430.6(g)',
          'R-SRC-UNKNOWN',
          'the sign of life comes from a camera in service',
          ({ by, standing, command }: Case<SendHeartbeat, null>) =>
            by.kind === 'camera' && by.id === command.data.cameraId && standing.equipment === 'active',
          'Register the camera, and send it with its own credential.',
        ),
      ],
      events: ({ command: { data }, at }) => [
        {
          type: 'HeartbeatReceived',
          data: { cameraId: data.cameraId, clockSkewMs: between(at, data.sentAt), testRead: data.testRead },
        },
      ],
    },
  },
};
