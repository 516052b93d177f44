/** Who may use what concerns those outside the Department: agencies, agreements, releases, requests, vendors. */
import type { Use } from './roles.js';

const nothing = '00000000-0000-4000-8000-00000000dead';
const digest = '0'.repeat(64);
const later = '2099-01-01T00:00:00.000Z';

export const outsideUses: Readonly<Record<string, Use>> = {
  'POST /agencies': {
    may: ['administrator'],
    body: { agencyName: 'Indio Police Department', agencyClass: 'local-le', california: true, ori: 'CA0330400' },
  },
  'POST /agencies/{agencyId}/network': { may: ['administrator'], body: { network: 'learn' } },
  'POST /agencies/{agencyId}/persons': {
    may: ['administrator'],
    body: { personName: 'Maria Lindqvist', rank: 'Detective', contact: 'm.lindqvist@pd.example' },
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
