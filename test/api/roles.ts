/** Every endpoint and who may use it: the policy's 430.4U, read as a table. The test calls each as everybody. */
import { outsideNotYou, outsideUses } from './roles-outside.js';
import { custodyUses } from './roles-custody.js';
import { policySet } from '../../src/domain/policy/clauses.js';
import { type Department, password, type Role, roles } from './department.js';
import { usualPurposes } from '../../src/domain/policy/purposes.js';

/** A UUID of nothing: the act is judged by who asks, before it is found that there is no such thing. */
export const nothing = '00000000-0000-4000-8000-00000000dead';
const digest = '0'.repeat(64);
const later = '2099-01-01T00:00:00.000Z';

const why = {
  purpose: 'stolen-vehicle',
  reason: 'Working the alert dispatched on Ramon Road',
  eventNumber: '26-11-0417',
};

const sworn: readonly Role[] = [
  'police-officer',
  'police-sergeant',
  'police-lieutenant',
  'police-captain',
  'police-chief',
  'administrator',
];
/** Those who may see plates: 430.4U(a) to (h). */
const authorised: readonly Role[] = [...sworn, 'police-dispatcher', 'crime-analyst', 'community-service-officer'];
const fields = {
  plate: { column: 1 },
  state: { column: 2 },
  reason: { column: 3 },
  reference: { column: 4 },
  category: { constant: 'stolen-vehicle' },
};
/** A hot list of one entry, with its mapping, as a browser would send them. */
const listForm = [
  ['mapping', JSON.stringify({ name: 'plain', format: 'delimited', header: false, lifeDays: 1, fields })],
  ['list"; filename="list.csv', 'FAKE001,CA,taken from a driveway,26-1'],
]
  .map(([name, text]) => `--form\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`)
  .concat('--form--\r\n')
  .join('');

/** Sergeants and above: 430.4U(b) to (e). */
const supervisors: readonly Role[] = sworn.filter((role) => role !== 'police-officer');
const anyone = roles;
/** Everybody with a session of his own, the contractor too. */
const members: readonly Role[] = roles.filter((role) => role !== 'agency' && role !== 'camera' && role !== 'nobody');

const violation = { kind: 'error', account: 'The reason given was that of another case' };

const auditors: readonly Role[] = ['administrator', 'auditor'];

/** Codes that say "not you": the refusal lies in who asks, not in what is asked. */
export const notYou: ReadonlySet<string> = new Set([
  'R-AUTH',
  'R-SOD-PURGE',
  'R-NOT-CUSTODIAN',
  'R-HOLD-RELEASE',
  'R-EVIDENCE-HANDLER',
  'R-POSITION',
  'R-NOT-ADMIN',
  'R-NOT-CHIEF',
  'R-TRAINER',
  'R-QUESTION',
  'R-CTR-CONTENT',
  'R-ACK-OWN',
  'R-SRC-UNKNOWN',
  'R-MAINTAINER',
  ...outsideNotYou,
  'R-VIOLATION-ROUTE',
  'R-NOT-CUSTODIAN',
  'R-AUDITOR',
  'R-ANOMALY-REVIEWER',
  'R-CANARY',
  'R-FINDING-RESOLVER',
  'R-AUDIT-APPROVER',
  'R-VERIFIER',
  'R-MONITORING-REVIEWER',
  'R-RESET',
  'R-ADDRESS-OWN',
  'R-NOT-ASSIGNED',
  'R-REQUIREMENT-SETTER',
  'R-UNMASK-WHO',
  'R-UNMASK-APPROVER',
  'R-UNMASK',
  'R-SUPERVISOR',
  'R-BREACH-HANDLER',
]);

export type Use = {
  readonly may: readonly Role[];
  /** A body that is well formed, so that the answer is the policy's and not the shape's. */
  readonly body?: object | string | ((department: Department) => object);
  /** The id in the path, where it must be of something that is there. */
  readonly of?: (department: Department) => string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The call ends the caller's session: he logs in again. */
  readonly ends?: true;
};

/** `METHOD /path` as the description of the API names it → its use. No route may be missing, and none too many. */
export const uses: Readonly<Record<string, Use>> = {
  ...custodyUses,
  ...outsideUses,
  'GET /health/live': { may: anyone },
  'GET /health/ready': { may: anyone },
  'GET /policy': { may: anyone },
  'GET /ledger/checkpoint': { may: anyone },
  'GET /ledger/keys': { may: anyone },
  'GET /ledger/certificate': { may: anyone },
  'GET /ledger/consistency': { may: anyone },
  'GET /ledger/anchors': { may: anyone },
  'POST /ledger/bundle': { may: ['auditor', 'police-chief', 'administrator'], body: { ...why, purpose: 'audit' } },
  'GET /ledger/tile/{path}': { may: anyone, of: () => '0/000.p/1' },
  'GET /ledger/tile/entries/{path}': { may: ['auditor', 'police-chief', 'administrator'], of: () => '000.p/1' },
  'GET /ledger/proof/{eventId}': { may: anyone },
  'GET /ledger/receipt/{eventId}': { may: anyone },
  'POST /sessions': { may: anyone, body: { username: 'nobody.known', password: 'not the password' } },
  'POST /sessions/challenge': { may: anyone },
  'GET /door': { may: anyone },
  'GET /sessions/current': { may: members },
  'POST /sessions/current/banner': { may: members },
  'POST /sessions/current/unlock': { may: members, body: { password, code: '000000' } },
  'POST /sessions/current/lock': { may: members, ends: true },
  'DELETE /sessions/current': { may: members, ends: true },
  'POST /invitations/factors': { may: anyone, body: { invitation: `${nothing}.${'x'.repeat(43)}` } },
  'POST /credentials/password': { may: members, body: { password, next: password } },
  'POST /credentials/factors/offer': { may: members },
  'POST /credentials/factors': { may: members, body: { totp: { offer: 'none', code: '000000' } } },
  'DELETE /credentials/factors/{factorId}': { may: members },
  'POST /invitations/acceptance': {
    may: anyone,
    body: { invitation: `${nothing}.${'x'.repeat(43)}`, password: 'long enough' },
  },
  'GET /policy/terms': { may: anyone },
  'GET /policy/notes': { may: anyone },
  'POST /policy/dry-run': { may: ['administrator'], body: { draft: { settings: { reasonLength: 20 } } } },
  'POST /policy/adoption': { may: ['administrator'], body: { digest: policySet.digest, version: policySet.version } },
  'POST /department/administrator': {
    may: ['police-chief'],
    body: (department) => ({ memberId: department.memberId('administrator') }),
  },

  'POST /delegations/{memberId}': { may: ['administrator'], body: { scopes: ['devices'], until: later } },
  'POST /delegations/{memberId}/revocation': { may: ['administrator'] },
  // In this order: what was withdrawn is listed again before anybody of that position calls.
  'POST /positions/{position}/withdrawal': { may: ['administrator'], body: {} },
  'POST /positions/{position}/listing': { may: ['administrator'], body: {} },
  'POST /positions/{position}/training-requirement': {
    may: ['administrator', 'training-sergeant'],
    body: { trainings: ['CLETS', 'ALPR'] },
  },
  'POST /contractors/{memberId}/window': { may: ['administrator'], body: { until: later, work: 'repair' } },
  'POST /contractors/{memberId}/window/closing': { may: ['administrator'] },
  'POST /unmaskings': {
    may: ['custodian-of-records', 'training-sergeant', 'auditor', 'city-attorney'],
    body: { kind: 'hit', rowId: nothing, reason: 'Item 14 of the audit of the third quarter' },
  },
  'POST /unmaskings/{unmaskId}/approval': { may: ['administrator', 'police-chief'] },
  'POST /unmaskings/{unmaskId}/plate': { may: [] },
  'POST /devices': { may: ['administrator'], body: { name: 'Desk 2', class: 'desk', ownership: 'owned' } },
  'POST /devices/{deviceId}/retirement': { may: ['administrator'], body: { why: 'replaced' } },
  'POST /devices/personal': {
    may: ['administrator'],
    body: { memberId: nothing, scope: 'metadata', expiresAt: '2026-12-31', document: digest },
  },
  'POST /devices/{deviceId}/revocation': { may: ['administrator'], body: { why: 'permission-withdrawn' } },
  'POST /devices/{deviceId}/controls': {
    may: ['administrator'],
    body: { document: digest, validUntil: '2026-12-31' },
  },
  'POST /devices/{deviceId}/journal': { may: members, body: { entries: [] } },
  'POST /devices/current': { may: anyone, body: { token: `${nothing}.${'x'.repeat(43)}` } },

  'POST /members': {
    may: ['administrator'],
    body: { username: 'new.one', name: 'New One', position: 'police-officer' },
  },
  'POST /members/{memberId}/invitation': { may: ['administrator'] },
  'POST /members/{memberId}/training': {
    may: ['training-sergeant', 'administrator'],
    body: { training: 'ALPR', validUntil: later },
  },
  'POST /members/{memberId}/acknowledgement': { may: [], body: { digest } },
  'POST /members/{memberId}/approval': { may: ['administrator'], of: (one) => one.memberId('police-officer') },
  'POST /members/{memberId}/revocation': { may: ['administrator'], body: { why: 'reassigned' } },
  'POST /members/{memberId}/reset': { may: ['administrator'] },
  'POST /members/{memberId}/release': { may: ['administrator', 'police-chief'] },

  'POST /members/{memberId}/address': { may: ['administrator'], body: { address: 'one@department.example' } },

  'POST /equipment': { may: ['administrator'], body: { name: 'Gateway Dr', mobility: 'mobile' } },
  'POST /equipment/{cameraId}/credential': { may: ['administrator'] },
  'POST /equipment/{cameraId}/retirement': { may: ['administrator'], body: { why: 'replaced' } },

  'POST /equipment/{cameraId}/faults': {
    may: members,
    body: { kind: 'damage', description: 'The mount is cracked' },
  },
  'POST /equipment/{cameraId}/faults/{faultId}/clearing': { may: ['administrator'], body: { how: 'repaired' } },
  'POST /equipment/{cameraId}/maintenance': {
    may: ['administrator', 'maintenance-contractor'],
    body: { work: 'cleaning' },
  },
  'POST /heartbeats': { may: ['camera'], body: { sentAt: '2026-11-01T00:00:00Z' } },

  'POST /shifts': { may: authorised },
  'POST /shifts/{shiftId}/inspections': { may: authorised, body: { cameraId: nothing, affixed: true } },
  'POST /shifts/{shiftId}/function-checks': { may: authorised, body: { cameraId: nothing, functioning: true } },
  'POST /shifts/{shiftId}/deployments': { may: authorised, body: { cameraId: nothing } },
  'POST /shifts/{shiftId}/deployments/{deploymentId}/end': { may: authorised },
  'POST /shifts/{shiftId}/end': { may: authorised },

  'POST /canvasses': {
    may: sworn,
    body: { incident: 'shooting', from: '2026-11-01T00:00:00Z', until: later },
  },
  'POST /canvasses/{canvassId}/closing': { may: authorised },
  'POST /hot-lists/{hotListId}/partials': {
    may: authorised.filter((role) => role !== 'community-service-officer'),
    body: { plate: '7AB?1?3', plateState: 'CA', crime: 'homicide', expiresAt: later },
  },
  'POST /hits/{hitId}/exigency/review': {
    may: sworn.filter((role) => role !== 'police-officer'),
    body: { justified: true, note: 'Heard the pursuit on channel two' },
  },
  'POST /detections/{detectionId}/quarantine': { may: authorised, body: { why: 'private-place' } },
  'POST /detections/{detectionId}/release': { may: ['administrator'], body: { basis: 'public-view' } },
  'POST /warrants': { may: sworn, body: { cameraId: nothing, from: '2026-11-01T00:00:00Z', until: later } },
  'POST /incidents': { may: members, body: { account: 'A workstation stood open in the lobby' } },
  'POST /incidents/outside': { may: anyone, body: { account: 'A workstation stood open in the lobby' } },
  'POST /incidents/{incidentId}/forwarding': {
    may: ['administrator', 'police-chief'],
    body: { to: 'no-breach' },
  },
  'POST /members/{memberId}/sources': { may: ['administrator'], body: { source: 'dmv', validUntil: later } },
  'POST /members/{memberId}/sources/withdrawal': { may: ['administrator'], body: { source: 'dmv' } },
  'POST /external-access': { may: authorised, body: { source: 'dmv' } },
  'POST /owner-lookups': { may: authorised, body: { source: 'dmv', hitId: nothing } },

  'POST /detections': {
    may: ['camera'],
    body: { sourceEventId: 'x', capturedAt: '2026-11-01T00:00:00Z', plate: '7XYZ123', plateState: 'CA', confidence: 1 },
  },
  'POST /detections/photographs': { may: ['camera'], body: 'no picture', headers: { 'content-type': 'image/jpeg' } },
  'POST /detections/passages': { may: ['camera'], body: 'no form', headers: { 'content-type': 'image/jpeg' } },
  'POST /intake/openalpr': { may: ['camera'], body: { openalpr_webhook: 'test' } },

  'POST /hot-lists': { may: ['administrator'], body: { source: 'local', name: 'Stolen vehicles' } },
  'POST /hot-lists/{hotListId}/entries': {
    may: authorised,
    body: {
      category: 'stolen-vehicle',
      plate: '7XYZ123',
      plateState: 'CA',
      reason: 'Taken at gunpoint',
      reference: '26-1',
    },
  },
  'POST /hot-lists/{hotListId}/file': {
    may: authorised,
    body: `plate,state,category,reason,reference,expires\n7XYZ123,CA,stolen-vehicle,Taken at gunpoint,26-1,2099-01-01`,
    headers: { 'content-type': 'text/csv' },
  },
  'POST /hot-lists/{hotListId}/entries/{entryId}/co-signature': { may: authorised },
  'POST /hot-lists/{hotListId}/versions': {
    may: ['administrator'],
    body: listForm,
    headers: { 'content-type': 'multipart/form-data; boundary=form' },
  },
  'POST /hot-lists/{hotListId}/source-files/{file}/enabling': { may: ['administrator'] },
  'POST /hot-lists/{hotListId}/source-files/{file}/disabling': { may: ['administrator'] },
  'POST /hot-lists/{hotListId}/retirement': { may: ['administrator'], body: { why: 'superseded' } },
  'POST /hot-lists/{hotListId}/entries/{entryId}/removal': { may: authorised, body: { why: 'recovered' } },

  'GET /shifts/current': { may: members },
  'POST /hits/queue': { may: authorised, body: why },
  'POST /hits/watch': { may: authorised, body: { ...why, once: true } },
  'POST /hits/{hitId}/image': { may: authorised, body: { kind: 'plate' } },
  'POST /hits/{hitId}/comparison': { may: authorised, body: { stateAgrees: true, charactersAgree: true } },
  'POST /hits/{hitId}/confirmation': { may: authorised, body: { channel: 'radio', confirmer: 'Desk 2', active: true } },
  'POST /hits/{hitId}/exigency': {
    may: authorised,
    body: { narrative: 'The car was leaving with the child on board' },
  },
  'POST /hits/{hitId}/action': { may: sworn, body: { action: 'traffic-stop' } },
  'POST /hits/{hitId}/correction': { may: authorised, body: { plate: '7XYZ124', plateState: 'CA', basis: 'image' } },

  'POST /queries': { may: authorised, body: { ...why, question: 'detections', elements: { plate: '7XYZ123' } } },
  'POST /queries/export': { may: authorised, body: { ...why, question: 'detections', elements: { plate: '7XYZ125' } } },
  'POST /queries/{queryId}/detections/{detectionId}/image': { may: authorised, body: { kind: 'plate' } },
  'POST /approvals/civil-use': {
    may: ['police-captain', 'police-chief', 'administrator'],
    body: { memberId: nothing, number: 'IA-26-014', reason: 'Whether the patrol car stood at the collision' },
  },
  'POST /approvals/searches': {
    may: supervisors,
    body: { memberId: nothing, ground: 'protected-activity', reason: 'A robbery among those who gathered there' },
  },
  'POST /protected-plates': { may: members, body: { relation: 'own', plate: '7XYZ126' } },
  'POST /protected-plates/{protectionId}/withdrawal': {
    may: ['administrator', 'police-chief'],
    body: { why: 'vehicle-sold' },
  },
  'POST /department/purposes': { may: ['administrator'], body: { purposes: [...usualPurposes] } },
  'GET /public/figures': { may: anyone },
  'GET /public/notice': { may: anyone },
  'POST /reports/quarterly/{quarter}': { may: ['administrator'] },
  'POST /reports/total-detection/{quarter}': { may: ['administrator'] },

  'POST /papers/hits/{hitId}': { may: authorised, body: why },
  'POST /papers/reports/{reportId}': {
    may: ['administrator', 'auditor', 'police-chief', 'custodian-of-records'],
    body: { purpose: 'audit', reason: 'Reading the report of the quarter', noEventNumberBecause: 'an audit' },
  },

  'POST /reports/explanations': {
    may: ['custodian-of-records'],
    body: { class: 'detection', from: '2024-01-01', to: '2024-01-02' },
  },
  'POST /reports/{reportId}/submission': { may: ['administrator'] },
  'POST /reports/{reportId}/acknowledgement': { may: ['police-chief'] },
  'POST /anomalies/{anomalyId}/disposition': {
    may: [...auditors, 'police-chief'],
    body: { disposition: 'legitimate' },
  },
  'POST /canaries': { may: ['auditor'], body: { plate: '9ZZZ998' } },
  'POST /audits/plan': {
    may: ['administrator'],
    body: { everyDays: 7, auditors: [], approver: 'police-chief', papersYears: 2, resolutionDays: 30 },
  },
  'POST /audits': { may: auditors, body: { kind: 'weekly', from: '2026-01-01', to: '2026-01-08' } },
  'POST /audits/{auditId}/sample': { may: auditors },
  'POST /audits/{auditId}/items/{itemId}/review': { may: auditors, body: { verdict: 'compliant' } },
  'POST /audits/{auditId}/findings': { may: auditors, body: { severity: 'minor', clause: '430.7(g)' } },
  'POST /audits/{auditId}/findings/{findingId}/resolution': { may: [...auditors, 'police-chief'], body: {} },
  // Nobody approves an audit whose plan names nobody.
  'POST /audits/{auditId}/closing': { may: [], body: { papers: digest } },
  'POST /violations': { may: members, body: violation },
  'POST /violations/anonymous': { may: anyone, body: violation },
  // What nobody reported is with the auditor.
  'POST /violations/{violationId}/triage': { may: ['auditor'], body: {} },
  'POST /violations/{violationId}/conclusion': { may: ['auditor'], body: { substantiated: false } },
  'POST /violations/{violationId}/disposition': {
    may: ['police-chief'],
    body: { outcome: 'training', decidedOn: '2026-01-05' },
  },
  'POST /violations/{violationId}/closing': { may: ['auditor'] },
  'POST /placements/{cameraId}': { may: ['administrator'], body: {} },
  'POST /placements/{cameraId}/review': { may: ['administrator'], body: { keepsToPublicView: true } },
  'POST /policy/posting': {
    may: ['administrator'],
    body: { url: 'https://policy.invalid/430', policy: policySet.digest },
  },
  'POST /policy/posting/check': { may: ['administrator'] },
  'POST /policy/procedures': { may: ['administrator'], body: { title: 'Procedures', digest } },
  'POST /monitoring/plan': { may: ['administrator'], body: { everyDays: 7, sample: 5 } },
  // Nobody, while no plan names a reviewer.
  'POST /monitoring/reviews': { may: [], body: { looked: 5, from: '2026-01-01', to: '2026-01-08' } },
  'POST /assurances/safeguards': { may: ['administrator'], body: { safeguard: 'physical' } },
  'POST /assurances/hosting': { may: ['administrator'], body: { redundant: true, accessControlled: true } },
  'POST /assurances/verification': { may: ['administrator', 'auditor'] },
  'POST /breaches/{incidentId}': { may: ['administrator'], body: { residents: 1, heldByVendor: false } },
  'POST /breaches/{incidentId}/notices': { may: ['administrator'], body: { duty: 'residents' } },
  'POST /breaches/{incidentId}/closing': { may: ['administrator'] },
};
