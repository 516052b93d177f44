/** A busy department of invented figures, the same every time, for the tests of the paper. */
import { hotListCategories, type HotListCategory } from '../../src/domain/hotlist.js';
import { purposes, type Purpose } from '../../src/domain/policy/purposes.js';
import type { HitRow, RefusalRow } from '../../src/reports/source.js';
import { busyRecords } from './busyrecords.js';
import { type Rows, smallDepartment } from './rows.js';

/** A small reproducible generator (mulberry32). */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

const start = Date.parse('2026-10-01T07:00:00.000Z');
const hours = 92 * 24;
const cameras = [
  'tahquitz-east',
  'tahquitz-west',
  'indian-canyon-north',
  'ramon-west',
  'vista-chino',
  'unit-12',
  'unit-15',
];
const categories = Object.keys(hotListCategories) as HotListCategory[];
const codes = [
  ['430.7(g)', 'R-NO-REASON', 'MakeSearch'],
  ['430.7(g)', 'R-VAGUE-REASON', 'MakeSearch'],
  ['430.6(k).3', 'R-UNCONFIRMED', 'RecordEnforcement'],
  ['430.6(k).1', 'R-VERIFY-NO-IMAGE', 'VerifyHit'],
  ['430.6(d)', 'R-TRAINING:CLETS', 'MakeSearch'],
  ['430.1¶3.0', 'R-HL-REASON', 'AddHotListEntry'],
  ['430.1¶1.1', 'R-SRC-UNKNOWN', 'RecordDetection'],
] as const;

const hitsOf = (random: () => number, count: number): HitRow[] =>
  Array.from({ length: count }, (_, index) => {
    const raised = start + Math.floor(random() * hours) * 3_600_000;
    const at = (seconds: number): string => new Date(raised + seconds * 1000).toISOString();
    const [seen, asked] = [2 + random() * 20, 30 + random() * 200];
    const roll = random();
    const verdict = roll < 0.02 ? null : roll < 0.1 ? 'misread' : roll < 0.13 ? 'wrong-state' : 'verified';
    const exigent = verdict === 'verified' && random() < 0.03;
    const confirmation = verdict !== 'verified' || exigent ? null : random() < 0.85 ? 'confirmed' : 'negative';
    const acts = exigent || (confirmation === 'confirmed' && random() < 0.8);
    return {
      hitId: `hit-${String(index + 1).padStart(4, '0')}`,
      cameraId: cameras[Math.floor(random() * cameras.length)]!,
      category: categories[Math.floor(random() ** 2 * categories.length)]!,
      match: random() < 0.9 ? 'exact' : random() < 0.7 ? 'confusable' : 'partial',
      raisedAt: at(0),
      verdict,
      verdictAt: verdict === null ? null : at(seen),
      confirmation,
      confirmationAt: confirmation === null ? null : at(seen + asked),
      exigent,
      actionAt: acts ? at(seen + asked + 60) : null,
    };
  });

const refusalsOf = (random: () => number, count: number): RefusalRow[] =>
  Array.from({ length: count }, () => {
    const [clause, code, action] = codes[Math.floor(random() ** 1.5 * codes.length)]!;
    const at = new Date(start + Math.floor(random() * hours) * 3_600_000).toISOString();
    return { at, action, by: action === 'RecordDetection' ? 'camera' : 'member', rulings: [{ clause, code }] };
  });

const entriesOf = (random: () => number, at: (hour: number) => string): Rows['hotListEntries'] =>
  Array.from({ length: 340 }, (_, index) => ({
    hotListId: 'list-1',
    source: index % 3 === 0 ? 'local' : index % 3 === 1 ? 'state' : 'federal',
    category: categories[Math.floor(random() ** 1.7 * categories.length)]!,
    partial: index % 40 === 0,
    addedAt: at(Math.floor(random() * hours) - 300),
    expiresAt: at(Math.floor(random() * hours) + 1500),
    removedAt: random() < 0.2 ? at(hours - 10) : null,
  }));

/** About a million reads of seven cameras, two hundred hits, four hundred searches. */
export const busyDepartment = (): Rows => {
  const random = dice(430);
  const small = smallDepartment();
  const at = (hour: number): string => new Date(start + hour * 3_600_000).toISOString();
  const purposeCodes = Object.keys(purposes) as Purpose[];
  return {
    ...small,
    cameras: [...cameras, 'ramon-east'].map((cameraId) => ({
      cameraId,
      mobility: cameraId.startsWith('unit') ? 'mobile' : 'fixed',
      installedAt: '2026-01-05T18:00:00.000Z',
      retiredAt: null,
    })),
    detections: Array.from({ length: hours }, (_, hour) => hour).flatMap((hour) =>
      cameras.flatMap((cameraId, index) =>
        [9800, 9300, 8400, 7200, null].map((confidence, step) => ({
          at: at(hour),
          cameraId,
          confidence,
          unread: confidence === null,
          stateKnown: random() < 0.9,
          count: 1 + Math.floor(((40 - 4 * index) * (1 + Math.sin(hour / 3.8)) * random()) / (1 + 3 * step)),
        })),
      ),
    ),
    hits: hitsOf(random, 214),
    corrections: Array.from({ length: 19 }, () => {
      const [read, corrected] = ['O0', '8B', '1I', 'S5', 'Z2', 'O0', '8B'][Math.floor(random() * 7)]!.split('');
      const cameraId = cameras[Math.floor(random() * 3)]!;
      const pairs = [{ read: read!, corrected: corrected! }];
      return { at: at(Math.floor(random() * hours)), cameraId, pairs, stateChanged: random() < 0.2 };
    }),
    hotListEntries: entriesOf(random, at),
    accesses: Array.from({ length: 431 }, () => ({
      at: at(Math.floor(random() * hours)),
      memberId: `member-${String(1 + Math.floor(random() ** 2 * 18)).padStart(2, '0')}`,
      kind: random() < 0.6 ? 'search' : random() < 0.5 ? 'image' : random() < 0.8 ? 'read' : 'replay',
      purpose: purposeCodes[Math.floor(random() ** 1.5 * purposeCodes.length)]!,
      eventNumber: random() < 0.84,
      rows: Math.floor(random() * 12),
    })),
    refusals: refusalsOf(random, 57),
    ledger: {
      events: 1_204_331,
      root: '9f3a5cd017be42886d10f4b6e29c8a75339d0fe1c64b7a2085fd31ac9e7746b2',
      verification: { at: '2027-01-04T16:12:09.000Z', intact: true, detail: 'every leaf, root and stream; 0 findings' },
      signed: {
        checkpoints: 4711,
        keys: ['demonstration.example/alpr-ledger+0a1b2c3d'],
        anchor: { kind: 'witness', by: 'witness.example', size: 1_204_310, at: '2027-01-05T17:00:00.000Z' },
        trouble: null,
      },
    },
    records: busyRecords(),
  };
};
