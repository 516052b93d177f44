/** What the Chief usually looks at the registers for; said with one click, or otherwise (430.7(g)). */
import type { Inquiry } from '../asking.tsx';

export const chiefsLook: Inquiry = {
  purpose: 'audit',
  reason: 'Decisions of the Chief of Police: releases, agreements and reports',
  eventNumber: null,
  noEventNumberBecause: 'The daily work of the Chief of Police, no case',
};
