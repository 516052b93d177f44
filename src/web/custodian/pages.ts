/** The pages of this role, in the order of the navigation; and of those who take part in its work. */
import { administrator, anyOf, of, operators, type Page } from '../page.ts';
import { group } from './words.ts';

const custodian = of('custodian-of-records');
const custodians = anyOf(of('custodian-of-records', 'city-attorney'), administrator);
/** Whoever may prepare or fulfil a release, and finds it in the register. */
const releasing = anyOf(custodians, of('police-sergeant', 'police-lieutenant', 'police-captain', 'crime-analyst'));

export const custodianPages: readonly Page[] = [
  {
    path: '/custodian',
    label: 'What is due',
    group,
    may: of('custodian-of-records', 'city-attorney'),
    load: () => import('./due.tsx').then(({ DuePage }) => ({ default: DuePage })),
  },
  {
    path: '/custodian/retention',
    label: 'Retention board',
    group,
    may: custodians,
    load: () => import('./retention.tsx').then(({ Retention }) => ({ default: Retention })),
  },
  {
    path: '/custodian/purges',
    label: 'Purges',
    group,
    may: custodians,
    load: () => import('./purges.tsx').then(({ Purges }) => ({ default: Purges })),
  },
  {
    path: '/custodian/day/$class/$date',
    label: null,
    group,
    may: custodians,
    load: () => import('./day.tsx').then(({ Day }) => ({ default: Day })),
  },
  {
    path: '/custodian/holds',
    label: 'Holds',
    group,
    may: custodians,
    load: () => import('./holds.tsx').then(({ Holds }) => ({ default: Holds })),
  },
  {
    path: '/custodian/holds/new',
    label: null,
    group,
    may: custodian,
    load: () => import('./placing.tsx').then(({ PlaceHold }) => ({ default: PlaceHold })),
  },
  {
    path: '/custodian/holds/$holdId',
    label: null,
    group,
    may: custodians,
    load: () => import('./hold.tsx').then(({ HoldPage }) => ({ default: HoldPage })),
  },
  {
    path: '/custodian/holds/$holdId/extend',
    label: null,
    group,
    may: custodian,
    load: () => import('./placing.tsx').then(({ ExtendHold }) => ({ default: ExtendHold })),
  },
  {
    path: '/custodian/evidence',
    label: 'Evidence',
    group,
    may: custodians,
    load: () => import('./evidence.tsx').then(({ EvidencePage }) => ({ default: EvidencePage })),
  },
  {
    path: '/custodian/downloads',
    label: 'Downloads to cases',
    group,
    may: custodians,
    load: () => import('./downloads.tsx').then(({ Downloads }) => ({ default: Downloads })),
  },
  {
    path: '/custodian/downloads/new',
    label: 'Download to a case',
    group,
    may: operators,
    load: () => import('./downloading.tsx').then(({ DownloadToCase }) => ({ default: DownloadToCase })),
  },
  {
    path: '/custodian/requests',
    label: 'Records requests',
    group,
    may: custodians,
    load: () => import('./requests.tsx').then(({ Requests }) => ({ default: Requests })),
  },
  {
    path: '/custodian/requests/$requestId',
    label: null,
    group,
    may: custodians,
    load: () => import('./request.tsx').then(({ RequestPage }) => ({ default: RequestPage })),
  },
  {
    path: '/custodian/releases',
    label: 'Releases to agencies',
    group,
    may: releasing,
    load: () => import('./releases.tsx').then(({ Releases }) => ({ default: Releases })),
  },
  {
    path: '/custodian/releases/$releaseId',
    label: null,
    group,
    may: releasing,
    load: () => import('./release.tsx').then(({ ReleasePage }) => ({ default: ReleasePage })),
  },
  {
    path: '/custodian/backups',
    label: 'Backups',
    group,
    may: anyOf(custodian, administrator),
    load: () => import('./backups.tsx').then(({ Backups }) => ({ default: Backups })),
  },
];
