/** The registers of the busy department: something in every one of them, the same every time. */
import { createHash } from 'node:crypto';
import { hotListCategories, type HotListCategory } from '../../src/domain/hotlist.js';
import type { RecordSource } from '../../src/reports/records.js';

/** A UUID made from a name. */
const id = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
const start = Date.parse('2026-10-01T07:00:00.000Z');
const at = (days: number): string => new Date(start + days * 86_400_000).toISOString();
const many =
  <Row>(count: number, row: (index: number) => Row) =>
  (): Row[] =>
    Array.from({ length: count }, (_, n) => row(n));
const categories = Object.keys(hotListCategories) as HotListCategory[];
const cameras = ['tahquitz-east', 'tahquitz-west', 'indian-canyon-north', 'ramon-west', 'unit-12', 'unit-15'];
const acts = ['AccessApproved', 'AccessSuspended', 'TrainingCompleted', 'PolicyAcknowledged', 'MemberEnrolled'];

const equipment: Partial<RecordSource> = {
  inspections: many(140, (n) => ({ at: at(n % 90), cameraId: cameras[4 + (n % 2)]!, sound: n % 23 !== 0 })),
  checks: many(140, (n) => ({
    at: at(n % 90),
    cameraId: cameras[4 + (n % 2)]!,
    functioning: n % 31 !== 0,
    agrees: true,
  })),
  faults: many(9, (n) => ({
    cameraId: cameras[n % 6]!,
    kind: ['lens', 'mount', 'power'][n % 3]!,
    reportedAt: at(n * 9),
    clearedAt: n === 8 ? null : at(n * 9 + 1.3),
  })),
  maintenance: many(14, (n) => ({
    at: at(n * 6),
    cameraId: cameras[n % 6]!,
    work: n % 2 === 0 ? 'cleaning' : 'repair',
  })),
  placements: many(4, (n) => ({
    cameraId: cameras[n]!,
    reviewedAt: n === 0 ? at(40) : null,
    reviewDue: at(n === 3 ? 80 : 300),
    outcome: n === 0 ? 'kept' : null,
  })),
  unplaced: () => ['ramon-east'],
  signsOfLife: many(92 * 24, (n) => ({ at: at(n / 24), cameraId: cameras[n % 6]! })),
  shifts: many(140, (n) => ({ shiftId: id(`shift ${n}`), startedAt: at(n % 90), endedAt: at((n % 90) + 0.4) })),
  deployments: many(140, (n) => ({
    shiftId: id(`shift ${n}`),
    cameraId: cameras[4 + (n % 2)]!,
    mobility: 'mobile',
    startedAt: at(n % 90),
    endedAt: at((n % 90) + 0.4),
    reads: 800 + n,
  })),
  batches: many(30, (n) => ({
    cameraId: cameras[4]!,
    receivedAt: at(n * 3),
    announced: 1000 + n,
    recorded: n === 7 ? 981 : null,
  })),
  differentPlates: () => cameras.map((cameraId, n) => ({ cameraId, plates: 4000 + 311 * n })),
};

const hosted: Partial<RecordSource> = {
  vendors: many(2, (n) => ({
    dataStoreId: id(`store ${n}`),
    registeredAt: at(-200),
    settings: n === 0 ? 'approved' : 'differ',
    settingsAt: at(85),
    immigration: 0,
    attestations: [{ kind: 'soc-report', validUntil: at(200), at: at(-100) }],
  })),
  vendorFindings: many(3, (n) => ({ at: at(20 * n), finding: 'settings', counts: { changed: 2, immigration: 0 } })),
  reconciliations: many(3, (n) => ({
    at: at(30 * n + 5),
    dataStoreId: id('store 0'),
    returned: 310_000 + n,
    overdue: n === 1 ? 3 : 0,
    missing: 0,
  })),
  logImports: many(12, (n) => ({ at: at(7 * n), dataStoreId: id('store 0'), rows: 400 + n })),
  versions: many(90, (n) => ({
    hotListId: id('federal list'),
    number: 100 + n,
    publishedAt: at(n),
    asOf: at(n - 0.1),
    entries: 61_000 + n,
    added: 300 + n,
    removed: 280,
    quarantined: n % 9 === 0 ? 4 : 0,
    categories: categories.slice(0, 5).map((category, at5) => ({ category, entries: 12_000 + at5 })),
  })),
  setAside: many(10, (n) => ({ publishedAt: at(n * 9), clause: '430.1¶3/H9', code: 'R-HL-NO-EXPIRY', entries: 4 })),
  sourceFiles: many(4, (n) => ({
    hotListId: id('federal list'),
    file: ['vehicle', 'license-plate', 'wanted-person', 'missing-person'][n]!,
    category: categories[n]!,
    enabledAt: at(-300),
    disabledAt: n === 3 ? at(10) : null,
  })),
  localEntries: many(64, (n) => ({
    entryId: id(`entry ${n}`),
    hotListId: id('local list'),
    category: categories[n % 11]!,
    addedBy: id(`member ${n % 5}`),
    addedAt: at(n),
    expiresAt: at(200 + n),
    removedAt: null,
    coSigned: n % 11 === 4 ? 'yes' : 'not needed',
  })),
};

const outside: Partial<RecordSource> = {
  agencies: many(6, (n) => ({
    agencyId: id(`agency ${n}`),
    agencyClass: 'local-le',
    california: true,
    registeredAt: at(-100),
    retiredAt: null,
  })),
  agreements: many(3, (n) => ({
    agencyId: id(`agency ${n}`),
    from: at(-50),
    until: at(300),
    executedAt: at(n === 0 ? 3 : -60),
    endedAt: null,
    granted: n < 2,
    complies: true,
    determinedAt: at(2),
  })),
  releases: many(17, (n) => ({
    releaseId: id(`release ${n}`),
    agencyId: id(`agency ${n % 4}`),
    agencyClass: 'local-le',
    california: true,
    purpose: n % 2 === 0 ? 'criminal-investigation' : 'missing-person',
    status: 'fulfilled',
    requestedAt: at(n * 5),
    approvedAt: n % 5 === 4 ? null : at(n * 5 + 1),
    deniedAt: n % 5 === 4 ? at(n * 5 + 1) : null,
    fulfilledAt: n % 5 === 4 ? null : at(n * 5 + 2),
    items: n % 5 === 4 ? null : 3 + n,
    conflict: n === 9,
    complies: n === 9 ? false : true,
  })),
  recordsRequests: many(5, (n) => ({
    receivedAt: at(n * 15),
    dueAt: at(n * 15 + 10),
    closedAt: n === 4 ? null : at(n * 15 + (n === 2 ? 12 : 8)),
    outcome: n === 4 ? null : 'given-in-part',
    late: n === 4 ? null : n === 2,
    rowsGiven: 40,
  })),
  externalAccesses: many(23, (n) => ({
    at: at(n * 4),
    source: n % 3 === 0 ? 'dmv' : 'clets',
    ownerLookup: n % 3 === 0,
  })),
  unmaskings: many(3, (n) => ({
    requestedAt: at(n * 20),
    approvedAt: at(n * 20 + 1),
    shownAt: n === 2 ? null : at(n * 20 + 1),
  })),
  agesAtUse: many(300, (n) => ({ at: at(n % 90), days: (n * n) % 200, reads: 1 + (n % 5) })),
  plateSearches: many(120, (n) => ({
    at: at(n % 90),
    memberId: id(`member ${n % 5}`),
    plate: (n * n) % 41,
    partial: n % 10 === 0,
    eventNumber: n % 4 !== 0,
  })),
  canvasses: many(4, (n) => ({
    incident: n % 2 === 0 ? 'shooting' : 'homicide',
    from: at(n * 20),
    until: at(n * 20 + 0.25),
    endedAt: n === 3 ? null : at(n * 20 + 0.3),
  })),
  exigencies: many(5, (n) => ({
    declaredAt: at(n * 15),
    reviewedAt: n === 4 ? null : at(n * 15 + 1),
    justified: n === 4 ? null : true,
    inTime: n === 4 ? null : n !== 2,
  })),
};

const oversight: Partial<RecordSource> = {
  audits: many(14, (n) => ({
    auditId: id(`audit ${n}`),
    kind: n === 0 ? 'quarterly' : 'weekly',
    status: 'closed',
    from: n === 0 ? at(0) : at((n - 1) * 7),
    to: n === 0 ? at(92) : at(n * 7),
    treeSize: 1_200_000,
    root: '5b'.repeat(32),
    population: 'c4'.repeat(32),
    strata: (n === 0 ? (['searches', 'hit-comparisons', 'refusals'] as const) : (['searches'] as const)).map(
      (area) => ({
        area,
        population: 250,
        drawn: 10,
      }),
    ),
    closedAt: at(93),
  })),
  auditItems: many(150, (n) => ({
    auditId: id(`audit ${n < 30 ? 0 : 1 + (n % 13)}`),
    area: n < 30 ? ['searches', 'hit-comparisons', 'refusals'][n % 3]! : 'searches',
    verdict: n === 4 ? 'violation' : 'compliant',
  })),
  findings: many(2, (n) => ({
    auditId: id('audit 0'),
    severity: n === 0 ? 'major' : 'minor',
    clause: '430.7(g)',
    raisedAt: at(60),
    dueBy: at(80),
    resolvedAt: n === 0 ? at(70) : null,
  })),
  anomalies: many(11, (n) => ({
    detector: n % 2 === 0 ? 'off-shift' : 'burst',
    severity: 'warn',
    flaggedAt: at(n * 8),
    disposition: n === 10 ? null : n === 3 ? 'violation' : 'legitimate',
  })),
  weeklyReviews: many(12, (n) => ({ at: at(n * 7), looked: 9 })),
  oddSessions: many(2, (n) => ({ openedAt: at(n * 30), concurrent: 1, strays: 1 })),
  violations: many(4, (n) => ({
    kind: n % 2 === 0 ? 'error' : 'personal-use',
    route: 'supervisor',
    status: n === 3 ? 'triaged' : 'closed',
    reportedAt: at(n * 20),
    triagedAt: at(n * 20 + 2),
    closedAt: n === 3 ? null : at(n * 20 + 15),
    outcome: n === 1 ? 'counselling' : n === 3 ? null : 'training',
  })),
  incidents: many(3, (n) => ({
    incidentId: id(`incident ${n}`),
    reportedAt: at(n * 25),
    dueBy: at(n * 25 + 1 / 24),
    passedAt: at(n * 25 + (n === 1 ? 3 / 24 : 1 / 60)),
    inTime: n !== 1,
  })),
  breaches: many(1, () => ({
    incidentId: id('incident 0'),
    confirmedAt: at(2),
    residents: 612,
    heldByVendor: true,
    dueBy: at(32),
    owed: ['attorney-general'],
    sent: [{ duty: 'residents', at: at(20) }],
    closedAt: null,
  })),
  overdue: many(2, (n) => ({ duty: 'placement-review', dueBy: at(n * 40), toldAt: at(n * 40) })),
};

const custody: Partial<RecordSource> = {
  purges: many(70, (n) => ({
    purgeId: id(`purge ${n}`),
    class: 'detection',
    date: at(n - 31).slice(0, 10),
    state: n === 69 ? 'approved' : 'completed',
    dueAt: at(n),
    proposedAt: at(n),
    completedAt: n === 69 ? null : at(n + 1.1),
    blockedAt: null,
    units: 11_000 + n,
    kept: n % 9,
    certificateId: n === 69 ? null : id(`certificate ${n}`),
  })),
  keptDays: many(40, (n) => ({
    class: n % 4 === 0 ? 'hit' : 'detection',
    date: at(90 - n).slice(0, 10),
    dueAt: at(120 - n),
    rows: 11_000,
    held: n % 9 === 0 ? 4 : 0,
  })),
  holds: many(2, (n) => ({
    holdId: id(`hold ${n}`),
    state: n === 0 ? 'placed' : 'released',
    orderedAt: at(n * 10),
    reviewAt: at(180),
    releasedAt: n === 0 ? null : at(70),
    units: 14,
  })),
  downloads: many(60, (n) => ({ at: at(90 - n * 14), until: at(800) })),
  longKept: many(5, (n) => ({ class: 'detection', day: `2024-0${n + 1}-11`, kept: 3, explained: true })),
  explanations: many(1, () => ({
    explanationId: id('explanation'),
    class: 'detection',
    from: '2024-01-01',
    to: '2024-06-30',
    explainedAt: at(60),
  })),
  schedules: many(1, () => ({ adoptedAt: at(-100), downloadDays: 365 })),
  reburials: many(1, () => ({ at: at(33), keys: 2 })),
  evidence: many(2, (n) => ({ bookedAt: at(n * 30), items: 7 })),
  readsKept: () => ({ to30: 330_000, to365: 512, over365: 15 }),
  backups: many(92, (n) => ({
    at: at(n),
    what: n % 30 === 29 ? 'restored' : 'copied',
    treeSize: 10_000 * n,
    problems: n % 30 === 29 ? 0 : null,
  })),
  assurances: many(16, (n) => ({
    at: at(n * 6),
    kind:
      n < 12
        ? 'integrity-verified'
        : ['physical-safeguards', 'technical-safeguards', 'hosting', 'administrative-safeguards'][n - 12]!,
    problems: n < 12 ? 0 : null,
    again: n < 12 ? null : at(n === 13 ? 85 : 300),
  })),
};

/** What was written, as the report quotes it. */
export const busyQuotes = {
  explanations: {
    [id('explanation')]: 'Evidence in a homicide case before the Superior Court; retained until its resolution.',
  },
  reasons: Object.fromEntries(
    Array.from({ length: 64 }, (_, n) => [
      id(`entry ${n}`),
      'taken from a driveway on Ramon Road during the night; keys inside',
    ]),
  ),
};

export const busyRecords = (): Partial<RecordSource> => ({
  deeds: many(60, (n) => ({ at: at(n), act: acts[n % acts.length]! })),
  postings: many(2, (n) => ({ at: at(n * 40), attestAgainBy: at(n * 40 + 90), drift: null })),
  windows: many(3, (n) => ({ from: at(n * 30), until: at(n * 30 + 1), endedAt: at(n * 30 + 0.5) })),
  delegations: many(2, (n) => ({ from: at(n), until: at(300), endedAt: n === 0 ? at(20) : null })),
  devices: many(12, (n) => ({
    kind: n < 9 ? 'issued' : 'personal',
    since: at(-90),
    endedAt: null,
    expiresAt: n < 9 ? null : at(n === 10 ? 30 : 300),
    controlsUntil: n === 11 ? null : at(300),
  })),
  ...equipment,
  ...hosted,
  ...outside,
  ...oversight,
  ...custody,
});
