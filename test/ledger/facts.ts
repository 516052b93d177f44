/** Realistic facts for the specs of this room: a camera's detections, sealed as in service. */
import { createHash, randomUUID } from 'node:crypto';
import type { Entry } from '../../src/ledger/ledger.js';
import { type Fact, writeLine } from '../../src/ledger/line.js';
import type { Vault } from '../../src/vault/vault.js';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

export const detection = (stream: string, more: Partial<Fact> = {}): Fact => {
  const id = more.id ?? randomUUID();
  return {
    id,
    type: 'DetectionRecorded',
    schema: 1,
    stream,
    prev: null,
    occurredAt: '2026-11-23T17:04:05.678Z',
    recordedAt: '2026-11-23T17:04:06.001Z',
    actor: { kind: 'camera', id: '0197a000-0000-7000-8000-00000000c0de' },
    action: 'RecordDetection',
    command: id,
    request: sha(id),
    policy: { set: `psp-430@sha256:${sha('policy')}`, upheld: ['430.1¶1.1', '430.6(c).1', '430.8¶1.2'], broken: [] },
    data: {
      detectionId: id,
      cameraId: '0197a000-0000-7000-8000-00000000c0de',
      capturedAt: '2026-11-23T17:04:05.678Z',
      source: 'photograph',
      confidence: 9731,
      unread: false,
      stateKnown: true,
      images: [{ kind: 'plate', digest: sha(`${id}p`), bytes: 4213 }],
      models: [sha('detector'), sha('reader')],
    },
    keep: { class: 'detection', unit: id },
    sealed: {
      plate: '7ABC123',
      plateState: 'CA',
      candidates: [
        { plate: '7ABC123', confidence: 9731 },
        { plate: '7A8C123', confidence: 211 },
      ],
      characters: [9990, 9981, 9902, 9877, 9993, 9989, 9731],
      box: { x: 812, y: 440, width: 166, height: 48 },
      place: { latitude: 33.830296, longitude: -116.545292, bearing: 274 },
    },
    ...more,
  };
};

/** `count` facts of one stream, each naming the one before, written down. */
export const chain = (vault: Vault, stream: string, count: number, last: string | null = null): Entry[] => {
  let prev = last;
  return Array.from({ length: count }, () => {
    const entry = writeLine(vault, detection(stream, { prev }));
    prev = Buffer.from(entry.leaf).toString('hex');
    return entry;
  });
};
