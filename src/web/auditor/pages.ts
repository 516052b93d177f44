/** The pages of this role, in the order of the navigation. */
import type { Page } from '../page.ts';

export const auditorPages: readonly Page[] = [];
