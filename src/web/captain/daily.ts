/** What the Administrator usually looks at the registers for; said with one click, or otherwise (430.7(g)). */
import type { Inquiry } from '../asking.tsx';

export const dailyLook: Inquiry = {
  purpose: 'audit',
  reason: 'Administration of the ALPR system: what is due today',
  eventNumber: null,
  noEventNumberBecause: 'The daily work of the ALPR Administrator, no case',
};
