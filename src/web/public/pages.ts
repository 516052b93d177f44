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
];
