/** The pages of this role, in the order of the navigation. */
import { administrator, anyOf, of, type Page } from '../page.ts';

export const trainingPages: readonly Page[] = [
  {
    path: '/training',
    label: 'Training',
    group: 'Training',
    may: anyOf(of('training-sergeant'), administrator),
    load: () => import('./training.tsx').then(({ Training }) => ({ default: Training })),
  },
];
