/** Stories of signs of life: a camera in service tells its time for itself alone. */
import { heartbeat, type HeartbeatReceived } from '../../src/domain/heartbeat.js';
import { but, camera, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(heartbeat, camera);

const unknown = '430.6(g) R-SRC-UNKNOWN';
const beat = (sentAt: string, testRead: boolean | null = null) =>
  ({ type: 'SendHeartbeat', data: { cameraId: camera.by.id, sentAt, testRead } }) as const;
const received = (clockSkewMs: number, testRead: boolean | null = null): HeartbeatReceived => ({
  type: 'HeartbeatReceived',
  data: { cameraId: camera.by.id, clockSkewMs, testRead },
});
const now = beat('2026-01-05T12:00:00.000Z');

export const heartbeatStories = told(heartbeat, {
  'a camera tells its time': given().when(now).records(received(0)),
  'a camera whose clock is ahead tells by how much': given()
    .when(beat('2026-01-05T12:00:02.500Z', true))
    .records(received(2500, true)),
  'a camera that misread its test plate says so': given()
    .when(beat('2026-01-05T11:59:59.000Z', false))
    .records(received(-1000, false)),
  'a camera sends no sign of life for another': given()
    .when({ ...now, data: { ...now.data, cameraId: 'camera-2' } })
    .refuses(unknown),
  'a retired camera gives no sign of life': given()
    .when(now, but(camera, { equipment: 'retired' }))
    .refuses(unknown),
  'a member sends none in its place': given().when(now, officer).refuses(unknown),
});
