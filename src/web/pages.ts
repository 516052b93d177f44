/** Every page there is: each role's own list, in the order of the navigation. */
import { auditorPages } from './auditor/pages.ts';
import { captainPages } from './captain/pages.ts';
import { chiefPages } from './chief/pages.ts';
import { custodianPages } from './custodian/pages.ts';
import { officerPages } from './officer/pages.ts';
import type { Page } from './page.ts';
import { publicPages } from './public/pages.ts';
import { trainingPages } from './training/pages.ts';

export const pages: readonly Page[] = [
  ...officerPages,
  ...captainPages,
  ...custodianPages,
  ...auditorPages,
  ...chiefPages,
  ...trainingPages,
  ...publicPages,
];
