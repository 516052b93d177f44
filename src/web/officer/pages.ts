/** The pages of whoever works with alerts and searches, in the order of the navigation. */
import { operators, type Page } from '../page.ts';

const group = 'Patrol and dispatch';

export const officerPages: readonly Page[] = [
  {
    path: '/officer/alerts',
    label: 'Alerts',
    group,
    may: operators,
    load: () => import('./alerts.tsx').then(({ Alerts }) => ({ default: Alerts })),
  },
  {
    path: '/officer/search',
    label: 'Search',
    group,
    may: operators,
    load: () => import('./search.tsx').then(({ Search }) => ({ default: Search })),
  },
  {
    path: '/officer/cameras',
    label: 'Cameras',
    group,
    may: operators,
    load: () => import('./cameras.tsx').then(({ Cameras }) => ({ default: Cameras })),
  },
  {
    path: '/officer/shift',
    label: 'My shift',
    group,
    may: operators,
    load: () => import('./shift.tsx').then(({ Shift }) => ({ default: Shift })),
  },
  {
    path: '/breach',
    label: 'Report a breach',
    group: 'Everybody',
    may: () => true,
    load: () => import('./breach.tsx').then(({ Breach }) => ({ default: Breach })),
  },
];
