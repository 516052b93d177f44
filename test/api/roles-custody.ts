/** Who may use what concerns how long data is kept, held, purged and booked as evidence. */
import type { Use } from './roles.js';

const digest = '0'.repeat(64);
const later = '2099-01-01T00:00:00.000Z';
const hold = {
  matter: 'People v. Doe',
  authority: 'Preservation demand',
  reviewAt: later,
  scope: { plates: ['7XYZ1'] },
};
const sworn = [
  'police-officer',
  'police-sergeant',
  'police-lieutenant',
  'police-captain',
  'police-chief',
  'administrator',
] as const;

const readers = ['administrator', 'auditor', 'police-chief', 'custodian-of-records', 'city-attorney'] as const;
const paper = { purpose: 'audit', reason: 'Notice to those who must keep it', noEventNumberBecause: 'an audit' };

export const custodyUses: Readonly<Record<string, Use>> = {
  'POST /retention/schedule': {
    may: ['administrator'],
    body: { resolution: digest, consent: digest, clocks: [{ class: 'detection', days: 30 }] },
  },
  'POST /retention/clock': { may: ['administrator'], body: () => ({ trueTime: new Date().toISOString() }) },
  'POST /retention/purges/preview': {
    may: ['administrator', 'auditor', 'police-chief', 'custodian-of-records', 'city-attorney'],
    body: {
      class: 'detection',
      date: '2026-01-05',
      purpose: 'audit',
      reason: 'Quarterly look at what is to be purged',
      noEventNumberBecause: 'an audit',
    },
  },
  'POST /retention/purges': { may: ['administrator'], body: { class: 'detection', date: '2026-01-05' } },
  'POST /retention/purges/{purgeId}/approval': { may: ['custodian-of-records'] },
  'POST /retention/certificates/{certificateId}': {
    may: ['administrator', 'auditor', 'police-chief', 'custodian-of-records', 'city-attorney'],
    body: { purpose: 'audit', reason: 'Quarterly look at what was purged', noEventNumberBecause: 'an audit' },
  },
  'POST /detections/{detectionId}/download': {
    may: [...sworn, 'police-dispatcher', 'crime-analyst', 'community-service-officer'],
    body: { caseNumber: '26-11-0417', relevance: 'Shows the vehicle leaving the scene' },
  },
  'POST /papers/holds/{holdId}': { may: readers, body: paper },
  // Those who prepare and fulfil releases read their manifests too.
  'POST /papers/releases/{releaseId}': {
    may: [...readers, 'police-sergeant', 'police-lieutenant', 'police-captain', 'crime-analyst'],
    body: paper,
  },
  'POST /holds/preview': { may: ['custodian-of-records'], body: hold },
  'POST /holds': { may: ['custodian-of-records'], body: hold },
  'POST /holds/{holdId}/extension': { may: ['custodian-of-records'], body: hold },
  'POST /holds/{holdId}/release-request': { may: ['custodian-of-records'], body: { resolution: digest } },
  // Nobody, while the Custodian has asked for nothing.
  'POST /holds/{holdId}/release': { may: [], body: { resolution: digest } },
  'POST /evidence': {
    may: [...sworn, 'custodian-of-records'],
    body: {
      holdId: '00000000-0000-4000-8000-00000000dead',
      recipients: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
      media: 'usb-drive',
      propertyNumber: 'P-26-01177',
      mediaId: 'USB-0042',
    },
  },
  'POST /evidence/{packageId}/transfers': {
    may: [...sworn, 'custodian-of-records'],
    body: { from: 'Property room', to: 'Clerk of the Superior Court', why: 'Subpoena of 4 January' },
  },
};
