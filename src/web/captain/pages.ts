/** The pages of this role, in the order of the navigation. */
import { administrator, type Page, workOf } from '../page.ts';

const administration = { group: 'Administration', may: administrator } as const;

export const captainPages: readonly Page[] = [
  {
    ...administration,
    path: '/captain',
    label: 'Today',
    load: () => import('./today.tsx').then(({ Today }) => ({ default: Today })),
  },
  {
    ...administration,
    may: workOf('enrolment', 'accounts'),
    path: '/captain/people',
    label: 'People',
    load: () => import('./people.tsx').then(({ People }) => ({ default: People })),
  },
  {
    ...administration,
    path: '/captain/quarter',
    label: 'Quarter and reports',
    load: () => import('./quarter.tsx').then(({ Quarter }) => ({ default: Quarter })),
  },
  {
    ...administration,
    path: '/captain/faults',
    label: 'Faults and breaches',
    load: () => import('./faults.tsx').then(({ Faults }) => ({ default: Faults })),
  },
  {
    ...administration,
    may: workOf('hot-lists'),
    path: '/captain/hot-lists',
    label: 'Hot lists',
    load: () => import('./hotlists.tsx').then(({ HotLists }) => ({ default: HotLists })),
  },
  {
    ...administration,
    may: workOf('equipment'),
    path: '/captain/cameras',
    label: 'Camera register',
    load: () => import('./cameras.tsx').then(({ Cameras }) => ({ default: Cameras })),
  },
  {
    ...administration,
    path: '/captain/oversight',
    label: 'Calendar and audit plan',
    load: () => import('./oversight.tsx').then(({ Oversight }) => ({ default: Oversight })),
  },
  {
    ...administration,
    path: '/captain/delegates',
    label: 'Delegates and contractors',
    load: () => import('./delegates.tsx').then(({ Delegates }) => ({ default: Delegates })),
  },
  {
    ...administration,
    may: workOf('devices'),
    path: '/captain/devices',
    label: 'Devices',
    load: () => import('./devices.tsx').then(({ Devices }) => ({ default: Devices })),
  },
  {
    ...administration,
    path: '/captain/sharing',
    label: 'Agencies and vendors',
    load: () => import('./sharing.tsx').then(({ Outside }) => ({ default: Outside })),
  },
  {
    ...administration,
    path: '/captain/settings',
    label: 'Settings and policy',
    load: () => import('./settings.tsx').then(({ SettingsPage }) => ({ default: SettingsPage })),
  },
];
