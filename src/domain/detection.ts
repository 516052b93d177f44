/** A detection: what a camera read of a plate within public view. High volume: no history is read to record one. */
import type { Case, Command, Decider, Event } from './decider.js';
import type { Place } from './equipment.js';
import { describesPerson } from './policy/reasons.js';
import { rule } from './policy/rule.js';
import { between, dayOf, minute } from './time.js';

export type Candidate = { readonly plate: string; /** 1/10000. */ readonly confidence: number };

/** An encrypted image in the vault: which of the read's pictures it is, and the seal that finds and proves it. */
export type Image = {
  readonly kind: 'plate' | 'vehicle' | 'scene';
  readonly seal: Readonly<Record<string, string | number>>;
};

export type SourceSystem = 'photograph' | 'finished-read' | 'openalpr';

/** The plate as read, and everything about the vehicle that must one day be unreadable. */
export type PlateRead = {
  /** Upper-case letters and digits; `unknown` when nothing was read with enough confidence. */
  readonly plate: string;
  /** USPS code of the issuing state, or `unknown`. */
  readonly plateState: string;
  readonly candidates: readonly Candidate[];
  /** Probability of each character, 1/10000. */
  readonly characters: readonly number[];
  readonly secondReader: { readonly plate: string; readonly agrees: boolean } | null;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  /** Where the equipment stood at that time. */
  readonly place: Place | null;
  readonly sourceEventId: string;
};

// Stored for good: never rename, only add.
export type DetectionRecorded = Event<
  'DetectionRecorded',
  {
    readonly detectionId: string;
    readonly cameraId: string;
    readonly capturedAt: string;
    readonly source: SourceSystem;
    /** 1/10000. */
    readonly confidence: number;
    readonly unread: boolean;
    readonly stateKnown: boolean;
    readonly images: readonly Image[];
    /** SHA-256 of the models that read it; empty for a finished read. */
    readonly models: readonly string[];
  },
  PlateRead
>;
/** A photograph in which nothing could be read, or that could not be read at all: its receipt is kept. */
export type ReadFailed = Event<
  'ReadFailed',
  {
    readonly detectionId: string;
    readonly cameraId: string;
    readonly capturedAt: string;
    readonly source: SourceSystem;
    readonly why: 'no-plate' | 'reader-failed';
    readonly images: readonly Image[];
  }
>;
export type DetectionEvent = DetectionRecorded | ReadFailed;

/** Found by the shell: what was captured on that day has been purged. */
type Late = { readonly dayPurged: boolean };
export type RecordDetection = Command<'RecordDetection', DetectionRecorded['data'] & PlateRead & Late>;
export type RecordFailedRead = Command<'RecordFailedRead', ReadFailed['data'] & Late>;
export type DetectionCommand = RecordDetection | RecordFailedRead;

const known = rule<Case<DetectionCommand, unknown>>(
  '430.1¶1.1',
  'R-SRC-UNKNOWN',
  'the read comes from a camera in service',
  ({ by, standing, command }) =>
    by.kind === 'camera' && by.id === command.data.cameraId && standing.equipment === 'active',
  'Register the camera, and send the read with its own credential.',
);

const timely = rule<Case<DetectionCommand, unknown>>(
  '430.3(e)',
  'R-DET-INCOMPLETE',
  'the time of capture is given and does not lie ahead',
  ({ command, at, terms }) => between(command.data.capturedAt, at) >= -terms.settings.clockSkewMinutes * minute,
  'Set the camera’s clock.',
);

const notPurged = rule<Case<DetectionCommand, unknown>>(
  '430.8¶3.2',
  'R-DAY-PURGED',
  'the day of the capture has not been purged',
  ({ command }) => !command.data.dayPurged,
  'What may be kept no longer is not taken in again; the camera deletes its copy by the same schedule.',
);

const impersonal = rule(
  '430.1¶1.3',
  'R-PERSON-FIELD',
  'free text tells of the plate and the vehicle, and of no person',
  ({ command }: { command: RecordDetection }) => !describesPerson(command.data.sourceEventId),
  'Leave out who was in the vehicle; the system identifies plates.',
);

export const plateShape = /^[A-Z0-9]{1,10}$/;

export const detection: Decider<DetectionCommand, null, DetectionEvent> = {
  category: 'detection',
  stream: ({ data }) => `detection-${data.cameraId}-${dayOf(data.capturedAt)}`,
  occurredAt: ({ data }) => data.capturedAt,
  stateless: true,
  initial: null,
  evolve: () => null,
  on: {
    RecordDetection: {
      rules: [
        known,
        timely,
        notPurged,
        impersonal,
        rule(
          '430.1¶1.1',
          'R-DET-INCOMPLETE',
          'the read states a plate, or that it is unknown, and the confidence of the reading',
          ({ command: { data } }) =>
            (data.plate === 'unknown' || plateShape.test(data.plate)) &&
            Number.isInteger(data.confidence) &&
            data.confidence >= 0 &&
            data.confidence <= 10_000,
          'Send the plate in upper-case letters and digits, or "unknown", with a confidence.',
        ),
      ],
      events: ({ command: { data } }) => {
        const { plate, plateState, candidates, characters, secondReader, box, place, sourceEventId, ...rest } = data;
        const { dayPurged: _, ...clear } = rest;
        return [
          {
            type: 'DetectionRecorded',
            data: clear,
            sealed: { plate, plateState, candidates, characters, secondReader, box, place, sourceEventId },
            keep: { class: 'detection', unit: data.detectionId },
          },
        ];
      },
    },
    RecordFailedRead: {
      rules: [known, timely, notPurged],
      events: ({ command: { data } }) => {
        const { dayPurged: _, ...clear } = data;
        return [{ type: 'ReadFailed', data: clear }];
      },
    },
  },
};
