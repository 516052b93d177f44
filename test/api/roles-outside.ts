/** Who may use what concerns those outside the Department: agencies, agreements, releases, requests, vendors. */
import type { Use } from './roles.js';

const nothing = '00000000-0000-4000-8000-00000000dead';
const digest = '0'.repeat(64);
const later = '2099-01-01T00:00:00.000Z';

const authorised = [
  ...(['police-officer', 'police-sergeant', 'police-lieutenant', 'police-captain', 'police-chief'] as const),
  ...(['administrator', 'police-dispatcher', 'crime-analyst', 'community-service-officer'] as const),
];
const written = {
  agencyName: 'Indio Police Department',
  personName: 'Named Person',
  contact: 'named.person@pd.example',
  purpose: 'stolen-vehicle',
  reason: 'a series of catalytic converter thefts on Date Palm Drive',
  seeks: 'reads of a white van at Ramon Road',
  document: digest,
};

/** Codes of this part that say "not you". */
export const outsideNotYou = ['R-NOT-APPROVER', 'R-NOT-COUNSEL', 'R-INTAKE', 'R-OTHER-AGENCY', 'R-NOT-CUSTODIAN'];

export const outsideUses: Readonly<Record<string, Use>> = {
  'POST /releases': {
    may: [...authorised, 'maintenance-contractor'],
    body: (department) => ({ ...written, agencyId: department.memberId('agency') }),
  },
  'POST /releases/{releaseId}/opening': { may: authorised },
  'POST /releases/{releaseId}/opinion': {
    may: ['city-attorney'],
    body: { document: digest, permits: true, immigration: false },
  },
  'POST /releases/{releaseId}/values-act': {
    may: ['police-chief'],
    body: { complies: true, basis: 'a theft of parts; neither person nor status is sought' },
  },
  'POST /releases/{releaseId}/scope': { may: authorised, body: { detectionIds: [nothing] } },
  'POST /releases/{releaseId}/approval': { may: ['police-chief'], body: { root: digest } },
  'POST /releases/{releaseId}/denial': {
    may: ['police-chief'],
    body: { why: 'the agency holds the same reads itself' },
  },
  'POST /releases/{releaseId}/fulfilment': { may: authorised, body: { recipients: ['Named Person'] } },
  'POST /records-requests': {
    may: ['custodian-of-records'],
    body: { receivedAt: '2026-11-01', requester: 'Desert Sun', contact: 'newsroom@paper.example', asks: 'the trail' },
  },
  'POST /records-requests/{requestId}/disclosures': {
    may: ['custodian-of-records'],
    body: { what: 'figures', from: '2026-10-01', to: '2026-11-01' },
  },
  'POST /records-requests/{requestId}/closing': {
    may: ['custodian-of-records'],
    body: { outcome: 'denied', why: 'plates identify vehicles and are withheld' },
  },
  'POST /vendors': {
    may: ['administrator'],
    body: { vendor: 'Flock Safety', product: 'FlockOS', contract: digest, addendum: digest },
  },
  'POST /vendors/{dataStoreId}/attestations': {
    may: ['administrator'],
    body: { kind: 'soc-report', document: digest, validUntil: later },
  },
  'POST /vendors/{dataStoreId}/settings': { may: ['administrator'], body: { settings: { sharing: false } } },
  'POST /vendors/{dataStoreId}/settings/approval': { may: ['administrator'], body: { digest } },
  'POST /vendors/{dataStoreId}/purge-reconciliation': {
    may: authorised,
    body: { asOf: '2026-11-01', from: '2026-10-01', reads: [] },
  },
  'POST /vendors/{dataStoreId}/audit-log': {
    may: ['administrator'],
    body: 'Name,Search Time\nOfficer 1,2026-11-01T08:00:00Z',
    headers: { 'content-type': 'text/csv' },
  },
  'POST /transfers': {
    may: authorised,
    body: { cameraId: nothing, count: 0, first: '2026-11-01', last: '2026-11-01', reads: digest },
  },
  'POST /agency/releases': { may: ['agency'], body: written },
  // Nobody: it is not a release of this agency.
  'POST /agency/releases/{releaseId}/state': { may: [] },
  'POST /agency/releases/{releaseId}/package': { may: [] },
  'POST /agency/searches': {
    may: ['agency'],
    body: {
      question: 'detections',
      elements: { plate: '7ABC123' },
      purpose: 'stolen-vehicle',
      reason: 'silver sedan taken on Ramon Road last night',
      eventNumber: '26-11-0417',
    },
  },
  'POST /agencies': {
    may: ['administrator'],
    body: { agencyName: 'Indio Police Department', agencyClass: 'local-le', california: true, ori: 'CA0330400' },
  },
  'POST /agencies/{agencyId}/network': { may: ['administrator'], body: { network: 'learn' } },
  'POST /agencies/{agencyId}/persons': {
    may: ['administrator'],
    body: { personName: 'Named Person', rank: 'Detective', contact: 'named.person@pd.example' },
  },
  'POST /agencies/{agencyId}/persons/{personId}/credential': { may: ['administrator'] },
  'POST /agencies/{agencyId}/persons/{personId}/removal': { may: ['administrator'], body: { why: 'reassigned' } },
  'POST /agencies/{agencyId}/exception': {
    may: ['administrator'],
    body: { until: later, reason: 'Joint burglary task force of the valley' },
  },
  'POST /agencies/{agencyId}/retirement': { may: ['administrator'], body: { why: 'dissolved' } },
  'POST /sharing/networks': { may: ['administrator'], body: { networks: ['learn'] } },
  'POST /sharing/designees': { may: ['police-chief'], body: { memberId: nothing, until: later } },
  'POST /sharing/designees/{memberId}/end': { may: ['police-chief'] },
  'POST /sharing/agreements': {
    may: ['police-chief'],
    body: {
      agencyId: nothing,
      from: '2026-11-01',
      until: '2027-11-01',
      scope: ['hits'],
      clauses: [],
      document: digest,
    },
  },
  'POST /sharing/agreements/{mouId}/values-act': {
    may: ['police-chief'],
    body: { complies: true, basis: 'the agreement bars any use for immigration' },
  },
  'POST /sharing/agreements/{mouId}/access': { may: ['administrator'] },
  'POST /sharing/agreements/{mouId}/access/revocation': { may: ['administrator'], body: { why: 'misuse' } },
  'POST /sharing/agreements/{mouId}/termination': { may: ['police-chief'], body: { why: 'misuse' } },
};
