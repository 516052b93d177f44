/** The pages of whoever works with alerts and searches, in the order of the navigation. */
import type { Page } from '../page.ts';

export const officerPages: readonly Page[] = [];
