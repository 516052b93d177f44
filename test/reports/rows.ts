/** Rows to count in the tests: a small department whose every figure can be reckoned by hand. */
import type { RecordSource } from '../../src/reports/records.js';
import type {
  AccessRow,
  CameraRow,
  CorrectionRow,
  DetectionRow,
  FigureSource,
  HitRow,
  HotListEntryRow,
  HotListRow,
  LedgerRow,
  MemberRow,
  RefusalRow,
  SessionRow,
} from '../../src/reports/source.js';
import { recordsOf } from './norecords.js';

export type Rows = {
  detections: DetectionRow[];
  cameras: CameraRow[];
  hits: HitRow[];
  corrections: CorrectionRow[];
  hotLists: HotListRow[];
  hotListEntries: HotListEntryRow[];
  accesses: AccessRow[];
  refusals: RefusalRow[];
  sessions: SessionRow[];
  members: MemberRow[];
  ledger: LedgerRow;
  records: Partial<RecordSource>;
};

export const noRows = (): Rows => ({
  detections: [],
  cameras: [],
  hits: [],
  corrections: [],
  hotLists: [],
  hotListEntries: [],
  accesses: [],
  refusals: [],
  sessions: [],
  members: [],
  ledger: { events: 0, root: '0'.repeat(64), verification: null, signed: null },
  records: {},
});

export const sourceOf = (rows: Rows): FigureSource => ({
  detections: () => rows.detections,
  cameras: () => rows.cameras,
  hits: () => rows.hits,
  corrections: () => rows.corrections,
  hotLists: () => rows.hotLists,
  hotListEntries: () => rows.hotListEntries,
  accesses: () => rows.accesses,
  refusals: () => rows.refusals,
  sessions: () => rows.sessions,
  members: () => rows.members,
  ledger: () => rows.ledger,
  records: recordsOf(rows.records),
});

/** A hit raised in the middle of the quarter that nobody has touched, changed as told. */
export const aHit = (change: Partial<HitRow> = {}): HitRow => ({
  hitId: 'hit-1',
  cameraId: 'camera-1',
  category: 'stolen-vehicle',
  match: 'exact',
  raisedAt: '2026-11-05T20:00:00.000Z',
  verdict: null,
  verdictAt: null,
  confirmation: null,
  confirmationAt: null,
  exigent: false,
  actionAt: null,
  ...change,
});

const later = (seconds: number): string =>
  new Date(Date.parse('2026-11-05T20:00:00.000Z') + seconds * 1000).toISOString();

const smallHits = (): HitRow[] => [
  aHit({ hitId: 'hit-unseen' }),
  aHit({ hitId: 'hit-wrong-state', verdict: 'wrong-state', verdictAt: later(10) }),
  aHit({ hitId: 'hit-misread', verdict: 'misread', verdictAt: later(20), match: 'confusable' }),
  aHit({
    hitId: 'hit-good',
    verdict: 'verified',
    verdictAt: later(5),
    confirmation: 'confirmed',
    confirmationAt: later(95),
    actionAt: later(200),
  }),
  aHit({
    hitId: 'hit-exigent',
    cameraId: 'camera-2',
    verdict: 'verified',
    verdictAt: later(4),
    exigent: true,
    actionAt: later(60),
  }),
  aHit({
    hitId: 'hit-late',
    cameraId: 'camera-2',
    verdict: 'verified',
    verdictAt: later(8),
    confirmation: 'confirmed',
    confirmationAt: later(300),
    actionAt: later(100),
  }),
  aHit({
    hitId: 'hit-negative',
    verdict: 'verified',
    verdictAt: later(6),
    confirmation: 'negative',
    confirmationAt: later(50),
  }),
  aHit({ hitId: 'hit-last-quarter', raisedAt: '2026-10-01T06:59:59.999Z' }),
];

const member = (memberId: string, change: Partial<MemberRow> = {}): MemberRow => ({
  memberId,
  position: 'police-officer',
  training: { CLETS: '2027-06-01T00:00:00.000Z', ALPR: '2027-06-01T00:00:00.000Z', POST: '2027-06-01T00:00:00.000Z' },
  acknowledged: true,
  approved: true,
  administrator: false,
  ...change,
});

const access = (change: Partial<AccessRow> = {}): AccessRow => ({
  at: '2026-11-06T01:00:00.000Z',
  memberId: 'member-1',
  kind: 'search',
  purpose: 'stolen-vehicle',
  eventNumber: true,
  rows: 3,
  ...change,
});

const entry = (change: Partial<HotListEntryRow> = {}): HotListEntryRow => ({
  hotListId: 'list-1',
  source: 'local',
  category: 'stolen-vehicle',
  partial: false,
  addedAt: '2026-10-10T00:00:00.000Z',
  expiresAt: '2027-01-10T00:00:00.000Z',
  removedAt: null,
  ...change,
});

const detections: DetectionRow[] = [
  { at: '2026-10-01T07:00:00.000Z', cameraId: 'camera-1', confidence: 9900, unread: false, stateKnown: true },
  { at: '2026-10-01T06:59:59.999Z', cameraId: 'camera-1', confidence: 9900, unread: false, stateKnown: true },
  {
    at: '2026-11-05T20:00:00.000Z',
    cameraId: 'camera-1',
    confidence: 7000,
    unread: false,
    stateKnown: false,
    count: 4,
  },
  { at: '2026-12-31T23:00:00.000Z', cameraId: 'camera-2', confidence: null, unread: true, stateKnown: false },
  { at: '2027-01-01T07:59:59.999Z', cameraId: 'camera-2', confidence: 10_000, unread: false, stateKnown: true },
];

const cameras: CameraRow[] = [
  { cameraId: 'camera-1', mobility: 'fixed', installedAt: '2026-01-01T00:00:00.000Z', retiredAt: null },
  { cameraId: 'camera-2', mobility: 'mobile', installedAt: '2026-10-15T00:00:00.000Z', retiredAt: null },
  {
    cameraId: 'camera-3',
    mobility: 'fixed',
    installedAt: '2026-01-01T00:00:00.000Z',
    retiredAt: '2026-11-01T00:00:00.000Z',
  },
];

const corrections: CorrectionRow[] = [
  { at: later(30), cameraId: 'camera-1', pairs: [{ read: 'O', corrected: '0' }], stateChanged: false },
  {
    at: later(40),
    cameraId: 'camera-1',
    pairs: [
      { read: 'O', corrected: '0' },
      { read: '8', corrected: 'B' },
    ],
    stateChanged: true,
  },
];

const hotListEntries: HotListEntryRow[] = [
  entry(),
  entry({ category: 'amber-alert', source: 'federal', hotListId: 'list-2' }),
  entry({ partial: true, category: 'involved-in-crime' }),
  entry({ removedAt: '2026-10-20T00:00:00.000Z' }),
  entry({ expiresAt: '2026-12-01T00:00:00.000Z' }),
];

const accesses: AccessRow[] = [
  access(),
  access({ eventNumber: false, purpose: 'missing-person' }),
  access({ memberId: 'member-2' }),
  access({ kind: 'image', rows: 1 }),
  access({ kind: 'replay', memberId: 'member-3', purpose: 'audit', rows: 12 }),
];

const refusals: RefusalRow[] = [
  {
    at: later(0),
    action: 'RecordEnforcement',
    by: 'member',
    rulings: [
      { clause: '430.6(k).1', code: 'R-VERIFY-NO-IMAGE' },
      { clause: '430.6(k).3', code: 'R-UNCONFIRMED' },
    ],
  },
  {
    at: later(1),
    action: 'MakeSearch',
    by: 'member',
    rulings: [
      { clause: '430.7(g)', code: 'R-NO-REASON' },
      { clause: '430.7(g)', code: 'R-NO-EVENTNO' },
    ],
  },
  {
    at: later(2),
    action: 'RecordDetection',
    by: 'camera',
    rulings: [{ clause: '430.1¶1.1', code: 'R-SRC-UNKNOWN' }],
  },
];

const sessions: SessionRow[] = [
  {
    openedAt: later(0),
    closedAt: later(3600),
    memberId: 'member-1',
    bannerAccepted: true,
    departmentDevice: true,
  },
  { openedAt: later(10), closedAt: null, memberId: 'member-2', bannerAccepted: false, departmentDevice: false },
];

const members: MemberRow[] = [
  member('member-1'),
  member('member-2', { training: { CLETS: '2026-11-01T00:00:00.000Z', ALPR: '2027-06-01T00:00:00.000Z' } }),
  member('member-3', { position: 'auditor', approved: false, training: {}, acknowledged: false }),
  member('member-4', {
    position: 'police-dispatcher',
    training: { CLETS: '2027-06-01T00:00:00.000Z', ALPR: '2027-06-01T00:00:00.000Z' },
    administrator: false,
  }),
  member('member-5', { position: 'police-captain', administrator: true, acknowledged: false }),
];

/** The department of the tests, in the fourth quarter of 2026. */
export const smallDepartment = (): Rows => ({
  detections,
  cameras,
  hits: smallHits(),
  corrections,
  hotLists: [
    { hotListId: 'list-1', source: 'local', registeredAt: '2026-10-01T12:00:00.000Z' },
    { hotListId: 'list-2', source: 'federal', registeredAt: '2026-10-01T12:00:00.000Z' },
  ],
  hotListEntries,
  accesses,
  refusals,
  sessions,
  members,
  ledger: {
    events: 4321,
    root: 'ab'.repeat(32),
    verification: { at: '2027-01-02T00:00:00.000Z', intact: true, detail: '4,321 leaves, every root and stream' },
    signed: null,
  },
  records: {},
});
