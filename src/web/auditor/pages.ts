/** The pages of this role, in the order of the navigation. */
import { administrator, anyOf, of, type Page } from '../page.ts';

/** Those who may read the audit trail (430.9(d)). */
const readers = anyOf(of('auditor', 'police-chief'), administrator);

export const auditorPages: readonly Page[] = [
  {
    path: '/auditor/replay',
    label: 'Replay',
    group: 'Audit',
    may: readers,
    load: () => import('./replay.tsx').then(({ Replay }) => ({ default: Replay })),
  },
  {
    path: '/auditor/audits',
    label: 'Audits',
    group: 'Audit',
    may: readers,
    load: () => import('./audits.tsx').then(({ Audits }) => ({ default: Audits })),
  },
  {
    path: '/auditor/audits/$auditId',
    label: null,
    group: 'Audit',
    may: readers,
    load: () => import('./audit.tsx').then(({ AuditPage }) => ({ default: AuditPage })),
  },
  {
    path: '/auditor/flags',
    label: 'Flags',
    group: 'Audit',
    may: readers,
    load: () => import('./flags.tsx').then(({ Flags }) => ({ default: Flags })),
  },
  {
    path: '/auditor/violations',
    label: 'Violations',
    group: 'Audit',
    may: readers,
    load: () => import('./violations.tsx').then(({ Violations }) => ({ default: Violations })),
  },
  {
    path: '/auditor/refusals',
    label: 'Refusals',
    group: 'Audit',
    may: readers,
    load: () => import('./refusals.tsx').then(({ Refusals }) => ({ default: Refusals })),
  },
  {
    path: '/auditor/agencies',
    label: 'Other agencies',
    group: 'Audit',
    may: readers,
    load: () => import('./agencies.tsx').then(({ Agencies }) => ({ default: Agencies })),
  },
  {
    path: '/auditor/ledger',
    label: 'The ledger',
    group: 'Audit',
    may: readers,
    load: () => import('./ledgerpage.tsx').then(({ LedgerPage }) => ({ default: LedgerPage })),
  },
];
