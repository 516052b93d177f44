/** The pages of this role, in the order of the navigation. */
import { of, type Page } from '../page.ts';

const chief = { group: 'Chief of Police', may: of('police-chief') } as const;

export const chiefPages: readonly Page[] = [
  {
    ...chief,
    path: '/chief',
    label: 'Today',
    load: () => import('./today.tsx').then(({ Today }) => ({ default: Today })),
  },
  {
    ...chief,
    path: '/chief/releases',
    label: 'Releases',
    load: () => import('./releases.tsx').then(({ Releases }) => ({ default: Releases })),
  },
  {
    ...chief,
    path: '/chief/release/$releaseId',
    label: null,
    load: () => import('./release.tsx').then(({ ReleasePage }) => ({ default: ReleasePage })),
  },
  {
    ...chief,
    path: '/chief/sharing',
    label: 'Agreements and designees',
    load: () => import('./sharing.tsx').then(({ Sharing }) => ({ default: Sharing })),
  },
  {
    ...chief,
    path: '/chief/reports',
    label: 'Reports to you',
    load: () => import('./reports.tsx').then(({ Reports }) => ({ default: Reports })),
  },
  {
    ...chief,
    path: '/chief/administrator',
    label: 'ALPR Administrator',
    load: () => import('./administrator.tsx').then(({ AdministratorPage }) => ({ default: AdministratorPage })),
  },
];
