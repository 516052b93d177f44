/** The pages that anyone may open, signed in or not. */
import type { Page } from '../page.ts';

export const publicPages: readonly Page[] = [
  {
    path: '/policy',
    label: 'Policy 430',
    group: 'Everybody',
    may: () => true,
    open: true,
    load: () => import('./policy.tsx').then(({ Policy }) => ({ default: Policy })),
  },
  {
    path: '/public',
    label: 'The public page',
    group: 'Everybody',
    may: () => true,
    open: true,
    load: () => import('./department.tsx').then(({ PublicPage }) => ({ default: PublicPage })),
  },
  {
    path: '/report',
    label: 'Report a violation',
    group: 'Everybody',
    may: () => true,
    open: true,
    load: () => import('./report.tsx').then(({ Report }) => ({ default: Report })),
  },
];
