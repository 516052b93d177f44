/** Stories of detections: what a camera may report, and when a read is not one. */
import {
  detection,
  type DetectionRecorded,
  type PlateRead,
  type ReadFailed,
  type RecordDetection,
  type RecordFailedRead,
} from '../../src/domain/detection.js';
import { administrator, at, but, camera, noon } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(detection, camera);

const read: PlateRead = {
  plate: '7ABC123',
  plateState: 'CA',
  candidates: [{ plate: '7ABC123', confidence: 9_800 }],
  characters: [9_900, 9_900, 9_900, 9_900, 9_900, 9_900, 9_900],
  secondReader: { plate: '7ABC123', agrees: true },
  box: { x: 120, y: 340, width: 180, height: 60 },
  place: { latitude: 33_830_300, longitude: -116_545_300 },
  sourceEventId: 'frame-1',
};
const clear: DetectionRecorded['data'] = {
  detectionId: 'detection-1',
  cameraId: 'camera-1',
  capturedAt: noon,
  source: 'photograph',
  confidence: 9_800,
  unread: false,
  stateKnown: true,
  images: [{ kind: 'plate', seal: { digest: 'd1', bytes: 2_048 } }],
  models: ['m1'],
};
const recorded = (data: Partial<DetectionRecorded['data']> = {}, sealed: Partial<PlateRead> = {}) =>
  ({
    type: 'DetectionRecorded',
    data: { ...clear, ...data },
    sealed: { ...read, ...sealed },
    keep: { class: 'detection', unit: clear.detectionId },
  }) satisfies DetectionRecorded;
const failed: ReadFailed = {
  type: 'ReadFailed',
  data: {
    detectionId: 'detection-2',
    cameraId: 'camera-1',
    capturedAt: noon,
    source: 'photograph',
    why: 'no-plate',
    images: [],
  },
};

const record = (data: Partial<RecordDetection['data']> = {}) =>
  ({ type: 'RecordDetection', data: { ...clear, ...read, dayPurged: false, ...data } }) as const;
const recordFailure = (data: Partial<RecordFailedRead['data']> = {}) =>
  ({ type: 'RecordFailedRead', data: { ...failed.data, dayPurged: false, ...data } }) as const;
const retired = but(camera, { equipment: 'retired' });
const unregistered = but(camera, { equipment: 'none' });

export const detectionStories = told(detection, {
  'a read that comes late, for a day that was purged, is not taken in': given()
    .when(record({ dayPurged: true }))
    .refuses('430.8¶3.2 R-DAY-PURGED'),
  'nor is the receipt of a photograph of that day in which nothing was read': given()
    .when(recordFailure({ dayPurged: true }))
    .refuses('430.8¶3.2 R-DAY-PURGED'),
  'a camera in service records what it read; the plate and the place are sealed': given()
    .when(record())
    .records(recorded()),
  'a plate that could not be read is recorded as unknown': given()
    .when(record({ plate: 'unknown', plateState: 'unknown', confidence: 0, unread: true, stateKnown: false }))
    .records(recorded({ confidence: 0, unread: true, stateKnown: false }, { plate: 'unknown', plateState: 'unknown' })),
  'the same read may come again; the door answers it with its first receipt, not the rules': given(recorded())
    .when(record())
    .records(recorded()),
  'a full confidence is 10,000': given()
    .when(record({ confidence: 10_000 }))
    .records(recorded({ confidence: 10_000 })),
  'a confidence above 10,000 is no confidence': given()
    .when(record({ confidence: 10_001 }))
    .refuses('430.1¶1.1 R-DET-INCOMPLETE'),
  'a confidence below nothing is no confidence': given()
    .when(record({ confidence: -1 }))
    .refuses('430.1¶1.1 R-DET-INCOMPLETE'),
  'a confidence is a whole number': given()
    .when(record({ confidence: 0.98 }))
    .refuses('430.1¶1.1 R-DET-INCOMPLETE'),
  'a plate has no more than ten characters': given()
    .when(record({ plate: '7ABC1234567' }))
    .refuses('430.1¶1.1 R-DET-INCOMPLETE'),
  'a read without a plate is none, not even "unknown"': given()
    .when(record({ plate: '' }))
    .refuses('430.1¶1.1 R-DET-INCOMPLETE'),
  'a plate is sent in upper-case letters and digits': given()
    .when(record({ plate: '7abc-123' }))
    .refuses('430.1¶1.1 R-DET-INCOMPLETE'),
  'free text that describes who drove is not taken in': given()
    .when(record({ sourceEventId: 'male driver, hoodie' }))
    .refuses('430.1¶1.3 R-PERSON-FIELD'),
  'a retired camera records nothing': given().when(record(), retired).refuses('430.1¶1.1 R-SRC-UNKNOWN'),
  'an unregistered camera records nothing': given().when(record(), unregistered).refuses('430.1¶1.1 R-SRC-UNKNOWN'),
  'a camera does not report for another': given()
    .when(record({ cameraId: 'camera-2' }))
    .refuses('430.1¶1.1 R-SRC-UNKNOWN'),
  'nobody types in a detection, not even the Administrator': given()
    .when(record(), administrator)
    .refuses('430.1¶1.1 R-SRC-UNKNOWN'),
  'a camera’s clock may be five minutes fast': given()
    .when(record({ capturedAt: '2026-01-05T12:05:00.000Z' }))
    .records(recorded({ capturedAt: '2026-01-05T12:05:00.000Z' })),
  'a capture further ahead than that is no time': given()
    .when(record({ capturedAt: '2026-01-05T12:05:00.001Z' }))
    .refuses('430.3(e) R-DET-INCOMPLETE'),
  'a capture without a time is refused': given()
    .when(record({ capturedAt: 'at noon' }))
    .refuses('430.3(e) R-DET-INCOMPLETE'),
  'a capture on a day the calendar does not have is refused': given()
    .when(record({ capturedAt: '2025-02-29T12:00:00.000Z' }))
    .refuses('430.3(e) R-DET-INCOMPLETE'),
  'a read that comes days late is still a read': given()
    .when(record(), at(camera, '2026-01-09T12:00:00.000Z'))
    .records(recorded()),

  'a photograph in which nothing could be read leaves its receipt': given().when(recordFailure()).records(failed),
  'a failed read of a retired camera is refused like any other': given()
    .when(recordFailure(), retired)
    .refuses('430.1¶1.1 R-SRC-UNKNOWN'),
  'a failed read without a time is refused like any other': given()
    .when(recordFailure({ capturedAt: '' }))
    .refuses('430.3(e) R-DET-INCOMPLETE'),
});
